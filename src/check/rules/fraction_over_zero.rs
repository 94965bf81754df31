//! A fraction over nothing.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI005", name: "fraction-over-zero", severity: Severity::Error },
    finds: "a denominator of zero under a numerator that is not zero",
    why: "nothing can be a share of nothing: one of the two figures is wrong",
    mend: "mend the numerator or the denominator",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for indicator in scope.indicators() {
        for observation in indicator.results.values() {
            let Some(fraction) = &observation.fraction else { continue };
            if fraction.denominator.value() == 0.0 && !fraction.is_no_activity() {
                findings.add(
                    &fraction.place,
                    format!(
                        "`{} / 0` is no share: the denominator is zero",
                        fraction.numerator.value()
                    ),
                    "give the denominator, or both as 0 where nothing happened".into(),
                );
            }
        }
    }
}
