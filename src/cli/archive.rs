//! `agendapack archive`: the bags of a meeting.

use std::path::PathBuf;

use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::progress::Board;
use super::{Ending, draw, from_here, meeting_name, show_fault};
use crate::diag::Severity;
use crate::pipeline::{self, Archive, Archived, Inputs, Workspace};

/// Write what was published of a meeting, and what it was made from, into bags for an
/// archive
///
/// A bag is a folder with manifests that prove every file in it (`BagIt` 1.0, RFC 8493).
/// `archive/MEETING/public` has what anyone may have: what was published, the pack for
/// the archive (PDF/A-3 with its data in it) and the templates. The inputs are in
/// `archive/MEETING/private`, with everything else, unless you give them to anyone.
///
/// Nothing is written unless the outputs are as they were built and the inputs are
/// those that they were built from: every difference is shown.
///
/// Exits 0 when the bags were written, 1 when outputs or inputs are not as they were, 2
/// when the program could not run.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The meeting's folder, such as inputs/2018-03-06-finance-and-resources
    #[arg(value_name = "MEETING")]
    meeting: PathBuf,

    /// The day that the bags are dated; today where none is given
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,

    /// Put the inputs into the public bag, where nothing of the meeting is exempt
    ///
    /// A workbook or document holds more than the pack shows of it, and no program finds
    /// all of that: look through them first. What `check --notes` finds hidden keeps
    /// them back even so.
    #[arg(long)]
    open_inputs: bool,
}

impl Args {
    /// Writes the bags and says what is in them.
    pub fn run(&self) -> Ending {
        let name = meeting_name(&self.meeting);
        let bar = Board::new().bar(&name);
        let inputs = if self.open_inputs { Inputs::Open } else { Inputs::Private };
        let request =
            Archive { date: self.date.unwrap_or_else(|| ZonedDateTime::now().date()), inputs };
        let outcome = Workspace::of(&self.meeting)
            .and_then(|workspace| pipeline::archive(&workspace, request, &bar));
        bar.finish();
        let outcome = match outcome {
            Ok(outcome) => outcome,
            Err(fault) => {
                show_fault(&name, &fault);
                return Ending::Failed;
            }
        };
        for diagnostic in &outcome.diagnostics {
            anstream::eprintln!("{}", draw::diagnostic(diagnostic));
        }
        if let Some(summary) = draw::conclusion(&outcome.diagnostics, Severity::Note) {
            anstream::eprintln!("{name}: {summary}\n");
        }
        match &outcome.archived {
            Some(archived) => {
                anstream::println!("{}", said(archived));
                Ending::Built
            }
            None => Ending::Errors,
        }
    }
}

/// What was written, and where the inputs are.
fn said(archived: &Archived) -> String {
    let folder = from_here(&archived.folder);
    let bags = archived.bags.iter().map(|bag| {
        let path = folder.join(bag.name);
        format!("{}: {} files, {} KB", path.display(), bag.files, bag.bytes.div_ceil(1024))
    });
    let inputs = match &archived.kept_back {
        None => "the inputs are in the public bag".to_string(),
        Some(why) => format!("the inputs are in the private bag alone: {why}"),
    };
    bags.chain([inputs]).collect::<Vec<_>>().join("\n")
}
