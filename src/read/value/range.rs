//! Ranges in cells: `90 to 110`, `90-110`, `between 90% and 110%`.

use super::clean;
use super::digits::split_number;

/// What stands between the two figures of a range.
const BETWEEN: [&str; 7] = ["to", "and", "-", "\u{2011}", "–", "—", "−"];

/// Returns the lower and the upper figure of a range as they are written, or
/// nothing where the text is no range. A percent sign after one figure counts for
/// both.
///
/// The figures themselves are not compared: `110 to 90` is given as it stands.
pub fn range(text: &str) -> Option<(String, String)> {
    let lower = clean(text).to_lowercase();
    let text = lower.strip_prefix("between ").unwrap_or(&lower);
    if split_number(text).is_some_and(|(_, rest)| rest.is_empty()) {
        return None;
    }
    let parts = BETWEEN.iter().flat_map(|word| {
        text.match_indices(word)
            .map(|(at, word)| (text[..at].trim(), text[at + word.len()..].trim()))
    });
    for (low, high) in parts {
        let (Some((_, unit)), Some((_, upper_unit))) = (split_number(low), split_number(high))
        else {
            continue;
        };
        let signed = |figure: &str, own: &str, other: &str| {
            let sign = if own.is_empty() && other == "%" { "%" } else { "" };
            format!("{figure}{sign}")
        };
        return Some((signed(low, unit, upper_unit), signed(high, upper_unit, unit)));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_range_has_two_figures() {
        for (text, low, high) in [
            ("90 to 110", "90", "110"),
            ("90-110", "90", "110"),
            ("90 - 110", "90", "110"),
            ("90–110", "90", "110"),
            ("90 – 110", "90", "110"),
            ("90 — 110", "90", "110"),
            ("90TO110", "90", "110"),
            ("Between 90 and 110", "90", "110"),
            ("0.5-1.5%", "0.5%", "1.5%"),
            ("0.5% to 1", "0.5%", "1%"),
            ("90% to 110%", "90%", "110%"),
            ("£1,000-£1,500", "£1,000", "£1,500"),
            ("-5-5", "-5", "5"),
            ("-10 to -5", "-10", "-5"),
            ("5 tonnes to 10 tonnes", "5 tonnes", "10 tonnes"),
            ("110-90", "110", "90"),
        ] {
            assert_eq!(range(text), Some((low.into(), high.into())), "{text}");
        }
    }

    #[test]
    fn what_has_one_figure_or_three_is_no_range() {
        for text in [
            "",
            "90",
            "-5",
            "1e-5",
            "90%",
            "to",
            "90 to",
            "-",
            "2024-07-16",
            "3 tonnes",
            "Info Only",
        ] {
            assert_eq!(range(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,30}|[0-9–−a-ot. %-]{0,20}") {
            let _ = range(&text);
        }

        #[test]
        fn two_whole_numbers_are_a_range(low in 0u32..10_000, high in 0u32..10_000, between in "-| - |–| to ") {
            let expected = (low.to_string(), high.to_string());
            prop_assert_eq!(range(&format!("{low}{between}{high}")), Some(expected));
        }
    }
}
