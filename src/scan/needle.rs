//! What is looked for: names and numbers by themselves, and runs of words.

use super::fold::Folded;
use super::trace::Kind;

/// How a needle must stand in a text to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// From the beginning of a word to the end of one, however broken between if it is
    /// long.
    Words,
    /// The same, and begun with a capital: a name that is a word as well.
    Capital,
    /// Broken into words exactly as it is here: figures mean another number else.
    Exact,
}

/// How much of a text is taken for something to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rigour {
    /// What a reader or a machine takes as content: everything is looked for.
    Content,
    /// Names, ids, addresses and attributes: no numbers, which count and measure there.
    Form,
    /// What a format itself is made of, such as the names of its schemas and styles:
    /// as names, and no single word either, because `/Registry` is in every PDF.
    Schema,
    /// Bytes that may be anything: only what is too long to be there by chance.
    Raw,
    /// Bytes of which the format itself is a part: fonts, and whole files whose parts
    /// are searched one by one as well. As other bytes, and no single word.
    Frame,
}

/// How many letters are too many to stand among random bytes by chance, or to come
/// about where the end of one text meets the beginning of another: `R01` and `4`.
const LONG: usize = 8;

/// A name, title, code, number or day, folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Needle {
    pub(super) letters: Vec<u8>,
    pub(super) rule: Rule,
    pub(super) kind: Kind,
    /// As it was written.
    pub(super) shown: String,
    /// The cell that it came from.
    pub(super) source: String,
    /// Where words begin in it.
    pub(super) breaks: Vec<usize>,
}

impl Needle {
    /// Returns the needle of a text.
    pub(super) fn new(kind: Kind, rule: Rule, shown: &str, source: &str) -> Self {
        let folded = Folded::of(shown);
        let inner = 1..folded.letters().len().max(1);
        Self {
            breaks: inner.filter(|&index| folded.breaks(index)).collect(),
            letters: folded.letters().to_vec(),
            rule,
            kind,
            shown: shown.split_whitespace().collect::<Vec<_>>().join(" "),
            source: source.into(),
        }
    }

    /// Returns whether the needle stands at `start` as its rule asks.
    pub(super) fn stands(&self, text: &Folded, start: usize, cases: Cases) -> bool {
        let end = start + self.letters.len();
        if !text.breaks(start) {
            return false;
        }
        match self.rule {
            _ if self.letters.len() < LONG && !self.is_broken_alike(text, start) => false,
            Rule::Words => text.breaks(end),
            Rule::Capital => text.breaks(end) && (cases == Cases::Alike || text.is_capital(start)),
            Rule::Exact => ends_a_number(text, end) && self.is_broken_alike(text, start),
        }
    }

    fn is_broken_alike(&self, text: &Folded, start: usize) -> bool {
        let inner = (1..self.letters.len()).filter(|&index| text.breaks(start + index));
        inner.eq(self.breaks.iter().copied())
    }

    /// Returns whether a text of this kind is searched for the needle.
    pub(super) fn is_sought(&self, rigour: Rigour) -> bool {
        match rigour {
            Rigour::Content => true,
            Rigour::Form => self.kind != Kind::Number && !self.is_all_figures(),
            Rigour::Raw => self.letters.len() >= LONG && !self.is_all_figures(),
            Rigour::Schema => self.rule != Rule::Capital && self.is_sought(Rigour::Form),
            Rigour::Frame => self.rule != Rule::Capital && self.is_sought(Rigour::Raw),
        }
    }

    fn is_all_figures(&self) -> bool {
        self.rule == Rule::Exact && !self.letters.iter().any(u8::is_ascii_alphabetic)
    }
}

fn ends_a_number(text: &Folded, end: usize) -> bool {
    let goes_on = |letter: &u8| letter.is_ascii_digit() || *letter == b'.';
    text.breaks(end) || !text.letters().get(end).is_some_and(goes_on)
}

/// Whether capitals matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cases {
    /// As written: in a finished file.
    Apart,
    /// Not at all: a public word in lower case makes its capital public.
    Alike,
}
