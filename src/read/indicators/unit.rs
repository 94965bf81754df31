//! The words behind figures, compared with the unit of their indicator.

use crate::model::figure::Unit;
use crate::read::value;

/// How the word behind a figure stands to the unit of its indicator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word {
    /// It is the unit, or its main word: `Days` of `days per FTE`, `hrs` of `hours`.
    Named,
    /// It makes the figure so many times as large in a unit that counts thousands or millions
    /// itself: `k` under `£m` a thousandth.
    Times(f64),
    /// It is another unit.
    Other,
    /// It is no unit: a remark, or nothing that can be told.
    Unknown,
}

/// Words that say how the things were counted, before the word for the things themselves.
const COUNTED: [&str; 11] = [
    "number", "no", "of", "the", "average", "avg", "mean", "median", "total", "working", "calendar",
];

/// The words that a short one may stand for.
const SHORT: [(&str, &[&str]); 15] = [
    ("s", &["second"]),
    ("sec", &["second"]),
    ("min", &["minute"]),
    ("h", &["hour"]),
    ("hr", &["hour"]),
    ("d", &["day"]),
    ("wk", &["week"]),
    ("mth", &["month"]),
    ("yr", &["year"]),
    ("t", &["tonne"]),
    ("p", &["pence", "penny"]),
    ("person", &["people"]),
    ("m", &["minute", "metre", "mile"]),
    ("kilometre", &["km"]),
    ("kilogram", &["kg"]),
];

/// The words of a time or a length, under which `m` is minutes or metres and no million.
const MEASURED: [&str; 10] =
    ["second", "minute", "hour", "day", "week", "month", "year", "metre", "mile", "km"];

/// Compares the word behind a figure with the unit that its indicator has.
pub(super) fn compare(word: &str, unit: &Unit) -> Word {
    // `kg*` and `days+` say something of the figure that nothing here carries.
    let is_mark =
        |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !"().,/-'’&%£€$".contains(c);
    if word.contains(is_mark) {
        return Word::Unknown;
    }
    let (given, own) = (words(word), words(unit.as_str()));
    if given.is_empty() || own.is_empty() {
        return Word::Unknown;
    }
    let counted = own.iter().take_while(|word| COUNTED.contains(&word.as_str())).count();
    if (0..=counted).any(|from| begins(&own[from..], &given)) {
        return Word::Named;
    }
    // The unit with a remark behind it: `kg (p)`.
    if given.len() > own.len() && begins(&given, &own) {
        return Word::Unknown;
    }
    let is_measured =
        own.iter().any(|own| own != "m" && MEASURED.iter().any(|word| is_same(own, word)));
    let is_word = given.len() <= 2 && given.iter().all(|w| w.chars().all(char::is_alphabetic));
    match (scale(&given).filter(|_| !is_measured), scale(&own)) {
        (Some(times), Some(own)) => Word::Times(times / own),
        (None, _) if is_word => Word::Other,
        _ => Word::Unknown,
    }
}

/// The words of a unit without their plurals; `1,000` is one.
fn words(unit: &str) -> Vec<String> {
    let unit = unit.to_lowercase().replace("(s)", "").replace(',', "");
    let words = unit.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .map(|word| word.strip_suffix('s').filter(|w| !w.is_empty()).unwrap_or(word).into())
        .collect()
}

fn begins(unit: &[String], given: &[String]) -> bool {
    unit.len() >= given.len() && given.iter().zip(unit).all(|(given, own)| is_same(given, own))
}

fn is_same(one: &str, other: &str) -> bool {
    let is_as_many =
        value::multiple(one).is_some_and(|times| value::multiple(other) == Some(times));
    one == other || is_as_many || meanings(one).any(|one| meanings(other).any(|other| one == other))
}

/// What a word stands for: itself, and what it is short for.
fn meanings(word: &str) -> impl Iterator<Item = &str> {
    let short = SHORT.iter().filter(move |(short, _)| *short == word);
    std::iter::once(word).chain(short.flat_map(|(_, long)| long.iter().copied()))
}

/// How many the words make of one, where they are a thousand, a million or a billion.
fn scale(words: &[String]) -> Option<f64> {
    words.iter().find_map(|word| value::multiple(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_the_unit_where_it_is_its_main_word() {
        for (word, unit) in [
            ("days", "Day(s)"),
            ("Days", "days per FTE"),
            ("days", "working days"),
            ("days", "Avg days"),
            ("calls", "number of calls"),
            ("minutes", "mins"),
            ("seconds", "Secs"),
            ("h", "hours"),
            ("s", "seconds"),
            ("t", "tonnes"),
            ("p", "pence"),
            ("per 1,000", "per 1,000 population"),
            ("m", "£m"),
            ("m", "million"),
            ("m", "minutes"),
            ("k", "£000"),
        ] {
            assert_eq!(compare(word, &Unit::new(unit)), Word::Named, "{word} in {unit}");
        }
    }

    #[test]
    fn the_beginning_of_a_word_or_a_number_is_not_the_unit() {
        for (word, unit) in [
            ("weeks", "weekdays"),
            ("weeks", "days"),
            ("FTE", "days per FTE"),
            ("m", "seconds"),
            ("working days", "days"),
        ] {
            assert_eq!(compare(word, &Unit::new(unit)), Word::Other, "{word} in {unit}");
        }
        for (word, unit) in [
            ("per 100", "per 1,000"),
            ("per 1,000", "per 10,000 population"),
            ("not yet verified", "days"),
            ("kg*", "kg"),
            ("days+", "days"),
            ("homes†", "homes"),
            ("kg (p)", "kg"),
            ("k*", "£k"),
            ("m", "users"),
            ("thousand", "users"),
            ("m", "£"),
            ("days", ""),
        ] {
            assert_eq!(compare(word, &Unit::new(unit)), Word::Unknown, "{word} in {unit}");
        }
    }

    #[test]
    fn thousands_and_millions_are_counted_in_the_unit() {
        for (word, unit, times) in [("m", "£k", 1e3), ("k", "£m", 1e-3), ("bn", "£m", 1e3)] {
            assert_eq!(compare(word, &Unit::new(unit)), Word::Times(times), "{word} in {unit}");
        }
    }
}
