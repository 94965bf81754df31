//! The proof of a bag, or of a meeting's outputs: that everything is there and as it
//! was, that it is what it claims, and that the inputs give it again.

mod certificate;
mod rebuild;
mod replay;
mod standards;

use std::path::{Path, PathBuf};

pub use self::certificate::{Certificate, Finding, Kept, Step, Subject};
use self::rebuild::Sources;
use super::archive::{self, PAYLOAD, told};
use super::holdings::{Holdings, MANIFEST};
use super::stage::Progress;
use super::supplement::MEMBERS_MANIFEST;
use super::{Workspace, kept};
use crate::archive::bag::{self, Bag};
use crate::archive::{difference, seal};
use crate::diag::Diagnostics;
use crate::fault::Fault;
use crate::read;

/// What is asked of a proof.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verify {
    /// The public key, in PEM, that the seal is to be by.
    pub public_key: Option<String>,
}

/// Proves a bag, or the outputs of a meeting.
///
/// # Errors
///
/// Fails where a folder is neither, or cannot be read.
pub fn verify(
    folder: &Path,
    request: &Verify,
    progress: &dyn Progress,
) -> Result<Certificate, Fault> {
    let folder = std::path::absolute(folder).map_err(Fault::file("find", folder))?;
    let bags = ["public", "private"].map(|name| folder.join(name));
    if bags.iter().any(|bag| bag.join("bagit.txt").is_file()) {
        return Err(Fault::Other(format!(
            "`{}` is a folder of bags, expected one of them: its `public` or `private`",
            folder.display()
        )));
    }
    if let Some(bag) = bag::examine(&folder)? {
        return of_bag(&folder, &bag, request, progress);
    }
    match record(&folder)? {
        Record::Whole(held) => of_outputs(&folder, &held, request, progress),
        Record::Unreadable(why) => Ok(without_record(Subject::Outputs, why)),
        Record::Missing if folder.join("public").is_dir() => {
            Ok(without_record(Subject::Outputs, format!("{MANIFEST} is missing")))
        }
        Record::Missing => Err(Fault::Other(format!(
            "`{}` is neither a bag nor the outputs of a meeting",
            folder.display()
        ))),
    }
}

/// The record of outputs, as it was found.
enum Record {
    Whole(Box<Holdings>),
    Unreadable(String),
    Missing,
}

fn record(folder: &Path) -> Result<Record, Fault> {
    match Holdings::read(folder) {
        Ok(Some(held)) => Ok(Record::Whole(Box::new(held))),
        Ok(None) => Ok(Record::Missing),
        Err(Fault::Other(why)) => Ok(Record::Unreadable(why)),
        Err(fault) => Err(fault),
    }
}

/// The certificate of what nothing can be held against.
fn without_record(subject: Subject, why: String) -> Certificate {
    let mut certificate = Certificate::new(subject);
    certificate.found("complete", vec![why], String::new);
    certificate
}

