//! One indicator in two reports of a pack, described in two ways.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::indicator::Indicator;
use crate::spelling::{fold, nearest};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code {
        id: "KPI015",
        name: "indicator-defined-differently",
        severity: Severity::Warning,
    },
    finds: "a code that two reports of the pack use for the same indicator with another name, unit, polarity or amber limit",
    why: "the same figures come out in two colours, or under two names, a few pages apart",
    mend: "describe the indicator in both workbooks in the same way, or give one of them another code",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let mut known: Vec<&Indicator> = Vec::new();
    for (_, scorecard) in scope.scorecards() {
        let earlier = known.len();
        for indicator in &scorecard.indicators {
            if let Some(other) = known[..earlier].iter().find(|other| is_same(other, indicator)) {
                compare(other, indicator, findings);
            }
            known.push(indicator);
        }
    }
}

/// Returns whether two reports mean the same indicator: the code and, but for a
/// slip of the pen, the name. Services that both count from `1` do not.
pub(super) fn is_same(a: &Indicator, b: &Indicator) -> bool {
    fold(&a.code) == fold(&b.code) && nearest(&fold(&a.name), [b.name.value.clone()]).is_some()
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

fn unit(indicator: &Indicator) -> String {
    match indicator.unit.as_str() {
        "" => "number".into(),
        unit => unit.into(),
    }
}
