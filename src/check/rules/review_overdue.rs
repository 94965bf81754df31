//! A risk that nobody has looked at for a year.

use jiff::ToSpan;

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK014", name: "review-overdue", severity: Severity::Warning },
    finds: "a risk whose last review was more than twelve months before the meeting",
    why: "registers are reviewed every quarter, at the least every year; an older assessment is not one of today",
    mend: "review the risk, or mend the date of its last review",
    run,
};

/// The longest that any register's own rules let a review wait.
const MONTHS: i32 = 12;

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let meeting = scope.meeting.date.value;
    for risk in scope.risks() {
        let Some(review) = &risk.last_review else { continue };
        if review.value.checked_add(MONTHS.months()).is_ok_and(|latest| latest < meeting) {
            findings.add(
                &review.place,
                format!(
                    "`{}` was last reviewed on {}, and the meeting is on {meeting}",
                    risk.label(),
                    review.value
                ),
                "review the risk, or mend the date".into(),
            );
        }
    }
}
