//! A connection to other data in an input.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::concealed::Concealment;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC009", name: "data-connection", severity: Severity::Note },
    finds: "a connection to a database, a query or a data model",
    why: "it tells the names of servers and accounts and may keep every row that it ever fetched; and the figures are as old as its last refresh",
    mend: "refresh it, then paste its results as values",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for found in
        scope.meeting.concealed.iter().filter(|found| found.what == Concealment::DataConnection)
    {
        findings.add(
            &found.place,
            "the workbook is connected to a database, a query or a data model".into(),
            "refresh it, then paste its results as values (Data › Queries & Connections)".into(),
        );
    }
}
