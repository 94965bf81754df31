//! The records of an xls workbook, as far as calamine leaves them aside: which
//! cells show what they hold as another, which rows and columns are hidden, where notes
//! and links are, and how great a rectangle each sheet spans.
//!
//! calamine makes a full rectangle of every sheet as soon as it opens the file,
//! so this is looked at before.

mod strings;

use std::collections::BTreeMap;

use super::budget::{Budget, oversized};
use super::compound::{u16_at, u32_at};
use super::hidden::Hidden;
use super::look::{BUILT_IN_PERCENT, Look, look};
use super::mark::Run;
use super::{damaged, protected};
use crate::diag::Problem;
use crate::read::grid::Cell;

const BEGINNING: u16 = 0x0809;
const PASSWORD: u16 = 0x002F;
const END: u16 = 0x000A;
const SHEET: u16 = 0x0085;
const FONT: u16 = 0x0031;
const FORMAT: u16 = 0x041E;
const CELL_FORMAT: u16 = 0x00E0;
const DIMENSIONS: u16 = 0x0200;
const FORMULA: u16 = 0x0006;
const FORMULA_TEXT: u16 = 0x0207;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;
const NOTE: u16 = 0x001C;
const LINK: u16 = 0x01AE;
const NUMBERS: u16 = 0x00BD;
const NUMBER: u16 = 0x0203;
const SHORT_NUMBER: u16 = 0x027E;
const SHARED_LABEL: u16 = 0x00FD;
/// Label, rich label, truth value or error.
const OTHER_CELLS: [u16; 3] = [0x0204, 0x00D6, 0x0205];
/// No font has this number.
const NO_FONT: usize = 4;

/// The most cells in the rectangles of all sheets.
const MAX_AREA: u64 = 5_000_000;
/// The most cells in a rectangle that a sheet says it has: a whole sheet of its day.
const MAX_STATED_AREA: u64 = 65_536 * 256;

/// The cells of a sheet, by row and column, that show what they hold as another.
pub(super) type Looks = BTreeMap<(u32, u32), Look>;
/// The cells of a sheet, by row and column, that are other than calamine gives them.
pub(super) type Texts = BTreeMap<(u32, u32), Cell>;

/// What the records of a workbook say.
pub(super) struct Workbook {
    /// Each sheet, in the workbook's order.
    pub(super) sheets: Vec<Sheet>,
    /// The names of the files that formulas look into.
    pub(super) links: Vec<String>,
}

/// Reads the records, or says that the sheets span more than can be borne.
pub(super) fn read(stream: &[u8], budget: &mut Budget) -> Result<Workbook, Problem> {
    let globals = Globals::of(stream)?;
    let mut area = 0u64;
    let mut sheets = Vec::new();
    for start in &globals.sheets {
        budget.sheet()?;
        let records = stream
            .get(*start..)
            .ok_or_else(|| damaged("a sheet lies beyond the end of the file"))?;
        let sheet = Sheet::of(records, &globals, budget)?;
        area = area.saturating_add(sheet.area());
        if area > MAX_AREA {
            return Err(oversized("the sheets of the workbook span more than 5,000,000 cells"));
        }
        sheets.push(sheet);
    }
    Ok(Workbook { sheets, links: globals.links })
}

struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (u16_at(self.rest, 0)?, usize::from(u16_at(self.rest, 2)?));
        let data = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        Some((kind, data))
    }
}

/// What the workbook says before its sheets.
#[derive(Default)]
struct Globals {
    /// Where in the stream each sheet begins.
    sheets: Vec<usize>,
    /// How each cell format shows what stands in it.
    looks: Vec<Look>,
    /// The texts of which a part is raised, lowered or struck out, by number.
    texts: BTreeMap<u32, Cell>,
    /// The names of linked files.
    links: Vec<String>,
}

