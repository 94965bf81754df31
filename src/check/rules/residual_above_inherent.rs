//! A risk that its controls make worse.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK004", name: "residual-above-inherent", severity: Severity::Warning },
    finds: "a residual score above the inherent one",
    why: "controls that raise a risk would be taken away; the two assessments have changed places, or one is out of date",
    mend: "mend the inherent or the residual levels",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for risk in scope.risks() {
        let Some(inherent) = risk.inherent.as_ref().map(|rating| &rating.assessment) else {
            continue;
        };
        let residual = &risk.residual.assessment;
        if residual.score <= inherent.score {
            continue;
        }
        findings.add(
            &residual.place,
            format!(
                "the residual score of `{}` is {}, but before controls it is {}",
                risk.label(),
                residual.score,
                inherent.score
            ),
            format!(
                "the inherent levels begin in {}; mend the ones that are wrong",
                inherent.place
            ),
        );
    }
}
