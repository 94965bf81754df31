//! NHS numbers, by their check digit and the word beside them.

use std::sync::LazyLock;

use regex::Regex;

use super::{Private, alone, around, digits};

static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[0-9]{3}[ \u{a0}-]?[0-9]{3}[ \u{a0}-]?[0-9]{4}").ok());

/// Returns the NHS numbers in a text.
pub fn nhs_numbers(text: &str) -> Vec<Private> {
    let found = NUMBER.iter().flat_map(|pattern| alone(pattern, text));
    let told = found.filter(|(range, _)| around(text, range, 40).contains("nhs"));
    let numbers = told.map(|(range, _)| Private { key: digits(&text[range.clone()]), range });
    numbers.filter(|number| is_checked(&number.key)).collect()
}

/// Whether the tenth digit fits the other nine (NHS data dictionary, modulus 11).
fn is_checked(number: &str) -> bool {
    let digits: Vec<u32> = number.bytes().map(|digit| u32::from(digit - b'0')).collect();
    let Some((last, first)) = digits.split_last() else { return false };
    let sum: u32 = first.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    let check = 11 - sum % 11;
    (check % 11) == *last && check != 10 && sum > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_by_word_and_check_digit() {
        for text in ["NHS number 943 476 5919", "943-476-5919 (NHS no.)", "nhs no: 9434765919"] {
            assert_eq!(nhs_numbers(text).len(), 1, "{text}");
        }
        for text in ["943 476 5919", "NHS number 943 476 5918", "the NHS spent 0000000000"] {
            assert!(nhs_numbers(text).is_empty(), "{text}");
        }
    }
}
