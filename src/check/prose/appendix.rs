//! Appendices and annexes named in prose or by a file: `Appendix A`, `Annexes 1
//! and 2`, `appendix-a-costs.pdf`.

use super::{Word, words};
use crate::spelling::appendix_label as label;
pub use crate::spelling::appendix_of_file as of_file;

/// An appendix that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'a> {
    /// Its letter or number, in capitals.
    pub label: String,
    /// The words after it, to the end of the line.
    pub described: &'a str,
    /// Where it is named, in bytes.
    pub at: usize,
}

const ONE: [&str; 3] = ["appendix", "annex", "annexe"];
const SEVERAL: [&str; 3] = ["appendices", "annexes", "appendixes"];

/// Returns the appendices of this report that a text names, in order; those of
/// another document (`Appendix 2 of the Constitution`) are left out.
pub fn mentions(text: &str) -> Vec<Mention<'_>> {
    let words = words(text);
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let most = match () {
            () if word.is_any(&ONE) => 1,
            () if word.is_any(&SEVERAL) => usize::MAX,
            () => continue,
        };
        let labels = labels(&words[index + 1..]).take(most).collect::<Vec<_>>();
        let after = labels.last().map_or(index + 1, |(at, _)| index + 2 + at);
        if !is_of_another(words.get(after..).unwrap_or_default()) {
            found.extend(labels.iter().map(|(at, label)| {
                let label_word = &words[index + 1 + at];
                Mention { label: label.clone(), described: rest(text, label_word), at: word.at }
            }));
        }
    }
    found
}

fn rest<'a>(text: &'a str, word: &Word<'_>) -> &'a str {
    text[word.end()..].lines().next().unwrap_or_default()
}

/// Returns the labels that follow `Appendices`: `A`, `1 and 2`, `A, B and C`.
fn labels<'w>(words: &'w [Word<'_>]) -> impl Iterator<Item = (usize, String)> + 'w {
    let joined = |word: &Word<'_>| word.is_any(&["and", "to"]);
    let fits = move |word: &Word<'_>| {
        (joined(word) || label(word.text).is_some())
            && word.gap.chars().all(|c| matches!(c, ' ' | '\u{a0}' | ',' | '&'))
    };
    words
        .iter()
        .enumerate()
        .take_while(move |(_, word)| fits(word))
        .filter_map(|(at, word)| Some((at, label(word.text)?)))
}

/// Returns whether the words after a label say that it is another document's.
fn is_of_another(words: &[Word<'_>]) -> bool {
    let [of, the, noun, ..] = words else { return false };
    of.follows_on()
        && of.is_any(&["of", "to", "in"])
        && the.is_any(&["the", "that", "Schedule", "Part"])
        && !noun.is_any(&["report", "paper"])
}

/// Returns how far along the alphabet or the numbers a label is, from 1.
pub fn position(label: &str) -> Option<usize> {
    let digits: String = label.chars().take_while(char::is_ascii_digit).collect();
    match label.as_bytes() {
        [letter @ b'A'..=b'Z'] => Some(usize::from(letter - b'A') + 1),
        _ => digits.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<String> {
        mentions(text).into_iter().map(|mention| mention.label).collect()
    }

    #[test]
    fn finds_what_is_named() {
        assert_eq!(found("See Appendix A and annex 2."), ["A", "2"]);
        assert_eq!(found("Appendices A, B and C are attached"), ["A", "B", "C"]);
        assert_eq!(found("Annexes 1 and 2"), ["1", "2"]);
        assert_eq!(found("Appendix 1a to this report"), ["1A"]);
        assert_eq!(mentions("Annex 1: risk register\nmore")[0].described, ": risk register");
    }

    #[test]
    fn leaves_other_documents_and_plain_words_alone() {
        for text in [
            "Appendix 2 of the Constitution",
            "the appendix is long",
            "the annex a builder put up",
            "Annex 3 to the Cabinet's strategy",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn reads_the_names_of_files() {
        for (name, label) in [
            ("appendix-a-costs.pdf", "A"),
            ("Annex 1.docx", "1"),
            ("AppendixB.pdf", "B"),
            ("02_app_03.pdf", "3"),
        ] {
            assert_eq!(of_file(name).as_deref(), Some(label), "{name}");
        }
        assert_eq!(of_file("costs.pdf"), None);
        assert_eq!((position("C"), position("12"), position("1A")), (Some(3), Some(12), Some(1)));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}|(Appendices|Annex| |A|1|and|,|of|the){0,12}") {
            let _ = (mentions(&text), of_file(&text));
        }
    }
}
