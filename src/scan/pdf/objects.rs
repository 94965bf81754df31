//! Every string and every stream of a PDF, wherever it lies.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::{as_dictionary, dictionary, name, object_name, pages, reach, string};
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
    b"Nums",
    b"Limits",
];

/// Entries whose strings name fonts, their encodings and standards of colour.
const SCHEMAS: &[&[u8]] = &[
    b"Registry",
    b"Ordering",
    b"Panose",
    b"FontFamily",
    b"CharSet",
    b"OutputCondition",
    b"OutputConditionIdentifier",
    b"RegistryName",
];

/// Entries that refer to fonts, maps of their letters and profiles of colour.
const OWN: &[&[u8]] = &[
    b"FontFile",
    b"FontFile2",
    b"FontFile3",
    b"ToUnicode",
    b"Encoding",
    b"CIDToGIDMap",
    b"CIDSet",
    b"DestOutputProfile",
];

/// How deep arrays and dictionaries lie in each other.
const DEPTH: usize = 100;

/// Entries of a paper made elsewhere whose strings come into a pack with its pages:
/// bookmarks, notes, addresses, tags and the fields of forms.
const TAKEN: &[&[u8]] =
    &[b"Title", b"Contents", b"URI", b"Alt", b"ActualText", b"E", b"T", b"TU", b"V"];

/// Searches what a pack takes over of a paper besides its pages: neither its properties
/// and metadata nor its files and scripts, nor what nothing refers to.
pub(super) fn paper(search: &mut Search<'_>, document: &Document) {
    let mut walk = Walk { search, names: BTreeSet::new(), own: own(document) };
    let properties = document.trailer.get(b"Info").and_then(Object::as_reference).ok();
    let reached = reach::reached(document);
    for (id, object) in &document.objects {
        if Some(*id) == properties || !reached.contains(id) {
            continue;
        }
        walk.taken(object, b"", &object_name(*id), 0);
        if let Object::Stream(stream) = object
            && (walk.own.contains(id) || name(&stream.dict, b"Subtype") == b"Image")
        {
            walk.stream(*id, stream);
        }
    }
}

/// Searches every string, name and stream.
pub(super) fn search(search: &mut Search<'_>, document: &Document) {
    let contents = pages::streams(document);
    let mut walk = Walk { search, names: BTreeSet::new(), own: own(document) };
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
    /// Streams of the format's own kinds.
    own: BTreeSet<ObjectId>,
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

    /// Searches the strings of an object that a pack takes over.
    fn taken(&mut self, object: &Object, key: &[u8], place: &str, depth: usize) {
        match object {
            _ if depth > DEPTH => {}
            Object::String(bytes, _) if TAKEN.contains(&key) => self.string(bytes, key, place),
            Object::Array(values) => {
                for value in values {
                    self.taken(value, key, place, depth + 1);
                }
            }
            Object::Dictionary(of) => {
                of.iter().for_each(|(key, value)| self.taken(value, key, place, depth + 1));
            }
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
        let rigour = match key {
            key if SCHEMAS.contains(&key) => Rigour::Schema,
            key if FORMS.contains(&key) => Rigour::Form,
            _ => Rigour::Content,
        };
        let key = String::from_utf8_lossy(key);
        let at = |_| if key.is_empty() { place.into() } else { format!("{place} /{key}") };
        self.search.address(&text, rigour, at);
    }

    fn name(&mut self, name: &[u8], place: &str) {
        if name.len() > 7 && !self.names.contains(name) {
            self.names.insert(name.to_vec());
            let text = string::text(name);
            self.search.text(&text, Rigour::Frame, |_| format!("{place}, name /{text}"));
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
        self.search.whole(&content, &place);
        let kind = name(&stream.dict, b"Subtype");
        match std::str::from_utf8(&content) {
            Ok(text) if kind == b"XML" => markup(self.search, text, &place),
            _ if is_embedded(&stream.dict) => {}
            _ if kind == b"Image" || self.own.contains(&id) => {
                raw(self.search, &content, &place, Rigour::Frame);
            }
            _ => raw(self.search, &content, &place, Rigour::Raw),
        }
    }
}

/// Returns what a stream holds, unpacked; of pictures, their own bytes.
pub(super) fn plain(stream: &Stream) -> Option<Vec<u8>> {
    let filters = stream.filters().unwrap_or_default();
    let pictures: [&[u8]; 4] = [b"DCTDecode", b"JPXDecode", b"JBIG2Decode", b"CCITTFaxDecode"];
    if filters.is_empty() || filters.iter().any(|filter| pictures.contains(filter)) {
        return Some(stream.content.clone());
    }
    stream.decompressed_content().ok()
}

/// Returns the streams of a document that are fonts, maps of letters and profiles of colour.
fn own(document: &Document) -> BTreeSet<ObjectId> {
    let mut found = BTreeSet::new();
    for object in document.objects.values() {
        collect_own(object, b"", &mut found, 0);
    }
    found
}

fn collect_own(object: &Object, key: &[u8], found: &mut BTreeSet<ObjectId>, depth: usize) {
    match object {
        _ if depth > DEPTH => {}
        Object::Reference(id) if OWN.contains(&key) => {
            found.insert(*id);
        }
        Object::Array(values) => {
            let is_profile =
                values.first().is_some_and(|first| first.as_name().ok() == Some(b"ICCBased"));
            let key = if is_profile { b"DestOutputProfile" } else { key };
            for value in values {
                collect_own(value, key, found, depth + 1);
            }
        }
        Object::Dictionary(of) => {
            of.iter().for_each(|(key, value)| collect_own(value, key, found, depth + 1));
        }
        Object::Stream(stream) => {
            stream.dict.iter().for_each(|(key, value)| collect_own(value, key, found, depth + 1));
        }
        _ => {}
    }
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
