//! A signature that a pack cannot carry.

use crate::check::papers::papers;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER007", name: "signed-paper", severity: Severity::Warning },
    finds: "a paper made elsewhere that is signed digitally",
    why: "a signature is of the file, byte by byte: the pages join the pack, and the signature does not; that somebody signed is then shown by nothing",
    mend: "keep the signed file with the record of the meeting, and say in the report that it is signed and where it can be seen",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope) {
        let count = paper.survey.signatures.len();
        if count > 0 {
            let signatures =
                if count == 1 { "a signature".into() } else { format!("{count} signatures") };
            findings.add(
                paper.path,
                format!("`{}` has {signatures}, which its pages in the pack have not", paper.file),
                "keep the signed file, and say in the report where it can be seen".into(),
            );
        }
    }
}
