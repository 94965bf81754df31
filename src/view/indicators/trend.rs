//! Trend lines, each with its text alternative.

use super::Trend;
use crate::model::figure::Figure;
use crate::model::indicator::{Indicator, Scorecard};
use crate::model::period::Period;
use crate::model::rag::Target;
use crate::view::words;

/// The last eight periods, less those for which no indicator has a result.
pub(super) fn periods(scorecard: &Scorecard) -> Vec<Period> {
    let periods = std::iter::successors(Some(scorecard.period), |period| Some(period.previous()));
    let known = |period: &Period| {
        scorecard.indicators.iter().any(|i| i.at(*period).is_some_and(|o| o.result().is_some()))
    };
    let mut periods: Vec<Period> = periods.take(8).filter(known).collect();
    periods.reverse();
    periods
}

/// The line over the last eight periods that have results, at their places in
/// time, with a text alternative that gives the figures.
pub(super) fn trend(indicator: &Indicator, now: Period) -> Option<Trend> {
    let span = now.span();
    let history: Vec<(Period, Figure)> = indicator
        .results
        .range(..=now)
        .filter(|(period, _)| period.span() == span && now.steps_since(**period) < 8)
        .filter_map(|(period, observation)| {
            Some((*period, observation.result()?.rounded(indicator.places)))
        })
        .collect();
    let (first, _) = *history.first()?;
    if history.len() < 2 {
        return None;
    }
    let target = indicator.at(now).and_then(|o| o.target.as_ref()).and_then(|t| match t.value {
        Target::Point(point) => Some(point.value()),
        Target::Range(..) => None,
    });
    let values = history.iter().map(|(_, figure)| figure.value());
    let (low, high) = values
        .clone()
        .chain(target)
        .fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    let height = |value: f64| if high > low { (value - low) / (high - low) } else { 0.5 };
    let width = f64::from(now.steps_since(first).max(1));
    let points = history.iter().map(|(period, figure)| {
        [round(f64::from(period.steps_since(first)) / width), round(height(figure.value()))]
    });
    let sign = if indicator.unit.is_percent() { "%" } else { "" };
    let told: Vec<String> = history
        .iter()
        .map(|(period, figure)| {
            format!("{}: {}{sign}", period.short(), words::number(*figure, indicator.places))
        })
        .collect();
    Some(Trend {
        points: points.collect(),
        target: target.map(|target| round(height(target))),
        values: history.iter().map(|(_, figure)| figure.value()).collect(),
        alternative: format!("Trend of {}: {}", indicator.code.value, told.join("; ")),
    })
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
