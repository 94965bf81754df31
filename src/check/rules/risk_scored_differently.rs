//! One risk in two registers of a pack, with two scores.

use crate::check::twins::risks;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::risk::Risk;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK018", name: "risk-scored-differently", severity: Severity::Warning },
    finds: "a risk that two reports of the pack give under the same code and title with another residual score for the same period",
    why: "the council cannot hold two views of one risk in one pack",
    mend: "give both registers the assessment that is right",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for twins in risks(scope) {
        compare(twins.first, twins.second, findings);
    }
}

fn compare(other: &Risk, risk: &Risk, findings: &mut Findings) {
    let (here, there) = (&risk.residual.assessment, &other.residual.assessment);
    if here.score == there.score {
        return;
    }
    findings.add(
        &here.place,
        format!(
            "`{}` scores {} here, but {} in the other register",
            risk.label(),
            here.score,
            there.score
        ),
        format!("{} is the other; give both the assessment that is right", there.place),
    );
}
