//! The steps of a run, and how long each took.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// A step of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Workbooks and texts into the model.
    Read,
    /// Figures into texts.
    Quote,
    /// The rules.
    Check,
    /// The model into strings.
    View,
    /// Pages laid out.
    Layout,
    /// The workbooks, the papers around the meeting and the open data.
    Workbooks,
    /// Pages into a PDF.
    Export,
    /// The papers one by one.
    Papers,
    /// The PDF into fewer bytes.
    Compact,
    /// Papers made elsewhere into their places.
    Bind,
    /// The PDF held to its standards.
    Validate,
    /// The web pages.
    Web,
    /// Public files, for anything withheld.
    Search,
    /// Files into place.
    Write,
}

impl Stage {
    /// Returns the word that progress and timings show.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Quote => "quote",
            Self::Check => "check",
            Self::View => "view",
            Self::Layout => "layout",
            Self::Workbooks => "workbooks",
            Self::Export => "export",
            Self::Papers => "papers",
            Self::Compact => "compact",
            Self::Bind => "bind",
            Self::Validate => "validate",
            Self::Web => "web",
            Self::Search => "search",
            Self::Write => "write",
        }
    }
}

/// Who is told as a build goes on.
pub trait Progress: Sync {
    /// A stage begins.
    fn begin(&self, stage: Stage);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _stage: Stage) {}
}

/// How long each stage took, of both editions together. Workbooks are written while
/// pages are laid out, single papers while the PDF is exported, and files while it is
/// validated, so the stages may sum to more than the whole.
pub type Timings = BTreeMap<Stage, Duration>;

/// Returns what came of work, and how long it took.
pub(super) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}
