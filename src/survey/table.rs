//! The table of objects as a file has it: whether it is right, and how many states of
//! the file there are.
//!
//! A reader mends a wrong table and says nothing. So it is followed here as ISO
//! 32000-1, 7.5.4 and 7.5.8, have it: from `startxref` to each part of the table and
//! on to the part before, and every entry has to stand before its own object.

use super::syntax::{self, Token, Tokens};
use super::unpack::inflate;

/// The most parts of a table that are followed.
const PARTS: usize = 1_000;

/// The most entries of a part, and the most bytes that hold them.
const ENTRIES: i64 = 10_000_000;
const UNPACKED: usize = 256 << 20;

/// What is found of a file's table of objects.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// Whether it is wrong, so that a reader had to search the file.
    pub(super) wrong: bool,
    /// Where each state of the file ends, the last one left out, from the latest.
    pub(super) earlier: Vec<usize>,
}

impl Table {
    /// Follows the table of a file.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let parts = parts(bytes);
        // A file for the web has two parts of one state.
        let head = &bytes[..bytes.len().min(1024)];
        let linear = syntax::find(head, b"/Linearized", 0).is_some();
        let mut earlier = Vec::new();
        if let Some(parts) = &parts {
            let states = if linear { parts.len().saturating_sub(1) } else { parts.len() };
            for place in parts.iter().skip(1).take(states.saturating_sub(1)) {
                // A state ends with the mark that follows its table.
                earlier.extend(syntax::find(bytes, b"%%EOF", *place).map(|end| end + 5));
            }
        }
        Self { wrong: parts.is_none(), earlier }
    }
}

/// Returns where the parts of a table stand that have objects, from the latest, if all
/// parts are right.
fn parts(bytes: &[u8]) -> Option<Vec<usize>> {
    let mut next = Some(start(bytes)?);
    let mut found = Vec::new();
    let mut seen = Vec::new();
    while let Some(place) = next {
        let place = usize::try_from(place).ok().filter(|place| *place < bytes.len())?;
        if seen.contains(&place) || seen.len() >= PARTS {
            return None;
        }
        let part = Part::at(bytes, place)?;
        seen.push(place);
        // Word adds a part without an object, for readers of before 2003.
        if part.objects > 0 {
            found.push(place);
        }
        if let Some(place) = part.hybrid {
            Part::at(bytes, usize::try_from(place).ok()?)?;
        }
        next = part.before;
    }
    Some(found)
}

/// A part of a table, all of whose entries are right.
struct Part {
    /// How many objects it has.
    objects: i64,
    before: Option<i64>,
    /// The stream that adds to a plain part.
    hybrid: Option<i64>,
}

impl Part {
    fn at(bytes: &[u8], place: usize) -> Option<Self> {
        let rest = bytes.get(place..)?;
        let mut tokens = Tokens::new(rest);
        if tokens.next()?.is_word(b"xref") {
            Self::plain(bytes, tokens, rest)
        } else {
            Self::packed(bytes, rest)
        }
    }

    /// Follows a part that is written out.
    fn plain(bytes: &[u8], mut tokens: Tokens<'_>, rest: &[u8]) -> Option<Self> {
        let mut objects = 0;
        loop {
            let token = tokens.next()?;
            if token.is_word(b"trailer") {
                break;
            }
            let (first, count) = (token.number()?, tokens.next()?.number()?);
            if !(0..=ENTRIES).contains(&count) {
                return None;
            }
            objects += count;
            for object in first..first.checked_add(count)? {
                let (offset, generation) = (tokens.next()?.number()?, tokens.next()?.number()?);
                let used = tokens.next()?;
                if used.is_word(b"n") && !is_object(bytes, offset, object, generation) {
                    return None;
                }
            }
        }
        let trailer: Vec<_> = dictionary(&rest[tokens.at..]);
        Some(Self {
            objects,
            before: entry(&trailer, b"Prev"),
            hybrid: entry(&trailer, b"XRefStm"),
        })
    }

