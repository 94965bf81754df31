//! The structure tree of a paper (ISO 32000-1, 14.7), as far as it is about pages
//! that are laid into the pack.

use std::collections::{BTreeMap, BTreeSet};

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object as Foreign, String as Text};
use lopdf::{Dictionary, Object, StringFormat};

use super::super::import::{Id, Importer, Keys};
use super::super::matrix::Matrix;
use super::super::store::{Store, set_some};
use super::super::value::{numbers, reals};
use super::roles::{self, Names, Roles};
use crate::fault::Fault;

/// How deep elements may lie in each other.
const DEPTH: usize = 300;

/// An element of a structure tree.
#[derive(Debug, Default)]
pub(in super::super) struct Element {
    /// Its entries but for those that lead to other objects.
    pub(in super::super) entries: Dictionary,
    /// The standard type that it counts as.
    pub(in super::super) role: Vec<u8>,
    pub(in super::super) kids: Vec<Kid>,
}

/// What an element holds.
#[derive(Clone, Debug)]
pub(in super::super) enum Kid {
    /// An element, by its place in the tree.
    Element(usize),
    /// Marked content of a page.
    Mark(Id, i64),
    /// Marked content of a form or the like that a page shows.
    Form(Id, Id, i64),
    /// An annotation or another object of a page.
    Object(Id, Id),
}

/// The elements of a paper.
#[derive(Debug, Default)]
pub(in super::super) struct Tree {
    pub(in super::super) elements: Vec<Element>,
    /// Those that lie in no other.
    pub(in super::super) top: Vec<usize>,
}

/// What elements of all papers share.
pub(super) struct Shared<'s> {
    pub(super) roles: &'s mut Roles,
    pub(super) ids: &'s mut Names,
    pub(super) classes: &'s mut Names,
    /// The attribute classes in use.
    pub(super) class_map: &'s mut Dictionary,
}

/// Reads one tree.
pub(super) struct Reading<'r, 'p> {
    pub(super) importer: &'r mut Importer<'p>,
    pub(super) store: &'r mut Store,
    pub(super) shared: Shared<'r>,
    /// The pages that are laid into the pack, and how.
    pub(super) pages: &'r BTreeMap<Id, Matrix>,
    pub(super) role_map: Dict<'p>,
    pub(super) class_dict: Dict<'p>,
    pub(super) seen: BTreeSet<Id>,
    pub(super) tree: Tree,
}

/// What has become of a part of the tree.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    /// Something of it is on pages that are laid in.
    content: bool,
    /// Something of it is elsewhere.
    lost: bool,
}

