//! The meaning of a cell: text, number, percentage, fraction, date, time, period.
//!
//! Every function takes a cell as it stands and gives a value or a
//! [`Problem`] without a place. Nothing here knows which column the cell stands
//! in, and nothing is guessed: what may mean two things is said to.

mod amount;
mod clock;
mod day;
mod digits;
mod fraction;
mod range;

use std::fmt;

use jiff::civil::Date;

pub use self::amount::{Certainty, currency, measure, number, percentage, whole};
pub(super) use self::amount::{bare, multiple};
pub use self::clock::time;
pub(super) use self::clock::time_of_fraction;
pub use self::day::date;
pub(super) use self::day::is_weekday;
pub(super) use self::digits::CURRENCIES;
pub use self::fraction::{denominator, fraction};
pub use self::range::range;
use super::codes;
use super::grid::{Cell, CellValue, fold};
use crate::diag::{Code, Problem};
use crate::model::period::Period;

/// Returns the cell as text: trimmed, numbers as a person would type them.
///
/// Inner line breaks are kept; spaces that do not break become plain ones.
pub fn text(cell: &Cell) -> String {
    clean(&cell.to_string())
}

/// Returns the cell as text, unless it is a formula without a result.
pub(super) fn known_text(cell: &Cell) -> Result<String, Problem> {
    if cell.is_unsettled() {
        return Err(unsettled(cell));
    }
    Ok(text(cell))
}

/// Returns the month, quarter, half or year that the cell names.
///
/// Excel turns `Dec-2017` into 1 December 2017, so a date is its month.
pub fn period(cell: &Cell) -> Result<Period, Problem> {
    refuse_error(cell)?;
    let found = match &cell.value {
        CellValue::Text(text) => {
            let text = clean(text);
            text.parse().ok().or_else(|| day::parse(&text).ok().and_then(month_of))
        }
        CellValue::Date(_) | CellValue::DateTime(_) | CellValue::Number(_) => {
            date(cell).ok().and_then(month_of)
        }
        _ => None,
    };
    found.ok_or_else(|| {
        unlike(&codes::NOT_A_PERIOD, cell, "no period", "a month, quarter, half or financial year")
            .hint("write it as `2017/18 Q3`, `Dec 2017`, `2017/18 H1` or `2017/18`")
    })
}

fn month_of(date: Date) -> Option<Period> {
    Period::month(i32::from(date.year()), i32::from(date.month()))
}

/// Why a cell holds words where a figure is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoValue {
    /// There can be none.
    NotApplicable,
    /// There is none.
    NoData,
    /// There will be one.
    Awaited,
    /// There was none yet, because the measure is new.
    NewMeasure,
}

impl fmt::Display for NoValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NotApplicable => "not applicable",
            Self::NoData => "no data",
            Self::Awaited => "awaited",
            Self::NewMeasure => "new measure",
        })
    }
}

/// Returns the reason that words such as `n/a`, `–`, `TBC` or `New measure`
/// give for a missing figure, or nothing where the text is something else.
pub fn no_value(text: &str) -> Option<NoValue> {
    let text = clean(text);
    if !text.is_empty() && text.chars().all(|c| matches!(c, '-' | '–' | '—' | '−')) {
        return Some(NoValue::NoData);
    }
    if is_error(&text) {
        return None;
    }
    match fold(&text).as_str() {
        "na" | "notapplicable" => Some(NoValue::NotApplicable),
        "nodata" | "nodataavailable" | "notavailable" | "datanotavailable" | "unavailable"
        | "dataunavailable" | "notreported" | "notcollected" => Some(NoValue::NoData),
        "tbc" | "tba" | "tobeconfirmed" | "awaited" | "dataawaited" | "awaitingdata"
        | "awaiting" | "pending" | "notyetavailable" => Some(NoValue::Awaited),
        "newmeasure" | "newindicator" | "newkpi" | "newpi" | "new" => Some(NoValue::NewMeasure),
        _ => None,
    }
}

/// Trims, and makes every space a plain one; line breaks stay.
fn clean(text: &str) -> String {
    let spaced: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}'))
        .map(|c| if c.is_whitespace() && c != '\n' { ' ' } else { c })
        .collect();
    spaced.trim().to_string()
}

/// The cell's text between backticks: one line, and not a long one.
fn quoted(cell: &Cell) -> String {
    let line = text(cell).split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
    if line.chars().count() <= 60 {
        return format!("`{line}`");
    }
    let start: String = line.chars().take(57).collect();
    format!("`{}…`", start.trim_end())
}

/// Says what was found and what was expected.
fn unlike(code: &'static Code, cell: &Cell, is: &str, expected: &str) -> Problem {
    let kind = match &cell.value {
        CellValue::Date(_) | CellValue::DateTime(_) => "the date ",
        CellValue::Time(_) => "the time ",
        CellValue::Duration(_) => "the length of time ",
        CellValue::Number(_) | CellValue::Disguised(..) => "the number ",
        _ => "",
    };
    Problem::new(code, format!("{kind}{} is {is}, expected {expected}", quoted(cell)))
}

/// Says that words stand in the format of a cell, and a number in the cell.
pub(super) fn disguised(cell: &Cell) -> Problem {
    let message = match &cell.value {
        CellValue::Disguised(stored, times) if *times > 0 => {
            format!("the cell holds `{stored}`, which its format shows as {}", quoted(cell))
        }
        _ => format!("the cell holds {}, which its format shows as something else", quoted(cell)),
    };
    Problem::new(&codes::DISGUISED_TEXT, message)
        .hint("type what it is to say as text, and format the cell as Text or General")
}

