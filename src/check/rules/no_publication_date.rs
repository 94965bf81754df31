//! A meeting that does not say when its agenda is published.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "LAW002", name: "no-publication-date", severity: Severity::Note },
    finds: "a meeting without the field `Published`",
    why: "without it nothing can tell whether the clear days of notice are kept (Local Government Act 1972, section 100B(3))",
    mend: "add a row `Published` with the date to the sheet `Meeting`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let meeting = scope.meeting;
    if meeting.published.is_none() {
        let council = scope.council;
        let days = council.notice.clear_days(council.nation);
        let last = council.notice.last_day(meeting.date.value, days);
        findings.add(
            &meeting.date.place,
            "nothing says when the agenda is published, so that its notice cannot be checked"
                .into(),
            format!(
                "add `Published`; the last day that gives {days} clear days is {}",
                last.strftime("%A %-d %B %Y")
            ),
        );
    }
}
