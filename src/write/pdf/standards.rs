//! Proof, not claim: every finished PDF is read back and held to PDF/A-2a and
//! PDF/UA-1 by a validator that shares no code with the writer.

use std::convert::Infallible;
use std::fmt;

use page_validation::{SafetyLimits, ValidationOptions, ValidationProfile, validate_pdf_bytes};
use rayon::prelude::*;

use super::graft::{Archive, Claims};
use crate::fault::Fault;
use crate::memory;

/// The standards that the council's own pages conform to.
const PROFILES: [ValidationProfile; 2] = [ValidationProfile::PdfA2a, ValidationProfile::PdfUa1];

impl Archive {
    fn profile(self) -> ValidationProfile {
        match self {
            Self::A2b => ValidationProfile::PdfA2b,
            Self::A2u => ValidationProfile::PdfA2u,
            Self::A2a => ValidationProfile::PdfA2a,
        }
    }

    /// Returns how much the level asks for.
    fn rank(self) -> u8 {
        match self {
            Self::A2b => 1,
            Self::A2u => 2,
            Self::A2a => 3,
        }
    }

    /// Returns the level below.
    fn below(self) -> Option<Self> {
        match self {
            Self::A2b => None,
            Self::A2u => Some(Self::A2b),
            Self::A2a => Some(Self::A2u),
        }
    }
}

impl fmt::Display for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::A2b => "PDF/A-2b",
            Self::A2u => "PDF/A-2u",
            Self::A2a => "PDF/A-2a",
        })
    }
}

impl Claims {
    /// Returns the names of the standards.
    pub fn names(self) -> Vec<String> {
        let archive = self.archive.map(|level| match level {
            Archive::A2b => "PDF/A-2b",
            Archive::A2u => "PDF/A-2u",
            Archive::A2a => "PDF/A-2a",
        });
        let accessible = self.accessible.then_some("PDF/UA-1");
        archive.into_iter().chain(accessible).map(Into::into).collect()
    }

    /// What the council's own pages are.
    pub const OWN: Self = Self { archive: Some(Archive::A2a), accessible: true };

    /// Returns what two parts are together.
    #[must_use]
    pub fn lowest(self, other: Self) -> Self {
        Self {
            archive: std::cmp::min_by_key(self.archive, other.archive, |level| {
                level.map_or(0, Archive::rank)
            }),
            accessible: self.accessible && other.accessible,
        }
    }
}

/// Returns what is left of a file's claims when those are dropped that do not hold;
/// a lower level of PDF/A is then to be tried.
pub(super) fn upheld(pdf: &[u8], claims: Claims) -> Claims {
    let holds = |profile| failures(pdf, profile).is_empty();
    let archive = || match claims.archive {
        Some(level) if !holds(level.profile()) => level.below(),
        claimed => claimed,
    };
    let accessible = || claims.accessible && holds(ValidationProfile::PdfUa1);
    // The validator holds a file twice over.
    let (archive, accessible) = if pdf.len() > LARGE {
        (archive(), accessible())
    } else {
        rayon::join(archive, accessible)
    };
    Claims { archive, accessible }
}

/// Files of more bytes are held to one standard after the other.
const LARGE: usize = 32 << 20;

/// What a PDF is worth for archiving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// The highest level of PDF/A-2 that it has.
    pub archive: Option<Archive>,
    /// The rules that it breaks of the lowest level that it has not.
    pub failures: Vec<String>,
}

/// What of a PDF is held to the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Its pages: they join a pack, which has a file's header, metadata and colour
    /// profile of its own, and takes over neither actions nor files.
    Pages,
    /// All of it.
    File,
}

/// The clauses that are about the file and not about its pages.
const OF_THE_FILE: &[&str] = &[
    "6.1.2",
    "6.1.3",
    "6.1.4",
    "6.1.7",
    "6.1.9",
    "6.2.3",
    "6.2.4.3:2",
    "6.2.4.3:4",
    "6.5",
    "6.6",
    "6.8",
];

