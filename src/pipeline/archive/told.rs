//! What a bag tells of itself: whose it is, and how long it is kept.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::contents::{Access, Payload};
use super::{Found, PAYLOAD, history};
use crate::archive::fixity::Fixity;
use crate::archive::{bag, premis};
use crate::fault::Fault;
use crate::model::retention::{RecordClass, Retention};
use crate::pipeline::release::Output;

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

/// Returns what a bag says of itself, label by label.
fn info(found: &Found, access: Access, payload: &Payload, date: Date) -> Vec<(String, String)> {
    let (manifest, council) = (&found.held.manifest, &found.ready.council);
    let depositor = &council.depositor;
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
        ("External-Identifier", Some(&format!("{}/{}", found.name(), access.name()))),
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
