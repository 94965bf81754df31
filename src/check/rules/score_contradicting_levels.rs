//! A stated risk score that is not probability times impact.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::risk::{Rating, Risk};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK001", name: "score-contradicting-levels", severity: Severity::Warning },
    finds: "a stated score that is not the product of its levels",
    why: "a corrected score that is read out at the meeting costs trust in the register; some registers use another index on purpose, so the stated score is kept and shown beside the computed one",
    mend: "mend the score or the levels, or clear the stated score",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for risk in scope.risks() {
        if let Some(inherent) = &risk.inherent {
            compare(risk, "inherent", inherent, findings);
        }
        compare(risk, "residual", &risk.residual, findings);
    }
}

fn compare(risk: &Risk, which: &str, rating: &Rating, findings: &mut Findings) {
    let Some(stated) = &rating.stated else { return };
    let computed = rating.assessment.score;
    if (stated.value.value() - computed.value()).abs() > 0.05 {
        let name = risk.code.as_ref().map_or("the risk", |code| &code.value);
        findings.add(
            &stated.place,
            format!("the {which} score of {name} is stated as {}, but probability × impact is {computed}", stated.value),
            format!("the levels begin in {}; mend the one that is wrong", rating.assessment.place),
        );
    }
}
