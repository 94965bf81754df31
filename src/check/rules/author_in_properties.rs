//! Names of people among the properties of an input.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::concealed::{Concealment, Property};
use crate::spelling::{fold, listed};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "DISC010", name: "author-in-properties", severity: Severity::Note },
    finds: "an author, editor, manager or company among the properties of a workbook",
    why: "the pack does not carry them, but whoever gets the workbook reads the names of officers there",
    mend: "let Document Inspector remove them before the workbook itself is sent on or published",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for found in &scope.meeting.concealed {
        let Concealment::Properties(named) = &found.what else { continue };
        let council = |property: &&Property| fold(&property.name) != fold(&scope.council.name);
        let kinds: Vec<String> =
            named.iter().filter(council).map(|property| property.kind.to_string()).collect();
        if !kinds.is_empty() {
            findings.add(
                &found.place,
                format!("the properties of the file name its {}", listed(&kinds)),
                "remove them before the file itself is sent on (File › Info › Inspect Document in Excel and Word)".into(),
            );
        }
    }
}
