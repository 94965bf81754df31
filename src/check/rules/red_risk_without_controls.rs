//! A red risk that nothing keeps down.

use crate::check::red_risks::{Missing, either, has_controls, lacking};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK006", name: "red-risk-without-controls", severity: Severity::Warning },
    finds: "a risk that is red, with its controls or before them, and names no controls",
    why: "a committee asks first what keeps the risk down today; a fall from inherent to residual has to come from something",
    mend: "write in `Current controls` what is in place today",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let missing = Missing {
        what: "controls",
        mend: "write under `Current controls` what is in place today",
        has: has_controls,
        red: either,
    };
    lacking(scope, &missing, findings);
}
