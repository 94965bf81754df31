//! What stands under the tables: the rule of the ratings, notes on figures.

use super::Context;
use crate::model::indicator::{Recorded, Scorecard, YearOfRags};
use crate::model::rag::AmberLimit;
use crate::spelling::listed;
use crate::view::words;

/// The rule in words, shown with the ratings: who misses by how much is amber.
pub(super) fn rule(scorecard: &Scorecard) -> String {
    let general = scorecard.indicators.iter().filter(|indicator| !indicator.own_limit);
    let margin = general.map(|indicator| indicator.rule.amber).find_map(|amber| match amber {
        AmberLimit::Margin(margin) => Some(margin),
        AmberLimit::Value(_) => None,
    });
    let own = scorecard.indicators.iter().any(|indicator| indicator.own_limit);
    let general = match margin {
        Some(margin) => format!(
            "amber misses it by up to {}% of the target; red misses it by more.",
            words::short_number(margin)
        ),
        None => {
            "amber misses it within the indicator's own amber limit; red misses it by more.".into()
        }
    };
    let own = if own && margin.is_some() {
        " Indicators with an amber limit of their own, named under them, are held to that."
    } else {
        ""
    };
    format!("Green meets its target; {general}{own}")
}

/// What a reader must know about single figures.
pub(super) fn notes(scorecard: &Scorecard, context: Context<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let stated = scorecard.indicators.iter().any(|indicator| {
        matches!(indicator.year_of_rags(context.of(indicator).now), Some(YearOfRags::Stated(_)))
    });
    if stated {
        notes.push(
            "Counts marked “as stated” come from the council's performance system, because the \
             workbook holds fewer than four periods of history."
                .into(),
        );
    }
    let idle = scorecard
        .indicators
        .iter()
        .filter(|indicator| indicator.results.values().any(|o| o.value == Recorded::NoActivity));
    let idle: Vec<String> = idle.map(|indicator| indicator.code.value.clone()).collect();
    if !idle.is_empty() {
        notes.push(format!(
            "No activity means that there was nothing to count, 0 / 0: {}.",
            listed(&idle)
        ));
    }
    let counted = scorecard.indicators.iter().filter(|indicator| {
        let mut results = indicator.results.values();
        results.any(|o| {
            o.result().is_some() && o.fraction.as_ref().is_some_and(|f| f.is_no_activity())
        })
    });
    let counted: Vec<String> = counted.map(|indicator| indicator.code.value.clone()).collect();
    if !counted.is_empty() {
        notes.push(format!(
            "A result over 0 / 0 is shown as it was stated, though nothing was counted: {}.",
            listed(&counted)
        ));
    }
    notes
}
