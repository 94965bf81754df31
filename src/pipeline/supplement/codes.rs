//! The codes of what can be wrong with a supplement.

use crate::diag::{Code, Severity};

/// Nothing was published that a supplement could follow.
pub(super) static NOT_PUBLISHED: Code =
    Code { id: "SUP001", name: "no-published-pack", severity: Severity::Error };
/// A published file is not as it was published.
pub(super) static ALTERED: Code =
    Code { id: "SUP002", name: "altered-after-publication", severity: Severity::Error };
/// An item that is named is not on the agenda.
pub(super) static UNKNOWN_ITEM: Code =
    Code { id: "SUP003", name: "unknown-item", severity: Severity::Error };
/// An item that is named has no papers.
pub(super) static NO_PAPERS: Code =
    Code { id: "SUP004", name: "late-item-without-papers", severity: Severity::Error };
/// A paper that is named is as it was published.
pub(super) static UNCHANGED: Code =
    Code { id: "SUP005", name: "unchanged-paper", severity: Severity::Error };
/// The day of publication cannot be.
pub(super) static OUT_OF_TIME: Code =
    Code { id: "SUP006", name: "supplement-out-of-time", severity: Severity::Error };
/// An item differs from what was published and is not named.
pub(super) static UNNAMED_CHANGE: Code =
    Code { id: "SUP007", name: "change-outside-the-supplement", severity: Severity::Warning };
/// A late paper comes without its reasons.
pub(super) static NO_REASON: Code =
    Code { id: "SUP008", name: "late-without-reason", severity: Severity::Warning };
/// A pack with supplements would be replaced.
pub(super) static HAS_SUPPLEMENTS: Code =
    Code { id: "SUP009", name: "pack-with-supplements", severity: Severity::Error };

/// A published file has what is not for publication now.
pub(in crate::pipeline) static WITHHELD_SINCE: Code =
    Code { id: "SUP010", name: "withheld-since-publication", severity: Severity::Warning };

/// A paper of which something is not for publication any more is not named.
pub(super) static WITHHELD_OUTSIDE: Code =
    Code { id: "SUP011", name: "withheld-outside-the-supplement", severity: Severity::Error };

/// An item that was withheld is open where it has no paper any more.
pub(super) static OPENED_WITHOUT_PAPER: Code =
    Code { id: "SUP012", name: "opened-without-paper", severity: Severity::Error };

/// Every code of supplements, with what it says.
pub(in crate::pipeline) static CODES: &[(&Code, &str)] = &[
    (&NOT_PUBLISHED, "Nothing was published that a supplement could follow."),
    (&ALTERED, "A published file is not as it was published."),
    (&UNKNOWN_ITEM, "An item that a supplement should have is not on the agenda."),
    (&NO_PAPERS, "An item that a supplement should have is still to follow, or has no papers."),
    (&UNCHANGED, "A paper that a supplement should have is as it was published."),
    (&OUT_OF_TIME, "A supplement is dated before what it follows, or after the meeting."),
    (&UNNAMED_CHANGE, "An item differs from what was published, and the supplement leaves it out."),
    (
        &NO_REASON,
        "A late paper is open for fewer clear days than the law gives, and the agenda says neither why nor what makes it urgent.",
    ),
    (&HAS_SUPPLEMENTS, "A published pack with supplements would be built anew."),
    (&WITHHELD_SINCE, "A published file has something in it that is not for publication now."),
    (
        &WITHHELD_OUTSIDE,
        "Something of a published paper is not for publication any more, and the supplement leaves the paper out.",
    ),
    (
        &OPENED_WITHOUT_PAPER,
        "An item was published as one that is withheld; now it is withdrawn or to follow, and open.",
    ),
];
