//! A single file that appears whole or not at all.

use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::fault::Fault;

/// What may happen to a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays as it is, and the new one is not written.
    Kept,
    /// The new one takes its place.
    Replaced,
}

/// Writes a file beside its place and moves it there.
///
/// # Errors
///
/// Fails where a file is there that is to be kept.
pub fn put(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Fault> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".writing-")
        .tempfile_in(folder)
        .map_err(|error| Fault::file("write into", folder)(plain(&error)))?;
    file.write_all(bytes).map_err(|error| Fault::file("write", path)(plain(&error)))?;
    readable_by_all(file.as_file()).map_err(Fault::file("open up", path))?;
    let moved = match existing {
        Existing::Kept => file.persist_noclobber(path),
        Existing::Replaced => file.persist(path),
    };
    match moved {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Err(taken(path)),
        Err(error) => Err(Fault::file("write", path)(error.error)),
    }
}

/// Returns an error without the name of the temporary file, which nobody knows.
fn plain(error: &std::io::Error) -> std::io::Error {
    error.raw_os_error().map_or_else(|| error.kind().into(), std::io::Error::from_raw_os_error)
}

/// Returns nothing if a new file can have this name.
///
/// # Errors
///
/// Fails where a file is there already.
pub fn is_free(path: &Path) -> Result<(), Fault> {
    if path.exists() { Err(taken(path)) } else { Ok(()) }
}

fn taken(path: &Path) -> Fault {
    Fault::Other(format!(
        "`{}` is there already; give another name with `--output`, or replace it with `--force`",
        path.display()
    ))
}

/// Writes a file as [`put`] does, with the folders that lead to it.
pub fn put_below(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Fault> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(Fault::file("make", folder))?;
    }
    put(path, bytes, existing)
}

/// A temporary file is its owner's only; a workbook is for whoever may see its folder.
#[cfg(unix)]
fn readable_by_all(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_file: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_on_request() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("kpi.xlsx");
        put(&path, b"one", Existing::Kept).expect("written");
        assert!(put(&path, b"two", Existing::Kept).is_err());
        assert_eq!(std::fs::read(&path).expect("kept"), b"one");
        put(&path, b"three", Existing::Replaced).expect("replaced");
        assert_eq!(std::fs::read(&path).expect("there"), b"three");
        assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 1);
    }

    #[test]
    fn a_file_that_cannot_be_written_is_named_and_the_temporary_one_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let nowhere = folder.path().join("none/kpi.xlsx");
        let said = put(&nowhere, b"one", Existing::Kept).expect_err("no folder").to_string();
        assert!(said.contains("none") && !said.contains(".writing"), "{said}");
    }
}
