//! A view to a PDF: one Typst document, held to PDF/A-2a and PDF/UA-1 by
//! Typst and checked again by an independent validator.

mod binding;
mod booklet;
mod claimed;
mod compact;
mod duplex;
mod edge;
mod enclose;
mod extract;
pub mod facsimile;
mod file;
mod graft;
mod labels;
mod standards;
mod world;

use serde::Serialize;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Label, Smart};
use typst::introspection::Introspector;
use typst::model::{Document as _, DocumentInfo};
use typst::utils::PicoStr;
use typst_kit::diagnostics::{DiagnosticFormat, emit, termcolor::NoColor};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

pub use self::binding::{Bound, Finished, Owed, bind};
pub use self::claimed::{Claimed, claimed};
use self::compact::Entry;
pub use self::enclose::{Enclosure, Relation, enclose};
pub use self::graft::{Archive, Claims, Fit, Leaf, Paper, PaperFile, graft};
pub use self::labels::labels;
pub use self::standards::{Extent, Worth, conform, worth};
pub use self::world::World;
use crate::fault::Fault;
use crate::view::{ItemView, Pack};
pub use crate::write::templates::{SAMPLE, Templates};

/// A laid-out document, not yet exported.
#[derive(Debug)]
pub struct Document {
    paged: PagedDocument,
    ident: String,
}

impl Document {
    /// Returns how many pages it has.
    pub fn pages(&self) -> usize {
        self.paged.pages().len()
    }

    /// Returns the number of the last page, as the page itself shows it.
    pub fn last_page(&self) -> u32 {
        let last = self.paged.pages().last();
        last.and_then(|page| u32::try_from(page.number).ok()).unwrap_or_default()
    }

    /// Returns the number of the page that a label of the templates stands on, as
    /// the page itself shows it.
    pub fn page_of(&self, label: &str) -> Option<u32> {
        u32::try_from(self.paged.pages().get(self.index_of(label)?)?.number).ok()
    }

    /// Returns which page of the file a label stands on, from one: other than its number
    /// where pages are left out.
    pub fn place_of(&self, label: &str) -> Option<usize> {
        self.index_of(label).map(|index| index + 1)
    }

    /// Returns how many pages come before the one that a label stands on.
    fn index_of(&self, label: &str) -> Option<usize> {
        let label = Label::new(PicoStr::intern(label))?;
        let introspector = self.paged.introspector();
        let found = introspector.query_label(label).ok()?;
        Some(introspector.page(found.location()?)?.get() - 1)
    }

    /// Returns the number that each page bears.
    pub fn numbers(&self) -> Vec<String> {
        self.paged.pages().iter().map(|page| page.number.to_string()).collect()
    }

    /// Returns its properties under another title.
    fn info_titled(&self, title: &str) -> DocumentInfo {
        DocumentInfo { title: Some(title.into()), ..self.paged.info().clone() }
    }

    /// Returns what tells an edition of it from all other documents.
    fn ident_titled(&self, title: &str) -> String {
        format!("{}: {title}", self.ident)
    }
}

/// Returns a view as the text that templates read.
pub fn json(view: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(view).map_err(|error| Fault::Other(error.to_string()))
}

/// Does beforehand, while there is no view yet, what layout needs: fonts and templates
/// are taken apart.
pub fn prepare(templates: &Templates) {
    world::prepare(templates);
}

/// Lays a pack out; `json` is its view as [`json`] gives it.
pub fn compile(templates: &Templates, pack: &Pack, json: String) -> Result<Document, Fault> {
    let world = World::new(templates, "pack.typ", json.into_bytes()).with(&pack.pictures);
    Ok(Document { paged: paged(&world)?, ident: format!("{} {}", pack.council, pack.title) })
}

/// Lays a document out by a template of its own; `ident` tells it from every other.
pub fn lay_out(
    templates: &Templates,
    main: &str,
    ident: String,
    json: String,
) -> Result<Document, Fault> {
    Ok(Document { paged: lay_out_paged(templates, main, json)?, ident })
}

/// Lays out the template `main` of a view.
fn lay_out_paged(templates: &Templates, main: &str, view: String) -> Result<PagedDocument, Fault> {
    paged(&World::new(templates, main, view.into_bytes()))
}

/// Lays out what a world has.
fn paged(world: &World) -> Result<PagedDocument, Fault> {
    let Warned { output, .. } = typst::compile::<PagedDocument>(world);
    let document = output.map_err(|errors| Fault::Template(report(world, &errors)))?;
    edge::check(&document)?;
    Ok(document)
}

/// Forgets what layout remembered: of no use to a build that ends here, and its
/// memory serves the export and the validators.
pub fn forget() {
    comemo::evict(0);
}

/// Writes the PDF, to PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).
pub fn export(document: &Document) -> Result<Vec<u8>, Fault> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| Fault::Other(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(document.ident.clone()),
        creator: Smart::Custom(Some(concat!("agendapack ", env!("CARGO_PKG_VERSION")).into())),
        timestamp: None,
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    typst_pdf::pdf(&document.paged, &options).map_err(|errors| {
        let list: Vec<String> = errors.iter().map(|error| error.message.to_string()).collect();
        Fault::Template(list.join("\n"))
    })
}

/// Returns the same PDF in fewer bytes.
pub fn compact(pdf: &[u8]) -> Result<Vec<u8>, Fault> {
    compact::compact(pdf, &[])
}

/// Returns the PDF of a pack in fewer bytes, its bookmarks in the order of the agenda and
/// with its numbers.
pub fn compact_pack(pdf: &[u8], pack: &Pack) -> Result<Vec<u8>, Fault> {
    let items = pack.items.iter().filter(|item| item.has_pages || item.part_two.is_none());
    let entry = |item: &ItemView| Entry { number: item.number.clone(), has_papers: item.has_pages };
    let agenda: Vec<Entry> = items.filter(|_| pack.has_front).map(entry).collect();
    compact::compact(pdf, &agenda)
}

/// Returns the file of a pack's pages, with the papers of the pack in their places:
/// exported, made compact and proved under `name` to be what it claims.
pub fn finish(name: &str, pack: &Pack, document: &Document) -> Result<Finished, Fault> {
    bind(compact_pack(&export(document)?, pack)?, pack, document)?.proved(name)
}

/// Returns Typst's own report of errors, with the lines of the templates.
fn report(world: &World, errors: &[SourceDiagnostic]) -> String {
    let mut text = NoColor::new(Vec::new());
    match emit(&mut text, world, errors, DiagnosticFormat::Human) {
        Ok(()) => String::from_utf8_lossy(&text.into_inner()).into_owned(),
        Err(error) => error.to_string(),
    }
}
