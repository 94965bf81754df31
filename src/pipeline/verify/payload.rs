//! The payload of a bag, held against the record of what was published: nothing else is
//! in it, and the templates are those of then.

use std::collections::BTreeMap;

use crate::archive::fixity::Fixity;
use crate::pipeline::archive::{ARCHIVAL, PAYLOAD};
use crate::pipeline::holdings::Holdings;
use crate::pipeline::workspace::SETTINGS;
use crate::write::manifest::FileRecord;

/// Folders of outputs that no bag has.
const OF_THE_OFFICE: [&str; 2] = ["clerk/", "print/"];

/// Returns what is wrong with files of the payload that the meeting's own record does not
/// prove; `meeting` is the name of its folder.
pub(super) fn flaws(
    payload: &BTreeMap<String, Fixity>,
    meeting: &str,
    held: &Holdings,
) -> Vec<String> {
    let late = held.manifest.supplements.last();
    let templates = late.map_or(&held.manifest.templates, |late| &late.templates);
    let (open, all) = held.inputs();
    let inputs = all.unwrap_or(open);
    // Where nothing is withheld, files that say nothing are inputs without a record.
    let is_open = all.is_none() && !held.is_without_members();
    let is_open = is_open && payload.contains_key(&format!("{PAYLOAD}inputs/{SETTINGS}"));
    let outputs = format!("outputs/{meeting}/");
    let mut flaws = Vec::new();
    for (path, fixity) in payload {
        let name = path.strip_prefix(PAYLOAD).unwrap_or(path);
        let is_known = if let Some(name) = name.strip_prefix(&outputs) {
            // The rest is held against the records by itself.
            !OF_THE_OFFICE.iter().any(|folder| name.starts_with(folder))
        } else if let Some(name) = name.strip_prefix("templates/") {
            // Supplements of earlier versions have no record of theirs.
            let is_altered = |then: &FileRecord| then.sha256 != fixity.sha256;
            match templates.iter().find(|then| then.path == name) {
                Some(then) if is_altered(then) => {
                    flaws.push(format!("{path} is not what the pack was built with"));
                    true
                }
                found => found.is_some() || templates.is_empty(),
            }
        } else if let Some(name) = name.strip_prefix("inputs/") {
            is_open || inputs.iter().any(|then| then.path == name)
        } else {
            // Each of these is held against the published file.
            path.starts_with(ARCHIVAL)
        };
        if !is_known {
            flaws.push(format!("{path} was added: no record has it"));
        }
    }
    flaws
}
