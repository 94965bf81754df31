//! A report dated for another meeting.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "COVER003", name: "other-date", severity: Severity::Error },
    finds: "a report whose date is not the meeting's",
    why: "last quarter's cover with this quarter's figures is the commonest slip of all",
    mend: "mend the date on the cover, or leave it out",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, report) in scope.reports() {
        let Some(date) = &report.date else { continue };
        if date.value != scope.meeting.date.value {
            findings.add(
                &date.place,
                format!(
                    "the report is dated {}, but the meeting is on {}",
                    date.value, scope.meeting.date.value
                ),
                "mend the date on the cover, or leave it out".into(),
            );
        }
    }
}
