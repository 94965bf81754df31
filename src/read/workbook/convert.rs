//! calamine's cells as ours, and what a number format says.

use calamine::{Data, Dimensions, ExcelDateTime};
use jiff::civil::{Date, DateTime, Time};

use crate::read::grid::{Cell, CellValue, Merged};
use crate::read::value;

/// Returns the cell, or nothing where it is empty. Whether the format of its
/// column of the sheet shows a percentage counts for numbers only.
pub(super) fn cell(data: Data, percent: Option<bool>) -> Option<Cell> {
    match data {
        Data::Empty => None,
        Data::String(text) => Cell::text(&text),
        Data::Float(number) => Some(Cell { value: CellValue::Number(number), percent }),
        #[expect(
            clippy::cast_precision_loss,
            reason = "Excel's own numbers have no more digits than this"
        )]
        Data::Int(number) => Some(Cell { value: CellValue::Number(number as f64), percent }),
        Data::Bool(yes) => Some(Cell::plain(CellValue::Bool(yes))),
        Data::Error(error) => Some(Cell::plain(CellValue::Error(error.to_string()))),
        Data::DateTime(serial) => Some(Cell::plain(moment(serial))),
        Data::DateTimeIso(text) => {
            iso_moment(&text).map_or_else(|| Cell::text(&text), |v| Some(Cell::plain(v)))
        }
        Data::DurationIso(text) => {
            iso_clock(&text).map_or_else(|| Cell::text(&text), |v| Some(Cell::plain(v)))
        }
    }
}

/// A number that is shown as a date or a time: a time of day below 1, a day
/// where it is whole, the number itself where Excel shows `####`.
fn moment(serial: ExcelDateTime) -> CellValue {
    let number = serial.as_f64();
    if (0.0..1.0).contains(&number) {
        return value::time_of_fraction(number).map_or(CellValue::Number(number), CellValue::Time);
    }
    if serial.is_duration() || !(1.0..2_958_466.0).contains(&number) {
        return CellValue::Number(number);
    }
    let (year, month, day, hour, minute, second, _) = serial.to_ymd_hms_milli();
    let small = |part: u8| i8::try_from(part).ok();
    let parts = || {
        let date = Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok()?;
        let time = Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()?;
        Some(moment_of(DateTime::from_parts(date, time)))
    };
    parts().unwrap_or(CellValue::Number(number))
}

/// A day where the time is midnight, which nobody types.
fn moment_of(both: DateTime) -> CellValue {
    if both.time() == Time::midnight() {
        CellValue::Date(both.date())
    } else {
        CellValue::DateTime(both)
    }
}

/// Returns the day, time or both that ISO 8601 writes, or nothing.
pub(super) fn iso_moment(text: &str) -> Option<CellValue> {
    let text = text.trim().trim_end_matches('Z');
    if let Ok(date) = text.parse::<Date>() {
        // jiff reads the date of a date and time as well; which it is decides below.
        if !text.contains(['T', ' ']) {
            return Some(CellValue::Date(date));
        }
    }
    if let Ok(both) = text.parse::<DateTime>() {
        return Some(moment_of(both));
    }
    text.parse::<Time>().ok().map(CellValue::Time)
}

/// Returns the time of day that a duration such as `PT19H30M00S` comes to from
/// midnight, or nothing for a day or more.
pub(super) fn iso_clock(text: &str) -> Option<CellValue> {
    let mut rest = text.trim().strip_prefix("PT")?;
    let mut seconds = 0.0;
    for (unit, length) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, after)) = rest.split_once(unit) {
            seconds += number.replace(',', ".").parse::<f64>().ok().filter(|n| *n >= 0.0)? * length;
            rest = after;
        }
    }
    let within = rest.is_empty() && (0.0..86_400.0).contains(&seconds);
    within.then(|| value::time_of_fraction(seconds / 86_400.0)).flatten().map(CellValue::Time)
}

/// Returns whether a number format shows a share of one as a percentage: a `%`
/// in its first section that is neither quoted nor escaped.
pub(super) fn is_percent_format(format: &str) -> bool {
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        match c {
            '%' => return true,
            ';' => return false,
            '\\' | '_' | '*' => drop(chars.next()),
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '[' => drop(chars.by_ref().find(|c| *c == ']')),
            _ => {}
        }
    }
    false
}

/// Returns a merged region.
pub(super) fn merged(region: Dimensions) -> Merged {
    Merged { first: region.start, last: region.end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn shown(number: f64, is_1904: bool) -> String {
        let serial = ExcelDateTime::new(number, ExcelDateTimeType::DateTime, is_1904);
        Cell::plain(moment(serial)).to_string()
    }

    #[test]
    fn serial_numbers_are_days_and_times() {
        assert_eq!(shown(43165.0, false), "06/03/2018");
        assert_eq!(shown(43165.0 - 1462.0, true), "06/03/2018");
        assert_eq!(shown(43165.8125, false), "06/03/2018 19:30");
        assert_eq!(shown(0.8125, false), "19:30");
        assert_eq!(shown(60.0, false), "60", "29 February 1900 is Excel's invention");
        assert_eq!(shown(-1.0, false), "-1");
        assert_eq!(shown(1e300, false), Cell::plain(CellValue::Number(1e300)).to_string());
    }

    #[test]
    fn iso_words_are_days_and_times() {
        let shown = |text: &str| {
            iso_moment(text).or_else(|| iso_clock(text)).map(|v| Cell::plain(v).to_string())
        };
        assert_eq!(shown("2018-03-06").as_deref(), Some("06/03/2018"));
        assert_eq!(shown("2018-03-06T19:30:00").as_deref(), Some("06/03/2018 19:30"));
        assert_eq!(shown("2018-03-06T00:00:00Z").as_deref(), Some("06/03/2018"));
        assert_eq!(shown("PT19H30M00S").as_deref(), Some("19:30"));
        assert_eq!(shown("PT30H00M00S"), None);
        assert_eq!(shown("soon"), None);
    }

    #[test]
    fn formats_with_a_live_percent_sign_show_shares() {
        for format in ["0%", "0.00%", "[Red]0.0%;-0.0%", "0.0 %"] {
            assert!(is_percent_format(format), "{format}");
        }
        for format in ["General", "0.0\"%\"", "0\\%", "0;0%", "[%]0", "0.00"] {
            assert!(!is_percent_format(format), "{format}");
        }
    }
}