fn of_bag(
    folder: &Path,
    bag: &Bag,
    request: &Verify,
    progress: &dyn Progress,
) -> Result<Certificate, Fault> {
    let mut certificate = Certificate::new(Subject::Bag);
    let files = bag.payload.len();
    certificate.found("complete", bag.incomplete.clone(), || {
        format!("{files} files and {} tag files; none missing, none added", bag.tags)
    });
    certificate.found("fixity", bag.altered.clone(), || {
        "every file has the SHA-256 and the SHA-512 of its manifests".into()
    });
    let outputs = bag.payload.keys().find_map(|path| {
        let (meeting, name) = path.strip_prefix("data/outputs/")?.split_once('/')?;
        (name == MANIFEST).then(|| folder.join(PAYLOAD).join("outputs").join(meeting))
    });
    let found = outputs.as_deref().map_or(Ok(Record::Missing), record)?;
    match (&outputs, &found) {
        (Some(outputs), Record::Whole(held)) => {
            certificate.is_of(&held.manifest);
            certificate.record(held);
            certificate.members(held);
            certificate.step(standards::step(held));
            certificate.step(packs(folder, bag, held));
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
    certificate.step(sealed(folder, &[bag::SEALED], request)?);
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

fn of_outputs(
    folder: &Path,
    held: &Holdings,
    request: &Verify,
    progress: &dyn Progress,
) -> Result<Certificate, Fault> {
    let mut certificate = Certificate::new(Subject::Outputs);
    certificate.is_of(&held.manifest);
    let count = held.records().count();
    certificate.found("complete", held.incomplete.clone(), || {
        format!("{count} files; none missing, none added")
    });
    certificate.found("fixity", held.altered.clone(), || {
        "every file has the length and the SHA-256 of its record".into()
    });
    certificate.members(held);
    certificate.step(standards::step(held));
    let workspace = beside(folder);
    let mut said = Diagnostics::default();
    let then = match &workspace {
        Some(workspace) => kept::latest(workspace, &held.manifest, &mut said)?,
        None => None,
    };
    let sources = match (&workspace, &then) {
        (None, _) => Sources::None("there is no folder of inputs beside the outputs".into()),
        (_, None) => {
            let why = said.iter().map(|found| found.message.clone()).next();
            Sources::None(why.unwrap_or_default())
        }
        (_, Some(then)) => Sources::Beside(then),
    };
    certificate.steps(rebuild::steps(held, &sources, progress)?);
    let records: Vec<&str> = [MANIFEST, MEMBERS_MANIFEST]
        .into_iter()
        .filter(|name| held.files.contains_key(*name))
        .collect();
    certificate.step(sealed(folder, &records, request)?);
    if let Some(then) = &then {
        certificate.retention = terms(then, held);
    }
    Ok(certificate)
}

/// Returns the workspace whose outputs a folder is: `inputs/MEETING` beside
/// `outputs/MEETING`.
fn beside(folder: &Path) -> Option<Workspace> {
    let root = folder.parent()?.parent()?;
    let workspace = Workspace::of(&root.join("inputs").join(folder.file_name()?)).ok()?;
    Some(Workspace { output: folder.to_path_buf(), ..workspace })
}

/// Returns the terms of retention of what was published, by today's reading of the
/// settings of then.
fn terms(workspace: &Workspace, held: &Holdings) -> Vec<Kept> {
    let (council, _, _) = read::read_council(&workspace.council);
    let (Some(council), Ok(day)) = (council, held.manifest.meeting.parse()) else {
        return Vec::new();
    };
    let paths: Vec<String> =
        held.files.keys().map(|name| format!("{PAYLOAD}outputs/meeting/{name}")).collect();
    let terms = told::terms(&council.retention, day, paths.iter().map(String::as_str));
    terms.into_iter().map(|(class, term)| Kept { class: class.to_string(), term }).collect()
}

/// Holds the packs for the archive to what was published: each is to be the published
/// file with the data that the record has.
fn packs(folder: &Path, bag: &Bag, held: &Holdings) -> Step {
    let mut flaws = Vec::new();
    let mut known = Vec::new();
    for (name, expected) in archive::made(held) {
        let path = archive::archival_path(&name);
        match (std::fs::read(folder.join(&path)), expected) {
            (Ok(found), Ok(expected)) => flaws.extend(
                difference::between(&path, &found, &expected).map(|how| format!("{path}: {how}")),
            ),
            (Ok(_), Err(fault)) => flaws.push(format!("{path}: {fault}")),
            (Err(_), _) => flaws.push(format!("{path} is missing")),
        }
        known.push(path);
    }
    let others = bag.payload.keys().filter(|path| path.starts_with(archive::ARCHIVAL));
    let others = others.filter(|path| !known.contains(path));
    flaws.extend(others.map(|path| format!("{path} is no pack of the record")));
    Step::of("archival pack", flaws, || {
        let packs = counted(known.len(), "pack");
        format!("{packs}: the published file byte for byte, and its data files after it")
    })
}

/// Proves the seals of manifests.
fn sealed(folder: &Path, names: &[&str], request: &Verify) -> Result<Step, Fault> {
    const WHAT: &str = "seal";
    let (mut flaws, mut keys, mut unsealed) = (Vec::new(), Vec::new(), Vec::new());
    for name in names {
        let [signature, key] = seal::names(name).map(|name| folder.join(name));
        let Ok(bytes) = std::fs::read(&signature) else {
            unsealed.push(*name);
            continue;
        };
        let path = folder.join(name);
        let file = std::fs::read(&path).map_err(Fault::file("read", &path))?;
        let key = match &request.public_key {
            Some(key) => key.clone(),
            None => std::fs::read_to_string(&key).unwrap_or_default(),
        };
        match seal::verify(&file, &bytes, &key) {
            Ok(key) => keys.push(key),
            Err(why) => flaws.push(format!("{name}: {why}")),
        }
    }
    let given = request.public_key.is_some();
    if given {
        flaws.extend(unsealed.iter().map(|name| format!("{name} bears no seal")));
    }
    if keys.is_empty() && flaws.is_empty() {
        return Ok(Step::left(WHAT, "there is none".into()));
    }
    keys.dedup();
    Ok(Step::of(WHAT, flaws, || {
        let whose = if given {
            "which was given"
        } else {
            "which lies beside it; whose it is was not examined"
        };
        format!("{} by the key {}, {whose}", names.join(" and "), keys.join(" and "))
    }))
}

/// Returns `1 pack`, `2 packs`.
fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// Returns the folder of a meeting's inputs in a folder of inputs.
fn meeting_of(inputs: &Path, outputs: &Path) -> PathBuf {
    inputs.join(outputs.file_name().unwrap_or_default())
}
