//! A postcode in text that will be public.

use crate::check::personal::{self, postcodes};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC027", name: "postcode", severity: Severity::Warning },
    finds: "a postcode in public text that is neither the venue's nor a contact's",
    why: "a full postcode is fifteen homes on average, and with little else tells one of them",
    mend: "give the ward or the first half of the postcode; where it is that of a public place, accept the finding in council.toml",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let message = |masked: &str| format!("the public can read the postcode `{masked}`");
    let hint =
        "give the ward or the first half of it, or accept the finding if it is a public place's";
    personal::look(scope, findings, postcodes, message, hint);
}
