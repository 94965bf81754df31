//! Strings and numbers of page content in their shortest spelling.
//!
//! Typst writes a glyph as `\000\023`, eight bytes for two, and a place to eight
//! digits. A string may hold any byte but a few (ISO 32000-1, 7.3.4.2), and a
//! thousandth of a point is less than any printer shows.

/// Appends strings and numbers in their shortest spelling, and all else as it is.
pub(super) fn push(tidied: &mut Vec<u8>, content: &[u8]) {
    let mut rest = content;
    while let Some((&byte, after)) = rest.split_first() {
        rest = match byte {
            b'(' => push_string(tidied, after),
            b'-' | b'.' | b'0'..=b'9' if starts_token(tidied) => push_number(tidied, rest),
            _ => {
                tidied.push(byte);
                after
            }
        };
    }
}

/// A digit within a name, such as `/c0`, is none of a number.
fn starts_token(tidied: &[u8]) -> bool {
    tidied.last().is_none_or(|byte| b" \n[)]".contains(byte))
}

/// Returns a number in whole thousandths, or nothing for what is no number.
pub(super) fn thousandths(text: &str) -> Option<i64> {
    let plain = text.bytes().all(|byte| b"-.0123456789".contains(&byte));
    let number = plain.then(|| text.parse::<f64>().ok()).flatten()? * 1000.0;
    #[expect(clippy::cast_possible_truncation, reason = "the bound is far below that of the type")]
    (number.abs() < 1e12).then(|| number.round() as i64)
}

/// Returns the two numbers of a point in thousandths.
pub(super) fn point(text: &str) -> Option<(i64, i64)> {
    let (x, y) = text.split_once(' ')?;
    Some((thousandths(x)?, thousandths(y)?))
}

/// Appends two numbers in thousandths, each with a space behind it.
pub(super) fn push_point(tidied: &mut Vec<u8>, point: (i64, i64)) {
    push_thousandths(tidied, point.0);
    tidied.push(b' ');
    push_thousandths(tidied, point.1);
    tidied.push(b' ');
}

fn push_thousandths(tidied: &mut Vec<u8>, number: i64) {
    if number < 0 {
        tidied.push(b'-');
    }
    let (whole, part) = (number.unsigned_abs() / 1000, number.unsigned_abs() % 1000);
    tidied.extend_from_slice(whole.to_string().as_bytes());
    if part > 0 {
        let digits = format!(".{part:03}");
        tidied.extend_from_slice(digits.trim_end_matches('0').as_bytes());
    }
}

/// Appends the number that the bytes begin with, and returns what follows it.
fn push_number<'a>(tidied: &mut Vec<u8>, bytes: &'a [u8]) -> &'a [u8] {
    let length = bytes.iter().take_while(|byte| b"-.0123456789".contains(byte)).count();
    let (written, rest) = bytes.split_at(length);
    let number = std::str::from_utf8(written).ok().and_then(|text| text.parse::<f64>().ok());
    match number {
        Some(number) if written.contains(&b'.') => {
            let text = format!("{number:.3}");
            let text = text.trim_end_matches('0').trim_end_matches('.');
            tidied.extend_from_slice(if text == "-0" { b"0" } else { text.as_bytes() });
        }
        _ => tidied.extend_from_slice(written),
    }
    rest
}

/// Appends the string that begins before the bytes, and returns what follows it.
fn push_string<'a>(tidied: &mut Vec<u8>, bytes: &'a [u8]) -> &'a [u8] {
    tidied.push(b'(');
    let (mut rest, mut depth) = (bytes, 0);
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b')' if depth == 0 => break,
            b'\\' => {
                let (escaped, after) = escape(after);
                if let Some(byte) = escaped {
                    push_byte(tidied, byte);
                }
                rest = after;
                continue;
            }
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        push_byte(tidied, byte);
    }
    tidied.push(b')');
    rest
}

/// Appends one byte of a string; an end of line would be read as another.
fn push_byte(tidied: &mut Vec<u8>, byte: u8) {
    match byte {
        b'(' | b')' | b'\\' => tidied.extend_from_slice(&[b'\\', byte]),
        b'\n' => tidied.extend_from_slice(b"\\n"),
        b'\r' => tidied.extend_from_slice(b"\\r"),
        _ => tidied.push(byte),
    }
}

/// Returns the byte that an escape means, and what follows it.
fn escape(bytes: &[u8]) -> (Option<u8>, &[u8]) {
    let octal = bytes.iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
    if octal > 0 {
        let value = bytes[..octal]
            .iter()
            .fold(0u8, |sum, digit| sum.wrapping_mul(8).wrapping_add(digit - b'0'));
        return (Some(value), &bytes[octal..]);
    }
    let Some((&byte, rest)) = bytes.split_first() else { return (None, bytes) };
    let meant = match byte {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 8,
        b'f' => 12,
        b'\n' => return (None, rest),
        other => other,
    };
    (Some(meant), rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn brief(content: &str) -> Vec<u8> {
        let mut tidied = Vec::new();
        push(&mut tidied, content.as_bytes());
        tidied
    }

    #[test]
    fn strings_hold_their_bytes_as_they_are() {
        assert_eq!(brief(r"[(\000\)\000\n)20.00003(a\(b)]TJ"), b"[(\0\\)\0\\n)20(a\\(b)]TJ");
        assert_eq!(brief(r"(a(b)c\053\7\1234)"), b"(a\\(b\\)c+\x07\x534)");
    }

    #[test]
    fn numbers_are_held_to_a_thousandth() {
        assert_eq!(brief("62.362206 -722.00049 12 Td"), b"62.362 -722 12 Td");
        assert_eq!(brief("/c0 cs 0.3137255 -0.0001 scn"), b"/c0 cs 0.314 0 scn");
    }

    proptest! {
        #[test]
        fn a_string_means_the_same_bytes(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let mut octal = String::from("(");
            for byte in &bytes {
                octal.push_str(&format!("\\{byte:03o}"));
            }
            octal.push(')');
            let short = brief(&octal);
            let mut again = Vec::new();
            push(&mut again, &short);
            prop_assert_eq!(&short, &again);
            let mut read = Vec::new();
            let mut rest = &short[1..short.len() - 1];
            while let Some((&byte, after)) = rest.split_first() {
                let (byte, after) = if byte == b'\\' { escape(after) } else { (Some(byte), after) };
                read.extend(byte);
                rest = after;
            }
            prop_assert_eq!(read, bytes);
        }
    }
}
