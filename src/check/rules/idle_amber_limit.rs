//! An amber limit that no result is ever held against.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::rag::Polarity;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI023", name: "idle-amber-limit", severity: Severity::Note },
    finds: "an amber limit of an indicator that has no target in any period, or is for information only",
    why: "whoever set the limit meant the indicator to be rated; without a target it never is",
    mend: "give the target, or clear the `Amber limit`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for indicator in scope.indicators().filter(|indicator| indicator.own_limit) {
        let idle = if indicator.rule.polarity == Polarity::InformationOnly {
            "is for information only"
        } else if indicator.results.values().all(|observation| observation.target.is_none()) {
            "has no target"
        } else {
            continue;
        };
        findings.add(
            &indicator.code.place,
            format!("`{}` has an amber limit, but {idle}", indicator.code.value),
            "give a target in `Results`, or clear the `Amber limit`".into(),
        );
    }
}
