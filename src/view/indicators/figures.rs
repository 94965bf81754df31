//! The figures of one period: result, fraction, target, in words and as numbers.

use super::Figures;
use crate::model::figure::Figure;
use crate::model::indicator::{Indicator, Observation, Recorded};
use crate::model::rag::{Status, Target};
use crate::view::words;

/// The result as a number, rounded as it is shown.
pub(super) fn shown(indicator: &Indicator, observation: &Observation) -> Option<f64> {
    observation.result().map(|figure| figure.rounded(indicator.places).value())
}

pub(super) fn figures(indicator: &Indicator, observation: Option<&Observation>) -> Figures {
    let Some(observation) = observation else {
        return Figures {
            period: None,
            result: "No data".into(),
            pad: String::new(),
            fraction: None,
            target: None,
            value: None,
            numerator: None,
            denominator: None,
            target_value: None,
            target_text: None,
        };
    };
    let fraction = observation.fraction.as_ref();
    let has_result = observation.result().is_some();
    let target = match (&observation.target, observation.status) {
        (Some(target), _) => Some(format!("Target {}", target_with_sign(indicator, target.value))),
        (None, Status::InformationOnly) => Some("Info only".into()),
        (None, _) => None,
    };
    let sign = if indicator.unit.is_percent() { "" } else { "%" };
    Figures {
        period: None,
        result: result_words(indicator, observation),
        pad: if has_result { pad(indicator.places, sign) } else { String::new() },
        fraction: fraction.map(|f| {
            format!("{} / {}", words::short_number(f.numerator), words::short_number(f.denominator))
        }),
        target,
        value: shown(indicator, observation),
        numerator: fraction.map(|f| f.numerator.value()),
        denominator: fraction.map(|f| f.denominator.value()),
        target_value: observation.target.as_ref().and_then(|target| match target.value {
            Target::Point(point) => Some(point.value()),
            Target::Range(..) => None,
        }),
        target_text: observation.target.as_ref().map(|target| target_words(target.value)),
    }
}

/// What stands after the decimal point of a figure with two places and a sign,
/// less what this indicator's figures have there.
fn pad(places: u8, sign: &str) -> String {
    let decimals = match places {
        0 => ".00",
        1 => "0",
        _ => "",
    };
    format!("{decimals}{sign}")
}

pub(super) fn result_words(indicator: &Indicator, observation: &Observation) -> String {
    match &observation.value {
        Recorded::Result(figure) => {
            indicator.unit.signed(&words::number(*figure, indicator.places))
        }
        Recorded::NoActivity => "No activity".into(),
        Recorded::Missing(Some(reason)) => words::capital(reason),
        Recorded::Missing(None) => "No data".into(),
    }
}

/// Returns the target as it is printed: `80%`, `0.76`, `£1,200`, `90% to 110%`.
pub(super) fn target_with_sign(indicator: &Indicator, target: Target) -> String {
    let signed = |figure: Figure| indicator.unit.signed(&words::short_number(figure));
    match target {
        Target::Point(point) => signed(point),
        Target::Range(low, high) => format!("{} to {}", signed(low), signed(high)),
    }
}

fn target_words(target: Target) -> String {
    match target {
        Target::Point(point) => words::short_number(point),
        Target::Range(low, high) => {
            format!("{} to {}", words::short_number(low), words::short_number(high))
        }
    }
}

/// `+11.06`, `+£5`; nothing for no change.
pub(super) fn change_amount(indicator: &Indicator, change: Figure) -> Option<String> {
    let places = indicator.places.max(change.decimal_places(2));
    let size = words::number(Figure::new(change.value().abs()).unwrap_or(change), places);
    let size = if indicator.unit.is_money() { indicator.unit.signed(&size) } else { size };
    match change.value() {
        0.0 => None,
        c if c > 0.0 => Some(format!("+{size}")),
        _ => Some(format!("−{size}")),
    }
}
