//! The number of a payment card in text that will be public.

use crate::check::personal::{self, payment_cards};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC024", name: "payment-card", severity: Severity::Error },
    finds: "the number of a payment card in public text",
    why: "it can be charged by whoever reads it",
    mend: "take it out; if it is a reference that only looks like one, accept the finding in council.toml",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let message = |masked: &str| format!("the public can read the card number `{masked}`");
    let hint = "take it out; no paper needs it";
    personal::look(scope, findings, payment_cards, message, hint);
}
