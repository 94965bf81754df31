//! A workbook changed as its author would change it: cells set, sheets added, all
//! else with its values and formats.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{Format, Workbook};

/// A cell: its value and the format that it is shown in.
type Cell = (Data, Option<String>);

/// A sheet: its name, and its cells by row and column.
type Sheet = (String, BTreeMap<(u32, u16), Cell>);

/// A workbook in memory.
pub(crate) struct Book {
    path: PathBuf,
    sheets: Vec<Sheet>,
}

impl Book {
    /// Opens a workbook.
    pub(crate) fn open(path: PathBuf) -> Self {
        let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
        let names = book.sheet_names();
        let sheets = names.into_iter().map(|name| {
            let range = book.worksheet_range(&name).expect("a sheet");
            let styles = book.worksheet_style(&name).expect("styles");
            let (row0, column0) = range.start().unwrap_or_default();
            let cells = range.used_cells().map(|(row, column, value)| {
                let row = row0 + u32::try_from(row).expect("a row");
                let column = column0 + u32::try_from(column).expect("a column");
                let style = styles.get((row, column)).and_then(|s| s.number_format.as_ref());
                let format = style.map(|format| format.format_code.clone());
                ((row, u16::try_from(column).expect("a column")), (value.clone(), format))
            });
            let cells = cells.collect();
            (name, cells)
        });
        Self { sheets: sheets.collect(), path }
    }

    /// Writes text into a cell, such as `G7`.
    pub(crate) fn text(&mut self, sheet: &str, cell: &str, text: &str) -> &mut Self {
        self.set(sheet, cell, Data::String(text.into()))
    }

    /// Writes a number into a cell, which keeps its format.
    pub(crate) fn number(&mut self, sheet: &str, cell: &str, number: f64) -> &mut Self {
        self.set(sheet, cell, Data::Float(number))
    }

    /// Adds a sheet of texts.
    pub(crate) fn sheet(&mut self, name: &str, rows: &[&[&str]]) -> &mut Self {
        let mut cells = BTreeMap::new();
        for (row, texts) in (0u32..).zip(rows) {
            for (column, text) in (0u16..).zip(*texts) {
                cells.insert((row, column), (Data::String((*text).into()), None));
            }
        }
        self.sheets.push((name.into(), cells));
        self
    }

    /// Returns the rows that begin with a text, as Excel counts them.
    pub(crate) fn rows_of(&self, sheet: &str, text: &str) -> Vec<u32> {
        let (_, cells) = self.sheets.iter().find(|(name, _)| name == sheet).expect("a sheet");
        let named =
            cells.iter().filter(|((_, column), (value, _))| *column == 0 && *value == *text);
        named.map(|((row, _), _)| row + 1).collect()
    }

    /// Returns the first row that begins with these texts, as Excel counts it.
    pub(crate) fn row_of(&self, sheet: &str, texts: &[&str]) -> u32 {
        let (_, cells) = self.sheets.iter().find(|(name, _)| name == sheet).expect("a sheet");
        let holds = |row: u32| {
            (0u16..).zip(texts).all(|(column, text)| {
                cells.get(&(row, column)).is_some_and(|(value, _)| *value == **text)
            })
        };
        (0..1000).find(|row| holds(*row)).expect("a row") + 1
    }

    fn set(&mut self, sheet: &str, cell: &str, value: Data) -> &mut Self {
        let column = u16::from(cell.as_bytes()[0] - b'A');
        let row: u32 = cell[1..].parse().expect("a row");
        let (_, cells) = self.sheets.iter_mut().find(|(name, _)| name == sheet).expect("a sheet");
        cells.entry((row - 1, column)).or_insert((Data::Empty, None)).0 = value;
        self
    }

    /// Saves it in its place.
    pub(crate) fn save(&self) {
        save(&self.path, &self.sheets);
    }
}

fn save(path: &Path, sheets: &[Sheet]) {
    let mut workbook = Workbook::new();
    for (name, cells) in sheets {
        let sheet = workbook.add_worksheet().set_name(name).expect("a sheet's name");
        for (&(row, column), (value, format)) in cells {
            let mut look = Format::new();
            if let Some(code) = format {
                look = look.set_num_format(code);
            }
            let number = match value {
                Data::Float(number) => Some(*number),
                Data::Int(number) => Some(f64::from(i32::try_from(*number).expect("small"))),
                Data::DateTime(date) => Some(date.as_f64()),
                _ => None,
            };
            match (number, value) {
                (Some(number), _) => {
                    sheet.write_number_with_format(row, column, number, &look).expect("written");
                }
                (None, Data::Empty) => {}
                (None, other) => {
                    sheet.write_string(row, column, other.to_string()).expect("written");
                }
            }
        }
    }
    workbook.save(path).expect("saved");
}
