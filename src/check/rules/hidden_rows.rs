//! Hidden rows that the pack reads.

use crate::check::hidden::{Fate, described, hidden};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::concealed::Concealment;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC002", name: "hidden-rows", severity: Severity::Warning },
    finds: "hidden or filtered rows that the pack prints",
    why: "hiding a row does not keep it out of the pack, and whoever checks the workbook does not see it",
    mend: "show the rows or clear the filter, and delete what is not meant for the pack",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (found, fate) in hidden(scope) {
        if let (Concealment::Rows(_), Fate::Printed) = (&found.what, fate)
            && let Some((hidden, cells)) = described(found)
        {
            findings.add(
                &found.place,
                format!("{hidden}, but printed ({cells})"),
                "show the rows or clear the filter, and delete what is not meant for the pack"
                    .into(),
            );
        }
    }
}
