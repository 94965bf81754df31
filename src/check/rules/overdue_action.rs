//! An action that should be over and is not.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK010", name: "overdue-action", severity: Severity::Warning },
    finds: "a further action on a risk that was due before the meeting and whose status does not say that it is over",
    why: "either the risk is worse than it looks, or the register was not brought up to date; the committee will ask which",
    mend: "write how it stands in `Status`, or give the new date and say why in the comments",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let meeting = scope.meeting.date.value;
    for risk in scope.risks() {
        for action in &risk.actions {
            let Some(due) = &action.due else { continue };
            let Some(day) = due.day().filter(|day| *day < meeting) else { continue };
            if action.is_finished() {
                continue;
            }
            let stands = action.status.as_ref().map_or_else(
                || "says nothing of how it stands".to_string(),
                |status| format!("stands as `{}`", status.trim()),
            );
            findings.add(
                &due.place,
                format!(
                    "an action on `{}` was due on {}, before the meeting on {meeting}, and {stands}",
                    risk.label(),
                    day
                ),
                "write `Complete` as its status, or give the new date".into(),
            );
        }
    }
}
