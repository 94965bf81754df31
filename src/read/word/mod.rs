//! A report that was written in Word (.docx: ISO/IEC 29500, WordprocessingML): its
//! text as a narrative, and its cover where its first table is one.
//!
//! Nothing is lost without a word: every letter is printed, or it is said why not,
//! and the reader counts them. Text that nobody has agreed to (tracked changes) stops
//! a pack; what the author hid is never printed.

mod aside;
mod body;
mod bounds;
mod drawing;
mod fields;
mod inline;
mod items;
mod line;
mod numbering;
mod reader;
mod say;
mod styles;
mod table;
mod tree;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use self::bounds::Spent;
use self::numbering::Numbering;
use self::reader::{Parts, Reader};
use self::say::{damaged, other, oversized};
use self::styles::Styles;
use self::table::Rows;
use self::tree::{Element, parse};
use super::codes;
use super::fields::Fields;
use super::grid::Cell;
use super::levels::Levels;
use super::workbook::package::Package;
use super::workbook::relations::Relations;
use super::workbook::wall;
use crate::diag::{Diagnostic, Diagnostics, Problem};
use crate::model::concealed::{CommentKind, Concealed, Concealment};
use crate::model::narrative::Block;
use crate::place::{Place, Placed};

/// The most bytes of a document's file.
const MAX_FILE: u64 = 100_000_000;
/// The most bytes of its text, unpacked.
const MAX_TEXT: usize = 60_000_000;

/// The endings of other files that Word and its like write.
pub(super) const OTHER_ENDINGS: [&str; 5] = ["docm", "doc", "odt", "rtf", "dotx"];

/// A document as it was read.
#[derive(Debug)]
pub(super) struct Document {
    /// Its text.
    pub(super) word: Word,
    /// Its paragraphs, for drawing.
    pub(super) lines: Vec<String>,
    /// What it holds and does not show.
    pub(super) concealed: Vec<Concealed>,
}

/// The text of a document.
#[derive(Debug)]
pub(super) struct Word {
    /// The file.
    pub(super) place: Place,
    /// The cover, where the first table is one.
    pub(super) cover: Option<Fields>,
    /// The title that it gives itself.
    pub(super) title: Option<Placed<String>>,
    /// The narrative.
    pub(super) blocks: Vec<Block>,
    /// The same as written.
    pub(super) written: Vec<Placed<String>>,
    /// Headers, footers and watermarks that speak of what is exempt.
    pub(super) exempt_words: Vec<String>,
}

/// Opens a document; `is_cover` knows the headings of a cover.
pub(super) fn open(
    path: &Path,
    place: &Place,
    is_cover: &dyn Fn(&str) -> bool,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let bytes = diagnostics.take(load(path), place)?;
    let mut said = Diagnostics::default();
    let read = wall::try_behind(|| Some(read(&bytes, place, is_cover, &mut said)));
    diagnostics.extend(said);
    diagnostics.keep(read.unwrap_or_else(|| Err(damaged("its reader gave up").at(place))))
}

/// Says that a report is no Word document of the form that can be read.
pub(super) fn refused(ending: &str) -> Problem {
    other(match ending {
        "docm" => "a Word document with macros (.docm)",
        "doc" => "an old Word document (.doc)",
        "odt" => "an OpenDocument text (.odt)",
        "dotx" => "a Word template (.dotx)",
        _ => "rich text (.rtf)",
    })
}

fn load(path: &Path) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_FILE + 1).read_to_end(&mut bytes));
    read.map_err(|error| damaged(&format!("it cannot be read: {error}")))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_FILE) {
        return Err(oversized("the document has more than 100 MB"));
    }
    Ok(bytes)
}

