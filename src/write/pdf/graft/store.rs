//! The objects that papers bring to a pack: what is the same is there once, whichever
//! paper it comes from.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, Writer};
use sha2::{Digest, Sha256};

use super::super::file::File;
use crate::fault::Fault;

/// The objects of the file that is being made. Streams are written as they come, so
/// that no more than one paper is held at a time.
pub(super) struct Store {
    file: File,
    /// Objects that are no streams, by their numbers.
    pub(super) whole: BTreeMap<u32, Object>,
    shared: BTreeMap<[u8; 32], u32>,
    next: u32,
}

impl Store {
    /// Returns a store with nothing in it; `next` is the first number that is free.
    pub(super) fn new(file: File, next: u32) -> Self {
        Self { file, whole: BTreeMap::new(), shared: BTreeMap::new(), next }
    }

    /// Returns a number that no other object has.
    pub(super) fn reserve(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    /// Adds an object that is like no other even where it looks so, such as a page.
    pub(super) fn add(&mut self, object: impl Into<Object>) -> u32 {
        let number = self.reserve();
        self.whole.insert(number, object.into());
        number
    }

    /// Adds an object, or finds the one that is the same.
    pub(super) fn share(&mut self, object: impl Into<Object>) -> u32 {
        let object = object.into();
        let key = Sha256::digest(body(&object)).into();
        if let Some(number) = self.shared.get(&key) {
            return *number;
        }
        let number = self.add(object);
        self.shared.insert(key, number);
        number
    }

    /// Adds a stream, or finds the one that is the same.
    pub(super) fn share_stream(
        &mut self,
        dictionary: Dictionary,
        data: &[u8],
    ) -> Result<u32, Fault> {
        let dictionary = with_length(dictionary, data);
        let key = Sha256::new().chain_update(&dictionary).chain_update(data).finalize().into();
        if let Some(number) = self.shared.get(&key) {
            return Ok(*number);
        }
        let number = self.reserve();
        self.shared.insert(key, number);
        self.write(number, &dictionary, data)?;
        Ok(number)
    }

    /// Writes a stream of the pack, which papers may have too.
    pub(super) fn put_shared(
        &mut self,
        number: u32,
        dictionary: Dictionary,
        data: &[u8],
    ) -> Result<(), Fault> {
        let dictionary = with_length(dictionary, data);
        let key = Sha256::new().chain_update(&dictionary).chain_update(data).finalize().into();
        self.shared.entry(key).or_insert(number);
        self.write(number, &dictionary, data)
    }

    /// Writes a stream under a number that is its own.
    pub(super) fn put_stream(
        &mut self,
        number: u32,
        dictionary: Dictionary,
        data: &[u8],
    ) -> Result<(), Fault> {
        self.write(number, &with_length(dictionary, data), data)
    }

    fn write(&mut self, number: u32, dictionary: &[u8], data: &[u8]) -> Result<(), Fault> {
        let parts = [dictionary, b"\nstream\n", data, b"\nendstream"];
        self.file.add(number, &parts).ok_or_else(too_great)
    }

    /// Returns the file as far as it is written, the other objects, and the first
    /// number that is free.
    pub(super) fn finish(self) -> (File, BTreeMap<u32, Object>, u32) {
        (self.file, self.whole, self.next)
    }
}

/// Returns an object as it is written.
pub(in crate::write::pdf) fn body(object: &Object) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    let _ = Writer::write_object(&mut bytes, object);
    bytes
}

/// Sets an entry of a dictionary if there is a value for it.
pub(super) fn set_some(dictionary: &mut Dictionary, key: &str, value: Option<Object>) {
    if let Some(value) = value {
        dictionary.set(key, value);
    }
}

/// The fault of a file that no cross-reference stream can hold.
pub(super) fn too_great() -> Fault {
    Fault::Other("the PDF is too large to be written".into())
}

/// Returns a dictionary as it is written, its entries in order, so that those which
/// say the same are the same.
fn with_length(dictionary: Dictionary, data: &[u8]) -> Vec<u8> {
    let mut entries: Vec<(Vec<u8>, Object)> = dictionary.into_iter().collect();
    entries.retain(|(key, _)| key != b"Length");
    entries.push((b"Length".to_vec(), i64::try_from(data.len()).unwrap_or(i64::MAX).into()));
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    body(&Object::Dictionary(entries.into_iter().collect()))
}
