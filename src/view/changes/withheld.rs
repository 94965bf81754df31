//! What has changed in a paper of which something is not for publication any more:
//! what it said of that is not told again.

use std::collections::BTreeSet;

use super::lines::{self, Line};
use super::{ChangesView, Mark, TextChange, sentence};
use crate::view::{ItemView, ReportView, pictures};

/// What is said where deletions are not listed.
const UNLISTED: &str = "What was deleted from texts is not listed, because pages that are not for publication are new or differ.";

/// Takes from the changes of a public paper what its exempt pages, which are new or
/// differ, may have taken over from it.
pub(in crate::view) fn withhold(changes: &mut ChangesView, exempt: &ItemView) {
    let codes = codes(exempt.report.as_ref());
    changes.removed.retain(|gone| !codes.contains(gone.code.as_str()));
    let before = changes.texts.clone();
    without_deletions(&mut changes.texts);
    let is_shortened = changes.texts != before;
    changes.sentence = sentence(changes);
    if is_shortened {
        changes.sentence = format!("{} {UNLISTED}", changes.sentence);
    }
}

/// Takes the deleted words from changes of texts, and the changes that have no others.
pub(in crate::view) fn without_deletions(texts: &mut Vec<TextChange>) {
    for text in texts.iter_mut() {
        text.words.retain(|words| words.mark != Mark::Deleted);
    }
    texts.retain(|text| text.words.iter().any(|words| words.mark == Mark::Added));
}

/// Returns whether something of a paper as it was published stands in its exempt
/// pages now; a paper made elsewhere or a picture that its open pages still show does not.
pub fn is_withheld_since(before: &ItemView, today: &ItemView, exempt: &ItemView) -> bool {
    let (old, new) = (before.report.as_ref(), exempt.report.as_ref());
    let texts = |report: Option<&ReportView>| -> Vec<Line> {
        report.map(|report| lines::of_blocks("", &report.narrative)).unwrap_or_default()
    };
    let published = texts(old);
    !codes(old).is_disjoint(&codes(new))
        || files(before).intersection(&files(exempt)).any(|file| !files(today).contains(file))
        || texts(new)
            .iter()
            .filter(|line| line.text.split_whitespace().count() >= SAYING)
            .any(|line| published.iter().any(|old| old.text == line.text))
}

/// Of fewer words are headings that many reports have, such as `Background`.
const SAYING: usize = 4;

/// Returns the papers made elsewhere of an item, by the SHA-256 of each, and its
/// pictures by their names.
fn files(item: &ItemView) -> BTreeSet<&str> {
    let papers = item.report.iter().flat_map(|report| &report.appendices);
    papers.map(|paper| paper.file.as_str()).chain(pictures::of_item(item)).collect()
}

/// Returns the codes of a report's indicators and risks.
fn codes(report: Option<&ReportView>) -> BTreeSet<&str> {
    let scorecard = report.and_then(|report| report.scorecard.as_ref());
    let groups = scorecard.into_iter().flat_map(|scorecard| &scorecard.groups);
    let indicators = groups.flat_map(|group| &group.indicators).map(|one| one.code.as_str());
    let register = report.and_then(|report| report.register.as_ref());
    let risks = register.into_iter().flat_map(|register| &register.risks);
    indicators.chain(risks.map(|risk| risk.code.as_str())).collect()
}
