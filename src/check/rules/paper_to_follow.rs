//! A report that will come after the agenda.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::meeting::{ItemKind, ItemStatus};
use crate::model::notice::Body;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "LAW003", name: "paper-to-follow", severity: Severity::Note },
    finds: "a report to follow in an agenda whose last day of notice is the day of publication or earlier",
    why: "the report will be open for less than the clear days of section 100B(3); the item can then be taken only for reasons of urgency, which the minutes must give",
    mend: "add the report before publication, take the item to the next meeting, or have the chair's reasons ready",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    // Sections 100A to 100K do not apply to parishes.
    if scope.council.notice.body == Body::Parish {
        return;
    }
    let Some(published) = &scope.meeting.published else { return };
    let (council, meeting) = (scope.council, scope.meeting.date.value);
    let last = council.notice.last_day(meeting, council.notice.clear_days(council.nation));
    if published.value < last {
        return;
    }
    let items = scope.meeting.agenda.iter();
    for item in items.filter(|i| i.kind == ItemKind::Report && i.status == ItemStatus::ToFollow) {
        findings.add(
            &item.title.place,
            format!("the report of item {} will be open for less than the notice of the meeting", item.number.value),
            "add it before publication, take it to the next meeting, or have reasons of urgency ready"
                .into(),
        );
    }
}
