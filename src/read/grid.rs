//! Workbooks as sparse grids of cells, whatever the format of their file.
//!
//! Only the cells that hold something are kept, so that a sheet whose last
//! cell is XFD1048576 costs no more than its cells. What a cell means is the
//! business of [`value`](super::value); how a file becomes a grid is that of
//! [`workbook`](super::workbook) and [`csv`](super::csv).

use std::fmt;

use jiff::civil::{Date, DateTime, Time};

use crate::model::figure::Figure;
use crate::place::Place;

/// What is written in a cell. An empty cell is no cell.
#[derive(Clone, Debug, PartialEq)]
pub enum CellValue {
    /// Text, its line breaks as `\n`.
    Text(String),
    /// A number as stored: 0.95 where the cell shows 95%.
    Number(f64),
    /// A day.
    Date(Date),
    /// A day with a time of day.
    DateTime(DateTime),
    /// A time of day.
    Time(Time),
    /// `TRUE` or `FALSE`.
    Bool(bool),
    /// A spreadsheet error as shown, such as `#DIV/0!`.
    Error(String),
}

/// One cell that holds something.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What is written in it.
    pub value: CellValue,
    /// Whether its number is shown as a percentage; nothing where the file
    /// does not say, and for what is no number.
    pub percent: Option<bool>,
}

impl Cell {
    /// Returns a cell with a text, or nothing for a text of white space only.
    pub fn text(text: &str) -> Option<Self> {
        if text.chars().all(is_blank) {
            return None;
        }
        let text = if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text.to_string()
        };
        Some(Self { value: CellValue::Text(text), percent: None })
    }

    /// Returns a cell with anything but a number.
    pub fn plain(value: CellValue) -> Self {
        Self { value, percent: None }
    }

    fn shown(&self) -> String {
        match (&self.value, self.percent) {
            (CellValue::Text(text), _) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            (CellValue::Number(number), Some(true)) => percentage(*number, Some(2)),
            _ => self.to_string(),
        }
    }
}

impl fmt::Display for Cell {
    /// Writes the cell as a person would type it: `3`, `93.16%`, `06/03/2018`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            CellValue::Text(text) | CellValue::Error(text) => f.write_str(text),
            CellValue::Number(number) if self.percent == Some(true) => {
                f.write_str(&percentage(*number, None))
            }
            CellValue::Number(number) => match Figure::new(*number) {
                Some(figure) => write!(f, "{}", figure.value()),
                None => write!(f, "{number}"),
            },
            CellValue::Date(date) => write!(f, "{}", day(*date)),
            CellValue::DateTime(both) => write!(f, "{} {}", day(both.date()), clock(both.time())),
            CellValue::Time(time) => write!(f, "{}", clock(*time)),
            CellValue::Bool(yes) => f.write_str(if *yes { "TRUE" } else { "FALSE" }),
        }
    }
}

fn percentage(number: f64, places: Option<u8>) -> String {
    let Some(figure) = Figure::new(number * 100.0) else { return format!("{number}") };
    let figure = places.map_or(figure, |places| figure.rounded(places));
    format!("{}%", figure.value())
}

fn day(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// White space of any width, and the marks that take no room at all.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

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

/// One sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    place: Place,
    name: String,
    hidden: bool,
    rows: Vec<(u32, Vec<(u32, Cell)>)>,
    merged: Vec<Merged>,
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
        let mut rows: Vec<(u32, Vec<(u32, Cell)>)> = Vec::new();
        for (row, column, cell) in cells {
            match rows.last_mut() {
                Some((last, cells)) if *last == row => put(cells, column, cell),
                _ => rows.push((row, vec![(column, cell)])),
            }
        }
        let mut grid = Self { place, name: name.into(), hidden: false, rows, merged: Vec::new() };
        grid.merged =
            merged.into_iter().filter(|m| m.first < m.last && grid.holds(m.first)).collect();
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

    /// Returns the cell that is seen at a row and column: the one written
    /// there, or else that of the merged region which covers the place.
    pub fn merged_cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cell(row, column).or_else(|| {
            let region = self.merged.iter().find(|region| region.covers(row, column))?;
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
        self.rows
            .iter()
            .filter_map(|(_, cells)| cells.last())
            .map(|(column, _)| *column)
            .max()
            .unwrap_or(0)
    }

    /// Returns what the place shows on one line, for drawing: percentages to
    /// two places, days as `06/03/2018`; nothing for an empty cell.
    pub fn shown(&self, row: u32, column: u32) -> String {
        self.cell(row, column).map_or_else(String::new, Cell::shown)
    }

    fn holds(&self, (row, column): (u32, u32)) -> bool {
        self.cell(row, column).is_some()
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
}

impl Workbook {
    /// Returns a workbook of sheets in their order.
    pub fn new(place: Place, sheets: Vec<Grid>) -> Self {
        Self { place, sheets }
    }

    /// Returns the file.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Returns the sheets in their order, hidden ones too.
    pub fn sheets(&self) -> &[Grid] {
        &self.sheets
    }

    /// Returns the first sheet with a name; capitals, spaces and punctuation do
    /// not matter.
    pub fn sheet(&self, name: &str) -> Option<&Grid> {
        let name = fold(name);
        self.sheets.iter().find(|grid| fold(&grid.name) == name)
    }
}

/// Returns a heading or word as it is compared: lower case, letters, digits and
/// `%` only, `&` as `and`. The one place where headings are made alike.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => folded.push_str("and"),
            '%' => folded.push('%'),
            _ if c.is_alphanumeric() => {
                folded.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()))
            }
            _ => {}
        }
    }
    folded
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
        let grid = grid(vec![(0, 1, text("Quarter 3")), (1, 2, text("own"))], vec![region]);
        assert_eq!(grid.merged_cell(1, 3), Some(&text("Quarter 3")));
        assert_eq!(grid.merged_cell(1, 2), Some(&text("own")));
        assert_eq!(grid.merged_cell(1, 4), None);
        assert_eq!(grid.cell(1, 3), None);
    }

    #[test]
    fn cells_read_as_a_person_would_type_them() {
        let number = |value, percent| Cell { value: CellValue::Number(value), percent };
        assert_eq!(number(3.0, None).to_string(), "3");
        assert_eq!(number(0.1 + 0.2, Some(false)).to_string(), "0.3");
        assert_eq!(number(0.9316, Some(true)).to_string(), "93.16%");
        assert_eq!(number(74.0 / 81.0, Some(true)).shown(), "91.36%");
        let date = Date::constant(2018, 3, 6);
        assert_eq!(Cell::plain(CellValue::Date(date)).to_string(), "06/03/2018");
        assert_eq!(
            Cell::plain(CellValue::DateTime(date.at(19, 30, 0, 0))).to_string(),
            "06/03/2018 19:30"
        );
        assert_eq!(text("two\r\nlines\rthree").value, CellValue::Text("two\nlines\nthree".into()));
        assert_eq!(Cell::text(" \u{a0}\n"), None);
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
