//! What pages show: the text of each, and of the forms that they draw.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};
use rayon::prelude::*;

use super::content::{self, Step};
use super::font::{self, Font, Used};
use super::{as_dictionary, dictionary, name, object_name, string};
use crate::scan::needle::Rigour;
use crate::scan::passage::Passage;
use crate::scan::search::Search;
use crate::scan::trace::Kind;

type Fonts = BTreeMap<ObjectId, Font>;

/// What was shown of some content.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// The ids of the marked content of each page.
    pub(super) marked: BTreeMap<ObjectId, BTreeSet<u32>>,
    used: BTreeMap<ObjectId, Used>,
}

impl Shown {
    fn join(&mut self, other: Self) {
        self.marked.extend(other.marked);
        for (font, used) in &other.used {
            self.used.entry(*font).or_default().join(used);
        }
    }
}

/// Content: of a page by its number, or of a stream that pages draw.
#[derive(Clone, Copy)]
enum Content<'a> {
    Page(u32, ObjectId),
    Drawn(ObjectId, &'a lopdf::Stream),
}

/// How many pages are read one after the other.
const ROW: usize = 16;

/// Searches the text of every page and form, and holds fonts against it.
pub(super) fn search(search: &mut Search<'_>, document: &Document) -> Shown {
    let fonts = document.objects.iter().filter(|(_, object)| font::is_font(object));
    let read = |object: &Object| as_dictionary(object).map(|font| Font::of(document, font));
    let fonts: Fonts = fonts.filter_map(|(id, object)| Some((*id, read(object)?))).collect();
    let pages = document.get_pages().into_iter().map(|(number, page)| Content::Page(number, page));
    let contents: Vec<Content<'_>> = pages.chain(drawn(document)).collect();
    let rows: Vec<(Search<'_>, Shown)> = contents
        .par_chunks(ROW)
        .map(|row| {
            let (mut part, mut shown) = (search.part(), Shown::default());
            for content in row {
                shown.join(look(&mut part, document, &fonts, *content));
            }
            (part, shown)
        })
        .collect();
    let mut shown = Shown::default();
    for (part, of) in rows {
        search.join(part);
        shown.join(of);
    }
    hold_fonts(search, document, &fonts, &shown.used);
    shown
}

/// Searches the text of one content.
fn look(
    search: &mut Search<'_>,
    document: &Document,
    fonts: &Fonts,
    content: Content<'_>,
) -> Shown {
    let (place, resources, bytes) = match content {
        Content::Page(number, page) => (
            format!("page {number}"),
            inherited(document, page, b"Resources"),
            document.get_page_content(page),
        ),
        Content::Drawn(id, stream) => (
            object_name(id),
            dictionary(document, &stream.dict, b"Resources"),
            stream.get_plain_content().unwrap_or_default(),
        ),
    };
    let mut showing = Showing::of(document, resources, fonts);
    showing.read(&bytes);
    showing.look(search, &place);
    let marked = match content {
        Content::Page(_, page) => BTreeMap::from([(page, showing.marked)]),
        Content::Drawn(..) => BTreeMap::new(),
    };
    Shown { marked, used: showing.used }
}

fn drawn(document: &Document) -> impl Iterator<Item = Content<'_>> {
    document.objects.iter().filter_map(|(id, object)| match object {
        Object::Stream(stream) if is_drawn(&stream.dict) => Some(Content::Drawn(*id, stream)),
        _ => None,
    })
}

/// Returns the streams that are read as content.
pub(super) fn streams(document: &Document) -> BTreeSet<ObjectId> {
    let pages = document.page_iter().flat_map(|page| document.get_page_contents(page));
    let drawn = drawn(document).filter_map(|content| match content {
        Content::Drawn(id, _) => Some(id),
        Content::Page(..) => None,
    });
    pages.chain(drawn).collect()
}

/// Returns whether a stream is drawn by pages: a form or a pattern.
fn is_drawn(stream: &Dictionary) -> bool {
    name(stream, b"Subtype") == b"Form" || stream.has(b"PatternType")
}

/// Returns an entry of a page that its parents may hold for it.
fn inherited<'a>(document: &'a Document, page: ObjectId, key: &[u8]) -> Option<&'a Dictionary> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..32 {
        if let Some(found) = dictionary(document, node, key) {
            return Some(found);
        }
        node = dictionary(document, node, b"Parent")?;
    }
    None
}

