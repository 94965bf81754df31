//! The operators of a content stream with their places (ISO 32000-1, 7.8.2): only
//! as much of the syntax as it takes to tell an operator from its operands.

use std::ops::Range;

/// An operator with its operands.
#[derive(Debug)]
pub(super) struct Operation<'a> {
    /// The operator's word.
    pub(super) word: &'a [u8],
    /// Its operands, each as it is written.
    pub(super) operands: Vec<&'a [u8]>,
    /// Where operands and operator stand.
    pub(super) span: Range<usize>,
}

/// All operators (ISO 32000-1, annex A) but those of inline images, which are stepped
/// over as one.
const WORDS: &[&str] = &[
    "\"", "'", "B", "B*", "BDC", "BMC", "BT", "BX", "CS", "DP", "Do", "EMC", "ET", "EX", "F", "G",
    "J", "K", "M", "MP", "Q", "RG", "S", "SC", "SCN", "T*", "TD", "TJ", "TL", "Tc", "Td", "Tf",
    "Tj", "Tm", "Tr", "Ts", "Tw", "Tz", "W", "W*", "b", "b*", "c", "cm", "cs", "d", "d0", "d1",
    "f", "f*", "g", "gs", "h", "i", "j", "k", "l", "m", "n", "q", "re", "rg", "ri", "s", "sc",
    "scn", "sh", "v", "w", "y",
];

/// How deep arrays and dictionaries may lie in each other.
const DEPTH: usize = 8;

impl Operation<'_> {
    /// Returns whether it is an operator of the standard, and its operands are whole.
    pub(super) fn is_sound(&self) -> bool {
        let word = std::str::from_utf8(self.word);
        word.is_ok_and(|word| WORDS.binary_search(&word).is_ok())
            && self.operands.iter().all(|operand| is_sound(operand, DEPTH))
    }
}

/// Returns whether an operand is one thing of the syntax.
fn is_sound(operand: &[u8], depth: usize) -> bool {
    match operand {
        [b'<', b'<', ..] | [b'[', ..] if depth == 0 => false,
        [b'(', ..] | b"true" | b"false" | b"null" => true,
        [b'<', b'<', inner @ .., b'>', b'>'] => tokens(inner).is_some_and(|tokens| {
            tokens.len().is_multiple_of(2)
                && tokens.iter().step_by(2).all(|key| key.starts_with(b"/"))
                && tokens.iter().all(|token| is_sound(token, depth - 1))
        }),
        [b'<', digits @ .., b'>'] => {
            digits.iter().all(|byte| byte.is_ascii_hexdigit() || is_blank(*byte))
        }
        [b'[', inner @ .., b']'] => tokens(inner)
            .is_some_and(|tokens| tokens.iter().all(|token| is_sound(token, depth - 1))),
        [b'/', name @ ..] => name.iter().all(|byte| (33..127).contains(byte) && *byte != b'#'),
        number => {
            let text = std::str::from_utf8(number).ok();
            let text = text.filter(|text| text.len() < 16 && !text.contains(['e', 'E', 'n', 'N']));
            text.is_some_and(|text| text.parse::<f64>().is_ok_and(|number| number.abs() < 1e9))
        }
    }
}

/// Returns the tokens in an array or a dictionary, nothing where one never ends.
fn tokens(mut bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let mut tokens = Vec::new();
    loop {
        bytes = &bytes[blank_length(bytes)..];
        if bytes.is_empty() {
            return Some(tokens);
        }
        let (token, rest) = bytes.split_at(token_length(bytes)?);
        tokens.push(token);
        bytes = rest;
    }
}

/// The operators of a content stream, in order.
pub(super) struct Operations<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Where what belongs to whole operators ends.
    whole: usize,
}

impl<'a> Operations<'a> {
    /// Returns the operators in the bytes.
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, whole: 0 }
    }

    /// Returns where the last whole operator ends: what follows is operands of none,
    /// or a string that never ends.
    pub(super) fn end(&self) -> usize {
        self.whole
    }

    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    /// Steps over an inline image, after `BI`: its entries, `ID`, data and `EI`.
    fn step_over_image(&mut self) -> Option<()> {
        loop {
            self.at += blank_length(self.rest());
            let length = token_length(self.rest())?;
            let token = &self.rest()[..length];
            self.at += length;
            if token == b"ID" {
                break;
            }
        }
        let data = self.rest();
        let ends = data.windows(2).enumerate().filter(|(_, window)| *window == b"EI");
        let end = ends.map(|(at, _)| at).find(|&at| is_image_end(data, at))?;
        self.at += end + 2;
        Some(())
    }
}

