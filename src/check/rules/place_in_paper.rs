//! Where the photographs of a paper made elsewhere were taken.

use crate::check::papers::papers;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER013", name: "place-in-paper", severity: Severity::Warning },
    finds: "photographs or metadata of a paper made elsewhere that say where something was",
    why: "a telephone writes into each photograph where it was taken, to a few metres: the home of whoever sent it in, say",
    mend: "take the places out of the photographs before the document is made, and export it again",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope) {
        let what = match paper.survey.places {
            0 => continue,
            1 => "a photograph that says".to_string(),
            count => format!("{count} photographs that say"),
        };
        findings.add(
            paper.path,
            format!("`{}` has {what} where it was taken", paper.file),
            "take the places out of the photographs, and export it again".into(),
        );
    }
}
