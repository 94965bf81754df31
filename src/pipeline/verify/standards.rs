//! Whether each PDF is what it claims to be.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Step;
use crate::pipeline::holdings::Holdings;
use crate::pipeline::items::AT_ONCE;
use crate::spelling::counted;
use crate::write::media::ending;
use crate::write::pdf::{self, Claimed};

/// The pack, of which the record says what it conforms to.
const PACK: &str = "public/agenda-pack.pdf";

/// Holds every published PDF, and the `others` of a bag, to the standards that it
/// claims.
pub(super) fn step(held: &Holdings, others: &BTreeMap<String, Vec<u8>>) -> Step {
    let files = held.files.iter().chain(others);
    let pdfs: Vec<(&String, &Vec<u8>)> =
        files.filter(|(name, _)| ending(name) == Some("pdf")).collect();
    let mut claimed: Vec<(&String, Result<Claimed, String>)> = Vec::with_capacity(pdfs.len());
    for few in pdfs.chunks(AT_ONCE) {
        claimed.par_extend(few.par_iter().map(|(name, bytes)| (*name, pdf::claimed(bytes))));
    }
    let mut flaws = Vec::new();
    let mut standards: Vec<String> = Vec::new();
    for (name, claimed) in &claimed {
        match claimed {
            Ok(claimed) => {
                if *name == PACK && claimed.standards != held.manifest.conforms {
                    let (is, expected) =
                        (claimed.standards.join(", "), held.manifest.conforms.join(", "));
                    flaws.push(format!("{name} claims {is}, expected {expected}"));
                }
                flaws.extend(claimed.failures.iter().map(|failure| format!("{name}: {failure}")));
                standards.extend(claimed.standards.iter().cloned());
            }
            Err(error) => flaws.push(format!("{name} cannot be opened: {error}")),
        }
    }
    standards.sort();
    standards.dedup();
    Step::of("standards", flaws, || {
        let all = counted(claimed.len(), "PDF");
        format!("{all}, each what it claims to be: {}", standards.join(", "))
    })
}
