//! A red risk that nobody answers for.

use crate::check::red_risks::{Missing, lacking, residual};
use crate::check::remark::is_said;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK008", name: "red-risk-without-owner", severity: Severity::Warning },
    finds: "a risk that is red with its controls, and has no owner",
    why: "a risk without an owner is nobody's work, and the committee has nobody to call",
    mend: "write in `Owner` the post that answers for it",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let missing = Missing {
        what: "owner",
        mend: "write under `Owner` the post that answers for it",
        has: |risk| is_said(risk.owner.as_ref()),
        red: residual,
    };
    lacking(scope, &missing, findings);
}
