//! Hidden columns that the pack reads.

use crate::check::hidden::{Fate, described, hidden};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::concealed::Concealment;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC003", name: "hidden-columns", severity: Severity::Warning },
    finds: "hidden columns that the pack prints",
    why: "hiding a column does not keep it out of the pack, and whoever checks the workbook does not see it",
    mend: "show the columns, and clear what is not meant for the pack",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (found, fate) in hidden(scope) {
        if let (Concealment::Columns(_), Fate::Printed) = (&found.what, fate)
            && let Some((hidden, cells)) = described(found)
        {
            findings.add(
                &found.place,
                format!("{hidden}, but printed ({cells})"),
                "show the columns, and clear what is not meant for the pack".into(),
            );
        }
    }
}
