//! A resolution to exclude the public from nothing.

use super::no_exclusion_resolution::exclusion;
use super::no_exempt_paragraph::exempt_items;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "LAW011", name: "idle-exclusion", severity: Severity::Note },
    finds: "an item that excludes the public, on an agenda without exempt items",
    why: "many agendas carry the item as a matter of course; where an exempt paper was meant to follow, its `Part` is missing and it will be published",
    mend: "see that no paper of the agenda is exempt, and delete the item if it is not wanted",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    if exempt_items(scope).next().is_some() {
        return;
    }
    if let Some(item) = exclusion(scope) {
        findings.add(
            &item.title.place,
            format!("item {} excludes the public, but no item is exempt", item.number.value),
            "see that no paper is exempt, and delete the item if it is not wanted".into(),
        );
    }
}
