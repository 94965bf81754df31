//! A hole in the history of an indicator.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI016", name: "period-missing-in-series", severity: Severity::Warning },
    finds: "periods without a row between two periods that have one; a row for the same period of last year, there for comparison, begins no series",
    why: "trend lines and the last four ratings jump over the hole, and no trend is what members complain of most",
    mend: "add the missing rows; where there never was a result, add a row that says so in `Reason missing`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for indicator in scope.indicators() {
        for gap in indicator.gaps() {
            let Some(after) = indicator.at(gap.after) else { continue };
            let missing = if gap.first == gap.last {
                format!("no row for {}", gap.first)
            } else {
                format!("no rows from {} to {}", gap.first, gap.last)
            };
            findings.add(
                &after.place,
                format!("`{}` has {missing}", indicator.code.value),
                "add what is missing; a row may say in `Reason missing` why there is no result"
                    .into(),
            );
        }
    }
}
