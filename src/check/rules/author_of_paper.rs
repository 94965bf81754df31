//! The name of somebody among the properties of a paper made elsewhere.

use crate::check::papers::papers;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::spelling::fold;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER012", name: "author-of-paper", severity: Severity::Note },
    finds: "the author of a paper made elsewhere among its properties",
    why: "the pack does not carry it, but whoever gets the file itself reads the name of an officer or of a stranger there",
    mend: "remove it before the file itself is sent on or published",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope) {
        let author = paper.survey.author.as_ref();
        if author.is_some_and(|author| fold(author) != fold(&scope.council.name)) {
            findings.add(
                paper.path,
                format!("the properties of `{}` name its author", paper.file),
                "remove it before the file itself is sent on (Acrobat: Sanitise document)".into(),
            );
        }
    }
}
