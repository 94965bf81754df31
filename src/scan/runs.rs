//! Runs of words, found by a rolling hash of their first letters.
//!
//! A run is five words and twenty letters at least. Of five words in a row, other
//! authors seldom write the same five by chance, and an officer who reads them
//! knows where they came from; four are still phrases of the trade (“at the end
//! of quarter”). The letters keep “is to be in a” from being one. The hash makes
//! one pass over a text, whatever is withheld.

use super::fold::Folded;

/// How many words make a run.
const WORDS: usize = 5;
/// How many letters make a run; the window of the hash.
pub(super) const LETTERS: usize = 20;
/// How many of its words are no figures.
const SPOKEN: usize = 3;

const BASE: u64 = 0x0000_0100_0000_01b3;
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// A run of a withheld text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Its letters, in the letters of all runs.
    start: u32,
    length: u32,
    /// The text, and where in it the run was written.
    pub(super) text: u32,
    pub(super) from: u32,
    pub(super) to: u32,
}

/// A text that runs come from.
#[derive(Clone, Debug)]
struct Text {
    written: String,
    source: String,
}

/// All runs of the withheld texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs {
    texts: Vec<Text>,
    letters: Vec<u8>,
    all: Vec<Run>,
    index: Vec<(u64, u32)>,
    filter: Vec<u64>,
    shift: u32,
}

impl Runs {
    /// Adds the runs of a text; those that begin at each of its words, as ranges
    /// of its letters that `is_secret` lets pass.
    pub(super) fn add(
        &mut self,
        written: &str,
        folded: &Folded,
        source: &str,
        is_secret: impl Fn(&[std::ops::Range<usize>]) -> bool,
    ) {
        let words = folded.words();
        let base = small(self.letters.len());
        let text = small(self.texts.len());
        let before = self.all.len();
        for first in 0..words.len() {
            let Some(run) = run_from(&words[first..], folded.letters()) else { break };
            if !is_secret(run) {
                continue;
            }
            let (start, end) = (run[0].start, run[run.len() - 1].end);
            self.all.push(Run {
                start: base + small(start),
                length: small(end - start),
                text,
                from: small(folded.offset(start)),
                to: small(folded.offset(end - 1)),
            });
        }
        if self.all.len() > before {
            self.letters.extend_from_slice(folded.letters());
            self.texts.push(Text { written: written.into(), source: source.into() });
        }
    }

    /// Returns how many runs there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Returns the cell or line that a run came from.
    pub(super) fn source(&self, run: usize) -> String {
        let run = self.all[run];
        let text = &self.texts[run.text as usize];
        let before = text.written[..run.from as usize].matches('\n').count();
        let line = text.source.rsplit_once(':').and_then(|(file, line)| {
            Some(format!("{file}:{}", line.parse::<usize>().ok()? + before))
        });
        line.unwrap_or_else(|| text.source.clone())
    }

    /// Returns the words of a run as they were written.
    pub(super) fn shown(&self, run: usize) -> String {
        self.passage(run, run)
    }

    /// Returns the words from one run to the end of another; those of the first where
    /// they are not of one text.
    pub(super) fn passage(&self, first: usize, last: usize) -> String {
        let (run, end) = (self.all[first], self.all[last]);
        let end = if end.text == run.text && end.to >= run.to { end.to } else { run.to };
        let written = &self.texts[run.text as usize].written;
        let last = written[end as usize..].chars().next().map_or(0, char::len_utf8);
        let words = written[run.from as usize..end as usize + last].split_whitespace();
        words.filter(|word| word.contains(char::is_alphanumeric)).collect::<Vec<_>>().join(" ")
    }

    /// Keeps the runs that `keep` names, each once, and makes the index.
    pub(super) fn settle(&mut self, keep: impl Fn(usize) -> bool) {
        let mut index = 0;
        self.all.retain(|_| {
            index += 1;
            keep(index - 1)
        });
        let letters = &self.letters;
        let mut order: Vec<u32> = (0..small(self.all.len())).collect();
        let of = |run: &u32| {
            let run = self.all[*run as usize];
            &letters[run.start as usize..(run.start + run.length) as usize]
        };
        order.sort_by(|a, b| of(a).cmp(of(b)).then(a.cmp(b)));
        order.dedup_by(|a, b| of(a) == of(b));
        order.sort_unstable();
        self.all = order.iter().map(|run| self.all[*run as usize]).collect();
        self.make_index();
    }

