//! A risk's score of today stated in a sentence: `the residual score remains at 8`.

use super::{Word, number};

/// Words that may stand between `score` and its number.
const BETWEEN: [&str; 17] = [
    "is",
    "are",
    "now",
    "of",
    "at",
    "remains",
    "remained",
    "stands",
    "stays",
    "currently",
    "still",
    "has",
    "been",
    "to",
    "rose",
    "fell",
    "the",
];

/// Words by which a sentence speaks of another score, or of another day's.
const OTHERS: [&str; 21] = [
    "inherent",
    "unmitigated",
    "gross",
    "target",
    "previous",
    "previously",
    "was",
    "were",
    "before",
    "from",
    "last",
    "if",
    "would",
    "will",
    "should",
    "could",
    "above",
    "below",
    "than",
    "not",
    "out",
];

/// Words before `score` where it may be a risk's; `the customer score` is none.
const ITS: [&str; 9] = ["residual", "risk", "current", "net", "the", "a", "this", "its", "overall"];

/// Returns the score that a sentence of a text gives a risk today, with its word.
pub fn stated<'a>(sentence: &[Word<'a>], text: &str) -> Option<(Word<'a>, u32)> {
    if sentence.iter().any(|word| word.is_any(&OTHERS)) {
        return None;
    }
    let at = sentence.iter().position(|word| word.is("score"))?;
    let own = at.checked_sub(1).is_some_and(|before| sentence[before].is_any(&ITS));
    let rest = &sentence[at + 1..];
    let between = rest.iter().take_while(|word| word.follows_on() && word.is_any(&BETWEEN)).count();
    let word = rest.get(between).filter(|word| between > 0 && word.follows_on())?;
    let share = text[word.end()..].starts_with('%');
    number::whole(word.text).filter(|_| own && !share).map(|number| (*word, number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::prose::sentences;
    use proptest::prelude::*;

    fn score(text: &str) -> Option<u32> {
        sentences(text).iter().find_map(|sentence| stated(sentence, text)).map(|(_, number)| number)
    }

    #[test]
    fn reads_the_score_of_today() {
        for text in [
            "The residual score is now 8.",
            "The score remains at eight",
            "A residual score of 8 is shown",
            "The risk score has been reduced. The score fell to 8",
        ] {
            assert_eq!(score(text), Some(8), "{text}");
        }
    }

    #[test]
    fn other_scores_are_none() {
        for text in [
            "The inherent score is 8",
            "The score was 8",
            "The score fell from 12 to 8",
            "The target is a score of 4",
            "The score of customers is high",
            "The score is 8% up",
            "The score is now 8%.",
            "The satisfaction score is 8",
            "The audit would score 8",
            "The score 8",
        ] {
            assert_eq!(score(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "([a-z]{1,6}|score|of|is|8|,|%| ){0,16}") {
            let _ = score(&text);
        }
    }
}
