//! Quarters named in prose: `quarter 3`, `Q3 2017/18`, `the third quarter`, `the
//! quarter ended 31 December 2017`.

use super::{Word, sentences};
use crate::model::period::{MONTHS, Period, Span};

/// A quarter that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'a> {
    /// Its number, 1 to 4.
    pub number: i32,
    /// The quarter itself, where the text names its year.
    pub period: Option<Period>,
    /// The words that name it.
    pub text: &'a str,
    /// Where they begin, in bytes.
    pub at: usize,
    /// How its sentence speaks of it.
    pub sense: Sense,
}

/// How a sentence speaks of a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// As the one that is reported.
    Reported,
    /// As the one that the report itself is about: `this report covers quarter 2`.
    Announced,
    /// As another one: to compare with, or still to come.
    Other,
}

impl Mention<'_> {
    /// Returns whether it is one of some quarters; without a year, its number is
    /// enough.
    pub fn is_among(&self, quarters: &[Period]) -> bool {
        match self.period {
            Some(period) => quarters.contains(&period),
            None => quarters.iter().any(|quarter| quarter.number() == self.number),
        }
    }

    /// Returns whether it is the quarter just after one.
    pub fn follows(&self, quarter: Period) -> bool {
        match self.period {
            Some(period) => period.previous() == quarter,
            None => self.number == quarter.number() % 4 + 1,
        }
    }
}

/// Words that set a quarter beside the reported one, just before it.
const BESIDE: [&str; 14] = [
    "than", "since", "from", "against", "versus", "vs", "previous", "last", "next", "before",
    "until", "unlike", "after", "by",
];

/// Words that do so from further off.
const COMPARING: [&str; 6] = ["compared", "comparison", "comparing", "than", "against", "versus"];

/// After these, `on quarter 2` compares: `up on`, `an improvement on`.
const MOVING: [&str; 15] = [
    "up",
    "down",
    "improvement",
    "increase",
    "decrease",
    "fall",
    "rise",
    "rose",
    "fell",
    "reduction",
    "drop",
    "improved",
    "better",
    "worse",
    "deterioration",
];

/// Words by which a sentence speaks of what is to come.
const COMING: [&str; 13] = [
    "will",
    "expect",
    "expected",
    "expects",
    "due",
    "plan",
    "plans",
    "planned",
    "forecast",
    "anticipated",
    "intend",
    "scheduled",
    "would",
];

/// What a report does with the quarter that it is about: `this report covers`.
const ANNOUNCING: [&str; 14] = [
    "covers",
    "covering",
    "describes",
    "details",
    "gives",
    "is",
    "outlines",
    "presents",
    "provides",
    "reports",
    "reviews",
    "sets",
    "shows",
    "summarises",
];

/// Words by which a quarter belongs to something other than the report.
const REMEMBERING: [&str; 10] = [
    "update",
    "updates",
    "asked",
    "raised",
    "reported",
    "considered",
    "agreed",
    "meeting",
    "follow-up",
    "response",
];

/// Words of what goes on today, in the quarter after the one that is reported.
const GOING_ON: [&str; 5] = ["now", "currently", "already", "today", "underway"];

/// Returns the quarters that a text names, in order.
pub fn quarters(text: &str) -> Vec<Mention<'_>> {
    sentences(text).iter().flat_map(|sentence| of_sentence(text, sentence)).collect()
}

