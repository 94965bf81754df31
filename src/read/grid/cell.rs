//! One cell: what is written in it, and how it would be shown.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};

use crate::model::figure::Figure;

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
    /// A length of time in seconds, such as `25:30:00`.
    Duration(i64),
    /// A number as stored that its format shows as another: divided by a thousand so many
    /// times, or as words, or as nothing, which is 0 times.
    Disguised(f64, u32),
    /// `TRUE` or `FALSE`.
    Bool(bool),
    /// A spreadsheet error as shown, such as `#DIV/0!`.
    Error(String),
    /// A formula that no program has worked out yet, such as `=A1/B1`: what the
    /// cell holds is not known.
    Uncalculated(String),
    /// What is struck out, all or a part of it: whether it holds is not known.
    Struck(String),
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

    /// Returns whether nobody can say what the cell holds, though something stands in it.
    pub(in crate::read) fn is_unsettled(&self) -> bool {
        matches!(self.value, CellValue::Uncalculated(_) | CellValue::Struck(_))
    }

    /// Returns what the cell shows, on one line.
    pub(super) fn shown(&self) -> String {
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
            CellValue::Text(text)
            | CellValue::Error(text)
            | CellValue::Uncalculated(text)
            | CellValue::Struck(text) => f.write_str(text),
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
            CellValue::Duration(seconds) => {
                let (minutes, rest) = (seconds / 60, seconds % 60);
                write!(f, "{}:{:02}", minutes / 60, minutes % 60)?;
                if rest == 0 { Ok(()) } else { write!(f, ":{rest:02}") }
            }
            CellValue::Disguised(number, thousands) => {
                let shown = thousands_of(*number, *thousands);
                write!(
                    f,
                    "{}",
                    Figure::new(shown).map_or(shown, |figure| figure.rounded(2).value())
                )
            }
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
    let seconds = if time.second() == 0 { String::new() } else { format!(":{:02}", time.second()) };
    format!("{:02}:{:02}{seconds}", time.hour(), time.minute())
}

/// A number divided by a thousand, several times.
fn thousands_of(number: f64, times: u32) -> f64 {
    (0..times).fold(number, |number, _| number / 1000.0)
}

/// White space of any width, and the marks that take no room at all.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::text(text).expect("not blank")
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
        let shown = |value| Cell::plain(value).to_string();
        assert_eq!(shown(CellValue::Time(Time::constant(0, 4, 5, 0))), "00:04:05");
        assert_eq!(shown(CellValue::Duration(91_800)), "25:30");
        assert_eq!(shown(CellValue::Duration(245)), "0:04:05");
        assert_eq!(shown(CellValue::Disguised(12_340_000.0, 2)), "12.34");
        assert_eq!(text("two\r\nlines\rthree").value, CellValue::Text("two\nlines\nthree".into()));
        assert_eq!(Cell::text(" \u{a0}\n"), None);
    }
}
