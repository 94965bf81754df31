//! Sheets to fill in, from their descriptions.

use super::Known;
use super::line::Line;
use crate::model::council::Council;
use crate::model::risk::Level;
use crate::read::columns::{Column, Kind, List, Sheet};
use crate::view::form::{
    Computed, Entered, Entry, FormColumn, FormRow, FormSheet, Need, Prompt, Room, RowKind,
};

/// How many empty rows a sheet offers.
const SPARE: u32 = 200;

/// Returns a table with its example row, the rows that are known, and empty ones.
pub(super) fn table(
    sheet: &'static Sheet,
    about: impl Into<String>,
    rows: Vec<FormRow>,
    known: &Known,
) -> FormSheet {
    let council = known.council.as_ref();
    let mut all = vec![Line::example(sheet)];
    all.extend(rows);
    let columns: Vec<Option<FormColumn>> =
        sheet.columns.iter().map(|described| column(sheet, described, council)).collect();
    for row in &mut all {
        let cells = std::mem::take(&mut row.cells).into_iter().zip(&columns);
        row.cells = cells.filter(|(_, column)| column.is_some()).map(|(cell, _)| cell).collect();
    }
    FormSheet {
        name: sheet.name,
        title: sheet.name.into(),
        about: about.into(),
        columns: columns.into_iter().flatten().collect(),
        rows: all,
        spare: SPARE,
    }
}

/// Returns a sheet of fields and values.
pub(super) fn fields(sheet: &Sheet, about: impl Into<String>, rows: Vec<FormRow>) -> FormSheet {
    let column = |heading: &str, need, room| FormColumn {
        heading: heading.into(),
        need,
        room,
        prompt: Prompt { title: String::new(), message: String::new(), entry: Entry::Any },
        computed: None,
        colours: Vec::new(),
    };
    FormSheet {
        name: sheet.name,
        title: sheet.name.into(),
        about: about.into(),
        columns: vec![
            column("Field", Need::Fixed, Room::Middling),
            column("Value", Need::Optional, Room::Wide),
            column("Needed", Need::Fixed, Room::Narrow),
            column("What to write", Need::Fixed, Room::Wide),
        ],
        rows,
        spare: 0,
    }
}

/// A field of a sheet of fields and values.
pub(super) struct Field<'a> {
    pub(super) name: &'a str,
    pub(super) need: Need,
    pub(super) meaning: &'a str,
    pub(super) entry: Entry,
}

impl Field<'_> {
    /// Returns a described field.
    pub(super) fn of(column: &'static Column, council: Option<&Council>) -> Self {
        Self {
            name: column.heading,
            need: need(column),
            meaning: column.meaning,
            entry: entry(column, council),
        }
    }

    /// Returns its rows: one a value, and at least `least`.
    pub(super) fn rows(&self, values: Vec<Entered>, least: usize) -> Vec<FormRow> {
        let message = if self.need == Need::Required {
            format!("Required. {}", sentence(self.meaning))
        } else {
            sentence(self.meaning)
        };
        let prompt = Prompt { title: self.name.into(), message, entry: self.entry.clone() };
        let count = values.len().max(least);
        let awaited = std::iter::repeat(Entered::Empty);
        let values = values.into_iter().chain(awaited).take(count).map(|value| match value {
            Entered::Empty => Entered::Awaited(None),
            value => value,
        });
        // What is needed is needed once, however many rows there are.
        let need = |index| if index == 0 && self.need == Need::Required { "required" } else { "" };
        let row = |(index, value)| FormRow {
            kind: RowKind::Field(prompt.clone()),
            cells: vec![
                Entered::text(self.name),
                value,
                Entered::text(need(index)),
                Entered::text(sentence(self.meaning)),
            ],
        };
        values.enumerate().map(row).collect()
    }
}

