//! The records of what was built, as they stand in a folder of outputs.

use std::io::ErrorKind;
use std::path::Path;

use crate::digest::sha256;
use crate::fault::Fault;
use crate::write::manifest::Manifest;

/// The record for anyone, below the meeting's outputs.
pub(super) const MANIFEST: &str = "manifest.json";

/// The record of what members got besides.
pub(super) const MEMBERS_MANIFEST: &str = "private/manifest.json";

/// A record as it was found.
pub(super) enum Recorded {
    /// There is none.
    Missing,
    /// There is something that is no record, and why.
    Unreadable(String),
    /// The record, and its file.
    Read(Box<Manifest>, Vec<u8>),
}

impl Recorded {
    /// Returns a record of a folder of outputs.
    pub(super) fn of(outputs: &Path, name: &str) -> Self {
        let json = match std::fs::read(outputs.join(name)) {
            Ok(json) => json,
            Err(error) if error.kind() == ErrorKind::NotFound => return Self::Missing,
            Err(error) => return Self::unreadable(name, &error),
        };
        match Manifest::from_json(&json) {
            Ok(manifest) => Self::Read(Box::new(manifest), json),
            Err(error) => Self::unreadable(name, &error),
        }
    }

    fn unreadable(name: &str, error: &impl ToString) -> Self {
        Self::Unreadable(format!("`{name}` cannot be read: {}", error.to_string()))
    }

    /// Returns the record where there is one that can be read.
    pub(super) fn known(self) -> Option<Manifest> {
        match self {
            Self::Read(manifest, _) => Some(*manifest),
            Self::Missing | Self::Unreadable(_) => None,
        }
    }

    /// Returns the record of outputs that have to have one.
    ///
    /// # Errors
    ///
    /// Fails where there is none, or it cannot be read.
    pub(super) fn expected(self, outputs: &Path) -> Result<Manifest, Fault> {
        let none = || {
            Fault::Other(format!(
                "`{}` has no {MANIFEST}\nhint: name the folder of a meeting's outputs, as `agendapack build` wrote it",
                outputs.display()
            ))
        };
        self.whole()?.ok_or_else(none)
    }

    /// Returns the record where there is one.
    ///
    /// # Errors
    ///
    /// Fails where it cannot be read.
    pub(super) fn whole(self) -> Result<Option<Manifest>, Fault> {
        match self {
            Self::Unreadable(why) => Err(Fault::Other(format!(
                "{why}\nhint: put back the record that was written with what is published"
            ))),
            found => Ok(found.known()),
        }
    }
}

/// Returns a file of the outputs, which has to be the one that was published.
///
/// # Errors
///
/// Fails where it cannot be read, or is not what its record says.
pub(super) fn published_file(
    outputs: &Path,
    manifest: &Manifest,
    path: &str,
) -> Result<Vec<u8>, Fault> {
    let file = outputs.join(path);
    let bytes = match std::fs::read(&file) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(Fault::Other(format!(
                "`{path}` was published and is not there\nhint: put back what was published"
            )));
        }
        read => read.map_err(Fault::file("read", &file))?,
    };
    match manifest.file(path) {
        Some(record) if record.sha256 == sha256(&bytes) => Ok(bytes),
        _ => Err(Fault::Other(format!(
            "`{path}` is not the file that was published: its SHA-256 is not that of {MANIFEST}\nhint: put back what was published"
        ))),
    }
}
