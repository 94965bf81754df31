//! What has changed in a paper of which something is not for publication any more:
//! what it said of that is not told again.

use std::collections::BTreeSet;

use super::lines::{self, Line};
use super::{ChangesView, Mark, TextChange, sentence};
use crate::view::{ItemView, ReportView, pictures};

/// What is said where deletions are not listed.
const UNLISTED: &str =
    "What was deleted is not listed, because pages that are not for publication are new or differ.";

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

impl ChangesView {
    /// Takes away what is gone: it may be withheld elsewhere.
    pub fn withhold_gone(&mut self) {
        self.removed.clear();
        without_deletions(&mut self.texts);
        self.sentence = format!("{} {UNLISTED}", sentence(self));
    }

    /// Takes away the earlier figures.
    pub fn withhold_earlier(&mut self) {
        let changed = self.indicators.iter_mut().chain(&mut self.risks);
        for figure in changed.flat_map(|changed| &mut changed.figures) {
            figure.before = UNTOLD.into();
        }
    }
}

/// What stands in the place of a figure that is gone.
const UNTOLD: &str = "not listed";

/// Takes the deleted words from changes of texts, and the changes that have no others.
pub(in crate::view) fn without_deletions(texts: &mut Vec<TextChange>) {
    for text in texts.iter_mut() {
        text.words.retain(|words| words.mark != Mark::Deleted);
    }
    texts.retain(|text| text.words.iter().any(|words| words.mark == Mark::Added));
}

/// Returns whether something that a paper said as it was published, and says no more,
/// stands in exempt pages, be they its own or those of another item.
pub fn has_moved(before: &ItemView, today: &ItemView, exempt: &ItemView) -> bool {
    fn moved<T: Ord>(then: &BTreeSet<T>, now: &BTreeSet<T>, there: &BTreeSet<T>) -> bool {
        then.difference(now).any(|gone| there.contains(gone))
    }
    let [then, now, there] = [before, today, exempt].map(all_said);
    let [had, has, has_there] = [before, today, exempt].map(|item| codes(item.report.as_ref()));
    moved(&then, &now, &there)
        || moved(&had, &has, &has_there)
        || moved(&files(before), &files(today), &files(exempt))
}

/// Returns everything that an item says in words, line by line.
fn all_said(item: &ItemView) -> BTreeSet<String> {
    let mut all = lines::of_item(item);
    // Every item has one, and it is told where the paper is not.
    all.retain(|line| line.at != "Title");
    if let Some(report) = &item.report {
        all.extend(report.cover.iter().flat_map(|row| lines::of_row(Some(row))));
        all.extend(lines::of_blocks("", &report.narrative));
    }
    said(all)
}

/// Returns what lines say; many reports have the same headings.
fn said(lines: Vec<Line>) -> BTreeSet<String> {
    let lines = lines.into_iter().filter(|line| line.at != lines::HEADING && !line.text.is_empty());
    lines.map(|line| line.text).collect()
}

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