impl Extent {
    /// Returns whether a rule counts: `ISO 19005-2:2011:6.1.2:1`, the standard, its
    /// year, the clause and the test.
    fn has(self, rule: &str) -> bool {
        let clause = rule.splitn(3, ':').nth(2).unwrap_or(rule);
        let is_below = |part: &&str| {
            let rest = clause.strip_prefix(*part);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ':']))
        };
        self == Self::File || !OF_THE_FILE.iter().any(is_below)
    }
}

/// Returns what a PDF is worth for archiving: a file what it says that it is, and
/// pages whatever is said of them.
pub fn worth(pdf: &[u8], extent: Extent) -> Worth {
    let mut worth = Worth { archive: None, failures: Vec::new() };
    for level in [Archive::A2b, Archive::A2u, Archive::A2a] {
        let options = ValidationOptions::default().profile(level.profile());
        let broken = broken(pdf, &options, extent);
        if broken.is_empty() {
            worth.archive = Some(level);
            continue;
        }
        if worth.failures.is_empty() {
            worth.failures = broken;
        }
        if extent == Extent::Pages {
            // A higher level asks for all that a lower one does.
            break;
        }
    }
    worth
}

/// Returns the rules that a PDF breaks.
fn broken(pdf: &[u8], options: &ValidationOptions, extent: Extent) -> Vec<String> {
    match validate_pdf_bytes(pdf, options) {
        Ok(report) => report
            .failures
            .iter()
            .filter(|failure| !is_mistaken(&failure.rule_id) && extent.has(&failure.rule_id))
            .map(ToString::to_string)
            .collect(),
        Err(error) => vec![error.to_string()],
    }
}

/// A rule that `page_validation` 0.12 gets wrong, in both parts of the standard: where the data of a stream end
/// in a carriage return, it takes that byte for a part of the line end before
/// `endstream` and finds the length one too great. Compressed data end so once
/// in 256 times. The other half of the rule, that the length is there and right,
/// is shown by the tests, which read every stream back with another library.
const MISTAKEN_RULES: [&str; 2] = ["ISO 19005-2:2011:6.1.7.1:1", "ISO 19005-3:2012:6.1.7.1:1"];

fn is_mistaken(rule: &str) -> bool {
    MISTAKEN_RULES.contains(&rule)
}

/// Returns nothing if the PDF conforms, and every failed rule if it does not.
pub fn conform(name: &str, pdf: &[u8]) -> Result<(), Fault> {
    let failures: Vec<String> =
        PROFILES.into_par_iter().flat_map(|profile| failures(pdf, profile)).collect();
    if failures.is_empty() {
        return Ok(());
    }
    Err(Fault::Standard { file: name.into(), failures: failures.join("\n") })
}

fn failures(pdf: &[u8], profile: ValidationProfile) -> Vec<String> {
    let ask = || Ok::<_, Infallible>(ask(pdf, profile));
    let Ok(failures) = memory::on(&format!("our own file, {profile}"), pdf, ask);
    failures
}

pub(super) fn ask(pdf: &[u8], profile: ValidationProfile) -> Vec<String> {
    // The file is our own: its size is bounded by what was laid out.
    let options = ValidationOptions::default().profile(profile).limits(SafetyLimits::unlimited());
    match validate_pdf_bytes(pdf, &options) {
        Ok(report) => report
            .failures
            .iter()
            .filter(|failure| !is_mistaken(&failure.rule_id))
            .map(|failure| format!("{profile}: {failure}"))
            .collect(),
        Err(error) => vec![format!("{profile}: {error}")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_pack_has_of_its_own_is_not_held_against_pages() {
        for rule in ["6.1.2:1", "6.2.4.3:2", "6.6.4:1", "6.6.2.3.1:1"] {
            let rule = format!("ISO 19005-2:2011:{rule}");
            assert!(Extent::File.has(&rule) && !Extent::Pages.has(&rule), "{rule}");
        }
        for rule in ["6.1.12:1", "6.2.4.3:3", "6.2.11.4.1:1", "6.3.1:1"] {
            assert!(Extent::Pages.has(&format!("ISO 19005-2:2011:{rule}")), "{rule}");
        }
    }
}
