//! The records of what was built, as they stand in a folder of outputs.

use std::io::ErrorKind;
use std::path::Path;

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

    /// Returns the record where there is one.
    ///
    /// # Errors
    ///
    /// Fails where it cannot be read.
    pub(super) fn whole(self) -> Result<Option<Manifest>, Fault> {
        match self {
            Self::Unreadable(why) => Err(Fault::Other(why)),
            found => Ok(found.known()),
        }
    }
}
