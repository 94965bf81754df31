//! A report written for another committee.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "COVER002", name: "other-committee", severity: Severity::Error },
    finds: "a report whose committee is not the meeting's",
    why: "a report copied from another pack has gone to the wrong committee before",
    mend: "mend the committee on the cover, or move the report",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let letters = |text: &str| -> String {
        text.replace('&', "and")
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    for (_, report) in scope.reports() {
        let Some(committee) = &report.report_for else { continue };
        if letters(committee) != letters(&scope.meeting.committee) {
            findings.add(
                &committee.place,
                format!(
                    "the report is for `{}`, but the meeting is of `{}`",
                    committee.value, scope.meeting.committee.value
                ),
                "mend the committee on the cover, or move the report".into(),
            );
        }
    }
}
