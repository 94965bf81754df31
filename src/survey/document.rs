//! What a file says about itself outside its pages.

use hayro_syntax::object::{Array, Dict};
use hayro_syntax::{Pdf, PdfVersion};

use super::active::{self, Active, Deed};
use super::contents;
use super::facts::{Encryption, Survey};
use super::fonts;
use super::location;
use super::metadata::Metadata;
use super::packed;
use super::page::Page;
use super::strings;

/// Returns what can be said about an open file whose pages have been walked.
pub(super) fn survey(pdf: &Pdf, bytes: &[u8], pages: Vec<Page>) -> Survey {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).unwrap_or_default();
    let info = pdf.metadata();
    let said = |entry: &Option<Vec<u8>>| entry.as_deref().and_then(strings::said);
    let metadata = Metadata::of(&catalog);
    let fields = contents::fields(&catalog);
    let files = contents::files(&catalog, pdf.pages());
    let mut active = active::deeds(&catalog, pdf.pages(), &fields);
    for file in files.iter().filter(|file| active::is_program(file)) {
        active.push(Active { kind: Deed::Program, page: None, target: Some(file.clone()) });
    }
    Survey {
        version: version(pdf.version()).into(),
        producer: said(&info.producer).or(metadata.producer),
        creator: said(&info.creator).or(metadata.creator),
        title: said(&info.title).or(metadata.title),
        author: said(&info.author).or(metadata.author),
        made: info.creation_date.as_ref().map(strings::date),
        changed: info.modification_date.as_ref().map(strings::date),
        language: strings::entry(&catalog, "Lang"),
        tagged: is_tagged(&catalog, &pages),
        claims: metadata.claims,
        encryption: encryption(bytes),
        repaired: false,
        revisions: 1,
        form: contents::form(&catalog, &fields),
        signatures: contents::signatures(&fields),
        files,
        layers: contents::layers(&catalog),
        active,
        absent_fonts: fonts::absent(pdf.pages()),
        places: location::places(bytes),
        pages,
    }
}

/// Returns whether a file has a tree of tags, says that it is to be used, and
/// has content in it. An exporter that writes an empty tree tags nothing.
fn is_tagged(catalog: &Dict<'_>, pages: &[Page]) -> bool {
    let marked = catalog.get::<Dict<'_>>("MarkInfo").and_then(|info| info.get::<bool>("Marked"));
    let kids = catalog.get::<Dict<'_>>("StructTreeRoot").is_some_and(|root| {
        root.get::<Dict<'_>>("K").is_some()
            || root.get::<Array<'_>>("K").is_some_and(|kids| kids.raw_iter().next().is_some())
    });
    let written = pages.iter().any(|page| !page.text.is_empty());
    marked == Some(true) && kids && (!written || pages.iter().any(|page| page.tagged))
}

/// Returns how an open file is encrypted: one that opens without a password has at
/// most an owner's.
fn encryption(bytes: &[u8]) -> Encryption {
    // The entry stands in the trailer or in the dictionary of a cross-reference
    // stream, and neither is ever packed.
    if packed::is_sealed(bytes) { Encryption::OwnerOnly } else { Encryption::None }
}

fn version(version: PdfVersion) -> &'static str {
    match version {
        PdfVersion::Pdf10 => "1.0",
        PdfVersion::Pdf11 => "1.1",
        PdfVersion::Pdf12 => "1.2",
        PdfVersion::Pdf13 => "1.3",
        PdfVersion::Pdf14 => "1.4",
        PdfVersion::Pdf15 => "1.5",
        PdfVersion::Pdf16 => "1.6",
        PdfVersion::Pdf17 => "1.7",
        PdfVersion::Pdf20 => "2.0",
    }
}
