//! Days, in every form that could be printed.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Returns the days that a text names: `2018-03-06`, `6 March 2018`, `6th Mar 2018`.
pub(super) fn days(text: &str) -> Vec<Date> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let named = words.windows(3).filter_map(|three| {
        let [day, month, year] = three else { return None };
        date(year, &self::month(month)?.to_string(), day.trim_end_matches(char::is_alphabetic))
    });
    let iso = text.split(|c: char| !(c.is_ascii_digit() || c == '-')).filter_map(|word| {
        let mut parts = word.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        (year.len() == 4).then(|| date(year, month, day))?
    });
    named.chain(iso).collect()
}

/// Returns whether a word is a month's name or its first letters, and which.
pub(super) fn month(word: &str) -> Option<usize> {
    let lower = word.to_ascii_lowercase();
    let found = MONTHS.iter().position(|month| {
        let month = month.to_ascii_lowercase();
        month == lower || (lower.len() >= 3 && lower.len() <= 4 && month.starts_with(&lower))
    });
    found.map(|index| index + 1)
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Returns whether a day begins or ends a month: reporting periods do, and every
/// paper names them.
pub(super) fn bounds_a_period(day: Date) -> bool {
    day.day() == 1 || day == day.last_of_month()
}

/// Returns every form of a day, as it would be written: in words, in figures, as
/// ISO 8601 with and without its lines, and as the number that a spreadsheet keeps.
pub(super) fn forms(day: Date) -> Vec<String> {
    let (d, m, y) = (day.day(), day.month(), day.year());
    let month = MONTHS[usize::try_from(m - 1).unwrap_or(0)];
    let short = &month[..3];
    let ending = match (d % 10, d) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    let mut forms = vec![
        format!("{d} {month} {y}"),
        format!("{d:02} {month} {y}"),
        format!("{d}{ending} {month} {y}"),
        format!("{month} {d} {y}"),
        format!("{d} {short} {y}"),
        format!("{d:02} {short} {y}"),
        format!("{d:02}/{m:02}/{y}"),
        format!("{d}/{m}/{y}"),
        format!("{d:02}.{m:02}.{y}"),
        format!("{y}-{m:02}-{d:02}"),
        format!("{y}{m:02}{d:02}"),
    ];
    if let Ok(epoch) = Date::new(1899, 12, 30) {
        forms.extend(epoch.until(day).map(|span| span.get_days().to_string()));
    }
    forms.dedup();
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_in_words_and_in_figures() {
        let text = "On 6 March 2018, by 2018-04-09 or the 21st Sept 2019; not 31 June 2018.";
        assert_eq!(days(text), [date(2018, 3, 6), date(2019, 9, 21), date(2018, 4, 9)]);
    }

    #[test]
    fn a_day_is_written_in_every_form() {
        let forms = forms(date(2018, 3, 6));
        for form in ["6 March 2018", "6th March 2018", "06/03/2018", "20180306", "43165"] {
            assert!(forms.contains(&form.to_string()), "{form} is not among {forms:?}");
        }
        assert!(bounds_a_period(date(2018, 3, 31)) && !bounds_a_period(date(2018, 3, 6)));
    }
}