impl Globals {
    fn of(stream: &[u8]) -> Result<Self, Problem> {
        let mut globals = Self::default();
        let mut formats: BTreeMap<u16, Look> =
            BUILT_IN_PERCENT.map(|number| (number, Look::PERCENT)).into();
        let (mut fonts, mut cell_formats) = (Vec::new(), Vec::new());
        let mut wide = true;
        for (kind, data) in (Records { rest: stream }) {
            match kind {
                PASSWORD if u16_at(data, 0) != Some(0) => return Err(protected()),
                BEGINNING => wide = u16_at(data, 0) == Some(0x0600),
                FORMAT => formats.extend(format(data, wide)),
                FONT => fonts.push(font(data)),
                CELL_FORMAT => cell_formats.extend(u16_at(data, 0).zip(u16_at(data, 2))),
                SHEET => globals
                    .sheets
                    .extend(u32_at(data, 0).and_then(|start| usize::try_from(start).ok())),
                LINK => globals.links.extend(link(data)),
                END => break,
                _ => {}
            }
        }
        let look = |(font, number): &(u16, u16)| Look {
            is_struck: of_number(&fonts, *font).is_struck,
            ..formats.get(number).cloned().unwrap_or_default()
        };
        globals.looks = cell_formats.iter().map(look).collect();
        // Most workbooks mark nothing, and their list of texts need not be read.
        if fonts.iter().any(|font| *font != Run::default()) {
            globals.texts = strings::marked(stream, |number| of_number(&fonts, number));
        }
        Ok(globals)
    }
}

/// How a font looks: what a record says of it at its bytes 2 and 8.
fn font(data: &[u8]) -> Run {
    Run::of_font(u16_at(data, 2).unwrap_or(0), u16_at(data, 8).unwrap_or(0))
}

/// Returns the font with a number.
fn of_number(fonts: &[Run], number: u16) -> Run {
    let number = usize::from(number);
    let at = if number > NO_FONT { number - 1 } else { number };
    fonts.get(at).copied().unwrap_or_default()
}

/// A format's number, and how it shows a number. Excel 97 and later
/// write the text with its width, Excel 5 in bytes alone.
fn format(data: &[u8], wide: bool) -> Option<(u16, Look)> {
    let number = u16_at(data, 0)?;
    let text = match (wide, data.get(4)) {
        (true, Some(flags)) if flags & 1 == 1 => {
            let units: Vec<u16> = data[5..]
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16_lossy(&units)
        }
        (true, _) => data.get(5..)?.iter().map(|byte| char::from(*byte)).collect(),
        (false, _) => data.get(3..)?.iter().map(|byte| char::from(*byte)).collect(),
    };
    Some((number, look(&text)))
}

/// The name of the file that a link leads to: the last part of its path, which is
/// written with marks of its own; a link to the workbook itself has none.
fn link(data: &[u8]) -> Option<String> {
    let length = u16_at(data, 2).filter(|length| *length <= 255).map(usize::from)?;
    let bytes = data.get(5..)?;
    let wide = data.get(4)? & 1 == 1;
    let units: Vec<u16> = if wide {
        bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect()
    } else {
        bytes.iter().map(|byte| u16::from(*byte)).collect()
    };
    let path = String::from_utf16_lossy(units.get(..length)?);
    let parts = path.split(|c: char| c.is_control() || matches!(c, '/' | '\\' | '[' | ']'));
    let name = parts.rev().find(|part| !part.trim().is_empty())?;
    Some(name.replace('`', "'"))
}

/// What the records of one sheet come to.
#[derive(Default)]
pub(super) struct Sheet {
    /// The cells that show what they hold as another.
    pub(super) looks: Looks,
    /// The cells of which a part is raised, lowered or struck out.
    pub(super) texts: Texts,
    /// Hidden rows and columns.
    pub(super) hidden: Hidden,
    /// The cells with notes.
    pub(super) notes: Vec<(u32, u32)>,
    corners: Option<((u32, u32), (u32, u32))>,
}

