//! A person's e-mail address in text that will be public.

use crate::check::personal::{self, Private, domain, emails, is_office};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC020", name: "personal-email", severity: Severity::Warning },
    finds: "an e-mail address in public text that is neither a contact's nor an office's, such as info@",
    why: "a pack is on the web for decades; addresses in it are collected, and a resident's may not be published at all",
    mend: "take it out, give an office's address, or give it where the contact stands: under Contact or Author on the cover, or Contact on the front sheet; `public-domains` in council.toml names domains that may stand anywhere",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let domains = &scope.council.public_domains;
    let open = |address: &str| {
        is_office(address) || domains.iter().any(|open| domain(address).eq_ignore_ascii_case(open))
    };
    let recognise = |text: &str| -> Vec<Private> {
        emails(text).into_iter().filter(|address| !open(&address.key)).collect()
    };
    let message = |masked: &str| format!("the public can read the e-mail address `{masked}`");
    let hint = "take it out, give an office's address, or give it under `Contact`";
    personal::look(scope, findings, recognise, message, hint);
}
