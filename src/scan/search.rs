//! The search of one file.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use super::fold::Folded;
use super::leaf;
use super::mark::Mark;
use super::needle::{Cases, Rigour};
use super::passage::Passage;
use super::pdf;
use super::read;
use super::secrets::{Hit, Secrets, What};
use super::trace::{Kind, Trace};

/// How deep files lie in files before the search gives up, and says so.
const DEPTH: usize = 6;

/// The search of a file, and what it has found so far.
pub(super) struct Search<'a> {
    secrets: &'a Secrets,
    file: &'a str,
    /// Where in the file the search is, when files lie in files.
    inside: Vec<String>,
    folded: Folded,
    traces: Vec<Trace>,
    seen: BTreeSet<(String, Kind, String)>,
    /// What was found, of which no trace is wanted.
    met: BTreeSet<What>,
}

impl<'a> Search<'a> {
    /// Returns every trace in a file.
    pub(super) fn of(secrets: &'a Secrets, file: &'a str, bytes: &[u8]) -> Vec<Trace> {
        let mut search = Self::new(secrets, file, Vec::new());
        search.text(file, Rigour::Form, |_| "the file’s name".into());
        search.file(bytes);
        search.traces
    }

    /// Returns what a pack that takes over a paper made elsewhere would have in it.
    pub(super) fn paper(secrets: &'a Secrets, bytes: &[u8]) -> (BTreeSet<What>, BTreeSet<Mark>) {
        let mut search = Self::new(secrets, "", Vec::new());
        let fonts = pdf::paper(&mut search, bytes);
        (search.met, fonts)
    }

    fn new(secrets: &'a Secrets, file: &'a str, inside: Vec<String>) -> Self {
        Self {
            secrets,
            file,
            inside,
            folded: Folded::default(),
            traces: Vec::new(),
            seen: BTreeSet::new(),
            met: BTreeSet::new(),
        }
    }

    /// Searches the bytes of a file by what they are.
    pub(super) fn file(&mut self, bytes: &[u8]) {
        self.whole(bytes, "the file itself");
        if self.inside.len() > DEPTH {
            self.form(Kind::Unread, String::new(), "files too deep in files");
            return;
        }
        read::file(self, bytes);
    }

    /// Looks whether bytes are a withheld file or picture.
    pub(super) fn whole(&mut self, bytes: &[u8], place: &str) {
        if let Some(source) = self.secrets.source_of(bytes) {
            let name = source.rsplit('/').next().unwrap_or(source);
            self.add(Kind::File, place.into(), name.into(), source.into());
        }
    }

    /// Returns whether an open paper has a font as it is here.
    pub(super) fn knows_font(&self, mark: impl FnOnce() -> Mark) -> bool {
        self.secrets.knows_font(mark)
    }

    /// Searches a file that lies in this one.
    pub(super) fn within(&mut self, name: String, look: impl FnOnce(&mut Self)) {
        self.inside.push(name);
        look(self);
        self.inside.pop();
    }

    /// Returns a search of a part of this file, to go on beside it.
    pub(super) fn part(&self) -> Self {
        Self::new(self.secrets, self.file, self.inside.clone())
    }

    /// Takes over what the search of a part has found.
    pub(super) fn join(&mut self, part: Self) {
        for trace in part.traces {
            self.note(trace);
        }
        self.met.extend(part.met);
    }

    /// Searches two parts of the file at the same time; what the first finds comes first.
    pub(super) fn both(
        &mut self,
        first: impl FnOnce(&mut Self) + Send,
        second: impl FnOnce(&mut Self) + Send,
    ) {
        let (mut one, mut two) = (self.part(), self.part());
        rayon::join(|| first(&mut one), || second(&mut two));
        self.join(one);
        self.join(two);
    }

