//! The length and the sums of a file, by which it is known again.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256, Sha512};

use crate::fault::Fault;

/// The length of a file and its sums (FIPS 180-4), in hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixity {
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// Its SHA-512.
    pub sha512: String,
}

impl Fixity {
    /// Returns the fixity of a file's contents.
    pub fn of(bytes: &[u8]) -> Self {
        let sha256 = hexadecimal(&Sha256::digest(bytes));
        Self { bytes: bytes.len() as u64, sha256, sha512: hexadecimal(&Sha512::digest(bytes)) }
    }

    /// Returns the fixity of a file.
    pub fn read(path: &Path) -> Result<Self, Fault> {
        Ok(Self::of(&fs::read(path).map_err(Fault::file("read", path))?))
    }
}

/// Returns bytes in hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Returns whether a path, with forward slashes, leads nowhere but into the folder that
/// it is below.
pub fn is_below(path: &str) -> bool {
    !path.is_empty()
        && !path.starts_with(['/', '\\', '~'])
        && !path.contains(':')
        && path.split('/').all(|step| !matches!(step, "" | "." | ".."))
}

/// Returns every file below a folder, by its path with forward slashes, in order;
/// what is neither a file nor a folder, such as a link, has its path as well.
pub fn files(folder: &Path) -> Result<Vec<String>, Fault> {
    let mut names = Vec::new();
    collect(folder, "", &mut names)?;
    names.sort();
    Ok(names)
}

fn collect(folder: &Path, below: &str, names: &mut Vec<String>) -> Result<(), Fault> {
    for entry in fs::read_dir(folder).map_err(Fault::file("read", folder))? {
        let entry = entry.map_err(Fault::file("read", folder))?;
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        // A link is not followed: what it leads to is not in the folder.
        let kind = entry.file_type().map_err(Fault::file("read", &entry.path()))?;
        if kind.is_dir() {
            collect(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}
