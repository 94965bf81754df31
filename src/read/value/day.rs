//! Days in cells.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::{clean, refuse_error, text, unlike};
use crate::diag::Problem;
use crate::read::codes;
use crate::read::grid::{Cell, CellValue};

/// Returns the day in the cell.
///
/// Text is `6 March 2018`, `6th Mar 18`, `06/03/2018` (day first), `2018-03-06`,
/// each with or without its weekday, which must be the right one. A number is
/// Excel's count of days, from 1954 to 2105, as it stands in a cell that lost
/// its format.
pub fn date(cell: &Cell) -> Result<Date, Problem> {
    refuse_error(cell)?;
    let found = match &cell.value {
        CellValue::Date(date) => Ok(*date),
        CellValue::DateTime(both) => Ok(both.date()),
        CellValue::Number(number) => day_of_serial(*number).ok_or(NoDay::Unknown),
        CellValue::Text(text) => parse(&clean(text)),
        _ => Err(NoDay::Unknown),
    };
    found.map_err(|reason| no_date(cell, reason))
}

/// Why a text is no day.
#[derive(Clone, Copy)]
pub(super) enum NoDay {
    /// It is not written like one.
    Unknown,
    /// No month has that day, or no year that month.
    Missing,
    /// The day falls on another day of the week.
    Weekday(Date),
}

fn no_date(cell: &Cell, reason: NoDay) -> Problem {
    match reason {
        NoDay::Weekday(date) => {
            let weekday = weekday_name(date.weekday());
            let problem = unlike(
                &codes::NOT_A_DATE,
                cell,
                &format!("a {weekday}"),
                "the right day of the week",
            );
            problem.hint("correct the weekday or the date")
        }
        NoDay::Missing => {
            unlike(&codes::NOT_A_DATE, cell, "no day of the calendar", "one that exists")
                .hint("write day, month, year, in that order: `6 March 2018`")
        }
        NoDay::Unknown => {
            let problem = unlike(&codes::NOT_A_DATE, cell, "no date", "one such as `6 March 2018`");
            let is_word = !text(cell).contains(|c: char| c.is_ascii_digit());
            problem.hint(if is_word {
                "write day, month, year, in that order: `6 March 2018`; where there may be no day, leave the cell empty"
            } else {
                "write day, month, year, in that order: `6 March 2018`"
            })
        }
    }
}

fn day_of_serial(number: f64) -> Option<Date> {
    if !(20_000.0..75_000.0).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "within the range just above")]
    let days = number.trunc() as i64;
    Date::constant(1899, 12, 30).checked_add(days.days()).ok()
}

/// Reads a day from clean text.
pub(super) fn parse(text: &str) -> Result<Date, NoDay> {
    let lower = text.to_lowercase().replace([',', '\n'], " ");
    let lower = without_iso_time(&lower);
    let mut words: Vec<&str> = lower
        .split(' ')
        .filter(|word| !word.contains(':') && !matches!(*word, "at" | "am" | "pm" | "the" | "of"))
        .flat_map(|word| word.split(['/', '-', '–', '.']))
        .filter(|word| !word.is_empty())
        .collect();
    let stated = words.first().and_then(|word| weekday(word));
    if stated.is_some() {
        words.remove(0);
    }
    let [a, b, c] = words[..] else { return Err(NoDay::Unknown) };
    let (year, month, day) = parts(a, b, c).ok_or(NoDay::Unknown)?;
    let date = Date::new(year, month, day).map_err(|_| NoDay::Missing)?;
    match stated {
        Some(stated) if stated != date.weekday() => Err(NoDay::Weekday(date)),
        _ => Ok(date),
    }
}

/// `2018-03-06t19:30:00` without its time.
fn without_iso_time(lower: &str) -> &str {
    let bytes = lower.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    match bytes.get(10) {
        Some(b't') if digit(9) && digit(11) => &lower[..10],
        _ => lower,
    }
}

