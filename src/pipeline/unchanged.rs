//! Whether a meeting was built already, from the very inputs that are there now.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::recorded::{MANIFEST, MEMBERS_MANIFEST, Recorded};
use super::workspace::{Basis, Workspace};
use crate::archive::seal;
use crate::digest::{sha256, sha256_of};
use crate::memory;

/// What is remembered of a build.
#[derive(Debug, Deserialize, Serialize)]
struct Standing {
    /// The digest of everything in the outputs.
    outputs: String,
}

/// A meeting whose outputs stand as they were built from the inputs that are there now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unchanged {
    /// How many pages its pack has.
    pub pages: usize,
}

/// Returns whether nothing has changed since a meeting was built: neither its inputs,
/// settings and templates, whether the build reads them or not, nor any of its outputs.
pub fn unchanged(workspace: &Workspace) -> Option<Unchanged> {
    let inputs = inputs(workspace)?;
    let standing: Standing = memory::known(BUILT, inputs.as_bytes())?;
    (standing.outputs == outputs(workspace)?).then_some(())?;
    Some(Unchanged { pages: Recorded::of(&workspace.output, MANIFEST).known()?.pages })
}

/// Remembers that a meeting was built from inputs whose digest was taken before.
pub(super) fn built(workspace: &Workspace, inputs: Option<String>) {
    if let (Some(inputs), Some(outputs)) = (inputs, outputs(workspace)) {
        memory::note(BUILT, inputs.as_bytes(), &Standing { outputs });
    }
}

const BUILT: &str = "a meeting that was built";

/// Returns the digest of everything that a build may read, and of how much it makes.
pub(super) fn inputs(workspace: &Workspace) -> Option<String> {
    memory::is_kept().then_some(())?;
    let Workspace { meeting, council, templates, output, extent, basis, .. } = workspace;
    let mut read: Vec<&Path> = vec![meeting, council];
    read.extend(templates.as_deref());
    let is_past = *basis == Basis::AsPublished;
    Some(format!("{extent:?} {is_past} {} {}", output.display(), digest(&read)?))
}

/// Returns the digest of what was built. Seals and print editions are made of it later.
fn outputs(workspace: &Workspace) -> Option<String> {
    let folder = &workspace.output;
    let seals = [MANIFEST, MEMBERS_MANIFEST].map(seal::names);
    let later = seals.as_flattened().iter().map(String::as_str).chain(["print"]);
    let later: Vec<PathBuf> = later.map(|name| folder.join(name)).collect();
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.retain(|file| !later.iter().any(|later| file.starts_with(later)));
    digest_of(files)
}

/// Returns the digest of files and of everything in folders; nothing where one of them
/// cannot be read.
fn digest(paths: &[&Path]) -> Option<String> {
    let mut files = Vec::new();
    for path in paths {
        collect(&path.canonicalize().ok()?, &mut files)?;
    }
    digest_of(files)
}

fn digest_of(mut files: Vec<PathBuf>) -> Option<String> {
    files.sort();
    let line = |file: &PathBuf| Some(format!("{} {}\n", sha256_of(file).ok()?, file.display()));
    let list = files.par_iter().map(line).collect::<Option<String>>()?;
    Some(sha256(list.as_bytes()))
}

/// Gathers the files of a folder; nothing can be said where something in it is neither a file
/// nor a folder, or is a link to a folder, which may lead anywhere.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Option<()> {
    let found = std::fs::symlink_metadata(path).ok()?;
    if found.is_dir() {
        for entry in std::fs::read_dir(path).ok()? {
            collect(&entry.ok()?.path(), files)?;
        }
        return Some(());
    }
    std::fs::metadata(path).ok()?.is_file().then(|| files.push(path.to_path_buf()))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_folder_says_nothing_and_is_not_followed() {
        let place = tempfile::tempdir().expect("a folder");
        let (meeting, other) = (place.path().join("meeting"), place.path().join("other"));
        for folder in [&meeting, &other] {
            std::fs::create_dir(folder).expect("made");
            std::fs::write(folder.join("a.txt"), "one").expect("written");
        }
        std::os::unix::fs::symlink(other.join("a.txt"), meeting.join("b.txt")).expect("linked");
        assert!(digest(&[&meeting]).is_some());
        std::os::unix::fs::symlink("..", meeting.join("round")).expect("linked");
        assert_eq!(digest(&[&meeting]), None);
        std::fs::remove_file(meeting.join("round")).expect("removed");
        std::os::unix::fs::symlink("/dev/zero", meeting.join("zero")).expect("linked");
        assert_eq!(digest(&[&meeting]), None);
    }
}
