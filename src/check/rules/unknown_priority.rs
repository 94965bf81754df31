//! A corporate priority that the council does not have.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::place::Placed;
use crate::spelling::{fold, nearest};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI008", name: "unknown-priority", severity: Severity::Warning },
    finds: "an indicator under a priority that is not on the council's list",
    why: "tables are grouped by priority; a slip of the pen makes a group of its own",
    mend: "write the priority as council.toml has it, or add it there",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let known = &scope.council.priorities;
    if known.is_empty() {
        return;
    }
    for indicator in scope.indicators() {
        let Some(Placed { value, place }) = &indicator.priority else { continue };
        if !known.contains(value) {
            let list = known.join("`, `");
            let hint = match nearest(&fold(value), known.iter().cloned()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    format!("write one of `{list}`, or add it under `priorities` in council.toml")
                }
            };
            let message = format!("`{value}` is none of the council's priorities");
            findings.add(place, message, hint);
        }
    }
}