fn of_sentence<'a>(text: &'a str, words: &[Word<'a>]) -> Vec<Mention<'a>> {
    let mut mentions = Vec::new();
    let mut index = 0;
    while index < words.len() {
        let Some(named) = named(&words[index..]) else {
            index += 1;
            continue;
        };
        let (mut first, mut last) = (index, index + named.length - 1);
        let mut period = named.period;
        if period.is_none() {
            if let Some((year, length)) = year_after(&words[last + 1..]) {
                period = with_year(named.number, year);
                last += length;
            } else if let Some(year) = index.checked_sub(1).map(|before| words[before].text) {
                period = with_year(named.number, year);
                first -= usize::from(period.is_some());
            }
        }
        let (at, end) = (words[first].at, words[last].end());
        let sense = sense(words, first);
        mentions.push(Mention { number: named.number, period, text: &text[at..end], at, sense });
        index = last + 1;
    }
    mentions
}

/// A quarter at the beginning of some words.
struct Named {
    number: i32,
    period: Option<Period>,
    length: usize,
}

fn named(words: &[Word<'_>]) -> Option<Named> {
    let first = words.first()?;
    if let Some(named) = months(words) {
        return Some(named);
    }
    let second = words.get(1).filter(|word| word.follows_on());
    let plain = |number, length| Some(Named { number, period: None, length });
    if let Some(number) = first.text.strip_prefix(['Q', 'q']).and_then(digit_of) {
        return plain(number, 1);
    }
    let second = second?;
    let numbered = || digit_of(second.text).or_else(|| position(&CARDINALS, second));
    if let Some(number) = first.is_any(&["quarter", "qtr"]).then(numbered).flatten() {
        return plain(number, 2);
    }
    if second.is("quarter") {
        return plain(position(&ORDINALS, first).or_else(|| position(&SHORT_ORDINALS, first))?, 2);
    }
    ended(words)
}

/// `October to December 2017`, where the months are a quarter.
fn months(words: &[Word<'_>]) -> Option<Named> {
    let [first, to, last, year, ..] = words else { return None };
    let month = |word: &Word<'_>| {
        let at = MONTHS.iter().position(|name| word.is(name))?;
        i32::try_from(at).ok().map(|at| at + 1)
    };
    let (first, last) = (month(first)?, month(last).filter(|_| to.is("to"))?);
    let quarter = Period::month(year.text.parse().ok()?, last)?.ending_as(Span::Quarter)?;
    let whole = last - first == 2;
    whole.then(|| Named { number: quarter.number(), period: Some(quarter), length: 4 })
}

/// `quarter ended 31 December 2017`, `three months to December 2017`.
fn ended(words: &[Word<'_>]) -> Option<Named> {
    let [noun, verb, rest @ ..] = words else { return None };
    let ends = verb.is_any(&["ended", "ending", "to"]);
    if !ends || !noun.is_any(&["quarter", "period", "months"]) {
        return None;
    }
    let day = rest.first().is_some_and(|word| word.text.starts_with(|c: char| c.is_ascii_digit()));
    let [month, year, ..] = &rest[usize::from(day)..] else { return None };
    let month = MONTHS.iter().position(|name| month.is(name))?;
    let month = Period::month(year.text.parse().ok()?, i32::try_from(month).ok()? + 1)?;
    let period = month.ending_as(Span::Quarter)?;
    let length = 4 + usize::from(day);
    Some(Named { number: period.number(), period: Some(period), length })
}

const CARDINALS: [&str; 4] = ["one", "two", "three", "four"];
const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];
const SHORT_ORDINALS: [&str; 4] = ["1st", "2nd", "3rd", "4th"];

fn position(words: &[&str], word: &Word<'_>) -> Option<i32> {
    let at = words.iter().position(|known| word.is(known))?;
    i32::try_from(at + 1).ok()
}

fn digit_of(text: &str) -> Option<i32> {
    matches!(text, "1" | "2" | "3" | "4").then(|| text.parse().ok()).flatten()
}

/// Returns a financial year that stands next, with the number of its words:
/// `2017/18`, `of 2017/18`.
fn year_after<'a>(words: &[Word<'a>]) -> Option<(&'a str, usize)> {
    let skip = usize::from(words.first().is_some_and(|word| word.is_any(&["of", "in", "for"])));
    let year = words.get(skip)?;
    with_year(1, year.text).map(|_| (year.text, skip + 1))
}

fn with_year(number: i32, year: &str) -> Option<Period> {
    format!("Q{number} {year}").parse().ok()
}

