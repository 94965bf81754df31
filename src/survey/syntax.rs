//! The few signs of a PDF's syntax that are looked at before a reader sees the file.
//!
//! What stands here never fails and never nests: it finds words in bytes.

/// The longest dictionary of a stream that is looked at, in bytes.
const DICTIONARY: usize = 16 << 10;

/// A stream as it stands in the bytes of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed<'a> {
    /// The number of its object, as far as it stands before it.
    pub(super) object: Option<(i32, i32)>,
    /// What stands between `obj` and `stream`.
    pub(super) dictionary: &'a [u8],
    /// All that follows, to the end of the file: a reader believes no length that
    /// is wrong, and a packed stream knows its own end.
    pub(super) data: &'a [u8],
    /// The length to the next `endstream`.
    pub(super) length: usize,
}

/// Returns every place where a stream may begin.
pub(super) fn streams(bytes: &[u8]) -> Vec<Packed<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = find(bytes, b"stream", at) {
        at = start + b"stream".len();
        let ended = bytes[..start].ends_with(b"end");
        let ([b'\r', b'\n', data @ ..] | [b'\n' | b'\r', data @ ..]) = &bytes[at..] else {
            continue;
        };
        if ended {
            continue;
        }
        let from = start.saturating_sub(DICTIONARY);
        let head = rfind(&bytes[from..start], b"obj").map(|at| from + at);
        let dictionary = &bytes[head.map_or(from, |at| at + 3)..start];
        let object = head.and_then(|at| object_before(&bytes[..at]));
        let length = find(data, b"endstream", 0).unwrap_or(data.len());
        found.push(Packed { object, dictionary, data, length });
    }
    found
}

/// Returns the first place of a word at or after a place.
pub(super) fn find(bytes: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let first = *word.first()?;
    let mut at = from;
    while let Some(next) = bytes.get(at..)?.iter().position(|&byte| byte == first) {
        at += next;
        if bytes[at..].starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Returns the last place of a word.
pub(super) fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    (0..bytes.len().saturating_sub(word.len() - 1)).rev().find(|&at| bytes[at..].starts_with(word))
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

pub(super) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

/// A piece of syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A name, its escapes undone.
    Name(Vec<u8>),
    /// A number or a word.
    Word(&'a [u8]),
    /// A bracket or another sign.
    Sign(u8),
}

impl Token<'_> {
    pub(super) fn number(&self) -> Option<i64> {
        let Self::Word(word) = self else { return None };
        std::str::from_utf8(word).ok()?.parse().ok()
    }

    pub(super) fn is_name(&self, name: &[u8]) -> bool {
        matches!(self, Self::Name(own) if own == name)
    }

    pub(super) fn is_word(&self, word: &[u8]) -> bool {
        matches!(self, Self::Word(own) if *own == word)
    }
}

/// The pieces of a stretch of bytes; strings are skipped.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) {
        while self.bytes.get(self.at).is_some_and(|&byte| skipped(byte)) {
            self.at += 1;
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let from = self.at;
        self.skip(is_regular);
        &self.bytes[from..self.at]
    }

    fn string(&mut self) {
        let mut depth = 0_usize;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' if depth <= 1 => return,
                b')' => depth -= 1,
                _ => {}
            }
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.skip(is_space);
            match *self.bytes.get(self.at)? {
                b'%' => self.skip(|byte| byte != b'\n' && byte != b'\r'),
                b'(' => self.string(),
                b'/' => {
                    self.at += 1;
                    return Some(Token::Name(unescaped(self.regular())));
                }
                byte if is_regular(byte) => return Some(Token::Word(self.regular())),
                byte => {
                    self.at += 1;
                    return Some(Token::Sign(byte));
                }
            }
        }
    }
}

/// Returns a name without its escapes: `Fl#61te` is `Flate`.
fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(name.len());
    let mut at = 0;
    while let Some(&byte) = name.get(at) {
        let hex = name.get(at + 1..at + 3).filter(|_| byte == b'#');
        let hex = hex.and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(value) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            plain.push(value);
            at += 3;
        } else {
            plain.push(byte);
            at += 1;
        }
    }
    plain
}

/// Returns the number and generation that stand before `obj`.
fn object_before(bytes: &[u8]) -> Option<(i32, i32)> {
    let tail = &bytes[bytes.len().saturating_sub(32)..];
    let mut words = tail.rsplit(|&byte| !byte.is_ascii_digit()).filter(|word| !word.is_empty());
    let mut number = || std::str::from_utf8(words.next()?).ok()?.parse().ok();
    let generation = number()?;
    Some((number()?, generation))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_found_with_their_objects() {
        let file = b"7 0 obj<</Filter/Fl#61teDecode>>stream\r\nabc\nendstream endobj stream of x";
        let found = streams(file);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].object, Some((7, 0)));
        assert!(found[0].data.starts_with(b"abc"));
        assert_eq!(found[0].length, 4);
        let names: Vec<_> = Tokens::new(found[0].dictionary).collect();
        assert!(names.contains(&Token::Name(b"FlateDecode".to_vec())));
    }

    #[test]
    fn pieces_are_told_apart() {
        let pieces: Vec<_> = Tokens::new(b"/W[1 %x\n2](a\\)(b))>>end").collect();
        let expected = [
            Token::Name(b"W".to_vec()),
            Token::Sign(b'['),
            Token::Word(b"1"),
            Token::Word(b"2"),
            Token::Sign(b']'),
            Token::Sign(b'>'),
            Token::Sign(b'>'),
            Token::Word(b"end"),
        ];
        assert_eq!(pieces, expected);
    }
}
