//! Dates, times and numbers in words: the one place that formats them.

use jiff::civil::{Date, Time, Weekday};

use crate::model::figure::Figure;
use crate::model::numeral::{TENS, UNITS};
use crate::model::period::MONTHS;
use crate::spelling::listed;

/// Returns a title on one line: some cells are pasted with the line ends of a page.
pub fn title(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns `6 March 2018`.
pub fn date(date: Date) -> String {
    let month = usize::try_from(date.month() - 1).unwrap_or(0);
    format!("{} {} {}", date.day(), MONTHS[month], date.year())
}

/// Returns `Tuesday 6 March 2018`.
pub fn full_date(day: Date) -> String {
    let weekday = match day.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    };
    format!("{weekday} {}", date(day))
}

/// Returns `7.30 pm`, as councils print it; `noon` and `midnight` in words.
pub fn time(time: Time) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match (hour, minute) {
        (12, 0) => return "noon".into(),
        (0, 0) => return "midnight".into(),
        _ => {}
    }
    let half = if hour < 12 { "am" } else { "pm" };
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    if minute == 0 { format!("{hour} {half}") } else { format!("{hour}.{minute:02} {half}") }
}

/// Returns `15,754.50`: rounded half up, thousands separated by commas, a
/// true minus sign.
pub fn number(figure: Figure, places: u8) -> String {
    let rounded = figure.rounded(places).value();
    let digits = format!("{:.*}", usize::from(places), rounded.abs());
    let (whole, decimals) =
        digits.split_once('.').map_or((digits.as_str(), None), |(w, d)| (w, Some(d)));
    let mut text = String::new();
    if rounded < 0.0 {
        text.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(decimals) = decimals {
        text.push('.');
        text.push_str(decimals);
    }
    text
}

/// Returns a number with as few decimal places as it needs, at most two: `80`, `0.76`.
pub fn short_number(figure: Figure) -> String {
    number(figure, figure.decimal_places(2))
}

/// Returns a small count as a word, as running text has it: `seven`, `12`.
pub fn count(number: usize) -> String {
    match number {
        0 => "none".into(),
        1..=10 => UNITS[number].into(),
        _ => number.to_string(),
    }
}

/// Returns a count of any size up to ninety-nine in words: `eleven`, `forty-two`.
pub fn in_words(number: usize) -> String {
    match number {
        11..=19 => UNITS[number].into(),
        20..=99 if number.is_multiple_of(10) => TENS[number / 10 - 2].into(),
        20..=99 => format!("{}-{}", TENS[number / 10 - 2], UNITS[number % 10]),
        _ => count(number),
    }
}

/// Returns `one indicator`, `two indicators`.
pub fn counted(number: usize, singular: &str, plural: &str) -> String {
    format!(
        "{} {}",
        if number == 0 { "no".into() } else { count(number) },
        if number == 1 { singular } else { plural }
    )
}

/// Returns a code as a link name: two codes that differ in more than capitals
/// have two names. Letters, digits, hyphens and underscores stay.
pub fn id(code: &str) -> String {
    let mut id = String::new();
    for letter in code.trim().to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() || letter == '-' || letter == '_' {
            id.push(letter);
        } else {
            id.push_str(&format!(".{:x}", u32::from(letter)));
        }
    }
    id
}

/// Returns the text with its first letter as a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns how many have which colour, in the order given: `two are red and one is amber`,
/// `both are green`, `all are green`; of a single thing, by its name: `it is green`.
pub fn in_colours(counts: [(usize, &str); 3], single: &str) -> String {
    let present: Vec<_> = counts.into_iter().filter(|(count, _)| *count > 0).collect();
    match present.as_slice() {
        [(1, colour)] => format!("{single} is {colour}"),
        [(2, colour)] => format!("both are {colour}"),
        [(_, colour)] => format!("all are {colour}"),
        _ => {
            let part = |(number, colour): &(usize, &str)| {
                format!("{} {} {colour}", count(*number), if *number == 1 { "is" } else { "are" })
            };
            listed(&present.iter().map(part).collect::<Vec<_>>())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date as day, time as clock};
    use proptest::prelude::*;

    fn figure(value: f64) -> Figure {
        Figure::new(value).expect("finite")
    }

    #[test]
    fn colours_are_counted_in_a_sentence() {
        let words = |red, amber, green| {
            in_colours([(red, "red"), (amber, "amber"), (green, "green")], "it")
        };
        assert_eq!(words(2, 0, 1), "two are red and one is green");
        assert_eq!(
            [words(0, 1, 0), words(0, 2, 0), words(0, 0, 12)],
            ["it is amber".to_string(), "both are amber".into(), "all are green".into()]
        );
    }

    #[test]
    fn dates_and_times_read_as_on_a_front_sheet() {
        assert_eq!(full_date(day(2018, 3, 6)), "Tuesday 6 March 2018");
        let shown: Vec<_> = [(19, 30), (9, 0), (12, 0), (12, 15), (0, 5)]
            .map(|(h, m)| time(clock(h, m, 0, 0)))
            .into();
        assert_eq!(shown, ["7.30 pm", "9 am", "noon", "12.15 pm", "12.05 am"]);
    }

    #[test]
    fn counts_are_words_up_to_ninety_nine() {
        let shown = [0, 7, 11, 19, 20, 42, 99, 100].map(in_words);
        let expected =
            ["none", "seven", "eleven", "nineteen", "twenty", "forty-two", "ninety-nine", "100"];
        assert_eq!(shown, expected);
    }

    #[test]
    fn numbers_have_commas_and_a_true_minus() {
        assert_eq!(number(figure(15754.0), 0), "15,754");
        assert_eq!(number(figure(-1_234_567.891), 2), "−1,234,567.89");
        assert_eq!(number(figure(-0.001), 2), "0.00");
        assert_eq!(
            (short_number(figure(80.0)), short_number(figure(0.76))),
            ("80".into(), "0.76".into())
        );
    }

    proptest! {
        #[test]
        fn two_codes_never_share_a_link(a in "[a-z0-9./ é-]{1,6}", b in "[a-z0-9./ é-]{1,6}") {
            prop_assert_eq!(id(&a) == id(&b), a.trim() == b.trim());
        }

        #[test]
        fn a_number_reads_back(value in -1e9..1e9f64) {
            let text = number(figure(value), 2).replace(',', "").replace('−', "-");
            prop_assert!((text.parse::<f64>().expect("a number") - value).abs() <= 0.006);
        }
    }
}
