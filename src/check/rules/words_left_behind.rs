//! Words that an earlier state of a paper had.

use crate::check::papers::{hidden, papers, words};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::survey::Kind;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER002", name: "words-left-behind", severity: Severity::Error },
    finds: "words that are no longer on a paper made elsewhere and are still in its file, because it was saved by adding to it",
    why: "a program that saves quickly keeps the file as it was and adds what has changed: the words that were deleted can be read by whoever cuts the addition off",
    mend: "save it under another name (Save as, not Save) or print it to a new PDF",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope) {
        for (number, _, hidden) in hidden(&paper) {
            if hidden.kind == Kind::EarlierRevision {
                findings.add(
                    paper.path,
                    format!(
                        "`{}` still has {} of an earlier state of page {number}",
                        paper.file,
                        words(&hidden.words)
                    ),
                    "save it under another name, which leaves out its earlier states".into(),
                );
            }
        }
    }
}
