//! A bag: a folder of files with manifests that prove them (RFC 8493, `BagIt` 1.0).

mod examine;
mod list;

use std::collections::BTreeMap;

pub use self::examine::{Bag, examine};
pub use self::list::Algorithm;
use super::fixity::Fixity;

/// What every bag says of itself.
pub const WORDS: [&str; 2] = [DECLARATION, OXUM];

/// The label of the length and number of the payload's files.
pub const OXUM: &str = "Payload-Oxum";

/// The declaration of every bag.
const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// The name of the declaration.
const DECLARATION_NAME: &str = "bagit.txt";

/// The name of what is told of a bag.
pub const INFO: &str = "bag-info.txt";

/// The folder of the payload, with the slash that its paths begin with.
pub const PAYLOAD: &str = "data/";

/// The manifest that a seal is put on: it has the sums of all other tag files, and
/// those have the sums of the payload.
pub const SEALED: &str = "tagmanifest-sha512.txt";

/// Returns the tag files of a bag with this payload, by their paths: the declaration,
/// what is told of it, the manifests, and other tag files as they are given.
pub fn tags(
    payload: &BTreeMap<String, Fixity>,
    info: &[(String, String)],
    others: Vec<(String, Vec<u8>)>,
) -> Vec<(String, Vec<u8>)> {
    let oxum: u64 = payload.values().map(|file| file.bytes).sum();
    let oxum = (OXUM.to_string(), format!("{oxum}.{}", payload.len()));
    let mut files = vec![
        (DECLARATION_NAME.to_string(), DECLARATION.into()),
        (INFO.to_string(), labelled(info.iter().chain([&oxum]))),
    ];
    files.extend(others);
    for algorithm in Algorithm::ALL {
        let sums = payload.iter().map(|(path, file)| (path.as_str(), algorithm.of(file)));
        files.push((algorithm.manifest(), list::lines(sums)));
    }
    let sums: Vec<(String, Fixity)> =
        files.iter().map(|(path, bytes)| (path.clone(), Fixity::of(bytes))).collect();
    for algorithm in Algorithm::ALL {
        let sums = sums.iter().map(|(path, file)| (path.as_str(), algorithm.of(file)));
        files.push((algorithm.tag_manifest(), list::lines(sums)));
    }
    files
}

/// Returns `Label: value` for each; a value is one line, whatever it was.
fn labelled<'a>(info: impl Iterator<Item = &'a (String, String)>) -> Vec<u8> {
    let flat = |value: &str| value.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = |(label, value): &(String, String)| format!("{label}: {}\n", flat(value));
    info.map(line).collect::<Vec<_>>().concat().into()
}
