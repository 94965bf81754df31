//! Numbers of payment cards, by their issuers and check digit.

use std::sync::LazyLock;

use regex::Regex;

use super::{Private, alone, digits};

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[0-9]{4}([ -]?)[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}|3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}").ok()
});

/// Returns the card numbers in a text.
pub fn payment_cards(text: &str) -> Vec<Private> {
    let found = NUMBER.iter().flat_map(|pattern| alone(pattern, text));
    let numbers = found.map(|(range, _)| Private { key: digits(&text[range.clone()]), range });
    numbers.filter(|number| is_issued(&number.key) && is_checked(&number.key)).collect()
}

/// Whether a bank of one of the great schemes may have issued the number.
fn is_issued(number: &str) -> bool {
    let start = |length: usize| number.get(..length).and_then(|start| start.parse::<u32>().ok());
    let (two, four) = (start(2).unwrap_or(0), start(4).unwrap_or(0));
    matches!(two, 34 | 37 | 40..=49 | 51..=55 | 65) || matches!(four, 2221..=2720 | 6011)
}

/// Whether the last digit fits the others (ISO/IEC 7812-1, Luhn's formula).
fn is_checked(number: &str) -> bool {
    let digits = number.bytes().rev().map(|digit| u32::from(digit - b'0'));
    let sum: u32 = digits
        .zip([1, 2].into_iter().cycle())
        .map(|(digit, weight)| digit * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    sum.is_multiple_of(10) && number.bytes().any(|digit| digit != b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_found_by_their_check_digit() {
        for text in ["4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005"] {
            assert_eq!(payment_cards(text).len(), 1, "{text}");
        }
        for text in [
            "4111 1111 1111 1112",
            "9111 1111 1111 1111",
            "0000 0000 0000 0000",
            "41111111111111111",
        ] {
            assert!(payment_cards(text).is_empty(), "{text}");
        }
    }
}
