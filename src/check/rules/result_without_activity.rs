//! A result stated although nothing was counted.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI006", name: "result-without-activity", severity: Severity::Warning },
    finds: "a stated result over 0 / 0",
    why: "0 / 0 is no activity; a system that shows it as 100% makes an idle quarter look perfect",
    mend: "leave the result empty, or give the numbers that it comes from",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for indicator in scope.indicators() {
        for observation in indicator.results.values() {
            let (Some(stated), Some(fraction)) = (&observation.stated, &observation.fraction)
            else {
                continue;
            };
            if !fraction.is_no_activity() {
                continue;
            }
            let shown = if indicator.unit.is_percent() {
                "shown as no activity"
            } else {
                "shown as stated"
            };
            findings.add(
                &stated.place,
                format!(
                    "`{}` states {}{} over 0 / 0; {shown}",
                    indicator.code.value,
                    stated.value.value(),
                    if indicator.unit.is_percent() { "%" } else { "" }
                ),
                "leave the result empty, or give the numbers that it comes from".into(),
            );
        }
    }
}
