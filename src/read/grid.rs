//! Workbooks as sparse grids of cells, whatever the format of their file.
//!
//! Only the cells that hold something are kept, so that a sheet whose last
//! cell is XFD1048576 costs no more than its cells. What a cell means is the
//! business of [`value`](super::value); how a file becomes a grid is that of
//! [`workbook`](super::workbook) and of `csv`.

mod cell;

use std::collections::BTreeMap;

pub use self::cell::{Cell, CellValue};
use crate::model::concealed::Concealed;
use crate::place::Place;
pub use crate::spelling::fold;

/// Cells joined into one, by the corners of the region, both within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merged {
    /// Row and column of the top left cell, which holds the value.
    pub first: (u32, u32),
    /// Row and column of the bottom right cell.
    pub last: (u32, u32),
}

impl Merged {
    fn covers(&self, row: u32, column: u32) -> bool {
        (self.first.0..=self.last.0).contains(&row)
            && (self.first.1..=self.last.1).contains(&column)
    }
}

/// The most merged regions of a sheet that are kept, from the top: they matter
/// where headings are looked for, and each look-up goes through all of them.
const MAX_MERGED: usize = 5_000;

/// One sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    place: Place,
    name: String,
    hidden: bool,
    rows: Vec<(u32, Vec<(u32, Cell)>)>,
    merged: Vec<Merged>,
    last_column: u32,
}

impl Grid {
    /// Returns a sheet from its cells as row, column and cell, in any order; of
    /// two cells at one place the later counts.
    pub fn new(
        place: Place,
        name: impl Into<String>,
        mut cells: Vec<(u32, u32, Cell)>,
        merged: Vec<Merged>,
    ) -> Self {
        cells.sort_by_key(|&(row, column, _)| (row, column));
        let last_column = cells.iter().map(|(_, column, _)| *column).max().unwrap_or(0);
        let mut rows: Vec<(u32, Vec<(u32, Cell)>)> = Vec::new();
        for (row, column, cell) in cells {
            match rows.last_mut() {
                Some((last, cells)) if *last == row => put(cells, column, cell),
                _ => rows.push((row, vec![(column, cell)])),
            }
        }
        let mut grid =
            Self { place, name: name.into(), hidden: false, rows, merged: Vec::new(), last_column };
        let holds = |merged: &Merged| grid.cell(merged.first.0, merged.first.1).is_some();
        let mut merged: Vec<Merged> =
            merged.into_iter().filter(|m| m.first < m.last && holds(m)).collect();
        merged.sort_unstable();
        merged.dedup_by_key(|merged| merged.first);
        merged.truncate(MAX_MERGED);
        grid.merged = merged;
        grid
    }

    /// Returns the sheet as one that is hidden in its workbook.
    #[must_use]
    pub fn hide(self) -> Self {
        Self { hidden: true, ..self }
    }

    /// Returns the sheet's name, empty for a CSV file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the sheet as a place; a cell's is `place().cell(row, column)`.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Returns whether the sheet is hidden in its workbook.
    pub fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// Returns whether nothing is written anywhere.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the cell at a row and column, if anything is written there.
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        let at = self.rows.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        let cells = &self.rows[at].1;
        let at = cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        Some(&cells[at].1)
    }

    /// Returns the cells that are seen in a row, by column: those written there, and
    /// those of the merged regions that cover the rest.
    pub fn seen(&self, row: u32) -> BTreeMap<u32, &Cell> {
        let at = self.rows.binary_search_by_key(&row, |(row, _)| *row);
        let written = at.iter().flat_map(|at| &self.rows[*at].1);
        let mut seen: BTreeMap<u32, &Cell> =
            written.map(|(column, cell)| (*column, cell)).collect();
        let covering = |region: &&Merged| (region.first.0..=region.last.0).contains(&row);
        for region in self.merged.iter().filter(covering) {
            let Some(cell) = self.cell(region.first.0, region.first.1) else { continue };
            for column in region.first.1..=region.last.1.min(self.last_column) {
                seen.entry(column).or_insert(cell);
            }
        }
        seen
    }

    /// Returns the cell at a place, or else the first cell of a region that is
    /// merged downwards within its column: it holds for each of its rows.
    pub fn cell_merged_down(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cell(row, column).or_else(|| {
            let down =
                |region: &&Merged| region.first.1 == region.last.1 && region.covers(row, column);
            let region = self.merged.iter().find(down)?;
            self.cell(region.first.0, region.first.1)
        })
    }

    /// Returns the rows that hold something, each with its cells by column.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &[(u32, Cell)])> {
        self.rows.iter().map(|(row, cells)| (*row, cells.as_slice()))
    }

    /// Returns the last row that holds something, 0 for an empty sheet.
    pub fn last_row(&self) -> u32 {
        self.rows.last().map_or(0, |(row, _)| *row)
    }

    /// Returns the last column that holds something, 0 for an empty sheet.
    pub fn last_column(&self) -> u32 {
        self.last_column
    }

    /// Returns what the place shows on one line, for drawing: percentages to
    /// two places, days as `06/03/2018`; nothing for an empty cell.
    pub fn shown(&self, row: u32, column: u32) -> String {
        self.cell(row, column).map_or_else(String::new, Cell::shown)
    }
}