/// Opens the package that a document is.
fn package(bytes: &[u8]) -> Result<Package<'_>, Problem> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        let mark: Vec<u8> = "EncryptedPackage".bytes().flat_map(|letter| [letter, 0]).collect();
        return Err(if bytes.windows(mark.len()).any(|window| window == mark) {
            Problem::new(&codes::UNREADABLE_DOCUMENT, "the document is protected by a password")
                .hint("save a copy without the password (File › Info › Protect Document in Word)")
        } else {
            other("an old Word document (.doc) under another name")
        });
    }
    if !bytes.starts_with(b"PK") {
        return Err(other(if bytes.is_empty() { "empty" } else { "something else" }));
    }
    Package::open(bytes).map_err(|problem| {
        let found = problem.at(&Place::file(""));
        if *found.code == codes::OVERSIZED_WORKBOOK {
            oversized("the document unpacks to more than a report can need")
        } else {
            damaged("its package cannot be opened")
        }
    })
}

/// Reads a document from its bytes.
pub(super) fn read(
    bytes: &[u8],
    place: &Place,
    is_cover: &dyn Fn(&str) -> bool,
    said: &mut Diagnostics,
) -> Result<Document, Diagnostic> {
    let mut package = package(bytes).map_err(|problem| problem.at(place))?;
    let parts = parts(&mut package).map_err(|problem| problem.at(place))?;
    aside::changes(&parts, place, said);
    let mut concealed = aside::concealed(&mut package, &parts.relations, place);
    let exempt_words = aside::margins(&mut package, &parts.relations, place, said);
    let numbering = text(&mut package, &beside(&parts.name, "numbering.xml"))
        .map_err(|problem| problem.at(place))?;
    let mut reader = Reader {
        parts: &parts,
        package,
        numbering: numbering.as_ref().map(Numbering::of).unwrap_or_default(),
        place: place.clone(),
        part: parts.name.clone(),
        here: 0,
        fields: Vec::new(),
        items: Vec::new(),
        notes: Vec::new(),
        notes_counted: 0,
        written: Vec::new(),
        lines: BTreeMap::new(),
        title: Vec::new(),
        first_table: None,
        is_cover,
        hidden: Vec::new(),
        comments: Vec::new(),
        accounted: 0,
        pictures: BTreeMap::new(),
        spent: Spent::default(),
        said: std::mem::take(said),
    };
    reader.blocks(&parts.body);
    reader.end_section();
    reader.report_lost();
    concealed.extend(reader.concealed());
    let Reader { items, written, lines, title, first_table, said: found, .. } = reader;
    *said = found;
    let title = title
        .into_iter()
        .reduce(|one, next| Placed::new(format!("{} {}", one.value, next.value), one.place));
    let blocks = stepped(items::blocks(items), place, &written, said);
    let word = Word {
        place: place.clone(),
        cover: first_table.map(|rows| fields(&rows)),
        title,
        blocks,
        written,
        exempt_words,
    };
    Ok(Document { word, lines: all_lines(lines), concealed })
}

/// Reads the parts that have text in them.
fn parts(package: &mut Package<'_>) -> Result<Parts, Problem> {
    let relations = Relations::of(package);
    let main = relations.of_kind("officeDocument").find(|relation| relation.source.is_empty());
    let name = main.map(|main| main.target.clone());
    let Some(name) = name.filter(|name| !name.ends_with("workbook.xml")) else {
        return Err(other("a zip archive without a document in it"));
    };
    let Some(document) = text(package, &name)? else {
        return Err(damaged("its text is missing"));
    };
    let mut children = document.children.into_iter().filter_map(|node| match node {
        tree::Node::Element(element) => Some(element),
        tree::Node::Text(_) => None,
    });
    if document.name != "w:document" {
        return Err(other("no Word document inside"));
    }
    let Some(body) = children.find(|element| element.name == "w:body") else {
        return Err(damaged("its text is missing"));
    };
    let styles = text(package, &beside(&name, "styles.xml"))?;
    Ok(Parts {
        body,
        footnotes: text(package, &beside(&name, "footnotes.xml"))?,
        endnotes: text(package, &beside(&name, "endnotes.xml"))?,
        styles: styles.as_ref().map(Styles::of).unwrap_or_default(),
        relations,
        name,
    })
}

