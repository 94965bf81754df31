//! Letters of a paper made elsewhere that no program can read.

use crate::check::papers::{pages_where, papers, spoken};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::survey::Page;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER006", name: "letters-without-characters", severity: Severity::Warning },
    finds: "pages of a paper made elsewhere on which many letters have no characters: they look right, and are nonsense when they are copied or read aloud",
    why: "a screen reader reads nothing or rubbish, and no search finds what is written there",
    mend: "export it again from the program that made it, with its fonts as they are",
    run,
};

/// A page with so many letters without characters, and so large a part of them, is
/// no longer readable; signs and bullets are often without.
const MANY: usize = 20;
const PART: usize = 10;

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope) {
        let pages = pages_where(&paper, is_unreadable);
        if !pages.is_empty() {
            findings.add(
                paper.path,
                format!("{} of `{}` cannot be copied or read aloud", spoken(&pages), paper.file),
                "export it again from the program that made it".into(),
            );
        }
    }
}

fn is_unreadable(page: &Page) -> bool {
    page.unmapped >= MANY && page.unmapped * PART >= page.text.chars().count() + page.unmapped
}
