//! The codes of what keeps a meeting from its archive.

use crate::diag::{Code, Severity};

/// Nothing was built that could be archived.
pub(super) static NOT_BUILT: Code =
    Code { id: "ARC001", name: "nothing-to-archive", severity: Severity::Error };
/// What was built is not as it was.
pub(super) static ALTERED: Code =
    Code { id: "ARC002", name: "altered-before-archiving", severity: Severity::Error };
/// The inputs are not those of the pack.
pub(super) static OTHER_INPUTS: Code =
    Code { id: "ARC003", name: "built-from-other-inputs", severity: Severity::Error };
/// The bag that anyone may have holds what is not for publication now.
pub(in crate::pipeline) static WITHHELD_SINCE: Code =
    Code { id: "ARC004", name: "withheld-since-archiving", severity: Severity::Warning };
/// There is no bag that anyone may have.
pub(super) static NO_PUBLIC_BAG: Code =
    Code { id: "ARC005", name: "no-public-bag", severity: Severity::Warning };

/// Every code, with what it says.
pub(in crate::pipeline) static CODES: &[(&Code, &str)] = &[
    (&NOT_BUILT, "Nothing was built of the meeting that could be archived."),
    (&ALTERED, "A file that is to be archived is not as it was built, is missing, or was added."),
    (&OTHER_INPUTS, "An input is not the one that the pack was built from."),
    (
        &WITHHELD_SINCE,
        "The bag that anyone may have, made earlier, has something in it that is not for publication now.",
    ),
    (
        &NO_PUBLIC_BAG,
        "Something was published and is not for publication now: there is a bag with everything, and none that anyone may have.",
    ),
];
