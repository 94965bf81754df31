//! `manifest.json`: what was built, from what, by which version, and what was
//! withheld. It has no clock and no path of the machine in it.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::digest::{sha256, sha256_of};

/// The record of a build.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Manifest {
    /// The version of this record's form.
    pub format: u32,
    /// The program.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// The council.
    pub council: String,
    /// The committee.
    pub committee: String,
    /// The day of the meeting, as ISO 8601.
    pub meeting: String,
    /// The day of publication, as ISO 8601, where the meeting gives one.
    pub published: Option<String>,
    /// How many pages the pack has.
    pub pages: usize,
    /// The number of its last page: what a supplement goes on from.
    pub last_page: u32,
    /// The page ranges of the items that have papers.
    pub items: Vec<ItemPages>,
    /// Items whose papers are withheld from the public.
    pub withheld: Vec<WithheldItem>,
    /// What the rules found and the council accepts, with its reasons.
    pub accepted: Vec<AcceptedFinding>,
    /// The inputs.
    pub inputs: Vec<FileRecord>,
    /// The templates and fonts.
    pub templates: Vec<FileRecord>,
    /// The files of the pack.
    pub outputs: Vec<FileRecord>,
    /// The standards that the pack conforms to: `PDF/A-2a`, `PDF/UA-1`; fewer where a
    /// paper made elsewhere does not.
    #[serde(default)]
    pub conforms: Vec<String>,
    /// The papers made elsewhere that are in it.
    #[serde(default)]
    pub attached: Vec<AttachedPaper>,
    /// What was published after the pack, in order.
    #[serde(default)]
    pub supplements: Vec<SupplementRecord>,
    /// The pack with everything in place, made anew with every supplement.
    #[serde(default)]
    pub consolidated: Option<FileRecord>,
    /// How many pages it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consolidated_pages: Option<u32>,
}

/// A paper made elsewhere, as it stands in the pack.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct AttachedPaper {
    /// The number of its item.
    pub item: String,
    /// `Appendix B`, where it has a label.
    pub label: Option<String>,
    /// The title.
    pub title: String,
    /// The SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// The first of its pages.
    pub first: u32,
    /// The last of its pages.
    pub last: u32,
    /// What was found in it, and what that costs.
    pub facts: BTreeMap<String, String>,
}

/// A supplement to the pack.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct SupplementRecord {
    /// Its number, from one.
    pub number: u32,
    /// The version of the program.
    pub version: String,
    /// The day of publication, as ISO 8601.
    pub published: String,
    /// The number of its first page, the front sheet.
    pub first: u32,
    /// The number of its last page.
    pub last: u32,
    /// How many pages its file has: fewer where some are not for publication.
    #[serde(default)]
    pub pages: Option<u32>,
    /// Papers that were not published before.
    pub added: Vec<ItemPages>,
    /// Papers in the place of earlier ones, which the published pages keep.
    pub replaced: Vec<ItemPages>,
    /// Items announced whose papers are withheld from the public.
    pub withheld: Vec<WithheldItem>,
    /// The numbers of items that will not be taken.
    pub withdrawn: Vec<String>,
    /// The inputs as they were for it.
    pub inputs: Vec<FileRecord>,
    /// The templates and fonts that it was made with.
    #[serde(default)]
    pub templates: Vec<FileRecord>,
    /// Its files.
    pub files: Vec<FileRecord>,
    /// The files of earlier publications that have to be taken back, because they have
    /// what is not for publication now, or describe such a file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken_back: Vec<String>,
}

impl SupplementRecord {
    /// Returns the name of the file of a supplement.
    pub fn file_name(number: u32) -> String {
        format!("agenda-supplement-{number}.pdf")
    }

    /// Returns its own file.
    pub fn pdf(&self) -> Option<&FileRecord> {
        let name = Self::file_name(self.number);
        self.files.iter().find(|file| file.path.ends_with(&name))
    }

