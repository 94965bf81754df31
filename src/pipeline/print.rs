//! Editions for printing: double-sided, as a booklet, in large print.
//!
//! Their page numbers are those of the pack, which is laid out in the same run.
//! Nothing that was published is touched.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::examine::{Clock, Examined, Ready, examine};
use super::items::Paper;
use super::numbers;
use super::record::{self, item_pages};
use super::recorded::{MANIFEST, MEMBERS_MANIFEST, Recorded};
use super::release::Gate;
use super::stage::{Progress, Stage, Timings};
use super::supplement::{self, published};
use super::withdraw::{self, Fate};
use super::workspace::Workspace;
use crate::diag::Diagnostics;
use crate::fault::Fault;
use crate::view::{self, Booklet, ItemView, Pack};
use crate::write::file::{self, Existing};
use crate::write::manifest::{FileRecord, ItemPages};
use crate::write::name;
use crate::write::pdf::{self, Document, Templates};

/// Whom an edition is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Anyone.
    Public,
    /// Members only: it has what is not for publication.
    Members,
}

impl Readers {
    /// Returns the folder of the editions, beside that of the public pack.
    fn folder(self) -> &'static str {
        match self {
            Self::Public => "print",
            Self::Members => "print/private",
        }
    }

    /// Returns the record of the pack that they have.
    fn manifest(self) -> &'static str {
        match self {
            Self::Public => MANIFEST,
            Self::Members => MEMBERS_MANIFEST,
        }
    }

    /// Returns the pack that they have.
    fn pack(self, ready: &Ready) -> Result<&Pack, Fault> {
        match (self, &ready.private) {
            (Self::Public, _) => Ok(&ready.pack),
            (Self::Members, Some(private)) => Ok(private),
            (Self::Members, None) => Err(Fault::Other(
                "members have no pack of their own: all of it is public; leave out `--private`"
                    .into(),
            )),
        }
    }
}

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
    /// What earlier files have that is not for publication now.
    pub withheld_since: Diagnostics,
    /// The file, unless the inputs have errors.
    pub written: Option<PrintedFile>,
    /// The items whose pages have other numbers in the pack that was built last:
    /// the inputs have changed since.
    pub moved: Vec<String>,
    /// The inputs, settings and templates that are not those of the pack that was built
    /// last.
    pub changed: Vec<String>,
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

/// Makes an edition of a meeting's pack and writes it into the folder `print` of the
/// meeting's outputs; what is for members goes into `print/private`.
pub fn print(
    workspace: &Workspace,
    edition: &PrintEdition,
    readers: Readers,
    progress: &dyn Progress,
) -> Result<Printed, Fault> {
    let Examined { diagnostics, ready, timings, .. } = examine(workspace, progress)?;
    let Some(mut ready) = ready else {
        return Ok(Printed {
            diagnostics,
            withheld_since: Diagnostics::default(),
            written: None,
            moved: Vec::new(),
            changed: Vec::new(),
            timings,
        });
    };
    let mut withheld_since = Diagnostics::default();
    let mut clock = Clock { progress, timings };
    if readers == Readers::Public {
        clock.stage(Stage::Layout, || numbers::settle(&mut ready))?;
    }
    let view = readers.pack(&ready)?;
    let json = pdf::json(view)?;
    let document = clock.stage(Stage::Layout, || pdf::compile(&ready.templates, view, json))?;
    let changed = changed(workspace, &ready)?;
    let moved = moved(Recorded::of(&workspace.output, readers.manifest()), view, &document);
    let printing = Printing { templates: &ready.templates, pack: view, document: &document };
    let LaidOut { document, name, told } =
        clock.stage(Stage::Layout, || printing.laid_out(edition))?;
    let pdf = clock.stage(Stage::Export, || pdf::export(&document))?;
    let pdf = clock.stage(Stage::Compact, || match edition {
        PrintEdition::Duplex | PrintEdition::LargePrint { item: None } => {
            pdf::compact_pack(&pdf, view)
        }
        _ => pdf::compact(&pdf),
    })?;
    let bound = clock.stage(Stage::Bind, || pdf::bind(pdf, view, &document))?;
    let pdf = clock.stage(Stage::Validate, || bound.proved(&name))?.bytes;
    let (name, bytes) = (format!("{}/{name}", readers.folder()), pdf.len() as u64);
    let path = workspace.output.join(&name);
    match readers {
        Readers::Public => {
            let gate = Gate::beside(&ready, told_of(workspace, &ready, told)?)?;
            let released = clock.stage(Stage::Search, || {
                let released = gate.release(vec![(name, pdf)]);
                released.map_err(|leak| withdraw::after(leak, &gate, &workspace.output, Fate::Kept))
            })?;
            clock.stage(Stage::Write, || released.put(&workspace.output))?;
            let earlier = withdraw::found(&gate, &workspace.output, &[])?;
            withdraw::say(workspace, &earlier, &mut withheld_since);
            withheld_since.sort();
        }
        Readers::Members => {
            clock.stage(Stage::Write, || file::put_below(&path, &pdf, Existing::Replaced))?;
        }
    }
    let written = PrintedFile { path, pages: document.pages(), bytes };
    Ok(Printed {
        diagnostics,
        withheld_since,
        written: Some(written),
        moved,
        changed,
        timings: clock.timings,
    })
}

