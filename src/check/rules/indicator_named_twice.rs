//! One name for two indicators of a workbook.

use std::collections::BTreeMap;

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::indicator::Indicator;
use crate::spelling::fold;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI027", name: "indicator-named-twice", severity: Severity::Warning },
    finds: "two codes of a workbook under one and the same name",
    why: "a row copied to begin a new indicator kept the old name, and readers cannot tell the two apart",
    mend: "give each its own name, or take one of them out",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, scorecard) in scope.scorecards() {
        let mut seen: BTreeMap<String, &Indicator> = BTreeMap::new();
        for indicator in &scorecard.indicators {
            let name = fold(&indicator.name);
            if let Some(other) = seen.get(&name).filter(|_| !name.is_empty()) {
                findings.add(
                    &indicator.name.place,
                    format!(
                        "`{}` has the same name as `{}`",
                        indicator.code.value, other.code.value
                    ),
                    format!("{} is the other; give each its own name", other.name.place),
                );
            }
            seen.entry(name).or_insert(indicator);
        }
    }
}
