//! Bank details in text that will be public.

use crate::check::personal::{self, bank_details};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC023", name: "bank-details", severity: Severity::Warning },
    finds: "a sort code with its account number in public text",
    why: "whoever has both can set up a direct debit; a forged invoice begins with them",
    mend: "take them out; where the public is to pay into an account of the council, accept the finding in council.toml",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let message = |masked: &str| format!("the public can read the bank details `{masked}`");
    let hint = "take them out, or accept the finding if they are the council's own";
    personal::look(scope, findings, bank_details, message, hint);
}
