//! Files and pictures within an input.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::concealed::{Concealment, EmbeddedKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC011", name: "embedded-file", severity: Severity::Note },
    finds: "files and pictures within a workbook",
    why: "they are not printed, and an embedded document keeps all of its pages, whatever is shown of it",
    mend: "put what the report needs beside it as an appendix, and delete it here",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for found in &scope.meeting.concealed {
        let Concealment::Embedded { kind, count } = found.what else { continue };
        let message = match (kind, count) {
            (EmbeddedKind::File, 1) => "an embedded file is not printed".into(),
            (EmbeddedKind::File, count) => format!("{count} embedded files are not printed"),
            (EmbeddedKind::TextBox, _) => continue,
            (EmbeddedKind::Picture, 1) => "a picture is not printed".into(),
            (EmbeddedKind::Picture, count) => format!("{count} pictures are not printed"),
        };
        findings.add(
            &found.place,
            message,
            "put what the report needs beside it as an appendix, and delete it here".into(),
        );
    }
}
