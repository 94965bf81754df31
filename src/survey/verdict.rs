//! What a paper deserves to be called, by a validator and not by its own word.

use std::sync::Arc;

use page_validation::{
    SafetyLimits, ValidationFailure, ValidationOptions, ValidationProfile, validate_pdf_bytes,
};
use serde::{Deserialize, Serialize};

use super::limits::Limits;
use super::packed;
use super::refused::Refused;
use super::wall;

/// A rule that the validator gets wrong where data end in a carriage return.
const MISTAKEN: &str = "6.1.7.1:1";

/// What a paper deserves to be called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Verdict {
    /// The highest level of PDF/A-2 that its pages deserve once they are in a pack.
    pub archive: Option<Archive>,
    /// Whether its pages deserve PDF/UA-1 once they are in a pack.
    pub accessible: bool,
    /// Every rule that it fails.
    pub failures: Vec<Failure>,
    /// Why it could not be examined.
    pub unproved: Option<Refused>,
}

/// A level of PDF/A-2, from the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum Archive {
    /// It looks the same for ever.
    A2b,
    /// Its text can be found and copied, too.
    A2u,
    /// It is tagged, too.
    A2a,
}

/// A standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum Standard {
    /// ISO 19005-2, PDF/A-2.
    Archive,
    /// ISO 14289-1, PDF/UA-1.
    Accessible,
}

/// A rule that a paper fails.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Failure {
    /// The standard.
    pub standard: Standard,
    /// The clause of it, and the test of that clause: `6.2.11.4.1:1`.
    pub clause: String,
    /// What the validator says.
    pub detail: String,
    /// The first page where it is wrong, if the validator says which.
    pub page: Option<usize>,
}

impl Verdict {
    /// Returns why its pages do not deserve a standard, each reason once, with the first
    /// page where the validator names one; `told` are failures that are told elsewhere.
    pub fn reasons(&self, standard: Standard, told: impl Fn(&Failure) -> bool) -> Vec<String> {
        let mut reasons: Vec<String> = Vec::new();
        let failures = self.failures.iter().filter(|failure| !failure.is_of_file());
        for failure in failures.filter(|failure| failure.standard == standard && !told(failure)) {
            if !reasons.iter().any(|known| known.starts_with(failure.reason())) {
                let page = failure.page.map(|page| format!(" (page {page})"));
                reasons.push(format!("{}{}", failure.reason(), page.unwrap_or_default()));
            }
        }
        reasons
    }
}

/// Returns what a paper deserves to be called.
///
/// It takes as long as two validations: half a second for a hundred pages.
pub fn verdict(bytes: &[u8], limits: &Limits) -> Verdict {
    let bytes = Arc::new(bytes.to_vec());
    let limits = *limits;
    let examined = wall::behind(limits.time, move |watch| {
        packed::admit(&bytes, &limits, watch)?;
        let archive = failures(&bytes, Standard::Archive)?;
        watch.check(0);
        Ok([archive, failures(&bytes, Standard::Accessible)?].concat())
    });
    match examined {
        Ok(failures) => judged(failures),
        Err(refused) => Verdict { unproved: Some(refused), ..Verdict::default() },
    }
}

/// Returns the verdict over failures. The validator is asked for the highest level
/// alone: the lower ones are the same rules without a few.
fn judged(failures: Vec<Failure>) -> Verdict {
    let mut staying = failures.iter().filter(|failure| !failure.is_of_file());
    let accessible = !staying.clone().any(|failure| failure.standard == Standard::Accessible);
    let archive = staying.try_fold(Archive::A2a, |level, failure| match failure.standard {
        Standard::Accessible => Some(level),
        Standard::Archive if failure.is_about_tags() => Some(level.min(Archive::A2u)),
        Standard::Archive if failure.clause.starts_with("6.2.11.7.3") => {
            Some(level.min(Archive::A2u))
        }
        Standard::Archive if failure.clause.starts_with("6.2.11.7.2") => {
            Some(level.min(Archive::A2b))
        }
        Standard::Archive => None,
    });
    Verdict { archive, accessible, failures, unproved: None }
}

