//! What was published and what was built again, compared: byte for byte, or by what
//! files say where another version built them.

use std::collections::{BTreeMap, BTreeSet};

use super::Step;
use super::rebuild::{FIGURES, REBUILT};
use super::tables::{DESCRIPTION, Keys, Sheet};
use crate::archive::difference;
use crate::pipeline::holdings::Holdings;
use crate::pipeline::recorded::{MANIFEST, MEMBERS_MANIFEST};
use crate::spelling::counted;
use crate::write::manifest::SupplementRecord;

const EARLIER: &str = "earlier";

/// Says how the files of then and those that were built again compare.
pub(super) fn compared(held: &Holdings, again: &BTreeMap<String, Vec<u8>>) -> Vec<Step> {
    let late = held.manifest.supplements.last();
    let then = late.map_or(&held.manifest.version, |late| &late.version);
    let (open, all) = held.inputs();
    let inputs = all.unwrap_or(open).len();
    let give = if inputs == 1 { "gives" } else { "give" };
    let inputs = counted(inputs, "input");
    let what = match late {
        None => format!("{inputs} {give} {} again", counted(held.files.len(), "file")),
        Some(late) => {
            format!("{inputs} {give} supplement {} and the consolidated pack again", late.number)
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
    let (others, figures) = (made_otherwise(held, then), otherwise(held, again));
    if !others.is_empty() || !figures.is_empty() {
        let why = "what the files say contradicts the record";
        let left = |what, flaws: Vec<String>| match flaws.as_slice() {
            [] => Step::left(what, why),
            _ => Step::of(what, flaws, String::new),
        };
        return vec![left(REBUILT, others), left(FIGURES, figures)];
    }
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

/// Returns the packs that say that another version made them than the record says.
fn made_otherwise(held: &Holdings, then: &str) -> Vec<String> {
    let late = held.manifest.supplements.last();
    let name = late.and_then(SupplementRecord::pdf).map_or(PACK, |pdf| pdf.path.as_str());
    let creator = held.files.get(name).and_then(|pdf| difference::creator(pdf));
    let ours = creator.filter(|creator| creator.starts_with(concat!(env!("CARGO_PKG_NAME"), " ")));
    let other = ours.filter(|creator| *creator != format!("{} {then}", env!("CARGO_PKG_NAME")));
    let said = |creator| {
        format!("{name}: it says that {creator} made it, and the record that version {then} did")
    };
    other.map(said).into_iter().collect()
}

/// The pack, which every build has.
const PACK: &str = "public/agenda-pack.pdf";

/// Columns of values that stand in a cell of a workbook, whatever a version makes of them.
const OF_CELLS: [&str; 5] = ["result", "numerator", "denominator", "target", "target_upper"];

/// Returns the rows of data that no version can have read from the workbooks.
fn otherwise(held: &Holdings, again: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut flaws = Vec::new();
    for (name, table) in held.files.iter().filter(|(name, _)| is_data(held, name)) {
        let (Some((folder, table_name)), Some(expected)) = (name.rsplit_once('/'), again.get(name))
        else {
            continue;
        };
        let described = again.get(&format!("{folder}/{DESCRIPTION}"));
        let keys = Keys::of(described.map_or(&[], Vec::as_slice));
        let key = keys.columns(table_name);
        let (Some(found), Some(expected)) = (Sheet::read(table), Sheet::read(expected)) else {
            continue;
        };
        let is_key = |column: &str| key.iter().any(|key| key == column);
        let is_cell = |column: &str| OF_CELLS.contains(&column);
        for file in found.files().filter(|_| !key.is_empty()) {
            let rows = expected.rows_by(file, is_key);
            let own = found.rows(file).filter(|row| {
                let expected_row = rows.get(&found.values(row, is_key));
                expected_row.is_some_and(|other| {
                    found.values(row, is_cell) != expected.values(other, is_cell)
                })
            });
            flaws.extend(own.map(|row| format!("{name}: no file gives the row {}", row.join(","))));
        }
    }
    flaws
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
