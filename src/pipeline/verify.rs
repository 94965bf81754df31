//! The proof of a bag, or of a meeting's outputs: that everything is there and as it
//! was, that it is what it claims, and that the inputs give it again.

mod certificate;
mod comparison;
mod discreet;
mod of_bag;
mod of_outputs;
mod payload;
mod rebuild;
mod replay;
mod sealed;
mod standards;
mod tables;

use std::path::{Path, PathBuf};

pub use self::certificate::{Certificate, Finding, Kept, Step, Subject};
use super::holdings::Holdings;
use super::recorded::MANIFEST;
use super::stage::Progress;
use crate::archive::{bag, seal};
use crate::fault::Fault;

/// What is asked of a proof.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verify {
    /// The public key, in PEM, that the seal is to be by.
    pub public_key: Option<String>,
}

/// Proves a bag, or the outputs of a meeting.
///
/// # Errors
///
/// Fails where a folder is neither, or cannot be read.
pub fn verify(
    folder: &Path,
    request: &Verify,
    progress: &dyn Progress,
) -> Result<Certificate, Fault> {
    let folder = std::path::absolute(folder).map_err(Fault::file("find", folder))?;
    if let Some(Err(why)) = request.public_key.as_deref().map(seal::is_public) {
        let hint = "give the public key of the council: `openssl pkey -in council.key -pubout`";
        return Err(Fault::Other(format!("{why}\nhint: {hint}")));
    }
    let bags = ["public", "private"].map(|name| folder.join(name));
    if bags.iter().any(|bag| bag.join("bagit.txt").is_file()) {
        return Err(Fault::Other(format!(
            "`{}` is a folder of bags, expected one of them: its `public` or `private`",
            folder.display()
        )));
    }
    if let Some(bag) = bag::examine(&folder)? {
        return of_bag::certificate(&folder, &bag, request, progress);
    }
    match record(&folder)? {
        Record::Whole(held) => of_outputs::certificate(&folder, &held, request, progress),
        Record::Unreadable(why) => Ok(without_record(Subject::Outputs, why)),
        Record::Missing if folder.join("public").is_dir() => {
            Ok(without_record(Subject::Outputs, format!("{MANIFEST} is missing")))
        }
        Record::Missing => Err(Fault::Other(format!(
            "`{}` is neither a bag nor the outputs of a meeting\nhint: {HINT}",
            folder.display()
        ))),
    }
}

/// What can be named where neither a bag nor outputs are.
pub(super) const HINT: &str = "name the folder of a bag, or of a meeting's outputs";

/// The record of outputs, as it was found.
enum Record {
    Whole(Box<Holdings>),
    Unreadable(String),
    Missing,
}

fn record(folder: &Path) -> Result<Record, Fault> {
    match Holdings::read(folder) {
        Ok(Some(held)) => Ok(Record::Whole(Box::new(held))),
        Ok(None) => Ok(Record::Missing),
        Err(Fault::Other(why)) => Ok(Record::Unreadable(why)),
        Err(fault) => Err(fault),
    }
}

/// The certificate of what nothing can be held against.
fn without_record(subject: Subject, why: String) -> Certificate {
    let mut certificate = Certificate::new(subject);
    certificate.found("complete", vec![why], String::new);
    certificate
}

/// Returns the folder of a meeting's inputs in a folder of inputs.
fn meeting_of(inputs: &Path, outputs: &Path) -> PathBuf {
    inputs.join(outputs.file_name().unwrap_or_default())
}
