//! The gate between what is made and what is published.
//!
//! A public file is written from here only, and gets here only by the search for
//! everything that is withheld.

use std::path::Path;

use serde_json::Value;

use super::examine::Ready;
use super::sources;
use crate::fault::Fault;
use crate::scan::{self, Kind, Secrets, Trace};
use crate::view::ItemView;
use crate::view::changes::ChangesView;
use crate::write::dir::Staged;
use crate::write::file::{self, Existing};

/// A finished file, by its path in the outputs.
pub(super) type Output = (String, Vec<u8>);

/// Files that anyone may read: searched, and nothing withheld was found.
#[derive(Debug)]
pub(super) struct Released(Vec<Output>);

/// Knows what is withheld, and lets nothing of it through.
#[derive(Debug)]
pub(super) struct Gate {
    /// What is secret of the meeting, and of papers that are held back; nothing where
    /// nothing is withheld.
    secrets: Vec<Secrets>,
}

impl Gate {
    /// Returns the gate of a meeting.
    pub(super) fn of(ready: &Ready) -> Result<Self, Fault> {
        Self::beside(ready, Vec::new())
    }

    /// Returns the gate of a meeting for files that say more than its pack: words of the
    /// program's own, and the day on which they are made.
    pub(super) fn beside(ready: &Ready, told: Vec<Value>) -> Result<Self, Fault> {
        Ok(Self { secrets: sources::secrets(ready, told)? })
    }

    /// Returns whether nothing is withheld.
    pub(super) fn is_open(&self) -> bool {
        self.secrets.is_empty()
    }

    /// Returns every trace in files of what is withheld; none where nothing is.
    pub(super) fn traces(&self, files: &[Output]) -> Vec<Trace> {
        self.secrets.iter().flat_map(|secrets| scan::search(secrets, files)).collect()
    }

    /// Takes from the lists of changes what was open and is withheld now, in whatever
    /// item, and returns how many lists had any of it.
    pub(super) fn withhold(&self, items: &mut [ItemView]) -> Result<usize, Fault> {
        let mut count = 0;
        for changes in items.iter_mut().filter_map(|item| item.changes.as_mut()) {
            if self.tells(changes)? {
                count += 1;
                changes.withhold_gone();
                if self.tells(changes)? {
                    changes.withhold_earlier();
                }
            }
        }
        Ok(count)
    }

    fn tells(&self, changes: &ChangesView) -> Result<bool, Fault> {
        let json = serde_json::to_vec(changes).map_err(|error| Fault::Other(error.to_string()))?;
        Ok(!self.traces(&[("changes.json".into(), json)]).is_empty())
    }

    /// Searches public files, and releases them.
    ///
    /// # Errors
    ///
    /// Fails with every trace of anything withheld.
    pub(super) fn release(&self, files: Vec<Output>) -> Result<Released, Fault> {
        let traces = self.traces(&files);
        released(files, &traces)
    }

    /// Searches packs for the archive, and releases them. Each begins with a published
    /// file, which was searched when it was made: that is an earlier state, and known.
    ///
    /// # Errors
    ///
    /// Fails with every trace of anything withheld.
    pub(super) fn release_archival(&self, files: Vec<Output>) -> Result<Released, Fault> {
        let mut traces = self.traces(&files);
        traces.retain(|trace| !trace.kind.is_form());
        released(files, &traces)
    }
}

fn released(files: Vec<Output>, traces: &[Trace]) -> Result<Released, Fault> {
    if traces.is_empty() {
        return Ok(Released(files));
    }
    let mend = mend(traces);
    let traces = traces.iter().map(ToString::to_string).collect();
    Err(Fault::Leak { traces, earlier: None, mend })
}

