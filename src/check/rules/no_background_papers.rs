//! A report that does not list its background papers.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::notice::Body;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "LAW004", name: "no-background-papers", severity: Severity::Warning },
    finds: "a public report with nothing under the council's heading `Background papers`",
    why: "Local Government Act 1972, section 100D: every report open to inspection carries the list of the papers that it relies on, and they stay open for four years",
    mend: "list the papers, or write `None`; published works, and what is exempt or confidential, need not be listed",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    // Sections 100A to 100K do not apply to parishes.
    if scope.council.notice.body == Body::Parish {
        return;
    }
    let heading = scope.council.cover.iter().find(|heading| heading.key == "backgroundpapers");
    // What is required is `empty-cover-heading`'s business.
    let Some(heading) = heading.filter(|heading| !heading.required) else { return };
    for (item, report) in scope.covers().filter(|(item, _)| item.part.is_public()) {
        if report.entry(&heading.key).iter().all(|value| value.written.trim().is_empty()) {
            findings.add(
                &report.place,
                format!(
                    "the report of item {} does not list its background papers",
                    item.number.value
                ),
                format!("list them under `{}`, or write `None`", heading.heading),
            );
        }
    }
}
