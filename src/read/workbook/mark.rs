//! Texts of which a part is raised, lowered or struck out: `12¹` is not 121, and what is
//! struck out does not stand.

use crate::read::grid::{Cell, CellValue};

/// Digits as they stand above the line, and below it.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉";

/// How a part of a text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    /// Whether it is struck out.
    pub(super) is_struck: bool,
    digits: Option<&'static str>,
}

impl Run {
    /// Returns the run above the line, as the mark of a footnote is.
    pub(super) fn raised(self) -> Self {
        Self { digits: Some(RAISED), ..self }
    }

    /// Returns the run below the line, as in the name of a compound.
    pub(super) fn lowered(self) -> Self {
        Self { digits: Some(LOWERED), ..self }
    }

    /// Returns the run on the line.
    pub(super) fn level(self) -> Self {
        Self { digits: None, ..self }
    }

    /// Returns the run struck out, or not.
    pub(super) fn struck(self, is_struck: bool) -> Self {
        Self { is_struck, ..self }
    }

    /// Returns the run as it looks within another.
    pub(super) fn within(self, outer: Self) -> Self {
        Self { is_struck: self.is_struck || outer.is_struck, digits: self.digits.or(outer.digits) }
    }

    /// Returns how a font looks by what its record says of strokes (bit 3) and of its
    /// place (1 above the line, 2 below), as xls and xlsb files have them.
    pub(super) fn of_font(flags: u16, script: u16) -> Self {
        let run = Self { is_struck: flags & 0x0008 != 0, ..Self::default() };
        match script {
            1 => run.raised(),
            2 => run.lowered(),
            _ => run,
        }
    }

    /// Returns a character as it is shown: a raised digit has a character of its own.
    pub(super) fn shown(self, c: char) -> char {
        let digit = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
        let shown = self.digits.zip(digit).and_then(|(digits, at)| digits.chars().nth(at));
        shown.unwrap_or(c)
    }
}

/// A text in the making.
#[derive(Debug, Default)]
pub(super) struct Marked {
    text: String,
    differs: bool,
    has_struck: bool,
}

impl Marked {
    /// Returns a text whose runs begin at characters of two bytes, each with its font; what
    /// stands before the first has no look of its own.
    pub(super) fn of_runs(units: &[u16], runs: &[(usize, Run)]) -> Self {
        let mut marked = Self::default();
        let ends = runs.iter().map(|(start, _)| *start).chain([units.len()]);
        let looks = [Run::default()].into_iter().chain(runs.iter().map(|(_, run)| *run));
        let mut start = 0;
        for (end, run) in ends.zip(looks) {
            let end = end.clamp(start, units.len());
            marked.push(&String::from_utf16_lossy(&units[start..end]), run);
            start = end;
        }
        marked
    }

    /// Adds a run.
    pub(super) fn push(&mut self, piece: &str, run: Run) {
        let has_any = !piece.trim().is_empty();
        self.has_struck |= run.is_struck && has_any;
        self.differs |= has_any && run != Run::default();
        self.text.extend(piece.chars().map(|c| run.shown(c)));
    }

    /// Returns the cell, where any of its runs is raised, lowered or struck out.
    pub(super) fn cell(self) -> Option<Cell> {
        if self.has_struck {
            return Some(Cell::plain(CellValue::Struck(self.text)));
        }
        self.differs.then(|| Cell::text(&self.text)).flatten()
    }
}

/// Returns a cell that is struck out as a whole.
pub(super) fn struck(cell: &Cell) -> Cell {
    Cell::plain(CellValue::Struck(cell.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_begin_where_they_say_and_end_with_the_text() {
        let units: Vec<u16> = "12\u{1f600}1".encode_utf16().collect();
        let cell = |runs: &[(usize, Run)]| Marked::of_runs(&units, runs).cell();
        let (plain, raised) = (Run::default(), Run::of_font(0, 1));
        assert_eq!(cell(&[(4, raised)]), Cell::text("12\u{1f600}¹"));
        assert_eq!(cell(&[(0, Run::of_font(0, 2)), (1, plain)]), Cell::text("₁2\u{1f600}1"));
        assert_eq!(cell(&[(9, raised)]), None);
        assert_eq!(cell(&[(0, plain)]), None);
        let struck = cell(&[(2, Run::of_font(8, 0)), (1, plain)]).map(|cell| cell.value);
        assert_eq!(struck, None, "a run that ends before it begins has no letters");
        let struck = cell(&[(2, Run::of_font(8, 0))]).map(|cell| cell.value);
        assert_eq!(struck, Some(CellValue::Struck("12\u{1f600}1".into())));
    }
}
