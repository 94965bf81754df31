//! A probability or an impact that controls raise, although the score falls.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK005", name: "residual-level-above-inherent", severity: Severity::Note },
    finds: "a residual probability or impact above the inherent one, under a score that is not",
    why: "a control may trade one for the other, but a level typed into the wrong column looks the same",
    mend: "compare the two pairs of levels; say in the controls what was traded",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for risk in scope.risks() {
        let Some(inherent) = risk.inherent.as_ref().map(|rating| &rating.assessment) else {
            continue;
        };
        let residual = &risk.residual.assessment;
        let raised = match (
            residual.probability > inherent.probability,
            residual.impact > inherent.impact,
        ) {
            (true, _) => "probability",
            (_, true) => "impact",
            _ => continue,
        };
        if residual.score > inherent.score {
            continue;
        }
        findings.add(
            &residual.place,
            format!("the residual {raised} of `{}` is above the inherent one", risk.label()),
            format!("the inherent levels begin in {}; compare the two pairs", inherent.place),
        );
    }
}
