//! Whether the seals of manifests hold.

use std::fs;
use std::path::Path;

use super::{Step, Verify};
use crate::archive::seal;

const WHAT: &str = "seal";

/// What was found of the seals.
#[derive(Default)]
struct Seals<'a> {
    /// The manifests whose seal holds.
    sealed: Vec<&'a str>,
    /// Those that bear none.
    bare: Vec<&'a str>,
    /// The keys of the seals that hold.
    keys: Vec<String>,
    flaws: Vec<String>,
}

/// Proves the seals of manifests, by the key that is asked for or by the one beside
/// each.
pub(super) fn step(folder: &Path, names: &[&str], request: &Verify) -> Step {
    let mut seals = Seals::default();
    for name in names {
        seals.prove(folder, name, request.public_key.as_deref());
    }
    let Seals { sealed, bare, mut keys, mut flaws } = seals;
    let is_given = request.public_key.is_some();
    if is_given {
        flaws.extend(bare.iter().map(|name| format!("{name} bears no seal")));
    }
    if sealed.is_empty() && flaws.is_empty() {
        return Step::left(WHAT, "there is none");
    }
    keys.dedup();
    let whose = if is_given {
        "which was given"
    } else {
        "which lies beside it; whose it is was not examined"
    };
    let bare: Vec<String> = bare.iter().map(|name| format!("; {name} bears none")).collect();
    Step::of(WHAT, flaws, || {
        let (sealed, keys) = (sealed.join(" and "), keys.join(" and "));
        format!("{sealed} by the key {keys}, {whose}{}", bare.concat())
    })
}

impl<'a> Seals<'a> {
    fn prove(&mut self, folder: &Path, name: &'a str, given: Option<&str>) {
        let [signature, key] = seal::names(name).map(|name| folder.join(name));
        let Ok(signature) = fs::read(&signature) else {
            self.bare.push(name);
            return;
        };
        let Ok(file) = fs::read(folder.join(name)) else {
            self.flaws.push(format!("{name} is missing, and has a seal"));
            return;
        };
        let beside = || fs::read_to_string(&key).ok();
        let Some(key) = given.map(ToString::to_string).or_else(beside) else {
            let [_, key] = seal::names(name);
            self.flaws.push(format!("{key}, the key of its seal, is missing, and none was given"));
            return;
        };
        match seal::verify(&file, &signature, &key) {
            Ok(key) => {
                self.sealed.push(name);
                self.keys.push(key);
            }
            Err(why) => self.flaws.push(format!("{name}: {why}")),
        }
    }
}