/// Returns a column, or nothing where it is worked out by settings that are not
/// known.
fn column(sheet: &Sheet, column: &'static Column, council: Option<&Council>) -> Option<FormColumn> {
    let computed = match column.kind {
        Kind::Computed => Some(computed(column, council?)),
        _ => None,
    };
    let mark = match need(column) {
        Need::Required => "Required. ",
        Need::WorkedOut => "Worked out as you type. ",
        Need::Optional | Need::Fixed => "",
    };
    Some(FormColumn {
        heading: column.heading.into(),
        need: need(column),
        room: if computed == Some(Computed::Result) { Room::Figures } else { room(column.kind) },
        prompt: Prompt {
            title: column.heading.into(),
            message: format!("{mark}{}", sentence(column.meaning)),
            entry: entry(column, council),
        },
        colours: council.map(|council| colours(sheet, column, council)).unwrap_or_default(),
        computed,
    })
}

fn need(column: &Column) -> Need {
    match column.kind {
        Kind::Computed => Need::WorkedOut,
        _ if column.required => Need::Required,
        _ => Need::Optional,
    }
}

const fn room(kind: Kind) -> Room {
    match kind {
        Kind::Number => Room::Figures,
        Kind::Date | Kind::Period => Room::Narrow,
        Kind::Text | Kind::Choice | Kind::Level | Kind::Computed => Room::Middling,
        Kind::Markdown => Room::Wide,
    }
}

fn entry(column: &Column, council: Option<&Council>) -> Entry {
    if let Some(list) = column.list {
        let words = list.words(council);
        return if words.is_empty() { Entry::Any } else { Entry::List(list.name(), words) };
    }
    match (column.kind, column.heading) {
        (Kind::Date, _) => Entry::Date,
        (_, "Decimal places") => Entry::Whole(0, 6),
        (Kind::Number, "Level") => Entry::Whole(1, 3),
        (Kind::Number, "Amber limit") | (_, "Number" | "Reference" | "Code" | "RAG counts") => {
            Entry::AsTyped
        }
        (Kind::Number, "Numerator" | "Denominator" | "Previous score") => Entry::Number,
        _ => Entry::Any,
    }
}

fn computed(column: &Column, council: &Council) -> Computed {
    let stage = match column.heading {
        "Computed inherent score" => "Inherent",
        "Computed residual score" => "Residual",
        "Computed result" => return Computed::Result,
        _ => return Computed::Rating { margin: council.amber_margin.value() },
    };
    let scale = |levels: &[Level]| -> Vec<(String, f64)> {
        levels.iter().map(|level| (level.word.clone(), level.weight)).collect()
    };
    let bands = council.matrix.bands().iter().map(|band| (band.from, band.word.clone()));
    Computed::Score {
        probability: format!("{stage} probability"),
        impact: format!("{stage} impact"),
        likely: scale(council.matrix.probability()),
        grave: scale(council.matrix.impact()),
        bands: bands.collect(),
    }
}

/// Returns the words that colour a column, with the keys of their status.
fn colours(sheet: &Sheet, column: &Column, council: &Council) -> Vec<(String, String)> {
    let ratings = || {
        let words = List::Ratings.words(None);
        words.into_iter().map(|word| (word.clone(), word.to_lowercase())).collect()
    };
    let bands = || {
        let bands = council.matrix.bands().iter();
        bands.map(|band| (band.word.clone(), band.rag.to_string().to_lowercase())).collect()
    };
    match (sheet.name, column.heading) {
        ("Results", "Computed RAG" | "Stated RAG" | "Result") => ratings(),

        (
            "Risks",
            "Computed inherent score"
            | "Inherent probability"
            | "Inherent impact"
            | "Computed residual score"
            | "Residual probability"
            | "Residual impact"
            | "Stated band",
        ) => bands(),
        _ => Vec::new(),
    }
}

/// Returns a meaning as a sentence without marks of code.
pub(super) fn sentence(meaning: &str) -> String {
    let plain = meaning.replace('`', "");
    // What is code may end with a space, which says nothing without its marks.
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = plain.chars();
    let first = letters.next().map(char::to_uppercase);
    let capital: String = first.into_iter().flatten().chain(letters).collect();
    if capital.ends_with('.') || capital.is_empty() { capital } else { capital + "." }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meaning_is_a_sentence() {
        assert_eq!(sentence("the code: `CSU11`"), "The code: CSU11.");
        assert_eq!(sentence("lines that begin `- ` or `1. `"), "Lines that begin - or 1.");
        assert_eq!(sentence(""), "");
    }
}