/// Year, month and day of three words.
fn parts(a: &str, b: &str, c: &str) -> Option<(i16, i8, i8)> {
    if let Some(month) = month(b) {
        return if is_year(a) {
            Some((year(a)?, month, day_number(c)?))
        } else {
            Some((year(c)?, month, day_number(a)?))
        };
    }
    if let Some(month) = month(a) {
        return Some((year(c)?, month, day_number(b)?));
    }
    let (year_word, day_word) = if is_year(a) { (a, c) } else { (c, a) };
    Some((year(year_word)?, small(b)?, small(day_word)?))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

fn year(word: &str) -> Option<i16> {
    let word = word.trim_start_matches(['\'', '’']);
    let year: i16 =
        word.bytes().all(|b| b.is_ascii_digit()).then(|| word.parse().ok()).flatten()?;
    match word.len() {
        2 => Some(if year < 70 { 2000 + year } else { 1900 + year }),
        4 => (1900..=2200).contains(&year).then_some(year),
        _ => None,
    }
}

/// Reads one or two digits.
pub(super) fn small(word: &str) -> Option<i8> {
    let digits = matches!(word.len(), 1 | 2) && word.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| word.parse().ok()).flatten()
}

fn day_number(word: &str) -> Option<i8> {
    small(["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word))
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(word))?;
    i8::try_from(at + 1).ok()
}

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "Monday"),
    (Weekday::Tuesday, "Tuesday"),
    (Weekday::Wednesday, "Wednesday"),
    (Weekday::Thursday, "Thursday"),
    (Weekday::Friday, "Friday"),
    (Weekday::Saturday, "Saturday"),
    (Weekday::Sunday, "Sunday"),
];

fn weekday(word: &str) -> Option<Weekday> {
    let word = if word == "weds" { "wed" } else { word };
    let is = |name: &str| word.len() >= 3 && name.to_lowercase().starts_with(word);
    WEEKDAYS.iter().find(|(_, name)| is(name)).map(|(weekday, _)| *weekday)
}

/// Returns whether a word is the name of a day of the week, in full or cut short.
pub(in crate::read) fn is_weekday(word: &str) -> bool {
    weekday(&word.to_lowercase()).is_some()
}

fn weekday_name(weekday: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(day, _)| *day == weekday).map_or("", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;
    use proptest::prelude::*;

    const DAY: Date = Date::constant(2018, 3, 6);

    fn cell(text: &str) -> Cell {
        Cell { value: CellValue::Text(text.into()), percent: None }
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in [
            "06/03/2018",
            "6/3/18",
            "6.3.2018",
            "6-Mar-18",
            "6 March 2018",
            "6th March 2018",
            "2018-03-06",
            "Tuesday 6 March 2018",
            "Tuesday, 6th March, 2018",
            "Tue 6 Mar 18",
            "6 Mar '18",
            "March 6, 2018",
            "2018-03-06T19:30:00",
            "6 March 2018 19:30",
            "Tuesday the 6th of March 2018",
            "2018/03/06",
        ] {
            assert_eq!(date(&cell(text)).expect(text), DAY, "{text}");
        }
        assert_eq!(date(&Cell::plain(CellValue::Number(43165.0))).expect("a day"), DAY);
        assert_eq!(
            date(&Cell::plain(CellValue::DateTime(DAY.at(19, 30, 0, 0)))).expect("a day"),
            DAY
        );
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "6 March",
            "31/02/2018",
            "03/25/2018",
            "2018",
            "soon",
            "1/2/3/4",
            "6 Octember 2018",
            "06/03/201",
        ] {
            assert!(date(&cell(text)).is_err(), "{text}");
        }
        for number in [2018.0, -1.0, f64::NAN, 1e300] {
            assert!(date(&Cell::plain(CellValue::Number(number))).is_err(), "{number}");
        }
    }

    #[test]
    fn a_weekday_must_be_the_right_one() {
        let problem = date(&cell("Monday 6 March 2018")).expect_err("a Tuesday");
        let message = problem.at(&Place::file("meeting.xlsx")).message;
        assert_eq!(
            message,
            "`Monday 6 March 2018` is a Tuesday, expected the right day of the week"
        );
    }

    proptest! {
        #[test]
        fn every_day_reads_back(serial in 20_000i64..75_000) {
            let day = Date::constant(1899, 12, 30).checked_add(serial.days()).expect("a day");
            let shown = Cell::plain(CellValue::Date(day)).to_string();
            prop_assert_eq!(date(&cell(&shown)).expect("a day"), day);
            prop_assert_eq!(date(&cell(&day.to_string())).expect("a day"), day);
            let words = day.strftime("%A %-d %B %Y").to_string();
            prop_assert_eq!(date(&cell(&words)).expect("a day"), day);
        }
    }
}
