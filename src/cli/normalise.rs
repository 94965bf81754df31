//! `agendapack normalise`: a stubborn PDF brought to PDF/A-2.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::progress::Board;
use super::{Ending, from_here, show_fault};
use crate::pipeline::{self, DOTS, Existing, Means, Normalise, NormaliseOutcome, Normalised};

/// Bring a paper that was made elsewhere to PDF/A-2
///
/// For a PDF that keeps a pack from being PDF/A. Writes a new file beside it, says
/// what was lost on the way, and leaves the paper as it is. Look at the new file, then
/// name it in the report's sheet `Appendices` in place of the paper.
///
/// Ghostscript is used where it is installed: it keeps letters as letters. Where it is
/// not, or loses something that can be seen, or keeps text that nobody sees, each page
/// becomes a picture with its text under it. A paper that can join a PDF/A-2 pack as
/// it is is left alone.
///
/// Exits 0 when the file was written or none is needed, 1 when the paper cannot be
/// read, 2 when the program could not run.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The PDF
    #[arg(value_name = "PAPER.PDF")]
    paper: PathBuf,

    /// The file to write; without it PAPER.normalised.pdf beside the paper
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// By which means; without it by the one that keeps more
    #[arg(long, value_enum, value_name = "MEANS")]
    by: Option<By>,

    /// Replace the file if it is there already
    #[arg(long)]
    force: bool,
}

/// The means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// Written anew by Ghostscript, which has to be installed
    Ghostscript,
    /// A picture a page, with its text under it
    Pictures,
}

impl From<By> for Means {
    fn from(by: By) -> Self {
        match by {
            By::Ghostscript => Self::Ghostscript,
            By::Pictures => Self::Pictures,
        }
    }
}

impl Args {
    /// Writes the new file.
    pub fn run(&self) -> Ending {
        let request = Normalise {
            paper: self.paper.clone(),
            output: self.output.clone().unwrap_or_else(|| Normalise::beside(&self.paper)),
            existing: if self.force { Existing::Replaced } else { Existing::Kept },
            means: self.by.map(Means::from),
        };
        let name = name(&self.paper);
        let bar = Board::new().bar(&name);
        let outcome = pipeline::normalise(&request, &|done, of| bar.count(done, of));
        bar.finish();
        match outcome {
            Ok(outcome) => report(&name, &request.output, &outcome),
            Err(fault) => {
                show_fault(&name, &fault);
                Ending::Failed
            }
        }
    }
}

/// Returns the name of a paper's file.
fn name(paper: &Path) -> String {
    let name = paper.file_name().unwrap_or(paper.as_os_str());
    name.to_string_lossy().into_owned()
}

fn report(name: &str, output: &Path, outcome: &NormaliseOutcome) -> Ending {
    match outcome {
        NormaliseOutcome::Refused(refused) => {
            anstream::eprintln!("error: {name}: {refused}\nhint: {}", refused.advice());
            Ending::Errors
        }
        NormaliseOutcome::Worthy(archive) => {
            anstream::println!(
                "{name}: fit for {archive} as it is; nothing was written\n\
                 hint: name it in the report's sheet `Appendices`"
            );
            Ending::Built
        }
        NormaliseOutcome::Normalised(made) => {
            anstream::println!("{}", summary(output, made));
            anstream::eprintln!("hint: {}", next(made));
            Ending::Built
        }
    }
}

/// What the officer does next.
fn next(made: &Normalised) -> &'static str {
    if made.after.tagged {
        "look at its pages, then name it in the report's sheet `Appendices`"
    } else {
        "look at its pages, then name it in the report's sheet `Appendices`, and say there what \
         they show under `Alternative text`"
    }
}

/// What was written, by which means, and what was lost.
fn summary(output: &Path, made: &Normalised) -> String {
    let pages = if made.pages == 1 { "1 page".into() } else { format!("{} pages", made.pages) };
    let means = match made.means {
        Means::Ghostscript => "written anew by Ghostscript".into(),
        Means::Pictures => format!("as pictures of {DOTS} dots an inch with their text"),
    };
    let mut text = format!(
        "{}: {pages}, {} KB, {}, {means}",
        from_here(output).display(),
        made.bytes.len().div_ceil(1024),
        made.archive
    );
    if let Some(reason) = &made.instead {
        text.push_str(&format!("\n  why: {reason}"));
    }
    if made.after.letters > 0 {
        text.push_str(&format!("\n  kept: its text, {} letters", made.after.letters));
    }
    for lost in made.before.lost(&made.after) {
        text.push_str(&format!("\n  lost: {lost}"));
    }
    if let Some(pages) = made.after.hidden_on() {
        text.push_str(&format!("\n  still there: text that nobody sees, on {pages}"));
    }
    for doubt in made.doubts() {
        text.push_str(&format!("\n  note: {doubt}"));
    }
    text
}
