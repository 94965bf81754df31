//! A red or amber result that nobody says anything about.

use crate::check::mention::is_in_prose;
use crate::check::remark::is_remarked_on;
use crate::check::wording::figure;
use crate::check::{Findings, Lack, Reported, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::indicator::Scorecard;
use crate::model::rag::{Rag, Status};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI010", name: "missing-commentary", severity: Severity::Warning },
    finds: "a red or amber result of the reported period without a comment or an action, which the narrative does not name either",
    why: "the first question at the meeting is why, and what is being done; `No Comments` answers neither",
    mend: "say why the target was missed, and what is being done, in `Updater comments` or `Actions`",
    run,
};

const MEND: &str = "say why under `Updater comments`, or what is being done under `Actions`";

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (report, scorecard) in scope.scorecards() {
        let reported = Reported::of(report, scorecard);
        let rows: Vec<Lack> = reported.filter_map(|reported| lack(&reported)).collect();
        let whole = (!is_commented(scorecard)).then(|| Lack {
            place: scorecard.place.clone(),
            message: format!(
                "{} results of {} are red or amber, and no result of the workbook has a comment or an action",
                rows.len(),
                scorecard.period
            ),
            hint: MEND.into(),
        });
        findings.add_lacking(rows, whole);
    }
}

fn lack(reported: &Reported<'_>) -> Option<Lack> {
    let Reported { report, indicator, observation, .. } = *reported;
    let Status::Rated(rag @ (Rag::Red | Rag::Amber)) = observation.status else { return None };
    if is_remarked_on(observation) || is_in_prose(report, &indicator.code, &indicator.name) {
        return None;
    }
    let result = observation.result().map(|result| figure(indicator, result)).unwrap_or_default();
    Some(Lack {
        place: observation.cell().clone(),
        message: format!("`{}` is {rag} at {result}, and nobody says why", indicator.code.value),
        hint: MEND.into(),
    })
}

fn is_commented(scorecard: &Scorecard) -> bool {
    scorecard.indicators.iter().flat_map(|indicator| indicator.results.values()).any(is_remarked_on)
}
