//! calamine's cells as ours, and what a number format says.

use calamine::{Data, Dimensions, ExcelDateTime};
use jiff::civil::{Date, DateTime, Time};

use super::look::{Look, Shown};
use super::mark;
use crate::model::period::Period;
use crate::read::grid::{Cell, CellValue, Merged};
use crate::read::value;

/// Returns the cell, or nothing where it is empty. The look of its number counts
/// for numbers only, that it is struck out for all; where the file does not tell it there
/// is none.
pub(super) fn cell(data: Data, look: Option<&Look>) -> Option<Cell> {
    let cell = standing(data, look)?;
    let is_struck = look.is_some_and(|look| look.is_struck);
    Some(if is_struck { mark::struck(&cell) } else { cell })
}

fn standing(data: Data, look: Option<&Look>) -> Option<Cell> {
    match data {
        Data::Empty => None,
        Data::String(text) => Cell::text(&text),
        Data::Float(number) => Some(number_cell(number, look)),
        #[expect(
            clippy::cast_precision_loss,
            reason = "Excel's own numbers have no more digits than this"
        )]
        Data::Int(number) => Some(number_cell(number as f64, look)),
        Data::Bool(yes) => Some(Cell::plain(CellValue::Bool(yes))),
        Data::Error(error) => Some(Cell::plain(CellValue::Error(error.to_string()))),
        Data::DateTime(serial) => {
            let moment = moment(serial);
            let is_month = look.is_some_and(|look| look.is_month);
            Some(month(&moment).filter(|_| is_month).unwrap_or(Cell::plain(moment)))
        }
        Data::DateTimeIso(text) => {
            iso_moment(&text).map_or_else(|| Cell::text(&text), |v| Some(Cell::plain(v)))
        }
        Data::DurationIso(text) => {
            iso_clock(&text).map_or_else(|| Cell::text(&text), |v| Some(Cell::plain(v)))
        }
    }
}

/// Returns a number with its look; nought is nought in thousands too, a sum of money
/// has its sign, and where words stand with it the cell says all of them.
pub(super) fn number_cell(number: f64, look: Option<&Look>) -> Cell {
    let percent = look.map(|look| look.percent);
    let plain = Cell { value: CellValue::Number(number), percent };
    let Some(look) = look.filter(|_| number.is_finite()) else { return plain };
    if look.thousands > 0 && number != 0.0 {
        return Cell::plain(CellValue::Disguised(number, look.thousands));
    }
    match look.shown(number) {
        Some(Shown::Nothing) => return Cell::plain(CellValue::Disguised(number, 0)),
        Some(Shown::Words(words)) => return Cell::plain(CellValue::Text(words)),
        None => {}
    }
    // `007` is a code; where a figure is expected it is still 7.
    if look.digits > 0 && (0.0..1e12).contains(&number) && number.fract() == 0.0 {
        let digits = look.digits;
        return Cell::plain(CellValue::Text(format!("{number:0digits$.0}")));
    }
    // Words and figures alike are read from what is seen, and no digit is lost in it.
    let written = look.spelled.write(number.abs());
    let minus = if number < 0.0 { "-" } else { "" };
    match look.currency {
        Some(currency) => Cell::plain(CellValue::Text(format!("{minus}{currency}{written}"))),
        // `3.10` is a code that is not `3.1`.
        None if !look.percent && format!("{minus}{written}") != plain.to_string() => {
            Cell::plain(CellValue::Text(format!("{minus}{written}")))
        }
        None => plain,
    }
}

/// A number that is shown as a date or a time: a time of day below 1, a day
/// where it is whole, the number itself where Excel shows `####`.
fn moment(serial: ExcelDateTime) -> CellValue {
    let number = serial.as_f64();
    if serial.is_duration() {
        return duration(number * 86_400.0).unwrap_or(CellValue::Number(number));
    }
    if (0.0..1.0).contains(&number) {
        return value::time_of_fraction(number).map_or(CellValue::Number(number), CellValue::Time);
    }
    if !(1.0..2_958_466.0).contains(&number) {
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

/// Returns the month of a day as a text, `March 2018`: what is seen where a format shows no
/// more of the day.
pub(super) fn month(moment: &CellValue) -> Option<Cell> {
    let CellValue::Date(date) = moment else { return None };
    let month = Period::month(i32::from(date.year()), i32::from(date.month()))?;
    Cell::text(&month.months())
}

/// A length of time, to the nearest second; nothing below nought or beyond all use.
fn duration(seconds: f64) -> Option<CellValue> {
    let seconds = seconds.round();
    #[expect(clippy::cast_possible_truncation, reason = "within the range just before")]
    (0.0..1e12).contains(&seconds).then_some(CellValue::Duration(seconds as i64))
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
/// midnight, or a length of time of a day or more.
pub(super) fn iso_clock(text: &str) -> Option<CellValue> {
    let mut rest = text.trim().strip_prefix("PT")?;
    let mut seconds = 0.0;
    for (unit, length) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, after)) = rest.split_once(unit) {
            seconds += number.replace(',', ".").parse::<f64>().ok().filter(|n| *n >= 0.0)? * length;
            rest = after;
        }
    }
    if !rest.is_empty() || seconds >= 86_400.0 {
        return if rest.is_empty() { duration(seconds) } else { None };
    }
    value::time_of_fraction(seconds / 86_400.0).map(CellValue::Time)
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
        assert_eq!(shown("PT30H30M00S").as_deref(), Some("30:30"));
        assert_eq!(shown("soon"), None);
    }

    #[test]
    fn a_length_of_time_is_no_number_of_days() {
        let of = |days: f64| {
            let serial = ExcelDateTime::new(days, ExcelDateTimeType::TimeDelta, false);
            Cell::plain(moment(serial)).to_string()
        };
        assert_eq!([of(1.0625), of(0.5), of(245.0 / 86_400.0)], ["25:30", "12:00", "0:04:05"]);
    }
}
