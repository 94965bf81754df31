//! One row of a table as placed cells under the headings of [`columns`].
//!
//! A sheet's row and a TOML table both become a [`Record`], so that everything
//! after this point is written once. The typed readers report what they cannot
//! read and give nothing for it; they never make a value up.

use jiff::civil::Date;

use super::codes;
use super::columns::{Column, Sheet};
use super::grid::{Cell, fold};
use super::value;
use crate::diag::{Diagnostics, Problem};
use crate::model::figure::Figure;
use crate::model::narrative::Prose;
use crate::model::period::Period;
use crate::model::rag::Rag;
use crate::place::{Place, Placed};
use crate::read::markdown;
pub(super) use crate::spelling::nearest;

/// One row of a table.
#[derive(Clone, Debug)]
pub struct Record {
    sheet: &'static Sheet,
    /// Where the row begins.
    pub place: Place,
    cells: Vec<Option<Placed<Cell>>>,
    is_partial: bool,
}

impl Record {
    /// Returns an empty record of a sheet.
    pub fn new(sheet: &'static Sheet, place: Place) -> Self {
        Self { sheet, place, cells: vec![None; sheet.columns.len()], is_partial: false }
    }

    /// Returns the row as one of a table that is without a column which it must have. That
    /// is said once, and not of each of its rows.
    #[must_use]
    pub(super) fn of_partial_table(self) -> Self {
        Self { is_partial: true, ..self }
    }

    /// Returns whether the row's table is without a column which it must have.
    pub(super) fn is_partial(&self) -> bool {
        self.is_partial
    }

    /// Puts a cell under the column with the given index.
    pub fn set(&mut self, column: usize, cell: Placed<Cell>) {
        self.cells[column] = Some(cell);
    }

    /// Takes the cells of another row of the same thing where this has none, and returns
    /// those that differ from its own, with their columns; some columns are left alone.
    pub(super) fn join(
        &mut self,
        other: &Self,
        apart: &[&str],
    ) -> Vec<(&'static Column, Placed<Cell>)> {
        let text = |cell: &Cell| value::text(cell).to_lowercase();
        let mut differing = Vec::new();
        let cells = self.sheet.columns.iter().zip(&mut self.cells).zip(&other.cells);
        for ((column, own), other) in cells {
            if apart.contains(&column.heading) {
                continue;
            }
            match (&*own, other) {
                (Some(known), Some(other)) if text(known) != text(other) => {
                    differing.push((column, other.clone()));
                }
                (None, Some(other)) => *own = Some(other.clone()),
                _ => {}
            }
        }
        differing
    }

    /// Returns whether a column is already filled.
    pub fn has(&self, column: usize) -> bool {
        self.cells[column].is_some()
    }

    /// Returns whether nothing is written in the row.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Option::is_none)
    }

    /// Returns the cells whose formulas have no result yet.
    pub(super) fn unsettled(&self) -> impl Iterator<Item = &Placed<Cell>> {
        self.cells.iter().flatten().filter(|cell| cell.is_unsettled())
    }

    /// Returns the cell under a heading, if anything is written there. A formula
    /// without a result is nothing: that it has none is said once, when the table
    /// is read.
    ///
    /// # Panics
    ///
    /// If the sheet has no such heading: a slip in this program, not in an input.
    pub fn cell(&self, heading: &str) -> Option<&Placed<Cell>> {
        let index = self.sheet.columns.iter().position(|c| c.heading == heading);
        let Some(index) = index else { panic!("{} has no column {heading}", self.sheet.name) };
        self.cells[index].as_ref().filter(|cell| !cell.is_unsettled())
    }

    /// Returns the text under a heading.
    pub fn text(&self, heading: &str) -> Option<Placed<String>> {
        let cell = self.cell(heading)?;
        let text = value::text(cell);
        (!text.is_empty()).then(|| Placed::new(text, cell.place.clone()))
    }

    /// Returns the text under a heading without its place.
    pub fn plain(&self, heading: &str) -> Option<String> {
        self.text(heading).map(|text| text.value)
    }

    /// Returns the text of every cell, column by column, empty where there is none.
    pub fn texts(&self) -> Vec<String> {
        let text = |cell: &Option<Placed<Cell>>| cell.as_ref().map(|cell| value::text(cell));
        self.cells.iter().map(|cell| text(cell).unwrap_or_default()).collect()
    }

    /// Returns the text under a required heading, and says so where it is missing.
    pub fn required(&self, heading: &str, diagnostics: &mut Diagnostics) -> Option<Placed<String>> {
        let text = self.text(heading);
        if text.is_none() && self.lacks(heading) {
            let problem = Problem::new(
                &codes::EMPTY_CELL,
                format!("`{heading}` is empty, expected a value in every row"),
            )
            .hint(if self.goes_on() {
                format!("join the row to the one above where it goes on from there; write it into a column of each row below where it is a heading; else fill in `{heading}`, or delete the row")
            } else {
                format!("fill in `{heading}`, or delete the row")
            });
            diagnostics.push(problem.at(&self.place));
        }
        text
    }

    /// Returns whether a row has nothing that a row needs: what stands in it may go on from
    /// the row above.
    pub(super) fn goes_on(&self) -> bool {
        let mut columns = self.sheet.columns.iter().zip(&self.cells);
        columns.all(|(column, cell)| !column.required || cell.is_none())
    }

    /// Returns whether nothing is written under a heading: where the table lacks the column,
    /// or the cell cannot be read as it stands, that is said once.
    pub(super) fn lacks(&self, heading: &str) -> bool {
        let columns = self.sheet.columns.iter().zip(&self.cells);
        let mut named = columns.filter(|(column, _)| column.heading == heading);
        !self.is_partial && named.all(|(_, cell)| cell.is_none())
    }

    /// Returns the result of a reader on the cell under a heading.
    pub fn read<T>(
        &self,
        heading: &str,
        diagnostics: &mut Diagnostics,
        reader: impl FnOnce(&Cell) -> Result<T, Problem>,
    ) -> Option<Placed<T>> {
        let cell = self.cell(heading)?;
        let value = diagnostics.take(reader(cell), &cell.place)?;
        Some(Placed::new(value, cell.place.clone()))
    }

    /// Returns the number under a heading.
    pub fn number(&self, heading: &str, diagnostics: &mut Diagnostics) -> Option<Placed<Figure>> {
        self.read(heading, diagnostics, value::number)
    }

    /// Returns the date under a heading.
    pub fn date(&self, heading: &str, diagnostics: &mut Diagnostics) -> Option<Placed<Date>> {
        self.read(heading, diagnostics, value::date)
    }

    /// Returns the period under a heading.
    pub fn period(&self, heading: &str, diagnostics: &mut Diagnostics) -> Option<Placed<Period>> {
        self.read(heading, diagnostics, value::period)
    }

    /// Returns the word under a heading as one of a closed list.
    pub fn choice<T: Copy + std::fmt::Display>(
        &self,
        heading: &str,
        choices: &[T],
        diagnostics: &mut Diagnostics,
    ) -> Option<Placed<T>> {
        self.read(heading, diagnostics, |cell| choose(&value::text(cell), choices, heading))
    }

    /// Returns the text under a heading where it says something: a dash alone says that there
    /// is nothing to say, and is no point of a list.
    pub fn said(&self, heading: &str) -> Option<Placed<String>> {
        self.text(heading).filter(|text| !text.chars().all(|c| "-–—−".contains(c)))
    }

    /// Returns the prose under a heading.
    pub fn prose(&self, heading: &str, diagnostics: &mut Diagnostics) -> Option<Prose> {
        self.said(heading).map(|text| markdown::prose(text, diagnostics))
    }

    /// Returns the rating under a heading; `n/a` and a dash say that there is none.
    pub(super) fn rating(
        &self,
        heading: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Placed<Rag>> {
        let cell = self.cell(heading)?;
        let rag = diagnostics.take(rating(&value::text(cell), heading), &cell.place)??;
        Some(Placed::new(rag, cell.place.clone()))
    }
}

