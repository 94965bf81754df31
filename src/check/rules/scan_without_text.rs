//! Pages of a paper made elsewhere that are pictures.

use crate::check::papers::{pages_where, papers, spoken};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER005", name: "scan-without-text", severity: Severity::Warning },
    finds: "pages of a paper made elsewhere that are scans and have no text",
    why: "nobody can search, copy or hear what is on them, and the law asks for what the public can use",
    mend: "ask for the document that was scanned; if there is none, let the scan be read (Acrobat: Recognise text) before it is attached",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope) {
        let pages = pages_where(&paper, |page| page.scan && page.text.trim().is_empty());
        if !pages.is_empty() {
            let is = if pages.len() == 1 { "is a scan" } else { "are scans" };
            findings.add(
                paper.path,
                format!("{} of `{}` {is} without text", spoken(&pages), paper.file),
                "ask for the document itself, or let the scan be read before it is attached".into(),
            );
        }
    }
}
