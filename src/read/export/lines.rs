//! The lines of a result cell: the result, its fraction, its target.

use crate::diag::{Diagnostics, Problem};
use crate::model::figure::{Fraction, Unit};
use crate::place::Place;
use crate::read::grid::{Cell, CellValue, fold};
use crate::read::{codes, value};

/// The lines of a result cell.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) result: Option<Cell>,
    pub(super) unit: Option<Unit>,
    pub(super) fraction: Option<Fraction>,
    pub(super) target: Option<Cell>,
}

impl Lines {
    /// Reads a cell.
    pub(super) fn read(cell: &Cell, place: &Place, diagnostics: &mut Diagnostics) -> Self {
        let mut lines = Self::default();
        let CellValue::Text(text) = &cell.value else {
            lines.result = Some(cell.clone());
            return lines;
        };
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            lines.line(line, place, diagnostics);
        }
        lines
    }

    fn line(&mut self, line: &str, place: &Place, diagnostics: &mut Diagnostics) {
        let text_cell =
            |text: &str| Cell { value: CellValue::Text(text.trim().into()), percent: None };
        let folded = fold(line);
        let mut second = |what: &str| diagnostics.push(second_figure(what, line).at(place));
        let is_info = matches!(folded.as_str(), "infoonly" | "informationonly" | "notarget");
        if let Some(target) = target_of(line).or_else(|| is_info.then_some(line)) {
            if self.target.replace(text_cell(target)).is_some() {
                second("target");
            }
        } else if value::no_value(line).is_some() {
            if self.result.replace(text_cell(line)).is_some() {
                second("result");
            }
        } else if is_fraction(line) {
            if self.fraction.is_some() {
                second("fraction");
            }
            self.fraction = diagnostics.take(value::fraction(&text_cell(line)), place);
        } else if self.result.is_some() && !line.contains(|c: char| c.is_ascii_digit()) {
            diagnostics.push(remark(line).at(place));
        } else if self.result.is_some() {
            second("result");
        } else {
            // Whether it is a figure in the indicator's unit is said where that is known.
            let cell = text_cell(&without_short_unit(line).replace("(s)", "s"));
            let unit = value::measure(&cell).ok().map(|(_, unit)| unit.to_lowercase());
            let is_unit = |unit: &String| {
                let has_digits = unit.contains(|c: char| c.is_ascii_digit());
                !unit.is_empty() && !has_digits && value::multiple(unit).is_none()
            };
            self.unit = unit.filter(is_unit).map(|unit| Unit::new(&unit));
            self.result = Some(cell);
        }
    }
}

/// `245S Second(s)`, as some systems write a unit twice: the second says it in full.
fn without_short_unit(line: &str) -> String {
    match line.split_once("S ") {
        Some((figure, unit)) if figure.ends_with(|c: char| c.is_ascii_digit()) => {
            format!("{figure} {unit}")
        }
        _ => line.to_string(),
    }
}

/// `74 / 81` and `74 of 81`, and what is meant for one.
fn is_fraction(line: &str) -> bool {
    let behind = value::measure(&Cell::plain(CellValue::Text(line.into()))).map(|(_, rest)| rest);
    line.contains('/')
        || behind.is_ok_and(|rest| ["of ", "out of "].iter().any(|word| rest.starts_with(word)))
}

fn second_figure(what: &str, line: &str) -> Problem {
    let message = format!("`{line}` is a second {what} in one cell of an export");
    Problem::new(&codes::SECOND_FIGURE, message)
        .hint("keep one result, one fraction and one target a cell, each on a line of its own")
}

fn remark(line: &str) -> Problem {
    let message = format!("`{line}` is no result, fraction or target, and is not read");
    Problem::new(&codes::SECOND_FIGURE, message).hint("write it under Comments")
}

/// `Target: 80`, `TARGET : 80%`, `Target 80`: what follows the word.
fn target_of(line: &str) -> Option<&str> {
    let word = line.get(..6).filter(|word| word.eq_ignore_ascii_case("target"))?;
    Some(line[word.len()..].trim_start().trim_start_matches(':').trim())
        .filter(|target| !target.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> (Lines, Vec<String>) {
        let mut diagnostics = Diagnostics::default();
        let cell = Cell::plain(CellValue::Text(text.into()));
        let lines = Lines::read(&cell, &Place::file("kpi.xlsx"), &mut diagnostics);
        (lines, diagnostics.iter().map(|found| found.code.id.to_string()).collect())
    }

    #[test]
    fn a_cell_has_a_result_a_fraction_and_a_target() {
        for text in ["91.36%\n74 / 81\nTarget: 80", "91.36%\n74 of 81\nTarget: 80"] {
            let (lines, codes) = lines(text);
            assert_eq!(codes, Vec::<String>::new(), "{text}");
            assert_eq!(lines.result.map(|cell| cell.to_string()).as_deref(), Some("91.36%"));
            assert_eq!(lines.fraction.map(|f| f.denominator.value()), Some(81.0), "{text}");
            assert_eq!(lines.target.map(|cell| cell.to_string()).as_deref(), Some("80"));
        }
        let (without, codes) = lines("3714\nNo Target");
        assert_eq!(
            (without.target.map(|cell| cell.to_string()), codes.len()),
            (Some("No Target".into()), 0)
        );
        assert_eq!(lines("£1,234").0.unit, Some(Unit::new("£")));
    }

    #[test]
    fn a_second_figure_of_a_kind_is_refused() {
        for text in [
            "91%\n90%",
            "91%\nn/a",
            "n/a\n91%",
            "1 / 2\n3 of 4",
            "Target: 5\nTarget 6",
            "Info Only\nTarget: 95",
            "91%\nProvisional",
        ] {
            assert_eq!(lines(text).1, ["READ101"], "{text}");
        }
        assert_eq!(lines("74 of many").1, ["READ015"]);
    }
}
