//! An NHS number in text that will be public.

use crate::check::personal::{self, nhs_numbers};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC025", name: "nhs-number", severity: Severity::Error },
    finds: "an NHS number in public text",
    why: "it names one patient in every record of the health service",
    mend: "take it out; if it is none but only looks like one, accept the finding in council.toml",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let message = |masked: &str| format!("the public can read the NHS number `{masked}`");
    let hint = "take it out; no paper needs it";
    personal::look(scope, findings, nhs_numbers, message, hint);
}
