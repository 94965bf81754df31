//! Figures: a finite number, and the fraction that a percentage comes from.

use std::fmt;

/// A finite number, in the unit in which it is shown: 91.36 for 91.36%.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, serde::Serialize)]
pub struct Figure(f64);

impl Figure {
    /// Returns the figure, or nothing for an infinity or not-a-number.
    ///
    /// Digits beyond the twelfth are noise of binary arithmetic (`0.9136 * 100`)
    /// and are rounded away.
    pub fn new(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        // Six decimal places of a figure of five digits lie within the twelve.
        let short = (value * 1e6).round() / 1e6;
        #[expect(clippy::float_cmp, reason = "the same figure to the last bit has no noise")]
        let is_tidy = value.abs() < 1e5 && short == value;
        let tidy: f64 = if is_tidy { value } else { format!("{value:.11e}").parse().ok()? };
        Some(Self(if tidy == 0.0 { 0.0 } else { tidy }))
    }

    /// Returns the number.
    pub fn value(self) -> f64 {
        self.0
    }

    /// Returns the figure rounded half away from zero to a number of decimal
    /// places, as a spreadsheet shows it (at most 9).
    #[must_use]
    pub fn rounded(self, places: u8) -> Self {
        let scale = 10f64.powi(i32::from(places.min(9)));
        let scaled = self.0 * scale;
        // A half that binary arithmetic left a hair short still rounds up.
        let nudged = scaled * (1.0 + 4.0 * f64::EPSILON);
        let whole = nudged.abs().trunc();
        let rounded = if nudged.abs() - whole >= 0.5 { whole + 1.0 } else { whole };
        Self::new(rounded * scaled.signum() / scale).unwrap_or(self)
    }

    /// Returns how many decimal places the figure needs, at most `limit`.
    pub fn decimal_places(self, limit: u8) -> u8 {
        (0..limit).find(|&places| self.rounded(places) == self.rounded(limit)).unwrap_or(limit)
    }
}

impl From<u32> for Figure {
    fn from(whole: u32) -> Self {
        Self(f64::from(whole))
    }
}

/// A numerator and a denominator, such as `74 / 81`.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Fraction {
    /// The upper figure.
    pub numerator: Figure,
    /// The lower figure.
    pub denominator: Figure,
}

impl Fraction {
    /// Returns whether nothing was counted: `0 / 0` is no activity, never 100%.
    pub fn is_no_activity(&self) -> bool {
        self.numerator.value() == 0.0 && self.denominator.value() == 0.0
    }

    /// Returns so many times the quotient, or nothing over a zero denominator.
    pub fn times(&self, times: f64) -> Option<Figure> {
        Figure::new(self.numerator.value() / self.denominator.value() * times)
    }

    /// Returns the quotient as a percentage, or nothing over a zero denominator.
    pub fn percentage(&self) -> Option<Figure> {
        self.times(100.0)
    }
}

/// What a result is counted in: `%`, `days`, `seconds`.
#[derive(Clone, Debug, PartialEq, Eq, Default, serde::Serialize)]
pub struct Unit(String);

impl Unit {
    /// Returns a unit by its name; `percent` and `percentage` are `%`.
    pub fn new(name: &str) -> Self {
        match name.trim() {
            "percent" | "Percent" | "percentage" | "Percentage" => Self("%".into()),
            other => Self(other.into()),
        }
    }

    /// Returns whether results are percentages: `%`, `% of bins`, `percentage points`.
    pub fn is_percent(&self) -> bool {
        let lower = self.0.to_lowercase();
        self.0.contains('%') || lower.starts_with("per cent") || lower.starts_with("percent")
    }

    /// Returns what the quotient of a fraction is multiplied by to be in the unit: 100 for
    /// `%`, 1,000 for `per 1,000 population`, which the indicator's name may say in its place.
    pub fn times(&self, name: &str) -> f64 {
        if self.is_percent() { 100.0 } else { per(&self.0).or_else(|| per(name)).unwrap_or(1.0) }
    }

    /// Returns whether the unit is a currency alone, which stands before its figures: `£`.
    pub fn is_money(&self) -> bool {
        matches!(self.as_str(), "£" | "€" | "$")
    }

    /// Returns a figure that is written out with the unit's sign, where it has one:
    /// `91.36%`, `£62.30`, `-£5`.
    pub fn signed(&self, figure: &str) -> String {
        if self.is_percent() {
            return format!("{figure}%");
        }
        if !self.is_money() {
            return figure.to_string();
        }
        match figure.strip_prefix(['-', '−']) {
            Some(rest) => format!("−{}{rest}", self.as_str()),
            None => format!("{}{figure}", self.as_str()),
        }
    }

