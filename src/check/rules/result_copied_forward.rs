//! Last period's figures under this period's name.

use crate::check::{Findings, Reported, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI020", name: "result-copied-forward", severity: Severity::Warning },
    finds: "a numerator and a denominator that are both exactly those of the period before, and neither small nor equal",
    why: "a row copied down and never filled in looks like a steady service",
    mend: "give this period's figures; accept the finding in council.toml where they really are the same",
    run,
};

/// Smaller figures come out the same by chance.
const LEAST: f64 = 20.0;

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for Reported { indicator, period, observation, .. } in scope.reported() {
        let before = indicator.previous(period).and_then(|before| before.fraction.as_ref());
        let (Some(now), Some(before)) = (&observation.fraction, before) else { continue };
        let (upper, lower) = (now.numerator.value(), now.denominator.value());
        if now.value != before.value || upper < LEAST || lower < LEAST || upper >= lower {
            continue;
        }
        findings.add(
            &now.place,
            format!(
                "`{}` has {upper} / {lower}, exactly as in {}",
                indicator.code.value,
                period.previous()
            ),
            format!("{} holds the same figures; give those of {period}", before.place),
        );
    }
}
