//! Words that stand beside the cells.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::concealed::{Concealment, EmbeddedKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC028", name: "text-box", severity: Severity::Warning },
    finds: "boxes and shapes with words on the sheets of a workbook",
    why: "they float above the cells and are not read: what their author takes for a comment or a note would be missing from the pack",
    mend: "write the words into a cell that is read, such as a comment, and delete the box",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for found in &scope.meeting.concealed {
        let Concealment::Embedded { kind: EmbeddedKind::TextBox, count } = found.what else {
            continue;
        };
        let message = if count == 1 {
            "a text box is not read, nor printed".into()
        } else {
            format!("{count} text boxes are not read, nor printed")
        };
        findings.add(
            &found.place,
            message,
            "write the words into a cell that is read, such as a comment, and delete the box"
                .into(),
        );
    }
}
