//! What has changed between a paper as it was published and as it is now: the
//! figures that differ, old and new, and texts with what was added and deleted.
//!
//! Two views are compared, never two PDFs. What follows from a figure, such as a
//! direction, a count or a trend line, is not listed again.

mod indicators;
mod lines;
mod risks;
mod withheld;
mod words;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::lines::Line;
pub use self::withheld::has_moved;
pub(super) use self::withheld::{withhold, without_deletions};
pub use self::words::{Mark, Marked};
use super::words::{capital, counted};
use super::{ItemView, ReportView};
use crate::spelling::listed;

/// The page before a paper that replaces an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub struct ChangesView {
    /// What the paper replaces.
    pub replaces: String,
    /// How much has changed, in one sentence.
    pub sentence: String,
    /// Indicators and risks that are new: what they are, code and name.
    pub added: Vec<Listed>,
    /// Indicators and risks that are gone.
    pub removed: Vec<Listed>,
    /// Indicators with the figures that differ.
    pub indicators: Vec<Changed>,
    /// Risks with the scores, bands and facts that differ.
    pub risks: Vec<Changed>,
    /// Texts that differ.
    pub texts: Vec<TextChange>,
}

/// What is said where only pages differ that are not for publication.
pub(super) const NOTHING_OPEN: &str =
    "No open figure and no open text differs; what has changed is not for publication.";

/// An indicator or risk that is new or gone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub struct Listed {
    /// `Indicator` or `Risk`.
    pub what: String,
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
}

/// An indicator or risk with what differs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub struct Changed {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// What differs.
    pub figures: Vec<FigureChange>,
}

/// One figure or word that differs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub struct FigureChange {
    /// `Result, Dec 2017`, `Residual score`.
    pub what: String,
    /// As it was published.
    pub before: String,
    /// As it is now.
    pub now: String,
}

/// A paragraph that differs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub struct TextChange {
    /// The section: `Report cover`, a heading, an indicator.
    pub section: String,
    /// The place in it: a heading of the cover, `Paragraph 2.1`.
    pub at: String,
    /// What it says, marked.
    pub words: Vec<Marked>,
}

/// What one part of a paper has to say.
#[derive(Debug, Default)]
struct Found {
    added: Vec<Listed>,
    removed: Vec<Listed>,
    changed: Vec<Changed>,
    texts: Vec<TextChange>,
}

/// Returns what differs between an item's papers; `replaces` says which pages
/// they stand in the place of.
pub fn compare(before: &ItemView, now: &ItemView, replaces: String) -> ChangesView {
    let mut texts = lines::changes(&lines::of_item(before), &lines::of_item(now));
    let (old, new) = (before.report.as_ref(), now.report.as_ref());
    texts.extend(lines::cover(old, new));
    texts.extend(lines::changes(&narrative(old), &narrative(new)));
    let indicators = indicators::compare(
        old.and_then(|report| report.scorecard.as_ref()),
        new.and_then(|report| report.scorecard.as_ref()),
    );
    let risks = risks::compare(
        old.and_then(|report| report.register.as_ref()),
        new.and_then(|report| report.register.as_ref()),
    );
    texts.extend(indicators.texts);
    texts.extend(risks.texts);
    texts.extend(lines::changes(&lines::of_papers(old), &lines::of_papers(new)));
    let mut changes = ChangesView {
        replaces,
        sentence: String::new(),
        added: [indicators.added, risks.added].concat(),
        removed: [indicators.removed, risks.removed].concat(),
        indicators: indicators.changed,
        risks: risks.changed,
        texts,
    };
    changes.sentence = sentence(&changes);
    changes
}

fn narrative(report: Option<&ReportView>) -> Vec<Line> {
    report.map(|report| lines::of_blocks("", &report.narrative)).unwrap_or_default()
}

/// `Changed are two figures of one indicator, and three texts.`
fn sentence(changes: &ChangesView) -> String {
    let of = |changed: &[Changed], one: &str, many: &str| {
        let figures: usize = changed.iter().map(|c| c.figures.len()).sum();
        let owners = counted(changed.len(), one, many);
        (figures > 0).then(|| format!("{} of {owners}", counted(figures, "entry", "entries")))
    };
    let number =
        |count: usize, one: &str, many: &str| (count > 0).then(|| counted(count, one, many));
    let parts = [
        number(changes.added.len(), "addition", "additions"),
        number(changes.removed.len(), "removal", "removals"),
        of(&changes.indicators, "indicator", "indicators"),
        of(&changes.risks, "risk", "risks"),
        number(changes.texts.len(), "text", "texts"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return "No figure and no text differs; only their order or their look does.".into();
    }
    format!("{}.", capital(&format!("what has changed: {}", listed(&parts))))
}

/// Returns a change, where there is one.
fn change(what: impl Into<String>, before: &str, now: &str) -> Option<FigureChange> {
    let shown = |text: &str| if text.is_empty() { "none".to_string() } else { text.to_string() };
    (before != now).then(|| FigureChange {
        what: what.into(),
        before: shown(before),
        now: shown(now),
    })
}

/// Returns the pairs of two lists under one key: those of the new list in its
/// order, then those that only the old one has.
pub(super) fn pairs<'a, T, K: PartialEq>(
    before: &'a [T],
    now: &'a [T],
    key: impl Fn(&T) -> K,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let other = |list: &'a [T], one: &T| list.iter().find(|other| key(other) == key(one));
    let current = now.iter().map(|one| (other(before, one), Some(one)));
    let gone = before.iter().filter(|one| other(now, one).is_none());
    current.chain(gone.map(|one| (Some(one), None))).collect()
}

#[cfg(test)]
mod tests;
