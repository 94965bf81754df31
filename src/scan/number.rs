//! Numbers: which of them tell something, and every form that could be printed.

use std::collections::BTreeMap;

use serde_json::Value;

use super::read::SIZES;

/// A year is in every paper.
const YEARS: std::ops::RangeInclusive<f64> = 1900.0..=2099.0;

/// How many significant figures make a number tell something. The amounts that
/// councils set themselves are round, and have fewer; shares in whole per cent
/// and scores of risks have fewer too, and stand in every paper.
const TELLING: usize = 4;

/// Returns every form in which a number could be printed and would still tell
/// what it was, folded: as it is, rounded to two places, one and none, and as a
/// share of one or of a hundred.
pub(super) fn forms(value: f64) -> Vec<String> {
    let value = value.abs();
    let mut forms = Vec::new();
    if !value.is_finite() || value > 1e15 {
        return forms;
    }
    let typed = folded(&format!("{value}"));
    for shown in [value, value * 100.0, value / 100.0] {
        let exact = folded(&format!("{shown:.6}"));
        // A hundred times a whole number, or of what has no share, is another number.
        let is_share =
            shown > value && value <= 10.0 || shown < value && (1.0..=1000.0).contains(&value);
        if shown.to_bits() != value.to_bits() && !is_share {
            continue;
        }
        forms.push(exact);
        forms.extend([2, 1, 0].map(|places: usize| folded(&format!("{shown:.places$}"))));
    }
    forms.push(typed);
    forms.retain(|form| tells(form));
    forms.sort();
    forms.dedup();
    forms
}

/// Returns whether a folded number has enough figures and is no year.
pub(super) fn tells(form: &str) -> bool {
    let figures = form.trim_start_matches(['0', '.']);
    let figures = if form.contains('.') { figures } else { figures.trim_end_matches('0') };
    let count = figures.bytes().filter(u8::is_ascii_digit).count();
    let year = form
        .parse::<f64>()
        .is_ok_and(|value| !form.contains('.') && form.len() == 4 && YEARS.contains(&value));
    count >= TELLING && !year
}

/// Returns a number without the zeros behind its point, as folded text has it.
fn folded(written: &str) -> String {
    if !written.contains('.') {
        return written.into();
    }
    written.trim_end_matches('0').trim_end_matches('.').into()
}

/// Returns the numbers of a text by their places in it: figures with commas and
/// a point, not a part of a word or of a date.
pub(super) fn numbers(text: &str) -> Vec<f64> {
    let mut found = Vec::new();
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    for word in text.split(|c: char| !(is_figure(c) || c.is_alphanumeric() || c == '/')) {
        let figures = word.trim_matches(['.', ',']);
        let figures = figures.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        // What begins with a nought is a telephone number or a reference.
        let is_number = figures.starts_with(|c: char| c.is_ascii_digit())
            && !(figures.starts_with('0') && figures.len() > 1 && !figures.starts_with("0."))
            && figures.chars().all(is_figure);
        if is_number {
            found.extend(figures.replace(',', "").parse::<f64>().ok());
        }
    }
    found
}

/// The numbers that the public sources give, or that anyone can work out of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    sorted: Vec<f64>,
    groups: Vec<Vec<f64>>,
}

/// How many numbers under one name are subtracted from each other: the results
/// of an indicator, but not those of all indicators, whose differences nobody prints.
const SUBJECT: usize = 24;

/// Numbers by the name that they stand under.
type Named<'a> = BTreeMap<&'a str, Vec<f64>>;

impl Open {
    /// Collects every number of some trees: those of texts too, the percentages
    /// that fractions give, and groups of numbers of one subject.
    pub(super) fn of(trees: &[Value]) -> Self {
        let mut open = Self::default();
        for tree in trees {
            let rest = open.collect(tree, "");
            open.groups.extend(rest.into_values());
        }
        open.groups.retain(|group| group.len() > 1);
        for group in &mut open.groups {
            group.sort_by(f64::total_cmp);
        }
        open.sorted.sort_by(f64::total_cmp);
        open
    }

