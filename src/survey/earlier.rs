//! What earlier states of a file said, and what its layers say that are switched off.
//!
//! A program that saves a file by adding to it leaves everything that was there: the
//! name that was deleted yesterday is in the bytes that are published today. And a
//! layer that is switched off is one click from being on.

use std::collections::BTreeSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::Dict;

use super::hidden::{Hidden, Kind};
use super::page::{self, Page};
use super::rect::Rect;
use super::refused::Refused;
use super::table;
use super::wall::Watch;

/// The most earlier states that are read, from the latest.
const STATES: usize = 4;

/// Adds to pages what they said in earlier states of the file, which end at these
/// places of its bytes.
pub(super) fn add(
    pages: &mut [Page],
    bytes: &[u8],
    states: &[usize],
    watch: &Watch,
) -> Result<(), Refused> {
    for end in states.iter().take(STATES) {
        let Some(state) = bytes.get(..*end) else { continue };
        compare(pages, state.to_vec(), Kind::EarlierRevision, watch)?;
    }
    Ok(())
}

/// Adds to pages what is on layers that are switched off, by reading the file as if it
/// had none.
pub(super) fn layers(
    pages: &mut [Page],
    pdf: &Pdf,
    bytes: &[u8],
    watch: &Watch,
) -> Result<(), Refused> {
    match without_layers(pdf, bytes) {
        Some(flat) => compare(pages, flat, Kind::OffLayer, watch),
        None => Ok(()),
    }
}

/// Adds to pages what another state of the file says on them and they do not.
fn compare(pages: &mut [Page], other: Vec<u8>, kind: Kind, watch: &Watch) -> Result<(), Refused> {
    // A state that cannot be read tells nobody anything.
    let Ok(pdf) = Pdf::new(other) else { return Ok(()) };
    if pdf.pages().len() > pages.len() * 2 + 10 {
        return Ok(());
    }
    let others = page::pages(pdf.pages(), watch)?;
    // A page may have moved: what is said anywhere is no secret.
    let said: BTreeSet<String> = pages.iter().flat_map(words).collect();
    for (index, other) in others.iter().enumerate() {
        let gone: Vec<String> =
            words(other).into_iter().filter(|word| !said.contains(word)).collect();
        let Some(page) = pages.get_mut(index.min(pages.len().saturating_sub(1))) else { continue };
        if gone.is_empty() {
            continue;
        }
        let area = other.ink.unwrap_or(Rect { x0: 0.0, y0: 0.0, x1: page.width, y1: page.height });
        page.hidden.push(Hidden { kind, area, snug: false, words: gone.join(" ") });
    }
    Ok(())
}

/// Returns the words of a page, the hidden ones among them.
fn words(page: &Page) -> Vec<String> {
    let hidden = page.hidden.iter().map(|hidden| hidden.words.as_str());
    let texts = std::iter::once(page.text.as_str()).chain(hidden);
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| word.chars().count() >= 2).map(str::to_string).collect()
}

/// Returns a file with a state added in which it has no layers; nothing for a file that
/// is encrypted or has a table that is not understood.
fn without_layers(pdf: &Pdf, bytes: &[u8]) -> Option<Vec<u8>> {
    let root = pdf.xref().root_id();
    let catalog = pdf.xref().get::<Dict<'_>>(root)?;
    let pages = catalog.get_ref("Pages")?;
    let before = table::start(bytes)?;
    let mut flat = bytes.to_vec();
    flat.push(b'\n');
    let place = flat.len();
    let (number, generation) = (root.obj_number, root.gen_number);
    let catalog = format!(
        "{number} {generation} obj\n<</Type/Catalog/Pages {} {} R>>\nendobj\n",
        pages.obj_number, pages.gen_number
    );
    flat.extend_from_slice(catalog.as_bytes());
    let start = flat.len();
    let table = format!(
        "xref\n{number} 1\n{place:010} {generation:05} n \ntrailer\n\
         <</Size 1/Root {number} {generation} R/Prev {before}>>\nstartxref\n{start}\n%%EOF\n"
    );
    flat.extend_from_slice(table.as_bytes());
    Some(flat)
}
