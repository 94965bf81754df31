//! Comments on cells of an input.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::concealed::{CommentKind, Concealment};
use crate::place::Spot;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC005", name: "cell-comment", severity: Severity::Note },
    finds: "notes and comments on the cells of a workbook",
    why: "they are not printed, but stay in the file with the names of who wrote them; and a figure may still be under discussion there",
    mend: "settle what they say, and delete them before the workbook itself is sent on or published",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for found in &scope.meeting.concealed {
        let Concealment::Comments { kind, count } = found.what else { continue };
        let (one, several) = match kind {
            CommentKind::Note => ("a note", "notes"),
            CommentKind::Thread => ("a comment", "comments"),
        };
        if matches!(found.place.spot(), Spot::Paragraph(_)) {
            let message = match count {
                1 => "the paragraph has a comment, which is not printed".into(),
                _ => format!(
                    "the document has {count} comments, the first of them here; none is printed"
                ),
            };
            let mend = "settle what it says, and delete it before the document itself is sent on";
            findings.add(&found.place, message, mend.into());
            continue;
        }
        let message = if count == 1 {
            format!("the cell has {one}, which is not printed")
        } else {
            format!("the sheet has {count} {several}, the first of them here; none is printed")
        };
        findings.add(
            &found.place,
            message,
            "settle what it says, and delete it before the workbook itself is sent on".into(),
        );
    }
}
