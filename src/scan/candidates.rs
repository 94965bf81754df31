//! What of a withheld text tells something by itself: titles, names, codes,
//! addresses, numbers, days, and the names of files.

use std::collections::BTreeSet;
use std::ops::Range;

use super::day;
use super::fold::Folded;
use super::leaf;
use super::needle::{Needle, Rule};
use super::number;
use super::plain;
use super::trace::Kind;

/// The needles of the withheld texts, each once.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    seen: BTreeSet<(Vec<u8>, Rule, Vec<usize>)>,
    pub(super) needles: Vec<Needle>,
}

/// Names that files of every meeting have.
const FILES: &[&str] = &["report", "kpi", "risk", "meeting", "council", "reports", "inputs"];

impl Candidates {
    fn add(&mut self, kind: Kind, rule: Rule, shown: &str, source: &str) {
        let needle = Needle::new(kind, rule, shown, source);
        let broken = if rule == Rule::Exact { needle.breaks.clone() } else { Vec::new() };
        if !needle.letters.is_empty() && self.seen.insert((needle.letters.clone(), rule, broken)) {
            self.needles.push(needle);
        }
    }

    /// Adds all that a text tells, but for its runs of words.
    pub(super) fn text(&mut self, text: &str, folded: &Folded, source: &str) {
        let words = Phrase::of(text, folded);
        if words.is_title() {
            self.add(Kind::Name, Rule::Words, text.trim(), source);
        }
        for token in text.split(|c: char| c.is_whitespace() || ",;()[]<>|\"“”".contains(c)) {
            let token = token.trim_matches(|c: char| !c.is_alphanumeric());
            if is_code(token) || is_address(token) {
                self.add(Kind::Name, Rule::Words, token, source);
            }
        }
        for phone in phones(text) {
            self.add(Kind::Name, Rule::Words, phone, source);
        }
        words.names(|rule, name| self.add(Kind::Name, rule, name, source));
        for value in number::numbers(text) {
            self.number(value, source);
        }
        for day in day::days(text) {
            self.day(day, source);
        }
    }

    /// Adds every form of a number that tells something.
    pub(super) fn number(&mut self, value: f64, source: &str) {
        for form in number::forms(value) {
            self.add(Kind::Number, Rule::Exact, &form, source);
        }
    }

    fn day(&mut self, day: jiff::civil::Date, source: &str) {
        if !day::bounds_a_period(day) {
            for form in day::forms(day) {
                self.add(Kind::Date, Rule::Exact, &form, source);
            }
        }
    }

    /// Adds the names of a withheld file and of its folders.
    pub(super) fn place(&mut self, place: &str) {
        let path = leaf::path(place);
        for name in path.split('/') {
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            let stem = stem.trim_start_matches(|c: char| !c.is_alphabetic());
            let words = Phrase::of(stem, &Folded::of(stem)).words;
            let tells = words.iter().filter(|word| word.len() > 2 && !plain::is_plain(word));
            if words.len() + usize::from(is_code(stem)) > 1
                && tells.count() > 0
                && !FILES.contains(&stem)
            {
                self.add(Kind::FileName, Rule::Words, stem, path);
            }
        }
    }
}

/// Returns whether a token is a code or reference: letters with figures, or joined
/// with underscores, and no time or ordinal.
fn is_code(token: &str) -> bool {
    let alone: String = token.chars().filter(|c| c.is_alphanumeric()).collect();
    let lower = alone.to_lowercase();
    let (length, letters) =
        (lower.chars().count(), lower.chars().filter(|c| c.is_alphabetic()).count());
    let figures = length - letters;
    let begins_with_letter = lower.starts_with(|c: char| c.is_alphabetic());
    let joined = token.trim_matches('_').contains('_');
    if plain::is_plain(&lower) || letters == 0 {
        return false;
    }
    (figures > 0 && begins_with_letter && length >= 4)
        || (figures > 2 && letters > 1 && length >= 8)
        || (joined && length >= 6)
}

fn is_address(token: &str) -> bool {
    token.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.'))
}

/// Returns the telephone numbers of a text: ten to thirteen figures from a `0` or `+`.
fn phones(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !(c.is_ascii_digit() || " ()+-".contains(c)));
    runs.map(|run| run.trim_matches([' ', '-', '(', ')'])).filter(|run| {
        let figures = run.bytes().filter(u8::is_ascii_digit).count();
        run.starts_with(['0', '+']) && (10..=13).contains(&figures)
    })
}

/// The words of a text, with how they were written.
struct Phrase<'a> {
    text: &'a str,
    folded: &'a Folded,
    ranges: Vec<Range<usize>>,
    words: Vec<String>,
}

