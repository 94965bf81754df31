//! PDF: the text of its pages, every string and stream, earlier states of the
//! file, and what its form gives away.

mod content;
mod destinations;
mod font;
mod objects;
mod outline;
mod pages;
mod reach;
mod revisions;
mod string;
mod tags;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::mark::Mark;
use super::needle::Rigour;
use super::read::raw;
use super::search::Search;
use super::trace::Kind;

/// Searches a PDF.
pub(super) fn document(search: &mut Search<'_>, bytes: &[u8]) {
    search.both(
        |search| {
            let Some(document) = load(search, bytes) else { return };
            search.both(
                |search| {
                    let shown = pages::search(search, &document);
                    tags::search(search, &document, &shown);
                    form(search, &document);
                },
                |search| objects::search(search, &document),
            );
            revisions::search(search, bytes, &document);
        },
        |search| raw(search, bytes, "", Rigour::Frame),
    );
}

/// Searches what a pack takes over of a paper made elsewhere, and returns the marks of
/// its fonts; nothing where it cannot be read.
pub(super) fn paper(search: &mut Search<'_>, bytes: &[u8]) -> BTreeSet<Mark> {
    let Ok(document) = Document::load_mem(bytes) else { return BTreeSet::new() };
    pages::search(search, &document);
    objects::paper(search, &document);
    font::marks(&document)
}

/// Returns what the pictures of a PDF hold, unpacked.
pub(super) fn pictures(bytes: &[u8]) -> Vec<Vec<u8>> {
    let Ok(document) = Document::load_mem(bytes) else { return Vec::new() };
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let pictures = streams.filter(|stream| name(&stream.dict, b"Subtype") == b"Image");
    pictures.filter_map(objects::plain).collect()
}

fn load(search: &mut Search<'_>, bytes: &[u8]) -> Option<Document> {
    match Document::load_mem(bytes) {
        Ok(document) if !document.is_encrypted() && !document.was_encrypted() => Some(document),
        Ok(_) => {
            search.form(Kind::Unread, String::new(), "a PDF that is encrypted");
            None
        }
        Err(_) => {
            search.form(Kind::Unread, String::new(), "a PDF that is damaged");
            None
        }
    }
}

/// Searches what an earlier state of the file says.
fn state(search: &mut Search<'_>, document: &Document) {
    pages::search(search, document);
    objects::search(search, document);
}

/// Searches the form of the file.
fn form(search: &mut Search<'_>, document: &Document) {
    let pages: BTreeSet<ObjectId> = document.page_iter().collect();
    reach::search(search, document);
    outline::search(search, document, &pages);
    destinations::search(search, document, &pages);
}

/// Returns what an entry of a dictionary is or refers to.
fn entry<'a>(document: &'a Document, of: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let object = of.get(key).ok()?;
    document.dereference(object).ok().map(|(_, object)| object)
}

/// Returns an entry that is a dictionary.
fn dictionary<'a>(
    document: &'a Document,
    of: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    as_dictionary(entry(document, of, key)?)
}

fn as_dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// Returns an entry that is a name, or no letters.
fn name<'a>(of: &'a Dictionary, key: &[u8]) -> &'a [u8] {
    of.get(key).and_then(Object::as_name).unwrap_or_default()
}

/// Returns the name that an object's place has.
fn object_name(id: ObjectId) -> String {
    format!("object {}", id.0)
}
