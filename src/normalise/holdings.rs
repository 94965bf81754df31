//! What a PDF has besides what is seen on its pages, so that before and after can
//! be compared.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name};

use crate::survey::{Survey, caught};

/// The most entries of a tree that are looked at.
const MOST: usize = 100_000;

/// How deep a tree is followed.
const DEEP: usize = 32;

/// What a PDF has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// Letters and figures that can be seen, and for which it says what they are.
    pub letters: usize,
    /// Letters for which it does not say what they are.
    pub unmapped: usize,
    /// Pages with text that nobody sees, from 1.
    pub hidden: Vec<usize>,
    /// Whether it has tags: what is a heading, a table, a picture and its words.
    pub tagged: bool,
    /// Links.
    pub links: usize,
    /// Bookmarks.
    pub bookmarks: usize,
    /// Form fields, without signatures.
    pub fields: usize,
    /// Fields that are signed.
    pub signatures: usize,
    /// Files within it.
    pub files: usize,
    /// Notes, highlights and stamps, as things that can be opened.
    pub notes: usize,
    /// Layers.
    pub layers: usize,
}

impl Holdings {
    /// Returns what a file has that was surveyed.
    pub fn of(bytes: &[u8], survey: &Survey) -> Self {
        let mut found = caught(|| Self::outside(bytes)).unwrap_or_default();
        let seen = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).count();
        found.letters = survey.pages.iter().map(|page| seen(&page.text)).sum();
        found.unmapped = survey.pages.iter().map(|page| page.unmapped).sum();
        found.tagged = survey.tagged;
        let hidden = survey.pages.iter().enumerate().filter(|(_, page)| !page.hidden.is_empty());
        found.hidden = hidden.map(|(at, _)| at + 1).collect();
        found
    }

    /// Returns what a file has outside the content of its pages.
    fn outside(bytes: &[u8]) -> Self {
        let mut found = Self::default();
        let Ok(pdf) = Pdf::new(bytes.to_vec()) else { return found };
        let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).unwrap_or_default();
        if let Some(form) = catalog.get::<Dict<'_>>("AcroForm") {
            found.form(&form, 0);
        }
        if let Some(outline) = catalog.get::<Dict<'_>>("Outlines") {
            found.bookmarks = bookmarks(&outline, 0);
        }
        let names = catalog.get::<Dict<'_>>("Names");
        let files = names.and_then(|names| names.get::<Dict<'_>>("EmbeddedFiles"));
        found.files = files.map_or(0, |files| named(&files, 0));
        let layers = catalog.get::<Dict<'_>>("OCProperties");
        let layers = layers.and_then(|layers| layers.get::<Array<'_>>("OCGs"));
        found.layers = layers.map_or(0, |layers| layers.raw_iter().take(MOST).count());
        for page in pdf.pages().iter() {
            let notes = page.raw().get::<Array<'_>>("Annots");
            for note in notes.iter().flat_map(Array::iter::<Dict<'_>>).take(MOST) {
                found.annotation(&note);
            }
        }
        found
    }

    fn annotation(&mut self, annotation: &Dict<'_>) {
        match annotation.get::<Name<'_>>("Subtype").as_ref().map(Name::as_str) {
            Some("Link") => self.links += 1,
            Some("FileAttachment") => self.files += 1,
            None | Some("Widget" | "Popup") => {}
            Some(_) => self.notes += 1,
        }
    }

    /// Counts the fields of a form, or below one.
    fn form(&mut self, parent: &Dict<'_>, depth: usize) {
        let kids = parent.get::<Array<'_>>(if depth == 0 { "Fields" } else { "Kids" });
        for field in kids.iter().flat_map(Array::iter::<Dict<'_>>).take(MOST) {
            let is_named = field.contains_key("T");
            let is_branch = field.contains_key("Kids") && !field.contains_key("FT");
            let kind = field.get::<Name<'_>>("FT");
            match kind.as_ref().map(Name::as_str) {
                Some("Sig") if field.contains_key("V") => self.signatures += 1,
                _ if is_named && !is_branch => self.fields += 1,
                _ => {}
            }
            if depth < DEEP && self.fields < MOST {
                self.form(&field, depth + 1);
            }
        }
    }
}

/// Returns how many bookmarks are below one.
fn bookmarks(parent: &Dict<'_>, depth: usize) -> usize {
    let mut count = 0;
    let mut next = parent.get::<Dict<'_>>("First");
    while let Some(bookmark) = next {
        count += 1;
        if depth < DEEP {
            count += bookmarks(&bookmark, depth + 1);
        }
        if count >= MOST {
            break;
        }
        next = bookmark.get::<Dict<'_>>("Next");
    }
    count
}

/// Returns how many things a tree of names has.
fn named(node: &Dict<'_>, depth: usize) -> usize {
    let own =
        node.get::<Array<'_>>("Names").map_or(0, |names| names.raw_iter().take(MOST).count() / 2);
    let kids = node.get::<Array<'_>>("Kids").filter(|_| depth < DEEP);
    let kids = kids.iter().flat_map(Array::iter::<Dict<'_>>).take(1000);
    own + kids.map(|kid| named(&kid, depth + 1)).sum::<usize>()
}