impl Released {
    /// Adds other files that were released.
    #[must_use]
    pub(super) fn with(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Returns the files with the whole record in the place of its news, which were
    /// searched: the rest of it is published already.
    pub(super) fn recorded(mut self, name: &str, record: &[u8]) -> Self {
        let news = self.0.iter_mut().filter(|(path, _)| path == name);
        news.for_each(|(_, bytes)| *bytes = record.to_vec());
        self
    }

    /// Puts the files below a folder, each in the place of an earlier one.
    pub(super) fn put(&self, folder: &Path) -> Result<(), Fault> {
        let put =
            |(name, bytes): &Output| file::put_below(&folder.join(name), bytes, Existing::Replaced);
        self.0.iter().try_for_each(put)
    }

    /// Writes the files.
    pub(super) fn write(&self, staged: &Staged) -> Result<(), Fault> {
        staged.write_all(self.0.iter())
    }
}

/// A passage of more words is no name and no phrase of the law.
const PHRASE: usize = 16;

/// How many words and phrases are proposed at once.
const MOST: usize = 8;

/// Returns what an officer can do about traces.
fn mend(traces: &[Trace]) -> String {
    let is_told = |trace: &&Trace| {
        matches!(trace.kind, Kind::Words | Kind::Name | Kind::Number | Kind::Date)
            && trace.found.split(' ').count() <= PHRASE
    };
    let mut told: Vec<&str> = Vec::new();
    for trace in traces.iter().filter(is_told) {
        let known = |other: &&str| other.split(' ').any(|word| word == trace.found);
        if !told.contains(&trace.found.as_str()) && !told.iter().any(known) {
            told.push(&trace.found);
        }
    }
    if told.is_empty() {
        return "take out of what is open what the traces name; a paper made elsewhere whose \
                form gives something away is mended by saving it as a PDF anew"
            .into();
    }
    told.truncate(MOST);
    let listed: Vec<String> =
        told.into_iter().map(|word| toml::Value::from(word).to_string()).collect();
    format!(
        "take them out of what is open. Only if anyone may know them whatever the exempt paper \
         says, such as the name of a town, words of an Act or of a paper that is published \
         already, add to `council.toml` before its first `[`:\n  public-words = [{}]",
        listed.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Silent, Workspace, examine};

    const COUNCIL: &str = "name = \"Exampleton Borough Council\"\n[matrix]\nprobability = [\"Rare\", \"Likely\"]\nimpact = [\"Minor\", \"Major\"]\nbands = [{ rag = \"red\", from = 3 }, { rag = \"green\", from = 1 }]\n[[cover]]\nheading = \"Purpose\"\n";
    const MEETING: &str = "committee = \"Performance Committee\"\ndate = 2024-07-16\n[[agenda]]\nnumber = \"1\"\ntitle = \"Land\"\nreport = \"01-oldbury-bid\"\npart = 2\nexempt-paragraph = \"paragraph 3\"\npublic-interest = \"The bids are open.\"\n";
    const REPORT: &str = "+++\ntitle = \"Sale of the yard at Wexcombe\"\npurpose = \"To sell the yard to the bidder from Oldbury.\"\n+++\n\nThe price is £2,617,450.\n";

    fn ready(folder: &Path) -> Ready {
        let report = folder.join("inputs/meeting/reports/01-oldbury-bid");
        std::fs::create_dir_all(&report).expect("a folder");
        std::fs::write(folder.join("inputs/council.toml"), COUNCIL).expect("written");
        std::fs::write(folder.join("inputs/meeting/meeting.toml"), MEETING).expect("written");
        std::fs::write(report.join("report.md"), REPORT).expect("written");
        let workspace = Workspace::of(&folder.join("inputs/meeting")).expect("a workspace");
        let examined = examine(&workspace, &Silent).expect("no fault");
        examined.ready.unwrap_or_else(|| panic!("errors: {:#?}", examined.diagnostics))
    }

    #[test]
    fn a_writer_that_leaks_gets_nothing_released() {
        let folder = tempfile::tempdir().expect("a folder");
        let gate = Gate::of(&ready(folder.path())).expect("a gate");
        let file = |text: &str| vec![("public/notice.txt".to_string(), text.as_bytes().to_vec())];
        for leak in
            ["1. Sale of the yard at Wexcombe", "for £2,617,450", "see 01-oldbury-bid/report.md"]
        {
            let Err(Fault::Leak { traces, .. }) = gate.release(file(leak)) else {
                panic!("`{leak}` got through");
            };
            assert!(traces[0].starts_with("public/notice.txt, line 1: "), "{traces:?}");
            assert!(traces[0].contains("reports/01-oldbury-bid/report.md"), "{traces:?}");
        }
        let clean = gate.release(file("1. Land. Exempt: paragraph 3"));
        assert_eq!(clean.expect("released").0.len(), 1);
    }
}