    /// Searches a text; `place` says where an offset of it stands.
    pub(super) fn text(&mut self, text: &str, rigour: Rigour, place: impl Fn(usize) -> String) {
        let mut folded = std::mem::take(&mut self.folded);
        folded.fold(text);
        let mut hits = Vec::new();
        self.secrets.hits(&folded, rigour, Cases::Apart, |hit| hits.push(hit));
        if !hits.is_empty() {
            hits.retain(|hit| !is_page_number(&folded, hit, self.secrets));
            self.met.extend(hits.iter().map(|hit| hit.what));
            self.record(hits, |letter| place(folded.offset(letter)));
        }
        self.folded = folded;
    }

    /// Searches a text put together from pieces.
    pub(super) fn passage(&mut self, passage: &Passage, rigour: Rigour) {
        self.text(passage.text(), rigour, |offset| passage.place(offset));
    }

    /// Searches an address, as it is and with what `%20` and its like stand for.
    pub(super) fn address(&mut self, text: &str, rigour: Rigour, place: impl Fn(usize) -> String) {
        self.text(text, rigour, &place);
        if text.contains('%') {
            let plain = percent_decode_str(text).decode_utf8_lossy();
            self.text(&plain, rigour, |_| place(0));
        }
    }

    /// Notes that the form of the file gives something away.
    pub(super) fn form(&mut self, kind: Kind, place: String, found: impl Into<String>) {
        self.add(kind, place, found.into(), String::new());
    }

    /// Notes hits: runs that go on into each other once, and names within a run
    /// with it.
    fn record(&mut self, mut hits: Vec<Hit>, place: impl Fn(usize) -> String) {
        hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        let mut row: Option<Row> = None;
        for hit in hits {
            let at = place(hit.start);
            let (kind, found, source) = self.secrets.told(hit.what);
            if let Some(row) = &mut row {
                let goes_on = hit.start <= row.end && row.place == at;
                let same = matches!(hit.what, What::Needle(_))
                    || leaf::path(&row.source) == leaf::path(&source);
                if goes_on && same && (hit.end <= row.end || matches!(hit.what, What::Run(_))) {
                    row.go_on(hit);
                    continue;
                }
            }
            match hit.what {
                What::Run(run) => {
                    let next = Row { end: hit.end, place: at, source, first: run, last: run };
                    self.add_row(row.replace(next));
                }
                What::Needle(_) => {
                    self.add_row(row.take_if(|row| row.end <= hit.start));
                    self.add(kind, at, found, source);
                }
            }
        }
        self.add_row(row);
    }

    fn add_row(&mut self, row: Option<Row>) {
        if let Some(Row { place, source, first, last, .. }) = row {
            self.add(Kind::Words, place, self.secrets.passage(first, last), source);
        }
    }

    fn add(&mut self, kind: Kind, place: String, found: String, source: String) {
        let mut places = self.inside.clone();
        places.extend(Some(place).filter(|place| !place.is_empty()));
        let place = places.join(", ");
        self.note(Trace { file: self.file.into(), place, kind, found, source });
    }

    fn note(&mut self, trace: Trace) {
        if self.seen.insert((trace.place.clone(), trace.kind, trace.found.clone())) {
            self.traces.push(trace);
        }
    }
}

/// Runs of words that go on into each other.
struct Row {
    end: usize,
    place: String,
    source: String,
    first: usize,
    last: usize,
}

impl Row {
    fn go_on(&mut self, hit: Hit) {
        if let What::Run(run) = hit.what
            && hit.end > self.end
        {
            self.last = run;
        }
        self.end = self.end.max(hit.end);
    }
}

/// Returns whether a number is that of a page: of a pack with a thousand pages
/// and more, some have the figures of a secret.
fn is_page_number(text: &Folded, hit: &Hit, secrets: &Secrets) -> bool {
    if secrets.told(hit.what).0 != Kind::Number {
        return false;
    }
    let before = &text.letters()[..hit.start];
    let figures = before.iter().rev().take_while(|letter| letter.is_ascii_digit()).count();
    let words = [before, &before[..before.len() - figures]];
    words.iter().any(|before| before.ends_with(b"page") || before.ends_with(b"pages"))
}
