//! What validators said of files, remembered by the files' own digests: an officer
//! builds twenty times before publishing, and most papers of a build are those of the
//! one before, byte for byte.
//!
//! A verdict belongs to a file's bytes, to the question that was asked and to the
//! validator's version; change one of them and the validator is asked again. Nothing
//! is remembered until [`keep_in`] says where, and what cannot be written or read is
//! asked again.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::digest::sha256;

/// The validator, as `Cargo.lock` has it: a test compares the two.
const VALIDATOR: &str = "page_validation 0.12.2";

/// How many verdicts are kept, about a kilobyte each.
const MOST: usize = 10_000;

static FOLDER: OnceLock<PathBuf> = OnceLock::new();

/// Remembers verdicts in a folder from now on, those of earlier runs among them. Of
/// two calls the first counts.
pub fn keep_in(folder: PathBuf) {
    if FOLDER.set(folder).is_ok()
        && let Some(folder) = FOLDER.get()
    {
        let _ = fs::create_dir_all(folder);
        thin_out(folder, MOST);
    }
}

/// Returns the verdict on a file: what was said of the same bytes before, or what
/// `ask` says now, which is remembered where it is an `Ok`.
pub fn on<V, E>(question: &str, file: &[u8], ask: impl FnOnce() -> Result<V, E>) -> Result<V, E>
where
    V: Serialize + DeserializeOwned,
{
    match FOLDER.get() {
        Some(folder) => within(folder, question, file, ask),
        None => ask(),
    }
}

fn within<V, E>(
    folder: &Path,
    question: &str,
    file: &[u8],
    ask: impl FnOnce() -> Result<V, E>,
) -> Result<V, E>
where
    V: Serialize + DeserializeOwned,
{
    let path = folder.join(name(question, file));
    if let Some(verdict) = recall(&path) {
        return Ok(verdict);
    }
    let verdict = ask()?;
    remember(folder, &path, &verdict);
    Ok(verdict)
}

/// Returns the name of a verdict: what depends on nothing but what was asked of what.
fn name(question: &str, file: &[u8]) -> String {
    let own = env!("CARGO_PKG_VERSION");
    sha256(format!("{VALIDATOR}\n{own}\n{question}\n{}", sha256(file)).as_bytes())
}

fn recall<V: DeserializeOwned>(path: &Path) -> Option<V> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

/// A verdict appears whole or not at all: another run may read it meanwhile.
fn remember(folder: &Path, path: &Path, verdict: &impl Serialize) {
    let Ok(json) = serde_json::to_vec(verdict) else { return };
    let Ok(mut file) = tempfile::NamedTempFile::new_in(folder) else { return };
    if file.write_all(&json).is_ok() {
        let _ = file.persist(path);
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

    fn ask(folder: &Path, question: &str, file: &[u8], answer: Result<u8, ()>) -> Result<u8, ()> {
        within(folder, question, file, || answer)
    }

    #[test]
    fn the_same_question_on_the_same_bytes_is_asked_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        assert_eq!(ask(folder, "PDF/A-2a", b"paper", Ok(1)), Ok(1));
        assert_eq!(ask(folder, "PDF/A-2a", b"paper", Ok(2)), Ok(1), "remembered");
        assert_eq!(ask(folder, "PDF/A-2a", b"papers", Ok(3)), Ok(3), "another file");
        assert_eq!(ask(folder, "PDF/UA-1", b"paper", Ok(4)), Ok(4), "another question");
    }

    #[test]
    fn what_failed_or_cannot_be_read_is_asked_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        assert_eq!(ask(folder, "q", b"paper", Err(())), Err(()));
        assert_eq!(ask(folder, "q", b"paper", Ok(1)), Ok(1));
        fs::write(folder.join(name("q", b"paper")), "{").expect("written");
        assert_eq!(ask(folder, "q", b"paper", Ok(2)), Ok(2));
        assert_eq!(ask(&folder.join("missing"), "q", b"paper", Ok(3)), Ok(3));
    }

    #[test]
    fn the_older_half_is_forgotten_where_there_are_too_many() {
        let folder = tempfile::tempdir().expect("a folder");
        for file in 0..9_u8 {
            assert_eq!(ask(folder.path(), "q", &[file], Ok(file)), Ok(file));
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
