//! `agendapack print`: editions of a pack for printing.

use std::path::PathBuf;

use super::progress::Board;
use super::{Ending, draw, from_here, meeting_name, show_fault};
use crate::diag::Severity;
use crate::pipeline::{self, PrintEdition, Printed, Readers, Workspace};

/// Make an edition of a pack for printing
///
/// Writes one PDF into `outputs/MEETING/print` and touches nothing that was
/// published. Page numbers are those of the pack, which is laid out from the same
/// inputs in the same run; which inputs, settings and templates have changed since it
/// was built, and which pages have moved, is said. A build replaces the folder of the
/// meeting's outputs, and the editions in it are to be made again.
///
/// With `--private`, the edition is of the members' pack, with the pages that are not
/// for publication, and goes into `outputs/MEETING/print/private`.
///
/// Exits 0 when the edition was written, 1 when inputs have errors, 2 when the
/// program could not run.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The meeting's folder, such as inputs/2018-03-06-finance-and-resources
    #[arg(value_name = "MEETING")]
    meeting: PathBuf,

    #[command(flatten)]
    edition: Edition,

    /// Make the booklet, or the large print, of the item with this number
    #[arg(long, value_name = "NUMBER", conflicts_with = "duplex")]
    item: Option<String>,

    /// Make it of the members' pack, which has papers that are not for publication
    #[arg(long)]
    private: bool,

    /// Show notes as well as warnings and errors
    #[arg(long)]
    notes: bool,
}

/// Which edition; one of them in a run.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct Edition {
    /// Print the pack on both sides of the paper
    ///
    /// Each item's papers begin on a right-hand page. A page that is put in says
    /// that it is intentionally left blank, and bears no number.
    #[arg(long)]
    duplex: bool,

    /// Fold one item into an A5 booklet, two pages on each side of an A4 sheet
    ///
    /// Print on both sides, flipped on the short edge; lay the sheets into each
    /// other, fold and stitch. Landscape pages are turned.
    #[arg(long, requires = "item")]
    booklet: bool,

    /// Set the pack, or one item, in 18 point with tables as blocks of text
    ///
    /// Headings say the pack's page, so that a reader of large print finds the page
    /// that the chair calls.
    #[arg(long)]
    large_print: bool,
}

impl Args {
    /// Makes the edition.
    pub fn run(&self) -> Ending {
        let bar = Board::new().bar(&meeting_name(&self.meeting));
        let readers = if self.private { Readers::Members } else { Readers::Public };
        let result = Workspace::of(&self.meeting)
            .and_then(|workspace| pipeline::print(&workspace, &self.edition(), readers, &bar));
        bar.finish();
        match result {
            Ok(printed) => self.report(&printed),
            Err(fault) => {
                show_fault(&meeting_name(&self.meeting), &fault);
                Ending::Failed
            }
        }
    }

    fn edition(&self) -> PrintEdition {
        match &self.item {
            Some(item) if self.edition.booklet => PrintEdition::Booklet { item: item.clone() },
            item if self.edition.large_print => PrintEdition::LargePrint { item: item.clone() },
            _ => PrintEdition::Duplex,
        }
    }

    fn report(&self, printed: &Printed) -> Ending {
        // What a build has said need not be said again for every edition.
        let least = match (&printed.written, self.notes) {
            (_, true) => Severity::Note,
            (Some(_), false) => Severity::Error,
            (None, false) => Severity::Warning,
        };
        for diagnostic in printed.diagnostics.iter().filter(|d| d.severity >= least) {
            anstream::eprintln!("{}", draw::diagnostic(diagnostic));
        }
        for diagnostic in &printed.withheld_since {
            anstream::eprintln!("{}", draw::diagnostic(diagnostic));
        }
        let shown = draw::counted(&printed.diagnostics, least);
        if let Some(summary) = shown.and(draw::conclusion(&printed.diagnostics, least)) {
            anstream::eprintln!("{}: {summary}\n", meeting_name(&self.meeting));
        }
        let Printed { changed, moved, .. } = printed;
        if !changed.is_empty() || !moved.is_empty() {
            let pages = match moved.as_slice() {
                [] => String::new(),
                moved => format!("; these items have other pages there: {}", moved.join(", ")),
            };
            anstream::eprintln!(
                "warning: this edition is of inputs, settings or templates that are not those \
                 of the pack: {}{pages}\nhint: build the pack again before this edition is used, \
                 publish what has changed in a supplement, or put back what was there\n",
                changed.join(", ")
            );
        }
        let Some(file) = &printed.written else { return Ending::Errors };
        let (path, size) = (from_here(&file.path), file.bytes.div_ceil(1024));
        anstream::println!("{}: {} pages, {size} KB", path.display(), file.pages);
        Ending::Built
    }
}