    fn make_index(&mut self) {
        let start = |run: &Run| &self.letters[run.start as usize..run.start as usize + LETTERS];
        let hashes = self.all.iter().map(|run| hash(start(run)));
        self.index = hashes.zip(0..).collect();
        self.index.sort_unstable();
        let bits = (self.all.len() * 16).next_power_of_two().max(1024);
        self.shift = 64 - bits.trailing_zeros();
        self.filter = vec![0; bits / 64];
        for (hash, _) in &self.index {
            let slot = slot(*hash, self.shift);
            self.filter[slot / 64] |= 1 << (slot % 64);
        }
    }

    /// Gives every run that stands in a text, and where it begins and ends.
    pub(super) fn find(&self, text: &Folded, mut found: impl FnMut(usize, usize, usize)) {
        let letters = text.letters();
        if self.all.is_empty() || letters.len() < LETTERS {
            return;
        }
        let mut rolling = hash(&letters[..LETTERS]);
        let leaving = (1..LETTERS).fold(1u64, |power, _| power.wrapping_mul(BASE));
        for start in 0..=letters.len() - LETTERS {
            if start > 0 {
                let out = u64::from(letters[start - 1]).wrapping_mul(leaving);
                let next = u64::from(letters[start + LETTERS - 1]);
                rolling = rolling.wrapping_sub(out).wrapping_mul(BASE).wrapping_add(next);
            }
            let slot = slot(rolling, self.shift);
            if self.filter[slot / 64] & 1 << (slot % 64) != 0 && text.breaks(start) {
                self.compare(letters, start, rolling, &mut found);
            }
        }
    }

    fn compare(
        &self,
        letters: &[u8],
        start: usize,
        hash: u64,
        found: &mut impl FnMut(usize, usize, usize),
    ) {
        let from = self.index.partition_point(|(other, _)| *other < hash);
        for (_, run) in self.index[from..].iter().take_while(|(other, _)| *other == hash) {
            let Run { start: at, length, .. } = self.all[*run as usize];
            let own = &self.letters[at as usize..(at + length) as usize];
            if letters[start..].starts_with(own) {
                found(*run as usize, start, start + own.len());
            }
        }
    }
}

/// Returns the words of the run that begins with the first word.
fn run_from<'a>(
    words: &'a [std::ops::Range<usize>],
    letters: &[u8],
) -> Option<&'a [std::ops::Range<usize>]> {
    let start = words.first()?.start;
    let count = (WORDS..=words.len()).find(|&count| {
        let words = &words[..count];
        let spoken = words.iter().filter(|word| !letters[word.start].is_ascii_digit()).count();
        words[count - 1].end - start >= LETTERS && spoken >= SPOKEN
    })?;
    Some(&words[..count])
}

fn hash(letters: &[u8]) -> u64 {
    letters
        .iter()
        .fold(0, |hash: u64, letter| hash.wrapping_mul(BASE).wrapping_add(u64::from(*letter)))
}

fn slot(hash: u64, shift: u32) -> usize {
    usize::try_from(hash.wrapping_mul(MIX) >> shift).unwrap_or(0)
}

fn small(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The council will sell the bus depot at Mill Lane to the highest bidder";

    fn runs() -> Runs {
        let mut runs = Runs::default();
        runs.add(TEXT, &Folded::of(TEXT), "a.md:3", |_| true);
        runs.settle(|_| true);
        runs
    }

    fn found(text: &str) -> Vec<String> {
        let (runs, mut found) = (runs(), Vec::new());
        runs.find(&Folded::of(text), |run, _, _| found.push(runs.shown(run)));
        found
    }

    #[test]
    fn five_words_are_found_however_they_are_broken() {
        for text in [
            "… to SELL the bus\ndepot at Mill…",
            "sellthebusdepotatmill",
            "sell the bus de\u{ad}pot | at | Mill",
        ] {
            assert_eq!(found(text), ["sell the bus depot at Mill"], "{text}");
        }
    }

    #[test]
    fn four_words_and_other_words_are_not() {
        assert_eq!(found("sell the bus depot to Mill Lane at the highest"), Vec::<String>::new());
        assert_eq!(found(""), Vec::<String>::new());
    }
}
