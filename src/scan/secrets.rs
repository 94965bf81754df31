//! What the public must not read, less all that it may.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;
use serde_json::Value;

use super::candidates::Candidates;
use super::day;
use super::fold::Folded;
use super::leaf::{Leaf, LeafKind, leaves, path};
use super::mark::{Mark, Marks};
use super::needle::{Cases, Needle, Rigour};
use super::number::Open;
use super::runs::Runs;
use super::search::Search;
use super::trace::Kind;

/// What the public may know, and what it must not.
///
/// Local Government Act 1972, section 100A(4) and Schedule 12A: an officer may
/// exclude exempt papers from what section 100B opens to the public; so whatever
/// stands in them, and in nothing that is open, is looked for.
#[derive(Clone, Debug, Default)]
pub struct Secrets {
    needles: Vec<Needle>,
    automaton: Option<AhoCorasick>,
    runs: Runs,
    files: Marks,
    /// The fonts of open papers made elsewhere.
    fonts: BTreeSet<Mark>,
}

/// A paper made elsewhere that anyone may read.
#[derive(Clone, Debug)]
pub struct OpenPaper<'a> {
    /// Its file, a PDF.
    pub bytes: &'a [u8],
    /// Text on its pages that nobody sees, such as words under a black box: that is not
    /// open, although the paper is.
    pub hidden: Vec<&'a str>,
}

/// Something that was found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) what: What,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Needle(usize),
    Run(usize),
}

impl Secrets {
    /// Returns what is secret: all that `withheld` tells and no part of `open` does.
    ///
    /// `open` is the JSON of every public source: the public meeting, the council's
    /// settings, the texts of templates, words that are known to be public;
    /// `withheld` the JSON of every withheld part.
    pub fn new(open: &[Value], withheld: &[Value]) -> Self {
        let public = Public::of(open);
        let mut secrets = Self::told_by(withheld, &public);
        let met = secrets.found_in(&public.texts);
        secrets.drop(&met, |needle| public.gives(needle) || public.labels(needle));
        secrets
    }

    /// Returns what is secret besides what open papers made elsewhere say, whose pages a
    /// pack takes over with their bookmarks, notes, addresses and tags: the same search
    /// reads them. Their fonts are open as they are.
    #[must_use]
    pub fn less(mut self, papers: &[OpenPaper<'_>]) -> Self {
        let read = papers.par_iter().map(|paper| {
            let (met, fonts) = Search::paper(&self, paper.bytes);
            let hidden: Vec<Folded> = paper.hidden.iter().map(|text| Folded::of(text)).collect();
            let hidden = self.found_in(&hidden);
            (met.difference(&hidden).copied().collect::<Vec<_>>(), fonts)
        });
        let mut met = BTreeSet::new();
        for (of, fonts) in read.collect::<Vec<_>>() {
            met.extend(of);
            self.fonts.extend(fonts);
        }
        self.drop(&met, |_| false);
        self
    }

    /// Returns the same with withheld files as well, each with its source: papers made
    /// elsewhere and pictures, less those that are in open files too.
    #[must_use]
    pub fn with_files(mut self, withheld: &[(String, &[u8])], open: &[&[u8]]) -> Self {
        self.files = Marks::of(withheld, open);
        self
    }

    /// Returns where bytes come from, if they are a withheld file or a picture of one.
    pub(super) fn source_of(&self, bytes: &[u8]) -> Option<&str> {
        self.files.source(bytes)
    }

    /// Returns whether an open paper has a font.
    pub(super) fn knows_font(&self, mark: impl FnOnce() -> Mark) -> bool {
        !self.fonts.is_empty() && self.fonts.contains(&mark())
    }

    /// Returns the words from one run to the end of another.
    pub(super) fn passage(&self, first: usize, last: usize) -> String {
        self.runs.passage(first, last)
    }

    /// Takes away what was met in public.
    fn drop(&mut self, met: &BTreeSet<What>, is_public: impl Fn(&Needle) -> bool) {
        let mut index = 0;
        self.needles.retain(|needle| {
            index += 1;
            !met.contains(&What::Needle(index - 1)) && !is_public(needle)
        });
        self.runs.settle(|run| !met.contains(&What::Run(run)));
        self.make_automaton();
    }

    /// Returns whether nothing is secret.
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty() && self.runs.len() == 0 && self.files.is_empty()
    }

