//! A result for a period that is not over when the committee meets.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::indicator::Indicator;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI021", name: "period-after-meeting", severity: Severity::Warning },
    finds: "a result for a period that ends after the day of the meeting",
    why: "it cannot be known yet: the period is named wrongly, and every comparison with it is wrong too",
    mend: "mend the period; a figure for the year so far is named by the quarter it goes up to, or is called cumulative in `Target type`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let meeting = scope.meeting.date.value;
    for indicator in scope.indicators().filter(|indicator| !runs_on(indicator)) {
        for (period, observation) in &indicator.results {
            if observation.result().is_none() || period.end() <= meeting {
                continue;
            }
            findings.add(
                observation.cell(),
                format!(
                    "`{}` has a result for {period}, which ends on {}, after the meeting on {meeting}",
                    indicator.code.value,
                    period.end()
                ),
                "mend the period, or the date of the meeting".into(),
            );
        }
    }
}

/// Returns whether results grow through the year, so that a year's figure so far
/// has a meaning.
fn runs_on(indicator: &Indicator) -> bool {
    let kind = indicator.target_type.as_deref().unwrap_or_default().to_lowercase();
    ["cumulative", "year to date", "forecast"].iter().any(|word| kind.contains(word))
}