impl<'a> Iterator for Operations<'a> {
    type Item = Operation<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut operands = Vec::new();
        let mut start = None;
        loop {
            self.at += blank_length(self.rest());
            let at = self.at;
            let length = token_length(self.rest())?;
            let token = &self.bytes[at..at + length];
            self.at += length;
            let start = *start.get_or_insert(at);
            if !is_operator(token) {
                operands.push(token);
                continue;
            }
            if token == b"BI" {
                self.step_over_image()?;
            }
            self.whole = self.at;
            return Some(Operation { word: token, operands, span: start..self.at });
        }
    }
}

/// Returns whether `EI` at a place ends an image: it stands alone, and what follows
/// is text, as far as it can be told from data.
fn is_image_end(data: &[u8], at: usize) -> bool {
    let before = at == 0 || is_blank(data[at - 1]);
    let after = &data[at + 2..];
    before
        && after.first().is_none_or(|&byte| is_blank(byte))
        && after.iter().take(16).all(|&byte| is_blank(byte) || (32..127).contains(&byte))
}

fn is_operator(token: &[u8]) -> bool {
    let begins = token.first().is_some_and(|&b| b.is_ascii_alphabetic() || b == b'\'' || b == b'"');
    begins && !matches!(token, b"true" | b"false" | b"null")
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !b"()<>[]{}/%".contains(&byte)
}

/// How many bytes of white space and comments the bytes begin with.
fn blank_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'%' {
            at += bytes[at..].iter().take_while(|b| !matches!(b, b'\n' | b'\r')).count();
        } else if is_blank(byte) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// How many bytes the token takes that the bytes begin with, an array or a dictionary
/// being one; nothing at the end, or where it never ends.
fn token_length(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        if depth > 0 {
            at += blank_length(&bytes[at..]);
        }
        let rest = &bytes[at..];
        let length = match rest {
            [] => return None,
            [b'(', ..] => string_length(rest)?,
            [b'<', b'<', ..] | [b'>', b'>', ..] => 2,
            [b'<', ..] => rest.iter().position(|&byte| byte == b'>')? + 1,
            [b'/', name @ ..] => 1 + name.iter().take_while(|b| is_regular(**b)).count(),
            [byte, ..] if is_regular(*byte) => rest.iter().take_while(|b| is_regular(**b)).count(),
            _ => 1,
        };
        match rest {
            [b'<', b'<', ..] | [b'[', ..] => depth += 1,
            [b'>', b'>', ..] | [b']', ..] => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += length;
        if depth == 0 {
            return Some(at);
        }
    }
}

fn string_length(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(content: &[u8]) -> Vec<String> {
        let words = Operations::of(content).map(|operation| operation.word.to_vec());
        words.map(|word| String::from_utf8(word).expect("a word")).collect()
    }

    #[test]
    fn operators_are_told_from_what_looks_like_them() {
        let content =
            b"q 1 0 0 1 0 0 cm (Q \\) Q) Tj [(a) 3 <51>]TJ/Q gs% Q\n/P <</A [/Q]/B(Q)>>BDC EMC Q";
        assert_eq!(words(content), ["q", "cm", "Tj", "TJ", "gs", "BDC", "EMC", "Q"]);
    }

    #[test]
    fn data_of_an_inline_image_is_stepped_over() {
        let content = b"q BI /W 4 /H 1 ID \x00EI Q \xff EI \x80 Q\nEI Q";
        assert_eq!(words(content), ["q", "BI", "Q"]);
    }

    #[test]
    fn operators_of_the_standard_are_in_order() {
        assert!(WORDS.is_sorted());
    }

    #[test]
    fn what_never_ends_is_left_out() {
        let mut operations = Operations::of(b"q Q 1 0 (never");
        assert_eq!(operations.by_ref().count(), 2);
        assert_eq!(operations.end(), 3);
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut operations = Operations::of(&bytes);
            let spans: Vec<Range<usize>> = operations.by_ref().map(|o| o.span).collect();
            prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert!(operations.end() <= bytes.len());
            prop_assert!(Operations::of(&bytes).filter(Operation::is_sound).count() <= bytes.len());
        }
    }
}
