//! A paper made elsewhere that is damaged and could be mended.

use crate::check::papers::{pages_where, papers, spoken};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER016", name: "mended-paper", severity: Severity::Note },
    finds: "a paper made elsewhere whose table of objects is wrong, or a page of it that could not be examined",
    why: "what is broken was searched for and found; whether anything is missing can only be seen by looking",
    mend: "look at its pages in the pack; export it again if anything is missing",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope) {
        let unread = pages_where(&paper, |page| page.unread.is_some());
        if !unread.is_empty() {
            findings.add(
                paper.path,
                format!("{} of `{}` could not be examined", spoken(&unread), paper.file),
                "export it again, and look at its pages in the pack".into(),
            );
        } else if paper.survey.repaired {
            findings.add(
                paper.path,
                format!("`{}` is damaged, and was mended", paper.file),
                "look at its pages in the pack, and export it again if anything is missing".into(),
            );
        }
    }
}
