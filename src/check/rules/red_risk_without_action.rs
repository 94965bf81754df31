//! A red risk about which nothing more is done.

use crate::check::red_risks::{Missing, lacking, residual};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::risk::{Response, Risk};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK009", name: "red-risk-without-action", severity: Severity::Warning },
    finds: "a risk that is red with its controls, is not tolerated, transferred or terminated, and has no further action that is still open",
    why: "what is red today stays red if nothing is done; `what next` is the question of the meeting",
    mend: "add a row to the sheet `Actions`, or write `Tolerate` as the response and say why",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let missing = Missing {
        what: "open action",
        mend: "add a row to the sheet `Actions`, or write `Tolerate` as the response and say why",
        has: |risk| !is_treated(risk) || risk.actions.iter().any(|action| !action.is_finished()),
        red: residual,
    };
    lacking(scope, &missing, findings);
}

fn is_treated(risk: &Risk) -> bool {
    risk.response.as_ref().is_none_or(|response| response.value == Response::Treat)
}
