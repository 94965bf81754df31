//! One row as it is written, which may stand for many.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cell::{self, Cell};
use crate::write::annotate::Refusal;
use crate::write::annotate::notes::Notes;
use crate::write::annotate::xml::{Kind, Tag};

const REPEAT: &str = "table:number-rows-repeated";
/// The most bytes that one repeated row is written out to, 100 MB.
const MOST_TEXT: usize = 100_000_000;

/// A row with its cells.
pub(super) struct Row<'a> {
    open: Tag<'a>,
    cells: Vec<Cell<'a>>,
    /// Where its last tag begins and ends.
    close: Range<usize>,
}

impl<'a> Row<'a> {
    /// Begins a row.
    pub(super) fn open(tag: Tag<'a>) -> Self {
        Self { close: tag.span.clone(), open: tag, cells: Vec::new() }
    }

    /// Takes a tag within the row, or its end.
    pub(super) fn take(&mut self, tag: &Tag<'a>) {
        let depth = self.open.depth;
        if tag.depth == depth {
            self.close = tag.span.clone();
        } else if tag.depth == depth + 1 && Cell::is(tag) {
            match self.cells.last_mut() {
                Some(cell) if tag.kind == Kind::End => cell.end(tag),
                _ => self.cells.push(Cell::open(tag.clone())),
            }
        } else if let (2, Some(cell)) = (tag.depth - depth, self.cells.last_mut()) {
            cell.take(tag);
        }
    }

    /// Returns how many elements are open around it.
    pub(super) fn depth(&self) -> usize {
        self.open.depth
    }

    /// Returns the bytes that it takes.
    pub(super) fn span(&self) -> Range<usize> {
        self.open.span.start..self.close.end
    }

    /// Returns for how many rows it stands.
    pub(super) fn repeat(&self) -> u32 {
        self.open.number(REPEAT).unwrap_or(1).max(1)
    }

    /// Returns the rows that it stands for, the first of which has a number, with notes.
    pub(super) fn annotated(
        &self,
        content: &str,
        first: u32,
        notes: &Notes,
    ) -> Result<String, Refusal> {
        let mut rows: BTreeMap<u32, BTreeMap<u32, &str>> = BTreeMap::new();
        for ((row, column), note) in notes {
            rows.entry(*row).or_default().insert(*column, note);
        }
        if self.span().len().saturating_mul(2 * rows.len() + 1) > MOST_TEXT {
            return Err(Refusal::new("it repeats a long row too often to write it out"));
        }
        let mut text = String::new();
        let mut next = first;
        for (row, notes) in &rows {
            text.push_str(&self.copies(content, row - next, &BTreeMap::new()));
            text.push_str(&self.copies(content, 1, notes));
            next = row + 1;
        }
        let rest = first.saturating_add(self.repeat()) - next;
        Ok(text + &self.copies(content, rest, &BTreeMap::new()))
    }

    fn copies(&self, content: &str, count: u32, notes: &BTreeMap<u32, &str>) -> String {
        if count == 0 {
            return String::new();
        }
        let repeat = Some(count.to_string()).filter(|_| count > 1);
        let mut text = self.open.with(&[(REPEAT, repeat.as_deref())]);
        if self.open.kind == Kind::Empty {
            text.truncate(text.len() - "/>".len());
            return text + ">" + &cell::beyond(0, notes) + "</table:table-row>";
        }
        let (mut at, mut column) = (self.open.span.end, 0u32);
        for cell in &self.cells {
            let next = column.saturating_add(cell.repeat());
            let here: BTreeMap<u32, &str> =
                notes.range(column..next).map(|(c, n)| (*c, *n)).collect();
            text.push_str(&content[at..cell.span().start]);
            if here.is_empty() {
                text.push_str(&content[cell.span()]);
            } else {
                text.push_str(&cell.annotated(content, column, &here));
            }
            (at, column) = (cell.span().end, next);
        }
        let rest = notes.range(column..).map(|(column, note)| (*column, *note)).collect();
        text + &content[at..self.close.start]
            + &cell::beyond(column, &rest)
            + &content[self.close.clone()]
    }
}

/// Returns rows for notes below the last one that is written.
pub(super) fn below(next: u32, notes: &Notes) -> String {
    let mut rows: BTreeMap<u32, BTreeMap<u32, &str>> = BTreeMap::new();
    for ((row, column), note) in notes {
        rows.entry(*row).or_default().insert(*column, note);
    }
    let mut text = String::new();
    let mut next = next;
    for (row, notes) in &rows {
        match row - next {
            0 => {}
            1 => text.push_str("<table:table-row><table:table-cell/></table:table-row>"),
            gap => text.push_str(&format!(
                "<table:table-row {REPEAT}=\"{gap}\"><table:table-cell/></table:table-row>"
            )),
        }
        text.push_str(&format!("<table:table-row>{}</table:table-row>", cell::beyond(0, notes)));
        next = row + 1;
    }
    text
}
