//! A risk that is meant to get worse.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK013", name: "target-above-residual", severity: Severity::Warning },
    finds: "a target score above the residual one",
    why: "nobody works towards a higher risk: the target was overtaken and never renewed, or the levels changed places",
    mend: "mend the target or the residual levels; where the target is reached, set it to today's levels",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for risk in scope.risks() {
        let residual = &risk.residual.assessment;
        let Some(target) = risk.target.as_ref().filter(|target| target.score > residual.score)
        else {
            continue;
        };
        findings.add(
            &target.place,
            format!(
                "the target score of `{}` is {}, but it stands at {} already",
                risk.label(),
                target.score,
                residual.score
            ),
            format!(
                "the residual levels begin in {}; mend the ones that are wrong",
                residual.place
            ),
        );
    }
}
