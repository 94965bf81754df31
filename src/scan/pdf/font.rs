//! A font of a PDF: which letters its codes are, and which codes pages show.

use std::collections::{BTreeMap, BTreeSet};

use encoding_rs::WINDOWS_1252;
use lopdf::{Dictionary, Document};

use super::{as_dictionary, dictionary, entry, name};
use crate::scan::mark::Mark;

/// A font, as far as its letters go.
#[derive(Debug, Default)]
pub(super) struct Font {
    pub(super) name: String,
    /// What each code stands for, where the font says so.
    letters: Vec<Option<Box<str>>>,
    /// How many bytes a code has.
    width: usize,
    is_composite: bool,
}

/// The codes of a font that were shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Used {
    codes: Vec<u64>,
    /// Whether one stands for nothing known.
    pub(super) is_unread: bool,
}

impl Used {
    /// Returns whether nothing was shown.
    pub(super) fn is_empty(&self) -> bool {
        self.codes.iter().all(|codes| *codes == 0)
    }

    fn add(&mut self, code: usize) {
        if code / 64 >= self.codes.len() {
            self.codes.resize(code / 64 + 1, 0);
        }
        self.codes[code / 64] |= 1 << (code % 64);
    }

    fn has(&self, code: usize) -> bool {
        self.codes.get(code / 64).is_some_and(|codes| codes & 1 << (code % 64) != 0)
    }

    /// Adds what was shown elsewhere.
    pub(super) fn join(&mut self, other: &Self) {
        self.is_unread |= other.is_unread;
        self.codes.resize(self.codes.len().max(other.codes.len()), 0);
        self.codes.iter_mut().zip(&other.codes).for_each(|(codes, other)| *codes |= other);
    }
}

impl Font {
    /// Reads a font's dictionary.
    pub(super) fn of(document: &Document, font: &Dictionary) -> Self {
        let is_composite = name(font, b"Subtype") == b"Type0";
        let map = entry(document, font, b"ToUnicode").and_then(|map| map.as_stream().ok());
        let map = map.and_then(|map| map.get_plain_content().ok()).unwrap_or_default();
        let mut read = Map::default();
        read.read(&map);
        let mut letters = Vec::new();
        for (code, text) in read.letters.into_iter().filter(|(code, _)| *code < CODES) {
            letters.resize(code as usize + 1, None);
            letters[code as usize] = Some(text.into_boxed_str());
        }
        Self {
            name: String::from_utf8_lossy(name(font, b"BaseFont")).into_owned(),
            width: read.width.unwrap_or(if is_composite { 2 } else { 1 }).clamp(1, 2),
            letters,
            is_composite,
        }
    }

    /// Adds the letters of a shown string to a text, and its codes to those used.
    pub(super) fn decode(&self, codes: &[u8], text: &mut String, used: &mut Used) {
        for code in codes.chunks(self.width) {
            let number = code.iter().fold(0, |number, byte| number << 8 | usize::from(*byte));
            used.add(number);
            if let Some(Some(letters)) = self.letters.get(number) {
                text.push_str(letters);
            } else if self.is_composite {
                used.is_unread = true;
                text.push('\u{fffd}');
            } else {
                text.push_str(&WINDOWS_1252.decode_without_bom_handling(code).0);
            }
        }
    }

    /// Returns the letters that the font can show and no page does.
    pub(super) fn unused(&self, used: &Used) -> Vec<&str> {
        let letters = self.letters.iter().enumerate();
        letters
            .filter(|(code, _)| !used.has(*code))
            .filter_map(|(_, letters)| letters.as_deref())
            .collect()
    }
}

/// Returns the marks of all fonts of a document.
pub(super) fn marks(document: &Document) -> BTreeSet<Mark> {
    let fonts = document.objects.values().filter(|object| is_font(object));
    fonts.filter_map(as_dictionary).map(|font| mark(document, font)).collect()
}

/// Returns what tells a font from others: its letters, its program and what its codes
/// stand for.
pub(super) fn mark(document: &Document, font: &Dictionary) -> Mark {
    let plain = |of: &Dictionary, key: &[u8]| {
        let stream = entry(document, of, key).and_then(|stream| stream.as_stream().ok());
        stream.and_then(|stream| stream.get_plain_content().ok()).unwrap_or_default()
    };
    let descendants =
        entry(document, font, b"DescendantFonts").and_then(|list| list.as_array().ok());
    let descendant = descendants.and_then(|list| document.dereference(list.first()?).ok());
    let whole = descendant.and_then(|(_, font)| as_dictionary(font)).unwrap_or(font);
    let mut parts = vec![name(font, b"Subtype").to_vec(), name(font, b"BaseFont").to_vec()];
    parts.push(plain(font, b"ToUnicode"));
    if let Some(descriptor) = dictionary(document, whole, b"FontDescriptor") {
        parts.extend(
            [&b"FontFile"[..], b"FontFile2", b"FontFile3"].map(|key| plain(descriptor, key)),
        );
    }
    Mark::of_parts(&parts)
}