/// Returns what the edition says in words of the program's own, and what the supplements
/// say that were published.
fn told_of(workspace: &Workspace, ready: &Ready, own: Value) -> Result<Vec<Value>, Fault> {
    if !ready.editions.withholds() {
        return Ok(Vec::new());
    }
    // What is wrong with them keeps nothing from being printed.
    let published = published::read(workspace, &mut Diagnostics::default())?;
    let mut told = vec![own];
    if let Some(published) = published {
        told.extend(supplement::told(ready, &published, None)?);
    }
    Ok(told)
}

/// Returns what is not as it was for the latest publication, or for the build where nothing
/// is published; nothing where nothing was built.
fn changed(workspace: &Workspace, ready: &Ready) -> Result<Vec<String>, Fault> {
    let Some(open) = Recorded::of(&workspace.output, MANIFEST).known() else {
        return Ok(Vec::new());
    };
    let members = Recorded::of(&workspace.output, MEMBERS_MANIFEST).known();
    let late = open.supplements.last();
    let number = late.map(|late| late.number);
    let all = members.as_ref().and_then(|members| members.inputs_of(number));
    let now = match all {
        Some(_) => record::inputs(workspace, &ready.files)?,
        None => record::public_inputs(workspace, ready)?,
    };
    let then = all.or_else(|| open.inputs_of(number)).unwrap_or_default();
    let mut changed = unlike(then, &now);
    let templates = late.map_or(&open.templates, |late| &late.templates);
    // Supplements of earlier versions have no record of theirs.
    if !templates.is_empty() {
        let others = unlike(templates, ready.templates.records());
        changed.extend(others.into_iter().map(|name| format!("templates/{name}")));
    }
    Ok(changed)
}

/// Returns the names of files that are other ones now, or are in one of the two lists only.
fn unlike(then: &[FileRecord], now: &[FileRecord]) -> Vec<String> {
    let (then, now): (BTreeSet<_>, BTreeSet<_>) = (then.iter().collect(), now.iter().collect());
    let names: BTreeSet<&str> =
        then.symmetric_difference(&now).map(|file| file.path.as_str()).collect();
    names.into_iter().map(ToString::to_string).collect()
}

/// Returns the numbers of the items that have other pages in the record of the last
/// build; none where nothing was built, or the record is of another version.
fn moved(record: Recorded, pack: &Pack, document: &Document) -> Vec<String> {
    let Some(record) = record.known() else { return Vec::new() };
    let now = item_pages(pack, document);
    let has_moved = |item: &&ItemPages| !record.items.contains(item);
    let mut moved: Vec<String> =
        now.iter().filter(has_moved).map(|item| item.number.clone()).collect();
    moved.dedup();
    moved
}

/// Returns what large print says of the pages of the pack.
fn told_in(large: &Pack) -> Value {
    json!((&large.title, &large.pack_pages))
}

/// A pack that is laid out, of which an edition is made.
struct Printing<'a> {
    templates: &'a Templates,
    pack: &'a Pack,
    document: &'a Document,
}

