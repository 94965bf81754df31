//! A form that cannot be filled in any more.

use crate::check::papers::papers;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER008", name: "form-in-paper", severity: Severity::Note },
    finds: "a paper made elsewhere that is a form",
    why: "its pages join the pack as they look: what is filled in can be read, and nothing more can be filled in",
    mend: "publish the form itself beside the pack, where it is meant to be filled in",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope) {
        if let Some(form) = &paper.survey.form {
            let fields = match form.fields {
                1 => "1 field".to_string(),
                fields => format!("{fields} fields"),
            };
            findings.add(
                paper.path,
                format!("`{}` is a form with {fields}, {} filled in", paper.file, form.filled),
                "publish it by itself, too, if others are to fill it in".into(),
            );
        }
    }
}
