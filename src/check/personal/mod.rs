//! Recognisers of what tells a person's private things: addresses, numbers, dates.
//!
//! Each takes a text and gives what it finds there. They are strict, because
//! whoever is shouted at wrongly stops listening: prefixes, check digits and the
//! words around a number must all fit. Nothing here knows where the text stands.

mod bank;
mod birth;
mod card;
mod email;
mod health;
mod insurance;
mod phone;
mod postcode;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use regex::{Captures, Regex};

pub use self::bank::bank_details;
pub use self::birth::dates_of_birth;
pub use self::card::payment_cards;
pub use self::email::{domain, emails, is_office};
pub use self::health::nhs_numbers;
pub use self::insurance::national_insurance_numbers;
pub use self::phone::phone_numbers;
pub use self::postcode::postcodes;
use super::{Findings, Scope, public};
use crate::diag::Secret;
use crate::model::narrative::place_within;
use crate::place::Place;

/// Something private in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Private {
    /// Where in the text it stands, in bytes.
    pub range: Range<usize>,
    /// The thing itself, however it is spaced: two mentions of one thing are equal.
    pub key: String,
}

/// Looks for private things in every text that the public will read, those aside
/// that a contact gives: `message` says what was found, masked between backticks.
pub fn look(
    scope: &Scope<'_>,
    findings: &mut Findings,
    recognise: impl Fn(&str) -> Vec<Private>,
    message: impl Fn(&str) -> String,
    hint: &str,
) {
    let contacts = public::contacts(scope);
    let given: BTreeSet<String> =
        contacts.into_iter().flat_map(&recognise).map(|private| private.key).collect();
    for written in public::texts(scope) {
        // What stands several times at one place is one finding, with all its spellings.
        let mut found: BTreeMap<(Place, String), Vec<Secret>> = BTreeMap::new();
        for Private { range, key } in recognise(&written.value) {
            if !given.contains(&key) {
                let place = place_within(written, range.start);
                let text = written.value[range].to_string();
                let secret = Secret { masked: mask(&text), text };
                found.entry((place, key)).or_default().push(secret);
            }
        }
        for ((place, _), spellings) in found {
            let message = spellings.first().map(|secret| message(&secret.masked));
            findings.add_secret(&place, message.unwrap_or_default(), hint.into(), spellings);
        }
    }
}

/// Returns a text of which no more can be read than that it is the one meant:
/// `QQ ** ** ** C`, `j***@example.org`.
fn mask(text: &str) -> String {
    if let Some((name, domain)) = text.split_once('@') {
        let first: String = name.chars().take(1).collect();
        return format!("{first}***@{domain}");
    }
    // Words such as `ext` or `account number` may stand among digits.
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let hides = |c: &char| if digits >= 8 { c.is_ascii_digit() } else { c.is_alphanumeric() };
    let count = text.chars().filter(hides).count();
    let mut seen = 0;
    let masked = text.chars().map(|c| {
        if !hides(&c) {
            return c;
        }
        seen += 1;
        if seen <= 2 || seen == count { c } else { '*' }
    });
    masked.collect()
}

/// Returns the finds of a pattern that stand by themselves: not within a longer
/// word, code, amount or number.
fn alone<'t>(pattern: &Regex, text: &'t str) -> impl Iterator<Item = (Range<usize>, Captures<'t>)> {
    let found =
        pattern.captures_iter(text).filter_map(|found| Some((found.get(0)?.range(), found)));
    found.filter(|(range, _)| is_alone(text, range))
}

/// Whether a stretch of text stands by itself.
fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let mut before = text[..range.start].chars().rev();
    let mut after = text[range.end..].chars();
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '_' | '£' | '$' | '€' | '#' | '@');
    let (last, first) = (before.next(), after.next());
    // `12.5`, `1,234` and `28921/29482` go on; the full stop of a sentence does not.
    let goes_on = |sign: Option<char>, next: Option<char>| {
        sign.is_some_and(|c| matches!(c, '.' | ',' | '/' | '-' | '–' | ':' | '+'))
            && next.is_some_and(|c| c.is_ascii_digit())
    };
    !last.is_some_and(joins)
        && !first.is_some_and(|c| joins(c) || c == '%')
        && !goes_on(last, before.next())
        && !goes_on(first, after.next())
}

