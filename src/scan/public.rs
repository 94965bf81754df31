//! What the public sources say: their texts, numbers and days, and what stands beside
//! each other in them.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use rayon::prelude::*;
use serde_json::Value;

use super::day;
use super::fold::Folded;
use super::leaf::{Leaf, LeafKind, leaves, path};
use super::needle::Needle;
use super::number::Open;
use super::plain;
use super::trace::Kind;

/// What the public sources say.
pub(super) struct Public {
    pub(super) texts: Vec<Folded>,
    numbers: Open,
    days: BTreeSet<String>,
    /// Sorted hashes of the first words of public texts, and of the last.
    heads: Vec<u64>,
    tails: Vec<u64>,
    /// Sorted hashes of whole texts of few words.
    values: Vec<u64>,
    /// Sorted hashes of what stands before a value.
    labels: Vec<u64>,
}

/// How many words of a public text can be a part of a run.
const PART: usize = 8;

impl Public {
    pub(super) fn of(open: &[Value], labels: &[&str]) -> Self {
        let leaves: Vec<Leaf<'_>> = open.iter().flat_map(leaves).collect();
        let texts = leaves.iter().filter_map(|leaf| match leaf.kind {
            LeafKind::Text(text) | LeafKind::Key(text) => Some(text),
            LeafKind::Place(place) => Some(path(place)),
            LeafKind::Number(_) => None,
        });
        let texts: Vec<&str> = texts.collect::<BTreeSet<_>>().into_iter().collect();
        let days = texts.par_iter().flat_map_iter(|text| day::days(text)).collect::<Vec<_>>();
        let (heads, tails): (Vec<_>, Vec<_>) = texts.par_iter().map(|text| ends(text)).unzip();
        let texts: Vec<Folded> = texts.par_iter().map(|text| Folded::of(text)).collect();
        let values = texts.par_iter().filter_map(whole);
        Self {
            values: sorted(values.collect()),
            texts,
            labels: sorted(labels.iter().map(|label| all(&Folded::of(label))).collect()),
            numbers: Open::of(open),
            days: days.into_iter().flat_map(day::forms).collect(),
            heads: sorted(heads.concat()),
            tails: sorted(tails.concat()),
        }
    }

    /// Returns whether the end of one public text and the beginning of another make a
    /// run between them, with whole texts of few words between or none, as a label, its
    /// value and the next label: cells beside each other do not give a paper away.
    pub(super) fn makes(&self, run: &[Range<usize>], letters: &[u8]) -> bool {
        let ends = |&count: &usize| has(&self.tails, &run[..count], letters);
        (1..run.len()).filter(ends).any(|count| self.goes_on(&run[count..], letters))
    }

    /// Returns whether words are the beginning of a public text, or whole ones before it.
    fn goes_on(&self, words: &[Range<usize>], letters: &[u8]) -> bool {
        let is_whole = |&end: &usize| has(&self.values, &words[..end], letters);
        has(&self.heads, words, letters)
            || (1..words.len()).filter(is_whole).any(|end| self.goes_on(&words[end..], letters))
    }

    /// Returns whether a name is a public code and the title beside it, which a table
    /// has in two cells: `R01 Failure`.
    pub(super) fn names(&self, needle: &Needle) -> bool {
        let ends = [0].into_iter().chain(needle.breaks.iter().copied());
        let starts: Vec<usize> = ends.chain([needle.letters.len()]).collect();
        let words: Vec<Range<usize>> = starts.windows(2).map(|pair| pair[0]..pair[1]).collect();
        let is_code =
            |word: &Range<usize>| needle.letters[word.clone()].iter().any(u8::is_ascii_digit);
        needle.kind == Kind::Name
            && words.first().is_some_and(is_code)
            && self.makes(&words, &needle.letters)
    }

    /// Returns whether a name is a label with a public value behind it: `Venue: Town Hall`,
    /// `Impact: 3 Major`, `Large print page 9`.
    pub(super) fn labels(&self, needle: &Needle) -> bool {
        let shown = needle.shown.as_str();
        let ends = [shown.find(':'), shown.find(|c: char| c.is_ascii_digit())];
        needle.kind == Kind::Name
            && ends.into_iter().flatten().any(|end| {
                let (label, value) = shown.split_at(end);
                let value = Folded::of(value);
                self.labels.binary_search(&all(&Folded::of(label))).is_ok()
                    && self.is_value(&value.words(), value.letters())
            })
    }

    /// Returns whether words are whole public texts beside each other, and figures of
    /// pages and levels.
    fn is_value(&self, words: &[Range<usize>], letters: &[u8]) -> bool {
        let is_known = |&end: &usize| {
            let figures = &letters[words[0].start..words[end - 1].end];
            (end == 1 && figures.len() < 4 && figures.iter().all(u8::is_ascii_digit))
                || has(&self.values, &words[..end], letters)
        };
        words.is_empty()
            || (1..=words.len()).filter(is_known).any(|end| self.is_value(&words[end..], letters))
    }

    /// Returns whether a number or day is public in another form.
    pub(super) fn gives(&self, needle: &Needle) -> bool {
        match needle.kind {
            Kind::Number => self.numbers.gives(&String::from_utf8_lossy(&needle.letters)),
            Kind::Date => self.days.contains(&needle.shown),
            _ => false,
        }
    }
}

/// Returns hashes of the first words of each line of a text, and of the last.
fn ends(text: &str) -> (Vec<u64>, Vec<u64>) {
    let (mut heads, mut tails) = (Vec::new(), Vec::new());
    for line in text.split(['\n', '|']) {
        let folded = Folded::of(line);
        let words = folded.words();
        for count in 1..=words.len().min(PART) {
            heads.push(hash(&words[..count], folded.letters()));
            tails.push(hash(&words[words.len() - count..], folded.letters()));
        }
    }
    (heads, tails)
}

/// Returns the hash of a whole text of few words, not all of which stand in every
/// sentence.
fn whole(text: &Folded) -> Option<u64> {
    let words = text.words();
    let is_small = |word: &Range<usize>| {
        std::str::from_utf8(&text.letters()[word.clone()]).is_ok_and(plain::is_small)
    };
    let tells = (1..=PART).contains(&words.len()) && !words.iter().all(is_small);
    tells.then(|| hash(&words, text.letters()))
}

/// Returns the hash of a whole text.
fn all(text: &Folded) -> u64 {
    hash(&text.words(), text.letters())
}

fn has(sorted: &[u64], words: &[Range<usize>], letters: &[u8]) -> bool {
    sorted.binary_search(&hash(words, letters)).is_ok()
}

fn sorted(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

fn hash(words: &[Range<usize>], letters: &[u8]) -> u64 {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return 0 };
    let mut hasher = DefaultHasher::new();
    letters[first.start..last.end].hash(&mut hasher);
    hasher.finish()
}
