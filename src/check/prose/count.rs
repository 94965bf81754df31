//! Counts of ratings stated in a sentence: `seven of the eleven indicators were
//! green and four amber`.

use super::{Word, number};
use crate::model::rag::Rag;

/// What a sentence counts.
#[derive(Clone, Debug, Default)]
pub struct Counts<'a> {
    /// How many it says are of a colour.
    pub colours: Vec<Colour<'a>>,
    /// How many indicators it says there are in all.
    pub total: Option<Total<'a>>,
    /// Whether it speaks of all that is reported, or of some, or of another time.
    pub reach: Reach,
}

/// A number of one colour.
#[derive(Clone, Copy, Debug)]
pub struct Colour<'a> {
    /// The number.
    pub number: u32,
    /// The colour.
    pub rag: Rag,
    /// What is counted, where the sentence says so.
    pub noun: Option<Noun>,
    /// The word of the number.
    pub word: Word<'a>,
}

/// A number of indicators, whatever their colour.
#[derive(Clone, Copy, Debug)]
pub struct Total<'a> {
    /// The number.
    pub number: u32,
    /// The word of the number.
    pub word: Word<'a>,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// Indicators, measures, KPIs.
    Indicators,
    /// Risks.
    Risks,
}

/// How much of the report a sentence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Reach {
    /// All of it, as far as can be told.
    #[default]
    All,
    /// Some of it, or another period.
    Some,
}

/// Words that may stand between a number and its colour.
const BETWEEN: [&str; 25] = [
    "of",
    "them",
    "these",
    "those",
    "the",
    "all",
    "our",
    "were",
    "was",
    "are",
    "is",
    "rated",
    "at",
    "as",
    "shown",
    "scored",
    "assessed",
    "currently",
    "now",
    "targetable",
    "targeted",
    "performance",
    "key",
    "be",
    "been",
];

/// Words that may follow `two amber` where it is a count.
const FOLLOWING: [&str; 10] =
    ["and", "or", "with", "in", "for", "at", "while", "but", "this", "overall"];

/// Words by which a sentence compares, or speaks of a part.
const PARTIAL: [&str; 16] = [
    "compared",
    "previous",
    "previously",
    "last",
    "than",
    "other",
    "another",
    "both",
    "further",
    "additional",
    "new",
    "these",
    "moved",
    "changed",
    "turned",
    "became",
];

/// Returns what a sentence counts.
pub fn of_sentence<'a>(words: &[Word<'a>]) -> Counts<'a> {
    let mut counts = Counts::default();
    let mut taken = 0;
    if words.iter().any(|word| word.is_any(&PARTIAL)) {
        counts.reach = Reach::Some;
    }
    for (index, word) in words.iter().enumerate() {
        let Some(number) = counted(words, index) else { continue };
        let rest = &words[index + 1..];
        if is_of_others(words, index) {
            counts.reach = Reach::Some;
        }
        match total(rest) {
            Some(Reach::All) => counts.total = Some(Total { number, word: *word }),
            Some(Reach::Some) => counts.reach = Reach::Some,
            None => {}
        }
        // In `seven of the eleven were green`, the colour is the seven's.
        let found = colour(rest).filter(|(at, ..)| *at > taken);
        if let Some((at, rag, noun)) = found {
            taken = at;
            counts.colours.push(Colour { number, rag, noun, word: *word });
        }
    }
    // `Three indicators were green` counts the green ones.
    counts.total = counts
        .total
        .filter(|total| !counts.colours.iter().any(|colour| colour.word.at == total.word.at));
    counts
}

