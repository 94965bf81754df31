//! A log of changes in an input.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::concealed::Concealment;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC006", name: "tracked-changes", severity: Severity::Note },
    finds: "a log of changes in a workbook",
    why: "it tells what stood in each cell before, who changed it and when",
    mend: "stop tracking changes and save a copy, before the workbook itself is sent on or published",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for found in
        scope.meeting.concealed.iter().filter(|found| found.what == Concealment::TrackedChanges)
    {
        findings.add(
            &found.place,
            "the workbook keeps a log of its changes, with the earlier values".into(),
            "stop tracking changes (Review › Track Changes), and save a copy".into(),
        );
    }
}