    /// Returns the numbers of its items, with papers or without.
    pub fn items(&self) -> impl Iterator<Item = &String> {
        let pages = self.added.iter().chain(&self.replaced).map(|item| &item.number);
        let withheld = self.withheld.iter().map(|item| &item.number);
        pages.chain(withheld).chain(&self.withdrawn)
    }
}

/// The pages of an item.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct ItemPages {
    /// The item's number.
    pub number: String,
    /// Its first page.
    pub first: u32,
    /// Its last page.
    pub last: u32,
    /// `2` for the pages of an item that are not for publication; only members'
    /// records have them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<u8>,
}

/// What is withheld of an item.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct WithheldItem {
    /// The item's number.
    pub number: String,
    /// What it is: `item`, `risk register`, `indicator`.
    pub what: String,
    /// How many there are of it.
    pub count: usize,
    /// The paragraphs of Schedule 12A, or that it is confidential.
    pub reason: String,
}

/// A finding that the council accepts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct AcceptedFinding {
    /// The rule's id.
    pub rule: String,
    /// The rule's name.
    pub name: String,
    /// Where it was found: file, sheet and cell.
    pub place: String,
    /// What was found.
    pub finding: String,
    /// Why it is accepted.
    pub reason: String,
}

/// A file and its fixity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub struct FileRecord {
    /// Its path, with forward slashes.
    pub path: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

impl FileRecord {
    /// Returns the record of a file's contents.
    pub fn of(path: impl Into<String>, bytes: &[u8]) -> Self {
        Self { path: path.into(), bytes: bytes.len() as u64, sha256: sha256(bytes) }
    }

    /// Returns the record of a file that is there, and may be large.
    pub fn of_file(path: impl Into<String>, file: &Path) -> std::io::Result<Self> {
        let bytes = std::fs::metadata(file)?.len();
        Ok(Self { path: path.into(), bytes, sha256: sha256_of(file)? })
    }
}

impl Manifest {
    /// Returns the inputs of a supplement, or of the pack; nothing where the record has no
    /// such supplement.
    pub fn inputs_of(&self, number: Option<u32>) -> Option<&[FileRecord]> {
        let Some(number) = number else { return Some(&self.inputs) };
        let late = self.supplements.iter().find(|late| late.number == number);
        late.map(|late| late.inputs.as_slice())
    }

    /// Returns the day of the latest publication, where there is one.
    pub fn latest(&self) -> Option<Date> {
        let late = self.supplements.last().map(|late| &late.published);
        late.or(self.published.as_ref())?.parse().ok()
    }

    /// Returns the record of a published file; none of the consolidated pack, which is made
    /// anew with every supplement.
    pub fn file(&self, path: &str) -> Option<&FileRecord> {
        let late = self.supplements.iter().flat_map(|late| &late.files);
        self.outputs.iter().chain(late).find(|record| record.path == path)
    }

    /// Returns whether a file was published and has to be taken back since.
    pub fn is_taken_back(&self, path: &str) -> bool {
        let latest = self.supplements.last();
        latest.is_some_and(|late| late.taken_back.iter().any(|taken| taken == path))
    }

    /// Returns the record that JSON holds.
    ///
    /// # Errors
    ///
    /// Fails where it is none, or one of another form, and says how.
    pub fn from_json(json: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(json).map_err(|error| error.to_string())
    }

    /// Returns what the latest supplement has added to the record; the names of earlier
    /// files are in the record already.
    #[must_use]
    pub fn news(&self) -> Self {
        let late = self.supplements.last().cloned();
        let late = late.map(|late| SupplementRecord { taken_back: Vec::new(), ..late });
        Self {
            items: Vec::new(),
            accepted: Vec::new(),
            inputs: Vec::new(),
            outputs: Vec::new(),
            attached: Vec::new(),
            supplements: late.into_iter().collect(),
            ..self.clone()
        }
    }

    /// Returns the record as JSON, indented, with a line end.
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).unwrap_or_default();
        json.push(b'\n');
        json
    }
}
