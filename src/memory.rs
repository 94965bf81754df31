//! What is known of bytes from an earlier run, by their own digests: an officer builds
//! twenty times before publishing, and most papers of a build, most meetings of a year,
//! are those of the one before, byte for byte.
//!
//! What is known belongs to the bytes, to the question that was asked about them and to
//! the versions of the program and of the validator; change one of them and it is asked
//! again. Nothing is remembered until [`keep_in`] says where, and what cannot be
//! written or read is asked again.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::digest::sha256;

/// The validator, as `Cargo.lock` has it: a test compares the two.
const VALIDATOR: &str = "page_validation 0.12.2";

/// How many answers are kept, about a kilobyte each.
const MOST: usize = 20_000;

static FOLDER: OnceLock<PathBuf> = OnceLock::new();

/// Remembers answers in a folder from now on, those of earlier runs among them. Of two
/// calls the first counts.
pub fn keep_in(folder: PathBuf) {
    if FOLDER.set(folder).is_ok()
        && let Some(folder) = FOLDER.get()
    {
        let _ = fs::create_dir_all(folder);
        thin_out(folder, MOST);
    }
}

/// Returns whether anything is remembered.
pub fn is_kept() -> bool {
    FOLDER.get().is_some()
}

/// Returns the answer to a question about bytes: what was said of the same bytes
/// before, or what `ask` says now, which is remembered where it is an `Ok`.
pub fn on<V, E>(question: &str, bytes: &[u8], ask: impl FnOnce() -> Result<V, E>) -> Result<V, E>
where
    V: Serialize + DeserializeOwned,
{
    if let Some(answer) = known(question, bytes) {
        return Ok(answer);
    }
    let answer = ask()?;
    note(question, bytes, &answer);
    Ok(answer)
}

/// Returns what was said of the same bytes before, if anything was.
pub fn known<V: DeserializeOwned>(question: &str, bytes: &[u8]) -> Option<V> {
    recall(FOLDER.get()?, question, bytes)
}

/// Remembers the answer to a question about bytes.
pub fn note(question: &str, bytes: &[u8], answer: &impl Serialize) {
    if let Some(folder) = FOLDER.get() {
        remember(folder, question, bytes, answer);
    }
}

/// Returns the name of an answer: what depends on nothing but what was asked of what.
fn name(question: &str, bytes: &[u8]) -> String {
    let own = env!("CARGO_PKG_VERSION");
    sha256(format!("{VALIDATOR}\n{own}\n{question}\n{}", sha256(bytes)).as_bytes())
}

fn recall<V: DeserializeOwned>(folder: &Path, question: &str, bytes: &[u8]) -> Option<V> {
    serde_json::from_slice(&fs::read(folder.join(name(question, bytes))).ok()?).ok()
}

/// An answer appears whole or not at all: another run may read it meanwhile.
fn remember(folder: &Path, question: &str, bytes: &[u8], answer: &impl Serialize) {
    let Ok(json) = serde_json::to_vec(answer) else { return };
    let Ok(mut file) = tempfile::NamedTempFile::new_in(folder) else { return };
    if file.write_all(&json).is_ok() {
        let _ = file.persist(folder.join(name(question, bytes)));
    }
}

/// Forgets the older half where there are more than `most`.
fn thin_out(folder: &Path, most: usize) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let entries: Vec<_> = entries.flatten().collect();
    if entries.len() <= most {
        return;
    }
    let written = |entry: &fs::DirEntry| entry.metadata().and_then(|data| data.modified()).ok();
    let mut entries: Vec<_> = entries.iter().map(|entry| (written(entry), entry.path())).collect();
    entries.sort();
    for (_, path) in &entries[..entries.len() - most / 2] {
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_of_one_question_and_of_the_same_bytes() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        remember(folder, "PDF/A-2a", b"paper", &1_u8);
        assert_eq!(recall(folder, "PDF/A-2a", b"paper"), Some(1_u8));
        assert_eq!(recall::<u8>(folder, "PDF/A-2a", b"papers"), None);
        assert_eq!(recall::<u8>(folder, "PDF/UA-1", b"paper"), None);
    }

    #[test]
    fn what_cannot_be_read_or_written_is_as_if_never_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        fs::write(folder.join(name("q", b"paper")), "{").expect("written");
        assert_eq!(recall::<u8>(folder, "q", b"paper"), None);
        let missing = folder.join("missing");
        remember(&missing, "q", b"paper", &1_u8);
        assert_eq!(recall::<u8>(&missing, "q", b"paper"), None);
        assert_eq!(on("q", b"paper", || Err::<u8, _>("slow")), Err("slow"));
    }

    #[test]
    fn the_older_half_is_forgotten_where_there_are_too_many() {
        let folder = tempfile::tempdir().expect("a folder");
        for file in 0..9_u8 {
            remember(folder.path(), "q", &[file], &file);
        }
        thin_out(folder.path(), 9);
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 9);
        thin_out(folder.path(), 8);
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 4);
    }

    #[test]
    fn the_validator_is_the_one_that_is_built_in() {
        let lock = include_str!("../Cargo.lock").replace("\r\n", "\n");
        let (name, version) = VALIDATOR.split_once(' ').expect("a name and a version");
        assert!(lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"\n")));
    }
}
