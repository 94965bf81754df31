//! A report handed in after the council's deadline.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "AGENDA003", name: "report-past-deadline", severity: Severity::Note },
    finds: "an item whose report was received (`Received` in the agenda) later than `report-days` in council.toml allows",
    why: "late reports are published unread; a service that is late every time should hear of it",
    mend: "nothing in the pack need change; ask for the next report in time, or mend the date",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let notice = &scope.council.notice;
    let Some(days) = notice.report_days else { return };
    let meeting = scope.meeting.date.value;
    for item in &scope.meeting.agenda {
        let Some(received) = &item.received else { continue };
        let found = notice.days_between(received.value, meeting);
        if found < days {
            let last = notice.last_day(meeting, days);
            findings.add(
                &received.place,
                format!(
                    "the report was received {found} clear days before the meeting, expected {days}"
                ),
                format!(
                    "mend the date, or ask for the next report in time; the last day was {}",
                    last.strftime("%A %-d %B %Y")
                ),
            );
        }
    }
}
