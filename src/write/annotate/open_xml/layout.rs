//! How wide the columns and how high the rows of a sheet are, in pixels, and
//! where the box of a note stands among them.

use std::collections::BTreeMap;

use crate::write::annotate::xml::Tag;

/// The columns and rows that a sheet has in Excel.
const COLUMNS: u32 = 16_384;
const ROWS: u32 = 1_048_576;

/// The box of a note.
const WIDTH: u32 = 340;
const LINE: u32 = 15;
/// How many letters of Excel's font for notes fit into a line of the box.
const LINE_LETTERS: usize = 44;
/// The most lines that a box shows; the rest of a longer note is scrolled to.
const MOST_LINES: usize = 24;

/// The sizes of a sheet's columns and rows.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    column: u32,
    row: u32,
    /// First column, last column and their width.
    columns: Vec<(u32, u32, u32)>,
    rows: BTreeMap<u32, u32>,
}

impl Default for Layout {
    fn default() -> Self {
        Self { column: 64, row: 20, columns: Vec::new(), rows: BTreeMap::new() }
    }
}

impl Layout {
    /// Takes the default sizes from `sheetFormatPr`.
    pub(super) fn read_defaults(&mut self, tag: &Tag<'_>) {
        self.column = tag.number("defaultColWidth").map_or(self.column, pixels_of_width);
        self.row = tag.number("defaultRowHeight").map_or(self.row, pixels_of_height);
    }

    /// Takes the width of some columns from `col`.
    pub(super) fn read_columns(&mut self, tag: &Tag<'_>) {
        let (Some(first), Some(last)) = (tag.number::<u32>("min"), tag.number::<u32>("max")) else {
            return;
        };
        let width = tag.number("width").map_or(self.column, pixels_of_width);
        let width = if tag.says("hidden") { 0 } else { width };
        self.columns.push((first.saturating_sub(1), last.saturating_sub(1), width));
    }

    /// Takes the height of a row from `row`.
    pub(super) fn read_row(&mut self, row: u32, tag: &Tag<'_>) {
        if tag.says("hidden") {
            self.rows.insert(row, 0);
        } else if let Some(height) = tag.number("ht") {
            self.rows.insert(row, pixels_of_height(height));
        }
    }

    /// Returns where the box of a cell's note stands, as drawings say it: column,
    /// pixels within it, row and pixels within it of the top left and of the
    /// bottom right corner.
    pub(super) fn anchor(&self, (row, column): (u32, u32), note: &str) -> [u32; 8] {
        let left = if column + 9 < COLUMNS { column + 1 } else { column.saturating_sub(9) };
        let top = row.saturating_sub(1).min(ROWS - 40);
        let (right, right_pixels) = walk(left, 15 + WIDTH, COLUMNS, |c| self.width(c));
        let (bottom, bottom_pixels) = self.below(top, 10 + height_of(note));
        [left, 15, top, 10, right, right_pixels, bottom, bottom_pixels]
    }

    /// Returns the row that lies some pixels below the top of another, and the
    /// pixels within it.
    pub(super) fn below(&self, row: u32, pixels: u32) -> (u32, u32) {
        walk(row, pixels, ROWS, |row| self.height(row))
    }

    fn width(&self, column: u32) -> u32 {
        let mut columns = self.columns.iter();
        let found = columns.find(|(first, last, _)| (*first..=*last).contains(&column));
        found.map_or(self.column, |(.., width)| *width)
    }

    fn height(&self, row: u32) -> u32 {
        self.rows.get(&row).copied().unwrap_or(self.row)
    }
}

/// Returns how many pixels a note needs from top to bottom.
pub(super) fn height_of(note: &str) -> u32 {
    let lines = note.lines().map(|line| line.chars().count() / LINE_LETTERS + 1);
    let lines = lines.sum::<usize>().clamp(2, MOST_LINES);
    u32::try_from(lines).unwrap_or(2) * LINE + 10
}

/// Returns the column or row that lies some pixels on, and the pixels within it.
fn walk(from: u32, pixels: u32, end: u32, size: impl Fn(u32) -> u32) -> (u32, u32) {
    let mut left = pixels;
    for at in from..end {
        let here = size(at);
        if left < here {
            return (at, left);
        }
        left -= here;
    }
    (end.saturating_sub(1), 0)
}

/// A width is in characters of the default font, seven pixels each at its usual size.
fn pixels_of_width(width: f64) -> u32 {
    small(width * 7.0)
}

/// A height is in points, of which three are four pixels.
fn pixels_of_height(points: f64) -> u32 {
    small(points * 4.0 / 3.0)
}

fn small(pixels: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to what no size of a column or row goes beyond"
    )]
    let pixels = pixels.clamp(0.0, 2000.0) as u32;
    pixels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_stands_beside_its_cell() {
        let mut layout = Layout::default();
        let note = "error KPI003: wrong\nhint: mend it";
        assert_eq!(layout.anchor((11, 5), note), [6, 15, 10, 10, 11, 35, 12, 10]);
        layout.columns.push((6, 6, 500));
        layout.rows.insert(11, 300);
        assert_eq!(layout.anchor((11, 5), note), [6, 15, 10, 10, 6, 355, 11, 30]);
    }

    #[test]
    fn a_box_stays_within_the_sheet() {
        let anchor = Layout::default().anchor((1_048_575, 16_383), "x");
        assert!(anchor[0] < 16_383 && anchor[4] <= 16_383 && anchor[6] <= 1_048_575, "{anchor:?}");
    }
}
