//! A risk to a corporate priority that the council does not have.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::spelling::{fold, nearest};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK003", name: "risk-under-unknown-priority", severity: Severity::Warning },
    finds: "a risk under a priority that is not on the council's list",
    why: "a risk to a priority that was renamed or dropped is a risk to nothing that the council has set itself",
    mend: "write the priority as council.toml has it, or add it there",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let known = &scope.council.priorities;
    if known.is_empty() {
        return;
    }
    for priority in scope.risks().filter_map(|risk| risk.priority.as_ref()) {
        if known.contains(&priority.value) {
            continue;
        }
        let hint = match nearest(&fold(priority), known.iter().cloned()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "write one of `{}`, or add it under `priorities` in council.toml",
                known.join("`, `")
            ),
        };
        let message = format!("`{}` is none of the council's priorities", priority.value);
        findings.add(&priority.place, message, hint);
    }
}
