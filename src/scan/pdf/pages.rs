//! What pages show: the text of each, and of the forms that they draw.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::content::{self, Step};
use super::font::{self, Font};
use super::{as_dictionary, dictionary, name, object_name, string};
use crate::scan::needle::Rigour;
use crate::scan::passage::Passage;
use crate::scan::search::Search;
use crate::scan::trace::Kind;

type Fonts = BTreeMap<ObjectId, Font>;

/// What of a document's content was read, and the tags that it had.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// The streams that were read as content.
    pub(super) streams: BTreeSet<ObjectId>,
    /// The ids of the marked content of each page.
    pub(super) marked: BTreeMap<ObjectId, BTreeSet<u32>>,
}

/// Searches the text of every page and form, and holds fonts against it.
pub(super) fn search(search: &mut Search<'_>, document: &Document) -> Shown {
    let mut shown = Shown::default();
    let fonts = document.objects.iter().filter(|(_, object)| font::is_font(object));
    let read = |object: &Object| as_dictionary(object).map(|font| Font::of(document, font));
    let mut fonts: Fonts = fonts.filter_map(|(id, object)| Some((*id, read(object)?))).collect();
    for (number, page) in document.get_pages() {
        let content = document.get_page_content(page);
        let resources = inherited(document, page, b"Resources");
        let mut text = Showing::of(document, resources, &mut fonts);
        text.read(&content);
        text.look(search, &format!("page {number}"));
        shown.streams.extend(document.get_page_contents(page));
        shown.marked.insert(page, text.marked);
    }
    for (id, object) in &document.objects {
        let Object::Stream(stream) = object else { continue };
        if !is_drawn(&stream.dict) {
            continue;
        }
        let Ok(content) = stream.get_plain_content() else { continue };
        let resources = dictionary(document, &stream.dict, b"Resources");
        let mut text = Showing::of(document, resources, &mut fonts);
        text.read(&content);
        text.look(search, &object_name(*id));
        shown.streams.insert(*id);
    }
    hold_fonts(search, &fonts);
    shown
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

/// A font tells more than its pages where it has letters that none of them shows.
fn hold_fonts(search: &mut Search<'_>, fonts: &Fonts) {
    for (id, font) in fonts {
        let place = format!("{}, font {}", object_name(*id), font.name);
        if font.is_unread {
            search.form(Kind::Unread, place, "letters that the font does not name");
        } else if font.shown.is_empty() {
            search.form(Kind::UnusedFont, place, &font.name);
        } else if !font.unused().is_empty() {
            search.form(Kind::UnusedLetters, place, font.unused().join(" "));
        }
    }
}

/// The text of one content, in the order in which it is shown.
struct Showing<'a> {
    names: BTreeMap<&'a [u8], ObjectId>,
    fonts: &'a mut Fonts,
    font: Option<ObjectId>,
    saved: Vec<Option<ObjectId>>,
    text: String,
    asides: Vec<(String, String)>,
    marked: BTreeSet<u32>,
}

impl<'a> Showing<'a> {
    fn of(document: &'a Document, resources: Option<&'a Dictionary>, fonts: &'a mut Fonts) -> Self {
        let listed = resources.and_then(|resources| dictionary(document, resources, b"Font"));
        let names = listed
            .into_iter()
            .flatten()
            .filter_map(|(name, font)| Some((name.as_slice(), font.as_reference().ok()?)));
        Self {
            names: names.collect(),
            fonts,
            font: None,
            saved: Vec::new(),
            text: String::new(),
            asides: Vec::new(),
            marked: BTreeSet::new(),
        }
    }

    fn read(&mut self, content: &[u8]) {
        content::read(content, |step| match step {
            Step::Font(name) => self.font = self.names.get(name).copied(),
            Step::Show(codes) => match self.font.and_then(|font| self.fonts.get_mut(&font)) {
                Some(font) => font.decode(codes, &mut self.text),
                None => self.text.push_str(&string::text(codes)),
            },
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

    fn look(&self, search: &mut Search<'_>, place: &str) {
        search.text(&self.text, Rigour::Content, |_| place.into());
        let mut asides = Passage::default();
        for (key, text) in &self.asides {
            asides.at(format!("{place} {key}"));
            asides.push(text);
            asides.space();
        }
        search.passage(&asides, Rigour::Content);
    }
}
