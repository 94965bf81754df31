//! Sheets of two columns, Field and Value, and the top level of a TOML file:
//! named values, of which a name may have several.

use super::columns::Sheet;
use super::grid::{Cell, CellValue, Grid, fold};
use super::record::Record;
use super::value;
use crate::place::Placed;

/// Named values in the order in which they are written.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    list: Vec<(Placed<String>, Placed<Cell>)>,
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
                    continue;
                }
                fields.push(
                    name.clone(),
                    Placed::new(cell.clone(), grid.place().cell(row, first + 1)),
                );
            }
            last = Some(name);
        }
        fields
    }

    /// Adds a value.
    pub fn push(&mut self, name: Placed<String>, cell: Placed<Cell>) {
        self.list.push((name, cell));
    }

    /// Returns all values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Placed<String>, &Placed<Cell>)> {
        self.list.iter().map(|(name, cell)| (name, cell))
    }

    /// Returns the values whose formulas have no result yet.
    pub(super) fn uncalculated(&self) -> impl Iterator<Item = &Placed<Cell>> {
        let cells = self.list.iter().map(|(_, cell)| cell);
        cells.filter(|cell| matches!(cell.value.value, CellValue::Uncalculated(_)))
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns the fields that a sheet describes as a record (the first value of
    /// each), with the index into `self` of every value that it does not describe.
    pub fn split(
        &self,
        sheet: &'static Sheet,
        whole: &crate::place::Place,
    ) -> (Record, Vec<usize>) {
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