    /// Returns whether figures of the unit may bear the sign of a currency.
    pub fn is_in(&self, currency: char) -> bool {
        let lower = self.0.to_lowercase();
        let words: &[&str] = match currency {
            '£' => &["gbp", "pound", "sterling"],
            '€' => &["eur"],
            '$' => &["usd", "dollar"],
            _ => &[],
        };
        lower.contains(currency) || words.iter().any(|word| lower.contains(word))
    }

    /// Returns a figure with the unit: `91.36%`, `5 days`, `12`.
    pub fn written(&self, figure: Figure) -> String {
        let value = figure.value();
        match self.as_str() {
            "" => format!("{value}"),
            "%" => format!("{value}%"),
            _ if self.is_money() => self.signed(&format!("{value}")),
            unit => format!("{value} {unit}"),
        }
    }

    /// Returns the unit's name, empty for a plain number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The number that a rate is counted on: 1,000 of `per 1,000 population`. What is no power of
/// ten is no such number: `per 12 months`.
fn per(text: &str) -> Option<f64> {
    let lower = text.to_lowercase().replace(',', "").replace('/', " per ");
    let mut words = lower.split_whitespace().skip_while(|word| *word != "per").skip(1);
    let number = words.next()?.trim_end_matches(|c: char| !c.is_alphanumeric());
    match number {
        "hundred" => Some(1e2),
        "thousand" | "1k" => Some(1e3),
        "100k" => Some(1e5),
        "million" | "1m" => Some(1e6),
        digits => {
            let noughts = digits.strip_prefix('1').filter(|rest| !rest.is_empty())?;
            let is_power = noughts.chars().all(|c| c == '0') && noughts.len() < 10;
            is_power.then(|| digits.parse().ok())?
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn figure(value: f64) -> Figure {
        Figure::new(value).expect("finite")
    }

    #[test]
    fn rounds_a_half_up_as_a_spreadsheet_does() {
        assert_eq!(figure(1.005).rounded(2), figure(1.01));
        assert_eq!(figure(-2.5).rounded(0), figure(-3.0));
        assert_eq!(figure(74.0 / 81.0 * 100.0).rounded(2), figure(91.36));
    }

    #[test]
    fn nothing_out_of_nothing_is_no_activity() {
        let fraction = Fraction { numerator: figure(0.0), denominator: figure(0.0) };
        assert!(fraction.is_no_activity());
        assert_eq!(fraction.percentage(), None);
    }

    #[test]
    fn a_rate_is_counted_on_what_its_unit_or_name_says() {
        for (unit, name, times) in [
            ("per 1,000", "Complaints", 1e3),
            ("per 100,000 population", "Deaths", 1e5),
            ("incidents per thousand", "Incidents", 1e3),
            ("/1000", "Thefts", 1e3),
            ("", "Complaints per 1,000 homes", 1e3),
            ("number", "Complaints per 10,000 homes", 1e4),
            ("%", "Homes per 1,000", 100.0),
            ("£ per household", "Cost per 1,000 homes", 1e3),
            ("days per FTE", "Days lost", 1.0),
            ("", "Absence per 12 months", 1.0),
            ("per 1 home", "", 1.0),
        ] {
            assert!((Unit::new(unit).times(name) - times).abs() < 1e-9, "{unit}, {name}");
        }
    }

    proptest! {
        #[test]
        fn rounding_moves_by_half_a_unit_at_most(value in -1e5..1e5f64, places in 0u8..6) {
            let rounded = figure(value).rounded(places).value();
            prop_assert!((rounded - value).abs() <= 0.5 / 10f64.powi(places.into()) + 1e-7);
        }

        #[test]
        fn rounding_twice_is_rounding_once(value in -1e7..1e7f64, places in 0u8..6) {
            let once = figure(value).rounded(places);
            prop_assert_eq!(once.rounded(places), once);
        }

        #[test]
        fn a_short_figure_is_rounded_as_any_other(whole in -10i64.pow(12)..10i64.pow(12), places in 0i32..9) {
            let value = f64::from(i32::try_from(whole / 1000).expect("small")) / 10f64.powi(places);
            let rounded: f64 = format!("{value:.11e}").parse().expect("a number");
            prop_assert_eq!(figure(value).value().to_bits(), rounded.to_bits());
        }

        #[test]
        fn a_figure_is_never_infinite(value in any::<f64>()) {
            prop_assert_eq!(Figure::new(value).is_some(), value.is_finite());
        }
    }
}
