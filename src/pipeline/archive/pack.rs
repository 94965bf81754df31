//! The pack for the archive: the published PDF with its data files in it.

use crate::fault::Fault;
use crate::pipeline::holdings::Holdings;
use crate::pipeline::recorded::{MANIFEST, MEMBERS_MANIFEST};
use crate::pipeline::release::Output;
use crate::write::manifest::{FileRecord, Manifest};
use crate::write::media::ending;
use crate::write::pdf::{self, Enclosure, Relation};

/// The packs that are whole: as they were first published, and with every supplement.
const PACKS: [&str; 2] = ["agenda-pack.pdf", "agenda-pack-consolidated.pdf"];

const RECORD: &str = "The record of the pack: inputs, templates and files with their SHA-256";
const VIEW: &str = "What the pack says, as data";
const WORKBOOK: &str = "Tables of the pack, as a workbook";
const TABLE: &str = "A table of the pack, as text";
const OTHER: &str = "A file of the pack";
const PUBLISHED_AS: &str = "Published as";

/// What is said of the files in the pack.
pub(super) const WORDS: [&str; 6] = [RECORD, VIEW, WORKBOOK, TABLE, OTHER, PUBLISHED_AS];

/// Returns the pack for the archive of every whole pack, by the name of its PDF, proved
/// to conform.
pub(in crate::pipeline) fn archival(held: &Holdings) -> Result<Vec<Output>, Fault> {
    let proved = |(name, bytes): (String, Result<Vec<u8>, Fault>)| {
        let bytes = bytes?;
        prove(&name, &held.files[&name], &bytes)?;
        Ok((name, bytes))
    };
    made(held).into_iter().map(proved).collect()
}

/// Returns what the pack for the archive is of every whole pack, by the name of its PDF,
/// or why it cannot be made.
pub(in crate::pipeline) fn made(held: &Holdings) -> Vec<(String, Result<Vec<u8>, Fault>)> {
    let editions = [("public/", MANIFEST), ("private/", MEMBERS_MANIFEST)];
    let packs = editions.iter().flat_map(|edition| PACKS.iter().map(move |pack| (edition, pack)));
    let made = |((edition, manifest), pack): (&(&str, &str), &&str)| {
        let name = format!("{edition}{pack}");
        let published = held.files.get(&name)?;
        let is_whole = *pack != PACKS[0];
        let enclosed = enclosures(held, edition, manifest, is_whole);
        let bytes = pdf::enclose(published, &enclosed, &day(&held.manifest, is_whole));
        Some((name, bytes))
    };
    packs.filter_map(made).collect()
}

/// Returns the data of an edition: views and tables as data, workbooks, and the record.
fn enclosures<'a>(
    held: &'a Holdings,
    edition: &str,
    manifest: &str,
    is_whole: bool,
) -> Vec<Enclosure<'a>> {
    let files = held.files.iter().filter_map(|(path, bytes)| {
        let name = path.strip_prefix(edition)?;
        if path == manifest || !is_data(name, is_whole) {
            return None;
        }
        Some(enclosure(name, Relation::Data, bytes))
    });
    let record = held.files.get(manifest).map(|bytes| {
        let relation = Relation::Supplement;
        let description = RECORD;
        Enclosure { name: MANIFEST.into(), relation, description: description.into(), bytes }
    });
    files.chain(record).collect()
}

fn is_data(name: &str, is_whole: bool) -> bool {
    let within = match name.strip_prefix("supplements/").and_then(|rest| rest.split_once('/')) {
        Some((_, within)) if is_whole => within,
        Some(_) => return false,
        None => name,
    };
    within.starts_with("data/")
        || within == "pack.json"
        || (within.starts_with("appendices/") && ending(within) == Some("xlsx"))
}

/// Returns a file in the pack. A PDF has no folders, and a description of data names its
/// tables by their names in one: so each says where it stood.
fn enclosure<'a>(path: &str, relation: Relation, bytes: &'a [u8]) -> Enclosure<'a> {
    let name = path.trim_start_matches("data/").trim_start_matches("appendices/").replace('/', "-");
    let what = match ending(path) {
        Some("json") => VIEW,
        Some("xlsx") => WORKBOOK,
        Some("csv") => TABLE,
        _ => OTHER,
    };
    let sum = FileRecord::of("", bytes).sha256;
    let description = format!("{what}. {PUBLISHED_AS} {path}. SHA-256: {sum}");
    Enclosure { name, relation, description, bytes }
}

/// Returns the day of publication as `20180226`.
fn day(manifest: &Manifest, is_whole: bool) -> String {
    let late = manifest.supplements.last().filter(|_| is_whole).map(|late| &late.published);
    late.or(manifest.published.as_ref()).unwrap_or(&manifest.meeting).replace('-', "")
}

/// Holds the pack to what the published one is, one part of the standard further on.
fn prove(name: &str, published: &[u8], bytes: &[u8]) -> Result<(), Fault> {
    let wrong = |failures: String| Fault::Standard { file: name.into(), failures };
    let before = pdf::claimed(published).map_err(wrong)?;
    let after = pdf::claimed(bytes).map_err(wrong)?;
    let expected: Vec<String> =
        before.standards.iter().map(|claim| claim.replace("PDF/A-2", "PDF/A-3")).collect();
    if after.standards != expected {
        let (is, expected) = (after.standards.join(", "), expected.join(", "));
        return Err(wrong(format!("it claims {is}, expected {expected}")));
    }
    if after.failures.is_empty() { Ok(()) } else { Err(wrong(after.failures.join("\n"))) }
}
