//! A heading that every cover must fill in is empty.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "COVER001", name: "empty-cover-heading", severity: Severity::Error },
    finds: "a required heading of the cover with nothing under it",
    why: "the council requires it of every report; a blank equality implication has been the ground of a challenge",
    mend: "fill it in; write `None` where there is nothing to say",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, report) in scope.covers() {
        for heading in scope.council.cover.iter().filter(|heading| heading.required) {
            if report.entry(&heading.key).iter().all(|value| value.written.trim().is_empty()) {
                findings.add(
                    &report.place,
                    format!("the cover says nothing under `{}`", heading.heading),
                    if heading.key.starts_with("equalit") {
                        format!(
                            "say under `{}` what they are, or in a sentence why there are none",
                            heading.field
                        )
                    } else {
                        format!(
                            "fill in `{}`; write `None` where there is nothing to say",
                            heading.field
                        )
                    },
                );
            }
        }
    }
}
