//! A date of birth in text that will be public.

use crate::check::personal::{self, dates_of_birth};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC026", name: "date-of-birth", severity: Severity::Warning },
    finds: "a date of birth in public text",
    why: "with a name it is what banks and offices ask to know who someone is",
    mend: "take it out, or give the age or the year if the paper needs it",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let message = |masked: &str| format!("the public can read the date of birth `{masked}`");
    let hint = "take it out, or give the age if the paper needs it";
    personal::look(scope, findings, dates_of_birth, message, hint);
}
