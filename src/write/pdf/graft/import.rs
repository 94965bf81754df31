//! What the pages of a paper need, moved into the pack: fonts, images, forms,
//! patterns and whatever these refer to, and nothing that leads back to the paper.

use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjRef, Object as Foreign};
use lopdf::{Dictionary, Object};

use super::content::Marks;
use super::store::Store;
use super::value::scalar;
use crate::fault::Fault;

/// How deep objects may lie in each other.
const DEPTH: usize = 120;

/// An object number of a paper.
pub(super) type Id = (i32, i32);

/// What the keys of a dictionary are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keys {
    /// Words of the standard.
    Words,
    /// Names that the paper chose.
    Names,
    /// The categories of a resource dictionary.
    Categories,
}

/// Entries that nothing which is shown depends on: data of the program that made the
/// paper, metadata (which may tell the author and the place), substitutes for print
/// shops, and links into the paper's structure tree, which are made anew.
const LEFT_BEHIND: &[&[u8]] = &[
    b"AA",
    b"AF",
    b"Alternates",
    b"LastModified",
    b"Metadata",
    b"OPI",
    b"PieceInfo",
    b"Parent",
    b"StructParent",
    b"StructParents",
];

/// Entries whose dictionaries have names for keys.
const NAMED: &[&[u8]] = &[b"CharProcs", b"Colorants", b"Solidities", b"DotGain"];

/// Where an object of the paper has come to.
#[derive(Clone, Debug)]
enum Moved {
    /// It is being moved; the number is there if something in it refers to it.
    Open(Option<u32>),
    Done(Object),
}

/// One paper on its way into the pack.
pub(super) struct Importer<'p> {
    pub(super) pdf: &'p Pdf,
    /// What becomes of marked content in forms.
    pub(super) marks: Marks,
    /// The pack's pages by the pages of the paper that are laid on them.
    pub(super) pages: BTreeMap<Id, u32>,
    /// The colour spaces that device colours of the paper mean.
    pub(super) defaults: Dictionary,
    /// The entries that lead from streams into the structure tree.
    pub(super) parents: BTreeMap<Id, (&'static str, i64)>,
    /// The optional content groups that are in use.
    pub(super) layers: BTreeMap<Id, u32>,
    moved: BTreeMap<Id, Moved>,
    pub(super) depth: usize,
}

impl<'p> Importer<'p> {
    /// Returns a paper of which nothing has been moved yet.
    pub(super) fn new(pdf: &'p Pdf) -> Self {
        Self {
            pdf,
            marks: Marks::Kept,
            pages: BTreeMap::new(),
            defaults: Dictionary::new(),
            parents: BTreeMap::new(),
            layers: BTreeMap::new(),
            moved: BTreeMap::new(),
            depth: 0,
        }
    }

