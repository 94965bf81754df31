//! A folder that appears whole or not at all.
//!
//! Files are written into a folder beside the final one; [`Staged::publish`]
//! moves it into place in two renames. A failed or killed build leaves the last
//! good pack as it was.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

use crate::fault::Fault;

/// A folder in the making.
#[derive(Debug)]
pub struct Staged {
    folder: TempDir,
    target: PathBuf,
}

impl Staged {
    /// Begins a folder that will become `target`; its parent is made if need be.
    pub fn new(target: &Path) -> Result<Self, Fault> {
        let parent = target.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(parent).map_err(Fault::file("make", parent))?;
        let folder = tempfile::Builder::new()
            .prefix(".building-")
            .tempdir_in(parent)
            .map_err(Fault::file("make a folder in", parent))?;
        Ok(Self { folder, target: target.to_path_buf() })
    }

    /// Writes a file, with the folders that lead to it. One that comes out as it stands
    /// there already stays the file that it is, with its date.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let path = self.folder.path().join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(Fault::file("make", parent))?;
        }
        let there = self.target.join(name);
        if has(&there, bytes) && fs::hard_link(&there, &path).is_ok() {
            return Ok(());
        }
        fs::write(&path, bytes).map_err(Fault::file("write", &path))
    }

    /// Writes files, each by its name.
    pub fn write_all<'a>(
        &self,
        files: impl Iterator<Item = &'a (String, Vec<u8>)>,
    ) -> Result<(), Fault> {
        let files: Vec<_> = files.collect();
        files.into_par_iter().try_for_each(|(name, bytes)| self.write(name, bytes))
    }

    /// Takes over every file of the folder that stands there, those aside that
    /// will be written anew.
    pub fn keep(&self, anew: &[&str]) -> Result<(), Fault> {
        let anew: Vec<PathBuf> = anew.iter().map(|name| self.target.join(name)).collect();
        keep(&self.target, self.folder.path(), &anew)
    }

    /// Moves the folder into place; what stood there before is removed last.
    pub fn publish(self) -> Result<PathBuf, Fault> {
        let Self { folder, target } = self;
        readable_by_all(folder.path())?;
        let parent = target.parent().unwrap_or(Path::new(".")).to_path_buf();
        let old = tempfile::Builder::new()
            .prefix(".replaced-")
            .tempdir_in(&parent)
            .map_err(Fault::file("make a folder in", &parent))?;
        let kept = old.path().join("pack");
        let replaces = target.exists();
        if replaces {
            fs::rename(&target, &kept).map_err(Fault::file("move", &target))?;
        }
        let new = folder.keep();
        if let Err(error) = fs::rename(&new, &target) {
            if replaces {
                fs::rename(&kept, &target).map_err(Fault::file("restore", &target))?;
            }
            fs::remove_dir_all(&new).map_err(Fault::file("remove", &new))?;
            return Err(Fault::file("move into place", &target)(error));
        }
        Ok(target)
    }
}

/// Returns whether a file is there, no link to another, and has these contents.
fn has(path: &Path, bytes: &[u8]) -> bool {
    let found = fs::symlink_metadata(path);
    let may_be = found.is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64);
    may_be && fs::read(path).is_ok_and(|found| found == bytes)
}

/// A file that is linked is the published one itself, with its date; where the
/// disk has no links, it is copied.
fn keep(from: &Path, to: &Path, anew: &[PathBuf]) -> Result<(), Fault> {
    for entry in fs::read_dir(from).map_err(Fault::file("read", from))? {
        let path = entry.map_err(Fault::file("read", from))?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            fs::create_dir_all(&target).map_err(Fault::file("make", &target))?;
            keep(&path, &target, anew)?;
        } else if !anew.contains(&path) && fs::hard_link(&path, &target).is_err() {
            fs::copy(&path, &target).map_err(Fault::file("copy", &path))?;
        }
    }
    Ok(())
}

/// A temporary folder is its owner's only; a published one is for everybody.
#[cfg(unix)]
fn readable_by_all(folder: &Path) -> Result<(), Fault> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
        .map_err(Fault::file("open up", folder))
}

#[cfg(not(unix))]
fn readable_by_all(_folder: &Path) -> Result<(), Fault> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dropped_leaves_the_last_good_folder() {
        let place = tempfile::tempdir().expect("a folder");
        let target = place.path().join("pack");
        let first = Staged::new(&target).expect("staged");
        first.write("public/a.txt", b"one").expect("written");
        first.publish().expect("published");
        let second = Staged::new(&target).expect("staged");
        second.write("public/a.txt", b"two").expect("written");
        drop(second);
        assert_eq!(fs::read(target.join("public/a.txt")).expect("kept"), b"one");
        let left: Vec<_> = fs::read_dir(place.path()).expect("listed").collect();
        assert_eq!(left.len(), 1, "nothing half-written is left behind");
    }

    #[test]
    fn what_is_kept_is_as_it_was_and_the_rest_is_anew() {
        let place = tempfile::tempdir().expect("a folder");
        let target = place.path().join("pack");
        let first = Staged::new(&target).expect("staged");
        for name in ["public/a.pdf", "manifest.json"] {
            first.write(name, b"one").expect("written");
        }
        first.publish().expect("published");
        let second = Staged::new(&target).expect("staged");
        second.keep(&["manifest.json"]).expect("kept");
        second.write("manifest.json", b"two").expect("written");
        second.write("public/b.pdf", b"two").expect("written");
        second.publish().expect("published");
        let read = |name: &str| fs::read(target.join(name)).expect("there");
        assert_eq!(
            [read("public/a.pdf"), read("public/b.pdf"), read("manifest.json")],
            [b"one", b"two", b"two"]
        );
    }

    #[test]
    fn what_comes_out_the_same_stays_the_file_that_it_is() {
        let place = tempfile::tempdir().expect("a folder");
        let target = place.path().join("pack");
        let publish = |texts: [&str; 2]| {
            let staged = Staged::new(&target).expect("staged");
            for (name, text) in ["a.txt", "b.txt"].iter().zip(texts) {
                staged.write(name, text.as_bytes()).expect("written");
            }
            staged.publish().expect("published");
        };
        let dated = |name: &str| {
            let found = fs::metadata(target.join(name)).expect("there");
            found.modified().expect("a date")
        };
        publish(["one", "one"]);
        let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_520_000_000);
        for name in ["a.txt", "b.txt"] {
            let file = fs::File::options().write(true).open(target.join(name)).expect("opened");
            file.set_modified(long_ago).expect("dated");
        }
        publish(["one", "two"]);
        assert_eq!(dated("a.txt"), long_ago);
        assert!(dated("b.txt") > long_ago);
        assert_eq!(fs::read(target.join("b.txt")).expect("there"), b"two");
    }

    #[test]
    fn publishing_replaces_the_whole_folder() {
        let place = tempfile::tempdir().expect("a folder");
        let target = place.path().join("pack");
        for name in ["a.txt", "b.txt"] {
            let staged = Staged::new(&target).expect("staged");
            staged.write(name, b"text").expect("written");
            staged.publish().expect("published");
        }
        assert!(!target.join("a.txt").exists() && target.join("b.txt").exists());
    }
}
