//! Periods as people write them.

use super::{MONTHS, Period, Span};

/// Returns the period that a text names.
pub(super) fn parse(text: &str) -> Option<Period> {
    let lower = text.trim().to_lowercase();
    let spaced: String = lower
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '/' || c == '-' || c == '–' { c } else { ' ' })
        .collect();
    let spaced = apart(&spaced);
    let words: Vec<&str> = spaced.split_whitespace().collect();
    match parse_named(&words) {
        Some(period) => Some(period),
        None => parse_month(&lower).or_else(|| parse_months(&lower)),
    }
}

/// Puts a space before `q3` and `h1` where they hang on a year: `2017/18q3`, `2017-18-q3`.
fn apart(text: &str) -> String {
    let mut parted = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let hangs = parted.ends_with(|before: char| before.is_ascii_digit() || before == '-');
        if hangs && matches!(c, 'q' | 'h') && chars.peek().is_some_and(char::is_ascii_digit) {
            parted.truncate(parted.trim_end_matches('-').len());
            parted.push(' ');
        }
        parted.push(c);
    }
    parted
}

/// `2017/18 q3`, `q3 2017-18`, `quarter 3 2017/18`, `2017/18`, `h1 2017/18`.
fn parse_named(words: &[&str]) -> Option<Period> {
    let mut year = None;
    let mut span = None;
    let mut number = None;
    for word in words {
        if let Some(found) = parse_financial_year(word) {
            once(&mut year, found)?;
        } else if let Some(rest) = word.strip_prefix('q').filter(|r| r.len() == 1) {
            once(&mut span, Span::Quarter)?;
            once(&mut number, rest.parse().ok()?)?;
        } else if let Some(rest) = word.strip_prefix('h').filter(|r| r.len() == 1) {
            once(&mut span, Span::Half)?;
            once(&mut number, rest.parse().ok()?)?;
        } else {
            match *word {
                "quarter" | "qtr" => once(&mut span, Span::Quarter)?,
                "half" => once(&mut span, Span::Half)?,
                "fy" | "year" | "financial" => {}
                digit if digit.len() == 1 && span.is_some() => {
                    once(&mut number, digit.parse().ok()?)?;
                }
                _ => return None,
            }
        }
    }
    match (year, span, number) {
        (Some(year), None, None) => Period::year(year),
        (Some(year), Some(span), Some(number)) => Period::part(span, year, number),
        _ => None,
    }
}

/// Fills an empty place; a second value means that the text names two periods.
fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    if place.is_some() {
        return None;
    }
    *place = Some(value);
    Some(())
}

/// `2017/18`, `2017-18`, `2017/2018`, `17/18`: the first year, where the second follows it.
fn parse_financial_year(word: &str) -> Option<i32> {
    let (first, second) = word.split_once(['/', '-', '–'])?;
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit()) && matches!(s.len(), 2 | 4);
    if !digits(first) || !digits(second) || (first.len() == 2 && second.len() == 4) {
        return None;
    }
    let year: i32 = first.parse().ok()?;
    let next: i32 = second.parse().ok()?;
    let year = if first.len() == 2 { 2000 + year } else { year };
    let follows = if second.len() == 4 { next == year + 1 } else { next == (year + 1) % 100 };
    follows.then_some(year)
}

/// `dec-2017`, `dec 17`, `december 2017`, `2017-12`.
fn parse_month(lower: &str) -> Option<Period> {
    let parts: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
    let [a, b] = parts[..] else { return None };
    if let (Some(month), Some(year)) = (month_named(a), calendar_year(b)) {
        return Period::month(year, month);
    }
    if a.len() == 4 && b.len() <= 2 {
        return Period::month(a.parse().ok()?, b.parse().ok()?);
    }
    None
}

/// `oct-dec 2017`, `april to september 2017`: a quarter or a half of a financial year; the
/// year is that of the last month.
fn parse_months(lower: &str) -> Option<Period> {
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let parts: Vec<&str> = words.filter(|word| !word.is_empty() && *word != "to").collect();
    let [first, last, year] = parts[..] else { return None };
    let first = month_named(first)?;
    let end = Period::month(calendar_year(year)?, month_named(last)?)?;
    let spans = [Span::Quarter, Span::Half];
    let mut periods = spans.into_iter().filter_map(|span| end.ending_as(span));
    periods.find(|period| period.first % 12 + 1 == first)
}

/// The month that a word in small letters names, from 1.
fn month_named(word: &str) -> Option<i32> {
    let position = MONTHS.iter().position(|month| {
        let month = month.to_lowercase();
        month == word || month[..3] == *word || (word == "sept" && month == "september")
    })?;
    i32::try_from(position).ok().map(|position| position + 1)
}

/// `17` and `2017`.
fn calendar_year(word: &str) -> Option<i32> {
    let number: i32 = word.parse().ok()?;
    match word.len() {
        2 => Some(2000 + number),
        4 => Some(number),
        _ => None,
    }
}