    /// Returns an object of the paper.
    pub(super) fn object_of(&self, (number, generation): Id) -> Option<Foreign<'p>> {
        self.pdf.xref().get(ObjRef::new(number, generation).into())
    }

    /// Returns the number that an object of the paper has got in the pack.
    pub(super) fn number(&self, id: Id) -> Option<u32> {
        match self.moved.get(&id)? {
            Moved::Done(Object::Reference((number, _))) => Some(*number),
            _ => None,
        }
    }

    /// Returns a value of the paper as the pack has it.
    pub(super) fn value(
        &mut self,
        store: &mut Store,
        value: MaybeRef<Foreign<'p>>,
        keys: Keys,
    ) -> Result<Object, Fault> {
        match value {
            MaybeRef::Ref(reference) => self.reference(store, reference, keys),
            MaybeRef::NotRef(object) => self.object(store, object, keys),
        }
    }

    /// Returns what the pack has for a reference of the paper.
    pub(super) fn reference(
        &mut self,
        store: &mut Store,
        reference: ObjRef,
        keys: Keys,
    ) -> Result<Object, Fault> {
        let id = (reference.obj_number, reference.gen_number);
        if let Some(page) = self.pages.get(&id) {
            return Ok(Object::Reference((*page, 0)));
        }
        match self.moved.get_mut(&id) {
            Some(Moved::Done(object)) => return Ok(object.clone()),
            Some(Moved::Open(number)) => {
                let number = *number.get_or_insert_with(|| store.reserve());
                return Ok(Object::Reference((number, 0)));
            }
            None => {}
        }
        if self.depth >= DEPTH {
            return Ok(Object::Null);
        }
        self.moved.insert(id, Moved::Open(None));
        let found: Option<Foreign<'p>> = self.pdf.xref().get(reference.into());
        let done = match found {
            Some(object) => self.indirect(store, id, object, keys)?,
            None => Object::Null,
        };
        self.moved.insert(id, Moved::Done(done.clone()));
        Ok(done)
    }

    fn indirect(
        &mut self,
        store: &mut Store,
        id: Id,
        object: Foreign<'p>,
        keys: Keys,
    ) -> Result<Object, Fault> {
        if let Foreign::Stream(stream) = &object {
            let (mut dictionary, data) = self.stream(store, stream)?;
            if let Some((key, parent)) = self.parents.get(&id) {
                dictionary.set(*key, *parent);
            }
            let number = match self.moved.get(&id) {
                Some(Moved::Open(Some(number))) => {
                    store.put_stream(*number, dictionary, &data)?;
                    *number
                }
                _ => store.share_stream(dictionary, &data)?,
            };
            return Ok(Object::Reference((number, 0)));
        }
        let kind = object.clone().into_dict().and_then(|dict| dict.get::<Name<'_>>("Type"));
        let is_layer = match kind.as_deref() {
            Some(b"Page" | b"Pages" | b"Catalog" | b"StructElem" | b"StructTreeRoot") => {
                return Ok(Object::Null);
            }
            kind => kind == Some(b"OCG"),
        };
        let moved = self.object(store, object, keys)?;
        let number = match (self.moved.get(&id), &moved) {
            (Some(Moved::Open(Some(number))), _) => {
                store.whole.insert(*number, moved);
                *number
            }
            (_, Object::Dictionary(_)) if is_layer => store.add(moved),
            (_, Object::Dictionary(_) | Object::Array(_)) => store.share(moved),
            _ => return Ok(moved),
        };
        if is_layer {
            self.layers.insert(id, number);
        }
        Ok(Object::Reference((number, 0)))
    }

    fn object(
        &mut self,
        store: &mut Store,
        object: Foreign<'p>,
        keys: Keys,
    ) -> Result<Object, Fault> {
        if self.depth >= DEPTH {
            return Ok(Object::Null);
        }
        self.depth += 1;
        let result = match object {
            Foreign::Dict(dict) => self.dictionary(store, &dict, keys).map(Object::Dictionary),
            Foreign::Array(array) => self.array(store, &array, keys).map(Object::Array),
            other => Ok(scalar(&other)),
        };
        self.depth -= 1;
        result
    }

    fn array(
        &mut self,
        store: &mut Store,
        array: &Array<'p>,
        keys: Keys,
    ) -> Result<Vec<Object>, Fault> {
        array.raw_iter().map(|value| self.value(store, value, keys)).collect()
    }

    /// Returns a dictionary of the paper as the pack has it.
    pub(super) fn dictionary(
        &mut self,
        store: &mut Store,
        dict: &Dict<'p>,
        keys: Keys,
    ) -> Result<Dictionary, Fault> {
        let mut result = Dictionary::new();
        for (key, value) in dict.entries() {
            let below = match (keys, key.as_ref()) {
                (Keys::Words, word) if LEFT_BEHIND.contains(&word) => continue,
                (Keys::Words, b"Resources") => Keys::Categories,
                (Keys::Words, word) if NAMED.contains(&word) => Keys::Names,
                (Keys::Categories, b"ColorSpace") if !self.defaults.is_empty() => continue,
                (Keys::Categories, _) => Keys::Names,
                (Keys::Words | Keys::Names, _) => Keys::Words,
            };
            let value = self.value(store, value, below)?;
            if !matches!(value, Object::Null) {
                result.set(key.to_vec(), value);
            }
        }
        if let Some(space) = self.space_of_group(dict) {
            result.set("CS", space);
        }
        if keys == Keys::Categories && !self.defaults.is_empty() {
            let own = dict.get::<Dict<'p>>("ColorSpace").unwrap_or_default();
            let own = self.dictionary(store, &own, Keys::Names)?;
            result.set("ColorSpace", self.with_defaults(own));
        }
        Ok(result)
    }

    /// Returns what the device colours mean that a transparency group is blended in.
    fn space_of_group(&self, dict: &Dict<'p>) -> Option<Object> {
        if self.defaults.is_empty() || dict.get::<Name<'_>>("S").as_deref() != Some(b"Transparency")
        {
            return None;
        }
        let default: &[u8] = match dict.get::<Name<'_>>("CS").as_deref()? {
            b"DeviceCMYK" => b"DefaultCMYK",
            b"DeviceGray" => b"DefaultGray",
            b"DeviceRGB" => b"DefaultRGB",
            _ => return None,
        };
        self.defaults.get(default).ok().cloned()
    }

    /// Returns colour spaces with those that device colours mean where the paper says
    /// nothing else.
    pub(super) fn with_defaults(&self, mut spaces: Dictionary) -> Dictionary {
        for (name, space) in &self.defaults {
            if !spaces.has(name) {
                spaces.set(name.clone(), space.clone());
            }
        }
        spaces
    }
}

/// Returns the marked-content id of one of the property lists in resources.
pub(super) fn mark_id(lists: &Dict<'_>, name: &[u8]) -> Option<i64> {
    lists.get::<Dict<'_>>(name)?.get::<i32>("MCID").map(i64::from)
}
