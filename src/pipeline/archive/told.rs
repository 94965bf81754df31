//! What a bag tells of itself: whose it is, and how long it is kept.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;
use serde_json::{Value, json};

use super::contents::{Access, Payload};
use super::{Found, PAYLOAD, history, pack};
use crate::archive::fixity::Fixity;
use crate::archive::{bag, premis};
use crate::fault::Fault;
use crate::model::meeting::ItemKind;
use crate::model::retention::{RecordClass, Retention};
use crate::pipeline::holdings::Holdings;
use crate::pipeline::release::Output;
use crate::write::name;
use crate::write::published::from_json;

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
    let history = history::history(found, access, payload, &sums, date)?;
    let history = (HISTORY.to_string(), premis::write(&history));
    Ok(bag::tags(&sums, &info(found, access, payload, date), vec![history]))
}

/// What a bag says of itself, in this order.
const LABELS: [&str; 10] = [
    "Source-Organization",
    "Organization-Address",
    "Contact-Name",
    "Contact-Phone",
    "Contact-Email",
    "External-Description",
    "Bagging-Date",
    "External-Identifier",
    "Bag-Group-Identifier",
    "Bag-Software-Agent",
];

fn described(committee: &str, meeting: &str) -> String {
    format!("Agenda pack of the {committee}, {meeting}, as published")
}

/// Returns what every bag says in words of the program's own, and the day on which it is
/// made.
pub(super) fn words(found: &Found, date: Date) -> Vec<Value> {
    let (retention, meeting) = (&found.ready.council.retention, found.meeting());
    let said = |class: &RecordClass| (labelled(*class), retention.said(*class, meeting));
    let terms: Vec<(String, String)> = RecordClass::ALL.iter().map(said).collect();
    let day = date.to_string();
    let own = (
        LABELS,
        terms,
        described(&found.held.manifest.committee, &found.held.manifest.meeting),
        premis::form(),
    );
    let mut words = found.told.clone();
    let late = found.held.manifest.supplements.iter().map(|late| history::late(late.number));
    let late: Vec<String> = late.collect();
    words.push(json!((day, own, history::WORDS, late, pack::WORDS, bag::WORDS)));
    words
}

/// Returns what a bag says of itself, label by label.
fn info(found: &Found, access: Access, payload: &Payload, date: Date) -> Vec<(String, String)> {
    let (manifest, council) = (&found.held.manifest, &found.ready.council);
    let depositor = &council.depositor;
    let description = match access {
        Access::Public => described(&manifest.committee, &manifest.meeting),
        Access::Private => format!(
            "Agenda pack of the {}, {}, with everything that it was made from; not for publication",
            manifest.committee, manifest.meeting
        ),
    };
    let fixed = LABELS
        .into_iter()
        .zip([
            Some(&council.name),
            depositor.address.as_ref(),
            depositor.contact.as_ref(),
            depositor.phone.as_ref(),
            depositor.email.as_ref(),
            Some(&description),
            Some(&date.to_string()),
            Some(&format!("{}/{}", found.name(), access.name())),
            depositor.series.as_ref(),
            Some(&format!("{} {}", manifest.tool, env!("CARGO_PKG_VERSION"))),
        ])
        .filter_map(|(label, value)| Some((label.to_string(), value?.clone())))
        .collect::<Vec<_>>();
    let paths = payload.keys().map(String::as_str);
    let terms = terms(&council.retention, found.meeting(), &found.held, paths);
    let terms = terms.into_iter().map(|(class, term)| (labelled(class), term));
    fixed.into_iter().chain(terms).collect()
}

/// Returns the terms of the classes that files are of, by the files' paths in a bag; what
/// was published says which of them are minutes.
pub(in crate::pipeline) fn terms<'a>(
    retention: &Retention,
    meeting: Date,
    held: &Holdings,
    paths: impl Iterator<Item = &'a str>,
) -> Vec<(RecordClass, String)> {
    let minutes = minutes(held);
    let classes: BTreeSet<RecordClass> =
        paths.filter_map(|path| class_of(path, &minutes)).collect();
    classes.into_iter().map(|class| (class, retention.said(class, meeting))).collect()
}

/// Returns the label of a class in a bag: `Retention-Exempt-Papers`.
pub(in crate::pipeline) fn labelled(class: RecordClass) -> String {
    let words = class.key().split('-').map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    });
    format!("{RETENTION}{}", words.collect::<Vec<_>>().join("-"))
}

/// Returns what the names of files begin with that have minutes: those of the items that
/// are minutes.
fn minutes(held: &Holdings) -> BTreeSet<String> {
    let packs = held.files.iter().filter(|(path, _)| path.ends_with("/pack.json"));
    let packs = packs.filter_map(|(_, json)| from_json(json).ok());
    let kind = ItemKind::Minutes.to_string();
    let items = packs.flat_map(|pack| pack.items).filter(|item| item.kind == kind);
    items.flat_map(|item| name::beginnings(&item)).collect()
}

/// Returns the class of a file of the payload; templates are of none.
fn class_of(path: &str, minutes: &BTreeSet<String>) -> Option<RecordClass> {
    let path = path.strip_prefix(PAYLOAD)?;
    let mut folders: Vec<&str> = path.split('/').collect();
    let name = folders.pop()?;
    let has = |folder: &str| folders.contains(&folder);
    match *folders.first()? {
        "inputs" => Some(RecordClass::Inputs),
        _ if has("private") => Some(RecordClass::ExemptPapers),
        "outputs" if has("items") || has("appendices") => {
            let is_of_minutes = minutes.iter().any(|minutes| name.starts_with(minutes.as_str()));
            Some(if is_of_minutes { RecordClass::Minutes } else { RecordClass::Reports })
        }
        "outputs" if has("data") || name == "pack.json" => Some(RecordClass::Data),
        "outputs" if has("record") => Some(RecordClass::Inputs),
        "archival" | "outputs" => Some(RecordClass::Agendas),
        _ => None,
    }
}