    /// Returns the numbers below a value that are in no group yet.
    fn collect<'a>(&mut self, value: &'a Value, key: &'a str) -> Named<'a> {
        let parts: Vec<Named<'_>> = match value {
            Value::Null | Value::Bool(_) => Vec::new(),
            Value::Number(_) if SIZES.contains(&key) => Vec::new(),
            Value::Number(number) => {
                let number = number.as_f64().map_or(0.0, f64::abs);
                self.sorted.push(number);
                return Named::from([(key, vec![number])]);
            }
            Value::String(text) => {
                self.sorted.extend(numbers(text));
                Vec::new()
            }
            Value::Array(values) => values.iter().map(|value| self.collect(value, key)).collect(),
            Value::Object(entries) => {
                let figure = |key| entries.get(key).and_then(Value::as_f64);
                if let (Some(part), Some(whole)) = (figure("numerator"), figure("denominator")) {
                    let shares = [part / whole, part / whole * 100.0].map(f64::abs);
                    self.sorted.extend(shares.into_iter().filter(|share| share.is_finite()));
                }
                entries.iter().map(|(key, value)| self.collect(value, key)).collect()
            }
        };
        self.merge(parts)
    }

    /// Returns parts in one; names with too many numbers stay apart as groups.
    fn merge<'a>(&mut self, parts: Vec<Named<'a>>) -> Named<'a> {
        let mut counts = BTreeMap::new();
        for (name, numbers) in parts.iter().flatten() {
            *counts.entry(*name).or_insert(0) += numbers.len();
        }
        let mut merged = Named::new();
        for (name, numbers) in parts.into_iter().flatten() {
            if counts.get(name).is_some_and(|count| *count > SUBJECT) {
                self.groups.push(numbers);
            } else {
                merged.entry(name).or_default().extend(numbers);
            }
        }
        merged
    }

    /// Returns whether a folded number is public: given, given more exactly, or
    /// the difference of two numbers of one subject.
    pub(super) fn gives(&self, form: &str) -> bool {
        let Ok(value) = form.parse::<f64>() else { return false };
        let places = form.split_once('.').map_or(0, |(_, behind)| behind.len());
        let unit = 0.5 / 10f64.powi(i32::try_from(places).unwrap_or(6));
        let slack = unit * (1.0 + 1e-6) + value * 1e-12;
        near(&self.sorted, value, slack)
            || [100.0, 0.01].iter().any(|of| near(&self.sorted, value * of, slack * of))
            || self.is_difference(value, slack)
    }

    fn is_difference(&self, value: f64, slack: f64) -> bool {
        self.groups
            .iter()
            .any(|group| group.iter().any(|figure| near(group, figure + value, slack)))
    }
}

fn near(sorted: &[f64], value: f64, slack: f64) -> bool {
    let from = sorted.partition_point(|figure| *figure < value - slack);
    sorted.get(from).is_some_and(|figure| *figure <= value + slack)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_printed_form_of_a_number() {
        assert_eq!(forms(1_234_567.0), ["1234567"]);
        assert_eq!(forms(4821.375), ["4821", "4821.375", "4821.38", "4821.4"]);
        assert_eq!(forms(0.8137), ["0.8137", "81.37"]);
    }

    #[test]
    fn round_amounts_years_and_small_numbers_tell_nothing() {
        for value in [250_000.0, 2018.0, 12.5, 100.0, 45.0, 7_000_000.0] {
            assert_eq!(forms(value), Vec::<String>::new(), "{value}");
        }
    }

    #[test]
    fn numbers_of_a_text_are_not_those_of_codes_and_dates() {
        assert_eq!(numbers("£1,234,567.50 (of 2017/18, LG06), 12.5m."), [1_234_567.5, 12.5]);
    }

    #[test]
    fn what_anyone_can_work_out_is_public() {
        let open = Open::of(&[serde_json::json!({
            "results": [4100.25, 3921.5], "rate": {"numerator": 74, "denominator": 81},
            "text": "about 9,876"
        })]);
        for public in ["4100.25", "4100", "178.75", "91.36", "0.9136", "9876"] {
            assert!(open.gives(public), "{public}");
        }
        for secret in ["4101", "178.76", "91.37", "9877"] {
            assert!(!open.gives(secret), "{secret}");
        }
    }

    proptest! {
        #[test]
        fn a_form_is_near_the_number_or_its_share(value in 0.0..1e9f64) {
            for form in forms(value) {
                let shown: f64 = form.parse().expect("a number");
                let near = |of: f64| (shown - value * of).abs() <= 0.5;
                prop_assert!(near(1.0) || near(100.0) || near(0.01));
            }
        }
    }
}
