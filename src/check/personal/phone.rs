//! British telephone numbers, by their areas and by how people group them.
//!
//! Numbers beginning 03 and 08 are left aside: they belong to bodies, never to a
//! person, and a report may well name a helpline.

use std::sync::LazyLock;

use regex::Regex;

use super::{Private, around, digits, is_alone};

static CANDIDATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?: (?:\+|\b00) 44 [\ \u{a0}-]? (?:\(0\))? [\ \u{a0}]? | \(?0 )   # from abroad or at home
        ([127][0-9]{1,10})                                                  # the area, or all of it
        ((?:\)?[\ \u{a0}-]{0,2}[0-9]{3,8}){0,3})                            # groups of three and more
        (\ *(?:ext(?:ension)?\.?|x)\ *[0-9]{2,5})?                          # an extension
    ",
    )
    .ok()
});

/// Words before a number that say what it is.
const WORDS: [&str; 9] =
    ["tel", "phone", "call", "ring", "contact", "mobile", "mob", "fax", "text"];

/// Returns the telephone numbers in a text.
pub fn phone_numbers(text: &str) -> Vec<Private> {
    let found = CANDIDATE.iter().flat_map(|pattern| pattern.captures_iter(text));
    let numbers = found.filter_map(|found| {
        let (range, area) = (found.get(0)?.range(), found.get(1)?.as_str());
        let groups = found.get(2).map_or("", |groups| groups.as_str());
        let number = format!("{area}{}", digits(groups));
        let from_abroad =
            !text[range.clone()].starts_with(['0', '(']) || text[range.clone()].starts_with("00");
        let grouped = !groups.is_empty() && area.len() <= 5;
        let said = || {
            let before = around(text, &(range.start..range.start), 30);
            WORDS.iter().any(|word| before.contains(word))
        };
        let told = from_abroad || grouped || number.starts_with('7') || said();
        (told && is_number(&number) && is_alone(text, &range))
            .then_some(Private { range, key: number })
    });
    numbers.collect()
}

/// Whether the digits after the 0 can be a number: ten of them, of an area that
/// is given out, or nine in the few small places that have those.
fn is_number(number: &str) -> bool {
    let area = number.as_bytes();
    let second = area.get(1).copied().unwrap_or(b'0');
    let known = match area.first() {
        Some(b'1') => second != b'0',
        Some(b'2') => matches!(second, b'0' | b'3' | b'4' | b'8' | b'9'),
        Some(b'7') => !matches!(second, b'0' | b'6') || number.starts_with("7624"),
        _ => false,
    };
    known && number.len() == 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_however_they_are_written() {
        for (text, key) in [
            ("01442 228000", "1442228000"),
            ("Tel: (01442) 228 000", "1442228000"),
            ("020 7946 0958", "2079460958"),
            ("(020) 7946-0958", "2079460958"),
            ("+44 (0)20 7946 0958.", "2079460958"),
            ("+44 7700 900123", "7700900123"),
            ("0044 1442 228000", "1442228000"),
            ("07700900123", "7700900123"),
            ("07700\u{a0}900\u{a0}123", "7700900123"),
            ("0121-496-0000", "1214960000"),
            ("ring 01442228000 x2123", "1442228000"),
        ] {
            let keys: Vec<_> = phone_numbers(text).into_iter().map(|p| p.key).collect();
            assert_eq!(keys, [key], "{text}");
        }
        let text = "ring 01442 228000 ext. 2123 now";
        assert_eq!(&text[phone_numbers(text)[0].range.clone()], "01442 228000 ext. 2123");
    }

    #[test]
    fn other_numbers_are_none() {
        for text in [
            "01442228000",
            "0100 200 300 400",
            "0844 228 0000",
            "01442 228",
            "07000 123456",
            "0123 456 789 012",
        ] {
            assert!(phone_numbers(text).is_empty(), "{text}");
        }
    }
}