impl<'p> Reading<'_, 'p> {
    /// Reads the elements below the root.
    pub(super) fn read(mut self, root: &Dict<'p>) -> Result<Tree, Fault> {
        let mut kids = Vec::new();
        if let Some(kid) = root.get_raw::<Foreign<'p>>("K") {
            self.kids(kid, None, 0, &mut kids)?;
        }
        let elements = kids.into_iter().filter_map(|kid| match kid {
            Kid::Element(element) => Some(element),
            _ => None,
        });
        self.tree.top = elements.collect();
        Ok(self.tree)
    }

    fn kids(
        &mut self,
        kid: MaybeRef<Foreign<'p>>,
        page: Option<Id>,
        depth: usize,
        kids: &mut Vec<Kid>,
    ) -> Result<Found, Fault> {
        let (id, object) = match kid {
            MaybeRef::NotRef(object) => (None, Some(object)),
            MaybeRef::Ref(reference) => {
                let id = (reference.obj_number, reference.gen_number);
                (Some(id), self.importer.pdf.xref().get(reference.into()))
            }
        };
        match object {
            Some(Foreign::Array(array)) if depth < DEPTH => self.list(&array, page, depth, kids),
            Some(Foreign::Number(mark)) => Ok(self.mark(page, mark.as_i64(), kids)),
            Some(Foreign::Dict(dict)) if depth < DEPTH => {
                if id.is_some_and(|id| !self.seen.insert(id)) {
                    return Ok(Found::default());
                }
                match dict.get::<Name<'_>>("Type").as_deref() {
                    Some(b"MCR") => Ok(self.marked_content(&dict, page, kids)),
                    Some(b"OBJR") => Ok(self.object(&dict, page, kids)),
                    _ => self.element(&dict, page, depth + 1, kids),
                }
            }
            _ => Ok(Found::default()),
        }
    }

    fn list(
        &mut self,
        array: &Array<'p>,
        page: Option<Id>,
        depth: usize,
        kids: &mut Vec<Kid>,
    ) -> Result<Found, Fault> {
        let mut all = Found::default();
        for kid in array.raw_iter() {
            let found = self.kids(kid, page, depth + 1, kids)?;
            all.content |= found.content;
            all.lost |= found.lost;
        }
        Ok(all)
    }

    fn mark(&self, page: Option<Id>, mark: i64, kids: &mut Vec<Kid>) -> Found {
        self.content(page, kids, |page| Kid::Mark(page, mark))
    }

    fn content(&self, page: Option<Id>, kids: &mut Vec<Kid>, kid: impl Fn(Id) -> Kid) -> Found {
        let page = page.filter(|page| self.pages.contains_key(page));
        kids.extend(page.map(kid));
        Found { content: page.is_some(), lost: page.is_none() }
    }

    fn marked_content(&self, dict: &Dict<'p>, page: Option<Id>, kids: &mut Vec<Kid>) -> Found {
        let page = reference(dict, "Pg").or(page);
        let Some(mark) = dict.get::<i32>("MCID").map(i64::from) else { return Found::default() };
        match reference(dict, "Stm") {
            Some(stream) => self.content(page, kids, |page| Kid::Form(page, stream, mark)),
            None => self.mark(page, mark, kids),
        }
    }

    fn object(&self, dict: &Dict<'p>, page: Option<Id>, kids: &mut Vec<Kid>) -> Found {
        let page = reference(dict, "Pg").or(page);
        let Some(object) = reference(dict, "Obj") else { return Found::default() };
        self.content(page, kids, |page| Kid::Object(page, object))
    }

    fn element(
        &mut self,
        dict: &Dict<'p>,
        page: Option<Id>,
        depth: usize,
        kids: &mut Vec<Kid>,
    ) -> Result<Found, Fault> {
        let Some(kind) = dict.get::<Name<'_>>("S") else { return Ok(Found::default()) };
        let page = reference(dict, "Pg").or(page);
        let place = self.tree.elements.len();
        self.tree.elements.push(Element::default());
        let mut own = Vec::new();
        let found = match dict.get_raw::<Foreign<'p>>("K") {
            Some(below) => self.kids(below, page, depth, &mut own)?,
            None => Found::default(),
        };
        if found.content || !found.lost {
            let namespace = dict.get::<Dict<'_>>("NS");
            let role = roles::standard(&kind, &self.role_map, namespace.as_ref());
            let mut entries = self.entries(dict, page)?;
            entries.set("S", Object::Name(self.shared.roles.name(&kind, &role)));
            self.tree.elements[place] = Element { entries, role, kids: own };
            kids.push(Kid::Element(place));
        }
        Ok(found)
    }

    /// Returns the entries of an element that say something by themselves.
    fn entries(&mut self, dict: &Dict<'p>, page: Option<Id>) -> Result<Dictionary, Fault> {
        let mut entries = Dictionary::new();
        for key in ["T", "Lang", "Alt", "E", "ActualText"] {
            if let Some(text) = dict.get::<Text<'_>>(key) {
                entries.set(key, text_object(&text));
            }
        }
        if let Some(id) = dict.get::<Text<'_>>("ID") {
            entries.set("ID", text_object(&self.shared.ids.name(&id)));
        }
        let matrix = page.and_then(|page| self.pages.get(&page)).copied();
        let attributes = match dict.get::<Foreign<'p>>("A") {
            Some(attributes) => self.attributes(attributes, matrix)?,
            None => Vec::new(),
        };
        match attributes.len() {
            0 => {}
            1 => set_some(&mut entries, "A", attributes.into_iter().next()),
            _ => entries.set("A", attributes),
        }
        if let Some(classes) = dict.get::<Foreign<'p>>("C") {
            set_some(&mut entries, "C", self.classes(classes)?);
        }
        Ok(entries)
    }

    fn attributes(
        &mut self,
        attributes: Foreign<'p>,
        matrix: Option<Matrix>,
    ) -> Result<Vec<Object>, Fault> {
        let list: Vec<Dict<'p>> = match attributes {
            Foreign::Dict(dict) => vec![dict],
            // Between the attributes stand revision numbers.
            Foreign::Array(array) => array
                .iter::<Foreign<'p>>()
                .filter_map(|object| match object {
                    Foreign::Dict(dict) => Some(dict),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        let mut result = Vec::new();
        for dict in list {
            // An owner that PDF 1.7 does not know.
            if dict.get::<Name<'_>>("O").as_deref() == Some(b"NSO") {
                continue;
            }
            let mut attribute = self.importer.dictionary(self.store, &dict, Keys::Words)?;
            if let Some(headers) = dict.get::<Array<'_>>("Headers") {
                let headers = headers.iter::<Text<'_>>();
                let headers = headers.map(|id| text_object(&self.shared.ids.name(&id)));
                attribute.set("Headers", headers.collect::<Vec<_>>());
            }
            if let (Some(matrix), Ok(bounds)) =
                (matrix, <[f64; 4]>::try_from(numbers(&dict, "BBox")))
            {
                attribute.set("BBox", reals(&matrix.rectangle(bounds)));
            }
            result.push(Object::Dictionary(attribute));
        }
        Ok(result)
    }

    /// Returns the names of an element's attribute classes, which join the pack's.
    fn classes(&mut self, classes: Foreign<'p>) -> Result<Option<Object>, Fault> {
        let names: Vec<Vec<u8>> = match classes {
            Foreign::Name(name) => vec![name.to_vec()],
            Foreign::Array(array) => array
                .iter::<Foreign<'p>>()
                .filter_map(|object| object.into_name().map(|name| name.to_vec()))
                .collect(),
            _ => Vec::new(),
        };
        let mut result = Vec::new();
        for name in names {
            let Some(class) = self.class_dict.get::<Foreign<'p>>(&name) else { continue };
            let new = self.shared.classes.name(&name);
            if !self.shared.class_map.has(&new) {
                let attributes = self.attributes(class, None)?;
                self.shared.class_map.set(new.clone(), attributes);
            }
            result.push(Object::Name(new));
        }
        Ok((!result.is_empty()).then_some(Object::Array(result)))
    }
}

/// Returns the object that an entry refers to.
pub(in super::super) fn reference(dict: &Dict<'_>, key: &str) -> Option<Id> {
    dict.get_ref(key).map(|reference| (reference.obj_number, reference.gen_number))
}

/// Returns a string object.
pub(in super::super) fn text_object(text: &[u8]) -> Object {
    Object::String(text.to_vec(), StringFormat::Literal)
}
