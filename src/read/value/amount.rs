//! Figures in cells: numbers, percentages, measures with a unit.

use super::digits::{CURRENCIES, decimal_comma, split_number};
use super::{clean, fold, no_value, refuse_error, unlike};
use crate::diag::Problem;
use crate::model::figure::Figure;
use crate::read::codes;
use crate::read::grid::{Cell, CellValue};

/// Returns the number in the cell as stored; a share of one in a cell that is
/// formatted as a percentage stays one.
///
/// Text may have thousands separators (`12,345`, `1 234`), a currency sign and
/// a sign, or brackets for a negative number; a unit is refused.
pub fn number(cell: &Cell) -> Result<Figure, Problem> {
    refuse_error(cell)?;
    match amount(cell) {
        Some((figure, rest)) if rest.is_empty() => Ok(figure),
        // `1O0` has a letter among its digits.
        Some((_, rest)) if rest.contains(|c: char| c.is_ascii_digit()) => Err(no_number(cell)),
        Some((figure, rest)) => {
            let full = in_full(figure.value(), &rest);
            let rest =
                rest.split_whitespace().take(3).collect::<Vec<_>>().join(" ").replace('`', "'");
            Err(no_number(cell).hint(match full {
                Some(full) => format!("write the number in full: `{full}`"),
                None => format!("write the number alone, without `{rest}`"),
            }))
        }
        None => Err(no_number(cell)),
    }
}

/// Returns the whole number in the cell.
pub fn whole(cell: &Cell) -> Result<i64, Problem> {
    let figure = number(cell)?.value();
    // Within this range every whole number is exact in binary.
    if figure.fract() != 0.0 || figure.abs() > 9e15 {
        let problem = unlike(&codes::NOT_A_NUMBER, cell, "no whole number", "one without decimals");
        return Err(problem.hint("write a whole number such as `4`"));
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "checked to be whole and within the range just above"
    )]
    Ok(figure as i64)
}

/// Returns the sign of the currency that the cell's figure is written with, before
/// or behind it.
pub fn currency(cell: &Cell) -> Option<char> {
    let CellValue::Text(text) = &cell.value else { return None };
    text.chars().find(|c| CURRENCIES.contains(c))
}

/// Returns the number and the unit after it, empty where there is none:
/// `11 %` is 11 and `%`, `1233.75 Days` is 1233.75 and `Days`, `£5` is 5 and `£`.
pub fn measure(cell: &Cell) -> Result<(Figure, String), Problem> {
    refuse_error(cell)?;
    if let (CellValue::Number(_), Some(true)) = (&cell.value, cell.percent) {
        return percentage(cell).map(|(figure, _)| (figure, "%".into()));
    }
    let (figure, unit) = amount(cell).ok_or_else(|| no_number(cell))?;
    let sign = currency(cell).filter(|_| unit.is_empty());
    Ok((figure, sign.map_or(unit, String::from)))
}

/// Whether a percentage can mean but one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The sign or the format of the cell says so, or the figure is above 1.
    Certain,
    /// `0.95` may be 95% or 0.95%: nothing in the cell says which.
    Ambiguous,
}

/// Returns the percentage in the cell, 95 for `95%`, and how certain it is; an
/// ambiguous one is given as written. A figure in a currency is none.
pub fn percentage(cell: &Cell) -> Result<(Figure, Certainty), Problem> {
    refuse_error(cell)?;
    let no_percentage = || {
        let problem = unlike(&codes::NOT_A_NUMBER, cell, "no percentage", "one such as `95%`");
        match &cell.value {
            CellValue::Text(text) if text.contains(',') => problem.hint(comma_hint(text)),
            CellValue::Disguised(..) => no_number(cell),
            CellValue::Text(text) if text.contains('%') => problem.hint(
                "write the figure and its sign alone, and what a mark behind it means in a comment",
            ),
            _ => problem.hint("write a number with the sign: `95%`"),
        }
    };
    if let (CellValue::Number(share), Some(true)) = (&cell.value, cell.percent) {
        let figure = Figure::new(share * 100.0).ok_or_else(no_percentage)?;
        return Ok((figure, Certainty::Certain));
    }
    let (figure, unit) = amount(cell).ok_or_else(no_percentage)?;
    // `91%*` and `91%?` say something of the figure that nothing here carries.
    let is_word = |c: char| c.is_alphanumeric() || c.is_whitespace() || "%.()".contains(c);
    if !unit.chars().all(is_word) || currency(cell).is_some() {
        return Err(no_percentage());
    }
    let certainty = match fold(&unit).as_str() {
        "%" | "percent" | "percentage" | "pc" => Certainty::Certain,
        "" if unit.is_empty() && (figure.value() == 0.0 || figure.value().abs() > 1.0) => {
            Certainty::Certain
        }
        "" if unit.is_empty() => Certainty::Ambiguous,
        _ => return Err(no_percentage()),
    };
    Ok((figure, certainty))
}

