//! Files within a paper made elsewhere.

use crate::check::papers::papers;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::spelling::listed;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER011", name: "file-in-paper", severity: Severity::Note },
    finds: "files attached to a paper made elsewhere",
    why: "they do not join the pack: nobody has checked them, and readers do not expect them",
    mend: "attach them as papers of their own if the committee needs them",
    run,
};

/// The most files that are named.
const MOST: usize = 3;

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope) {
        let files = &paper.survey.files;
        let mut names: Vec<String> =
            files.iter().take(MOST).map(|name| format!("`{name}`")).collect();
        if files.len() > MOST {
            names.push(format!("{} more", files.len() - MOST));
        }
        if !names.is_empty() {
            findings.add(
                paper.path,
                format!(
                    "`{}` has files in it that the pack has not: {}",
                    paper.file,
                    listed(&names)
                ),
                "attach them as papers of their own if the committee needs them".into(),
            );
        }
    }
}
