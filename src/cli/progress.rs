//! Progress on a terminal: a line a meeting with the stage that it is in.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::{Progress, Stage};

/// The lines of all meetings of a run; nothing where standard error is no
/// terminal.
pub(super) struct Board {
    lines: MultiProgress,
}

impl Board {
    pub(super) fn new() -> Self {
        let target = if std::io::stderr().is_terminal() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        Self { lines: MultiProgress::with_draw_target(target) }
    }

    /// Returns the line of a run over many meetings, which counts those that are done.
    pub(super) fn whole(&self, meetings: usize) -> ProgressBar {
        if meetings < 2 {
            return ProgressBar::hidden();
        }
        let line = self.lines.add(ProgressBar::new(meetings as u64));
        let style = ProgressStyle::with_template("{bar:40} {pos} of {len} meetings, {eta} to go");
        line.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        line
    }

    pub(super) fn bar(&self, meeting: &str) -> Bar {
        let line = self.lines.add(ProgressBar::new_spinner());
        let style = ProgressStyle::with_template("{spinner} {prefix}: {msg}");
        line.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        line.set_prefix(meeting.to_string());
        line.enable_steady_tick(Duration::from_millis(100));
        Bar { line }
    }
}

/// One meeting's line.
pub(super) struct Bar {
    line: ProgressBar,
}

impl Bar {
    /// Shows how many pages are done, and of how many.
    pub(super) fn count(&self, done: usize, of: usize) {
        self.line.set_message(format!("page {done} of {of}"));
    }

    pub(super) fn finish(&self) {
        self.line.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, stage: Stage) {
        self.line.set_message(stage.word());
    }
}