/// Returns whether a dictionary is a font that pages show, and no part of one.
pub(super) fn is_font(object: &lopdf::Object) -> bool {
    as_dictionary(object).is_some_and(|font| {
        font.has_type(b"Font") && !name(font, b"Subtype").starts_with(b"CIDFont")
    })
}

/// A `ToUnicode` map (ISO 32000-1, 9.10.3).
#[derive(Debug, Default)]
struct Map {
    letters: BTreeMap<u32, String>,
    width: Option<usize>,
}

/// How many codes a range of a map may have: a font has no more.
const CODES: u32 = 0x1_0000;

impl Map {
    fn read(&mut self, map: &[u8]) {
        let text = String::from_utf8_lossy(map);
        let mut section = "";
        let mut codes: Vec<Vec<u8>> = Vec::new();
        let mut list: Option<Vec<Vec<u8>>> = None;
        for token in tokens(&text) {
            match token {
                "beginbfchar" | "beginbfrange" | "begincodespacerange" => section = token,
                "endbfchar" | "endbfrange" | "endcodespacerange" => {
                    section = "";
                    codes.clear();
                }
                "[" => list = Some(Vec::new()),
                "]" => {
                    let list = list.take().unwrap_or_default();
                    if let [first, _] = &codes[..] {
                        (number(first)..).zip(&list).for_each(|(code, to)| self.add(code, to, 0));
                    }
                    codes.clear();
                }
                _ if token.starts_with('<') => {
                    let bytes = hex(token);
                    match &mut list {
                        Some(list) => list.push(bytes),
                        None => codes.push(bytes),
                    }
                }
                _ => {}
            }
            self.complete(section, &mut codes);
        }
    }

    fn complete(&mut self, section: &str, codes: &mut Vec<Vec<u8>>) {
        match (section, &codes[..]) {
            ("beginbfchar", [code, to]) => self.add(number(code), to, 0),
            ("beginbfrange", [first, last, to]) => {
                let (first, last) = (number(first), number(last));
                for code in first..=last.min(first.saturating_add(CODES)) {
                    self.add(code, to, code - first);
                }
            }
            ("begincodespacerange", [_, last]) => {
                self.width = Some(self.width.unwrap_or(0).max(last.len()));
            }
            _ => return,
        }
        codes.clear();
    }

    fn add(&mut self, code: u32, to: &[u8], offset: u32) {
        let mut units: Vec<u16> = to
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte)))
            .collect();
        if let Some(last) = units.last_mut() {
            *last = last.wrapping_add(u16::try_from(offset).unwrap_or(0));
        }
        self.letters.insert(code, String::from_utf16_lossy(&units));
    }
}

/// Returns the tokens of a map: hexadecimal strings, brackets and words.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let end = match first {
            '[' | ']' => 1,
            '<' if !rest.starts_with("<<") => rest.find('>').map_or(rest.len(), |end| end + 1),
            _ => {
                let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '[' | ']');
                let skip = first.len_utf8();
                rest[skip..].find(ends).map_or(rest.len(), |end| end + skip)
            }
        };
        let (token, after) = rest.split_at(end);
        rest = after;
        Some(token)
    })
}

fn hex(token: &str) -> Vec<u8> {
    let digits: Vec<u8> = token.bytes().filter(u8::is_ascii_hexdigit).collect();
    let value = |digit: &u8| char::from(*digit).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let byte = |pair: &[u8]| {
        pair.iter().chain(b"0").take(2).filter_map(value).fold(0, |byte, digit| byte << 4 | digit)
    };
    digits.chunks(2).map(byte).collect()
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_gives_letters_ligatures_and_ranges() {
        let mut map = Map::default();
        map.read(
            b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n\
              2 beginbfchar\n<0001> <0041>\n<0002> <00660069>\nendbfchar\n\
              2 beginbfrange\n<0010> <0012> <0061>\n<0020> <0021> [<0078> <0079>]\nendbfrange",
        );
        let found: Vec<_> = map.letters.values().map(String::as_str).collect();
        assert_eq!(found, ["A", "fi", "a", "b", "c", "x", "y"]);
        assert_eq!(map.width, Some(2));
    }
}
