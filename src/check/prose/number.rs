//! Whole numbers in words or digits.

use crate::model::numeral::{TENS, UNITS};

/// Returns the number that a word is: `7`, `1,650`, `seven`, `twenty-one`, `none`.
pub fn whole(word: &str) -> Option<u32> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let plain = word.bytes().all(|b| b.is_ascii_digit() || b == b',');
        return plain.then(|| word.replace(',', "").parse().ok()).flatten();
    }
    let lower = word.to_ascii_lowercase();
    let (tens, units) = lower.split_once('-').unwrap_or((&lower, ""));
    if units.is_empty() {
        return match tens {
            "none" => Some(0),
            _ => index(&UNITS, tens).or_else(|| index(&TENS, tens).map(|ten| 20 + ten * 10)),
        };
    }
    let unit = index(&UNITS[..10], units).filter(|unit| *unit > 0)?;
    Some(20 + index(&TENS, tens)? * 10 + unit)
}

fn index(words: &[&str], word: &str) -> Option<u32> {
    words.iter().position(|known| *known == word).and_then(|at| u32::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_words_and_digits() {
        for (word, number) in [
            ("7", 7),
            ("1,650", 1650),
            ("Seven", 7),
            ("twenty-one", 21),
            ("ninety", 90),
            ("none", 0),
        ] {
            assert_eq!(whole(word), Some(number), "{word}");
        }
        for word in ["", "1.5", "2017/18", "twenty-ten", "Q3", "several", "seven-one"] {
            assert_eq!(whole(word), None, "{word}");
        }
    }

    proptest! {
        #[test]
        fn digits_read_as_they_stand(number in 0u32..1_000_000) {
            prop_assert_eq!(whole(&number.to_string()), Some(number));
        }

        #[test]
        fn no_word_panics(word in "\\PC{0,20}") {
            let _ = whole(&word);
        }
    }
}
