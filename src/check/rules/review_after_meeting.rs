//! A review that has not taken place when the committee meets.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK015", name: "review-after-meeting", severity: Severity::Warning },
    finds: "a last review that is dated after the meeting",
    why: "a slip in the year makes a neglected risk look cared for; or the column holds the next review",
    mend: "mend the date; a column for the next review needs another heading than `Last review`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let meeting = scope.meeting.date.value;
    for risk in scope.risks() {
        let Some(review) = risk.last_review.as_ref().filter(|review| review.value > meeting) else {
            continue;
        };
        findings.add(
            &review.place,
            format!(
                "the last review of `{}` is dated {}, after the meeting on {meeting}",
                risk.label(),
                review.value
            ),
            "mend the date; head the column otherwise if it holds the next review".into(),
        );
    }
}