    fn told_by(withheld: &[Value], public: &Public) -> Self {
        let mut candidates = Candidates::default();
        let mut runs = Runs::default();
        // What has a cell or line of its own comes first, so that traces name it.
        let mut told: Vec<Leaf<'_>> = withheld.iter().flat_map(leaves).collect();
        told.sort_by_key(|leaf| !leaf.has_spot());
        for leaf in told {
            match leaf.kind {
                LeafKind::Text(text) => {
                    let folded = Folded::of(text);
                    candidates.text(text, &folded, &leaf.source);
                    let letters = folded.letters();
                    runs.add(text, &folded, &leaf.source, |run| !public.makes(run, letters));
                }
                LeafKind::Number(value) => candidates.number(value, &leaf.source),
                LeafKind::Place(place) => candidates.place(place),
                LeafKind::Key(key) => {
                    if !key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
                        candidates.text(key, &Folded::of(key), &leaf.source);
                    }
                }
            }
        }
        let mut secrets = Self { needles: candidates.needles, runs, ..Self::default() };
        secrets.runs.settle(|_| true);
        secrets.make_automaton();
        secrets
    }

    fn make_automaton(&mut self) {
        let patterns = self.needles.iter().map(|needle| &needle.letters);
        self.automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(patterns)
            .ok()
            .filter(|_| !self.needles.is_empty());
    }

    /// Returns the needles and runs that public texts have.
    fn found_in(&self, texts: &[Folded]) -> BTreeSet<What> {
        let found = texts.par_iter().flat_map_iter(|text| {
            let mut found = Vec::new();
            self.hits(text, Rigour::Content, Cases::Alike, |hit| found.push(hit.what));
            found
        });
        found.collect()
    }

    /// Gives everything secret in a text.
    pub(super) fn hits(
        &self,
        text: &Folded,
        rigour: Rigour,
        cases: Cases,
        mut found: impl FnMut(Hit),
    ) {
        self.runs.find(text, |run, start, end| found(Hit { start, end, what: What::Run(run) }));
        let Some(automaton) = &self.automaton else { return };
        for hit in automaton.find_overlapping_iter(text.letters()) {
            let index = hit.pattern().as_usize();
            let needle = &self.needles[index];
            if needle.is_sought(rigour) && needle.stands(text, hit.start(), cases) {
                found(Hit { start: hit.start(), end: hit.end(), what: What::Needle(index) });
            }
        }
    }

    /// Returns the kind, the words and the source of a find.
    pub(super) fn told(&self, what: What) -> (Kind, String, String) {
        match what {
            What::Needle(index) => {
                let needle = &self.needles[index];
                (needle.kind, needle.shown.clone(), needle.source.clone())
            }
            What::Run(run) => (Kind::Words, self.runs.shown(run), self.runs.source(run)),
        }
    }
}

/// What the public sources say.
struct Public {
    texts: Vec<Folded>,
    numbers: Open,
    days: BTreeSet<String>,
    /// Sorted hashes of the first words of public texts, and of the last.
    heads: Vec<u64>,
    tails: Vec<u64>,
    /// Sorted hashes of whole texts of few words.
    values: Vec<u64>,
}

/// How many words of a public text can be a part of a run.
const PART: usize = 8;

impl Public {
    fn of(open: &[Value]) -> Self {
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
            numbers: Open::of(open),
            days: days.into_iter().flat_map(day::forms).collect(),
            heads: sorted(heads.concat()),
            tails: sorted(tails.concat()),
        }
    }

    /// Returns whether the end of one public text and the beginning of another make a
    /// run between them, or those of a label, its value and the next label: cells beside
    /// each other do not give a paper away.
    fn makes(&self, run: &[Range<usize>], letters: &[u8]) -> bool {
        let has = |sorted: &[u64], words: &[Range<usize>]| {
            sorted.binary_search(&hash(words, letters)).is_ok()
        };
        (1..run.len()).filter(|&count| has(&self.tails, &run[..count])).any(|count| {
            let rest = &run[count..];
            let is_value = |&end: &usize| has(&self.values, &rest[..end]);
            has(&self.heads, rest)
                || (1..rest.len()).filter(is_value).any(|end| has(&self.heads, &rest[end..]))
        })
    }

    /// Returns whether a name is a public code and the title beside it, which a table
    /// has in two cells: `R01 Failure`.
    fn labels(&self, needle: &Needle) -> bool {
        let ends = [0].into_iter().chain(needle.breaks.iter().copied());
        let starts: Vec<usize> = ends.chain([needle.letters.len()]).collect();
        let words: Vec<Range<usize>> = starts.windows(2).map(|pair| pair[0]..pair[1]).collect();
        let is_code =
            |word: &Range<usize>| needle.letters[word.clone()].iter().any(u8::is_ascii_digit);
        needle.kind == Kind::Name
            && words.first().is_some_and(is_code)
            && self.makes(&words, &needle.letters)
    }

    /// Returns whether a number or day is public in another form.
    fn gives(&self, needle: &Needle) -> bool {
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

/// Returns the hash of a whole text of few words.
fn whole(text: &Folded) -> Option<u64> {
    let words = text.words();
    (1..=PART).contains(&words.len()).then(|| hash(&words, text.letters()))
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