/// An edition that is laid out.
struct LaidOut {
    document: Document,
    /// The name of its file.
    name: String,
    /// What it says in words of the program's own.
    told: Value,
}

impl Printing<'_> {
    /// Returns an edition's document.
    fn laid_out(&self, edition: &PrintEdition) -> Result<LaidOut, Fault> {
        let (document, name, told) = match edition {
            PrintEdition::Duplex => {
                let title = format!("{} (double-sided)", self.pack.title);
                (self.duplex(&title)?, "agenda-pack-duplex.pdf".into(), json!(title))
            }
            PrintEdition::Booklet { item } => {
                let item = self.chosen(item)?;
                let (document, sheets) = self.booklet(item)?;
                let headings: Vec<&str> =
                    sheets.sides.iter().map(|side| side.heading.as_str()).collect();
                let told = json!((&sheets.title, headings));
                (document, name::file_name(item, "-booklet.pdf"), told)
            }
            PrintEdition::LargePrint { item: None } => {
                let large = view::large(self.pack, None, |label| self.document.page_of(label));
                let document = pdf::compile(self.templates, &large, pdf::json(&large)?)?;
                (document, "agenda-pack-large-print.pdf".into(), told_in(&large))
            }
            PrintEdition::LargePrint { item: Some(item) } => {
                let item = self.chosen(item)?;
                let page_of = |label: &str| self.document.page_of(label);
                let large = view::large(self.pack, Some(&item.number), page_of);
                let document = pdf::compile(self.templates, &large, pdf::json(&large)?)?;
                let told = told_in(&large);
                // By itself it begins with a heading of the first level.
                let paper = Paper { title: large.title, ..self.paper(item) };
                let document = paper.document(&document)?;
                (document, name::file_name(item, "-large-print.pdf"), told)
            }
        };
        Ok(LaidOut { document, name, told })
    }

    /// Papers begin on a sheet of their own, and so do pages that are not for
    /// publication: they are collected after the meeting.
    fn duplex(&self, title: &str) -> Result<Document, Fault> {
        let items = self.pack.items.iter().filter(|item| item.has_pages);
        let starts: Vec<String> = items.map(|item| Paper::item(item).first).collect();
        self.document.duplex(self.templates, self.pack, title, &starts)
    }

    fn booklet(&self, item: &ItemView) -> Result<(Document, Booklet), Fault> {
        let report = item.report.as_ref();
        if let Some(paper) = report.and_then(|report| report.appendices.first()) {
            return Err(Fault::Other(format!(
                "item {} has a paper made elsewhere (`{}`), whose pages a booklet cannot hold: print {} as it is, or the pack with `--duplex`",
                item.number,
                paper.title,
                Paper::item(item).path
            )));
        }
        let paper = self.paper(item);
        let pages = paper.document(self.document)?;
        let sheets = view::booklet(self.pack, item, &pages.numbers(), &paper.path);
        Ok((pages.booklet(self.templates, &sheets)?, sheets))
    }

    /// Returns the pages of an item, those for members behind its open ones.
    fn paper(&self, item: &ItemView) -> Paper {
        let paper = Paper::item(item);
        match self.pack.part_two(&item.number).filter(|part| part.has_pages) {
            None => paper,
            Some(part) => Paper {
                path: "private/agenda-pack.pdf".into(),
                last: Paper::item(part).last,
                ..paper
            },
        }
    }

    /// Returns the item of a number.
    fn chosen(&self, number: &str) -> Result<&ItemView, Fault> {
        let mut with_papers: Vec<&ItemView> =
            self.pack.items.iter().filter(|item| item.has_pages).collect();
        with_papers.dedup_by(|part, open| part.number == open.number);
        let found = with_papers.iter().find(|item| item.number.eq_ignore_ascii_case(number.trim()));
        found.copied().ok_or_else(|| {
            let numbers: Vec<&str> = with_papers.iter().map(|item| item.number.as_str()).collect();
            let pack = if self.pack.marking.is_some() { "private" } else { "public" };
            Fault::Other(format!(
                "item `{number}` has no papers in the {pack} pack; items with papers: {}",
                if numbers.is_empty() { "none".into() } else { numbers.join(", ") }
            ))
        })
    }
}
