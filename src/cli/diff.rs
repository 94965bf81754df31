//! `agendapack diff`: what has changed between two packs.

use std::path::PathBuf;

use super::{Ending, show_fault};
use crate::fault::Fault;
use crate::pipeline::comparison;

/// Compare two packs: of two quarters, or two builds of one
///
/// Prints the indicators that changed colour, the risks that moved on the matrix, what
/// is new and what is gone, and, between two builds of one meeting, the texts that
/// differ. Both are public packs, by the outputs that `build` wrote.
///
/// Exits 0 where nothing that is told differs, 1 where something does, 2 when a pack could
/// not be read or a file not be written. What is gone is not told where something of the
/// later meeting is withdrawn or not for publication.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The outputs of the earlier pack, or its pack.json
    #[arg(value_name = "BEFORE")]
    before: PathBuf,

    /// The outputs of the later pack, or its pack.json
    #[arg(value_name = "NOW")]
    now: PathBuf,

    /// Write it as a web page, too
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,

    /// Write it as a PDF of two pages for members, too
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
}

impl Args {
    /// Prints what differs, and writes it where that is asked for.
    pub fn run(&self) -> Ending {
        self.compare().unwrap_or_else(|fault| {
            show_fault("diff", &fault);
            Ending::Failed
        })
    }

    fn compare(&self) -> Result<Ending, Fault> {
        let comparison = comparison(&self.before, &self.now)?;
        anstream::print!("{}", comparison.text()?);
        comparison.write(self.html.as_deref(), self.pdf.as_deref())?;
        Ok(if comparison.is_same() { Ending::Built } else { Ending::Errors })
    }
}
