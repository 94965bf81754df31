//! Strings of PDF objects as text (ISO 32000-1, 7.9.2).

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Returns the text of a string object: UTF-16 or UTF-8 by its mark, else UTF-8
/// where it is any, else one byte a letter.
pub(super) fn text(bytes: &[u8]) -> String {
    let (encoding, bytes) = match bytes {
        [0xfe, 0xff, rest @ ..] => (UTF_16BE, rest),
        [0xff, 0xfe, rest @ ..] => (UTF_16LE, rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => return String::from_utf8_lossy(rest).into_owned(),
        bytes => match std::str::from_utf8(bytes) {
            Ok(text) => return text.into(),
            Err(_) => (WINDOWS_1252, bytes),
        },
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_encoding_is_read() {
        for bytes in
            [&b"\xfe\xff\x00\xe9"[..], b"\xff\xfe\xe9\x00", b"\xef\xbb\xbf\xc3\xa9", b"\xe9"]
        {
            assert_eq!(super::text(bytes), "é");
        }
    }
}
