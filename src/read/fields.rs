//! Sheets of two columns, Field and Value, and the top level of a TOML file:
//! named values, of which a name may have several.

use super::columns::Sheet;
use super::grid::{Cell, Grid, fold};
use super::record::Record;
use super::{codes, exempt, value};
use crate::diag::{Diagnostics, Problem};
use crate::place::{Place, Placed};

/// Named values in the order in which they are written.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    list: Vec<(Placed<String>, Placed<Cell>)>,
    /// Names with nothing beside them, each with how many values stand above it.
    bare: Vec<(usize, Placed<String>)>,
    /// Cells to the right of a value, under no heading.
    beside: Vec<Place>,
}

impl Fields {
    /// Returns the fields of a sheet: the first two cells of every row, where
    /// the first names a field. A title above them and a heading row `Field`,
    /// `Value` are skipped.
    ///
    /// A row whose first cell is empty goes on with the field above it.
    pub fn of_sheet(grid: &Grid) -> Self {
        let mut fields = Self::default();
        let Some(first) = grid.rows().filter_map(|(_, cells)| cells.first().map(|c| c.0)).min()
        else {
            return fields;
        };
        let mut last: Option<Placed<String>> = None;
        let mut has_other_headings = false;
        for (row, _) in grid.rows() {
            let name = grid
                .cell(row, first)
                .map(|cell| Placed::new(value::text(cell), grid.place().cell(row, first)));
            let name = name.filter(|name| !name.is_empty()).or_else(|| last.clone());
            let Some(name) = name else { continue };
            if let Some(cell) = grid.cell(row, first + 1) {
                let heading_row = fields.is_empty()
                    && fold(&name) == "field"
                    && fold(&value::text(cell)) == "value";
                if heading_row {
                    // A template says in columns of its own what belongs in a field.
                    has_other_headings = grid.cell(row, first + 2).is_some();
                    continue;
                }
                let further = grid.cell(row, first + 2).filter(|_| !has_other_headings);
                fields.beside.extend(further.map(|_| grid.place().cell(row, first + 2)));
                fields.push(
                    name.clone(),
                    Placed::new(cell.clone(), grid.place().cell(row, first + 1)),
                );
            } else if last.as_ref().is_none_or(|last| last.place != name.place) {
                fields.push_bare(name.clone());
            }
            last = Some(name);
        }
        fields
    }

    /// Adds a value.
    pub fn push(&mut self, name: Placed<String>, cell: Placed<Cell>) {
        // A value may stand below the row of its name.
        self.bare.retain(|(_, bare)| bare.place != name.place);
        self.list.push((name, cell));
    }

    /// Adds a name that has nothing beside it.
    pub(super) fn push_bare(&mut self, name: Placed<String>) {
        self.bare.push((self.list.len(), name));
    }

    /// Adds a value that has no name, where no title can stand.
    pub(super) fn push_nameless(&mut self, value: Placed<String>) {
        self.bare.push((self.list.len().max(1), value));
    }

    /// Says which words stand alone in their row and are no field: they are read as nothing.
    /// Above the first field stands a title, which may say what is exempt.
    pub(super) fn report_bare(
        &self,
        is_known: &dyn Fn(&str) -> bool,
        diagnostics: &mut Diagnostics,
    ) {
        if let Some(place) = self.beside.first() {
            let more = match self.beside.len() - 1 {
                0 => String::new(),
                more => format!(", as do {more} more"),
            };
            let message = format!("the cell stands beside a value{more}, and is not read");
            let problem = Problem::new(&codes::NO_HEADING, message)
                .hint("write it into the value, on a line of its own, or clear it");
            diagnostics.push(problem.at(place));
        }
        for (above, name) in self.bare.iter().filter(|(_, name)| !is_known(name)) {
            if exempt::is_banner(name) {
                diagnostics.push(exempt::banner(name).at(&name.place));
            } else if *above > 0 {
                let shown = name.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
                let message =
                    format!("`{shown}` is no field, stands alone in its row, and is not read");
                let problem = Problem::new(&codes::NO_HEADING, message)
                    .hint("write the name of a field to the left of it, or take the row out");
                diagnostics.push(problem.at(&name.place));
            }
        }
    }

    /// Returns all values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Placed<String>, &Placed<Cell>)> {
        self.list.iter().map(|(name, cell)| (name, cell))
    }

    /// Returns the values whose formulas have no result yet.
    pub(super) fn unsettled(&self) -> impl Iterator<Item = &Placed<Cell>> {
        let cells = self.list.iter().map(|(_, cell)| cell);
        cells.filter(|cell| cell.is_unsettled())
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns the fields that a sheet describes as a record (the first value of
    /// each), with the index into `self` of every value that it does not describe.
    pub fn split(&self, sheet: &'static Sheet, whole: &Place) -> (Record, Vec<usize>) {
        let mut record = Record::new(sheet, whole.clone());
        let mut rest = Vec::new();
        for (index, (name, cell)) in self.list.iter().enumerate() {
            match column_of(sheet, name) {
                Some(column) if !record.has(column) => record.set(column, cell.clone()),
                _ => rest.push(index),
            }
        }
        (record, rest)
    }

    /// Returns the value with an index.
    pub fn get(&self, index: usize) -> (&Placed<String>, &Placed<Cell>) {
        let (name, cell) = &self.list[index];
        (name, cell)
    }

    /// Returns every value of the field that a heading of the sheet names.
    pub fn all(&self, sheet: &Sheet, heading: &str) -> Vec<Placed<String>> {
        let column = sheet.columns.iter().position(|c| c.heading == heading);
        let values = self.list.iter().filter(|(name, _)| column_of(sheet, name) == column);
        values.map(|(_, cell)| Placed::new(value::text(cell), cell.place.clone())).collect()
    }
}

/// Returns which column of a sheet of fields a name means.
pub(super) fn column_of(sheet: &Sheet, name: &str) -> Option<usize> {
    let folded = fold(name);
    sheet.columns.iter().position(|column| {
        std::iter::once(&column.heading).chain(column.aliases).any(|known| fold(known) == folded)
    })
}
