//! Text folded to what two writers of the same words would have in common:
//! letters and digits in a row, without case, accents, ligatures, punctuation,
//! soft hyphens and characters of no width. Where words begin is kept beside it.
//!
//! So words are found however they are broken: over lines, cells, runs of a font
//! or a hyphen. A number keeps its decimal point and loses its commas and the
//! zeros behind its point: `1,234.50` and `1234.5` are one number.

use unicode_normalization::UnicodeNormalization;

/// A character that no folded text goes across: put between texts that have
/// nothing to do with each other.
pub(super) const CUT: char = '\u{1e}';

const BEGINS: u8 = 1;
const UPPER: u8 = 2;

/// A folded text.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    letters: Vec<u8>,
    flags: Vec<u8>,
    offsets: Vec<u32>,
}

impl Folded {
    /// Returns a text, folded.
    pub(super) fn of(text: &str) -> Self {
        let mut folded = Self::default();
        folded.fold(text);
        folded
    }

    /// Folds another text in the same memory.
    pub(super) fn fold(&mut self, text: &str) {
        self.letters.clear();
        self.flags.clear();
        self.offsets.clear();
        Folding { text, bytes: text.as_bytes(), at: 0, breaks: true, into: self }.run();
    }

    /// Returns the letters and digits.
    pub(super) fn letters(&self) -> &[u8] {
        &self.letters
    }

    /// Returns whether a word begins at an index of the letters, or none goes on there.
    pub(super) fn breaks(&self, index: usize) -> bool {
        self.flags.get(index).is_none_or(|flags| flags & BEGINS != 0)
    }

    /// Returns whether the letter was a capital.
    pub(super) fn is_capital(&self, index: usize) -> bool {
        self.flags.get(index).is_some_and(|flags| flags & UPPER != 0)
    }

    /// Returns where the letter stood in the text, in bytes.
    pub(super) fn offset(&self, index: usize) -> usize {
        self.offsets.get(index).map_or(0, |&offset| offset as usize)
    }

    /// Returns the words, as ranges of the letters.
    pub(super) fn words(&self) -> Vec<std::ops::Range<usize>> {
        let mut words = Vec::new();
        let mut start = 0;
        for index in 1..=self.letters.len() {
            if self.breaks(index) {
                words.push(start..index);
                start = index;
            }
        }
        words
    }

    fn push(&mut self, letter: u8, flags: u8, offset: usize) {
        self.letters.push(letter);
        self.flags.push(flags);
        self.offsets.push(u32::try_from(offset).unwrap_or(u32::MAX));
    }
}

struct Folding<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    breaks: bool,
    into: &'a mut Folded,
}

