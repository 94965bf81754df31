//! Bytes as text: UTF-8, UTF-16 with or without its mark, or else Windows-1252.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::diag::Problem;
use crate::read::codes;

/// A text that cannot be decoded, with the line from which it cannot.
pub(super) struct Undecoded {
    /// What is wrong.
    pub(super) problem: Problem,
    /// The first line that is damaged, counted from zero.
    pub(super) line: Option<u32>,
}

/// Returns the text of a file, whatever its encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Undecoded> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[length..]);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return decode_as(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    if let Some(line) = damaged_utf_8(bytes) {
        let problem = Problem::new(
            &codes::LOSSY_TEXT,
            "the file is UTF-8 text with damaged characters, the first on this line",
        )
        .hint("save it again as `CSV UTF-8` from the spreadsheet that it came from");
        return Err(Undecoded { problem, line: Some(line) });
    }
    decode_as(WINDOWS_1252, bytes)
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, Undecoded> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| {
        let name = encoding.name();
        let problem = Problem::new(
            &codes::LOSSY_TEXT,
            format!("the file holds bytes that are no {name} text"),
        )
        .hint("save it again as `CSV UTF-8` from the spreadsheet that it came from");
        Undecoded { problem, line: None }
    })
}

/// Every second byte of Latin text in UTF-16 is zero.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(1024)];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = start.len() / 4;
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        None
    } else if odd > many && even == 0 {
        Some(UTF_16LE)
    } else if even > many && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Returns the line of the first damage where most characters beyond ASCII are
/// good UTF-8: in Windows-1252 text they hardly ever are.
fn damaged_utf_8(bytes: &[u8]) -> Option<u32> {
    let (mut good, mut bad, mut lines, mut first) = (0usize, 0usize, 0u32, None);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        lines += u32::try_from(chunk.valid().matches('\n').count()).unwrap_or(0);
        if !chunk.invalid().is_empty() {
            bad += 1;
            first.get_or_insert(lines);
        }
    }
    first.filter(|_| good > bad)
}
