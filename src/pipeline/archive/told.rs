//! What a bag tells of itself: whose it is, how long it is kept, and what happened to
//! the files in it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::contents::{ARCHIVAL, Access, Payload};
use super::{Found, PAYLOAD};
use crate::archive::bag;
use crate::archive::fixity::Fixity;
use crate::archive::premis::{self, Agent, Event, History, Object};
use crate::fault::Fault;
use crate::model::retention::{RecordClass, Retention};
use crate::pipeline::release::Output;
use crate::write::media::{ending, media_type};
use crate::write::pdf;

/// The name of the history, which is one of the tag files.
const HISTORY: &str = "metadata/premis.xml";

/// What the label of a term of retention begins with.
pub(in crate::pipeline) const RETENTION: &str = "Retention-";

/// Returns the tag files of a bag.
pub(super) fn tags(
    found: &Found,
    access: Access,
    payload: &Payload,
    date: Date,
) -> Result<Vec<Output>, Fault> {
    let sums: BTreeMap<String, Fixity> =
        payload.par_iter().map(|(path, bytes)| (path.clone(), Fixity::of(bytes))).collect();
    let history = history(found, access, payload, &sums, date)?;
    let history = (HISTORY.to_string(), premis::write(&history));
    Ok(bag::tags(&sums, &info(found, access, payload, date), vec![history]))
}

fn meeting_name(found: &Found) -> String {
    found.workspace.output.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Returns what a bag says of itself, label by label.
fn info(found: &Found, access: Access, payload: &Payload, date: Date) -> Vec<(String, String)> {
    let (manifest, council) = (&found.held.manifest, &found.ready.council);
    let depositor = &council.depositor;
    let meeting = meeting_name(found);
    let description = match access {
        Access::Public => {
            format!("Agenda pack of the {}, {}, as published", manifest.committee, manifest.meeting)
        }
        Access::Private => format!(
            "Agenda pack of the {}, {}, with everything that it was made from; not for publication",
            manifest.committee, manifest.meeting
        ),
    };
    let fixed = [
        ("Source-Organization", Some(&council.name)),
        ("Organization-Address", depositor.address.as_ref()),
        ("Contact-Name", depositor.contact.as_ref()),
        ("Contact-Phone", depositor.phone.as_ref()),
        ("Contact-Email", depositor.email.as_ref()),
        ("External-Description", Some(&description)),
        ("Bagging-Date", Some(&date.to_string())),
        ("External-Identifier", Some(&format!("{meeting}/{}", access.name()))),
        ("Bag-Group-Identifier", depositor.series.as_ref()),
        ("Bag-Software-Agent", Some(&format!("{} {}", manifest.tool, env!("CARGO_PKG_VERSION")))),
    ]
    .into_iter()
    .filter_map(|(label, value)| Some((label.to_string(), value?.clone())))
    .collect::<Vec<_>>();
    let day = found.ready.editions.public.meeting().date.value;
    let terms = terms(&council.retention, day, payload.keys().map(String::as_str));
    let terms =
        terms.into_iter().map(|(class, term)| (format!("{RETENTION}{}", titled(class)), term));
    fixed.into_iter().chain(terms).collect()
}

/// Returns the terms of the classes that files are of, by the files' paths in a bag.
pub(in crate::pipeline) fn terms<'a>(
    retention: &Retention,
    meeting: Date,
    paths: impl Iterator<Item = &'a str>,
) -> Vec<(RecordClass, String)> {
    let classes: BTreeSet<RecordClass> = paths.filter_map(class_of).collect();
    classes.into_iter().map(|class| (class, retention.said(class, meeting))).collect()
}

/// Returns `Background-Papers`.
fn titled(class: RecordClass) -> String {
    let words = class.key().split('-').map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    });
    words.collect::<Vec<_>>().join("-")
}

/// Returns the class of a file of the payload; templates are of none.
fn class_of(path: &str) -> Option<RecordClass> {
    let path = path.strip_prefix(PAYLOAD)?;
    if path.starts_with("inputs/") {
        return Some(RecordClass::Inputs);
    }
    if path.contains("/private/") {
        return Some(RecordClass::ExemptPapers);
    }
    if path.starts_with("archival/") {
        return Some(RecordClass::Agendas);
    }
    path.strip_prefix("outputs/")?;
    Some(if path.contains("/items/") || path.contains("/appendices/") {
        RecordClass::Reports
    } else if path.contains("/data/") || path.ends_with("/pack.json") {
        RecordClass::Data
    } else {
        RecordClass::Agendas
    })
}

/// Returns what happened to the files of a bag.
fn history(
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
    let agents = vec![council, software(&manifest.version), software(env!("CARGO_PKG_VERSION"))];
    Ok(History {
        identifier: format!("{}/{}", meeting_name(found), access.name()),
        title: format!("{}, {}", manifest.committee, manifest.meeting),
        events: events(found, &objects, &date.to_string()),
        objects,
        agents,
    })
}

/// Places among the agents.
const COUNCIL: usize = 0;
const BUILDER: usize = 1;
const ARCHIVER: usize = 2;

fn events(found: &Found, objects: &[Object], date: &str) -> Vec<Event> {
    let manifest = &found.held.manifest;
    let published = manifest.published.as_ref().unwrap_or(&manifest.meeting);
    let of = |is_of: &dyn Fn(&Object) -> bool| -> Vec<String> {
        objects.iter().filter(|object| is_of(object)).map(|object| object.path.clone()).collect()
    };
    let built = |late: Option<u32>| {
        of(&|object: &Object| {
            let path = object.path.strip_prefix("data/outputs/").unwrap_or_default();
            let number =
                path.split_once("/supplements/").and_then(|(_, rest)| rest.split_once('/'));
            let number = number.and_then(|(number, _)| number.parse().ok());
            !path.is_empty() && number == late
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
    let mut events = vec![event(
        "creation",
        published,
        "The agenda pack and the files beside it were built from the council's inputs.",
        &[COUNCIL, BUILDER],
        built(None),
    )];
    for late in &manifest.supplements {
        let detail =
            format!("Supplement {} was built, and the consolidated pack with it.", late.number);
        let made = built(Some(late.number));
        events.push(event("creation", &late.published, &detail, &[COUNCIL, BUILDER], made));
    }
    let detail = "Every published file and every input was found to be the one that the record of the build names, by its length and its SHA-256.";
    events.push(event("fixity check", date, detail, &[ARCHIVER], Vec::new()));
    let detail = "The pack for the archive was made: the published PDF byte for byte, and after it its data files.";
    let archival = of(&|object: &Object| object.path.starts_with(ARCHIVAL));
    events.push(event("creation", date, detail, &[ARCHIVER], archival));
    let detail = "Each PDF was held to the standards that it claims, PDF/A and PDF/UA, by a validator that shares no code with its writer.";
    let proved = of(&|object: &Object| !object.profiles.is_empty());
    events.push(event("validation", date, detail, &[ARCHIVER], proved));
    let detail = "SHA-256 and SHA-512 of every file were calculated.";
    events.push(event("message digest calculation", date, detail, &[ARCHIVER], Vec::new()));
    let detail = "The files were put into the bag.";
    events.push(event("ingestion", date, detail, &[COUNCIL, ARCHIVER], Vec::new()));
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
