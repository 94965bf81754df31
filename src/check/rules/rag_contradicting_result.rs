//! A stated rating that the council's own rule does not give.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI007", name: "rag-contradicting-result", severity: Severity::Warning },
    finds: "a stated RAG that differs from the one computed from result, target and amber limit",
    why: "the pack shows the computed rating; a reader who knows the other one asks which is right",
    mend: "mend the result, the target or the amber limit, or clear the stated RAG",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for indicator in scope.indicators() {
        for observation in indicator.results.values() {
            let Some(stated) = &observation.stated_rag else { continue };
            if observation.status.rag() != Some(stated.value) {
                findings.add(
                    &stated.place,
                    format!("`{}` is stated as {}, but comes out as {}", indicator.code.value, stated.value, observation.status),
                    "check the result, the target and the amber limit; the pack shows the computed rating".into(),
                );
            }
        }
    }
}
