//! A TOML value with the places of all that is in it, whatever it means.

use std::borrow::Cow;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::place::{Place, Placed};
use crate::read::grid::{Cell, CellValue};

/// A TOML value with the place of all that is in it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::read) enum Node {
    /// A text, a number, a date, `true` or `false`.
    Cell(Cell),
    /// Values between brackets, or the tables of one `[[name]]`.
    List(Vec<Placed<Node>>),
    /// Keys and values, in the order in which they are written.
    Table(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::read) struct Entry {
    /// The key.
    pub key: Placed<String>,
    /// The value.
    pub value: Placed<Node>,
}

/// The lines of a TOML text in its file.
pub(super) struct Lines<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// The file.
    pub(super) file: &'a Place,
    /// The line of the file where the text begins.
    pub(super) first_line: u32,
}

impl Lines<'_> {
    /// Returns the line of an offset, counted from zero; the end of the text is
    /// on its last line.
    pub(super) fn at(&self, offset: usize) -> usize {
        let breaks = |text: &str| text.matches('\n').count();
        let before = self.text.get(..offset).unwrap_or(self.text);
        breaks(before).min(breaks(self.text.trim_end()))
    }

    /// Returns the place of a line of the text.
    pub(super) fn place(&self, line: usize) -> Place {
        self.file.line(self.first_line + u32::try_from(line).unwrap_or(u32::MAX))
    }

    fn key(&self, key: &Spanned<Cow<'_, str>>) -> Placed<String> {
        Placed::new(key.get_ref().to_string(), self.place(self.at(key.span().start)))
    }

    /// Returns the place of a value; of a text over several lines, its first.
    fn value(&self, value: &Spanned<DeValue<'_>>) -> Place {
        let written = self.text.get(value.span()).unwrap_or("");
        let opened = ["\"\"\"\n", "'''\n"].iter().any(|open| written.starts_with(open));
        self.place(self.at(value.span().start) + usize::from(opened))
    }
}

/// Returns the keys and values of a table.
///
/// Tables come in the order of their keys or of their headers; the author's
/// order is that of the spans.
pub(super) fn entries(table: &DeTable<'_>, lines: &Lines<'_>) -> Vec<Entry> {
    let mut pairs: Vec<_> = table.iter().collect();
    pairs.sort_by_key(|(key, _)| key.span().start);
    pairs
        .into_iter()
        .map(|(key, value)| Entry { key: lines.key(key), value: node(value, lines) })
        .collect()
}

fn node(value: &Spanned<DeValue<'_>>, lines: &Lines<'_>) -> Placed<Node> {
    let node = match value.get_ref() {
        DeValue::Array(items) => Node::List(items.iter().map(|item| node(item, lines)).collect()),
        DeValue::Table(table) => Node::Table(entries(table, lines)),
        scalar => Node::Cell(Cell { value: cell(scalar), percent: Some(false) }),
    };
    Placed::new(node, lines.value(value))
}

/// A value that no cell can hold, such as a number of a hundred digits, stays
/// the text that it is.
fn cell(value: &DeValue<'_>) -> CellValue {
    let number = match value {
        DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix())
            .ok()
            .and_then(|whole| whole.to_string().parse().ok()),
        DeValue::Float(float) => float.as_str().parse().ok(),
        _ => None,
    };
    match value {
        DeValue::String(text) => CellValue::Text(text.to_string()),
        DeValue::Integer(written) => {
            number.map_or_else(|| CellValue::Text(written.to_string()), CellValue::Number)
        }
        DeValue::Float(written) => {
            number.map_or_else(|| CellValue::Text(written.to_string()), CellValue::Number)
        }
        DeValue::Boolean(yes) => CellValue::Bool(*yes),
        DeValue::Datetime(moment) => moment
            .date
            .and_then(date)
            .map_or_else(|| CellValue::Text(moment.to_string()), CellValue::Date),
        DeValue::Array(_) | DeValue::Table(_) => CellValue::Text(String::new()),
    }
}

fn date(date: toml::value::Date) -> Option<Date> {
    let year = i16::try_from(date.year).ok()?;
    Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Entry> {
        let table = DeTable::parse(text).expect("TOML");
        entries(table.get_ref(), &Lines { text, file: &Place::file("meeting.toml"), first_line: 0 })
    }

    #[test]
    fn a_long_text_begins_where_its_first_line_stands() {
        let entries = read("a = \"\"\"\nfirst\n\"\"\"\nb = 0x10\n");
        assert_eq!(entries[0].value.place.to_string(), "meeting.toml:2");
        let sixteen = Node::Cell(Cell { value: CellValue::Number(16.0), percent: Some(false) });
        assert_eq!(entries[1].value.value, sixteen);
    }
}
