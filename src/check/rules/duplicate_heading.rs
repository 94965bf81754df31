//! The same heading twice in one section.

use super::empty_section::heading_place;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::narrative::{Block, plain};
use crate::spelling::fold;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "TEXT015", name: "duplicate-heading", severity: Severity::Warning },
    finds: "a heading that stands twice at the same level of the same section",
    why: "the outline of the pack shows both, and nobody can tell which of the two a member means",
    mend: "give one of them another heading, or bring the two sections together",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, report) in scope.reports() {
        let mut open: Vec<(u8, String)> = Vec::new();
        for (index, block) in report.narrative.iter().enumerate() {
            let Block::Heading { level, text, .. } = block else { continue };
            let text = plain(text);
            // A heading of a higher level begins another section.
            open.retain(|(other, _)| other <= level);
            if open.iter().any(|(other, known)| other == level && *known == fold(&text)) {
                findings.add(
                    &heading_place(report, index, &text),
                    format!("the heading `{text}` stands twice"),
                    "give it another heading, or bring the two sections together".into(),
                );
            }
            open.push((*level, fold(&text)));
        }
    }
}
