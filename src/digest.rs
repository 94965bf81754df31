//! What tells a file from every other.

use std::fs::File;
use std::io::Read;
use std::path::Path;

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
}
