//! The number that a text begins with, in the spellings that people use.

/// The signs of currencies that may stand before a number.
pub(in crate::read) const CURRENCIES: [char; 3] = ['£', '$', '€'];

/// Splits a trimmed text into the number that it begins with and the rest,
/// which begins with a letter or sign of its own: `1,2` and `3-4` are no numbers.
pub(super) fn split_number(text: &str) -> Option<(f64, &str)> {
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        let inner = inner.trim();
        let (number, rest) = split_number(inner)?;
        let bare = !inner.starts_with('(') && number >= 0.0 && !rest.contains(['(', ')']);
        return bare.then_some((-number, rest));
    }
    let (negative, unsigned) = take_sign(text);
    let amount = unsigned.strip_prefix(CURRENCIES).map_or(unsigned, str::trim_start);
    let (negative, amount) = if negative { (true, amount) } else { take_sign(amount) };
    let (digits, rest) = take_digits(amount)?;
    let number: f64 = digits.parse().ok()?;
    let rest = rest.trim();
    is_unit(rest).then_some((if negative { -number } else { number }, rest))
}

fn take_sign(text: &str) -> (bool, &str) {
    if let Some(rest) = text.strip_prefix(['-', '−', '–', '‑']) {
        return (true, rest.trim_start());
    }
    (false, text.strip_prefix('+').unwrap_or(text))
}

/// The digits of a number without its thousands separators, and what follows.
fn take_digits(text: &str) -> Option<(String, &str)> {
    let (first, mut rest) = split_digits(text);
    let mut digits = first.to_string();
    let separator = rest.chars().next().filter(|c| matches!(c, ',' | ' ' | '\'' | '’'));
    // `0,950` is nought point nine five zero with a decimal comma, not 950.
    let may_group = (1..=3).contains(&first.len()) && !first.starts_with('0');
    if let (true, Some(separator)) = (may_group, separator) {
        while let Some((group, after)) = rest.strip_prefix(separator).map(split_digits) {
            if group.len() != 3 {
                break;
            }
            digits.push_str(group);
            rest = after;
        }
    }
    if let Some((decimals, after)) = rest.strip_prefix('.').map(split_digits)
        && !decimals.is_empty()
    {
        digits = format!("{digits}.{decimals}");
        rest = after;
    }
    if digits.is_empty() {
        return None;
    }
    if let Some((exponent, after)) = take_exponent(rest) {
        digits.push_str(exponent);
        rest = after;
    }
    Some((digits, rest))
}

/// Returns the text with a decimal point where its one comma is a decimal comma,
/// because it does not stand before three digits of a thousand.
pub(super) fn decimal_comma(text: &str) -> Option<String> {
    let (whole, decimals) = text.split_once(',')?;
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let lone = !text.contains('.') && !decimals.contains(',');
    let between = is_digit(whole.chars().next_back()) && is_digit(decimals.chars().next());
    // `1,300` is thirteen hundred, whatever else is wrong with it.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let is_thousand = digits(decimals) == 3 && (1..=3).contains(&digits(whole));
    if is_thousand && !whole.trim_start_matches(|c: char| !c.is_ascii_digit()).starts_with('0') {
        return None;
    }
    let mended = format!("{whole}.{decimals}");
    (lone && between && split_number(&mended).is_some()).then_some(mended)
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

/// `E+05`, as Excel writes great numbers into CSV files.
fn take_exponent(text: &str) -> Option<(&str, &str)> {
    let after = text.strip_prefix(['e', 'E'])?;
    let digits = after.strip_prefix(['+', '-']).unwrap_or(after);
    let (exponent, rest) = split_digits(digits);
    let ends = !exponent.is_empty() && !rest.starts_with(char::is_alphanumeric);
    ends.then(|| text.split_at(text.len() - rest.len()))
}

fn is_unit(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        None => true,
        Some('/') => chars.next().is_some_and(char::is_alphabetic),
        Some(c) => c.is_alphabetic() || matches!(c, '%' | '°' | '‰' | '('),
    }
}
