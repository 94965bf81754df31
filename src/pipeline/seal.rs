//! The seal on a bag or on a meeting's outputs: a signature beside the manifest, by a
//! key that the council keeps.

use std::path::{Path, PathBuf};

use super::holdings::{Holdings, in_words};
use super::kept;
use super::recorded::{MANIFEST, MEMBERS_MANIFEST, Recorded};
use super::verify::HINT;
use crate::archive::{bag, seal};
use crate::fault::Fault;
use crate::write::file::{self, Existing};

/// What came of sealing.
#[derive(Debug)]
pub enum Sealed {
    /// The signatures that were written, and the fingerprint of the key.
    Whole {
        /// Their files.
        signatures: Vec<PathBuf>,
        /// The SHA-256 of the public key (DER), in hexadecimal.
        key: String,
    },
    /// What is not as it was: nobody should put their name to it.
    Flawed(Vec<String>),
}

/// Seals a bag or the outputs of a meeting with a private key in PEM, unless anything in
/// them is not as it was.
pub fn sign(folder: &Path, key: &str) -> Result<Sealed, Fault> {
    let (names, flaws) = match bag::examine(folder)? {
        Some(bag) => (vec![bag::SEALED], [bag.incomplete, bag.altered].concat()),
        // A record that cannot be read is said with what to do about it.
        None => {
            match Recorded::of(folder, MANIFEST).whole().and_then(|_| Holdings::read(folder))? {
                Some(held) => {
                    let members = held.members.as_ref().map(|_| MEMBERS_MANIFEST);
                    let names = std::iter::once(MANIFEST).chain(members).collect();
                    let kept = kept::flaws(folder, &held)?;
                    let members = held.without_members().into_iter().collect();
                    let [incomplete, altered] =
                        [&held.incomplete, &held.altered].map(|flaws| in_words(flaws));
                    (names, [incomplete, altered, kept, members].concat())
                }
                None => {
                    return Err(Fault::Other(format!(
                        "`{}` is neither a bag nor the outputs of a meeting: it has no {MANIFEST}\nhint: {HINT}",
                        folder.display()
                    )));
                }
            }
        }
    };
    if !flaws.is_empty() {
        return Ok(Sealed::Flawed(flaws));
    }
    let mut signatures = Vec::new();
    let mut fingerprint = String::new();
    for name in names {
        let path = folder.join(name);
        let manifest = std::fs::read(&path).map_err(Fault::file("read", &path))?;
        let sealed = seal::sign(&manifest, key).map_err(Fault::Other)?;
        fingerprint =
            seal::verify(&manifest, &sealed.signature, &sealed.public_key).map_err(Fault::Other)?;
        let [signature, public_key] = seal::names(name).map(|name| folder.join(name));
        file::put(&public_key, sealed.public_key.as_bytes(), Existing::Replaced)?;
        file::put(&signature, &sealed.signature, Existing::Replaced)?;
        signatures.push(signature);
    }
    Ok(Sealed::Whole { signatures, key: fingerprint })
}
