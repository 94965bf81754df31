//! Figures as cells: real numbers with the number format that shows them as
//! the pack does.

use super::sheet::Cell;
use crate::view::{Figures, IndicatorView};

/// Result, numerator, denominator and target as figures.
pub(super) fn figures(indicator: &IndicatorView, figures: &Figures) -> [Cell; 4] {
    let count = |value: Option<f64>| {
        value.map_or(Cell::Blank, |v| Cell::Number(v, number_format(decimals(v))))
    };
    let target = match figures.target_value {
        Some(target) if indicator.is_percent => {
            Cell::Number(share(target), percent_format(decimals(target)))
        }
        Some(target) => count(Some(target)),
        None => figures.target_text.as_ref().map_or(Cell::Blank, Cell::text),
    };
    [result(indicator, figures), count(figures.numerator), count(figures.denominator), target]
}

/// The result as a figure, or the words for why there is none.
pub(super) fn result(indicator: &IndicatorView, figures: &Figures) -> Cell {
    figures.value.map_or_else(|| Cell::text(&figures.result), |value| measure(indicator, value))
}

/// A figure in the indicator's unit.
pub(super) fn measure(indicator: &IndicatorView, value: f64) -> Cell {
    if indicator.is_percent {
        Cell::Number(share(value), percent_format(indicator.places))
    } else {
        Cell::Number(value, number_format(indicator.places))
    }
}

/// A change in the indicator's unit, with its sign; in percentage points for a percentage.
pub(super) fn change(indicator: &IndicatorView, amount: f64) -> Cell {
    let points = if indicator.is_percent { "\" points\"" } else { "" };
    let shown = number_format(indicator.places);
    Cell::Number(amount, format!("+{shown}{points};-{shown}{points};{shown}{points}"))
}

/// A percentage as the share of one that a workbook stores, free of binary noise.
fn share(percent: f64) -> f64 {
    (percent * 1e10).round() / 1e12
}

fn percent_format(places: u8) -> String {
    format!("0{}%", decimal_places(places))
}

fn number_format(places: u8) -> String {
    format!("#,##0{}", decimal_places(places))
}

fn decimal_places(places: u8) -> String {
    if places == 0 { String::new() } else { format!(".{}", "0".repeat(places.into())) }
}

/// How many decimal places a figure needs, at most two.
fn decimals(value: f64) -> u8 {
    let needs = |scale: f64| ((value * scale).round() / scale - value).abs() < 1e-9;
    if needs(1.0) { 0 } else { 1 + u8::from(!needs(10.0)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_stored_as_a_share() {
        let stored = [91.36, 80.0, 0.07].map(|percent| share(percent).to_string());
        assert_eq!(stored, ["0.9136", "0.8", "0.0007"]);
        assert_eq!((percent_format(2), percent_format(0)), ("0.00%".into(), "0%".into()));
        assert_eq!((number_format(0), number_format(1)), ("#,##0".into(), "#,##0.0".into()));
        assert_eq!([80.0, 0.5, 0.76, 1.0 / 3.0].map(decimals), [0, 1, 2, 2]);
    }
}
