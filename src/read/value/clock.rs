//! Times of day in cells.

use jiff::ToSpan;
use jiff::civil::Time;

use super::day::small;
use super::{clean, refuse_error, unlike};
use crate::diag::Problem;
use crate::read::codes;
use crate::read::grid::{Cell, CellValue};

/// Returns the time of day in the cell: `7.30 pm`, `19:30`, `1930`, `noon`, or
/// Excel's fraction of a day.
pub fn time(cell: &Cell) -> Result<Time, Problem> {
    refuse_error(cell)?;
    let found = match &cell.value {
        CellValue::Time(time) => Some(*time),
        CellValue::DateTime(both) => Some(both.time()),
        CellValue::Duration(seconds) => Time::midnight().checked_add(seconds.seconds()).ok(),
        CellValue::Number(number) => time_of_number(*number),
        CellValue::Text(text) => parse_time(&clean(text)),
        _ => None,
    };
    found.ok_or_else(|| {
        unlike(&codes::NOT_A_TIME, cell, "no time of day", "one such as `7.30 pm`")
            .hint("write it as `7.30 pm` or `19:30`")
    })
}

fn time_of_number(number: f64) -> Option<Time> {
    if (0.0..1.0).contains(&number) {
        return time_of_fraction(number);
    }
    // `1930`, typed without a colon.
    let hours = (number / 100.0).trunc();
    ((100.0..2400.0).contains(&number) && number.fract() == 0.0)
        .then(|| clock(hours, number - hours * 100.0))
        .flatten()
}

/// The time after a fraction of a day, to the nearest second.
pub(in crate::read) fn time_of_fraction(fraction: f64) -> Option<Time> {
    let seconds = (fraction * 86_400.0).round().min(86_399.0);
    #[expect(clippy::cast_possible_truncation, reason = "a day has 86,400 seconds")]
    let seconds = (0.0..86_400.0).contains(&seconds).then_some(seconds as i64)?;
    Time::midnight().checked_add(seconds.seconds()).ok()
}

#[expect(clippy::cast_possible_truncation, reason = "both are checked to be small")]
fn clock(hours: f64, minutes: f64) -> Option<Time> {
    let small = (0.0..24.0).contains(&hours) && (0.0..60.0).contains(&minutes);
    small.then(|| Time::new(hours as i8, minutes as i8, 0, 0).ok()).flatten()
}

/// Which half of the day a text names.
#[derive(Clone, Copy, PartialEq)]
enum Half {
    Morning,
    Afternoon,
}

fn parse_time(text: &str) -> Option<Time> {
    let compact: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    match compact.as_str() {
        "noon" | "12noon" | "midday" | "12midday" => return Some(Time::constant(12, 0, 0, 0)),
        "midnight" | "12midnight" => return Some(Time::midnight()),
        _ => {}
    }
    let (digits, half) = split_half(&compact);
    let parts: Vec<&str> = digits.split(['.', ':']).collect();
    let (hour, minute, second) = match parts[..] {
        [both] if both.len() == 4 || (both.len() == 3 && half.is_some()) => {
            (both.get(..both.len() - 2)?, both.get(both.len() - 2..)?, "00")
        }
        [hour] if half.is_some() => (hour, "00", "00"),
        [hour, minute] => (hour, minute, "00"),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    if minute.len() != 2 || second.len() != 2 {
        return None;
    }
    Time::new(hour_of(small(hour)?, half)?, small(minute)?, small(second)?, 0).ok()
}

/// `7.30pm` without its half of the day, `1930hrs` without its unit.
fn split_half(compact: &str) -> (&str, Option<Half>) {
    for (end, half) in [
        ("a.m.", Some(Half::Morning)),
        ("p.m.", Some(Half::Afternoon)),
        ("a.m", Some(Half::Morning)),
        ("p.m", Some(Half::Afternoon)),
        ("am", Some(Half::Morning)),
        ("pm", Some(Half::Afternoon)),
        ("hours", None),
        ("hrs", None),
    ] {
        if let Some(digits) = compact.strip_suffix(end) {
            return (digits, half);
        }
    }
    (compact, None)
}

fn hour_of(hour: i8, half: Option<Half>) -> Option<i8> {
    match (half, hour) {
        (None, 0..=23) | (Some(Half::Afternoon), 13..=23) => Some(hour),
        (Some(Half::Morning), 1..=12) => Some(hour % 12),
        (Some(Half::Afternoon), 1..=12) => Some(hour % 12 + 12),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell(text: &str) -> Cell {
        Cell { value: CellValue::Text(text.into()), percent: None }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for text in [
            "7.30 pm",
            "7:30pm",
            "19:30",
            "1930",
            "7.30 p.m.",
            "19.30",
            "19:30:00",
            "1930 hours",
            "730pm",
        ] {
            assert_eq!(time(&cell(text)).expect(text), Time::constant(19, 30, 0, 0), "{text}");
        }
        assert_eq!(time(&cell("12 noon")).expect("noon"), Time::constant(12, 0, 0, 0));
        assert_eq!(time(&cell("12.15 am")).expect("night"), Time::constant(0, 15, 0, 0));
        assert_eq!(time(&cell("7pm")).expect("evening"), Time::constant(19, 0, 0, 0));
        for number in [0.8125, 1930.0] {
            let cell = Cell::plain(CellValue::Number(number));
            assert_eq!(time(&cell).expect("a time"), Time::constant(19, 30, 0, 0));
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in
            ["", "7", "25:00", "19:60", "7.3 pm", "evening", "13 am", "0 pm", "pm", "é3", "1é0"]
        {
            assert!(time(&cell(text)).is_err(), "{text}");
        }
        for number in [7.3, 1960.0, -0.5, 2400.0] {
            assert!(time(&Cell::plain(CellValue::Number(number))).is_err(), "{number}");
        }
    }

    proptest! {
        #[test]
        fn every_minute_reads_back(hour in 0i8..24, minute in 0i8..60) {
            let at = Time::constant(hour, minute, 0, 0);
            for pattern in ["%H:%M", "%H.%M", "%H%M", "%-I.%M %P", "%I:%M%p"] {
                let text = at.strftime(pattern).to_string();
                prop_assert_eq!(time(&cell(&text)).expect("a time"), at, "{}", text);
            }
        }
    }
}
