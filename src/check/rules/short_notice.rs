//! An agenda published too late.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "LAW001", name: "short-notice", severity: Severity::Warning },
    finds: "fewer clear days between publication and meeting than the law gives: five for principal councils in England, three in Wales and for parishes",
    why: "Local Government Act 1972, sections 100A(6) and 100B(3), with SI 2002/715; Schedule 12, paragraph 10(2) for parishes: business taken on short notice can be challenged; the day of publication, the day of the meeting, weekends and bank holidays do not count (section 243 for parishes, where Saturdays do)",
    mend: "publish earlier or move the meeting; an item that cannot wait needs the chair's opinion that it is urgent and the special circumstances in the report and the minutes (section 100B(4)(b)). Other numbers and holidays are set under `[notice]` and `[holidays]` in council.toml",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let Some(published) = &scope.meeting.published else { return };
    let (council, meeting) = (scope.council, scope.meeting.date.value);
    let expected = council.notice.clear_days(council.nation);
    let found = council.notice.days_between(published.value, meeting);
    if found < expected {
        let last = council.notice.last_day(meeting, expected);
        findings.add(
            &published.place,
            format!(
                "the agenda is published {found} clear {} before the meeting, expected {expected}",
                plural(found)
            ),
            format!(
                "publish by {}, or move the meeting; urgent items need the chair's reasons",
                last.strftime("%A %-d %B %Y")
            ),
        );
    }
}

fn plural(days: u32) -> &'static str {
    if days == 1 { "day" } else { "days" }
}