impl<'a> Phrase<'a> {
    fn of(text: &'a str, folded: &'a Folded) -> Self {
        let ranges = folded.words();
        let word = |range: &Range<usize>| {
            String::from_utf8_lossy(&folded.letters()[range.clone()]).into_owned()
        };
        Self { text, folded, words: ranges.iter().map(word).collect(), ranges }
    }

    /// Returns whether the text is a title or name short enough to have few or no
    /// runs: two words that mean something, and one that others would not write.
    fn is_title(&self) -> bool {
        let long = self.words.len() > 5 && self.folded.letters().len() > 24;
        let meant = self.words.iter().filter(|word| !plain::is_small(word)).count();
        !long && meant > 1 && self.words.iter().any(|word| word.len() > 2 && !plain::is_plain(word))
    }

    /// Gives the names: two capitalised words or more in a row, and single ones
    /// that do not begin a sentence.
    fn names(&self, mut name: impl FnMut(Rule, &str)) {
        let mut first = 0;
        while first < self.words.len() {
            let mut last = first;
            if self.capital(first) {
                while self.capital(last + 1) && self.is_name_gap(last) {
                    last += 1;
                }
                self.name(first, last, &mut name);
            }
            first = last + 1;
        }
    }

    fn name(&self, mut first: usize, last: usize, name: &mut impl FnMut(Rule, &str)) {
        if self.begins_sentence(first) && plain::is_plain(&self.words[first]) {
            first += 1;
        }
        let tells = |at: usize| self.words[at].len() > 2 && !plain::is_plain(&self.words[at]);
        if first < last && last - first < 6 && (first..=last).any(tells) {
            name(Rule::Words, self.written(first, last));
        }
        for at in first..=last {
            let alone = self.words[at].len() > 3 && !is_code(&self.words[at]);
            if tells(at) && alone && !self.begins_sentence(at) {
                name(Rule::Capital, self.written(at, at));
            }
        }
    }

    fn capital(&self, at: usize) -> bool {
        self.ranges.get(at).is_some_and(|range| self.folded.is_capital(range.start))
    }

    fn begins_sentence(&self, at: usize) -> bool {
        at == 0 || self.gap(at - 1).contains(['.', '!', '?', ':', '\n', '*', '#', '“', '"', '|'])
    }

    fn is_name_gap(&self, at: usize) -> bool {
        matches!(self.gap(at), " " | "-" | " & " | "\u{a0}")
    }

    /// Returns what stands between a word and the next.
    fn gap(&self, at: usize) -> &str {
        let end = self.end(at);
        let next = self.ranges.get(at + 1).map(|range| self.folded.offset(range.start));
        next.filter(|next| *next >= end).map_or("", |next| &self.text[end..next])
    }

    fn end(&self, at: usize) -> usize {
        let last = self.folded.offset(self.ranges[at].end - 1);
        last + self.text[last..].chars().next().map_or(0, char::len_utf8)
    }

    fn written(&self, first: usize, last: usize) -> &'a str {
        &self.text[self.folded.offset(self.ranges[first].start)..self.end(last)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let mut candidates = Candidates::default();
        candidates.text(text, &Folded::of(text), "a.md");
        candidates.needles.into_iter().map(|needle| needle.shown).collect()
    }

    #[test]
    fn titles_and_names_tell_and_plain_words_do_not() {
        assert_eq!(shown("Depot disposal"), ["Depot disposal"]);
        assert_eq!(
            shown("We sell to Wharf Partners. Nobody else bid."),
            ["Wharf Partners", "Wharf", "Partners"]
        );
        for plain in ["Corporate services", "In progress", "and housing", "Quarter 3 2017/18"] {
            assert_eq!(shown(plain), Vec::<String>::new(), "{plain}");
        }
    }

    #[test]
    fn codes_addresses_and_telephones_tell() {
        assert_eq!(shown("see CE_R01 and LG06, not Q3 or 31st"), ["CE_R01", "LG06"]);
        assert_eq!(shown("where 𝑐 is 𝐸𝑏 and ½ of it"), Vec::<&str>::new());
        assert_eq!(shown("at officer.a@depot.example now"), ["officer.a@depot.example"]);
        assert_eq!(shown("on 01442 228 000 now"), ["01442 228 000"]);
    }

    #[test]
    fn numbers_and_days_tell_in_every_form() {
        assert_eq!(shown("for £1,234,567.50 only")[0], "1234567.5");
        assert!(shown("on 7 March 2018 only").contains(&"07/03/2018".into()));
    }

    #[test]
    fn a_file_and_its_folder_tell_their_names() {
        let mut candidates = Candidates::default();
        candidates.place("reports/12-depot-disposal/kpi.xlsx › Results!F12");
        candidates.place("reports/08-x/bids_2018.pdf");
        let shown: Vec<_> = candidates.needles.iter().map(|needle| needle.shown.as_str()).collect();
        assert_eq!(shown, ["depot-disposal", "bids_2018"]);
    }
}
