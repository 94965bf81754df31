//! The entries of a dictionary, each with its value as it is written: enough
//! syntax (ISO 32000-1, 7.2 and 7.3) to step over strings, arrays and
//! dictionaries, and nothing of what they mean.

/// Returns the keys and values of a dictionary, nothing where it is none.
pub(super) fn entries(bytes: &[u8]) -> Option<Vec<(&[u8], &[u8])>> {
    let mut rest = bytes.strip_prefix(b"<<")?.trim_ascii_start();
    let mut entries = Vec::new();
    while let Some(after) = rest.strip_prefix(b"/") {
        let length = after.iter().take_while(|byte| is_regular(**byte)).count();
        let (key, after) = after.split_at(length);
        let after = after.trim_ascii_start();
        let (value, after) = after.split_at(value_length(after)?);
        entries.push((key, value.trim_ascii_end()));
        rest = after.trim_ascii_start();
    }
    rest.starts_with(b">>").then_some(entries)
}

/// Returns the value under a key of a dictionary.
pub(super) fn value<'a>(bytes: &'a [u8], key: &str) -> Option<&'a [u8]> {
    entries(bytes)?.into_iter().find(|(found, _)| *found == key.as_bytes()).map(|(_, value)| value)
}

/// Returns the values of an array, references as one value.
pub(super) fn items(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let mut rest = bytes.strip_prefix(b"[")?.trim_ascii_start();
    let mut items = Vec::new();
    while !rest.starts_with(b"]") {
        let (item, after) = rest.split_at(value_length(rest)?);
        items.push(item.trim_ascii_end());
        rest = after.trim_ascii_start();
    }
    Some(items)
}

fn is_regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace()
        && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// How many bytes the value takes that the bytes begin with.
fn value_length(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b'<', b'<', ..] => nested(bytes, b"<<", b">>"),
        [b'<', ..] => Some(bytes.iter().position(|byte| *byte == b'>')? + 1),
        [b'[', ..] => nested(bytes, b"[", b"]"),
        [b'(', ..] => string_length(bytes),
        [b'/', rest @ ..] => Some(1 + rest.iter().take_while(|byte| is_regular(**byte)).count()),
        _ => reference_length(bytes).or_else(|| {
            let length = bytes.iter().take_while(|byte| is_regular(**byte)).count();
            (length > 0).then_some(length)
        }),
    }
}

/// How many bytes an array or dictionary takes, by stepping over its values.
fn nested(bytes: &[u8], open: &[u8], close: &[u8]) -> Option<usize> {
    let mut at = open.len();
    loop {
        let rest = bytes.get(at..)?;
        at += rest.len() - rest.trim_ascii_start().len();
        let rest = bytes.get(at..)?;
        if rest.starts_with(close) {
            return Some(at + close.len());
        }
        at += value_length(rest)?;
    }
}

/// How many bytes a string takes with its brackets, which may be nested.
fn string_length(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut escaped) = (0usize, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// How many bytes `12 0 R` takes.
fn reference_length(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        let count = bytes.get(from..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0 && bytes.get(from + count) == Some(&b' ')).then_some(from + count + 1)
    };
    let at = digits(digits(0)?)?;
    (bytes.get(at) == Some(&b'R')).then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ELEMENT: &[u8] = b"<</Type/StructElem/S/TD/P 544 0 R/Alt(a /K[1] \\) (b))/A[<</O/Table/Headers[(U1)]>>]/K[1 542 0 R<</MCID 3>>]/Lang<feff>>>";

    fn text(bytes: &[u8]) -> &str {
        std::str::from_utf8(bytes).expect("text")
    }

    #[test]
    fn values_stand_under_their_keys() {
        let found: Vec<_> = entries(ELEMENT).expect("a dictionary");
        let shown: Vec<_> = found.iter().map(|(key, value)| (text(key), text(value))).collect();
        let expected = [
            ("Type", "/StructElem"),
            ("S", "/TD"),
            ("P", "544 0 R"),
            ("Alt", "(a /K[1] \\) (b))"),
            ("A", "[<</O/Table/Headers[(U1)]>>]"),
            ("K", "[1 542 0 R<</MCID 3>>]"),
            ("Lang", "<feff>"),
        ];
        assert_eq!(shown, expected);
        let kids = items(value(ELEMENT, "K").expect("kids")).expect("an array");
        assert_eq!(kids.into_iter().map(text).collect::<Vec<_>>(), ["1", "542 0 R", "<</MCID 3>>"]);
    }

    #[test]
    fn what_is_cut_short_is_nothing() {
        for end in 0..ELEMENT.len() {
            assert_eq!(entries(&ELEMENT[..end]), None, "{end}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in "[<>\\[\\]()/ 0-9R\\\\a]{0,40}") {
            let _ = (entries(bytes.as_bytes()), items(bytes.as_bytes()));
        }
    }
}
