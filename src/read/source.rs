//! The inputs of a run, kept so that a diagnostic can show what stands around
//! its place, and so that the manifest can name every file that was read.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::grid::{CellValue, Grid, Workbook};
use crate::diag::{Diagnostics, Excerpt};
use crate::place::{Place, Spot, column_letters};

/// One input as it was read.
#[derive(Clone, Debug)]
pub enum Source {
    /// A workbook.
    Workbook(Arc<Workbook>),
    /// The lines of a text file.
    Text(Arc<[String]>),
    /// The paragraphs of a document.
    Paragraphs(Arc<[String]>),
}

/// Every input of a run, by its path as places show it.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<String, Source>,
}

impl Sources {
    /// Remembers a workbook.
    pub fn add_workbook(&mut self, workbook: &Arc<Workbook>) {
        let path = workbook.place().path().to_string();
        self.files.insert(path, Source::Workbook(workbook.clone()));
    }

    /// Remembers a text file.
    pub fn add_text(&mut self, place: &Place, text: &str) {
        let lines = text.lines().map(str::to_string).collect();
        self.files.insert(place.path().to_string(), Source::Text(lines));
    }

    /// Remembers a document's paragraphs.
    pub fn add_paragraphs(&mut self, place: &Place, paragraphs: Vec<String>) {
        self.files.insert(place.path().to_string(), Source::Paragraphs(paragraphs.into()));
    }

    /// Adds another's inputs.
    pub fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
    }

    /// Gives every diagnostic the cells or the line around its place.
    pub fn illustrate(&self, diagnostics: &mut Diagnostics) {
        diagnostics.illustrate(|place| self.excerpt(place));
    }

    /// Returns every cell and line that holds some of the letters, with those.
    pub fn holding(&self, letters: &[char]) -> Vec<(Place, Vec<char>)> {
        let texts = self.texts().into_iter();
        texts.filter_map(|(place, text)| Some((place, held(text, letters)?))).collect()
    }

    /// Returns the cells and lines in which a text stands, whatever white space is in it.
    pub fn saying(&self, text: &str) -> Vec<Place> {
        let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let wanted = joined(text);
        let says = |written: &str| joined(written).contains(&wanted);
        let texts = self.texts().into_iter();
        texts.filter(|(_, written)| says(written)).map(|(place, _)| place).collect()
    }

    /// Returns every text of the inputs with its place, by cell, line or paragraph.
    fn texts(&self) -> Vec<(Place, &str)> {
        let mut found = Vec::new();
        for (path, source) in &self.files {
            match source {
                Source::Workbook(workbook) => {
                    found.extend(workbook.sheets().iter().flat_map(texts));
                }
                Source::Text(lines) | Source::Paragraphs(lines) => {
                    let file = Place::file(path.as_str());
                    let place = |at: u32| match source {
                        Source::Paragraphs(_) => file.paragraph(at),
                        _ => file.line(at),
                    };
                    let lines = (0..).zip(lines.iter());
                    found.extend(lines.map(|(at, text)| (place(at), text.as_str())));
                }
            }
        }
        found
    }

    /// Returns where a letter is written as a code, as in `&#x1F600;` or `\\u00e9`; the first
    /// of the inputs where it is not found, so that it is said at all.
    pub fn coded(&self, letter: char) -> Option<Place> {
        let point = u32::from(letter);
        let codes = [
            format!("&#x{point:x};"),
            format!("&#{point};"),
            format!("\\u{point:04x}"),
            format!("\\u{point:08x}"),
        ];
        let lines = self.files.iter().filter_map(|(path, source)| match source {
            Source::Text(lines) => Some((path, lines)),
            _ => None,
        });
        let mut found = lines.flat_map(|(path, lines)| {
            (0..).zip(lines.iter()).map(move |(at, line)| (path, at, line.to_lowercase()))
        });
        let found = found.find(|(_, _, line)| codes.iter().any(|code| line.contains(code)));
        let place = found.map(|(path, at, _)| Place::file(path.as_str()).line(at));
        place.or_else(|| self.files.keys().next().map(|path| Place::file(path.as_str())))
    }

    fn excerpt(&self, place: &Place) -> Option<Excerpt> {
        match (self.files.get(place.path())?, place.spot()) {
            (Source::Workbook(workbook), Spot::Cell(sheet, row, column)) => {
                let grid = workbook.sheets().iter().find(|grid| grid.name() == &**sheet)?;
                cells(grid, *row, *column)
            }
            (Source::Text(lines), Spot::Line(line))
            | (Source::Paragraphs(lines), Spot::Paragraph(line)) => {
                let text = lines.get(usize::try_from(*line).ok()?)?.clone();
                // A picture stands in a paragraph that says nothing.
                if text.is_empty() && matches!(place.spot(), Spot::Paragraph(_)) {
                    return None;
                }
                Some(Excerpt::Line { line: line + 1, text })
            }
            _ => None,
        }
    }
}

/// Returns the cell with two neighbours on each side, as
/// far as anything is written there.
fn cells(grid: &Grid, row: u32, column: u32) -> Option<Excerpt> {
    let first = column.saturating_sub(2);
    let shown: Vec<(u32, String)> = (first..=column.saturating_add(2))
        .map(|c| (c, grid.shown(row, c)))
        .filter(|(c, text)| *c == column || !text.is_empty())
        .collect();
    let marked = shown.iter().position(|(c, _)| *c == column)?;
    let cells = shown.into_iter().map(|(c, text)| (column_letters(c), text)).collect();
    Some(Excerpt::Cells { row: row + 1, cells, marked })
}

fn texts(grid: &Grid) -> impl Iterator<Item = (Place, &str)> {
    let cells = grid
        .rows()
        .flat_map(|(row, cells)| cells.iter().map(move |(column, cell)| (row, *column, cell)));
    cells.filter_map(|(row, column, cell)| match &cell.value {
        CellValue::Text(text) => Some((grid.place().cell(row, column), text.as_str())),
        _ => None,
    })
}

/// Returns which of the letters a text holds, or nothing where it holds none.
fn held(text: &str, letters: &[char]) -> Option<Vec<char>> {
    let held: Vec<char> = letters.iter().copied().filter(|letter| text.contains(*letter)).collect();
    (!held.is_empty()).then_some(held)
}
