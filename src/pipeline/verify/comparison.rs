//! What was published and what was built again, compared: byte for byte, or by what
//! files say where another version built them.

use std::collections::{BTreeMap, BTreeSet};

use super::Step;
use super::rebuild::{FIGURES, REBUILT};
use crate::archive::difference;
use crate::pipeline::holdings::Holdings;
use crate::pipeline::recorded::{MANIFEST, MEMBERS_MANIFEST};
use crate::spelling::counted;

const EARLIER: &str = "earlier";

/// Says how the files of then and those that were built again compare.
pub(super) fn compared(held: &Holdings, again: &BTreeMap<String, Vec<u8>>) -> Vec<Step> {
    let late = held.manifest.supplements.last();
    let then = late.map_or(&held.manifest.version, |late| &late.version);
    let (open, all) = held.inputs();
    let inputs = counted(all.unwrap_or(open).len(), "input");
    let what = match late {
        None => format!("{inputs} give {} again", counted(held.files.len(), "file")),
        Some(late) => {
            format!("{inputs} give supplement {} and the consolidated pack again", late.number)
        }
    };
    let mut steps = if then == env!("CARGO_PKG_VERSION") {
        to_the_byte(held, again, &what)
    } else {
        by_content(held, again, &what, then)
    };
    steps.extend(late.map(|late| {
        let before = match late.number {
            1 => "the pack".to_string(),
            2 => "the pack and supplement 1".to_string(),
            more => format!("the pack and supplements 1 to {}", more - 1),
        };
        Step::left(EARLIER, &format!("{before}: the inputs have moved on since"))
    }));
    steps
}

/// Compares the files that this version built.
fn to_the_byte(held: &Holdings, again: &BTreeMap<String, Vec<u8>>, what: &str) -> Vec<Step> {
    let flaws = unlike_files(held, again, difference::between);
    let is_data = |name: &&String| is_data(held, name);
    let data = held.files.keys().filter(is_data).count();
    let figures = flaws.iter().filter(|(name, _)| is_data(name)).map(|(_, flaw)| flaw.clone());
    let figures = Step::of(FIGURES, figures.collect(), || {
        format!("what {} of data says is what the workbooks give", counted(data, "file"))
    });
    let flaws = flaws.into_iter().map(|(_, flaw)| flaw).collect();
    vec![Step::of(REBUILT, flaws, || format!("{what}, byte for byte")), figures]
}

/// Compares what files say that another version built, which writes its name into each.
/// Where they say something else, the version may be the reason, so nothing is known.
fn by_content(
    held: &Holdings,
    again: &BTreeMap<String, Vec<u8>>,
    what: &str,
    then: &str,
) -> Vec<Step> {
    let mut flaws = unlike_files(held, again, difference::of_content);
    flaws.retain(|(name, _)| ![MANIFEST, MEMBERS_MANIFEST].contains(&name.as_str()));
    let now = env!("CARGO_PKG_VERSION");
    match flaws.first() {
        None => {
            let says = format!(
                "{what} by version {now}, with the same pages and data; version {then} built them, so that bytes are not compared"
            );
            let figures = "what the data says is what the workbooks give".to_string();
            vec![Step::of(REBUILT, Vec::new(), || says), Step::of(FIGURES, Vec::new(), || figures)]
        }
        Some((_, first)) => {
            let files = counted(flaws.len(), "file");
            let why = format!(
                "version {then} built it, and by version {now} {files} come out otherwise: verify it with version {then} ({first})"
            );
            vec![Step::left(REBUILT, &why), Step::left(FIGURES, &why)]
        }
    }
}

/// Returns every file that does not come out as it is, with what differs.
fn unlike_files<'a>(
    held: &'a Holdings,
    again: &'a BTreeMap<String, Vec<u8>>,
    differ: fn(&str, &[u8], &[u8]) -> Option<String>,
) -> Vec<(&'a String, String)> {
    let names: BTreeSet<&String> = held.files.keys().chain(again.keys()).collect();
    let is_known = |name: &&String| held.unknown.is_none_or(|folder| !name.starts_with(folder));
    let names = names.into_iter().filter(is_known);
    let unlike = |name: &'a String| {
        let said = match (held.files.get(name), again.get(name)) {
            (Some(found), Some(expected)) => {
                let said = differ(name, found, expected)?;
                // Anyone may read a certificate.
                if name.starts_with("private/") { "it comes out otherwise".into() } else { said }
            }
            (Some(_), None) => "it does not come out of the inputs".into(),
            (None, _) => "it comes out of the inputs and is not there".into(),
        };
        Some((name, format!("{name}: {said}")))
    };
    names.filter_map(unlike).collect()
}

/// Returns whether a file is data of what was built again.
fn is_data(held: &Holdings, name: &str) -> bool {
    let late = held.manifest.supplements.last();
    let is_late = late.is_none_or(|late| name.contains(&format!("/supplements/{}/", late.number)));
    is_late && (name.contains("/data/") || name.ends_with("/pack.json"))
}
