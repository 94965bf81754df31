//! What keeps a tagged paper made elsewhere from being accessible.

use crate::check::papers::{papers, reasons};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::survey::Standard;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER018", name: "paper-not-accessible", severity: Severity::Note },
    finds: "a tagged paper made elsewhere whose pages fail PDF/UA-1, the standard of accessible documents",
    why: "the pack claims to be accessible only if every part of it is",
    mend: "mend the document as the reasons say and export it again; PAC or Acrobat show each place",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    // That a paper is not tagged is said by a rule of its own.
    for paper in papers(scope).filter(|paper| paper.survey.tagged) {
        let reasons = reasons(&paper, Standard::Accessible);
        if !reasons.is_empty() {
            findings.add(
                paper.path,
                format!("`{}` is not accessible: {}", paper.file, reasons),
                "mend the document and export it again, or the pack cannot claim PDF/UA-1".into(),
            );
        }
    }
}
