//! What a PDF says that it is, and whether that holds: for files that were finished
//! some time ago.

use lopdf::{Document, Object};
use page_validation::ValidationProfile;

use super::graft::content;
use super::standards::ask;

/// What a PDF says that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The standards: `PDF/A-2a`, `PDF/UA-1`.
    pub standards: Vec<String>,
    /// Every rule of them that it breaks.
    pub failures: Vec<String>,
}

/// Returns what a PDF says that it is, and every rule that it breaks of that.
///
/// # Errors
///
/// Fails where it cannot be opened, and says why.
pub fn claimed(pdf: &[u8]) -> Result<Claimed, String> {
    let document = Document::load_mem(pdf).map_err(|error| error.to_string())?;
    let metadata = metadata(&document).unwrap_or_default();
    let says = |name: &str| {
        let (start, end) = content(&metadata, name)?;
        Some(String::from_utf8_lossy(&metadata[start..end]).into_owned())
    };
    let archive = says("pdfaid:part").map(|part| {
        let level = says("pdfaid:conformance").unwrap_or_default();
        format!("{part}{}", level.to_lowercase())
    });
    let accessible = says("pdfuaid:part").map(|part| format!("ua{part}"));
    let mut claimed = Claimed { standards: Vec::new(), failures: Vec::new() };
    for word in archive.into_iter().chain(accessible) {
        let known = ValidationProfile::all().iter().find(|profile| profile.as_str() == word);
        match known {
            Some(profile) => {
                claimed.standards.push(profile.to_string());
                claimed.failures.extend(ask(pdf, *profile));
            }
            None => claimed.failures.push(format!("`{word}` is no standard that can be proved")),
        }
    }
    Ok(claimed)
}

/// Returns the metadata of a document.
fn metadata(document: &Document) -> Option<Vec<u8>> {
    let catalog = document.catalog().ok()?;
    let stream = catalog.get(b"Metadata").and_then(Object::as_reference).ok()?;
    let stream = document.get_object(stream).and_then(Object::as_stream).ok()?;
    Some(stream.decompressed_content().unwrap_or_else(|_| stream.content.clone()))
}
