//! `agendapack supplement`: late papers.

use std::path::PathBuf;

use jiff::civil::Date;

use super::progress::Board;
use super::{Ending, catalogue, draw, from_here, meeting_name, show_fault};
use crate::diag::Severity;
use crate::fault::Fault;
use crate::pipeline::{self, BuiltSupplement, Supplement, SupplementOutcome, Workspace};

/// Publish late papers in a supplement to a published pack
///
/// Compares the inputs with what was published, and writes beside it
/// `public/supplements/N` with the supplement and its workbooks, and
/// `public/agenda-pack-consolidated.pdf` with everything in place. Page numbers go
/// on from the last page that was published; a page lists what has changed where a
/// paper replaces an earlier one. No published file is touched but the web edition,
/// `public/web`, which shows the meeting as it stands.
///
/// Where the papers have anything that is not for publication, members get
/// `private/supplements/N` and `private/agenda-pack-consolidated.pdf`, in which open
/// pages have the public numbers.
///
/// Exits 0 when the supplement was built, 1 when the inputs or the request have
/// errors or a published file was altered, 2 when the program could not run.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The meeting's folder, such as inputs/2018-03-06-finance-and-resources
    #[arg(value_name = "MEETING")]
    meeting: PathBuf,

    /// The number of an item whose papers are new, replace earlier ones or were
    /// withdrawn; give it once an item
    #[arg(long, required = true, value_name = "ITEM")]
    add: Vec<String>,

    /// The day on which the supplement is published
    #[arg(long, value_name = "YYYY-MM-DD")]
    published: Date,

    /// Show notes as well as warnings and errors
    #[arg(long)]
    notes: bool,
}

impl Args {
    /// Builds the supplement and reports it.
    pub fn run(&self) -> Ending {
        let name = meeting_name(&self.meeting);
        let board = Board::new();
        let bar = board.bar(&name);
        let request = Supplement { items: self.add.clone(), published: self.published };
        let outcome = Workspace::of(&self.meeting)
            .and_then(|workspace| pipeline::supplement(&workspace, &request, &bar));
        bar.finish();
        let ending = self.report(&name, outcome);
        ending.max(catalogue(std::slice::from_ref(&self.meeting)))
    }

    fn report(&self, name: &str, outcome: Result<SupplementOutcome, Fault>) -> Ending {
        let outcome = match outcome {
            Ok(outcome) => outcome,
            Err(fault) => {
                show_fault(name, &fault);
                return Ending::Failed;
            }
        };
        let least = if self.notes { Severity::Note } else { Severity::Warning };
        for diagnostic in outcome.diagnostics.iter().filter(|d| d.severity >= least) {
            anstream::eprintln!("{}", draw::diagnostic(diagnostic));
        }
        let shown = draw::counted(&outcome.diagnostics, least);
        if let Some(summary) = shown.and(draw::conclusion(&outcome.diagnostics, least)) {
            anstream::eprintln!("{name}: {summary}\n");
        }
        match &outcome.built {
            Some(built) => {
                anstream::println!("{}", summary(built));
                Ending::Built
            }
            None => Ending::Errors,
        }
    }
}

/// What was written: the supplement, its pages, and every file.
fn summary(built: &BuiltSupplement) -> String {
    let record = &built.record;
    let pages = match (record.first, record.last) {
        (first, last) if first == last => format!("page {first}"),
        (first, last) => format!("pages {first} to {last}"),
    };
    let folder = from_here(&built.folder).display();
    let mut text = format!("{folder}: supplement {}, {pages}", record.number);
    let size = |bytes: u64| format!("{} KB", bytes.div_ceil(1024));
    for file in record.files.iter().chain([&built.consolidated]) {
        text.push_str(&format!("\n  {:<70} {:>8}", file.path, size(file.bytes)));
    }
    text.push_str("\n  manifest.json");
    for file in &built.apart {
        text.push_str(&format!("\n  {:<70} {:>8}", file.path, size(file.bytes)));
    }
    text
}
