//! `agendapack template`: workbooks for authors to fill in.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{Ending, draw, show_fault};
use crate::diag::Severity;
use crate::fault::Fault;
use crate::model::period::{NotAPeriod, Period};
use crate::pipeline::{self, Existing, Kind, Made, Request};

/// Write a workbook for an author to fill in
///
/// The workbook has the headings that are read, one example row a sheet, lists to
/// choose from, a prompt for every column, and a sheet of guidance. With
/// `--from`, what the period before had is carried forward: indicators with their
/// targets and history, open risks and actions, standing items.
///
/// Exits 0 when the workbook was written, 1 when the files that it goes on from
/// have errors, 2 when the program could not run.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which workbook
    #[arg(value_enum)]
    workbook: Workbook,

    /// The council's settings; without it those of the meeting's workspace, or of
    /// the current folder
    #[arg(long, value_name = "COUNCIL.TOML")]
    council: Option<PathBuf>,

    /// The folder of the meeting that the workbook is for
    #[arg(long, value_name = "DIR")]
    meeting: Option<PathBuf>,

    /// What to carry forward: last quarter's report folder, meeting folder or
    /// workbook, in any format that is read
    #[arg(long, value_name = "LAST-QUARTER")]
    from: Option<PathBuf>,

    /// The period to fill in, such as 2017/18Q4; without it the one after the last
    #[arg(long, value_parser = period)]
    period: Option<Period>,

    /// The file to write; without it WORKBOOK.xlsx in the current folder
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace the file if it is there already
    #[arg(long)]
    force: bool,
}

/// A workbook to fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Workbook {
    /// Front sheet, members, agenda, work programme, action points
    Meeting,
    /// A report's cover, narrative and glossary
    Report,
    /// Indicators and their results
    Kpi,
    /// A risk register and its actions
    Risk,
}

impl From<Workbook> for Kind {
    fn from(workbook: Workbook) -> Self {
        match workbook {
            Workbook::Meeting => Self::Meeting,
            Workbook::Report => Self::Report,
            Workbook::Kpi => Self::Kpi,
            Workbook::Risk => Self::Risk,
        }
    }
}

/// `2017/18 Q4`, and without its space, which a shell would want quoted.
fn period(text: &str) -> Result<Period, String> {
    let spaced = text.replace(['q', 'Q'], " Q").replace(['h', 'H'], " H");
    text.parse()
        .or_else(|NotAPeriod| spaced.parse())
        .map_err(|NotAPeriod| "expected a period such as 2017/18Q4".to_string())
}

impl Args {
    /// Writes the workbook.
    pub fn run(&self) -> Ending {
        let kind = Kind::from(self.workbook);
        let path = self.output.clone().unwrap_or_else(|| format!("{kind}.xlsx").into());
        match self.write(kind, &path) {
            Ok(ending) => ending,
            Err(fault) => {
                show_fault(&format!("template {kind}"), &fault);
                Ending::Failed
            }
        }
    }

    fn write(&self, kind: Kind, path: &Path) -> Result<Ending, Fault> {
        let request = Request {
            kind,
            council: self.council.clone(),
            meeting: self.meeting.clone(),
            from: self.from.clone(),
            period: self.period,
            output: path.to_path_buf(),
            existing: if self.force { Existing::Replaced } else { Existing::Kept },
        };
        let Made { written, diagnostics, council } = pipeline::template(&request)?;
        for diagnostic in diagnostics.iter().filter(|d| d.severity >= Severity::Warning) {
            anstream::eprintln!("{}", draw::diagnostic(diagnostic));
        }
        if let Some(summary) = draw::counted(&diagnostics, Severity::Warning) {
            anstream::eprintln!("template {kind}: {summary}\n");
        }
        if !written {
            return Ok(Ending::Errors);
        }
        if council.is_none() {
            anstream::eprintln!(
                "no council.toml was found: lists of its words are left open; name it with `--council council.toml`"
            );
        }
        anstream::println!("{}", path.display());
        Ok(Ending::Built)
    }
}
