//! A paper made elsewhere that is not tagged.

use crate::check::papers::papers;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER004", name: "paper-without-tags", severity: Severity::Warning },
    finds: "a paper made elsewhere that has no tags, or whose tags are empty",
    why: "a screen reader has nothing to go by: no headings, no lists, no tables; the pack shows its pages as figures and cannot claim to be accessible",
    mend: "export it again with tags (in Word: Save as, PDF, Options, Document structure tags for accessibility); a scan has to be read and tagged first",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope).filter(|paper| !paper.survey.tagged) {
        findings.add(
            paper.path,
            format!("`{}` is not tagged, so that its pages are read aloud as figures", paper.file),
            "export it again with tags (in Word: Save as, PDF, Options, Document structure tags for accessibility)".into(),
        );
    }
}
