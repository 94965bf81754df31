//! The proof of a bag: by its own manifests, and of what was published in it.

use std::collections::BTreeMap;
use std::path::Path;

use super::discreet::Discretion;
use super::rebuild::Sources;
use super::{Certificate, Kept, Record, Step, Subject, Verify};
use super::{payload, rebuild, record, sealed, standards};
use crate::archive::bag::{Bag, INFO, SEALED};
use crate::archive::difference;
use crate::fault::Fault;
use crate::pipeline::archive::{self, PAYLOAD, told};
use crate::pipeline::holdings::Holdings;
use crate::pipeline::kept::{FOLDER, flaws};
use crate::pipeline::recorded::MANIFEST;
use crate::pipeline::stage::Progress;
use crate::pipeline::workspace::SETTINGS;
use crate::read;
use crate::spelling::counted;

/// Proves a bag.
pub(super) fn certificate(
    folder: &Path,
    bag: &Bag,
    request: &Verify,
    progress: &dyn Progress,
) -> Result<Certificate, Fault> {
    let mut certificate = Certificate::new(Subject::Bag);
    if folder.join(SEALED).is_file() {
        certificate.known_by(folder, SEALED)?;
    }
    let outputs = bag.payload.keys().find_map(|path| {
        let (meeting, name) = path.strip_prefix("data/outputs/")?.split_once('/')?;
        (name == MANIFEST).then(|| folder.join(PAYLOAD).join("outputs").join(meeting))
    });
    let found = outputs.as_deref().map_or(Ok(Record::Missing), record)?;
    let discretion = match &found {
        Record::Whole(held) => Discretion::of(held),
        Record::Unreadable(_) | Record::Missing => Discretion::total(),
    };
    let files = bag.payload.len();
    certificate.found("complete", discretion.of_bag(&bag.incomplete), || {
        format!("{files} files and {} tag files; none missing, none added", bag.tags)
    });
    certificate.found("fixity", discretion.of_bag(&bag.altered), || {
        "every file has the SHA-256 and the SHA-512 of its manifests".into()
    });
    match (&outputs, &found) {
        (Some(outputs), Record::Whole(held)) => {
            certificate.is_of(&held.manifest);
            let meeting = outputs.file_name().unwrap_or_default().to_string_lossy();
            let others = payload::flaws(&bag.payload, &meeting, held);
            let others = discretion.of_bag(&others);
            let own = own_words(bag, folder, held);
            certificate.record(held, &[kept(bag, outputs, held)?, others, own].concat());
            certificate.members(held);
            let archival = archival(folder, bag)?;
            certificate.step(standards::step(held, &archival));
            certificate.step(packs(&archival, held));
            let sources = Sources::Enclosed { data: folder.join(PAYLOAD), outputs };
            certificate.steps(rebuild::steps(held, &sources, progress)?);
        }
        (_, Record::Unreadable(why)) => {
            certificate.found("record", vec![why.clone()], String::new);
        }
        _ => {
            let why = format!("the bag has no {MANIFEST} of a meeting");
            certificate.found("record", vec![why], String::new);
        }
    }
    certificate.step(sealed::step(folder, &[SEALED], request));
    certificate.retention = bag
        .info
        .iter()
        .filter_map(|(label, term)| {
            let class = label.strip_prefix(told::RETENTION)?;
            let class = class.replace('-', " ").to_lowercase();
            Some(Kept { class, term: term.clone() })
        })
        .collect();
    Ok(certificate)
}

/// Returns what a bag says of itself and the record, or the settings in the bag, do not.
fn own_words(bag: &Bag, folder: &Path, held: &Holdings) -> Vec<String> {
    let mut expected = vec![("Source-Organization".to_string(), held.manifest.council.clone())];
    let (council, ..) = read::read_council(&folder.join(PAYLOAD).join("inputs").join(SETTINGS));
    if let (Some(council), Ok(day)) = (council, held.manifest.meeting.parse()) {
        let paths = bag.payload.keys().map(String::as_str);
        let terms = told::terms(&council.retention, day, held, paths);
        expected.extend(terms.into_iter().map(|(class, term)| (told::labelled(class), term)));
    }
    let flaw = |(label, value): (String, String)| {
        let found = bag.told(&label).unwrap_or("nothing");
        // A value is one line there, whatever it was.
        let is_same = found.split_whitespace().eq(value.split_whitespace());
        (!is_same).then(|| format!("{INFO}: {label} is `{found}`, expected `{value}`"))
    };
    expected.into_iter().filter_map(flaw).collect()
}

/// Returns what is wrong with the settings and templates that were kept, in words: the
/// private bag has them.
fn kept(bag: &Bag, outputs: &Path, held: &Holdings) -> Result<Vec<String>, Fault> {
    let is_private = |(label, name): &(String, String)| {
        label == "External-Identifier" && name.ends_with("/private")
    };
    let is_kept = bag.info.iter().any(is_private) || outputs.join(FOLDER).is_dir();
    if is_kept { flaws(outputs, held) } else { Ok(Vec::new()) }
}

/// Returns the packs for the archive, by their paths in a bag.
fn archival(folder: &Path, bag: &Bag) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
    let paths = bag.payload.keys().filter(|path| path.starts_with(archive::ARCHIVAL));
    let read = |path: &String| {
        let file = folder.join(path);
        let bytes = std::fs::read(&file).map_err(Fault::file("read", &file))?;
        Ok((path.clone(), bytes))
    };
    paths.map(read).collect()
}

/// Holds the packs for the archive to what was published: each is to be the published
/// file with the data that the record has.
fn packs(found: &BTreeMap<String, Vec<u8>>, held: &Holdings) -> Step {
    let expected: BTreeMap<String, Result<Vec<u8>, Fault>> = archive::made(held)
        .into_iter()
        .map(|(name, made)| (archive::archival_path(&name), made))
        .collect();
    let flaw = |(path, made): (&String, &Result<Vec<u8>, Fault>)| match (found.get(path), made) {
        (Some(found), Ok(made)) => {
            difference::between(path, found, made).map(|how| format!("{path}: {how}"))
        }
        (Some(_), Err(fault)) => Some(format!("{path}: {fault}")),
        (None, _) => Some(format!("{path} is missing")),
    };
    let mut flaws: Vec<String> = expected.iter().filter_map(flaw).collect();
    let others = found.keys().filter(|path| !expected.contains_key(*path));
    flaws.extend(others.map(|path| format!("{path} is no pack of the record")));
    Step::of("archival pack", flaws, || {
        let packs = counted(expected.len(), "pack");
        format!("{packs}: the published file byte for byte, and its data files after it")
    })
}
