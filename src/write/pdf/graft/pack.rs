//! The pack that papers are laid into: our own file, opened with lopdf.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, Stream};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::super::file::{File, OBJECTS_A_STREAM, Packed, deflate, object_stream};
use super::content::{self, Marks, State};
use super::placeholder;
use super::store::{Store, body, set_some, too_great};
use crate::fault::Fault;

/// An opened pack.
pub(super) struct Pack {
    /// All objects but for those that are held back.
    pub(super) store: Store,
    /// The pages in order, by their numbers.
    pub(super) pages: Vec<u32>,
    /// The number of the catalog.
    pub(super) root: u32,
    trailer: Dictionary,
    /// The contents of the placeholders, by their numbers.
    stamps: BTreeMap<u32, Stream>,
    /// The metadata and their number.
    pub(super) metadata: Option<(u32, Stream)>,
}

impl Pack {
    /// Opens a pack whose pages `placeholders` will be filled; it will grow by about
    /// `growth` bytes.
    pub(super) fn open(
        bytes: &[u8],
        placeholders: &BTreeSet<usize>,
        growth: usize,
    ) -> Result<Self, Fault> {
        let wrong = |what: &str| Fault::Other(format!("the pack is no PDF of ours: {what}"));
        let document = Document::load_mem(bytes).map_err(|error| wrong(&error.to_string()))?;
        let pages: Vec<u32> = document.get_pages().into_values().map(|(page, _)| page).collect();
        let root = document.trailer.get(b"Root").and_then(Object::as_reference);
        let (root, _) = root.map_err(|_| wrong("it has no catalog"))?;
        let mut held = BTreeSet::new();
        for place in placeholders {
            let page = pages.get(*place).ok_or_else(|| wrong("a placeholder is missing"))?;
            let page = document.get_dictionary((*page, 0)).map_err(|_| wrong("no page"))?;
            let contents = page.get(b"Contents").and_then(Object::as_reference);
            held.insert(contents.map_err(|_| wrong("a placeholder has not one content"))?.0);
        }
        let header = header(bytes).ok_or_else(|| wrong("it has no header"))?;
        let mut file = File::begin(header);
        file.expect(bytes.len() + growth);
        let mut store = Store::new(file, document.max_id + 1);
        let (mut stamps, mut metadata) = (BTreeMap::new(), None);
        for ((number, _), object) in document.objects {
            match object {
                Object::Stream(stream) if is_of_type(&stream, &[b"ObjStm", b"XRef"]) => {}
                Object::Stream(stream) if held.contains(&number) => {
                    stamps.insert(number, stream);
                }
                Object::Stream(stream) if is_of_type(&stream, &[b"Metadata"]) => {
                    metadata = Some((number, stream));
                }
                Object::Stream(stream) => {
                    store.put_shared(number, stream.dict, &stream.content)?;
                }
                other => drop(store.whole.insert(number, other)),
            }
        }
        Ok(Self { store, pages, root, trailer: document.trailer, stamps, metadata })
    }

    /// Returns the catalog.
    pub(super) fn catalog(&mut self) -> &mut Dictionary {
        dictionary_at(&mut self.store, self.root)
    }

    /// Returns the page at a place.
    pub(super) fn page(&mut self, at: usize) -> &mut Dictionary {
        let number = self.pages[at];
        dictionary_at(&mut self.store, number)
    }

    /// Returns a dictionary that an object is or refers to.
    pub(super) fn dictionary<'a>(&'a self, object: &'a Object) -> Option<&'a Dictionary> {
        match object {
            Object::Reference((number, _)) => self.store.whole.get(number)?.as_dict().ok(),
            other => other.as_dict().ok(),
        }
    }

    /// Returns an array that an object is or refers to.
    pub(super) fn array<'a>(&'a self, object: &'a Object) -> &'a [Object] {
        let object = match object {
            Object::Reference((number, _)) => self.store.whole.get(number),
            other => Some(other),
        };
        object.and_then(|object| object.as_array().ok()).map_or(&[], Vec::as_slice)
    }

    /// Returns the destination that has a name.
    pub(super) fn named(&self, name: &[u8]) -> Option<&Object> {
        let catalog = self.store.whole.get(&self.root)?.as_dict().ok()?;
        let mut node = self.dictionary(catalog.get(b"Names").ok()?)?.get(b"Dests").ok()?;
        for _ in 0..20 {
            let tree = self.dictionary(node)?;
            let list = |key: &[u8]| tree.get(key).map_or(&[][..], |list| self.array(list));
            let mut pairs = list(b"Names").as_chunks::<2>().0.iter();
            if let Some([_, found]) = pairs.find(|[own, _]| own.as_str().is_ok_and(|n| n == name)) {
                return Some(found);
            }
            node = list(b"Kids").iter().find(|kid| {
                let limits = self.dictionary(kid).and_then(|kid| kid.get(b"Limits").ok());
                let upper = limits.and_then(|limits| self.array(limits).last());
                upper.and_then(|upper| upper.as_str().ok()).is_some_and(|upper| upper >= name)
            })?;
        }
        None
    }