impl Sheet {
    /// Reads as far as calamine does: charts within the sheet are passed over.
    fn of(records: &[u8], globals: &Globals, budget: &mut Budget) -> Result<Self, Problem> {
        let mut sheet = Self::default();
        let mut depth = 0u32;
        for (kind, data) in (Records { rest: records }) {
            budget.visit()?;
            match kind {
                BEGINNING => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                _ if depth > 1 => {}
                DIMENSIONS if stated_area(data) > MAX_STATED_AREA => {
                    return Err(damaged(
                        "a sheet says that it has more cells than a sheet can have",
                    ));
                }
                _ => sheet.cell(kind, data, globals),
            }
        }
        Ok(sheet)
    }

    fn cell(&mut self, kind: u16, data: &[u8], globals: &Globals) {
        let (Some(row), Some(column)) =
            (u16_at(data, 0).map(u32::from), u16_at(data, 2).map(u32::from))
        else {
            return;
        };
        match kind {
            ROW if data.get(12).is_some_and(|options| options & 0x20 != 0) => {
                self.hidden.rows.push(row, row);
            }
            COLUMNS if data.get(8).is_some_and(|options| options & 1 != 0) => {
                let (first, last) = (row, column);
                self.hidden.columns.push(first, last);
            }
            NOTE => self.notes.push((row, column)),
            NUMBERS => self.numbers(row, column, data, globals),
            NUMBER | SHORT_NUMBER | FORMULA => {
                self.reach(row, column);
                self.format(row, column, u16_at(data, 4), globals);
            }
            // The text of a formula stands at its cell, or at the first one.
            FORMULA_TEXT if self.corners.is_none() => self.reach(0, 0),
            SHARED_LABEL => {
                self.reach(row, column);
                self.format(row, column, u16_at(data, 4), globals);
                let text = u32_at(data, 6).and_then(|number| globals.texts.get(&number));
                self.texts.extend(text.map(|text| ((row, column), text.clone())));
            }
            _ if OTHER_CELLS.contains(&kind) => {
                self.reach(row, column);
                self.format(row, column, u16_at(data, 4), globals);
            }
            _ => {}
        }
    }

    /// Numbers side by side: each has a format and four bytes of its own.
    fn numbers(&mut self, row: u32, first: u32, data: &[u8], globals: &Globals) {
        let each = data.get(4..).unwrap_or(&[]).chunks_exact(6);
        for (column, number) in (first..).zip(each) {
            self.reach(row, column);
            self.format(row, column, u16_at(number, 0), globals);
        }
        if let Some(last) = data.len().checked_sub(2).and_then(|at| u16_at(data, at)) {
            self.reach(row, u32::from(last));
        }
    }

    fn format(&mut self, row: u32, column: u32, format: Option<u16>, globals: &Globals) {
        let look = format.and_then(|format| globals.looks.get(usize::from(format)));
        if let Some(look) = look.filter(|look| **look != Look::PLAIN) {
            self.looks.insert((row, column), look.clone());
        }
    }

    fn reach(&mut self, row: u32, column: u32) {
        let (first, last) = self.corners.unwrap_or(((row, column), (row, column)));
        let first = (first.0.min(row), first.1.min(column));
        self.corners = Some((first, (last.0.max(row), last.1.max(column))));
    }

    fn area(&self) -> u64 {
        self.corners.map_or(0, |(first, last)| {
            u64::from(last.0 - first.0 + 1) * u64::from(last.1 - first.1 + 1)
        })
    }
}

/// The cells of the rectangle that a sheet says it has, for which calamine
/// makes room; a rectangle turned inside out counts as endless.
fn stated_area(data: &[u8]) -> u64 {
    let short = |at| u16_at(data, at).map_or(0, u64::from);
    let long = |at| u32_at(data, at).map_or(0, u64::from);
    let (top, bottom, left, right) = if data.len() == 10 {
        (short(0), short(2), short(4), short(6))
    } else {
        (long(0), long(4), short(8), short(10))
    };
    if bottom == 0 || right == 0 {
        return 1;
    }
    let left = if left > 255 || right < left { 0 } else { left };
    bottom.checked_sub(top).map_or(u64::MAX, |rows| rows.saturating_mul(right.saturating_sub(left)))
}
