//! Words on a paper made elsewhere that cannot be seen, by accident as it seems.

use crate::check::papers::{hidden, papers, position, words};
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
        let found = hidden(&paper).filter_map(|(number, page, hidden)| {
            Some((number, position(page, &hidden.area), how(hidden)?, words(&hidden.words)))
        });
        for (number, position, how, words) in found.take(MOST) {
            findings.add(
                paper.path,
                format!("page {number} of `{}` has {words} {how}, {position}", paper.file),
                "look at the place, and take them out if they are not for the public".into(),
            );
        }
    }
}

fn how(hidden: &Hidden) -> Option<&'static str> {
    Some(match hidden.kind {
        Kind::UnderBox if !hidden.snug => "under something that came to lie on them",
        Kind::UnderPicture if !hidden.snug => "under a picture that came to lie on them",
        Kind::Clipped => "that their frame cuts off",
        Kind::OffLayer => "on a layer that is switched off",
        Kind::Tiny => "too small to be read",
        _ => return None,
    })
}
