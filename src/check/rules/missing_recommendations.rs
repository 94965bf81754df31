//! A report that recommends nothing.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "COVER004", name: "missing-recommendations", severity: Severity::Warning },
    finds: "a cover with nothing under `Recommendations`, where the council has that heading and does not require it",
    why: "a committee can decide only what it is asked to decide; without a recommendation the minutes have nothing to record",
    mend: "write what the committee is asked to do: `That the report be noted`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let heading = scope.council.cover.iter().find(|heading| heading.key == "recommendations");
    // What is required is `empty-cover-heading`'s business.
    let Some(heading) = heading.filter(|heading| !heading.required) else { return };
    for (_, report) in scope.covers() {
        if report.entry(&heading.key).iter().all(|value| value.written.trim().is_empty()) {
            findings.add(
                &report.place,
                format!("the cover says nothing under `{}`", heading.heading),
                "write what the committee is asked to do: `That the report be noted`".into(),
            );
        }
    }
}