    /// Returns whether a colour profile is that of the pack's own output intent.
    pub(super) fn has_profile(&self, profile: &Object) -> bool {
        let catalog = self.store.whole.get(&self.root).and_then(|catalog| catalog.as_dict().ok());
        let intents = catalog.and_then(|catalog| catalog.get(b"OutputIntents").ok());
        let intents = intents.map_or(&[][..], |intents| self.array(intents));
        intents
            .iter()
            .filter_map(|intent| self.dictionary(intent))
            .any(|intent| intent.get(b"DestOutputProfile").is_ok_and(|own| own == profile))
    }

    /// Takes what stands on a placeholder as forms, which keep to themselves: its
    /// stamp, and its ground if it has one.
    pub(super) fn take_stamp(&mut self, at: usize) -> Result<(u32, Option<u32>), Fault> {
        let page = self.page(at);
        let bounds = page.get(b"MediaBox").and_then(Object::as_array).cloned().unwrap_or_default();
        let resources = page.remove(b"Resources");
        let contents = page.remove(b"Contents");
        let number = contents.and_then(|c| c.as_reference().ok()).map_or(0, |(number, _)| number);
        let stamp = self.stamps.remove(&number);
        let stamp = stamp.ok_or_else(|| Fault::Other("a placeholder is filled twice".into()))?;
        let content = stamp.decompressed_content().unwrap_or_else(|_| stamp.content.clone());
        if !content::read(&content, State::Whole, Marks::Kept, |_| Some(0)).ids.is_empty() {
            return Err(Fault::Other(format!("the placeholder on page {} has tags", at + 1)));
        }
        let corners = bounds.iter().filter_map(|corner| corner.as_float().ok().map(f64::from));
        let corners = <[f64; 4]>::try_from(corners.collect::<Vec<_>>()).unwrap_or_default();
        let parted = placeholder::part(&content, corners);
        let mut form = Dictionary::new();
        form.set("Type", Object::Name(b"XObject".to_vec()));
        form.set("Subtype", Object::Name(b"Form".to_vec()));
        form.set("BBox", bounds);
        form.set("Filter", Object::Name(b"FlateDecode".to_vec()));
        set_some(&mut form, "Resources", resources);
        let mut share = |content: &[u8]| {
            let data = deflate(content).ok_or_else(too_great)?;
            self.store.share_stream(form.clone(), &data)
        };
        let ground = parted.ground.as_deref().map(&mut share).transpose()?;
        Ok((share(&parted.stamp)?, ground))
    }

    /// Returns the finished file.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Fault> {
        if let Some((number, stream)) = self.metadata.take() {
            self.store.put_stream(number, stream.dict, &stream.content)?;
        }
        let (mut file, whole, mut next) = self.store.finish();
        let whole: Vec<(u32, Object)> = whole.into_iter().collect();
        let packed: Vec<Packed> = whole
            .par_chunks(OBJECTS_A_STREAM)
            .map(|chunk| object_stream(chunk.iter().map(|(number, o)| (*number, body(o)))))
            .collect::<Option<_>>()
            .ok_or_else(too_great)?;
        for objects in &packed {
            file.add_packed(next, objects).ok_or_else(too_great)?;
            next += 1;
        }
        let own = Sha256::digest(file.bytes())[..16].to_vec();
        let own = Object::String(own, lopdf::StringFormat::Hexadecimal);
        let first = self.trailer.get(b"ID").and_then(Object::as_array).ok();
        let first = first.and_then(|ids| ids.first()).unwrap_or(&own).clone();
        let mut trailer = Dictionary::new();
        trailer.set("Root", Object::Reference((self.root, 0)));
        if let Ok(information) = self.trailer.get(b"Info") {
            trailer.set("Info", information.clone());
        }
        trailer.set("ID", vec![first, own]);
        let trailer = body(&Object::Dictionary(trailer));
        let trailer = trailer.strip_prefix(b"<<").and_then(|entries| entries.strip_suffix(b">>"));
        file.finish(next, trailer.unwrap_or_default()).ok_or_else(too_great)
    }
}

/// Returns a dictionary by its number, an empty one where there is none.
pub(super) fn dictionary_at(store: &mut Store, number: u32) -> &mut Dictionary {
    let object = store.whole.entry(number).or_insert_with(|| Dictionary::new().into());
    if object.as_dict().is_err() {
        *object = Dictionary::new().into();
    }
    match object {
        Object::Dictionary(dictionary) => dictionary,
        _ => unreachable!("it was made one"),
    }
}

fn is_of_type(stream: &Stream, kinds: &[&[u8]]) -> bool {
    stream.dict.get(b"Type").and_then(Object::as_name).is_ok_and(|kind| kinds.contains(&kind))
}

/// Returns the two lines that a PDF begins with.
fn header(bytes: &[u8]) -> Option<&[u8]> {
    let mut ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    let (_, second) = (ends.next()?, ends.next()?);
    bytes.get(..=second.0)
}
