//! What became of the meetings of a year, in a table.

use std::path::Path;
use std::time::Duration;

use super::Made;
use crate::cli::{draw, meeting_name};
use crate::diag::Severity;
use crate::fault::Fault;
use crate::pipeline::Unchanged;
use crate::spelling::counted;

/// The meetings of a run.
#[derive(Default)]
pub(super) struct Year {
    rows: Vec<Row>,
}

struct Row {
    meeting: String,
    became: Became,
    pages: Option<usize>,
    found: String,
    time: Duration,
}

/// What became of a meeting.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Became {
    Built,
    Unchanged,
    Errors,
    Failed,
}

impl Became {
    fn word(self) -> &'static str {
        match self {
            Self::Built => "built",
            Self::Unchanged => "unchanged",
            Self::Errors => "errors",
            Self::Failed => "failed",
        }
    }
}

impl Year {
    /// Adds a meeting.
    pub(super) fn add(&mut self, meeting: &Path, result: &Result<Made, Fault>, time: Duration) {
        let (became, pages, found) = match result {
            Ok(Made::Run(outcome)) => {
                let found = draw::counted(&outcome.diagnostics, Severity::Warning);
                let found = found.unwrap_or_default();
                match &outcome.built {
                    Some(built) => (Became::Built, Some(built.manifest.pages), found),
                    None => (Became::Errors, None, found),
                }
            }
            Ok(Made::Unchanged(Unchanged { pages })) => {
                (Became::Unchanged, Some(*pages), String::new())
            }
            Err(_) => (Became::Failed, None, String::new()),
        };
        self.rows.push(Row { meeting: meeting_name(meeting), became, pages, found, time });
    }

    /// Returns the table and a line under it.
    pub(super) fn text(&self, whole: Duration) -> String {
        let names = self.rows.iter().map(|row| row.meeting.chars().count());
        let width = names.max().unwrap_or(0).max("meeting".len());
        let mut text = format!(
            "{:<width$}  {:<9}  {:>5}  {:>7}  found",
            "meeting", "result", "pages", "seconds"
        );
        for Row { meeting, became, pages, found, time } in &self.rows {
            let pages = pages.map(|pages| pages.to_string()).unwrap_or_default();
            let (word, time) = (became.word(), time.as_secs_f64());
            let line = format!("{meeting:<width$}  {word:<9}  {pages:>5}  {time:>7.2}  {found}");
            text.push_str(&format!("\n{}", line.trim_end()));
        }
        let all = [Became::Built, Became::Unchanged, Became::Errors, Became::Failed];
        let counts = all.into_iter().filter_map(|became| {
            let count = self.rows.iter().filter(|row| row.became == became).count();
            (count > 0).then(|| match became {
                Became::Errors => format!("{count} with errors"),
                _ => format!("{count} {}", became.word()),
            })
        });
        let counts = counts.collect::<Vec<_>>().join(", ");
        let (meetings, pages) =
            (self.rows.len(), self.rows.iter().filter_map(|row| row.pages).sum::<usize>());
        text.push_str(&format!(
            "\n{}: {counts}; {}, {:.2} s",
            counted(meetings, "meeting"),
            counted(pages, "page"),
            whole.as_secs_f64()
        ));
        text
    }
}
