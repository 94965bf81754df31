//! What was built of a meeting, as it stands in the folder of its outputs, held
//! against its own records.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::Extent;
use super::recorded::{MANIFEST, MEMBERS_MANIFEST, Recorded};
use crate::archive::{fixity, seal};
use crate::fault::Fault;
use crate::write::manifest::{FileRecord, Manifest};

/// The folders that no record speaks of: papers of the clerk, editions for print and what
/// is kept to build the pack again.
const UNRECORDED: [&str; 3] = ["clerk/", "print/", "record/"];

/// The published files of a meeting, and those for members.
#[derive(Debug)]
pub(super) struct Holdings {
    /// The public record.
    pub(super) manifest: Manifest,
    /// The record for members, where they got anything besides.
    pub(super) members: Option<Manifest>,
    /// Every file that a record has, and the records, as they are.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// A folder of which nothing is known, because its record cannot be read.
    pub(super) unknown: Option<&'static str>,
    /// What is missing, was added or cannot be read.
    pub(super) incomplete: Vec<Flaw>,
    /// What is not as it was built.
    pub(super) altered: Vec<Flaw>,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    /// The file, below the outputs.
    pub(super) file: String,
    /// What is wrong with it, in words that name it.
    pub(super) says: String,
}

impl Flaw {
    fn of(file: &str, says: String) -> Self {
        Self { file: file.into(), says }
    }
}

/// Returns what is wrong in words.
pub(super) fn in_words(flaws: &[Flaw]) -> Vec<String> {
    flaws.iter().map(|flaw| flaw.says.clone()).collect()
}

impl Holdings {
    /// Returns what stands in a folder of outputs, or nothing where nothing was built
    /// there.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, Fault> {
        let (manifest, json) = match Recorded::of(folder, MANIFEST) {
            Recorded::Missing => return Ok(None),
            Recorded::Unreadable(why) => return Err(Fault::Other(why)),
            Recorded::Read(manifest, json) => (*manifest, json),
        };
        let mut held = Self {
            manifest,
            members: None,
            unknown: None,
            files: BTreeMap::from([(MANIFEST.into(), json)]),
            incomplete: Vec::new(),
            altered: Vec::new(),
        };
        match Recorded::of(folder, MEMBERS_MANIFEST) {
            Recorded::Missing => {}
            Recorded::Unreadable(why) => {
                held.unknown = Some("private/");
                held.altered.push(Flaw::of(MEMBERS_MANIFEST, why));
            }
            Recorded::Read(members, json) => {
                held.members = Some(*members);
                held.files.insert(MEMBERS_MANIFEST.into(), json);
            }
        }
        held.hold(folder)?;
        Ok(Some(held))
    }

    /// Holds every file against its record.
    fn hold(&mut self, folder: &Path) -> Result<(), Fault> {
        let records: Vec<FileRecord> = self.records().cloned().collect();
        for record in records {
            if !fixity::is_below(&record.path) {
                let says = format!("`{}` leads out of the folder", record.path);
                self.altered.push(Flaw::of(MANIFEST, says));
                continue;
            }
            let path = folder.join(&record.path);
            if !path.is_file() {
                let says = format!("{} is missing", record.path);
                self.incomplete.push(Flaw::of(&record.path, says));
                continue;
            }
            let bytes = fs::read(&path).map_err(Fault::file("read", &path))?;
            let how = unlike(&record, &bytes);
            self.altered.extend(how.map(|how| Flaw::of(&record.path, how)));
            self.files.insert(record.path, bytes);
        }
        let seals: BTreeSet<String> =
            [MANIFEST, MEMBERS_MANIFEST].iter().flat_map(|name| seal::names(name)).collect();
        let added = fixity::files(folder)?.into_iter().filter(|name| {
            !UNRECORDED.iter().chain(&self.unknown).any(|folder| name.starts_with(folder))
                && !self.files.contains_key(name)
                && !seals.contains(name)
        });
        let is_missing = |name: &String| self.incomplete.iter().any(|flaw| flaw.file == *name);
        let added = added.filter(|name| !is_missing(name));
        let said = |name: String| Flaw::of(&name, format!("{name} was added: no record has it"));
        let said: Vec<Flaw> = added.map(said).collect();
        self.incomplete.extend(said);
        Ok(())
    }

    /// Returns the record of every file.
    pub(super) fn records(&self) -> impl Iterator<Item = &FileRecord> {
        std::iter::once(&self.manifest).chain(&self.members).flat_map(|manifest| {
            let late = manifest.supplements.iter().flat_map(|supplement| &supplement.files);
            manifest.outputs.iter().chain(late).chain(&manifest.consolidated)
        })
    }

    /// Returns the inputs of the latest publication: those for anyone to know of, and
    /// all of them where there is a record of all.
    pub(super) fn inputs(&self) -> (&[FileRecord], Option<&[FileRecord]>) {
        let number = self.manifest.supplements.last().map(|last| last.number);
        let open = self.manifest.inputs_of(number).unwrap_or_default();
        // Members may have got nothing besides with the latest supplement.
        let all = self.members.as_ref().and_then(|members| members.inputs_of(number));
        (open, all)
    }

    /// Returns whether papers are withheld and what members got is not here.
    pub(super) fn is_without_members(&self) -> bool {
        let late = self.manifest.supplements.iter().flat_map(|late| &late.withheld);
        let is_missing = self.members.is_none() && self.unknown.is_none();
        is_missing && self.manifest.withheld.iter().chain(late).next().is_some()
    }

    /// Returns the same in words, where it is so.
    pub(super) fn without_members(&self) -> Option<String> {
        let said = || format!("`{MEMBERS_MANIFEST}` is missing, and papers are withheld");
        self.is_without_members().then(said)
    }

    /// Returns how much was made of the meeting.
    pub(super) fn extent(&self) -> Extent {
        let single =
            self.manifest.outputs.iter().any(|file| file.path.starts_with("public/items/"));
        if single || self.manifest.items.is_empty() { Extent::Whole } else { Extent::PackOnly }
    }
}

/// Returns how a file differs from its record.
pub(super) fn unlike(record: &FileRecord, bytes: &[u8]) -> Option<String> {
    let found = FileRecord::of(record.path.as_str(), bytes);
    let short = |sum: &str| sum.get(..16).unwrap_or(sum).to_string();
    if found.bytes != record.bytes {
        Some(format!("{} has {} bytes, expected {}", record.path, found.bytes, record.bytes))
    } else if found.sha256 != record.sha256 {
        let (is, expected) = (short(&found.sha256), short(&record.sha256));
        Some(format!("{}: SHA-256 is {is}…, expected {expected}…", record.path))
    } else {
        None
    }
}
