//! What can be said about a PDF that was made elsewhere, without trusting it.
//!
//! Plain bytes in, plain facts out: this module knows nothing of meetings,
//! appendices or packs, and names no other module of the crate. Files are opened
//! by `hayro-syntax`, which mends what it can, and their pages are walked by
//! `hayro-interpret` without a pixel being drawn or a picture decoded. One walk of
//! a page gives its margins, its text and the text on it that nobody sees.
//!
//! A foreign file may be damaged or hostile. So the work is done behind a wall:
//! on a thread of its own with a deep stack, within a time, after what is packed
//! in the file has been measured; a panic of a reader is a refusal in plain words.

mod active;
mod annotations;
mod bands;
mod clip;
mod contents;
mod document;
mod earlier;
mod facts;
mod fills;
mod fonts;
mod glyphs;
mod hidden;
mod kids;
mod limits;
mod location;
mod metadata;
mod packed;
mod page;
mod rect;
mod refused;
mod strings;
mod syntax;
mod table;
mod text;
mod tree;
mod unpack;
mod verdict;
mod walk;
mod wall;
mod words;

use std::sync::Arc;

use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf, PdfData};

pub use self::active::{Active, Deed};
pub use self::contents::{Form, Layer, Signature};
pub use self::facts::{Claims, Encryption, Survey};
pub use self::hidden::{Hidden, Kind};
use self::kids::Kids;
pub use self::limits::Limits;
pub use self::page::{Edge, Page};
pub use self::rect::Rect;
pub use self::refused::Refused;
use self::table::Table;
pub use self::verdict::{Archive, Failure, Standard, Verdict, verdict};
use self::wall::Watch;
pub use self::wall::caught;
pub use self::words::{Word, words};

/// Returns what can be said about a PDF, or why it cannot be read within the limits.
pub fn survey(bytes: &[u8], limits: &Limits) -> Result<Survey, Refused> {
    survey_shared(Arc::new(bytes.to_vec()), limits)
}

/// Returns the same of a file that others hold, too: it may be large.
pub fn survey_shared(bytes: Arc<Vec<u8>>, limits: &Limits) -> Result<Survey, Refused> {
    limits.admit(&bytes)?;
    let limits = *limits;
    wall::behind(limits.time, move |watch| look(&bytes, &limits, watch))
}

/// Reads a file, on the far side of the wall.
fn look(bytes: &Arc<Vec<u8>>, limits: &Limits, watch: &Watch) -> Result<Survey, Refused> {
    let kids = packed::admit(bytes, limits, watch)?;
    let pdf = open(Arc::clone(bytes))?;
    let pages = pdf.pages();
    packed::admit_sealed(&pdf, bytes, limits, watch)?;
    watch.extend(pages.len());
    complete(&pdf, &kids)?;
    if pages.is_empty() {
        return Err(Refused::Damaged("it has no pages".into()));
    }
    if pages.len() > limits.pages {
        return Err(Refused::TooLarge(format!(
            "it has {} pages, and {} is the most that is read",
            pages.len(),
            limits.pages
        )));
    }
    let mut pages = page::pages(pages, watch)?;
    let table = Table::of(bytes);
    earlier::add(&mut pages, bytes, &table.earlier, watch)?;
    let mut survey = document::survey(&pdf, bytes, pages);
    survey.repaired = table.wrong;
    survey.revisions = table.earlier.len() + 1;
    if survey.layers.iter().any(|layer| !layer.shown) && survey.encryption == Encryption::None {
        earlier::layers(&mut survey.pages, &pdf, bytes, watch)?;
    }
    Ok(survey)
}

/// Returns nothing if no page is lost: a reader leaves a tree of pages at the first
/// branch that it cannot follow, and says nothing.
fn complete(pdf: &Pdf, kids: &Kids) -> Result<(), Refused> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).unwrap_or_default();
    let found = pdf.pages().len();
    let stated = catalog.get::<Dict<'_>>("Pages").and_then(|root| root.get::<usize>("Count"));
    let named = catalog.get_ref("Pages").map_or(0, |root| kids.named(root.obj_number));
    match stated {
        // Of an encrypted file the nodes are not known; some files count wrongly.
        Some(stated) if found < stated && (named == 0 || found < named) => Err(Refused::Damaged(
            format!("{} of its {stated} pages cannot be found", stated - found),
        )),
        _ => Ok(()),
    }
}

fn open(bytes: impl Into<PdfData>) -> Result<Pdf, Refused> {
    Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refused::UserPassword,
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => {
            Refused::Damaged("it is encrypted in a way that no standard describes".into())
        }
        LoadPdfError::Decryption(_) => Refused::Damaged("its encryption is damaged".into()),
        LoadPdfError::Invalid => Refused::Damaged("it has no table of objects and no pages".into()),
    })
}

#[cfg(test)]
mod tests;
