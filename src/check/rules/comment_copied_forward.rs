//! Last period's comment under this period's figure.

use crate::check::remark::says_something;
use crate::check::{Findings, Reported, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::place::Placed;
use crate::spelling::fold;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI026", name: "comment-copied-forward", severity: Severity::Warning },
    finds: "a comment that is word for word the one of the period before, although the result is another",
    why: "commentary that does not change when the figure does explains neither",
    mend: "write the comment for this period's figure",
    run,
};

/// Shorter remarks, such as `On target`, come again by nature.
const LETTERS: usize = 25;

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for Reported { indicator, period, observation, .. } in scope.reported() {
        let Some(before) = indicator.previous(period) else { continue };
        if observation.result() == before.result() {
            continue;
        }
        let pairs = [
            (&observation.updater_comments, &before.updater_comments),
            (&observation.approver_comments, &before.approver_comments),
        ];
        for (now, before) in pairs {
            let (Some(now), Some(before)) = (now, before) else { continue };
            if is_copied(now, before) {
                findings.add(
                    &now.place,
                    format!(
                        "the comment on `{}` is word for word that of {}",
                        indicator.code.value,
                        period.previous()
                    ),
                    format!("{} has it too; write what this result needs", before.place),
                );
            }
        }
    }
}

fn is_copied(now: &Placed<String>, before: &Placed<String>) -> bool {
    let folded = fold(now);
    now.place != before.place
        && says_something(now)
        && folded.chars().count() >= LETTERS
        && folded == fold(before)
}
