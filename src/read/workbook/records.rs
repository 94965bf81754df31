//! The records of an xls workbook, as far as calamine leaves them aside: which
//! cells show their numbers as others, which rows and columns are hidden, where notes
//! and links are, and how great a rectangle each sheet spans.
//!
//! calamine makes a full rectangle of every sheet as soon as it opens the file,
//! so this is looked at before.

use std::collections::BTreeMap;

use super::budget::{Budget, oversized};
use super::compound::{u16_at, u32_at};
use super::hidden::Hidden;
use super::look::{Look, look};
use super::{damaged, protected};
use crate::diag::Problem;

const BEGINNING: u16 = 0x0809;
const PASSWORD: u16 = 0x002F;
const END: u16 = 0x000A;
const SHEET: u16 = 0x0085;
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
/// Label, rich label, shared label, truth value or error.
const OTHER_CELLS: [u16; 4] = [0x0204, 0x00D6, 0x00FD, 0x0205];
/// The built-in formats `0%` and `0.00%`.
const BUILT_IN_PERCENT: [u16; 2] = [9, 10];

/// The most cells in the rectangles of all sheets.
const MAX_AREA: u64 = 5_000_000;
/// The most cells in a rectangle that a sheet says it has: a whole sheet of its day.
const MAX_STATED_AREA: u64 = 65_536 * 256;

/// The cells of a sheet, by row and column, that show their numbers as others.
pub(super) type Looks = BTreeMap<(u32, u32), Look>;

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
    /// How each cell format shows a number.
    looks: Vec<Look>,
    /// The names of linked files.
    links: Vec<String>,
}

impl Globals {
    fn of(stream: &[u8]) -> Result<Self, Problem> {
        let mut globals = Self::default();
        let mut formats: BTreeMap<u16, Look> =
            BUILT_IN_PERCENT.map(|number| (number, Look::PERCENT)).into();
        let mut cell_formats = Vec::new();
        let mut wide = true;
        for (kind, data) in (Records { rest: stream }) {
            match kind {
                PASSWORD if u16_at(data, 0) != Some(0) => return Err(protected()),
                BEGINNING => wide = u16_at(data, 0) == Some(0x0600),
                FORMAT => formats.extend(format(data, wide)),
                CELL_FORMAT => cell_formats.extend(u16_at(data, 2)),
                SHEET => globals
                    .sheets
                    .extend(u32_at(data, 0).and_then(|start| usize::try_from(start).ok())),
                LINK => globals.links.extend(link(data)),
                END => break,
                _ => {}
            }
        }
        let look = |number: &u16| formats.get(number).copied().unwrap_or_default();
        globals.looks = cell_formats.iter().map(look).collect();
        Ok(globals)
    }
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
    /// The cells that show their numbers as others.
    pub(super) looks: Looks,
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
            _ if OTHER_CELLS.contains(&kind) => self.reach(row, column),
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
            self.looks.insert((row, column), *look);
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
