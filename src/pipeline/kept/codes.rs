//! The codes of what can be wrong with the settings and templates of a published pack.

use crate::diag::{Code, Severity};

/// Nothing is kept that a pack could be built by.
pub(super) static NOTHING_KEPT: Code =
    Code { id: "REC001", name: "nothing-kept", severity: Severity::Error };
/// What is kept is not what the pack was built with.
pub(super) static KEPT_ALTERED: Code =
    Code { id: "REC002", name: "kept-altered", severity: Severity::Error };
/// The settings are not those that the pack was built with.
pub(super) static SETTINGS_CHANGED: Code =
    Code { id: "REC003", name: "settings-changed-since-publication", severity: Severity::Warning };
/// The templates are not those that the pack was built with.
pub(super) static TEMPLATES_CHANGED: Code =
    Code { id: "REC004", name: "templates-changed-since-publication", severity: Severity::Warning };
/// The record of a meeting cannot be read.
pub(in crate::pipeline) static UNREADABLE: Code =
    Code { id: "REC005", name: "unreadable-record", severity: Severity::Warning };

/// Every code, with what it says.
pub(in crate::pipeline) static CODES: &[(&Code, &str)] = &[
    (
        &NOTHING_KEPT,
        "There is no earlier pack, or none with its settings, that `--as-published` could go by.",
    ),
    (
        &KEPT_ALTERED,
        "The settings or templates kept with a pack are not those that it was built with.",
    ),
    (
        &SETTINGS_CHANGED,
        "A pack with a day of publication is built anew, and settings that show in it have changed since.",
    ),
    (
        &TEMPLATES_CHANGED,
        "A pack with a day of publication is built anew, and the workspace's templates have changed since.",
    ),
    (
        &UNREADABLE,
        "The record of a meeting cannot be read, and the list of meetings is without it.",
    ),
];
