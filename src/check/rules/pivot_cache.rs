//! A pivot table's copy of its source in an input.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::concealed::Concealment;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC008", name: "pivot-cache", severity: Severity::Note },
    finds: "a pivot table with its copy of the rows behind it",
    why: "the copy stays in the file when the rows are deleted: whoever has the file can list every row again",
    mend: "paste the pivot table as values, before the workbook itself is sent on or published",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for found in
        scope.meeting.concealed.iter().filter(|found| found.what == Concealment::PivotCache)
    {
        findings.add(
            &found.place,
            "the pivot table here keeps a copy of all the rows that it sums up".into(),
            "paste it as values, or untick Save source data with file in its options".into(),
        );
    }
}