fn failures(bytes: &[u8], standard: Standard) -> Result<Vec<Failure>, Refused> {
    let profile = match standard {
        Standard::Archive => ValidationProfile::PdfA2a,
        Standard::Accessible => ValidationProfile::PdfUa1,
    };
    let options = ValidationOptions::default().profile(profile).limits(SafetyLimits::default());
    let report = validate_pdf_bytes(bytes, &options)
        .map_err(|error| Refused::Damaged(format!("the validator cannot read it (`{error}`)")))?;
    let failed = report.failures.iter().map(|failure| Failure::of(standard, failure));
    Ok(failed.filter(|failure| failure.clause != MISTAKEN).collect())
}

impl Failure {
    /// Returns what is wrong, in plain words.
    pub fn reason(&self) -> &'static str {
        plain(self.standard, &self.clause).0
    }

    /// Returns whether it is about the file and not its pages: a pack that they are
    /// laid into has its own header, metadata and colour profile.
    pub fn is_of_file(&self) -> bool {
        plain(self.standard, &self.clause).1
    }

    /// Returns whether it is about the tags of an archived paper.
    pub fn is_about_tags(&self) -> bool {
        self.standard == Standard::Archive && self.clause.starts_with("6.7.")
    }

    /// Returns whether it is that a font is not in the file.
    pub fn is_absent_font(&self) -> bool {
        match self.standard {
            Standard::Archive => self.clause.starts_with("6.2.11.4.1"),
            Standard::Accessible => self.clause.starts_with("7.21.4.1"),
        }
    }

    fn of(standard: Standard, failure: &ValidationFailure) -> Self {
        // `ISO 19005-2:2011:6.2.11.4.1:1`: the standard, its year, the clause, the test.
        let clause = failure.rule_id.splitn(3, ':').nth(2).unwrap_or(&failure.rule_id);
        Self {
            standard,
            clause: clause.to_string(),
            detail: failure.message.clone(),
            page: page(&failure.message),
        }
    }
}

/// Returns the page that a message names: `page 3/XObject /X1`.
fn page(message: &str) -> Option<usize> {
    let (_, rest) = message.split_once("page ")?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..digits].parse().ok()
}

/// Clauses by their beginning, the longest first: what is wrong in plain words, and
/// whether it is about the file alone.
const ARCHIVE: &[(&str, &str, bool)] = &[
    ("6.1.2", "its header is not that of an archived file", true),
    ("6.1.3", "its trailer lacks an identifier, or it is encrypted", true),
    ("6.1.4", "its table of objects is not written as the standard asks", true),
    ("6.1.7", "a stream is not written as the standard asks", true),
    ("6.1.9", "an object is not written as the standard asks", true),
    ("6.1", "it goes beyond what readers must be able to bear", false),
    ("6.2.2", "its content uses what no standard describes", false),
    ("6.2.3", "its output profile is missing or broken", true),
    ("6.2.4.3:2", "colours are of the screen that it was made on", true),
    ("6.2.4.3:4", "greys are of the screen that it was made on", true),
    ("6.2.4", "colours are of the printer that it was made for", false),
    ("6.2.8", "a picture is packed in a way that may not stay readable", false),
    ("6.2.9", "it has parts in another language than PDF", false),
    ("6.2.10", "transparent parts do not say in which colours they mix", false),
    ("6.2.11.4", "a font is not in the file, or not all of it", false),
    ("6.2.11.5", "letters are not as wide as the file says", false),
    ("6.2.11.7.2", "letters have no characters: text cannot be found or copied", false),
    ("6.2.11.7.3", "letters have characters that only its maker knows", false),
    ("6.2.11.8", "letters are shown that the font has not", false),
    ("6.2.11", "a font is written in a way that may not stay readable", false),
    ("6.2", "its content is written in a way that may not stay readable", false),
    ("6.3", "an annotation may look different elsewhere", false),
    ("6.4", "form fields or signatures may look different elsewhere", false),
    ("6.5", "it starts actions", true),
    ("6.6", "its metadata are missing or not those of an archived file", true),
    ("6.7", "it is not tagged, or its tags are not whole", false),
    ("6.8", "files are attached to it", true),
    ("6.9", "its layers are not as the standard asks", false),
    ("", "it is not as the standard asks", false),
];

