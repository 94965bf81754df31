//! An amber limit that lies where results already meet the target.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI009", name: "amber-limit-beyond-target", severity: Severity::Error },
    finds: "an amber limit on the good side of the target",
    why: "no result can miss the target and still be within such a limit, so that nothing is ever amber",
    mend: "write the result up to which a miss is amber: below the target where higher is better, above it where lower is",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for indicator in scope.indicators() {
        let latest =
            indicator.results.values().rev().find_map(|observation| observation.target.as_ref());
        let Some(target) = latest.filter(|target| indicator.rule.limit_is_good(target.value))
        else {
            continue;
        };
        findings.add(
            &target.place,
            format!(
                "the amber limit of `{}` lies on the good side of this target",
                indicator.code.value
            ),
            "mend the target, or the `Amber limit` in the sheet `Indicators`".into(),
        );
    }
}
