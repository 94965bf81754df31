//! Texts held against each other, word by word.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// How many unchanged words are shown on either side of a change.
const AROUND: usize = 12;

/// How many words of a hundred two paragraphs share at least if the one is a
/// new wording of the other.
const ALIKE: usize = 40;

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub struct Marked {
    /// What became of them.
    pub mark: Mark,
    /// The words; none where some are left out.
    pub text: String,
}

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// They are as they were.
    Same,
    /// They are new.
    Added,
    /// They are gone.
    Deleted,
    /// They are as they were, and too many to show.
    LeftOut,
}

impl Marked {
    fn new(mark: Mark, words: &[&str]) -> Self {
        Self { mark, text: words.join(" ") }
    }
}

/// Returns a whole text under one mark.
pub(super) fn whole(mark: Mark, text: &str) -> Vec<Marked> {
    vec![Marked::new(mark, &split(text))]
}

/// Returns a text with what was added to and deleted from an earlier one.
pub(super) fn marked(before: &str, now: &str) -> Vec<Marked> {
    let (old, new) = (split(before), split(now));
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    let end = operations.len().saturating_sub(1);
    let mut list = Vec::new();
    for (index, operation) in operations.iter().enumerate() {
        let (tag, was, is) = operation.as_tag_tuple();
        if tag == DiffTag::Equal {
            list.extend(unchanged(&new[is], index > 0, index < end));
            continue;
        }
        if !was.is_empty() {
            list.push(Marked::new(Mark::Deleted, &old[was]));
        }
        if !is.is_empty() {
            list.push(Marked::new(Mark::Added, &new[is]));
        }
    }
    list
}

/// Returns whether one text is a new wording of the other.
pub(super) fn alike(before: &str, now: &str) -> bool {
    let (old, new) = (split(before), split(now));
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    let kept = operations.iter().filter(|operation| operation.tag() == DiffTag::Equal);
    let kept: usize = kept.map(|operation| operation.new_range().len()).sum();
    2 * kept * 100 >= ALIKE * (old.len() + new.len())
}

fn split(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// Unchanged words: those near a change, which may stand before or after them.
fn unchanged(words: &[&str], after: bool, before: bool) -> Vec<Marked> {
    let head = if after { AROUND } else { 0 };
    let tail = if before { AROUND } else { 0 };
    if words.len() <= head + tail + 1 {
        return vec![Marked::new(Mark::Same, words)];
    }
    let (first, last) = (&words[..head], &words[words.len() - tail..]);
    let parts = [
        Marked::new(Mark::Same, first),
        Marked::new(Mark::LeftOut, &[]),
        Marked::new(Mark::Same, last),
    ];
    parts.into_iter().filter(|part| part.mark == Mark::LeftOut || !part.text.is_empty()).collect()
}
