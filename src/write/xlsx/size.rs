//! How wide columns and how high rows must be for all text to show.
//!
//! Estimates on the safe side, so that the fonts that stand in for Arial have
//! room too. Heights are written as a spreadsheet program writes those that it
//! fitted, so that it fits them anew when a cell is edited.

use super::sheet::{Cell, Column, Kind, Sheet};
use super::style;

/// The width of a bold character against a digit's, at the most.
const BOLD: f64 = 1.25;

/// Returns the widths of a sheet's columns, in characters: as wide as the
/// longest line, within the limits of the kind, and wider where a row would
/// else be higher than Excel can show.
pub(super) fn widths(sheet: &Sheet) -> Vec<f64> {
    (0..sheet.columns.len()).map(|column| width(sheet, column)).collect()
}

/// Returns the height of a row of the table, in points.
pub(super) fn row_height(row: &[Cell], widths: &[f64]) -> f64 {
    let of_cell =
        |(cell, width): (&Cell, &f64)| text_of(cell).map_or(1, |text| lines(text, running(*width)));
    height(row.iter().zip(widths).map(of_cell).max().unwrap_or(1))
}

/// Returns the height of the row of headings, in points.
pub(super) fn heading_height(columns: &[Column], widths: &[f64]) -> f64 {
    let of_column = |(column, width): (&Column, &f64)| lines(&column.heading, bold(*width));
    height(columns.iter().zip(widths).map(of_column).max().unwrap_or(1))
}

/// Returns the height of a sentence on the cover, in points.
pub(super) fn sentence_height(sentence: &str) -> f64 {
    height(lines(sentence, running(style::PROSE_WIDTH)))
}

/// Returns the height of a title that is wrapped on the cover, in points.
pub(super) fn cover_title_height(title: &str) -> f64 {
    let scale = style::TITLE_POINTS / style::BODY_POINTS;
    height(lines(title, style::PROSE_WIDTH / scale / BOLD)) * scale
}

fn width(sheet: &Sheet, column: usize) -> f64 {
    let texts = || sheet.rows.iter().filter_map(|row| text_of(&row[column]));
    let Column { heading, kind } = &sheet.columns[column];
    let longest_word = heading
        .split(' ')
        .map(|word| characters(word) * BOLD + 3.0)
        .fold(style::NARROWEST, f64::max);
    let limit = match kind {
        Kind::Prose => style::PROSE_WIDTH,
        Kind::Name | Kind::Figure | Kind::Status => style::NAME_WIDTH,
    };
    let longest_line = texts()
        .flat_map(str::lines)
        .map(|line| characters(line) + 3.0)
        .fold(longest_word, f64::max);
    let mut width = longest_line.min(limit.max(longest_word));
    while width < style::WIDEST
        && texts().any(|text| lines(text, running(width)) > style::MOST_LINES)
    {
        width += 10.0;
    }
    width
}

fn text_of(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        Cell::Link(name) => Some(name),
        Cell::Number(..) => Some("1,000,000.00"),
        Cell::Product(_) => Some("1,000"),
        Cell::Line(..) => Some("a line of twenty or so"),
        Cell::Blank => None,
    }
}

fn height(lines: usize) -> f64 {
    let lines = lines.clamp(1, style::MOST_LINES);
    u32::try_from(lines).map_or(style::LINE_POINTS, |lines| f64::from(lines) * style::LINE_POINTS)
}

fn characters(text: &str) -> f64 {
    u32::try_from(text.chars().count()).map_or(f64::MAX, f64::from)
}

/// The characters of plain text that as much bold text takes, with its indent.
fn bold(width: f64) -> f64 {
    width / BOLD - 1.5
}

/// The characters of running text that a column of prose takes on a line: more
/// than digits. Short lines of narrow columns leave no such room.
fn running(width: f64) -> f64 {
    if width < style::PROSE_WIDTH { width } else { width * 1.05 }
}

/// How many lines a text takes at a width; a word longer than a line is split.
fn lines(text: &str, width: f64) -> usize {
    let of_line = |line: &str| {
        let (mut count, mut used) = (1, 0.0);
        for word in line.split_whitespace() {
            let mut length = characters(word);
            if used > 0.0 && used + 1.0 + length > width {
                count += 1;
                used = 0.0;
            }
            while length > width.max(1.0) {
                count += 1;
                length -= width.max(1.0);
            }
            used += if used > 0.0 { 1.0 + length } else { length };
        }
        count
    };
    text.lines().map(of_line).sum::<usize>().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> Sheet {
        Sheet {
            name: "Test",
            title: "A test".into(),
            about: Vec::new(),
            holds: "A test".into(),
            columns: ["Code", "Text"].map(|heading| Column::new(Kind::Prose, heading)).into(),
            rows: vec![vec![Cell::text("A"), Cell::text(text)]],
            keys: Vec::new(),
        }
    }

    #[test]
    fn widths_follow_the_text_and_no_row_grows_too_high() {
        let width = |text: &str| widths(&sheet(text))[1];
        assert!((width("x") - style::NARROWEST).abs() < 0.01);
        assert!((width(&"word ".repeat(40)) - style::PROSE_WIDTH).abs() < 0.01);
        let long = "word ".repeat(400);
        assert!(width(&long) > style::PROSE_WIDTH);
        assert!(lines(&long, running(width(&long))) <= style::MOST_LINES);
        let sheet = sheet(&long);
        assert!(row_height(&sheet.rows[0], &widths(&sheet)) <= 409.0);
    }

    #[test]
    fn lines_break_between_words_and_at_the_author_s_breaks() {
        assert_eq!(lines("one two three", 7.0), 2);
        assert_eq!(lines("one\ntwo\n", 20.0), 2);
        assert_eq!(lines("abcdefghij", 4.0), 3);
        assert_eq!(lines("", 4.0), 1);
    }
}