/// Returns the figure of a cell that has one and nothing else, neither a unit nor a format
/// of percent.
pub(in crate::read) fn bare(cell: &Cell) -> Option<Figure> {
    let (figure, unit) = amount(cell)?;
    (unit.is_empty() && cell.percent != Some(true) && currency(cell).is_none()).then_some(figure)
}

/// Returns how many times a word makes the number before it, as in `1.2m` and `3 thousand`.
pub(in crate::read) fn multiple(word: &str) -> Option<f64> {
    match fold(word).as_str() {
        "k" | "000" | "thousand" => Some(1e3),
        "m" | "mn" | "million" => Some(1e6),
        "bn" | "billion" => Some(1e9),
        _ => None,
    }
}

/// Returns the number that `1.2m` and `3 thousand` are short for.
fn in_full(number: f64, rest: &str) -> Option<f64> {
    Figure::new(number * multiple(rest)?).map(Figure::value)
}

fn no_number(cell: &Cell) -> Problem {
    let is = match cell.value {
        CellValue::Disguised(_, 0) => "not what its format shows",
        CellValue::Disguised(..) => "not the one that the cell holds",
        _ => "no number",
    };
    let problem = unlike(&codes::NOT_A_NUMBER, cell, is, "one such as `1,234.5`");
    match &cell.value {
        CellValue::Text(text) if no_value(text).is_some() => {
            problem.hint("leave the cell empty where there is no figure")
        }
        CellValue::Text(text) if text.contains(',') => problem.hint(comma_hint(text)),
        CellValue::Date(_) | CellValue::DateTime(_) => {
            problem.hint("format the cell as Number and type the figure again")
        }
        CellValue::Time(time) => {
            let (hours, minutes, seconds) = (time.hour(), time.minute(), time.second());
            let minutes = i64::from(hours) * 60 + i64::from(minutes);
            problem.hint(length_hint(minutes * 60 + i64::from(seconds)))
        }
        CellValue::Duration(seconds) => problem.hint(length_hint(*seconds)),
        CellValue::Disguised(stored, 0) => problem.hint(format!(
            "the cell holds {stored} and its format shows something else: format it as Number, or type what is meant as text"
        )),
        CellValue::Disguised(stored, _) => problem.hint(format!(
            "the cell holds {stored} and shows thousands or millions of it: format it as Number, and type the figure in the unit that it is published in"
        )),
        _ => problem.hint("write digits, with a full stop before decimals"),
    }
}

/// Says how a length of time is typed as a figure.
fn length_hint(seconds: i64) -> String {
    let of = |size: i64| {
        #[expect(clippy::cast_precision_loss, reason = "no committee's figure is as long")]
        let length = seconds as f64 / size as f64;
        Figure::new(length).map_or(length, |figure| figure.rounded(2).value())
    };
    format!(
        "format the cell as Number and type the figure in the indicator's unit: `{}` in hours, `{}` in minutes or `{seconds}` in seconds",
        of(3600),
        of(60)
    )
}

