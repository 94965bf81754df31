//! How the digits of a number are written.

use crate::read::grid::{Cell, CellValue};

/// How the digits of a number are written; none is ever left out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::read::workbook) struct Spelled {
    /// Whether a comma stands before every three digits.
    pub(super) groups: bool,
    /// The fewest digits behind the point.
    pub(super) places: usize,
}

impl Spelled {
    /// Returns how a number that is not below nought is written in a text with its digits,
    /// whatever the signs between them are in its language.
    pub(in crate::read::workbook) fn of(number: f64, text: &str) -> Self {
        let whole = format!("{:.0}", number.trunc()).len();
        let is_digit = |c: char| c.is_ascii_digit();
        let places = text.matches(is_digit).count().saturating_sub(whole);
        let mut digits = text.match_indices(is_digit).map(|(at, _)| at).take(whole);
        let (first, last) = (digits.next().unwrap_or(0), digits.last().unwrap_or(0));
        Self { groups: last > first + whole - 1, places }
    }

    /// Writes a number that is not below nought: `12,500`, `62.30`.
    pub(in crate::read::workbook) fn write(self, number: f64) -> String {
        let plain = Cell::plain(CellValue::Number(number)).to_string();
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut written = String::new();
        for (at, digit) in whole.char_indices() {
            if self.groups && at > 0 && (whole.len() - at) % 3 == 0 {
                written.push(',');
            }
            written.push(digit);
        }
        let places = self.places;
        if decimals.is_empty() && places == 0 {
            written
        } else {
            format!("{written}.{decimals:0<places$}")
        }
    }
}
