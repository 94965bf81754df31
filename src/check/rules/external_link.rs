//! Values that an input takes from another file.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::concealed::Concealment;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC007", name: "external-link", severity: Severity::Note },
    finds: "a link of a workbook to another file",
    why: "the figures are those of the other file when it was last looked into, and the link tells its folder and keeps a copy of its cells",
    mend: "update the link, then break it so that the values stay (Data › Edit Links in Excel)",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for found in &scope.meeting.concealed {
        let Concealment::ExternalLink(file) = &found.what else { continue };
        findings.add(
            &found.place,
            format!("the workbook takes values from another file, `{file}`"),
            "update the link, then break it so that the values stay (Data › Edit Links)".into(),
        );
    }
}
