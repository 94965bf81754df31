//! A red risk that the council lives with, and nobody says why.

use crate::check::red_risks::residual;
use crate::check::remark::is_written;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::risk::Response;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK012", name: "unexplained-tolerance", severity: Severity::Warning },
    finds: "a risk that is red with its controls and is tolerated, under an empty comment",
    why: "to tolerate a red risk is a decision, and `who decided the tolerance` is the complaint heard most",
    mend: "say in `Comments` why the risk is tolerated, and who decided it",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for risk in scope.risks() {
        let Some(response) = &risk.response else { continue };
        if response.value != Response::Tolerate || is_written(risk.comments.as_ref()) {
            continue;
        }
        let Some(red) = residual(scope.council, risk) else { continue };
        findings.add(
            &response.place,
            format!(
                "`{}` is tolerated although it is red, with a score of {}, and nobody says why",
                risk.label(),
                red.score
            ),
            "say under `Comments` why it is tolerated, and who decided it".into(),
        );
    }
}
