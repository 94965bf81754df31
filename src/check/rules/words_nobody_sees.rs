//! Words on a paper made elsewhere that cannot be seen, by accident as it seems.

use crate::check::papers::{hidden, how, papers, position, words};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::survey::{Hidden, Kind};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER003", name: "words-nobody-sees", severity: Severity::Warning },
    finds: "words on a paper made elsewhere that lie under a table, chart or picture, are cut off by their frame, are on a layer that is switched off, or are too small to be read",
    why: "nobody sees them, and everybody can copy and search them; data behind a chart and comments on a layer have been published so",
    mend: "look at the place, and take the words out of the document if they are not meant for the public",
    run,
};

/// The most findings of a paper.
const MOST: usize = 10;

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope) {
        let found = hidden(&paper).filter(|(.., hidden)| is_accident(hidden));
        for (number, page, hidden) in found.take(MOST) {
            let (words, position) = (words(&hidden.words), position(page, &hidden.area));
            let (file, how) = (paper.file, how(hidden));
            findings.add(
                paper.path,
                format!("page {number} of `{file}` has {words} {how}, {position}"),
                "look at the place, and take them out if they are not for the public".into(),
            );
        }
    }
}

/// Returns whether words are out of sight by accident, as it seems.
fn is_accident(hidden: &Hidden) -> bool {
    match hidden.kind {
        Kind::UnderBox | Kind::UnderPicture => !hidden.snug,
        Kind::Clipped | Kind::OffLayer | Kind::Tiny => true,
        _ => false,
    }
}
