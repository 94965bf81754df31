//! What was examined, how it came out, and what was not examined.

use std::path::Path;

use serde::Serialize;

use super::discreet::untitled;
use crate::digest::sha256_of;
use crate::fault::Fault;
use crate::pipeline::holdings::{Holdings, in_words};
use crate::write::manifest::Manifest;

/// What was proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// A bag.
    Bag,
    /// A folder of a meeting's outputs.
    Outputs,
}

/// How something came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// It is so.
    Holds,
    /// It is not.
    Fails,
    /// Nobody has looked.
    NotExamined,
}

/// One thing that was examined, or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What it is called.
    pub what: &'static str,
    /// How it came out.
    pub finding: Finding,
    /// What holds, or why it was not examined.
    pub says: String,
    /// Everything that does not hold.
    pub flaws: Vec<String>,
}

impl Step {
    /// Returns what was examined: `says` tells what holds if there are no flaws.
    pub(super) fn of(
        what: &'static str,
        flaws: Vec<String>,
        says: impl FnOnce() -> String,
    ) -> Self {
        if flaws.is_empty() {
            Self { what, finding: Finding::Holds, says: says(), flaws }
        } else {
            let flaws = flaws.iter().map(|flaw| untitled(flaw)).collect();
            Self { what, finding: Finding::Fails, says: String::new(), flaws }
        }
    }

    /// Returns what was not examined, and why.
    pub(super) fn left(what: &'static str, why: &str) -> Self {
        Self { what, finding: Finding::NotExamined, says: untitled(why), flaws: Vec::new() }
    }
}

/// The certificate of a bag or of outputs.
#[derive(Clone, Debug, Serialize)]
pub struct Certificate {
    /// What was proved.
    pub subject: Subject,
    /// The council.
    pub council: Option<String>,
    /// The committee.
    pub committee: Option<String>,
    /// The day of the meeting, as ISO 8601.
    pub meeting: Option<String>,
    /// The file that has the sums of all others, and its SHA-256 in hexadecimal: by it a
    /// certificate on paper belongs to one bag and no other.
    pub of: Option<(String, String)>,
    /// The program that built what was proved.
    pub built_by: Option<String>,
    /// The program that has proved it.
    pub verified_by: String,
    /// Whether everything that was examined holds.
    pub holds: bool,
    /// What was examined, and what was not.
    pub steps: Vec<Step>,
    /// How long the records are to be kept, by their class.
    pub retention: Vec<Kept>,
}

/// How long records of a class are to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// The class: `exempt papers`.
    pub class: String,
    /// The term, or `not set`.
    pub term: String,
}

impl Certificate {
    pub(super) fn new(subject: Subject) -> Self {
        Self {
            subject,
            council: None,
            committee: None,
            meeting: None,
            of: None,
            built_by: None,
            verified_by: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).into(),
            holds: true,
            steps: Vec::new(),
            retention: Vec::new(),
        }
    }

    /// Says by which file it is known what was proved.
    pub(super) fn known_by(&mut self, folder: &Path, file: &str) -> Result<(), Fault> {
        let path = folder.join(file);
        let sum = sha256_of(&path).map_err(Fault::file("read", &path))?;
        self.of = Some((file.to_string(), sum));
        Ok(())
    }

    /// Says whose record it is.
    pub(super) fn is_of(&mut self, manifest: &Manifest) {
        self.council = Some(manifest.council.clone());
        self.committee = Some(manifest.committee.clone());
        self.meeting = Some(manifest.meeting.clone());
        self.built_by = Some(format!("{} {}", manifest.tool, manifest.version));
    }

    pub(super) fn step(&mut self, step: Step) {
        self.holds &= step.finding != Finding::Fails;
        self.steps.push(step);
    }

    pub(super) fn steps(&mut self, steps: Vec<Step>) {
        for step in steps {
            self.step(step);
        }
    }

    pub(super) fn found(
        &mut self,
        what: &'static str,
        flaws: Vec<String>,
        says: impl FnOnce() -> String,
    ) {
        self.step(Step::of(what, flaws, says));
    }

    /// Says whether what was published is what its own record says.
    pub(super) fn record(&mut self, held: &Holdings, kept: &[String]) {
        let flaws = [&in_words(&held.incomplete), &in_words(&held.altered), kept].concat();
        let count = held.records().count();
        self.found("record", flaws, || {
            format!("{count} published files are those that the record of the build names")
        });
    }

    /// Says whether what members got is left out.
    pub(super) fn members(&mut self, held: &Holdings) {
        if held.is_without_members() {
            let why = "papers are withheld, and what members got is not here";
            self.step(Step::left("members", why));
        }
    }

    /// Returns how many things were not examined.
    pub fn left(&self) -> usize {
        self.steps.iter().filter(|step| step.finding == Finding::NotExamined).count()
    }
}
