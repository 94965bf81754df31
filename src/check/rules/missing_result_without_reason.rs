//! An indicator without a result for the reported period, and no word why.

use crate::check::remark::is_remarked_on;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::indicator::Recorded;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code {
        id: "KPI025",
        name: "missing-result-without-reason",
        severity: Severity::Warning,
    },
    finds: "an indicator with no result for the reported period, nor a reason why",
    why: "the table says `No data`, which reads as if it had been forgotten; as a rule it has",
    mend: "give the result, or say in `Reason missing` why there is none and when it comes",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, scorecard) in scope.scorecards() {
        for indicator in &scorecard.indicators {
            let period = indicator.current(scorecard.period);
            // A row of a period still to come is one slip, not one an indicator.
            if period.end() > scope.meeting.date.value {
                continue;
            }
            let (place, lacks) = match indicator.at(period) {
                Some(observation)
                    if observation.value == Recorded::Missing(None)
                        && !is_remarked_on(observation) =>
                {
                    (&observation.place, "result")
                }
                None => (&indicator.code.place, "row"),
                Some(_) => continue,
            };
            findings.add(
                place,
                format!(
                    "`{}` has no {lacks} for {period}, and no reason why",
                    indicator.code.value
                ),
                "give the result, or say under `Reason missing` why there is none".into(),
            );
        }
    }
}
