//! Prose taken apart: words, sentences, and what rules recognise in them.
//!
//! Each recogniser reads plain text and says where in it something stands; what
//! that means for a report is a rule's business. They know English as councils
//! write it and prefer to miss a thing than to see one that is not there.

pub mod acronym;
pub mod appendix;
pub mod count;
pub mod decision;
pub mod number;
pub mod period;
pub mod person;
pub mod placeholder;
pub mod score;

/// A word of a text: letters and digits, with the signs that join them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word as it is written.
    pub text: &'a str,
    /// Where it begins, in bytes.
    pub at: usize,
    /// What stands between the word before and this one.
    pub gap: &'a str,
}

impl Word<'_> {
    /// Returns whether it is a word, whatever its capitals.
    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Returns whether it is one of some words, whatever its capitals.
    pub fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// Returns whether nothing but space stands before it.
    pub fn follows_on(&self) -> bool {
        !self.gap.is_empty() && self.gap.chars().all(|c| matches!(c, ' ' | '\u{a0}'))
    }

    /// Returns where it ends, in bytes.
    pub fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

/// Returns the words of a text. `2017/18`, `O'Neil` and `PP_R011` are one word;
/// `1,650` and `98.69` are one; the full stop of a sentence belongs to none.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let belongs = |index: usize| {
        let (_, c) = chars[index];
        if c.is_alphanumeric() || c == '_' {
            return true;
        }
        let before = index.checked_sub(1).map_or(' ', |before| chars[before].1);
        let after = chars.get(index + 1).map_or(' ', |(_, after)| *after);
        match c {
            '\'' | '’' | '/' | '-' | '–' => before.is_alphanumeric() && after.is_alphanumeric(),
            '.' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
            _ => false,
        }
    };
    let mut words = Vec::new();
    let (mut index, mut end) = (0, 0);
    while index < chars.len() {
        if !belongs(index) {
            index += 1;
            continue;
        }
        let at = chars[index].0;
        while index < chars.len() && belongs(index) {
            index += 1;
        }
        let stop = chars.get(index).map_or(text.len(), |(at, _)| *at);
        words.push(Word { text: &text[at..stop], at, gap: &text[end..at] });
        end = stop;
    }
    words
}

/// Returns the sentences of a text, each as its words with their places in the
/// whole text. A line's end ends a sentence.
pub fn sentences(text: &str) -> Vec<Vec<Word<'_>>> {
    let mut sentences: Vec<Vec<Word<'_>>> = Vec::new();
    for word in words(text) {
        match sentences.last_mut().filter(|_| !ends_sentence(word.gap)) {
            Some(sentence) => sentence.push(word),
            None => sentences.push(vec![word]),
        }
    }
    sentences
}

fn ends_sentence(gap: &str) -> bool {
    let stop = |(at, c): (usize, char)| match c {
        '\n' | '|' | ';' => true,
        '.' | '!' | '?' => gap[at + 1..].starts_with(char::is_whitespace),
        _ => false,
    };
    gap.char_indices().any(stop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts<'a>(words: &[Word<'a>]) -> Vec<&'a str> {
        words.iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_keep_the_signs_that_join_them() {
        let found = words("In Q3 2017/18, O'Neil's PP_R011 took 1,650 calls (98.69%).");
        assert_eq!(
            texts(&found),
            ["In", "Q3", "2017/18", "O'Neil's", "PP_R011", "took", "1,650", "calls", "98.69"]
        );
        assert_eq!((found[2].gap, found[3].gap, found[8].gap), (" ", ", ", " ("));
    }

    #[test]
    fn sentences_end_at_stops_and_lines() {
        let found = sentences("One is 2.5. Two\n- three; four");
        let found: Vec<_> = found.iter().map(|sentence| texts(sentence)).collect();
        assert_eq!(found, [vec!["One", "is", "2.5"], vec!["Two"], vec!["three"], vec!["four"]]);
    }

    proptest! {
        #[test]
        fn words_stand_where_they_say(text in "\\PC{0,60}") {
            for word in words(&text) {
                prop_assert_eq!(&text[word.at..word.end()], word.text);
            }
            let count: usize = sentences(&text).iter().map(Vec::len).sum();
            prop_assert_eq!(count, words(&text).len());
        }
    }
}
