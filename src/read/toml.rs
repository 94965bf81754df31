//! TOML as fields and records: the second spelling of the workbooks.
//!
//! The top level and plain tables are fields (`financial` in
//! `[implications]` is the field `financial implications`); arrays of tables
//! are rows (`[[agenda]]`).

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::codes;
use super::columns::Sheet;
use super::fields::{Fields, column_of};
use super::grid::{Cell, CellValue, fold};
use super::record::{Record, nearest};
use crate::diag::{Diagnostic, Diagnostics, Problem};
use crate::place::{Place, Placed};

/// A TOML file, read.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub place: Place,
    /// The named values.
    pub fields: Fields,
    tables: BTreeMap<String, Vec<Row>>,
}

type Row = (Place, Vec<(Placed<String>, Placed<Cell>)>);

/// Reads a TOML text that begins at line `first_line` of the file.
pub(super) fn read(text: &str, file: &Place, first_line: u32) -> Result<Document, Diagnostic> {
    let lines = Lines { text, file, first_line };
    let table = DeTable::parse(text).map_err(|error| {
        let place = lines.place(error.span().map_or(0, |span| span.start));
        Problem::new(&codes::BAD_TOML, error.message().replace('\n', ", "))
            .hint("see https://toml.io for the notation; text stands in double quotes")
            .at(&place)
    })?;
    let mut document =
        Document { place: file.clone(), fields: Fields::default(), tables: BTreeMap::new() };
    for (key, value) in in_order(table.get_ref()) {
        document.add(key, value, &lines);
    }
    Ok(document)
}

struct Lines<'a> {
    text: &'a str,
    file: &'a Place,
    first_line: u32,
}

impl Lines<'_> {
    fn place(&self, offset: usize) -> Place {
        let before = self.text.as_bytes().iter().take(offset).filter(|b| **b == b'\n').count();
        self.file.line(self.first_line + u32::try_from(before).unwrap_or(u32::MAX))
    }
}

/// TOML tables come sorted by key; the author's order is that of the spans.
fn in_order<'a, 'i>(
    table: &'a DeTable<'i>,
) -> Vec<(&'a Spanned<std::borrow::Cow<'i, str>>, &'a Spanned<DeValue<'i>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

impl Document {
    fn add(
        &mut self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
        lines: &Lines<'_>,
    ) {
        match value.get_ref() {
            DeValue::Table(table) => {
                for (inner, value) in in_order(table) {
                    let name = format!("{} {}", inner.get_ref(), key.get_ref());
                    let name = Placed::new(name, lines.place(inner.span().start));
                    self.add_values(&name, value, lines);
                }
            }
            DeValue::Array(items)
                if items.iter().all(|i| i.get_ref().is_table()) && !items.is_empty() =>
            {
                let rows = self.tables.entry(fold(key.get_ref())).or_default();
                for item in items {
                    let DeValue::Table(table) = item.get_ref() else { continue };
                    rows.push(row(table, item.span().start, lines));
                }
            }
            _ => {
                let name = Placed::new(key.get_ref().to_string(), lines.place(key.span().start));
                self.add_values(&name, value, lines);
            }
        }
    }

    fn add_values(
        &mut self,
        name: &Placed<String>,
        value: &Spanned<DeValue<'_>>,
        lines: &Lines<'_>,
    ) {
        let place = lines.place(value.span().start);
        if let DeValue::Array(items) = value.get_ref() {
            for item in items {
                self.add_values(name, item, lines);
            }
        } else if let Some(cell) = cell(value.get_ref()) {
            self.fields.push(name.clone(), Placed::new(cell, place));
        }
    }

    /// Returns the rows of a sheet, or nothing where the file has none.
    ///
    /// A key that is no column is an error here: an editor offers no headings to
    /// look at, so a slip must not pass.
    pub fn records(
        &self,
        sheet: &'static Sheet,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Record>> {
        let rows = self.tables.get(&fold(sheet.name))?;
        Some(rows.iter().map(|row| record(row, sheet, diagnostics)).collect())
    }
}

fn row(table: &DeTable<'_>, offset: usize, lines: &Lines<'_>) -> Row {
    let entries = in_order(table).into_iter().filter_map(|(key, value)| {
        let name = Placed::new(key.get_ref().to_string(), lines.place(key.span().start));
        Some((name, Placed::new(cell(value.get_ref())?, lines.place(value.span().start))))
    });
    (lines.place(offset), entries.collect())
}

fn record((place, entries): &Row, sheet: &'static Sheet, diagnostics: &mut Diagnostics) -> Record {
    let mut record = Record::new(sheet, place.clone());
    for (name, cell) in entries {
        match column_of(sheet, name) {
            Some(column) => record.set(column, cell.clone()),
            None => diagnostics.push(unknown(name, sheet).at(&name.place)),
        }
    }
    record
}

/// Returns the problem of a name that a sheet does not have.
pub(super) fn unknown(name: &str, sheet: &Sheet) -> Problem {
    let problem =
        Problem::new(&codes::UNKNOWN_FIELD, format!("`{name}` is no field of `{}`", sheet.name));
    match nearest(&fold(name), sheet.columns.iter().map(|c| c.heading.to_string())) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint("see docs/workbook.md for the fields"),
    }
}

fn cell(value: &DeValue<'_>) -> Option<Cell> {
    let value = match value {
        DeValue::String(text) if text.trim().is_empty() => return None,
        DeValue::String(text) => CellValue::Text(text.to_string()),
        DeValue::Integer(number) => CellValue::Number(number.as_str().parse().ok()?),
        DeValue::Float(number) => CellValue::Number(number.as_str().parse().ok()?),
        DeValue::Boolean(yes) => CellValue::Bool(*yes),
        DeValue::Datetime(datetime) => match datetime.date {
            Some(date) => CellValue::Date(
                Date::new(
                    i16::try_from(date.year).ok()?,
                    i8::try_from(date.month).ok()?,
                    i8::try_from(date.day).ok()?,
                )
                .ok()?,
            ),
            None => CellValue::Text(datetime.to_string()),
        },
        DeValue::Array(_) | DeValue::Table(_) => return None,
    };
    Some(Cell { value, percent: Some(false) })
}
