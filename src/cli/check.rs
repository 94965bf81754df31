//! `agendapack check`: what a careful reader would find, before publication.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::crew::side_by_side;
use super::findings::{self, MeetingFindings};
use super::{Ending, annotated, meeting_name, show_fault, watch};
use crate::diag::Severity;
use crate::fault::Fault;
use crate::pipeline::{Examined, Silent, Workspace, annotate, examine};

/// Check the inputs of meetings without building a pack
///
/// Reads the workbooks and texts of each meeting's folder and runs every rule
/// over them: the same ones as `build` does. `agendapack explain ID` says what a
/// rule is for.
///
/// Exits 0 when there are no errors, 1 when inputs have errors, 2 when the
/// program could not run.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folders of meetings, such as inputs/2018-03-06-finance-and-resources
    #[arg(required = true, value_name = "MEETING")]
    meetings: Vec<PathBuf>,

    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Show notes as well as warnings and errors (JSON and SARIF always have them)
    #[arg(long)]
    notes: bool,

    /// Write a copy of each workbook with findings, for its author
    ///
    /// The findings are notes on their cells and a sheet in front; all else stays
    /// as it is. The copies go to `MEETING-annotated` in DIR, which is the folder
    /// of the meeting's pack unless you name another, and replace those of the
    /// last check. They hold whatever the inputs hold, Part 2 too; so does the list of
    /// words that nobody sees on PDFs made elsewhere, `words-nobody-sees.txt`.
    #[arg(long, value_name = "DIR", num_args = 0..=1, require_equals = true)]
    #[expect(clippy::option_option, reason = "not given, given alone, or with a folder")]
    annotate: Option<Option<PathBuf>>,

    /// Check again whenever a file of the meeting changes; end with Ctrl+C
    #[arg(long)]
    watch: bool,
}

/// A form of the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Cells drawn with their neighbours, for people
    Text,
    /// One JSON document, for scripts
    Json,
    /// SARIF 2.1.0, for editors and code hosts
    Sarif,
}

impl Args {
    /// Checks every meeting and prints what was found, in the order in which the
    /// meetings were named.
    pub fn run(&self) -> Ending {
        let ending = self.check();
        if !self.watch || ending == Ending::Failed {
            return ending;
        }
        watch::again_on_change(&self.meetings, || {
            self.check();
        })
    }

    fn check(&self) -> Ending {
        let results = side_by_side(&self.meetings, |meeting| {
            let workspace = Workspace::of(meeting)?;
            let examined = examine(&workspace, &Silent)?;
            Ok::<_, Fault>((workspace, examined))
        });
        let mut ending = Ending::Built;
        let (mut found, mut said) = (Vec::new(), String::new());
        for (meeting, result) in self.meetings.iter().zip(results) {
            match result {
                Ok((workspace, examined)) => {
                    if examined.diagnostics.has_errors() {
                        ending = ending.max(Ending::Errors);
                    }
                    match self.annotate(&workspace, &examined) {
                        Ok(text) => said.push_str(&text),
                        Err(fault) => {
                            show_fault(&meeting_name(meeting), &fault);
                            ending = Ending::Failed;
                        }
                    }
                    found.push(findings(meeting, &workspace, examined));
                }
                Err(fault) => {
                    show_fault(&meeting_name(meeting), &fault);
                    ending = Ending::Failed;
                }
            }
        }
        anstream::print!("{}", self.shown(&found));
        anstream::eprint!("{said}");
        ending
    }

    /// Writes the annotated copies, where they are asked for, and says which.
    fn annotate(&self, workspace: &Workspace, examined: &Examined) -> Result<String, Fault> {
        let Some(folder) = &self.annotate else { return Ok(String::new()) };
        let least = self.least();
        annotate(workspace, examined, least, folder.as_deref())
            .map(|annotated| annotated::text(&annotated))
    }

    fn least(&self) -> Severity {
        if self.notes { Severity::Note } else { Severity::Warning }
    }

    fn shown(&self, found: &[MeetingFindings]) -> String {
        match self.format {
            Format::Text => findings::text(found, self.least()),
            Format::Json => findings::json(found),
            Format::Sarif => findings::sarif(found),
        }
    }
}

fn findings(meeting: &Path, workspace: &Workspace, examined: Examined) -> MeetingFindings {
    MeetingFindings {
        meeting: meeting_name(meeting),
        folder: meeting.to_path_buf(),
        council: workspace.council.clone(),
        diagnostics: examined.diagnostics,
        accepted: examined.accepted,
    }
}