/// Says how the figure of a text with a comma is written, `91,36` as `91.36`.
pub(super) fn comma_hint(text: &str) -> String {
    match decimal_comma(&clean(text)) {
        Some(mended) => {
            format!("write `{mended}` with a decimal point; a comma stands between thousands only")
        }
        None => "put a decimal point before decimals, and commas between thousands only".into(),
    }
}

/// No figure of a committee's has as many digits.
const MOST: f64 = 1e15;

/// The number in a cell and the text after it.
fn amount(cell: &Cell) -> Option<(Figure, String)> {
    let found = match &cell.value {
        CellValue::Number(number) => Some((Figure::new(*number)?, String::new())),
        CellValue::Text(text) => {
            let text = clean(text);
            let (number, rest) = split_number(&text)?;
            Some((Figure::new(number)?, rest.to_string()))
        }
        _ => None,
    };
    found.filter(|(figure, _)| figure.value().abs() < MOST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell(text: &str) -> Cell {
        Cell { value: CellValue::Text(text.into()), percent: None }
    }

    fn figure(value: f64) -> Figure {
        Figure::new(value).expect("finite")
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in [
            ("12,345", 12345.0),
            ("1 234", 1234.0),
            ("1\u{a0}234\u{a0}567.5", 1_234_567.5),
            ("£1,234.50", 1234.5),
            ("-£5", -5.0),
            ("£-5", -5.0),
            ("(12)", -12.0),
            ("−5", -5.0),
            ("–5", -5.0),
            ("-5", -5.0),
            (".5", 0.5),
            ("1.5E+05", 150_000.0),
            ("0007", 7.0),
            (" 3.0 ", 3.0),
        ] {
            assert_eq!(number(&cell(text)).expect(text), figure(value), "{text}");
        }
    }

    #[test]
    fn what_may_mean_something_else_is_no_number() {
        for text in [
            "",
            "abc",
            "1,23",
            "1.234,56",
            "0,95",
            "0,950",
            "91,36",
            "91,3600",
            "12,3456",
            "1234,567",
            "1.2.3",
            "3-4",
            "12/13",
            "1 2",
            "95%",
            "£1.2m",
            "--5",
            "((5))",
            "(-5)",
            "5-",
            "n/a",
            "1e",
            "(5",
            "1,234 567",
        ] {
            assert!(number(&cell(text)).is_err(), "{text}");
        }
        assert!(number(&Cell::plain(CellValue::Number(f64::INFINITY))).is_err());
        assert!(number(&Cell::plain(CellValue::Bool(true))).is_err());
        assert!(number(&cell(&"9".repeat(400))).is_err());
        assert!(number(&Cell::plain(CellValue::Number(1e300))).is_err());
    }

    #[test]
    fn the_hint_for_a_number_in_short_is_the_number_in_full() {
        let hint = |text: &str| {
            let problem = number(&cell(text)).expect_err(text);
            problem.at(&crate::place::Place::file("kpi.csv")).hint.unwrap_or_default()
        };
        assert_eq!(hint("£1.2m"), "write the number in full: `1200000`");
        assert_eq!(hint("5 days"), "write the number alone, without `days`");
        for text in ["0x10", "1O0", "1l5"] {
            assert_eq!(hint(text), "write digits, with a full stop before decimals", "{text}");
        }
    }

    #[test]
    fn a_decimal_comma_is_refused_and_the_decimal_point_named() {
        let hint = |problem: Problem| {
            let diagnostic = problem.at(&crate::place::Place::file("kpi.csv"));
            diagnostic.hint.unwrap_or_default()
        };
        for (text, mended) in
            [("91,36", "91.36"), ("0,950", "0.950"), ("-2,5", "-2.5"), ("91,36%", "91.36%")]
        {
            let expected = format!(
                "write `{mended}` with a decimal point; a comma stands between thousands only"
            );
            assert_eq!(hint(measure(&cell(text)).expect_err(text)), expected);
            assert_eq!(hint(percentage(&cell(text)).expect_err(text)), expected);
        }
        for text in ["1.234,56", "1,234,5", "12,34,56"] {
            let hint = hint(number(&cell(text)).expect_err(text));
            assert!(hint.starts_with("put a decimal point"), "{text}: {hint}");
        }
        assert_eq!(percentage(&cell("1,250%")).expect("a percentage").0, figure(1250.0));
    }

    #[test]
    fn a_measure_has_its_unit_after_it() {
        for (text, value, unit) in [
            ("11 %", 11.0, "%"),
            ("1233.75 Days", 1233.75, "Days"),
            ("245S Second(s)", 245.0, "S Second(s)"),
            ("12 /week", 12.0, "/week"),
            ("7", 7.0, ""),
            ("£1,234", 1234.0, "£"),
            ("(5%)", -5.0, "%"),
        ] {
            assert_eq!(measure(&cell(text)).expect(text), (figure(value), unit.into()), "{text}");
        }
        let percent = Cell { value: CellValue::Number(0.11), percent: Some(true) };
        assert_eq!(measure(&percent).expect("a measure"), (figure(11.0), "%".into()));
    }

    #[test]
    fn a_percentage_says_when_it_is_ambiguous() {
        use Certainty::{Ambiguous, Certain};
        for (text, value, certainty) in [
            ("95%", 95.0, Certain),
            ("95 %", 95.0, Certain),
            ("0.95%", 0.95, Certain),
            ("95 per cent", 95.0, Certain),
            ("95", 95.0, Certain),
            ("0", 0.0, Certain),
            ("0.95", 0.95, Ambiguous),
            ("1", 1.0, Ambiguous),
            ("-0.5", -0.5, Ambiguous),
        ] {
            assert_eq!(percentage(&cell(text)).expect(text), (figure(value), certainty), "{text}");
        }
        for (percent, value, certainty) in
            [(Some(true), 95.0, Certain), (Some(false), 0.95, Ambiguous), (None, 0.95, Ambiguous)]
        {
            let cell = Cell { value: CellValue::Number(0.95), percent };
            assert_eq!(percentage(&cell).expect("a percentage"), (figure(value), certainty));
        }
        for text in
            ["95 days", "many", "95 (est)", "91%*", "100%+", "91%-", "91%?", "£5", "€5", "91% ★"]
        {
            assert!(percentage(&cell(text)).is_err(), "{text}");
        }
    }

    #[test]
    fn whole_numbers_have_no_decimals() {
        assert_eq!(whole(&cell("4")).expect("whole"), 4);
        assert_eq!(whole(&Cell::plain(CellValue::Number(-3.0))).expect("whole"), -3);
        assert!(whole(&cell("4.5")).is_err());
        assert!(whole(&Cell::plain(CellValue::Number(1e300))).is_err());
    }

    fn thousands(number: u64, separator: &str) -> String {
        let digits = number.to_string();
        let groups: Vec<_> =
            digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
        groups.join(separator)
    }

    proptest! {
        #[test]
        fn thousands_separators_change_nothing(value in 0u64..10_000_000_000, sign in "[-−(]?", currency in "£?") {
            for separator in [",", " ", "\u{a0}", "\u{202f}", "’"] {
                let close = if sign == "(" { ")" } else { "" };
                let text = format!("{sign}{currency}{}{close}", thousands(value, separator));
                let expected: i64 = i64::try_from(value).expect("small") * if sign.is_empty() { 1 } else { -1 };
                prop_assert_eq!(whole(&cell(&text)).expect("whole"), expected);
            }
        }

        #[test]
        fn a_number_reads_back_as_written(value in any::<f64>().prop_filter("not beyond use", |v| v.abs() < MOST)) {
            let expected = figure(value);
            let shown = Cell::plain(CellValue::Number(value)).to_string();
            prop_assert_eq!(number(&cell(&shown)).expect("a number"), expected);
        }

        #[test]
        fn a_percentage_reads_back_as_shown(value in -1e6..1e6f64) {
            let formatted = Cell { value: CellValue::Number(value), percent: Some(true) };
            let read = percentage(&formatted).expect("a percentage");
            prop_assert_eq!(percentage(&cell(&formatted.to_string())).expect("a percentage"), read);
        }
    }
}
