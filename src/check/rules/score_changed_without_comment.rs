//! A risk score that moved, and nobody says why.

use crate::check::remark::is_written;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code {
        id: "RISK011",
        name: "score-changed-without-comment",
        severity: Severity::Warning,
    },
    finds: "a residual score that is not the previous one, under an empty comment",
    why: "a score that moved is what members look for; without a word it is taken for a slip, and corrected at the meeting",
    mend: "say in `Comments` what changed, or mend the score",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for risk in scope.risks() {
        let Some(previous) = &risk.previous_score else { continue };
        // A register with an index of its own is held to that index.
        let stated = risk.residual.stated.as_ref().map(|stated| stated.value);
        let now = stated.unwrap_or(risk.residual.assessment.score);
        let same = (now.value() - previous.value.value()).abs() < 0.05;
        if same || is_written(risk.comments.as_ref()) {
            continue;
        }
        findings.add(
            &previous.place,
            format!(
                "the score of `{}` was {} and is {now}, and nobody says why",
                risk.label(),
                previous.value
            ),
            "say under `Comments` what changed, or mend the score".into(),
        );
    }
}