    /// Follows a part that is a stream.
    fn packed(bytes: &[u8], rest: &[u8]) -> Option<Self> {
        let stream = syntax::find(rest, b"stream", 0)?;
        let head: Vec<_> = Tokens::new(&rest[..stream]).collect();
        if !head.iter().any(|token| token.is_name(b"XRef")) {
            return None;
        }
        let data = &rest[stream + b"stream".len()..];
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n"))?;
        let length = syntax::find(data, b"endstream", 0)?;
        let packed = head.iter().any(|token| token.is_name(b"FlateDecode"));
        let mut table =
            if packed { inflate(data, UNPACKED).ok()? } else { data[..length].to_vec() };
        if entry(&head, b"Predictor").is_some_and(|predictor| predictor >= 10) {
            table = unpredicted(&table, usize::try_from(entry(&head, b"Columns")?).ok()?)?;
        }
        let widths = numbers(&head, b"W");
        let widths: Vec<usize> = widths.iter().filter_map(|w| usize::try_from(*w).ok()).collect();
        let &[kind, second, third] = widths.as_slice() else { return None };
        let width = kind
            .checked_add(second)?
            .checked_add(third)
            .filter(|width| (1..=24).contains(width))?;
        let mut ranges = numbers(&head, b"Index");
        if ranges.is_empty() {
            ranges = vec![0, entry(&head, b"Size")?];
        }
        let objects = ranges.chunks_exact(2).flat_map(|range| {
            (range[0]..range[0].saturating_add(range[1].min(ENTRIES))).take(table.len())
        });
        for (object, row) in objects.zip(table.chunks_exact(width)) {
            let field = |from: usize, width: usize| {
                row[from..from + width].iter().fold(0_i64, |all, byte| all << 8 | i64::from(*byte))
            };
            let is_plain = kind == 0 || field(0, kind) == 1;
            let (offset, generation) = (field(kind, second), field(kind + second, third));
            if is_plain && !is_object(bytes, offset, object, generation) {
                return None;
            }
        }
        let objects = ranges.chunks_exact(2).map(|range| range[1]).sum();
        Some(Self { objects, before: entry(&head, b"Prev"), hybrid: None })
    }
}

/// Returns whether an object stands at a place.
fn is_object(bytes: &[u8], offset: i64, object: i64, generation: i64) -> bool {
    let Some(rest) = usize::try_from(offset).ok().and_then(|offset| bytes.get(offset..)) else {
        return false;
    };
    let rest = &rest[..rest.len().min(64)];
    let mut tokens = Tokens::new(rest);
    tokens.next().and_then(|token| token.number()) == Some(object)
        && tokens.next().and_then(|token| token.number()) == Some(generation)
        && tokens
            .next()
            .is_some_and(|token| matches!(token, Token::Word(word) if word.starts_with(b"obj")))
}

/// Returns the pieces of a dictionary that comes next.
fn dictionary(bytes: &[u8]) -> Vec<Token<'_>> {
    let mut depth = 0_usize;
    let mut pieces = Vec::new();
    for token in Tokens::new(bytes).take(1_000) {
        match token {
            Token::Sign(b'<') => depth += 1,
            Token::Sign(b'>') => depth = depth.saturating_sub(1),
            _ => {}
        }
        pieces.push(token);
        if depth == 0 {
            break;
        }
    }
    pieces
}

/// Returns the number of an entry.
fn entry(pieces: &[Token<'_>], key: &[u8]) -> Option<i64> {
    let at = pieces.iter().position(|token| token.is_name(key))?;
    pieces.get(at + 1)?.number()
}

/// Returns the numbers of an entry's array.
fn numbers(pieces: &[Token<'_>], key: &[u8]) -> Vec<i64> {
    let Some(at) = pieces.iter().position(|token| token.is_name(key)) else { return Vec::new() };
    pieces[at + 1..].iter().skip(1).map_while(Token::number).collect()
}

/// Undoes the prediction of a table's rows: ISO 32000-1, 7.4.4.4. All five ways of PNG
/// are understood, though tables use the one of the row above.
fn unpredicted(table: &[u8], columns: usize) -> Option<Vec<u8>> {
    if !(1..=64).contains(&columns) {
        return None;
    }
    let mut before = vec![0_u8; columns];
    let mut plain = Vec::with_capacity(table.len());
    for row in table.chunks_exact(columns + 1) {
        let mut left = 0_u8;
        let mut corner = 0_u8;
        let mut now = Vec::with_capacity(columns);
        for (byte, above) in row[1..].iter().zip(&before) {
            let predicted = match row[0] {
                0 => 0,
                1 => left,
                2 => *above,
                3 => u8::try_from(u16::midpoint(left.into(), (*above).into())).ok()?,
                4 => paeth(left, *above, corner),
                _ => return None,
            };
            left = byte.wrapping_add(predicted);
            corner = *above;
            now.push(left);
        }
        plain.extend_from_slice(&now);
        before = now;
    }
    Some(plain)
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let off = |side: u8| (guess - i16::from(side)).abs();
    if off(left) <= off(above) && off(left) <= off(corner) {
        left
    } else if off(above) <= off(corner) {
        above
    } else {
        corner
    }
}

/// Returns where the latest part of a table stands, by the word of the file.
pub(super) fn start(bytes: &[u8]) -> Option<i64> {
    let start = syntax::rfind(bytes, b"startxref")? + b"startxref".len();
    Tokens::new(&bytes[start..]).next()?.number()
}
