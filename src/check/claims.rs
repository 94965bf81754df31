//! What a sentence claims of an indicator: that it is green, amber or red, or
//! that it met or missed its target.
//!
//! Only plain statements about the present count. A sentence that hopes, looks
//! back, doubts or compares claims nothing, and neither does a colour of
//! something else: a green belt, red tape, Amber Valley.

mod clause;
mod words;

use self::clause::Clause;
use crate::model::rag::{Polarity, Rag};

/// What a sentence says of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It has this rating.
    Rated(Rag),
    /// It met its target.
    Met,
    /// It missed its target.
    Missed,
}

/// Whom a sentence may be about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The indicator's code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Which way it is better: `above target` is praise for some only.
    pub polarity: Polarity,
    /// Where the sentence stands.
    pub standing: Standing,
}

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In the indicator's own row: what it says is about the indicator.
    OwnRow,
    /// In running text: the code must be what it speaks of.
    RunningText,
}

/// Returns what a sentence claims, with the byte at which the claim begins.
pub fn claim(sentence: &str, subject: &Subject<'_>) -> Option<(usize, Claim)> {
    let clause = Clause::of(sentence, subject);
    if clause.is_unsure() {
        return None;
    }
    clause.target_claim().or_else(|| clause.colour_claim())
}

/// Returns the sentences of a text, each with its first byte.
pub fn sentences(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let ends = match letter {
            '\n' | '!' | '?' | ';' => true,
            '.' => next.is_none_or(char::is_whitespace),
            _ => false,
        };
        if ends {
            let end = at + letter.len_utf8();
            found.push((start, &text[start..end]));
            start = end;
        }
    }
    found.push((start, &text[start..]));
    found.retain(|(_, sentence)| !sentence.trim().is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn own(polarity: Polarity) -> Subject<'static> {
        Subject { code: "CSU11", name: "Abandoned call rate", polarity, standing: Standing::OwnRow }
    }

    fn said(text: &str) -> Option<Claim> {
        claim(text, &own(Polarity::Higher)).map(|(_, claim)| claim)
    }

    fn said_in_text(text: &str) -> Option<Claim> {
        let subject = Subject { standing: Standing::RunningText, ..own(Polarity::Higher) };
        claim(text, &subject).map(|(_, claim)| claim)
    }

    #[test]
    fn a_plain_statement_is_a_claim() {
        for (text, claim) in [
            ("This is green.", Claim::Rated(Rag::Green)),
            ("Performance remains Amber this quarter", Claim::Rated(Rag::Amber)),
            ("RAG status: red", Claim::Rated(Rag::Red)),
            ("Rated red because of vacancies", Claim::Rated(Rag::Red)),
            ("The indicator was reported as green", Claim::Rated(Rag::Green)),
            ("Green: all sites are open", Claim::Rated(Rag::Green)),
            ("On target.", Claim::Met),
            ("Performance is on target", Claim::Met),
            ("We met our target, thanks to the new crew", Claim::Met),
            ("The target was met", Claim::Met),
            ("Target exceeded", Claim::Met),
            ("Performance is above target", Claim::Met),
            ("The target has not been met", Claim::Missed),
            ("We did not meet the target of 90%", Claim::Missed),
            ("The service narrowly missed its target", Claim::Missed),
            ("The team failed to reach its target", Claim::Missed),
            ("Performance was below target", Claim::Missed),
            ("CSU11 is on target", Claim::Met),
            ("We are on target.", Claim::Met),
            ("The team met its target of 5 days", Claim::Met),
            ("The target of 95% was achieved", Claim::Met),
            ("This KPI has turned red", Claim::Rated(Rag::Red)),
        ] {
            assert_eq!(said(text), Some(claim), "{text}");
        }
    }

    #[test]
    fn hopes_doubts_memories_and_comparisons_are_none() {
        for text in [
            "This is not green",
            "It was red last quarter",
            "Performance was red in quarter 1",
            "This will be green by March",
            "We expect to be on target",
            "On target to open in May",
            "The rating moved from red to amber",
            "Performance should return to target",
            "If recruitment succeeds the target is met",
            "Two wards missed the target",
            "The savings target was met",
            "We met the target date",
            "We met the target for recruitment",
            "No target was missed",
            "The target of 95% for recruitment was achieved",
            "Two of the three targets were met",
            "The national target was met",
            "Call volumes were above target levels",
            "The target is challenging",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn colours_of_other_things_are_none() {
        for text in [
            "Development of the green belt",
            "Green waste is collected fortnightly",
            "Red tape held the project up",
            "Amber Valley had the same trouble",
            "Our green spaces are open",
            "The new bin is green",
            "The site is green space",
            "Performance is green-fingered",
            "The Red Cross helped",
            "The traffic light at the depot was red",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn running_text_must_speak_of_the_code() {
        let green = Some(Claim::Rated(Rag::Green));
        assert_eq!(said_in_text("CSU11 is green."), green);
        assert_eq!(said_in_text("CSU11 Abandoned call rate was green"), green);
        assert_eq!(said_in_text("CSU11 (Abandoned call rate) is green"), green);
        assert_eq!(said_in_text("CSU11 missed its target"), Some(Claim::Missed));
        assert_eq!(said_in_text("Besides CSU11, the new vehicle is green"), None);
        assert_eq!(said_in_text("On target"), None);
    }

    #[test]
    fn above_target_is_praise_where_higher_is_better_only() {
        let lower = own(Polarity::Lower);
        assert_eq!(claim("Performance is above target", &lower), None);
        assert_eq!(claim("Performance is on target", &lower).map(|c| c.1), Some(Claim::Met));
    }

    #[test]
    fn a_figure_does_not_end_a_sentence() {
        let text = "It fell to 91.36%. This is red;\nmore later";
        let parts: Vec<_> = sentences(text).iter().map(|(at, s)| (*at, s.trim())).collect();
        assert_eq!(parts, [(0, "It fell to 91.36%."), (18, "This is red;"), (32, "more later")]);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}") {
            for (at, sentence) in sentences(&text) {
                prop_assert_eq!(&text[at..at + sentence.len()], sentence);
                let _ = claim(sentence, &own(Polarity::Higher));
            }
        }

        #[test]
        fn without_colour_or_target_nothing_is_claimed(text in "[a-fh-qsu-z ,.]{0,60}") {
            prop_assert_eq!(said(&text), None);
        }
    }
}
