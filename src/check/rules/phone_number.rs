//! A telephone number in text that will be public.

use crate::check::personal::{self, phone_numbers};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC021", name: "phone-number", severity: Severity::Warning },
    finds: "a telephone number in public text that is no contact's",
    why: "a pack is on the web for decades, and a number in it is a person's until it is known to be an office's",
    mend: "take it out, or give it where the contact stands: under Contact or Author on the cover, or Contact on the front sheet",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let message = |masked: &str| format!("the public can read the telephone number `{masked}`");
    let hint = "take it out, or give it under `Contact`";
    personal::look(scope, findings, phone_numbers, message, hint);
}