fn sense(words: &[Word<'_>], first: usize) -> Sense {
    let before = |back: usize| first.checked_sub(back).map(|at| &words[at]);
    let article = before(1).is_some_and(|word| word.is_any(&["the", "in", "of"]));
    let near = before(1 + usize::from(article));
    let beside = near.is_some_and(|word| word.is_any(&BESIDE))
        || (near.is_some_and(|word| word.is("on"))
            && before(2 + usize::from(article)).is_some_and(|word| word.is_any(&MOVING)));
    let from_afar = words[first.saturating_sub(6)..first].iter().any(|w| w.is_any(&COMPARING));
    // `By the end of quarter 4` is a deadline.
    let deadline = near.is_some_and(|word| word.is("end"))
        && words[..first].iter().rev().take(5).any(|word| word.is_any(&["by", "until", "before"]));
    let coming =
        deadline || words.iter().any(|word| word.is_any(&COMING) || word.is_any(&GOING_ON));
    if beside || from_afar || coming || is_going_on(words) {
        Sense::Other
    } else if is_announced(&words[..first]) {
        Sense::Announced
    } else {
        Sense::Reported
    }
}

/// Returns whether a sentence tells of today: `we are recruiting`.
fn is_going_on(words: &[Word<'_>]) -> bool {
    words.windows(2).any(|pair| {
        pair[0].is_any(&["is", "are", "am"])
            && pair[1].follows_on()
            && pair[1].text.ends_with("ing")
    })
}

/// Returns whether the words before a quarter make it that of the report.
fn is_announced(before: &[Word<'_>]) -> bool {
    let subject = before
        .windows(3)
        .any(|three| three[0].is("this") && three[1].is("report") && three[2].is_any(&ANNOUNCING));
    subject && !before.iter().any(|word| word.is_any(&REMEMBERING))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(i32, String, Sense)> {
        let said = |m: Mention<'_>| {
            let year = m.period.map(|period| period.to_string()).unwrap_or_default();
            (m.number, year, m.sense)
        };
        quarters(text).into_iter().map(said).collect()
    }

    #[test]
    fn reads_the_ways_a_quarter_is_named() {
        for text in [
            "Quarter 3 2017/18",
            "Q3 of 2017/18",
            "in the third quarter of 2017/18",
            "2017/18 Q3: performance",
            "quarter three, 2017-18",
            "the quarter ended 31 December 2017",
            "three months to December 2017",
            "October to December 2017",
        ] {
            assert_eq!(found(text), [(3, "2017/18 Q3".into(), Sense::Reported)], "{text}");
        }
        assert_eq!(found("a report on quarter 3"), [(3, String::new(), Sense::Reported)]);
    }

    #[test]
    fn knows_when_another_quarter_is_meant() {
        for text in [
            "down compared with quarter 2",
            "up on Q2",
            "better than in Q2",
            "from quarter 2",
            "In quarter 2 we expect more",
            "It will be reported in quarter 2",
            "During quarter 2 we are recruiting",
            "By the end of quarter 2 the backlog is to be gone",
            "A new team is now in place for quarter 2",
        ] {
            assert_eq!(found(text), [(2, String::new(), Sense::Other)], "{text}");
        }
    }

    #[test]
    fn knows_which_quarter_the_report_is_about() {
        for (text, sense) in [
            ("This report covers quarter 2", Sense::Announced),
            ("This report sets out performance in the second quarter", Sense::Announced),
            ("This report gives an update on quarter 2", Sense::Reported),
            ("This report answers what was asked in quarter 2", Sense::Reported),
        ] {
            assert_eq!(found(text), [(2, String::new(), sense)], "{text}");
        }
    }

    #[test]
    fn sees_none_where_there_is_none() {
        for text in [
            "a quarter of an hour",
            "Q5",
            "three quarters",
            "the last quarter",
            "Q",
            "14 December 2017",
            "April to December 2017",
            "November to January 2018",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn finds_every_quarter_by_its_name(year in 1950i32..2150, number in 1i32..=4, padding in "[a-z ]{0,12}") {
            let period = Period::quarter(year, number).expect("a quarter");
            let text = format!("{padding} {}", period.words());
            let last = quarters(&text).pop().expect("a mention");
            prop_assert_eq!(last.period, Some(period));
            prop_assert_eq!(&text[last.at..last.at + last.text.len()], last.text);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,60}") {
            let _ = quarters(&text);
        }
    }
}
