//! A stubborn paper brought to PDF/A-2, as a file beside it that its author can look at.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fault::Fault;
use crate::normalise::{self, Told};
use crate::write::file;
use crate::write::file::Existing;

pub use crate::normalise::{DOTS, Means, Normalised, Outcome as NormaliseOutcome};

/// A paper that is to be brought to PDF/A-2.
#[derive(Clone, Debug)]
pub struct Normalise {
    /// The paper.
    pub paper: PathBuf,
    /// The file to write.
    pub output: PathBuf,
    /// What may happen to a file that is there already.
    pub existing: Existing,
    /// The means that is asked for; nothing for the one that keeps more.
    pub means: Option<Means>,
}

impl Normalise {
    /// Returns the name of the file that a paper becomes if no other is given.
    pub fn beside(paper: &Path) -> PathBuf {
        paper.with_extension("normalised.pdf")
    }
}

/// Brings a paper to PDF/A-2 and writes what it becomes, unless it need not be.
pub fn normalise(request: &Normalise, told: Told<'_>) -> Result<NormaliseOutcome, Fault> {
    let Normalise { paper, output, existing, means } = request;
    let bytes = fs::read(paper).map_err(Fault::file("read", paper))?;
    if is_same(paper, output) {
        return Err(Fault::Other(format!(
            "`{}` is the paper itself, which is kept as it is; give another name with `--output`",
            output.display()
        )));
    }
    // Said before the work, not after it.
    if *existing == Existing::Kept {
        file::is_free(output)?;
    }
    let outcome = normalise::normalise(&bytes, *means, told)?;
    if let NormaliseOutcome::Normalised(made) = &outcome {
        file::put(output, &made.bytes, *existing)?;
    }
    Ok(outcome)
}

/// Returns whether two names lead to one file.
fn is_same(paper: &Path, output: &Path) -> bool {
    match (fs::canonicalize(paper), fs::canonicalize(output)) {
        (Ok(paper), Ok(output)) => paper == output,
        _ => false,
    }
}
