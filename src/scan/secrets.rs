//! What the public must not read, less all that it may.

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;
use serde_json::Value;

use super::candidates::Candidates;
use super::fold::Folded;
use super::leaf::{Leaf, LeafKind, leaves};
use super::mark::{Mark, Marks};
use super::needle::{Cases, Needle, Rigour};
use super::public::Public;
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
    /// settings, the texts of templates, words that are known to be public; `labels` are
    /// words that the program puts before any value; `withheld` is the JSON of every
    /// withheld part.
    pub fn new(open: &[Value], labels: &[&str], withheld: &[Value]) -> Self {
        let public = Public::of(open, labels);
        let mut secrets = Self::told_by(withheld, &public);
        let met = secrets.found_in(&public.texts);
        secrets.drop(&met, |needle| {
            public.gives(needle) || public.names(needle) || public.labels(needle)
        });
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