fn put(cells: &mut Vec<(u32, Cell)>, column: u32, cell: Cell) {
    match cells.last_mut() {
        Some((last, old)) if *last == column => *old = cell,
        _ => cells.push((column, cell)),
    }
}

/// The sheets of one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbook {
    place: Place,
    sheets: Vec<Grid>,
    concealed: Vec<Concealed>,
}

impl Workbook {
    /// Returns a workbook of sheets in their order.
    pub fn new(place: Place, sheets: Vec<Grid>) -> Self {
        Self { place, sheets, concealed: Vec::new() }
    }

    /// Returns the workbook as one that holds what it does not show.
    #[must_use]
    pub fn concealing(self, concealed: Vec<Concealed>) -> Self {
        Self { concealed, ..self }
    }

    /// Returns the file.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Returns what the file holds and does not show.
    pub fn concealed(&self) -> &[Concealed] {
        &self.concealed
    }

    /// Returns the sheets in their order, hidden ones too.
    pub fn sheets(&self) -> &[Grid] {
        &self.sheets
    }

    /// Returns the sheet with a name; capitals, spaces and punctuation do not
    /// matter, but a visible sheet comes before a hidden one.
    pub fn sheet(&self, name: &str) -> Option<&Grid> {
        let name = fold(name);
        let named = self.sheets.iter().filter(|grid| fold(&grid.name) == name);
        named.min_by_key(|grid| grid.hidden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(text: &str) -> Cell {
        Cell::text(text).expect("not blank")
    }

    fn grid(cells: Vec<(u32, u32, Cell)>, merged: Vec<Merged>) -> Grid {
        Grid::new(Place::file("kpi.xlsx").sheet("Results"), "Results", cells, merged)
    }

    #[test]
    fn cells_are_found_whatever_their_order() {
        let grid = grid(
            vec![(5, 2, text("c")), (0, 1, text("a")), (5, 0, text("b")), (5, 2, text("d"))],
            vec![],
        );
        assert_eq!(grid.shown(5, 2), "d");
        assert_eq!(grid.shown(5, 1), "");
        assert_eq!((grid.last_row(), grid.last_column()), (5, 2));
        let rows: Vec<_> = grid.rows().map(|(row, cells)| (row, cells.len())).collect();
        assert_eq!(rows, [(0, 1), (5, 2)]);
        assert_eq!(grid.place().cell(5, 2).to_string(), "kpi.xlsx › Results!C6");
    }

    #[test]
    fn a_merged_region_shows_its_first_cell_everywhere() {
        let region = Merged { first: (0, 1), last: (1, 3) };
        let cells = vec![(0, 1, text("Quarter 3")), (1, 2, text("own")), (2, 3, text("last"))];
        let grid = grid(cells, vec![region]);
        assert_eq!(grid.seen(1).get(&3), Some(&&text("Quarter 3")));
        assert_eq!(grid.seen(1).get(&2), Some(&&text("own")));
        assert_eq!(grid.seen(1).get(&4), None);
        assert_eq!(grid.cell(1, 3), None);
    }

    #[test]
    fn sheets_are_found_by_name_however_it_is_spelt() {
        let grid =
            Grid::new(Place::file("a").sheet("Work_Programme"), "Work_Programme", vec![], vec![])
                .hide();
        let workbook = Workbook::new(Place::file("a"), vec![grid]);
        assert!(workbook.sheet("work programme").is_some_and(Grid::is_hidden));
        assert_eq!(workbook.sheet("Agenda"), None);
    }

    #[test]
    fn headings_are_compared_by_their_letters() {
        assert_eq!(fold(" Last Year\u{2019}s_Results\u{a0}%\n"), "lastyearsresults%");
        assert_eq!(fold("Terms & Conditions"), "termsandconditions");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,30}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
        }
    }
}
