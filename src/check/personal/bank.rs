//! Bank details: a sort code and an account number beside each other, with the
//! word for either of them.

use std::sync::LazyLock;

use regex::Regex;

use super::{Private, alone, around, digits};

static DETAILS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        [0-9]{2}[\ -][0-9]{2}[\ -][0-9]{2} (?-x:[^0-9]{1,40}) [0-9]{8}
        | [0-9]{8} (?-x:[^0-9]{1,40}) [0-9]{2}[\ -][0-9]{2}[\ -][0-9]{2}
    ",
    )
    .ok()
});

/// Words that bank details stand by.
const WORDS: [&str; 5] = ["sort code", "sort-code", "sortcode", "account n", "a/c"];

/// Returns the bank details in a text.
pub fn bank_details(text: &str) -> Vec<Private> {
    let found = DETAILS.iter().flat_map(|pattern| alone(pattern, text)).map(|(range, _)| range);
    let told = found.filter(|range| {
        let around = around(text, range, 40);
        WORDS.iter().any(|word| around.contains(word))
    });
    told.map(|range| Private { key: digits(&text[range.clone()]), range }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_are_found_by_their_words() {
        for text in [
            "Sort code 12-34-56, account number 12345678",
            "pay to account no. 12345678 (sort code: 12 34 56)",
            "a/c: 12-34-56 / 12345678",
        ] {
            assert_eq!(bank_details(text).len(), 1, "{text}");
        }
    }
}
