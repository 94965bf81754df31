//! The inputs of an earlier publication beside those of now.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::fixity;
use crate::fault::Fault;
use crate::pipeline::Workspace;
use crate::pipeline::holdings::Holdings;
use crate::write::manifest::{FileRecord, Manifest};

/// How a file stands to what it was.
pub(super) enum Now {
    /// It is the same, and all of it is for publication, then and now.
    Same,
    /// It is the same, and something of it is or was not for publication.
    Partly,
    /// It is another, or is not there.
    Other,
    /// No record says what it was.
    Unknown,
}

/// The inputs of an earlier publication, by their paths below the meeting's folder, as
/// the rows of its tables name them.
pub(super) struct Then {
    /// Whether each is the same now.
    same: BTreeMap<String, bool>,
    /// Those of which all is for publication, then and now.
    open: BTreeSet<String>,
    /// Whether the front sheet and the other files of the meeting itself are the same.
    pub(super) is_agenda_same: bool,
}

impl Then {
    /// Returns those of a supplement, or of the pack.
    pub(super) fn of<'a>(
        number: Option<u32>,
        workspace: &Workspace,
        held: &'a Holdings,
    ) -> Result<Self, Fault> {
        let folder = workspace.meeting.file_name().unwrap_or_default().to_string_lossy();
        let own = |record: &FileRecord| {
            Some(record.path.strip_prefix(&*folder)?.strip_prefix('/')?.to_string())
        };
        let now: BTreeSet<String> = held.inputs().0.iter().filter_map(own).collect();
        let inputs = |manifest: &'a Manifest| manifest.inputs_of(number).into_iter().flatten();
        let then = inputs(&held.manifest).filter_map(own);
        let open = then.filter(|path| now.contains(path)).collect();
        let members = held.members.iter().flat_map(inputs);
        let mut same = BTreeMap::new();
        for record in inputs(&held.manifest).chain(members) {
            if let Some(path) = own(record) {
                same.insert(path, is_same(record, workspace)?);
            }
        }
        let agenda = same.iter().filter(|(path, _)| !path.contains('/'));
        let agenda: Vec<bool> = agenda.map(|(_, is_same)| *is_same).collect();
        let is_agenda_same = !agenda.is_empty() && agenda.iter().all(|is_same| *is_same);
        Ok(Self { same, open, is_agenda_same })
    }

    /// Returns how a file stands to what it was.
    pub(super) fn now(&self, file: &str) -> Now {
        match self.same.get(file) {
            None => Now::Unknown,
            Some(false) => Now::Other,
            Some(true) if self.open.contains(file) => Now::Same,
            Some(true) => Now::Partly,
        }
    }
}

fn is_same(record: &FileRecord, workspace: &Workspace) -> Result<bool, Fault> {
    let path = workspace.inputs.join(&record.path);
    if !fixity::is_below(&record.path) || !path.is_file() {
        return Ok(false);
    }
    let bytes = std::fs::read(&path).map_err(Fault::file("read", &path))?;
    Ok(FileRecord::of(record.path.as_str(), &bytes) == *record)
}