/// Says that nobody has worked a formula out yet, or that something is struck out.
pub(super) fn unsettled(cell: &Cell) -> Problem {
    if matches!(cell.value, CellValue::Struck(_)) {
        let message = format!("{} is struck out, all or a part of it", quoted(cell));
        return Problem::new(&codes::STRUCK, message)
            .hint("delete what no longer holds, and take the line through the rest away");
    }
    Problem::new(
        &codes::UNCALCULATED,
        format!("the formula {} has no result yet", quoted(cell)),
    )
    .hint("open the workbook in Excel or LibreOffice and save it, so that formulas hold their results")
}

/// Refuses spreadsheet errors, also those that a CSV file holds as text, and
/// formulas without results.
fn refuse_error(cell: &Cell) -> Result<(), Problem> {
    if cell.is_unsettled() {
        return Err(unsettled(cell));
    }
    let (CellValue::Error(shown) | CellValue::Text(shown)) = &cell.value else { return Ok(()) };
    if matches!(cell.value, CellValue::Text(_)) && !is_error(shown.trim()) {
        return Ok(());
    }
    let problem =
        Problem::new(&codes::ERROR_VALUE, format!("the cell holds the error {}", quoted(cell)));
    Err(problem.hint(match shown.trim() {
        "#DIV/0!" => "guard the formula against a zero denominator, or type the value",
        "#REF!" => "point the formula at a cell that exists, or type the value",
        "#N/A" => "mend the look-up, or write `n/a` if there is no value",
        _ => "mend the formula, or type the value",
    }))
}

fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 11] = [
        "#DIV/0!",
        "#N/A",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#REF!",
        "#VALUE!",
        "#DATA!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
    ];
    ERRORS.iter().any(|error| error.eq_ignore_ascii_case(text))
        || text.strip_prefix("Err:").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;
    use proptest::prelude::*;

    fn cell(text: &str) -> Cell {
        Cell { value: CellValue::Text(text.into()), percent: None }
    }

    fn message(problem: Problem) -> String {
        let diagnostic = problem.at(&Place::file("kpi.xlsx"));
        format!("{}: {}", diagnostic.code.id, diagnostic.message)
    }

    #[test]
    fn text_is_tidy_and_keeps_its_lines() {
        assert_eq!(text(&cell("\u{a0}91.36%\n74\u{a0}/ 81 \n")), "91.36%\n74 / 81");
        assert_eq!(text(&Cell::plain(CellValue::Number(3.0))), "3");
    }

    #[test]
    fn periods_come_as_words_and_as_dates() {
        let december = Period::month(2017, 12).expect("a month");
        let first = Date::constant(2017, 12, 1);
        assert_eq!(period(&Cell::plain(CellValue::Date(first))).expect("a period"), december);
        assert_eq!(period(&Cell::plain(CellValue::Number(43070.0))).expect("a period"), december);
        assert_eq!(period(&cell("Dec\u{a0}2017")).expect("a period"), december);
        assert_eq!(period(&cell("01/12/2017")).expect("a period"), december);
        let problem = period(&cell("soon")).expect_err("no period");
        let expected =
            "READ012: `soon` is no period, expected a month, quarter, half or financial year";
        assert_eq!(message(problem), expected);
        assert!(period(&Cell::plain(CellValue::Number(2017.0))).is_err());
    }

    #[test]
    fn words_for_a_missing_figure_are_known() {
        for (words, reason) in [
            ("n/a", NoValue::NotApplicable),
            ("N/A", NoValue::NotApplicable),
            ("-", NoValue::NoData),
            (" – ", NoValue::NoData),
            ("No Data", NoValue::NoData),
            ("not available", NoValue::NoData),
            ("TBC", NoValue::Awaited),
            ("awaited", NoValue::Awaited),
            ("New measure", NoValue::NewMeasure),
            ("New", NoValue::NewMeasure),
        ] {
            assert_eq!(no_value(words), Some(reason), "{words}");
        }
        for words in ["", "0", "#N/A", "news", "-5"] {
            assert_eq!(no_value(words), None, "{words}");
        }
    }

    #[test]
    fn an_error_in_a_cell_is_said_to_be_one() {
        for cell in [cell("#DIV/0!"), Cell::plain(CellValue::Error("#DIV/0!".into()))] {
            for problem in [number(&cell).err(), date(&cell).err(), period(&cell).err()] {
                let problem = problem.expect("an error");
                assert_eq!(message(problem), "READ014: the cell holds the error `#DIV/0!`");
            }
        }
    }

    #[test]
    fn long_texts_are_quoted_in_part() {
        let shown = quoted(&cell(&"long ".repeat(40)));
        assert!(shown.chars().count() <= 60 && shown.ends_with("…`"), "{shown}");
    }

    proptest! {
        #[test]
        fn no_text_panics(found in "\\PC{0,40}|[-−–(£]?[0-9,. /:]{0,20}[%a-z)]{0,5}") {
            let cell = cell(&found);
            let _ = (text(&cell), no_value(&found), period(&cell), number(&cell), whole(&cell));
            let _ = (measure(&cell), percentage(&cell), fraction(&cell), date(&cell), time(&cell));
        }

        #[test]
        fn no_number_panics(found in any::<f64>(), percent in any::<Option<bool>>()) {
            let cell = Cell { value: CellValue::Number(found), percent };
            let _ = (text(&cell), period(&cell), number(&cell), whole(&cell));
            let _ = (measure(&cell), percentage(&cell), fraction(&cell), date(&cell), time(&cell));
        }
    }
}
