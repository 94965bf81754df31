//! Text strings and dates of a PDF as plain text.

use hayro_syntax::object::{DateTime, Dict};

/// What `PDFDocEncoding` has in the places where Latin-1 has control characters:
/// ISO 32000-1, Annex D.2.
const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
const HIGH: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™',
    'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// Returns the text of an entry, if it is there and says anything.
pub(super) fn entry(dict: &Dict<'_>, key: &str) -> Option<String> {
    said(&dict.get::<hayro_syntax::object::String<'_>>(key)?)
}

/// Returns a text string as text, if it says anything.
pub(super) fn said(bytes: &[u8]) -> Option<String> {
    let text = text(bytes);
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    (!text.is_empty()).then(|| text.to_string())
}

/// Returns a text string as text: UTF-16 or UTF-8 where it says so, and else
/// `PDFDocEncoding`.
pub(super) fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| letter(byte)).collect(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

fn letter(byte: u8) -> char {
    match byte {
        0x18..=0x1f => LOW[usize::from(byte - 0x18)],
        0x80..=0xa0 => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Returns a date as it is written in a file, `D:20180306091500`, in the order of the
/// calendar.
pub(super) fn written_date(date: &str) -> Option<String> {
    let digits = date.strip_prefix("D:").unwrap_or(date);
    let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
    let part = |from: usize, to: usize, none| digits.get(from..to).unwrap_or(none);
    let year = digits.get(..4)?;
    let (month, day) = (part(4, 6, "01"), part(6, 8, "01"));
    Some(format!("{year}-{month}-{day} {}:{}", part(8, 10, "00"), part(10, 12, "00")))
}

/// Returns a date in the order of the calendar, to the minute and without its zone,
/// which files often get wrong.
pub(super) fn date(date: &DateTime) -> String {
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}",
        date.year, date.month, date.day, date.hour, date.minute
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_in_their_encoding() {
        assert_eq!(text(b"\xfe\xff\0C\0a\0f\0\xe9"), "Café");
        assert_eq!(text(b"\xef\xbb\xbfCaf\xc3\xa9"), "Café");
        assert_eq!(text(b"Caf\xe9 \x84 \x92 \xa0 \x18"), "Café — ™ € ˘");
        assert_eq!(said(b" \0"), None);
    }
}
