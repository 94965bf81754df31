//! Every string and every stream of a PDF, wherever it lies.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::{as_dictionary, dictionary, name, object_name, pages, string};
use crate::scan::needle::Rigour;
use crate::scan::read::{markup, raw};
use crate::scan::search::Search;
use crate::scan::trace::Kind;

/// Entries whose strings are ids, dates and addresses.
const FORMS: &[&[u8]] = &[
    b"ID",
    b"Headers",
    b"CreationDate",
    b"ModDate",
    b"M",
    b"Lang",
    b"URI",
    b"Dest",
    b"D",
    b"Registry",
    b"Ordering",
    b"Nums",
    b"Panose",
    b"Limits",
];

/// How deep arrays and dictionaries lie in each other.
const DEPTH: usize = 100;

/// Searches every string, name and stream.
pub(super) fn search(search: &mut Search<'_>, document: &Document) {
    let contents = pages::streams(document);
    let mut walk = Walk { search, names: BTreeSet::new() };
    walk.dictionary(&document.trailer, "the trailer", 0);
    for (id, object) in &document.objects {
        walk.value(object, b"", &object_name(*id), 0);
        if let Object::Stream(stream) = object
            && !contents.contains(id)
        {
            walk.stream(*id, stream);
        }
    }
    embedded(search, document);
}

struct Walk<'a, 'b> {
    search: &'a mut Search<'b>,
    /// Names that have been looked at: the same few stand everywhere.
    names: BTreeSet<Vec<u8>>,
}

impl Walk<'_, '_> {
    fn value(&mut self, object: &Object, key: &[u8], place: &str, depth: usize) {
        match object {
            _ if depth > DEPTH => {
                self.search.form(Kind::Unread, place.into(), "objects too deep in objects");
            }
            Object::String(bytes, _) => self.string(bytes, key, place),
            Object::Name(name) => self.name(name, place),
            Object::Array(values) => {
                for value in values {
                    self.value(value, key, place, depth + 1);
                }
            }
            Object::Dictionary(dictionary) => self.dictionary(dictionary, place, depth),
            Object::Stream(stream) => self.dictionary(&stream.dict, place, depth),
            _ => {}
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary, place: &str, depth: usize) {
        for (key, value) in dictionary {
            self.name(key, place);
            self.value(value, key, place, depth + 1);
        }
    }

    fn string(&mut self, bytes: &[u8], key: &[u8], place: &str) {
        let text = string::text(bytes);
        let rigour = if FORMS.contains(&key) { Rigour::Form } else { Rigour::Content };
        let key = String::from_utf8_lossy(key);
        let at = |_| if key.is_empty() { place.into() } else { format!("{place} /{key}") };
        self.search.address(&text, rigour, at);
    }

    fn name(&mut self, name: &[u8], place: &str) {
        if name.len() > 7 && !self.names.contains(name) {
            self.names.insert(name.to_vec());
            let text = string::text(name);
            self.search.text(&text, Rigour::Raw, |_| format!("{place}, name /{text}"));
        }
    }

    fn stream(&mut self, id: ObjectId, stream: &Stream) {
        let place = object_name(id);
        // Containers: what they hold has been loaded as objects of its own.
        if stream.dict.has_type(b"ObjStm") || stream.dict.has_type(b"XRef") {
            return;
        }
        let content = plain(stream).unwrap_or_else(|| {
            self.search.form(Kind::Unread, place.clone(), "a stream");
            stream.content.clone()
        });
        let is_xml = name(&stream.dict, b"Subtype") == b"XML";
        match std::str::from_utf8(&content) {
            Ok(text) if is_xml => markup(self.search, text, &place),
            _ if is_embedded(&stream.dict) => {}
            _ => raw(self.search, &content, &place),
        }
    }
}

/// Returns what a stream holds, unpacked; of pictures, their own bytes.
fn plain(stream: &Stream) -> Option<Vec<u8>> {
    let filters = stream.filters().unwrap_or_default();
    let pictures: [&[u8]; 4] = [b"DCTDecode", b"JPXDecode", b"JBIG2Decode", b"CCITTFaxDecode"];
    if filters.is_empty() || filters.iter().any(|filter| pictures.contains(filter)) {
        return Some(stream.content.clone());
    }
    stream.decompressed_content().ok()
}

fn is_embedded(stream: &Dictionary) -> bool {
    stream.has_type(b"EmbeddedFile")
}

/// Searches files within the file, each by its own kind.
fn embedded(search: &mut Search<'_>, document: &Document) {
    let named = files(document);
    for (id, object) in &document.objects {
        let Object::Stream(stream) = object else { continue };
        if is_embedded(&stream.dict) || named.contains(id) {
            let name = format!("{}, the file in it", object_name(*id));
            if let Some(content) = plain(stream) {
                search.within(name, |search| search.file(&content));
            }
        }
    }
}

/// Returns the streams that file specifications name as their files.
fn files(document: &Document) -> BTreeSet<ObjectId> {
    let specifications = document.objects.values().filter_map(as_dictionary);
    let files = specifications.filter_map(|of| dictionary(document, of, b"EF"));
    files.flatten().filter_map(|(_, file)| file.as_reference().ok()).collect()
}