/// Returns the name of a part beside another.
fn beside(part: &str, name: &str) -> String {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    if folder.is_empty() { name.into() } else { format!("{folder}/{name}") }
}

fn text(package: &mut Package<'_>, name: &str) -> Result<Option<Element>, Problem> {
    let Some(text) = package.text(name) else { return Ok(None) };
    if text.len() > MAX_TEXT {
        return Err(oversized("the document has more than 60 MB of text"));
    }
    parse(&text).map(Some)
}

impl Reader<'_> {
    /// Says that letters of the document are neither printed nor spoken of.
    fn report_lost(&mut self) {
        let lost = self.parts.body.letters().saturating_sub(self.accounted);
        if lost > 0 {
            let problem = Problem::new(
                &codes::UNCARRIED_TEXT,
                format!("{lost} letters of the document stand where they cannot be read"),
            )
            .hint("copy the text into a new document in Word");
            self.said.push(problem.at(&self.place));
        }
    }

    /// Returns hidden text and comments, each as one thing.
    fn concealed(&self) -> Vec<Concealed> {
        let mut hidden = self.hidden.clone();
        hidden.dedup();
        let place = |list: &[u32]| list.first().map(|first| self.place.paragraph(*first));
        let hidden = place(&hidden)
            .map(|place| Concealed { place, what: Concealment::Text { paragraphs: hidden.len() } });
        let comments = place(&self.comments).map(|place| Concealed {
            place,
            what: Concealment::Comments { kind: CommentKind::Thread, count: self.comments.len() },
        });
        hidden.into_iter().chain(comments).collect()
    }
}

/// Returns blocks whose headings go one level deeper at a time.
fn stepped(
    mut blocks: Vec<Block>,
    file: &Place,
    written: &[Placed<String>],
    said: &mut Diagnostics,
) -> Vec<Block> {
    let mut levels = Levels::default();
    for block in &mut blocks {
        let Block::Heading { level, text, .. } = block else { continue };
        let message;
        (*level, message) = levels.next(*level);
        let Some(message) = message else { continue };
        let words = crate::model::narrative::plain(text);
        let at = written.iter().find(|written| written.value == words);
        let problem = Problem::new(&codes::HEADING_LEVEL, message)
            .hint("begin with the style Heading 1, and go one level deeper at a time");
        said.push(problem.at(at.map_or(file, |at| &at.place)));
    }
    blocks
}

/// Returns the rows of a cover as fields; a row without a heading goes on with the one
/// above it.
fn fields(rows: &Rows) -> Fields {
    let mut fields = Fields::default();
    let mut name: Option<Placed<String>> = None;
    for row in &rows.rows {
        let [heading, value, ..] = &row[..] else { continue };
        let text = heading.text();
        if !text.trim().is_empty() {
            let text = text.trim().trim_end_matches(':').to_string();
            name = Some(Placed::new(text, heading.place.clone()));
        }
        match (&name, Cell::text(&value.text())) {
            (Some(name), Some(cell)) => {
                fields.push(name.clone(), Placed::new(cell, value.place.clone()));
            }
            (Some(name), None) if !text.trim().is_empty() => fields.push_bare(name.clone()),
            (None, Some(cell)) => {
                fields.push_nameless(Placed::new(cell.to_string(), value.place.clone()));
            }
            _ => {}
        }
    }
    fields
}

/// Returns the text of every paragraph up to the last.
fn all_lines(lines: BTreeMap<u32, String>) -> Vec<String> {
    let mut all = Vec::new();
    for (at, line) in lines {
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        all.resize(at.max(all.len()), String::new());
        all.push(line);
    }
    all
}

#[cfg(test)]
mod tests;