/// A font tells more than its pages where it has letters that none of them shows; one
/// that an open paper has as it is here tells nothing that the paper does not.
fn hold_fonts(
    search: &mut Search<'_>,
    document: &Document,
    fonts: &Fonts,
    used: &BTreeMap<ObjectId, Used>,
) {
    let is_open = |id: &ObjectId, search: &Search<'_>| {
        let font = document.get_dictionary(*id);
        font.is_ok_and(|font| search.knows_font(|| font::mark(document, font)))
    };
    for (id, font) in fonts {
        if holds(font, used.get(id)) || is_open(id, search) {
            continue;
        }
        let place = format!("{}, font {}", object_name(*id), font.name);
        let Some(used) = used.get(id).filter(|used| !used.is_empty()) else {
            search.form(Kind::UnusedFont, place, &font.name);
            continue;
        };
        let unused = font.unused(used);
        if used.is_unread {
            search.form(Kind::Unread, place, "letters that the font does not name");
        } else if !unused.is_empty() {
            search.form(Kind::UnusedLetters, place, unused.join(" "));
        }
    }
}

/// Returns whether a font has nothing but letters that are shown.
fn holds(font: &Font, used: Option<&Used>) -> bool {
    used.is_some_and(|used| !used.is_empty() && !used.is_unread && font.unused(used).is_empty())
}

/// A font that a content takes: one of the file's objects, or its own.
#[derive(Clone, Copy)]
enum Taken<'a> {
    Object(ObjectId, &'a Font),
    Own(usize),
}

/// The text of one content, in the order in which it is shown.
struct Showing<'a> {
    names: BTreeMap<&'a [u8], Taken<'a>>,
    own: Vec<Font>,
    font: Option<Taken<'a>>,
    saved: Vec<Option<Taken<'a>>>,
    text: String,
    asides: Vec<(String, String)>,
    marked: BTreeSet<u32>,
    used: BTreeMap<ObjectId, Used>,
    is_unread: bool,
}

impl<'a> Showing<'a> {
    fn of(document: &'a Document, resources: Option<&'a Dictionary>, fonts: &'a Fonts) -> Self {
        let listed = resources.and_then(|resources| dictionary(document, resources, b"Font"));
        let mut own = Vec::new();
        let mut names = BTreeMap::new();
        for (name, font) in listed.into_iter().flatten() {
            let shared = font.as_reference().ok().and_then(|id| Some((id, fonts.get(&id)?)));
            let taken = match (shared, as_dictionary(font)) {
                (Some((id, font)), _) => Taken::Object(id, font),
                (None, Some(font)) => {
                    own.push(Font::of(document, font));
                    Taken::Own(own.len() - 1)
                }
                (None, None) => continue,
            };
            names.insert(name.as_slice(), taken);
        }
        Self {
            names,
            own,
            font: None,
            saved: Vec::new(),
            text: String::new(),
            asides: Vec::new(),
            marked: BTreeSet::new(),
            used: BTreeMap::new(),
            is_unread: false,
        }
    }

    fn read(&mut self, content: &[u8]) {
        content::read(content, |step| match step {
            Step::Font(name) => self.font = self.names.get(name).copied(),
            Step::Show(codes) => self.show(codes),
            Step::Gap | Step::Move if self.text.ends_with(' ') => {}
            Step::Gap | Step::Move => self.text.push(' '),
            Step::Save => self.saved.push(self.font),
            Step::Restore => self.font = self.saved.pop().unwrap_or(self.font),
            Step::Property(key, text) => {
                let key = format!("/{}", String::from_utf8_lossy(key));
                self.asides.push((key, string::text(text)));
            }
            Step::Comment(text) => {
                self.asides.push(("its comment".into(), string::text(text)));
            }
            Step::Marked(id) => {
                self.marked.insert(id);
            }
        });
    }

    fn show(&mut self, codes: &[u8]) {
        match self.font {
            Some(Taken::Object(id, font)) => {
                font.decode(codes, &mut self.text, self.used.entry(id).or_default());
            }
            Some(Taken::Own(index)) => {
                let mut used = Used::default();
                self.own[index].decode(codes, &mut self.text, &mut used);
                self.is_unread |= used.is_unread;
            }
            None => self.text.push_str(&string::text(codes)),
        }
    }

    fn look(&self, search: &mut Search<'_>, place: &str) {
        search.text(&self.text, Rigour::Content, |_| place.into());
        if self.is_unread {
            search.form(Kind::Unread, place.into(), "letters that the font does not name");
        }
        let mut asides = Passage::default();
        for (key, text) in &self.asides {
            asides.at(format!("{place} {key}"));
            asides.push(text);
            asides.space();
        }
        search.passage(&asides, Rigour::Content);
    }
}
