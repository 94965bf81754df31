//! A bag that is there, held against its own manifests.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::list::{self, Algorithm};
use super::{DECLARATION_NAME, INFO, PAYLOAD};
use crate::archive::fixity::{self, Fixity};
use crate::archive::seal;
use crate::fault::Fault;

/// What was found in a bag.
#[derive(Debug, Default)]
pub struct Bag {
    /// The files of the payload that are there.
    pub payload: BTreeMap<String, Fixity>,
    /// How many other files its manifests prove.
    pub tags: usize,
    /// What it says of itself, in order.
    pub info: Vec<(String, String)>,
    /// What is not as a bag is to be, and files that are there and in no list, or in a
    /// list and not there.
    pub incomplete: Vec<String>,
    /// Files that are not what a list says.
    pub altered: Vec<String>,
}

impl Bag {
    /// Returns the value of the first label of this name.
    pub fn told(&self, label: &str) -> Option<&str> {
        let mut info = self.info.iter();
        info.find(|(own, _)| own.eq_ignore_ascii_case(label)).map(|(_, value)| value.as_str())
    }
}

/// Returns what a folder is as a bag, or nothing where it has no sign of one.
pub fn examine(folder: &Path) -> Result<Option<Bag>, Fault> {
    let manifests = Algorithm::ALL.map(Algorithm::manifest);
    let mut signs = std::iter::once(DECLARATION_NAME).chain(manifests.iter().map(String::as_str));
    if !signs.any(|name| folder.join(name).is_file()) {
        return Ok(None);
    }
    let text = |name: &str| {
        fs::read(folder.join(name)).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    let mut bag = Bag::default();
    if !text(DECLARATION_NAME).is_some_and(|text| is_declared(&text)) {
        bag.incomplete
            .push(format!("{DECLARATION_NAME} does not say `BagIt-Version: 1.0` and `UTF-8`"));
    }
    if folder.join("fetch.txt").exists() {
        bag.incomplete.push("fetch.txt: files are to be fetched from elsewhere".into());
    }
    bag.info = told(&text(INFO).unwrap_or_default());
    let there = sums(folder, &mut bag)?;
    let (payload, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
        there.into_iter().partition(|(path, _)| path.starts_with(PAYLOAD));
    let mut lists = Lists::default();
    for algorithm in Algorithm::ALL {
        for (name, files) in [(algorithm.manifest(), &payload), (algorithm.tag_manifest(), &others)]
        {
            match text(&name).as_deref().map(list::read) {
                Some(Ok(listed)) => lists.hold(algorithm, &listed, files),
                Some(Err(line)) => {
                    bag.incomplete.push(format!("{name}: `{line}` is no line of a manifest"));
                }
                None => bag.incomplete.push(format!("{name} is missing")),
            }
        }
    }
    bag.tags = lists.proved.keys().filter(|path| others.contains_key(*path)).count();
    bag.incomplete.extend(lists.missing.iter().map(|path| format!("{path} is missing")));
    for path in payload.keys().chain(others.keys()).filter(|path| !stands_for_itself(path)) {
        match lists.proved.get(path) {
            None => bag.incomplete.push(format!("{path} was added: no manifest has it")),
            Some(times) if *times < Algorithm::ALL.len() => {
                bag.incomplete.push(format!("{path} is not in every manifest"));
            }
            Some(_) => {}
        }
    }
    let altered =
        lists.altered.into_iter().map(|(path, how)| format!("{path}: {}", how.join("; ")));
    bag.altered.extend(altered);
    bag.payload = payload;
    if let Some(oxum) = bag.told("Payload-Oxum").map(ToString::to_string) {
        let bytes: u64 = bag.payload.values().map(|file| file.bytes).sum();
        let found = format!("{bytes}.{}", bag.payload.len());
        if oxum != found {
            bag.incomplete.push(format!("{INFO}: Payload-Oxum is {oxum}, found {found}"));
        }
    }
    bag.incomplete.sort();
    Ok(Some(bag))
}

/// A manifest of other files proves all but itself, and a seal comes later.
fn stands_for_itself(path: &str) -> bool {
    Algorithm::ALL.iter().any(|algorithm| algorithm.tag_manifest() == path)
        || seal::names(super::SEALED).iter().any(|name| name == path)
        || seal::stamps(super::SEALED).iter().any(|name| name == path)
}

/// Returns the fixity of every file of a folder.
fn sums(folder: &Path, bag: &mut Bag) -> Result<BTreeMap<String, Fixity>, Fault> {
    let names = fixity::files(folder)?;
    let (files, links): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| {
        fs::symlink_metadata(folder.join(name)).is_ok_and(|there| there.is_file())
    });
    bag.incomplete.extend(links.iter().map(|name| format!("{name} is no file")));
    let read = |name: String| {
        let fixity = Fixity::read(&folder.join(&name))?;
        Ok((name, fixity))
    };
    files.into_par_iter().map(read).collect()
}

/// What manifests say of files.
#[derive(Default)]
struct Lists {
    /// The files that lists have, and how many do.
    proved: BTreeMap<String, usize>,
    missing: BTreeSet<String>,
    /// Files that are not what lists say, with what differs.
    altered: BTreeMap<String, Vec<String>>,
}

impl Lists {
    /// Holds files against a manifest.
    fn hold(
        &mut self,
        algorithm: Algorithm,
        listed: &[(String, String)],
        files: &BTreeMap<String, Fixity>,
    ) {
        for (path, sum) in listed {
            *self.proved.entry(path.clone()).or_default() += 1;
            let Some(file) = files.get(path) else {
                self.missing.insert(path.clone());
                continue;
            };
            let found = algorithm.of(file);
            if found != sum {
                let (name, short) =
                    (algorithm.name(), |sum: &str| sum.get(..16).unwrap_or(sum).to_string());
                let said = format!("{name} is {}…, expected {}…", short(found), short(sum));
                self.altered.entry(path.clone()).or_default().push(said);
            }
        }
    }
}

fn is_declared(text: &str) -> bool {
    let told = told(text);
    let is = |label: &str, value: &str| told.iter().any(|(l, v)| l == label && v == value);
    is("BagIt-Version", "1.0") && is("Tag-File-Character-Encoding", "UTF-8")
}

/// Returns labels and their values; a line that begins with a blank goes on from the
/// one before.
fn told(text: &str) -> Vec<(String, String)> {
    let mut told: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let (Some((_, value)), true) = (told.last_mut(), line.starts_with([' ', '\t'])) {
            value.push(' ');
            value.push_str(line.trim());
        } else if let Some((label, value)) = line.split_once(':') {
            told.push((label.trim().into(), value.trim().into()));
        }
    }
    told
}
