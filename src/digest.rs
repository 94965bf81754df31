//! What tells a file from every other.

use std::fs::File;
use std::io::{Error, ErrorKind, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// Returns the SHA-256 (FIPS 180-4) of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Returns the SHA-256 of a file, of which no more than a piece is held at a time.
pub fn sha256_of(file: &Path) -> std::io::Result<String> {
    let (mut file, mut digest) = (File::open(file)?, Sha256::new());
    let mut piece = vec![0; 1 << 18];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hexadecimal(&digest.finalize())),
            read => digest.update(&piece[..read]),
        }
    }
}

/// A file that is read where it is needed, and held no longer: a run may have more of
/// them than memory holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    path: PathBuf,
    sha256: String,
    length: usize,
}

impl Original {
    /// Returns the file that has these bytes.
    pub fn new(path: &Path, bytes: &[u8]) -> Self {
        Self { path: path.to_path_buf(), sha256: sha256(bytes), length: bytes.len() }
    }

    /// Returns where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns its SHA-256, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Returns its length in bytes.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Reads it.
    ///
    /// # Errors
    ///
    /// Fails where it cannot be read, or is another than it was.
    pub fn read(&self) -> std::io::Result<Vec<u8>> {
        let bytes = std::fs::read(&self.path)?;
        if bytes.len() == self.length && sha256(&bytes) == self.sha256 {
            return Ok(bytes);
        }
        Err(Error::new(ErrorKind::InvalidData, "it was changed while it was in use"))
    }
}

/// Returns bytes in hexadecimal, in small letters.
fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        for half in [byte >> 4, byte & 15] {
            hex.extend(char::from_digit(half.into(), 16));
        }
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_that_of_the_standard() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), abc);
        assert_eq!(hexadecimal(&[0, 15, 255]), "000fff");
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), b"abc").expect("written");
        assert_eq!(sha256_of(file.path()).expect("read"), abc);
    }

    #[test]
    fn a_file_that_has_changed_is_not_read() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), b"abc").expect("written");
        let original = Original::new(file.path(), b"abc");
        assert_eq!(original.read().expect("as it was"), b"abc");
        std::fs::write(file.path(), b"abd").expect("written");
        assert_eq!(original.read().expect_err("changed").kind(), ErrorKind::InvalidData);
    }
}
