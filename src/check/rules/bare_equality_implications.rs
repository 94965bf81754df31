//! Equality implications that are blank or a bare `None`.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::spelling::fold;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "LAW005", name: "bare-equality-implications", severity: Severity::Note },
    finds: "equality implications that are blank, or `None` or `n/a` and no more",
    why: "Equality Act 2010, section 149: the duty is to have due regard, and a court looks for it in the report; a word that gives no reason shows none",
    mend: "say in a sentence why there are none: `The report is for information and changes no service`",
    run,
};

/// What says that there are none and not why, folded.
const BARE: [&str; 9] = [
    "",
    "none",
    "na",
    "nil",
    "notapplicable",
    "noneidentified",
    "noneatthisstage",
    "noimplications",
    "nonearising",
];

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let headings = scope.council.cover.iter().filter(|heading| heading.key.starts_with("equalit"));
    for heading in headings {
        for (_, report) in scope.covers() {
            let values = report.entry(&heading.key);
            // What is required and blank is `empty-cover-heading`'s business.
            let blank = values.iter().all(|value| value.written.trim().is_empty());
            if blank && heading.required {
                continue;
            }
            if values.iter().all(|value| BARE.contains(&fold(&value.written).as_str())) {
                let place = values.first().map_or(&report.place, |value| &value.written.place);
                findings.add(
                    place,
                    format!("`{}` gives no reason why there are no implications", heading.heading),
                    "say in a sentence why there are none".into(),
                );
            }
        }
    }
}
