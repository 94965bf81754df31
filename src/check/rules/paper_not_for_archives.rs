//! What keeps a paper made elsewhere from being kept for decades.

use crate::check::papers::{papers, reasons};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::survey::Standard;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER017", name: "paper-not-for-archives", severity: Severity::Note },
    finds: "a paper made elsewhere whose pages fail PDF/A-2, the standard of archived documents",
    why: "the pack claims to be fit for the archive only if every part of it is",
    mend: "export it again as PDF/A (in Word: Save as, PDF, Options, PDF/A)",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope).filter(|paper| paper.verdict.archive.is_none()) {
        let reasons = reasons(&paper, Standard::Archive);
        if !reasons.is_empty() {
            findings.add(
                paper.path,
                format!("`{}` is not fit for an archive: {}", paper.file, reasons),
                "export it again as PDF/A, or the pack cannot claim PDF/A-2".into(),
            );
        }
    }
}
