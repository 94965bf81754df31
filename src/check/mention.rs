//! Codes named in running text.

use crate::model::report::Report;
use crate::spelling::fold;

/// Returns where a text names a code as a word of its own; capitals matter.
///
/// A code without a letter or without a digit is never found: `12` and `LATE`
/// are words and figures of the text far more often.
pub fn find(text: &str, code: &str) -> Option<usize> {
    if !is_unmistakable(code) {
        return None;
    }
    let joins = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(code).map(|(at, _)| at).find(|&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + code.len()..].chars().next();
        !before.is_some_and(joins) && !after.is_some_and(joins)
    })
}

/// Returns whether a code cannot be taken for a word or a figure.
pub fn is_unmistakable(code: &str) -> bool {
    code.chars().any(char::is_alphabetic) && code.chars().any(|c| c.is_ascii_digit())
}

/// Fewer letters may be a common word rather than a name.
const NAME: usize = 12;

/// Returns whether the cover or the narrative of a report names something by its
/// code or by its name.
pub fn is_in_prose(report: &Report, code: &str, name: &str) -> bool {
    let name = fold(name);
    let cover = report.cover.iter().flat_map(|entry| &entry.values).map(|value| &value.written);
    cover.chain(&report.written).any(|text| {
        let named = name.chars().count() >= NAME && fold(text).contains(&name);
        named || find(text, code).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_a_word_of_its_own() {
        assert_eq!(find("The rate (CSU11) rose", "CSU11"), Some(10));
        assert_eq!(find("CSU111 and CSU11", "CSU11"), Some(11));
        assert_eq!(find("XCSU11, CSU11a, CSU11_b", "CSU11"), None);
        assert_eq!(find("12 of 12 were LATE", "12"), None);
        assert_eq!(find("12 of 12 were LATE", "LATE"), None);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}", code in "\\PC{0,6}") {
            let _ = find(&text, &code);
        }

        #[test]
        fn a_code_between_spaces_is_found(before in "[a-z ]{0,20}", code in "[A-Z]{1,4}[0-9]{1,3}") {
            let text = format!("{before} {code} rose");
            prop_assert_eq!(find(&text, &code), Some(before.len() + 1));
        }
    }
}
