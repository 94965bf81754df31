//! What was found in meetings, in the forms in which it is printed.

mod json;
mod sarif;

use std::path::PathBuf;

use super::draw;
use crate::check::Accepted;
use crate::diag::{Diagnostics, Severity};

pub(super) use self::json::json;
pub(super) use self::sarif::sarif;

/// What was found in one meeting.
pub(super) struct MeetingFindings {
    /// The name of the meeting's folder.
    pub(super) meeting: String,
    /// The folder as it was named in the call.
    pub(super) folder: PathBuf,
    /// The council's settings.
    pub(super) council: PathBuf,
    /// What was found.
    pub(super) diagnostics: Diagnostics,
    /// What was found and is accepted.
    pub(super) accepted: Vec<Accepted>,
}

/// Returns the findings from a severity on, drawn for people.
pub(super) fn text(found: &[MeetingFindings], least: Severity) -> String {
    let mut text = String::new();
    for meeting in found {
        for diagnostic in meeting.diagnostics.iter().filter(|d| d.severity >= least) {
            text.push_str(&draw::diagnostic(diagnostic));
            text.push('\n');
        }
        let summary =
            draw::conclusion(&meeting.diagnostics, least).unwrap_or_else(|| "nothing found".into());
        let accepted = match meeting.accepted.len() {
            0 => String::new(),
            count => format!(", {count} accepted"),
        };
        text.push_str(&format!("{}: {summary}{accepted}\n", meeting.meeting));
    }
    text
}