/// The text around a stretch of it, in lower case, so many bytes each way.
fn around(text: &str, range: &Range<usize>, reach: usize) -> String {
    let start = text.floor_char_boundary(range.start.saturating_sub(reach));
    let end = text.ceil_char_boundary(range.end.saturating_add(reach).min(text.len()));
    text[start..end].to_lowercase()
}

/// The digits of a text.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Everything that is found in a text, by every recogniser.
    fn found(text: &str) -> Vec<&str> {
        let all = [
            emails,
            phone_numbers,
            national_insurance_numbers,
            bank_details,
            payment_cards,
            nhs_numbers,
            dates_of_birth,
            postcodes,
        ];
        all.into_iter().flat_map(|recognise| recognise(text)).map(|p| &text[p.range]).collect()
    }

    #[test]
    fn figures_and_references_are_no_private_things() {
        for text in [
            "28921 / 29482 calls were answered, 63,896 in all",
            "PP_R011 and CS02a, FIN-2017/0123456789, order 01442228000123",
            "£1,234,567 and £0123456789, 12345678901 pounds",
            "between 2017-2018 and 2018/19, on 06/03/2018, 06-03-2018 or 2018-03-06",
            "Q3 2017/18: 91.36% against 80%, 0.95, 01.02.2017 to 03.04.2017",
            "the period 01-02-2017 0900 to 1030 hours",
            "UPRN 100080123456, ISBN 978-0-306-40615-7, invoice 4111 1111 1111 1112",
            "a total of 9434765919 units", // the check digit of an NHS number, and no word of it
            "12-34-56 12345678 are cell references",
            "Schedule 12A, section 100A(4), the A41 and the M25, room B1 1AA2",
            "follow @exampleton; 3 @ 5 each; the year ending 31 March 2018",
            "born in the borough; the strategy was born on the estate",
            "ref AB123456E, BG123456A, QQ123456C, 1AB123456C and AB123456CD",
            "0300 123 4567", // numbers beginning 03 belong to bodies, never to a person
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_is_masked_cannot_be_read() {
        for (text, masked) in [
            ("QQ 12 34 56 C", "QQ ** ** ** C"),
            ("jo.bloggs@example.org", "j***@example.org"),
            ("01442 228000 ext 2123", "01*** ****** ext ***3"),
            ("HP1 1HH", "HP* **H"),
            ("12-34-56, account number 12345678", "12-**-**, account number *******8"),
        ] {
            assert_eq!(mask(text), masked);
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}|[0-9 +()@.a-zA-Z-]{0,60}") {
            let _ = found(&text);
        }

        #[test]
        fn counts_are_no_private_things(above in 0u64..10_000_000, below in 1u64..10_000_000) {
            for text in [format!("{above} / {below}"), format!("{above} of {below} were on time")] {
                prop_assert!(found(&text).is_empty(), "{}", text);
            }
        }

        #[test]
        fn amounts_are_no_private_things(pounds in 0u64..100_000_000_000, pence in 0u8..100) {
            let plain = pounds.to_string();
            let mut grouped = String::new();
            for (index, digit) in plain.chars().enumerate() {
                if index > 0 && (plain.len() - index) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(digit);
            }
            for text in [format!("£{plain}.{pence:02}"), format!("£{grouped}"), format!("{grouped} a year")] {
                prop_assert!(found(&text).is_empty(), "{}", text);
            }
        }

        #[test]
        fn codes_and_dates_are_no_private_things(
            letters in "[A-Z]{2,4}", number in 0u32..100_000, day in 1u8..29, month in 1u8..13, year in 1990u16..2050,
        ) {
            for text in [
                format!("{letters}_R{number:03}"),
                format!("{letters}{number:02}a"),
                format!("{letters}/{year}/{number:05}"),
                format!("{day:02}/{month:02}/{year}"),
                format!("{day:02}-{month:02}-{year} to {day:02}-{month:02}-{}", year + 1),
                format!("{year}/{:02}", (year + 1) % 100),
                format!("{year}-{}", year + 1),
            ] {
                prop_assert!(found(&text).is_empty(), "{}", text);
            }
        }
    }
}
