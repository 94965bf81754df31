//! A red risk of which nobody knows whether its controls work.

use crate::check::red_risks::{Missing, lacking, residual};
use crate::check::remark::is_written;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK007", name: "red-risk-without-assurance", severity: Severity::Warning },
    finds: "a risk that is red with its controls, and names no assurance",
    why: "an audit committee asks how it is known that the controls work, and asks it of red risks first",
    mend: "write in `Assurance` how it is known: an audit, a test, a figure that is watched",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let missing = Missing {
        what: "assurance",
        mend: "write under `Assurance` how it is known that the controls work",
        has: |risk| is_written(risk.assurance.as_ref()),
        red: residual,
    };
    lacking(scope, &missing, findings);
}
