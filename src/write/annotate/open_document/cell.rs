//! One cell as it is written, which may stand for many, and its note.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::write::annotate::notes::AUTHOR;
use crate::write::annotate::xml::{self, Kind, Tag};

const REPEAT: &str = "table:number-columns-repeated";

/// A cell.
pub(super) struct Cell<'a> {
    open: Tag<'a>,
    /// Its last tag.
    close: Range<usize>,
    /// Where a note belongs: first, but behind a source of linked cells.
    slot: usize,
    /// Where its own note may go on.
    note: Option<usize>,
}

impl<'a> Cell<'a> {
    /// Returns whether a tag is that of a cell.
    pub(super) fn is(tag: &Tag<'_>) -> bool {
        matches!(tag.full_name(), "table:table-cell" | "table:covered-table-cell")
    }

    /// Begins a cell.
    pub(super) fn open(tag: Tag<'a>) -> Self {
        Self { close: tag.span.clone(), slot: tag.span.end, note: None, open: tag }
    }

    /// Ends the cell.
    pub(super) fn end(&mut self, tag: &Tag<'_>) {
        self.close = tag.span.clone();
    }

    /// Takes the tag of a child.
    pub(super) fn take(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "cell-range-source" if tag.closes("cell-range-source") => self.slot = tag.span.end,
            "annotation" if tag.kind == Kind::End => self.note = Some(tag.span.start),
            _ => {}
        }
    }

    /// Returns the bytes that it takes.
    pub(super) fn span(&self) -> Range<usize> {
        self.open.span.start..self.close.end
    }

    /// Returns for how many cells it stands.
    pub(super) fn repeat(&self) -> u32 {
        self.open.number(REPEAT).unwrap_or(1).max(1)
    }

    /// Returns the cells that it stands for, the first of which is in a column, with notes.
    pub(super) fn annotated(
        &self,
        content: &str,
        first: u32,
        notes: &BTreeMap<u32, &str>,
    ) -> String {
        let mut text = String::new();
        let mut next = first;
        for (column, note) in notes {
            text.push_str(&self.copies(content, column - next, None));
            text.push_str(&self.copies(content, 1, Some(note)));
            next = column + 1;
        }
        text + &self.copies(content, first.saturating_add(self.repeat()) - next, None)
    }

    fn copies(&self, content: &str, count: u32, note: Option<&str>) -> String {
        if count == 0 {
            return String::new();
        }
        let repeat = Some(count.to_string()).filter(|_| count > 1);
        let mut text = self.open.with(&[(REPEAT, repeat.as_deref())]);
        let Some(note) = note else {
            if self.open.kind == Kind::Start {
                text.push_str(&content[self.open.span.end..self.close.end]);
            }
            return text;
        };
        if self.open.kind == Kind::Empty {
            text.truncate(text.len() - "/>".len());
            return format!("{text}>{}</{}>", annotation(note), self.open.full_name());
        }
        let (at, words) = match self.note {
            Some(at) => (at, paragraphs(&format!("\n{AUTHOR}:\n{note}"))),
            None => (self.slot, annotation(note)),
        };
        text + &content[self.open.span.end..at] + &words + &content[at..self.close.end]
    }
}

/// Returns cells for notes from a column on, behind the last one that is written.
pub(super) fn beyond(from: u32, notes: &BTreeMap<u32, &str>) -> String {
    let mut text = String::new();
    let mut next = from;
    for (column, note) in notes {
        match column - next {
            0 => {}
            1 => text.push_str("<table:table-cell/>"),
            gap => text.push_str(&format!("<table:table-cell {REPEAT}=\"{gap}\"/>")),
        }
        text.push_str(&format!("<table:table-cell>{}</table:table-cell>", annotation(note)));
        next = column + 1;
    }
    text
}

/// Returns a note; its box is as high as its text needs.
fn annotation(note: &str) -> String {
    let lines: usize = note.lines().map(|line| line.chars().count() / 45 + 1).sum();
    format!(
        "<office:annotation xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" office:display=\"false\" \
         svg:width=\"8.5cm\" svg:height=\"{}mm\"><dc:creator>{AUTHOR}</dc:creator>{}</office:annotation>",
        lines.clamp(2, 30) * 5,
        paragraphs(note)
    )
}

fn paragraphs(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(spaced).collect();
    format!("<text:p>{}</text:p>", lines.join("</text:p><text:p>"))
}

/// Returns a line in which no space is lost: all but the first of a run would be.
fn spaced(line: &str) -> String {
    let line = xml::text(line);
    let mut text = line.replace('\t', "<text:tab/>").replace("  ", " <text:s/>");
    if text.starts_with(' ') {
        text.replace_range(..1, "<text:s/>");
    }
    text
}