/// The same of PDF/UA.
const ACCESSIBLE: &[(&str, &str, bool)] = &[
    ("5", "it does not say that it is accessible", true),
    ("6.1", "its version is not the one of the standard", true),
    ("6.2", "it is not tagged", false),
    ("7.1:8", "it has no metadata", true),
    ("7.1:9", "its title is not in its metadata", true),
    ("7.1:10", "readers show the name of the file and not its title", true),
    ("7.1:11", "it is not tagged", false),
    ("7.1", "content is neither tagged nor marked as decoration", false),
    ("7.2:2", "the language of a part is not known", false),
    ("7.2", "the language of its text is not known, or its tags are out of order", false),
    ("7.3", "a figure has no alternative", false),
    ("7.4", "its headings leave out a level", false),
    ("7.5", "a table does not say which cells are its headings", false),
    ("7.7", "a formula has no alternative", false),
    ("7.9", "a note has no name of its own", false),
    ("7.10", "a layer has no name", false),
    ("7.11", "an attached file has no description", true),
    ("7.15", "it has a form that is not tagged", false),
    ("7.16", "it forbids assistive technology to read it", true),
    ("7.18", "links, form fields or annotations are not tagged or have no description", false),
    ("7.20", "it shows parts of other files", false),
    ("7.21.4", "a font is not in the file, or not all of it", false),
    ("7.21.7", "letters have no characters: text cannot be read aloud", false),
    ("7.21", "a font is written in a way that may not be read aloud", false),
    ("", "it is not as the standard asks", false),
];

fn plain(standard: Standard, clause: &str) -> (&'static str, bool) {
    let table = match standard {
        Standard::Archive => ARCHIVE,
        Standard::Accessible => ACCESSIBLE,
    };
    let row = table.iter().find(|(begin, ..)| is_below(clause, begin));
    row.map_or(("it is not as the standard asks", false), |(_, reason, file)| (*reason, *file))
}

/// Returns whether a clause is another or within it: `6.2.11.4.1:1` is within `6.2.11`.
fn is_below(clause: &str, other: &str) -> bool {
    other.is_empty()
        || clause
            .strip_prefix(other)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(standard: Standard, clause: &str) -> Failure {
        Failure { standard, clause: clause.to_string(), detail: String::new(), page: None }
    }

    fn archive(clauses: &[&str]) -> Option<Archive> {
        judged(clauses.iter().map(|clause| failure(Standard::Archive, clause)).collect()).archive
    }

    #[test]
    fn the_level_is_what_the_pages_deserve() {
        assert_eq!(archive(&[]), Some(Archive::A2a));
        assert_eq!(archive(&["6.6.4:1", "6.1.3:1", "6.2.4.3:2"]), Some(Archive::A2a));
        assert_eq!(archive(&["6.7.2.2:1", "6.6.4:1"]), Some(Archive::A2u));
        assert_eq!(archive(&["6.7.2.2:1", "6.2.11.7.2:1"]), Some(Archive::A2b));
        assert_eq!(archive(&["6.2.11.4.1:1"]), None);
        assert_eq!(archive(&["6.2.4.3:3"]), None);
        let judged = judged(vec![failure(Standard::Accessible, "5:1")]);
        assert!(judged.accessible && judged.archive == Some(Archive::A2a));
        assert!(!super::judged(vec![failure(Standard::Accessible, "7.1:3")]).accessible);
    }

    #[test]
    fn the_first_page_is_read_from_the_message() {
        assert_eq!(page("DeviceRGB is selected in page 12/Group, but"), Some(12));
        assert_eq!(page("font object"), None);
        assert!(plain(Standard::Accessible, "7.18.1:2").0.starts_with("links"));
        assert!(plain(Standard::Archive, "6.2.11.4.1:1").0.starts_with("a font"));
        assert!(plain(Standard::Accessible, "7.1:10").1);
        assert!(!plain(Standard::Accessible, "7.1:1").1);
    }
}
