//! A tagged paper made elsewhere whose language nobody knows.

use crate::check::papers::papers;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER014", name: "paper-without-language", severity: Severity::Note },
    finds: "a tagged paper made elsewhere that does not say in which language it is",
    why: "a screen reader reads it in the language of the pack, which may be another one",
    mend: "set its language (in Word: Review, Language, before it is exported)",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let silent =
        papers(scope).filter(|paper| paper.survey.tagged && paper.survey.language.is_none());
    for paper in silent {
        findings.add(
            paper.path,
            format!("`{}` does not say in which language it is", paper.file),
            "set its language before it is exported; it is read aloud in that of the pack".into(),
        );
    }
}
