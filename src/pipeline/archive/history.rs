//! What happened to the files of a bag, and who did it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use super::Found;
use super::contents::{ARCHIVAL, Access, Payload};
use crate::archive::fixity::Fixity;
use crate::archive::premis::{Agent, Event, History, Object};
use crate::fault::Fault;
use crate::pipeline::recorded::MANIFEST;
use crate::write::media::{ending, media_type};
use crate::write::pdf;

/// Returns what happened to the files of a bag.
pub(super) fn history(
    found: &Found,
    access: Access,
    payload: &Payload,
    sums: &BTreeMap<String, Fixity>,
    date: Date,
) -> Result<History, Fault> {
    let manifest = &found.held.manifest;
    let objects = payload.par_iter().map(|(path, bytes)| {
        let profiles = profiles(path, bytes)?;
        Ok(Object {
            path: path.clone(),
            fixity: sums[path].clone(),
            format: media_type(path).into(),
            profiles,
        })
    });
    let objects: Vec<Object> = objects.collect::<Result<_, Fault>>()?;
    let software = |version: &str| Agent {
        name: manifest.tool.clone(),
        kind: "software",
        version: Some(version.into()),
    };
    let council = Agent { name: manifest.council.clone(), kind: "organization", version: None };
    let mut agents =
        vec![council, software(&manifest.version), software(env!("CARGO_PKG_VERSION"))];
    let versions = manifest.supplements.iter().map(|late| &late.version);
    let builders: Vec<usize> = versions
        .map(|version| {
            // The archiver is another agent, whatever its version.
            let is_known = |agent: &Agent| agent.version.as_ref() == Some(version);
            let known =
                (BUILDER..agents.len()).find(|at| *at != ARCHIVER && is_known(&agents[*at]));
            known.unwrap_or_else(|| {
                agents.push(software(version));
                agents.len() - 1
            })
        })
        .collect();
    Ok(History {
        identifier: format!("{}/{}", found.name(), access.name()),
        title: format!("{}, {}", manifest.committee, manifest.meeting),
        events: events(found, &objects, &builders, &date.to_string()),
        objects,
        agents,
    })
}

/// Places among the agents; versions that built supplements alone follow.
const COUNCIL: usize = 0;
const BUILDER: usize = 1;
const ARCHIVER: usize = 2;

const CREATION: &str = "creation";
const BUILT: &str = "The agenda pack and the files beside it were built from the council's inputs.";
const COMPARED: &str = "Every published file and every input was found to be the one that the record of the build names, by its length and its SHA-256.";
const ENCLOSED: &str = "The pack for the archive was made: the published PDF byte for byte, and after it its data files.";
const PROVED: &str = "Each PDF was held to the standards that it claims, PDF/A and PDF/UA, by a validator that shares no code with its writer.";
const DIGESTED: &str = "SHA-256 and SHA-512 of every file were calculated.";
const BAGGED: &str = "The files were put into the bag.";

/// What every history says.
pub(super) const WORDS: [&str; 6] = [BUILT, COMPARED, ENCLOSED, PROVED, DIGESTED, BAGGED];

/// Returns what the history says of a supplement.
pub(super) fn late(number: u32) -> String {
    format!("Supplement {number} was built, and the consolidated pack and the web pages with it.")
}

/// Returns the supplement that a file below the outputs was made with, none for the pack;
/// what shows the meeting as it stands was made with the `last`.
fn supplement_of(path: &str, last: Option<u32>) -> Option<u32> {
    let (_, below) = path.split_once('/').unwrap_or((path, path));
    match below.strip_prefix("supplements/") {
        Some(own) => own.split('/').next().and_then(|number| number.parse().ok()),
        None if below.starts_with("web/") || below == MANIFEST => last,
        None if below.starts_with("agenda-pack-consolidated.") => last,
        None => None,
    }
}

/// Returns what happened; `builders` are the agents that built the supplements, in order.
fn events(found: &Found, objects: &[Object], builders: &[usize], date: &str) -> Vec<Event> {
    let manifest = &found.held.manifest;
    let published = manifest.published.as_ref().unwrap_or(&manifest.meeting);
    let of = |is_of: &dyn Fn(&Object) -> bool| -> Vec<String> {
        objects.iter().filter(|object| is_of(object)).map(|object| object.path.clone()).collect()
    };
    let last = manifest.supplements.last().map(|late| late.number);
    let built = |late: Option<u32>| {
        of(&|object: &Object| {
            let path = object.path.strip_prefix("data/outputs/");
            let path = path.and_then(|path| path.split_once('/'));
            path.is_some_and(|(_, path)| supplement_of(path, last) == late)
        })
    };
    let event = |kind, date: &str, detail: &str, agents: &[usize], objects| Event {
        kind,
        date: date.to_string(),
        detail: detail.to_string(),
        outcome: "success",
        agents: agents.to_vec(),
        objects,
    };
    let mut events = vec![event(CREATION, published, BUILT, &[COUNCIL, BUILDER], built(None))];
    for (late, builder) in manifest.supplements.iter().zip(builders) {
        let (detail, made) = (self::late(late.number), built(Some(late.number)));
        events.push(event(CREATION, &late.published, &detail, &[COUNCIL, *builder], made));
    }
    events.push(event("fixity check", date, COMPARED, &[ARCHIVER], Vec::new()));
    let archival = of(&|object: &Object| object.path.starts_with(ARCHIVAL));
    events.push(event(CREATION, date, ENCLOSED, &[ARCHIVER], archival));
    let proved = of(&|object: &Object| !object.profiles.is_empty());
    events.push(event("validation", date, PROVED, &[ARCHIVER], proved));
    events.push(event("message digest calculation", date, DIGESTED, &[ARCHIVER], Vec::new()));
    events.push(event("ingestion", date, BAGGED, &[COUNCIL, ARCHIVER], Vec::new()));
    events
}

/// Returns the standards that a PDF of the council conforms to, proved; of what others
/// made nothing is said.
fn profiles(path: &str, bytes: &[u8]) -> Result<Vec<String>, Fault> {
    if ending(path) != Some("pdf") || path.starts_with("data/inputs/") {
        return Ok(Vec::new());
    }
    let wrong = |failures: String| Fault::Standard { file: path.into(), failures };
    let claimed = pdf::claimed(bytes).map_err(wrong)?;
    if claimed.failures.is_empty() {
        Ok(claimed.standards)
    } else {
        Err(wrong(claimed.failures.join("\n")))
    }
}
