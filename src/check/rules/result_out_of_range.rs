//! A result that its unit cannot have.

use crate::check::wording::figure;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::figure::Figure;
use crate::model::indicator::{Indicator, Observation};
use crate::model::period::Period;
use crate::model::rag::Target;
use crate::spelling::fold;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI013", name: "result-out-of-range", severity: Severity::Warning },
    finds: "a share of a whole above 100%, or a percentage, count or length of time below zero, where neither the target nor an earlier result goes there",
    why: "numerator and denominator have changed places, or a sign has slipped in; nobody at the table can explain 108% of enquiries",
    mend: "mend the result or its fraction; where the figure is right, say in the indicator's name or definition what it is a change or a ratio of",
    run,
};

/// Words of a name or definition that let a figure go beyond a whole or below zero.
const BEYOND: &[&str] = &[
    "against",
    "balance",
    "change",
    "compared",
    "deficit",
    "difference",
    "decrease",
    "growth",
    "increase",
    "index",
    "movement",
    "net",
    "ratio",
    "reduction",
    "rise",
    "fall",
    "surplus",
    "temperature",
    "variance",
    "variation",
    "of target",
    "of budget",
    "of plan",
    "of forecast",
    "of expected",
    "of last year",
];

/// Words that say a percentage is a share of a whole.
const SHARE: &[&str] =
    &["percentage of", "per cent of", "percent of", "% of", "proportion of", "share of"];

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for indicator in scope.indicators().filter(|indicator| !says(indicator, BEYOND)) {
        for (period, observation) in &indicator.results {
            let Some(result) = observation.result() else { continue };
            let wrong = if result.value() < 0.0 {
                (!goes(indicator, *period, |figure| figure < 0.0)).then_some("is below zero")
            } else {
                let beyond = is_share(indicator, observation) && result.value() > 100.0;
                (beyond && !goes(indicator, *period, |figure| figure > 100.0))
                    .then_some("is more than the whole")
            };
            let Some(wrong) = wrong else { continue };
            findings.add(
                observation.cell(),
                format!("`{}`: {} {wrong}{}", indicator.code.value, figure(indicator, result), fraction(observation)),
                "mend the result or its fraction; a change or a ratio should be called one in the indicator's name".into(),
            );
        }
    }
}

fn says(indicator: &Indicator, words: &[&str]) -> bool {
    let texts = [Some(&indicator.name.value), indicator.definition.as_ref()];
    let spaced = texts.into_iter().flatten().map(|text| {
        let lower = text.to_lowercase();
        lower.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let text = spaced.collect::<Vec<_>>().join(" ");
    words.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + word.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    })
}

/// Returns whether a percentage is a share: it has a fraction, or is called one.
fn is_share(indicator: &Indicator, observation: &Observation) -> bool {
    let unit = fold(indicator.unit.as_str());
    indicator.unit.is_percent()
        && !unit.contains("point")
        && (observation.fraction.is_some() || says(indicator, SHARE))
}

/// Returns whether a target, or another period's result, goes beyond the bound
/// as well: then it is none.
fn goes(indicator: &Indicator, period: Period, beyond: fn(f64) -> bool) -> bool {
    let target = |target: &Target| match target {
        Target::Point(point) => beyond(point.value()),
        Target::Range(low, high) => beyond(low.value()) || beyond(high.value()),
    };
    indicator.results.iter().any(|(other, observation)| {
        let result = observation.result().map(Figure::value);
        observation.target.as_ref().is_some_and(|t| target(t))
            || (*other != period && result.is_some_and(beyond))
    })
}

fn fraction(observation: &Observation) -> String {
    observation.fraction.as_ref().map_or_else(String::new, |fraction| {
        format!(": {} of {}", fraction.numerator.value(), fraction.denominator.value())
    })
}
