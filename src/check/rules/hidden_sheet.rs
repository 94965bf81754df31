//! A hidden sheet that the pack reads.

use crate::check::hidden::{Fate, described, hidden};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::concealed::Concealment;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC001", name: "hidden-sheet", severity: Severity::Warning },
    finds: "a hidden sheet whose cells the pack prints",
    why: "whoever hid it did not mean it to be seen, and whoever checks the workbook does not see what will be published",
    mend: "show the sheet, check it, and delete it if it is not meant for the pack",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (found, fate) in hidden(scope) {
        if let (Concealment::Sheet { .. }, Fate::Printed) = (&found.what, fate)
            && let Some((hidden, cells)) = described(found)
        {
            findings.add(
                &found.place,
                format!("{hidden}, but printed ({cells})"),
                "show the sheet (right-click a tab, then Unhide; the Visual Basic editor for a very hidden one), and delete it if it is not meant for the pack".into(),
            );
        }
    }
}
