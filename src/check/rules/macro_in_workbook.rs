//! Programs in an input.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::concealed::Concealment;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC012", name: "macro-in-workbook", severity: Severity::Note },
    finds: "programs in a workbook",
    why: "they are not run here, so that figures which a macro fills in may be old; and many a mail system refuses the file",
    mend: "run them before the last save, and save a copy without them",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for found in scope.meeting.concealed.iter().filter(|found| found.what == Concealment::Macros) {
        findings.add(
            &found.place,
            "the workbook has macros, which are not run here".into(),
            "run them before the last save, and save a copy as .xlsx".into(),
        );
    }
}
