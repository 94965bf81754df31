//! Trend lines, each with its text alternative.

use super::Trend;
use super::figures::target_with_sign;
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
    let targets: Vec<Option<Target>> = history
        .iter()
        .map(|(period, _)| Some(indicator.at(*period)?.target.as_ref()?.value))
        .collect();
    let values = history.iter().map(|(_, figure)| figure.value());
    let (low, high) = values
        .clone()
        .chain(targets.iter().filter_map(|target| point(*target)))
        .fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    let height = |value: f64| if high > low { (value - low) / (high - low) } else { 0.5 };
    let width = f64::from(now.steps_since(first).max(1));
    let across: Vec<f64> =
        history.iter().map(|(period, _)| f64::from(period.steps_since(first)) / width).collect();
    let points =
        across.iter().zip(values.clone()).map(|(x, value)| [round(*x), round(height(value))]);
    Some(Trend {
        points: points.collect(),
        targets: held(&across, &targets)
            .into_iter()
            .map(|[from, to, target]| [round(from), round(to), round(height(target))])
            .collect(),
        values: values.collect(),
        alternative: format!(
            "Trend of {}: {}",
            indicator.code.value,
            told(indicator, &history, &targets)
        ),
    })
}

fn point(target: Option<Target>) -> Option<f64> {
    match target? {
        Target::Point(point) => Some(point.value()),
        Target::Range(..) => None,
    }
}

/// From where to where each target held: half the way to the results beside its own.
fn held(across: &[f64], targets: &[Option<Target>]) -> Vec<[f64; 3]> {
    let mut held: Vec<[f64; 3]> = Vec::new();
    for (index, target) in targets.iter().enumerate() {
        let Some(target) = point(*target) else { continue };
        let middle = |other: usize| across.get(other).map(|x| f64::midpoint(*x, across[index]));
        let from = index.checked_sub(1).and_then(middle).unwrap_or(0.0);
        let to = middle(index + 1).unwrap_or(1.0);
        match held.last_mut() {
            #[expect(clippy::float_cmp, reason = "the same figure, and the same middle")]
            Some([_, end, same]) if *end == from && *same == target => *end = to,
            _ => held.push([from, to, target]),
        }
    }
    held
}

/// The figures in words, and their targets: once where there is one for all.
fn told(indicator: &Indicator, history: &[(Period, Figure)], targets: &[Option<Target>]) -> String {
    let is_one = targets.iter().all(|target| *target == targets[0]);
    let mut told: Vec<String> = Vec::new();
    for ((period, figure), target) in history.iter().zip(targets) {
        let figure = indicator.unit.signed(&words::number(*figure, indicator.places));
        let result = format!("{}: {figure}", period.short());
        told.push(match target {
            Some(target) if !is_one => {
                format!("{result}, target {}", target_with_sign(indicator, *target))
            }
            _ => result,
        });
    }
    if let (true, Some(target)) = (is_one, targets[0]) {
        told.push(format!("target throughout {}", target_with_sign(indicator, target)));
    }
    told.join("; ")
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_holds_half_the_way_to_the_next() {
        let target = |value: f64| Figure::new(value).map(Target::Point);
        let across = [0.0, 0.5, 1.0];
        let same = [target(90.0), target(90.0), target(90.0)];
        assert_eq!(held(&across, &same), [[0.0, 1.0, 90.0]]);
        let changed = [target(2.0), target(0.5), target(0.75)];
        assert_eq!(
            held(&across, &changed),
            [[0.0, 0.25, 2.0], [0.25, 0.75, 0.5], [0.75, 1.0, 0.75]]
        );
        assert_eq!(held(&across, &[target(90.0), None, None]), [[0.0, 0.25, 90.0]]);
        assert_eq!(held(&across, &[None, None, target(90.0)]), [[0.75, 1.0, 90.0]]);
    }
}
