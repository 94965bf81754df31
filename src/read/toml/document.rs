//! TOML as fields and records: the second spelling of the workbooks.
//!
//! The top level and plain tables are fields (`financial` in
//! `[implications]` is the field `financial implications`); arrays of tables
//! are rows (`[[agenda]]`).

use std::collections::BTreeMap;

use super::{Entry, Node, parse};
use crate::diag::{Diagnostics, Problem};
use crate::place::{Place, Placed};
use crate::read::codes;
use crate::read::columns::Sheet;
use crate::read::fields::{Fields, column_of};
use crate::read::grid::{Cell, CellValue, fold};
use crate::read::record::{Record, nearest};

/// A TOML file, read.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub place: Place,
    /// The named values.
    pub fields: Fields,
    tables: BTreeMap<String, Vec<Placed<Vec<Entry>>>>,
}

/// Reads a TOML text that begins at line `first_line` of the file; nothing where
/// some of it is no TOML, which is said.
pub(in crate::read) fn read(
    text: &str,
    file: &Place,
    first_line: u32,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let tree = parse(text, file, first_line, diagnostics);
    let mut document =
        Document { place: file.clone(), fields: Fields::default(), tables: BTreeMap::new() };
    for entry in tree.entries.into_iter().filter(|_| tree.is_whole) {
        document.add(entry, diagnostics);
    }
    tree.is_whole.then_some(document)
}

impl Document {
    fn add(&mut self, Entry { key, value }: Entry, diagnostics: &mut Diagnostics) {
        match value.value {
            Node::Table(entries) => {
                for inner in entries {
                    let name = format!("{} {}", inner.key.value, key.value);
                    self.add_values(&Placed::new(name, inner.key.place), inner.value, diagnostics);
                }
            }
            Node::List(items) if !items.is_empty() && items.iter().all(is_table) => {
                let rows = items.into_iter().filter_map(|item| match item.value {
                    Node::Table(entries) => Some(Placed::new(entries, item.place)),
                    _ => None,
                });
                self.tables.entry(fold(&key)).or_default().extend(rows);
            }
            node => self.add_values(&key, Placed::new(node, value.place), diagnostics),
        }
    }

    fn add_values(
        &mut self,
        name: &Placed<String>,
        value: Placed<Node>,
        diagnostics: &mut Diagnostics,
    ) {
        match value.value {
            Node::List(items) => {
                for item in items {
                    self.add_values(name, item, diagnostics);
                }
            }
            Node::Cell(cell) if is_blank(&cell) => {}
            Node::Cell(cell) => self.fields.push(name.clone(), Placed::new(cell, value.place)),
            Node::Table(_) => {
                diagnostics.push(several(name, "a table").at(&value.place));
            }
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

    /// Says which tables are none of the sheets: a slip in `[[exempt]]` must not
    /// publish what stands below it.
    pub fn report_unread(&self, sheets: &[&str], diagnostics: &mut Diagnostics) {
        let is_known = |name: &str| sheets.iter().any(|sheet| fold(sheet) == name);
        for (name, rows) in self.tables.iter().filter(|(name, _)| !is_known(name)) {
            let message = format!("`[[{name}]]` is no table of a report");
            let problem = Problem::new(&codes::UNKNOWN_FIELD, message);
            let names = || sheets.iter().map(|sheet| sheet.to_lowercase());
            let problem = match nearest(name, names()) {
                Some(near) => problem.hint(format!("did you mean `[[{near}]]`?")),
                None => problem.hint(format!(
                    "its tables are {}",
                    names().map(|name| format!("`[[{name}]]`")).collect::<Vec<_>>().join(", ")
                )),
            };
            if let Some(row) = rows.first() {
                diagnostics.push(problem.at(&row.place));
            }
        }
    }
}

fn is_table(item: &Placed<Node>) -> bool {
    matches!(item.value, Node::Table(_))
}

/// An empty text is no cell, as an empty cell of a workbook is none.
fn is_blank(cell: &Cell) -> bool {
    matches!(&cell.value, CellValue::Text(text) if text.trim().is_empty())
}

fn several(name: &str, found: &str) -> Problem {
    Problem::new(&codes::SECOND_VALUE, format!("`{name}` is {found}, expected one value"))
        .hint("write one text, number or date; a text may have several lines between `\"\"\"`")
}

fn record(
    row: &Placed<Vec<Entry>>,
    sheet: &'static Sheet,
    diagnostics: &mut Diagnostics,
) -> Record {
    let mut record = Record::new(sheet, row.place.clone());
    for Entry { key, value } in &row.value {
        let Some(column) = column_of(sheet, key) else {
            diagnostics.push(unknown(key, sheet).at(&key.place));
            continue;
        };
        match &value.value {
            Node::Cell(cell) if is_blank(cell) => {}
            Node::Cell(cell) => record.set(column, Placed::new(cell.clone(), value.place.clone())),
            Node::List(_) => diagnostics.push(several(key, "a list").at(&key.place)),
            Node::Table(_) => diagnostics.push(several(key, "a table").at(&key.place)),
        }
    }
    record
}

/// Returns the problem of a name that a sheet does not have.
pub(in crate::read) fn unknown(name: &str, sheet: &Sheet) -> Problem {
    let problem =
        Problem::new(&codes::UNKNOWN_FIELD, format!("`{name}` is no field of `{}`", sheet.name));
    match nearest(&fold(name), sheet.columns.iter().map(|c| c.heading.to_string())) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint("see docs/workbook.md for the fields"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::columns::MEMBERS;

    fn read_text(text: &str) -> (Option<Document>, Diagnostics) {
        let mut diagnostics = Diagnostics::default();
        let document = read(text, &Place::file("meeting.toml"), 0, &mut diagnostics);
        (document, diagnostics)
    }

    #[test]
    fn tables_are_fields_and_rows() {
        let (document, _) = read_text(
            "notices = [\"One.\", \"Two.\"]\n[implications]\nrisk = \"None\"\n[[members]]\nname = \"A\"\n",
        );
        let document = document.expect("TOML");
        let names: Vec<_> = document.fields.iter().map(|(name, _)| name.value.clone()).collect();
        assert_eq!(names, ["notices", "notices", "risk implications"]);
        let rows = document.records(&MEMBERS, &mut Diagnostics::default()).expect("rows");
        assert_eq!(rows[0].plain("Name").as_deref(), Some("A"));
        assert_eq!(rows[0].place.to_string(), "meeting.toml:4");
    }

    #[test]
    fn a_value_that_has_no_cell_is_said() {
        let (document, mut diagnostics) =
            read_text("venue = [{ a = 1 }, 2]\n[[members]]\nname = [\"A\", \"B\"]\n");
        document.expect("TOML").records(&MEMBERS, &mut diagnostics);
        let said: Vec<_> =
            diagnostics.iter().map(|d| format!("{} {}", d.place, d.message)).collect();
        assert_eq!(
            said,
            [
                "meeting.toml:1 `venue` is a table, expected one value",
                "meeting.toml:3 `name` is a list, expected one value",
            ]
        );
    }
}
