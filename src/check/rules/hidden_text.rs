//! Hidden text in a document.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::concealed::Concealment;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC013", name: "hidden-text", severity: Severity::Warning },
    finds: "hidden text in a report written in Word",
    why: "it is left out of the pack, but whoever gets the document can show it; and its author may not know that it is there",
    mend: "show it (Home › Show/Hide ¶), and delete it or take `Hidden` away from its font",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for found in &scope.meeting.concealed {
        let Concealment::Text { paragraphs } = found.what else { continue };
        let message = if paragraphs == 1 {
            "the paragraph has hidden text, which is not printed".into()
        } else {
            format!(
                "{paragraphs} paragraphs have hidden text, the first of them this one; none of it is printed"
            )
        };
        findings.add(
            &found.place,
            message,
            "show it (Home › Show/Hide ¶), and delete it or take `Hidden` away from its font"
                .into(),
        );
    }
}
