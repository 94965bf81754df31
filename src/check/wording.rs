//! Figures and targets as messages write them.

use crate::model::figure::Figure;
use crate::model::indicator::Indicator;
use crate::model::rag::Target;

/// Decimal places beyond which a message does not go.
const PLACES: u8 = 4;

/// Returns a figure in the indicator's unit: `91.36%`, `2.5 days`.
pub fn figure(indicator: &Indicator, figure: Figure) -> String {
    indicator.unit.written(figure.rounded(PLACES))
}

/// Returns a target in the indicator's unit: `90%`, `5 to 7 days`.
pub fn target(indicator: &Indicator, target: Target) -> String {
    match target {
        Target::Point(point) => figure(indicator, point),
        Target::Range(low, high) => {
            format!("{} to {}", low.rounded(PLACES).value(), figure(indicator, high))
        }
    }
}