/// Returns the choice that a word names; capitals, spaces and hyphens do not
/// matter, and `Treating` is `Treat`.
pub(super) fn choose<T: Copy + std::fmt::Display>(
    word: &str,
    choices: &[T],
    heading: &str,
) -> Result<T, Problem> {
    let folded = fold(word);
    let stem = folded.strip_suffix("ing").unwrap_or(&folded);
    let found = choices.iter().find(|choice| {
        let choice = fold(&choice.to_string());
        choice == folded || choice == stem || choice.strip_suffix('e').is_some_and(|c| c == stem)
    });
    found.copied().ok_or_else(|| {
        let words: Vec<String> = choices.iter().map(|c| format!("`{c}`")).collect();
        let problem = Problem::new(
            &codes::UNKNOWN_CHOICE,
            format!("`{word}` is no `{heading}`, expected {}", list_words(&words)),
        );
        let parts: Vec<String> = word.split(['/', ',', '&', '+']).map(fold).collect();
        let named = choices.iter().filter(|choice| parts.contains(&fold(&choice.to_string())));
        if named.count() > 1 {
            return problem.hint("write the one that is meant");
        }
        let meant = MEANT.iter().find(|(other, _)| *other == folded).map(|(_, ours)| *ours);
        let meant = choices.iter().map(ToString::to_string).find(|c| Some(c.as_str()) == meant);
        match meant.or_else(|| nearest(&folded, choices.iter().map(ToString::to_string))) {
            Some(near) => problem.hint(format!("write `{near}`")),
            None => problem.hint("write one of the words of the list"),
        }
    })
}

/// Returns the rating that a word names, nothing where it says that there is none.
pub(super) fn rating(word: &str, heading: &str) -> Result<Option<Rag>, Problem> {
    if value::no_value(word).is_some() {
        return Ok(None);
    }
    let unrated = ["grey", "gray", "blue", "white", "notrated", "unrated", "infoonly"];
    let chosen = choose(word, &Rag::ALL, heading);
    chosen.map(Some).map_err(|problem| {
        if unrated.contains(&fold(word).as_str()) {
            return problem.hint("leave the cell empty where there is no rating");
        }
        problem
    })
}

/// Other words for ours, folded: a paper prints ours, so that they are not taken unasked.
const MEANT: [(&str, &str); 17] = [
    ("r", "Red"),
    ("a", "Amber"),
    ("g", "Green"),
    ("accept", "Tolerate"),
    ("retain", "Tolerate"),
    ("avoid", "Terminate"),
    ("reduce", "Treat"),
    ("mitigate", "Treat"),
    ("control", "Treat"),
    ("share", "Transfer"),
    ("insure", "Transfer"),
    ("chairman", "Chair"),
    ("chairwoman", "Chair"),
    ("chairperson", "Chair"),
    ("vicechairman", "Vice-Chair"),
    ("deputychair", "Vice-Chair"),
    ("councillor", "Member"),
];

/// Returns a code as it is compared: capitals and outer spaces do not matter,
/// but punctuation does, so that `1.11` and `11.1` are two codes.
pub(super) fn code_key(code: &str) -> String {
    code.trim().to_lowercase()
}

/// Returns `a, b or c`.
pub(super) fn list_words(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
