//! Tables: rows of cells, with those that are merged laid open.

use super::inline::Context;
use super::items::Item;
use super::line::Line;
use super::numbering::Mark;
use super::reader::{Reader, is_silent};
use super::tree::Element;
use crate::model::narrative::{Block, Inline, plain};
use crate::place::{Place, Placed};
use crate::read::codes;

/// The most columns of a table; a page has no room for more.
const MAX_COLUMNS: usize = 60;

/// The rows of a table, each as long as the others.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell: its lines, and where the first of them stands.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) lines: Vec<Vec<Inline>>,
    pub(super) place: Place,
    /// How many columns it covers.
    span: usize,
}

impl Cell {
    /// Returns its text, a line a paragraph.
    pub(super) fn text(&self) -> String {
        self.lines.iter().map(|line| plain(line)).collect::<Vec<_>>().join("\n")
    }

    fn inlines(&self) -> Vec<Inline> {
        self.lines.join(&Inline::Break)
    }

    fn empty(&self) -> Self {
        Self { lines: Vec::new(), place: self.place.clone(), span: 1 }
    }
}

impl Reader<'_> {
    /// Reads a table. The first of a document may be its cover, and is kept.
    pub(super) fn table(&mut self, table: &Element) {
        let rows = within(table, "w:tr");
        let columns = rows.iter().map(|row| columns(row)).max().unwrap_or(0);
        if columns > MAX_COLUMNS {
            self.accounted += table.letters();
            let message = "the table has more than 60 columns";
            self.say(
                &codes::OVERGROWN_TEXT,
                message,
                "write it as several tables, or put it into a workbook",
            );
            return;
        }
        self.report_silent(table);
        if columns <= 1 {
            // A box around paragraphs.
            for cell in rows.iter().flat_map(|row| within(row, "w:tc")) {
                self.blocks(cell);
            }
            return;
        }
        let figures = self.items.len();
        let mut merged = false;
        let mut read: Vec<Vec<Cell>> = Vec::new();
        for row in rows {
            if row.child("w:trPr").and_then(|row| row.switch("w:hidden")).unwrap_or(false) {
                self.hidden.push(row.all("w:p").first().map_or(self.here, |p| p.paragraph));
                self.accounted += row.letters();
                continue;
            }
            if !self.has_room(columns) {
                self.accounted += row.letters();
                continue;
            }
            let row = self.row(row, columns, read.last(), &mut merged);
            read.push(row);
        }
        // Pictures in cells stand below the table.
        let pictures = self.items.split_off(figures);
        let Some(first) = read.first().and_then(|row| row.first()) else { return };
        let place = first.place.clone();
        let rows = Rows { rows: read };
        if self.first_table.is_none() && self.is_cover(&rows) {
            self.first_table = Some(rows);
            self.items.extend(pictures);
            return;
        }
        if merged {
            let problem = crate::diag::Problem::new(
                &codes::MERGED_CELLS,
                "cells of the table are merged; what they say is printed in each row and column that they cover",
            )
            .hint("split the cells, so that every column has its own heading and every row its own cells");
            self.said.push(problem.at(&place));
        }
        self.add_table(rows, columns);
        self.items.extend(pictures);
    }

    /// Says of what stands between rows and cells and is neither.
    fn report_silent(&mut self, table: &Element) {
        let stray = |element: &&Element| {
            !is_silent(&element.name)
                && !matches!(element.name.as_str(), "w:tr" | "w:ins" | "w:sdt" | "w:customXml")
        };
        for element in table.elements().filter(stray).collect::<Vec<_>>() {
            self.unknown(element);
        }
    }

    fn row(
        &mut self,
        row: &Element,
        columns: usize,
        above: Option<&Vec<Cell>>,
        merged: &mut bool,
    ) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::new();
        let before = number(row.child("w:trPr"), "w:gridBefore");
        let first = row.all("w:p").first().map_or(self.here, |p| p.paragraph);
        let blank = Cell { lines: Vec::new(), place: self.place.paragraph(first), span: 1 };
        cells.extend(std::iter::repeat_n(blank.clone(), before.min(columns)));
        for element in within(row, "w:tc") {
            let properties = element.child("w:tcPr");
            let span = number(properties, "w:gridSpan").max(1).min(columns);
            let goes_on = properties.and_then(|p| p.child("w:vMerge")).is_some_and(|merge| {
                merge.attribute("w:val").is_none_or(|value| value == "continue")
            });
            let mut cell = self.cell(element, span);
            let upper = above.and_then(|above| above.get(cells.len()));
            if let Some(upper) = upper.filter(|_| goes_on && cell.lines.is_empty()) {
                *merged |= !upper.lines.is_empty();
                if self.may_copy(upper.text().len()) {
                    cell.lines.clone_from(&upper.lines);
                }
            }
            // A cell as wide as the table is a heading within it.
            let is_spread =
                span > 1 && span < columns && self.may_copy(cell.text().len() * (span - 1));
            let spread = if is_spread { cell.clone() } else { cell.empty() };
            *merged |= span > 1 && span < columns && !cell.lines.is_empty();
            cells.push(cell);
            cells.extend(std::iter::repeat_n(spread, span - 1));
        }
        cells.truncate(columns);
        cells.resize(columns, blank);
        cells
    }

    fn cell(&mut self, element: &Element, span: usize) -> Cell {
        let first = element.all("w:p").first().map_or(self.here, |p| p.paragraph);
        let mut lines = Vec::new();
        self.cell_content(element, &mut lines);
        Cell { lines, place: self.place.paragraph(first), span }
    }

    fn cell_content(&mut self, element: &Element, lines: &mut Vec<Vec<Inline>>) {
        for child in element.elements() {
            match child.name.as_str() {
                "w:p" => lines.extend(self.cell_line(child)),
                "w:ins" | "w:moveTo" | "w:customXml" | "w:sdt" | "w:sdtContent" => {
                    self.cell_content(child, lines);
                }
                "w:del" | "w:moveFrom" => self.accounted += child.letters(),
                "w:tbl" => {
                    self.here = child.all("w:p").first().map_or(self.here, |p| p.paragraph);
                    self.lose(child, "a table within a table", "write it as a table of its own");
                }
                name if is_silent(name) => {}
                _ => self.unknown(child),
            }
        }
    }

    /// Returns a paragraph of a cell; points of a list bear their marks as text.
    fn cell_line(&mut self, paragraph: &Element) -> Option<Vec<Inline>> {
        self.here = paragraph.paragraph;
        let properties = paragraph.child("w:pPr");
        let mut line = Line::default();
        self.runs(paragraph, &Context::of(properties), &mut line);
        self.items.extend(line.figures.drain(..).map(Item::Figure));
        let mut text = line.inlines();
        let words = plain(&text);
        self.check_words(&words);
        self.lines.insert(self.here, words);
        if text.is_empty() {
            return None;
        }
        let mark = self.parts.styles.list(properties).map(|list| self.numbering.mark(&list));
        match mark {
            Some(Mark::Number(number)) => text.insert(0, Inline::Text(format!("{number} "))),
            Some(Mark::Bullet) => text.insert(0, Inline::Text("• ".into())),
            Some(Mark::Outline) | None => {}
        }
        Some(text)
    }

    fn add_table(&mut self, table: Rows, columns: usize) {
        let mut rows = table.rows;
        rows.retain(|row| row.iter().any(|cell| !cell.lines.is_empty()));
        // A row of one cell above all others is the table's title.
        while rows.len() > 1 && rows[0][0].span == columns {
            let title = rows.remove(0).swap_remove(0);
            self.written.push(Placed::new(title.text(), title.place.clone()));
            self.items.push(Item::Paragraph(vec![Inline::Strong(title.inlines())]));
        }
        for row in &rows {
            let Some(first) = row.first() else { continue };
            let texts = row.iter().map(|cell| cell.text().replace('\n', " "));
            let text = texts.collect::<Vec<_>>().join(" | ");
            self.written.push(Placed::new(text, first.place.clone()));
        }
        let mut rows = rows.iter().map(|row| row.iter().map(Cell::inlines).collect());
        if let Some(header) = rows.next() {
            let rows = rows.collect();
            self.items.push(Item::Table(Block::Table { header, rows }));
        }
    }

    fn is_cover(&self, rows: &Rows) -> bool {
        let names: Vec<String> = rows
            .rows
            .iter()
            .filter_map(|row| Some(row.first()?.text()))
            .filter(|name| !name.trim().is_empty())
            .collect();
        let known = names.iter().filter(|name| (self.is_cover)(name)).count();
        rows.rows.first().is_some_and(|row| row.len() == 2) && known > 1 && known * 2 >= names.len()
    }
}

/// Returns the elements of a name within another, those in content controls and in
/// changes among them.
fn within<'e>(element: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    for child in element.elements() {
        if child.name == name {
            found.push(child);
        } else if matches!(
            child.name.as_str(),
            "w:sdt" | "w:sdtContent" | "w:ins" | "w:moveTo" | "w:customXml"
        ) {
            found.extend(within(child, name));
        }
    }
    found
}

fn columns(row: &Element) -> usize {
    let cells = within(row, "w:tc").into_iter();
    let spans = cells.map(|cell| number(cell.child("w:tcPr"), "w:gridSpan").max(1));
    let before = number(row.child("w:trPr"), "w:gridBefore");
    spans.fold(before, usize::saturating_add)
}

fn number(properties: Option<&Element>, name: &str) -> usize {
    let value = properties.and_then(|properties| properties.value(name));
    value.and_then(|value| value.parse().ok()).unwrap_or(0)
}
