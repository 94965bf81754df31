//! Editions for printing: double-sided, as a booklet, in large print.
//!
//! Their page numbers are those of the pack, which is laid out in the same run.
//! Nothing that was published is touched.

use std::path::PathBuf;

use serde_json::Value;

use super::examine::{Clock, Examined, Ready, examine};
use super::items::Paper;
use super::numbers;
use super::release::Released;
use super::stage::{Progress, Stage, Timings};
use super::workspace::Workspace;
use crate::diag::Diagnostics;
use crate::fault::Fault;
use crate::view::{self, ItemView, Pack};
use crate::write::name;
use crate::write::pdf::{self, Document};

/// The folder of the editions, beside that of the public pack.
const FOLDER: &str = "print";

/// An edition that is asked for; an item by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintEdition {
    /// The pack for double-sided printing.
    Duplex,
    /// An item's pages two up, to be folded.
    Booklet {
        /// The item.
        item: String,
    },
    /// The pack, or an item, in large print.
    LargePrint {
        /// The item; the whole pack if there is none.
        item: Option<String>,
    },
}

/// What came of it.
#[derive(Debug)]
pub struct Printed {
    /// Everything that was found in the inputs.
    pub diagnostics: Diagnostics,
    /// The file, unless the inputs have errors.
    pub written: Option<PrintedFile>,
    /// The items whose pages have other numbers in the pack that was built last:
    /// the inputs have changed since.
    pub moved: Vec<String>,
    /// How long each stage took.
    pub timings: Timings,
}

/// A file for printing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedFile {
    /// Where it is.
    pub path: PathBuf,
    /// How many pages it has, or sides of sheets.
    pub pages: usize,
    /// Its length in bytes.
    pub bytes: u64,
}

/// Makes an edition of a meeting's public pack and writes it into the folder
/// `print` of the meeting's outputs.
pub fn print(
    workspace: &Workspace,
    edition: &PrintEdition,
    progress: &dyn Progress,
) -> Result<Printed, Fault> {
    let Examined { diagnostics, ready, timings, .. } = examine(workspace, progress)?;
    let Some(mut ready) = ready else {
        return Ok(Printed { diagnostics, written: None, moved: Vec::new(), timings });
    };
    let mut clock = Clock { progress, timings };
    clock.stage(Stage::Layout, || numbers::settle(&mut ready))?;
    let json = pdf::json(&ready.pack)?;
    let pack = clock.stage(Stage::Layout, || pdf::compile(&ready.templates, &ready.pack, json))?;
    let moved = moved(workspace, &ready.pack, &pack);
    let (document, name) = clock.stage(Stage::Layout, || laid_out(edition, &ready, &pack))?;
    let pdf = clock.stage(Stage::Export, || pdf::export(&document))?;
    let pdf = clock.stage(Stage::Compact, || pdf::compact(&pdf))?;
    clock.stage(Stage::Validate, || pdf::conform(&name, &pdf))?;
    let (name, bytes) = (format!("{FOLDER}/{name}"), pdf.len() as u64);
    let path = workspace.output.join(&name);
    let released = clock.stage(Stage::Search, || Released::of(&ready, vec![(name, pdf)]))?;
    clock.stage(Stage::Write, || released.put(&workspace.output))?;
    let written = PrintedFile { path, pages: document.pages(), bytes };
    Ok(Printed { diagnostics, written: Some(written), moved, timings: clock.timings })
}

/// Returns the numbers of the items that have other pages in the manifest of the
/// last build; none where nothing was built.
fn moved(workspace: &Workspace, pack: &Pack, document: &Document) -> Vec<String> {
    let manifest = std::fs::read(workspace.output.join("manifest.json")).unwrap_or_default();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap_or_default();
    let Some(published) = manifest["items"].as_array() else { return Vec::new() };
    let pages = |item: &ItemView| -> Option<(u64, u64)> {
        let Paper { first, last, .. } = Paper::item(item);
        Some((document.page_of(&first)?.into(), document.page_of(&last)?.into()))
    };
    let there = |item: &ItemView| {
        let found = published.iter().find(|known| known["number"] == item.number.as_str())?;
        Some((found["first"].as_u64()?, found["last"].as_u64()?))
    };
    let items = pack.items.iter().filter(|item| item.has_pages);
    items.filter(|item| pages(item) != there(item)).map(|item| item.number.clone()).collect()
}

/// Returns the edition's document and the name of its file.
fn laid_out(
    edition: &PrintEdition,
    ready: &Ready,
    pack: &Document,
) -> Result<(Document, String), Fault> {
    match edition {
        PrintEdition::Duplex => Ok((duplex(ready, pack)?, "agenda-pack-duplex.pdf".into())),
        PrintEdition::Booklet { item } => {
            let item = chosen(&ready.pack, item)?;
            Ok((booklet(ready, pack, item)?, name::file_name(item, "-booklet.pdf")))
        }
        PrintEdition::LargePrint { item: None } => {
            let large = view::large(&ready.pack, None, |label| pack.page_of(label));
            let document = pdf::compile(&ready.templates, &large, pdf::json(&large)?)?;
            Ok((document, "agenda-pack-large-print.pdf".into()))
        }
        PrintEdition::LargePrint { item: Some(item) } => {
            let item = chosen(&ready.pack, item)?;
            let large = view::large(&ready.pack, Some(&item.id), |label| pack.page_of(label));
            let document = pdf::compile(&ready.templates, &large, pdf::json(&large)?)?;
            // By itself it begins with a heading of the first level.
            let paper = Paper { title: large.title, ..Paper::item(item) };
            Ok((paper.document(&document)?, name::file_name(item, "-large-print.pdf")))
        }
    }
}

fn duplex(ready: &Ready, pack: &Document) -> Result<Document, Fault> {
    let items = ready.pack.items.iter().filter(|item| item.has_pages);
    let starts: Vec<String> = items.map(|item| Paper::item(item).first).collect();
    let title = format!("{} (double-sided)", ready.pack.title);
    pack.duplex(&ready.templates, &ready.pack, &title, &starts)
}

fn booklet(ready: &Ready, pack: &Document, item: &ItemView) -> Result<Document, Fault> {
    let paper = Paper::item(item);
    let pages = paper.document(pack)?;
    let sheets = view::booklet(&ready.pack, item, &pages.numbers(), &paper.path);
    pages.booklet(&ready.templates, &sheets)
}

/// Returns the item of a number.
fn chosen<'a>(pack: &'a Pack, number: &str) -> Result<&'a ItemView, Fault> {
    let with_papers: Vec<&ItemView> = pack.items.iter().filter(|item| item.has_pages).collect();
    let found = with_papers.iter().find(|item| item.number.eq_ignore_ascii_case(number.trim()));
    found.copied().ok_or_else(|| {
        let numbers: Vec<&str> = with_papers.iter().map(|item| item.number.as_str()).collect();
        Fault::Other(format!(
            "item `{number}` has no papers in the public pack; items with papers: {}",
            if numbers.is_empty() { "none".into() } else { numbers.join(", ") }
        ))
    })
}
