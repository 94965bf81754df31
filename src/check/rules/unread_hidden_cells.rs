//! Hidden cells that the pack does not read.

use crate::check::hidden::{Fate, described, hidden};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC004", name: "unread-hidden-cells", severity: Severity::Note },
    finds: "hidden sheets, rows and columns that hold something and are not printed",
    why: "they do not reach the pack, but go wherever the workbook is sent: one hidden sheet published the names of a whole police service",
    mend: "delete them before the workbook itself is sent on or published",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (found, fate) in hidden(scope) {
        if let (Some((hidden, cells)), Fate::LeftOut) = (described(found), fate) {
            findings.add(
                &found.place,
                format!("{hidden} and not printed ({cells})"),
                "delete it before the workbook itself is sent on or published".into(),
            );
        }
    }
}
