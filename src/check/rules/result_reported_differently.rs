//! One result of one indicator, with two figures in a pack.

use crate::check::twins::indicators;
use crate::check::wording::figure;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::indicator::{Indicator, Observation};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI019", name: "result-reported-differently", severity: Severity::Warning },
    finds: "the same code and period in two reports of the pack with another result",
    why: "a member who reads both papers finds two truths; one of the two reports was made before the figure was mended",
    mend: "give both reports the figure that is right",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for twins in indicators(scope) {
        compare(twins.first, twins.second, findings);
    }
}

fn compare(other: &Indicator, indicator: &Indicator, findings: &mut Findings) {
    if indicator.unit != other.unit {
        return;
    }
    let places = indicator.places.min(other.places);
    for (period, observation) in &indicator.results {
        let there = other.at(*period);
        let (Some(here), Some(result)) =
            (observation.result(), there.and_then(Observation::result))
        else {
            continue;
        };
        if here.rounded(places) == result.rounded(places) {
            continue;
        }
        let place = there.map(|o| o.cell().to_string()).unwrap_or_default();
        findings.add(
            observation.cell(),
            format!(
                "`{}` is {} for {period}, but {} in the other report",
                indicator.code.value,
                figure(indicator, here),
                figure(other, result)
            ),
            format!("{place} is the other; give both the figure that is right"),
        );
    }
}