/// Returns whether the number at an index is that of other things, of which the
/// sentence then counts some: `of the 12 audits`.
fn is_of_others(words: &[Word<'_>], index: usize) -> bool {
    let of = words[index.saturating_sub(2)..index].iter().any(|word| word.is("of"));
    let Some(next) = words.get(index + 1).filter(|next| next.follows_on()) else { return false };
    let plural = next.text.len() > 3 && next.text.ends_with('s');
    of && plural && noun(next).is_none() && !next.is_any(&BETWEEN)
}

/// Returns the number at an index, unless it is money, a share or a date.
fn counted(words: &[Word<'_>], index: usize) -> Option<u32> {
    let word = &words[index];
    let next = words.get(index + 1);
    let plain = !word.gap.ends_with(['£', '#', '$', '/', '.'])
        && next.is_none_or(|next| !next.gap.starts_with(['%', '.', '/']));
    plain.then(|| number::whole(word.text)).flatten().filter(|number| *number < 1000)
}

/// Returns whether the words after a number make it one of indicators: all of
/// them, or those of some kind.
fn total(rest: &[Word<'_>]) -> Option<Reach> {
    let mut reach = Reach::All;
    for word in rest.iter().take(5) {
        if !word.follows_on() || number::whole(word.text).is_some() || rag(word).is_some() {
            return None;
        }
        if noun(word) == Some(Noun::Indicators) {
            return Some(reach);
        }
        if word.is_any(&["of", "was", "were", "is", "are", "and", "the", "them", "have"]) {
            return None;
        }
        if !word.is_any(&["targetable", "targeted", "performance", "key"]) {
            reach = Reach::Some;
        }
    }
    None
}

/// Returns the colour that the words after a number give it, with where it stands.
fn colour(rest: &[Word<'_>]) -> Option<(usize, Rag, Option<Noun>)> {
    let mut said = None;
    for (index, word) in rest.iter().take(10).enumerate() {
        if !word.follows_on() {
            return None;
        }
        if let Some(rag) = rag(word) {
            let after = rest.get(index + 1).filter(|after| after.follows_on());
            let following = after.and_then(noun);
            return ends(rest, index).then(|| (word.at, rag, said.or(following)));
        }
        match noun(word) {
            Some(noun) => said = Some(noun),
            // `three of the eleven`: a number may stand within the words between.
            None if number::whole(word.text).is_some() && is_amount(rest, index) => {}
            None if word.is_any(&BETWEEN) => {}
            None => return None,
        }
    }
    None
}

/// Returns whether the number at an index is that of which the first is a part:
/// `three of the eleven`.
fn is_amount(rest: &[Word<'_>], index: usize) -> bool {
    let before = index.checked_sub(1).map(|at| &rest[at]);
    before.is_some_and(|before| before.is_any(&["of", "the", "these", "our"]))
}

/// Returns whether the colour at an index ends the count: `two green bins` is
/// none, and `three red and amber indicators` counts neither colour.
fn ends(rest: &[Word<'_>], index: usize) -> bool {
    let after = |step: usize| rest.get(index + step).filter(|word| word.follows_on());
    let Some(next) = after(1) else { return true };
    if next.is_any(&["and", "or"]) && after(2).is_some_and(|word| rag(word).is_some()) {
        return false;
    }
    noun(next).is_some() || next.is_any(&FOLLOWING)
}

fn noun(word: &Word<'_>) -> Option<Noun> {
    if word.is_any(&["indicator", "indicators", "measure", "measures", "KPI", "KPIs"]) {
        Some(Noun::Indicators)
    } else if word.is_any(&["risk", "risks"]) {
        Some(Noun::Risks)
    } else {
        None
    }
}

fn rag(word: &Word<'_>) -> Option<Rag> {
    Rag::ALL.into_iter().find(|rag| word.is(&rag.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::prose::sentences;
    use proptest::prelude::*;

    fn found(text: &str) -> (Vec<(u32, Rag)>, Option<u32>) {
        let sentence = sentences(text).remove(0);
        let counts = of_sentence(&sentence);
        let colours = counts.colours.iter().map(|colour| (colour.number, colour.rag)).collect();
        (colours, counts.total.map(|total| total.number))
    }

    #[test]
    fn reads_counts_as_reports_state_them() {
        let expected = vec![(7, Rag::Green), (4, Rag::Amber)];
        for text in [
            "Eleven indicators can be held against a target: seven of them were green and four were amber",
            "Of the 11 targetable indicators, 7 are green and 4 are amber",
            "Of the eleven performance indicators seven were rated green, four amber",
        ] {
            assert_eq!(found(text), (expected.clone(), Some(11)), "{text}");
        }
        assert_eq!(found("seven of the eleven indicators were green").0, [(7, Rag::Green)]);
        assert_eq!(found("There is one red risk").0, [(1, Rag::Red)]);
        assert_eq!(found("Two red, one amber and none green").0.len(), 3);
    }

    #[test]
    fn sees_no_count_where_there_is_none() {
        for text in [
            "Two green bins were lost",
            "Three red and amber indicators",
            "The grant of £2 was green",
            "5% were red",
            "Two moved from green to amber",
        ] {
            assert_eq!(found(text).0, [], "{text}");
        }
        let part = sentences("Of the six customer service indicators, five were green").remove(0);
        assert_eq!(of_sentence(&part).reach, Reach::Some);
        let others = sentences("Of the 12 audits, three were red and nine green").remove(0);
        assert_eq!(of_sentence(&others).reach, Reach::Some);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "([a-z]{1,8}|seven|7|green|risks|of|the|,| ){0,20}") {
            for sentence in sentences(&text) {
                let _ = of_sentence(&sentence);
            }
        }
    }
}
