//! A stubborn paper brought to PDF/A-2, by the means that keeps more of it.
//!
//! Ghostscript, where it is installed, writes a paper anew and keeps its letters as
//! letters; what it makes is taken only if it conforms, and has the pages and the
//! text of the paper. Else each page becomes a picture with its text under it. What
//! nobody sees on a page is in no text that is written here.

mod ghostscript;
mod holdings;
mod likeness;
mod losses;
mod pictures;

use std::time::Duration;

use hayro_syntax::Pdf;

use self::ghostscript::Ghostscript;
pub use self::holdings::Holdings;
pub use self::pictures::DOTS;
use crate::fault::Fault;
use crate::survey::{Limits, Refused, Survey, caught, survey};
use crate::write::pdf::{Archive, Extent, worth};

/// How long what was made may take to be read.
const TIME: Duration = Duration::from_mins(2);

/// How a paper is brought to PDF/A-2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// Written anew by Ghostscript.
    Ghostscript,
    /// A picture a page, with its text under it.
    Pictures,
}

/// What became of a paper.
#[derive(Debug)]
pub enum Outcome {
    /// It cannot be read.
    Refused(Refused),
    /// It is worth this already, and nothing need be done.
    Worthy(Archive),
    /// It was brought to PDF/A-2.
    Normalised(Box<Normalised>),
}

/// A paper brought to PDF/A-2.
#[derive(Debug)]
pub struct Normalised {
    /// The new file.
    pub bytes: Vec<u8>,
    /// How it was made.
    pub means: Means,
    /// The level that it says it has, and was proved to have.
    pub archive: Archive,
    /// Why a means that keeps more was not taken.
    pub instead: Option<String>,
    /// What the paper had.
    pub before: Holdings,
    /// What the new file has.
    pub after: Holdings,
    /// Its pages.
    pub pages: usize,
}

impl Normalised {
    /// Returns what is to be said of the text of the new file.
    pub fn doubts(&self) -> Vec<String> {
        let unmapped = match self.means {
            Means::Ghostscript => self.after.unmapped,
            // A letter without a character is in the picture alone.
            Means::Pictures => self.before.unmapped,
        };
        Holdings { unmapped, ..self.after.clone() }.doubts()
    }
}

/// Who is told how many pages are done, and of how many.
pub type Told<'t> = &'t (dyn Fn(usize, usize) + Sync);

/// Brings a paper to PDF/A-2: by the means that is asked for, or by the one that
/// keeps more.
///
/// # Errors
///
/// Fails where the means that is asked for fails.
pub fn normalise(bytes: &[u8], asked: Option<Means>, told: Told<'_>) -> Result<Outcome, Fault> {
    let survey = match survey(bytes, &Limits::default()) {
        Ok(survey) => survey,
        Err(refused) => return Ok(Outcome::Refused(refused)),
    };
    if let Some(archive) =
        caught(|| worth(bytes, Extent::Pages)).ok().and_then(|worth| worth.archive)
    {
        return Ok(Outcome::Worthy(archive));
    }
    let before = Holdings::of(bytes, &survey);
    let paper = Paper { bytes, survey: &survey, before: &before };
    let (made, instead) = match asked {
        Some(Means::Ghostscript) => (paper.rewritten()?.map_err(Fault::Other)?, None),
        Some(Means::Pictures) => (paper.pictured(told)?, None),
        None => match paper.rewritten()?.and_then(|made| paper.good_enough(made)) {
            Ok(made) => (made, None),
            Err(reason) => (paper.pictured(told)?, Some(reason)),
        },
    };
    Ok(Outcome::Normalised(Box::new(Normalised {
        bytes: made.bytes,
        means: made.means,
        archive: made.archive,
        instead,
        after: made.holdings,
        pages: survey.pages.len(),
        before,
    })))
}

/// A paper that can be read.
struct Paper<'p> {
    bytes: &'p [u8],
    survey: &'p Survey,
    before: &'p Holdings,
}

/// A file that was made of a paper.
struct Made {
    bytes: Vec<u8>,
    means: Means,
    archive: Archive,
    holdings: Holdings,
}

impl Paper<'_> {
    /// Returns the paper as Ghostscript writes it, or why that is no use.
    fn rewritten(&self) -> Result<Result<Made, String>, Fault> {
        let Some(ghostscript) = Ghostscript::find() else {
            return Ok(Err("Ghostscript is not installed".into()));
        };
        let bytes = match ghostscript.rewrite(self.bytes)? {
            Ok(bytes) => bytes,
            Err(reason) => return Ok(Err(reason)),
        };
        Ok(self.proved(bytes, Means::Ghostscript))
    }

    /// Returns the paper as pictures.
    fn pictured(&self, told: Told<'_>) -> Result<Made, Fault> {
        let bytes = pictures::pictured(self.bytes, self.survey, told)?;
        self.proved(bytes, Means::Pictures).map_err(Fault::Other)
    }

    /// Holds a file to PDF/A-2, and to the pages of the paper.
    fn proved(&self, bytes: Vec<u8>, means: Means) -> Result<Made, String> {
        let by = match means {
            Means::Ghostscript => "what Ghostscript made",
            Means::Pictures => "the file of pictures",
        };
        let worth =
            caught(|| worth(&bytes, Extent::File)).map_err(|refused| format!("{by}: {refused}"))?;
        let Some(archive) = worth.archive else {
            let first = worth.failures.first().map_or("no reason given", String::as_str);
            return Err(format!("{by} is no PDF/A-2 ({first})"));
        };
        // What is made of a long paper of many pictures is larger than the paper.
        let limits = Limits { bytes: usize::MAX, time: TIME, ..Limits::default() };
        let made = survey(&bytes, &limits).map_err(|refused| format!("{by}: {refused}"))?;
        if made.pages.len() != self.survey.pages.len() {
            return Err(format!("{by} has {} pages", made.pages.len()));
        }
        let holdings = Holdings::of(&bytes, &made);
        Ok(Made { bytes, means, archive, holdings })
    }

    /// Returns what Ghostscript made if pictures would keep no more of the paper, and
    /// hide no less.
    fn good_enough(&self, made: Made) -> Result<Made, String> {
        if let Some(page) = made.holdings.hidden.first() {
            return Err(format!(
                "Ghostscript keeps text that nobody sees, such as that on page {page}"
            ));
        }
        if made.holdings.letters * 100 < self.before.letters * 99 {
            return Err(format!(
                "in what Ghostscript made, {} of the {} letters of its text can be searched",
                made.holdings.letters, self.before.letters
            ));
        }
        if let Some(page) = self.unlike(&made.bytes) {
            return Err(format!("what Ghostscript made looks different on page {page}"));
        }
        Ok(made)
    }

    /// Returns the first page that looks different in another file, from one.
    fn unlike(&self, other: &[u8]) -> Option<usize> {
        let (Ok(one), Ok(other)) = (Pdf::new(self.bytes.to_vec()), Pdf::new(other.to_vec())) else {
            return Some(1);
        };
        likeness::first_unlike(&one, &other).map(|page| page + 1)
    }
}
