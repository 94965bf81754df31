//! One indicator in two reports of a pack, described in two ways.

use crate::check::twins::indicators;
use crate::check::wording::target;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::indicator::Indicator;
use crate::spelling::fold;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code {
        id: "KPI015",
        name: "indicator-defined-differently",
        severity: Severity::Warning,
    },
    finds: "a code that two reports of the pack use for the same indicator with another name, unit, polarity, amber limit or target",
    why: "the same figures come out in two colours, or under two names, a few pages apart",
    mend: "describe the indicator in both workbooks in the same way, or give one of them another code",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for twins in indicators(scope) {
        compare(twins.first, twins.second, findings);
        compare_targets(twins.first, twins.second, findings);
    }
}

fn compare(other: &Indicator, indicator: &Indicator, findings: &mut Findings) {
    let mut differences = Vec::new();
    let mut note = |what: &str, here: String, there: String| {
        if fold(&here) != fold(&there) {
            differences.push(format!("the {what} is `{here}` here and `{there}` there"));
        }
    };
    note("name", indicator.name.value.clone(), other.name.value.clone());
    note("unit", unit(indicator), unit(other));
    let polarity = |indicator: &Indicator| indicator.rule.polarity.to_string();
    note("polarity", polarity(indicator), polarity(other));
    if differences.is_empty() && indicator.rule.amber != other.rule.amber {
        differences.push("the amber limit is another".into());
    }
    if differences.is_empty() {
        return;
    }
    findings.add(
        &indicator.code.place,
        format!(
            "`{}` is defined otherwise than in the other report: {}",
            indicator.code.value,
            differences.join(", ")
        ),
        format!("{} is the other; describe both in the same way", other.code.place),
    );
}

/// Compares the targets of the latest period that both have.
fn compare_targets(other: &Indicator, indicator: &Indicator, findings: &mut Findings) {
    let both = indicator.results.iter().rev().find_map(|(period, observation)| {
        let there = other.at(*period)?.target.as_ref()?;
        Some((period, observation.target.as_ref()?, there))
    });
    let Some((period, here, there)) = both.filter(|_| indicator.unit == other.unit) else { return };
    if here.value == there.value {
        return;
    }
    findings.add(
        &here.place,
        format!(
            "the target of `{}` for {period} is {}, but {} in the other report",
            indicator.code.value,
            target(indicator, here.value),
            target(other, there.value)
        ),
        format!("{} is the other; give both the target that was agreed", there.place),
    );
}

fn unit(indicator: &Indicator) -> String {
    match indicator.unit.as_str() {
        "" => "number".into(),
        unit => unit.into(),
    }
}