impl Folding<'_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte.is_ascii_alphanumeric() {
                let capital = if byte.is_ascii_uppercase() { UPPER } else { 0 };
                self.letter(byte.to_ascii_lowercase(), capital);
                self.at += 1;
            } else if byte.is_ascii() {
                self.mark(byte);
            } else {
                self.beyond_ascii();
            }
        }
    }

    fn letter(&mut self, letter: u8, capital: u8) {
        let begins = if std::mem::take(&mut self.breaks) { BEGINS } else { 0 };
        self.into.push(letter, begins | capital, self.at);
    }

    fn mark(&mut self, byte: u8) {
        match byte {
            b'.' if self.is_in_number() => self.point(),
            b',' if self.groups_digits(1) => {}
            // An apostrophe is no end of a word, nor is the dollar of `$B$12`.
            b'\'' | b'`' => {}
            b'$' if self.at > 0 && self.bytes[self.at - 1].is_ascii_alphabetic() => {}
            0x1e => self.cut(),
            _ => self.breaks = true,
        }
        self.at += 1;
    }

    fn cut(&mut self) {
        self.into.push(b'\n', BEGINS, self.at);
        self.breaks = true;
    }

    fn beyond_ascii(&mut self) {
        let Some(character) = self.text[self.at..].chars().next() else { return };
        let length = character.len_utf8();
        match character {
            '\u{ad}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{300}'..='\u{36f}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{2bc}' => {}
            '\u{a0}' | '\u{2009}' | '\u{202f}' if self.groups_digits(length) => {}
            '\u{fffd}' => self.breaks = true,
            _ if character.is_alphanumeric() => self.decomposed(character),
            _ => self.breaks = true,
        }
        self.at += length;
    }

    fn decomposed(&mut self, character: char) {
        let capital = if character.is_uppercase() { UPPER } else { 0 };
        for part in std::iter::once(character).nfkd().flat_map(char::to_lowercase) {
            if !part.is_alphanumeric() {
                continue;
            }
            let mut buffer = [0; 4];
            for &byte in part.encode_utf8(&mut buffer).as_bytes() {
                self.letter(byte, capital);
            }
        }
    }

    fn digit(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_digit)
    }

    fn is_in_number(&self) -> bool {
        self.at > 0 && self.digit(self.at - 1) && self.digit(self.at + 1)
    }

    /// Returns whether three digits and no more stand behind a mark, and one before it.
    fn groups_digits(&self, length: usize) -> bool {
        let next = self.at + length;
        self.at > 0
            && self.digit(self.at - 1)
            && (next..next + 3).all(|at| self.digit(at))
            && !self.digit(next + 3)
    }

    /// Keeps a decimal point and the figures behind it that count; the points of
    /// `06.03.2018` and `2.10.1` stay with every figure.
    fn point(&mut self) {
        let digits = self.bytes[self.at + 1..].iter().take_while(|byte| byte.is_ascii_digit());
        let end = self.at + 1 + digits.count();
        let digits_before =
            self.bytes[..self.at].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let dotted = |at: Option<usize>, beyond: bool| {
            at.is_some_and(|at| self.bytes.get(at) == Some(&b'.')) && beyond
        };
        let before = self.at.checked_sub(digits_before + 1);
        let chained = dotted(before, before.is_some_and(|at| at > 0 && self.digit(at - 1)))
            || dotted(Some(end), self.digit(end + 1));
        let zeros = if chained {
            0
        } else {
            self.bytes[self.at + 1..end].iter().rev().take_while(|byte| **byte == b'0').count()
        };
        if end - zeros == self.at + 1 {
            self.at = end - 1;
            return;
        }
        self.letter(b'.', 0);
        for at in self.at + 1..end - zeros {
            self.into.push(self.bytes[at], 0, at);
        }
        self.at = end - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        let folded = Folded::of(text);
        let word = |range| String::from_utf8_lossy(&folded.letters()[range]).into_owned();
        folded.words().into_iter().map(word).collect()
    }

    #[test]
    fn case_accents_ligatures_quotes_and_soft_hyphens_are_no_difference() {
        assert_eq!(
            words("The Council’s o\u{fb03}ce in Tŷ New\u{ad}ydd"),
            ["the", "councils", "office", "in", "ty", "newydd"]
        );
        assert_eq!(words("the council's OFFICE"), words("The Council\u{2019}s offi\u{200b}ce"));
        assert_eq!(words("cafe\u{301}"), words("CAFÉ"));
    }

    #[test]
    fn a_number_is_the_same_with_commas_and_with_zeros_behind() {
        for written in ["1,234,567.50", "1234567.5", "1\u{202f}234\u{202f}567.500", "£1,234,567.5"]
        {
            assert_eq!(words(written), ["1234567.5"], "{written}");
        }
        assert_eq!(words("12.00 and 12"), ["12", "and", "12"]);
        assert_eq!(words("1,2 or 1,2345 at 12.3."), ["1", "2", "or", "1", "2345", "at", "12.3"]);
    }

    #[test]
    fn a_date_and_a_paragraph_keep_their_points() {
        assert_eq!(words("06.03.2010 in 2.10.1"), ["06.03.2010", "in", "2.10.1"]);
    }

    #[test]
    fn a_reference_to_a_cell_is_one_word() {
        assert_eq!(words("=SUM($B$1234:B1300)"), ["sum", "b1234", "b1300"]);
    }

    proptest! {
        #[test]
        fn every_letter_knows_where_it_stood(text in "\\PC{0,40}") {
            let folded = Folded::of(&text);
            for index in 0..folded.letters().len() {
                prop_assert!(text.is_char_boundary(folded.offset(index)));
            }
        }
    }
}
