//! National Insurance numbers, by the rules of HMRC's manual NIM39110.

use std::sync::LazyLock;

use regex::Regex;

use super::{Private, alone};

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])([ \u{a0}-]?)[0-9]{2}[ \u{a0}-]?[0-9]{2}[ \u{a0}-]?[0-9]{2}[ \u{a0}-]?[A-D]").ok()
});

/// Prefixes that are never given to a person.
const NEVER: [&str; 7] = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"];

/// Returns the National Insurance numbers in a text.
pub fn national_insurance_numbers(text: &str) -> Vec<Private> {
    let found = NUMBER.iter().flat_map(|pattern| alone(pattern, text));
    let given = found.filter(|(_, found)| !NEVER.contains(&&found[1]));
    given
        .map(|(range, found)| {
            let key = found[0].chars().filter(char::is_ascii_alphanumeric).collect();
            Private { range, key }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_however_they_are_spaced() {
        for text in ["AB123456C", "his number, AB 12 34 56 C.", "AB 123456 C", "(AB-12-34-56-C)"] {
            let keys: Vec<_> =
                national_insurance_numbers(text).into_iter().map(|p| p.key).collect();
            assert_eq!(keys, ["AB123456C"], "{text}");
        }
    }
}
