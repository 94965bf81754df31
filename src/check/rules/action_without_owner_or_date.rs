//! An action that nobody does, or that is never due.

use crate::check::remark::says_something;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK019", name: "action-without-owner-or-date", severity: Severity::Note },
    finds: "an open action on a risk without an owner or without a date",
    why: "an action that nobody owns and that is never due cannot be followed up at the next meeting",
    mend: "fill in `Owner` and `Due` in the sheet `Actions`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for risk in scope.risks() {
        for action in risk.actions.iter().filter(|action| !action.is_finished()) {
            let owned = action.owner.as_deref().is_some_and(says_something);
            let lacks = match (owned, action.due.is_some()) {
                (true, true) => continue,
                (false, true) => "owner",
                (true, false) => "date",
                (false, false) => "owner and no date",
            };
            findings.add(
                &action.action.place,
                format!("an action on `{}` has no {lacks}", risk.label()),
                "fill in `Owner` and `Due`".into(),
            );
        }
    }
}
