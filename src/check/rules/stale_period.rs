//! Figures that are old by the time the committee sees them.

use jiff::ToSpan;

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::period::Period;
use crate::place::Place;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI022", name: "stale-period", severity: Severity::Note },
    finds: "indicators or a risk register of a period after which a whole later one has ended, more than five months before the meeting",
    why: "the committee scrutinises what can no longer be changed, or the author has sent the workbook of an earlier meeting",
    mend: "send the workbook of the latest period",
    run,
};

/// How many months a period's figures may take to reach a committee, beyond a
/// further period: collected, approved, reported and published five clear days
/// ahead, in a cycle of meetings six to eight weeks long.
const MONTHS: i32 = 5;

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, scorecard) in scope.scorecards() {
        let period = scorecard.period;
        let first = scorecard.indicators.iter().find_map(|indicator| indicator.at(period));
        let place = first.map_or(&scorecard.place, |first| &first.place);
        examine(scope, "results", period, place, findings);
    }
    for register in scope.registers() {
        let Some(period) = register.period else { continue };
        let first = register.risks.iter().find(|risk| risk.period == Some(period));
        let place = first.map_or(&register.place, |risk| &risk.place);
        examine(scope, "risks", period, place, findings);
    }
}

fn examine(scope: &Scope<'_>, what: &str, period: Period, place: &Place, findings: &mut Findings) {
    let meeting = scope.meeting.date.value;
    let months = (period.span().months() + MONTHS).months();
    let Ok(latest) = period.end().checked_add(months) else { return };
    if meeting <= latest {
        return;
    }
    findings.add(
        place,
        format!(
            "the {what} are of {period}, which ended on {}, and the meeting is on {meeting}",
            period.end()
        ),
        "send the workbook of the latest period, or mend the periods".into(),
    );
}
