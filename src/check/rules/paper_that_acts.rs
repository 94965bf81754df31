//! What a paper made elsewhere does by itself.

use crate::check::papers::{papers, spoken};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::spelling::listed;
use crate::survey::{Active, Deed};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER009", name: "paper-that-acts", severity: Severity::Warning },
    finds: "a paper made elsewhere that runs scripts, starts programs, sends or takes in data, plays media, opens other files, carries a program, or has links that report who followed them",
    why: "none of it joins the pack; it is said because the pages may rely on it, and because nobody expects it of a paper",
    mend: "ask its author what it is for, and for a copy without it",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope) {
        let mut kinds: Vec<Deed> = paper.survey.active.iter().map(|deed| deed.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let said: Vec<String> =
            kinds.into_iter().map(|kind| said(kind, &paper.survey.active)).collect();
        if !said.is_empty() {
            findings.add(
                paper.path,
                format!("`{}` {}; the pack has nothing of it", paper.file, listed(&said)),
                "ask its author for a copy without it".into(),
            );
        }
    }
}

/// Returns what a paper does, with the pages where.
fn said(kind: Deed, all: &[Active]) -> String {
    let does = match kind {
        Deed::Script => "runs a script",
        Deed::Launch => "starts a program",
        Deed::Submit => "sends what is filled in",
        Deed::Import => "takes in data",
        Deed::OtherFile => "opens other files",
        Deed::Media => "plays media",
        Deed::Program => "carries a program",
        Deed::Tracking => "reports who follows its links",
    };
    let mut pages: Vec<usize> =
        all.iter().filter(|deed| deed.kind == kind).filter_map(|deed| deed.page).collect();
    pages.sort_unstable();
    pages.dedup();
    if pages.is_empty() { does.into() } else { format!("{does} ({})", spoken(&pages)) }
}
