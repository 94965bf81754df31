//! A National Insurance number in text that will be public.

use crate::check::personal::{self, national_insurance_numbers};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC022", name: "national-insurance-number", severity: Severity::Error },
    finds: "a National Insurance number in public text",
    why: "it opens benefits, tax and credit in a person's name, and cannot be changed once it is known",
    mend: "take it out; if it is none but only looks like one, accept the finding in council.toml",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let message =
        |masked: &str| format!("the public can read the National Insurance number `{masked}`");
    let hint = "take it out; no paper needs it";
    personal::look(scope, findings, national_insurance_numbers, message, hint);
}
