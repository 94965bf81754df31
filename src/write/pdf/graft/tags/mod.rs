//! The structure tree of a pack (ISO 32000-1, 14.7), with those of its papers as
//! parts of it.

mod headings;
mod numbers;
mod order;
mod roles;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use hayro_syntax::object::Dict;
use lopdf::{Dictionary, Object};

pub(super) use self::order::settle;
use self::roles::{Names, Roles};
pub(super) use self::tree::{Element, Kid, Tree, reference, text_object};
use self::tree::{Reading, Shared};
use super::import::{Id, Importer};
use super::matrix::Matrix;
use super::pack::{Pack, dictionary_at};
use super::store::{Store, set_some};
use crate::fault::Fault;

/// The structure tree of the pack.
pub(super) struct Structure {
    root: u32,
    /// The element that all others lie in.
    document: u32,
    /// The elements of marked content and of objects, by the keys of their owners.
    parents: BTreeMap<i64, Object>,
    next_key: i64,
    elements: BTreeMap<Vec<u8>, Object>,
    roles: Roles,
    ids: Names,
    classes: Names,
    class_map: Dictionary,
    /// The parts that papers are, each with the place of its first page.
    parts: Vec<(usize, u32)>,
}

impl Structure {
    /// Reads the structure tree of a pack.
    pub(super) fn open(pack: &Pack) -> Result<Self, Fault> {
        Self::read(pack).ok_or_else(|| Fault::Other("the pack has no tags".into()))
    }

    fn read(pack: &Pack) -> Option<Self> {
        let catalog = pack.store.whole.get(&pack.root)?.as_dict().ok()?;
        let (root, _) = catalog.get(b"StructTreeRoot").ok()?.as_reference().ok()?;
        let tree = pack.store.whole.get(&root)?.as_dict().ok()?;
        let kids = tree.get(b"K").ok()?;
        let first = pack.array(kids).first().unwrap_or(kids);
        let (document, _) = first.as_reference().ok()?;
        let mut parents = BTreeMap::new();
        if let Ok(numbers) = tree.get(b"ParentTree") {
            numbers::read(pack, numbers, b"Nums", &mut |key, value| {
                parents.extend(key.as_i64().ok().map(|key| (key, value.clone())));
            });
        }
        let (mut elements, mut ids) = (BTreeMap::new(), Names::default());
        if let Ok(names) = tree.get(b"IDTree") {
            numbers::read(pack, names, b"Names", &mut |key, value| {
                let Ok(key) = key.as_str() else { return };
                ids.take(key);
                elements.insert(key.to_vec(), value.clone());
            });
        }
        let mut roles = Roles::default();
        let map = tree.get(b"RoleMap").ok().and_then(|map| pack.dictionary(map));
        for (kind, standard) in map.into_iter().flatten() {
            roles.take(kind, standard.as_name().unwrap_or_default());
        }
        let mut classes = Names::default();
        let class_map = tree.get(b"ClassMap").ok().and_then(|map| pack.dictionary(map)).cloned();
        let class_map = class_map.unwrap_or_default();
        class_map.iter().for_each(|(name, _)| classes.take(name));
        let last = parents.last_key_value().map_or(-1, |(key, _)| *key);
        Some(Self {
            root,
            document,
            next_key: last + 1,
            parents,
            elements,
            roles,
            ids,
            classes,
            class_map,
            parts: Vec::new(),
        })
    }

    /// Returns a key for a page, a form or an annotation.
    pub(super) fn key(&mut self) -> i64 {
        self.next_key += 1;
        self.next_key - 1
    }

    /// Forgets what elements a page had; its key will be another.
    pub(super) fn forget(&mut self, page: &mut Dictionary) {
        if let Some(Object::Integer(key)) = page.remove(b"StructParents") {
            self.parents.remove(&key);
        }
    }

    /// Reads the tree of a paper, as far as it is about some pages.
    pub(super) fn read_paper<'p>(
        &mut self,
        importer: &mut Importer<'p>,
        store: &mut Store,
        catalog: &Dict<'p>,
        pages: &BTreeMap<Id, Matrix>,
    ) -> Result<Tree, Fault> {
        self.ids.next_paper();
        self.classes.next_paper();
        let Some(root) = catalog.get::<Dict<'p>>("StructTreeRoot") else {
            return Ok(Tree::default());
        };
        let reading = Reading {
            importer,
            store,
            shared: Shared {
                roles: &mut self.roles,
                ids: &mut self.ids,
                classes: &mut self.classes,
                class_map: &mut self.class_map,
            },
            pages,
            role_map: root.get::<Dict<'p>>("RoleMap").unwrap_or_default(),
            class_dict: root.get::<Dict<'p>>("ClassMap").unwrap_or_default(),
            seen: BTreeSet::new(),
            tree: Tree::default(),
        };
        let mut tree = reading.read(&root)?;
        headings::level(&mut tree);
        Ok(tree)
    }

    /// Adds the tree of a paper as a part of the document.
    pub(super) fn add(&mut self, store: &mut Store, part: &Part<'_>, tree: &Tree) {
        let number = store.reserve();
        let numbers: Vec<u32> = tree.elements.iter().map(|_| store.reserve()).collect();
        let mut entries = Dictionary::new();
        entries.set("Type", Object::Name(b"StructElem".to_vec()));
        entries.set("S", Object::Name(b"Part".to_vec()));
        entries.set("P", Object::Reference((self.document, 0)));
        entries.set("T", super::text(part.title));
        if let Some(language) = part.language {
            entries.set("Lang", Object::string_literal(language));
        }
        let kids = tree.top.iter().map(|place| Object::Reference((numbers[*place], 0)));
        entries.set("K", kids.collect::<Vec<_>>());
        store.whole.insert(number, entries.into());
        let mut open: Vec<(usize, u32)> = tree.top.iter().rev().map(|top| (*top, number)).collect();
        while let Some((place, parent)) = open.pop() {
            let element = &tree.elements[place];
            let own = numbers[place];
            let written = self.element(part, element, own, parent, &numbers);
            store.whole.insert(own, written.into());
            let below = element.kids.iter().rev().filter_map(|kid| match kid {
                Kid::Element(place) => Some((*place, own)),
                _ => None,
            });
            open.extend(below);
        }
        self.parts.push((part.at, number));
    }

    /// Returns an element as it is written, and enters what it holds.
    fn element(
        &mut self,
        part: &Part<'_>,
        element: &Element,
        own: u32,
        parent: u32,
        numbers: &[u32],
    ) -> Dictionary {
        let mut entries = Dictionary::new();
        entries.set("Type", Object::Name(b"StructElem".to_vec()));
        entries.set("P", Object::Reference((parent, 0)));
        entries.extend(&element.entries);
        if let Ok(id) = entries.get(b"ID").and_then(Object::as_str) {
            self.elements.insert(id.to_vec(), Object::Reference((own, 0)));
        }
        // The page of most of its content, so that ids can stand by themselves.
        let first = element.kids.iter().find_map(|kid| match kid {
            Kid::Mark(page, _) => part.pages.get(page),
            _ => None,
        });
        if let Some(first) = first {
            entries.set("Pg", Object::Reference((first.number, 0)));
        }
        let mut kids = Vec::new();
        for kid in &element.kids {
            kids.extend(self.kid(part, kid, own, first, numbers));
        }
        match kids.len() {
            0 => {}
            1 => set_some(&mut entries, "K", kids.pop()),
            _ => entries.set("K", kids),
        }
        entries
    }

    fn kid(
        &mut self,
        part: &Part<'_>,
        kid: &Kid,
        own: u32,
        first: Option<&PageKey>,
        numbers: &[u32],
    ) -> Option<Object> {
        let reference = |number: u32| Object::Reference((number, 0));
        let mut entries = Dictionary::new();
        match kid {
            Kid::Element(place) => return Some(reference(numbers[*place])),
            Kid::Mark(page, mark) => {
                let page = part.pages.get(page).filter(|page| *mark <= page.last_mark)?;
                self.enter(page.key, *mark, own)?;
                if first.is_some_and(|first| first.number == page.number) {
                    return Some(Object::Integer(*mark));
                }
                entries.set("Type", Object::Name(b"MCR".to_vec()));
                entries.set("Pg", reference(page.number));
                entries.set("MCID", *mark);
            }
            Kid::Form(page, form, mark) => {
                let page = part.pages.get(page)?;
                let (number, key) = part.forms.get(form)?;
                self.enter(*key, *mark, own)?;
                entries.set("Type", Object::Name(b"MCR".to_vec()));
                entries.set("Pg", reference(page.number));
                entries.set("Stm", reference(*number));
                entries.set("MCID", *mark);
            }
            Kid::Object(page, object) => {
                let page = part.pages.get(page)?;
                let (number, key) = part.objects.get(object)?;
                self.parents.insert(*key, reference(own));
                entries.set("Type", Object::Name(b"OBJR".to_vec()));
                entries.set("Pg", reference(page.number));
                entries.set("Obj", reference(*number));
            }
        }
        Some(Object::Dictionary(entries))
    }

    /// Enters that marked content belongs to an element; nothing for an id that no
    /// paper has in earnest, for the list has a place for every id below it.
    fn enter(&mut self, key: i64, mark: i64, own: u32) -> Option<()> {
        const MOST: usize = 20_000;
        let mark = usize::try_from(mark).ok().filter(|mark| *mark < MOST)?;
        let list = self.parents.entry(key).or_insert_with(|| Object::Array(Vec::new()));
        let list = list.as_array_mut().ok()?;
        if list.len() <= mark {
            list.resize(mark + 1, Object::Null);
        }
        list[mark] = Object::Reference((own, 0));
        Some(())
    }

    /// Writes the tree back into the pack.
    pub(super) fn finish(self, pack: &mut Pack) {
        let kids = self.kids_in_order(pack);
        dictionary_at(&mut pack.store, self.document).set("K", kids);
        let parents = self.parents.into_iter().map(|(key, parent)| (Object::Integer(key), parent));
        let parents: Vec<_> = parents.collect();
        let parents = numbers::write(&mut pack.store, &parents, "Nums");
        let ids = self.elements.into_iter().map(|(id, element)| (text_object(&id), element));
        let ids: Vec<_> = ids.collect();
        let ids = (!ids.is_empty()).then(|| numbers::write(&mut pack.store, &ids, "Names"));
        let mut roles = Dictionary::new();
        for (kind, standard) in self.roles.entries() {
            roles.set(kind, Object::Name(standard.to_vec()));
        }
        let root = dictionary_at(&mut pack.store, self.root);
        root.set("ParentTree", parents);
        root.set("ParentTreeNextKey", self.next_key);
        set_some(root, "IDTree", ids);
        root.set("RoleMap", roles);
        if !self.class_map.is_empty() {
            root.set("ClassMap", self.class_map);
        }
    }

    /// Returns the document's kids: those of the pack, and each part before the first
    /// whose content is on a later page.
    fn kids_in_order(&self, pack: &Pack) -> Vec<Object> {
        let places: BTreeMap<u32, usize> =
            pack.pages.iter().enumerate().map(|(at, page)| (*page, at)).collect();
        let document = pack.store.whole.get(&self.document).and_then(|d| d.as_dict().ok());
        let kids = document.and_then(|document| document.get(b"K").ok());
        let kids: &[Object] = kids.map_or(&[], |kids| match kids {
            Object::Array(_) | Object::Reference(_) if !pack.array(kids).is_empty() => {
                pack.array(kids)
            }
            one => std::slice::from_ref(one),
        });
        let mut parts = self.parts.clone();
        parts.sort_by_key(|(at, _)| *at);
        let mut parts = parts.into_iter().peekable();
        let mut ordered = Vec::with_capacity(kids.len());
        for kid in kids {
            let first = first_place(pack, kid, &places, 0);
            while let Some((_, part)) = parts.next_if(|(at, _)| first.is_some_and(|f| f > *at)) {
                ordered.push(Object::Reference((part, 0)));
            }
            ordered.push(kid.clone());
        }
        ordered.extend(parts.map(|(_, part)| Object::Reference((part, 0))));
        ordered
    }
}

/// Returns the place of the page on which the first content of an element is.
fn first_place(
    pack: &Pack,
    element: &Object,
    places: &BTreeMap<u32, usize>,
    depth: usize,
) -> Option<usize> {
    let element = pack.dictionary(element).filter(|_| depth < 200)?;
    let kids = element.get(b"K").ok()?;
    let list = pack.array(kids);
    let list = if list.is_empty() { std::slice::from_ref(kids) } else { list };
    let page = element.get(b"Pg").and_then(Object::as_reference).ok();
    let place = |page: Option<(u32, u16)>| places.get(&page?.0).copied();
    list.iter().find_map(|kid| match kid {
        Object::Integer(_) => place(page),
        Object::Dictionary(content) => {
            place(content.get(b"Pg").and_then(Object::as_reference).ok().or(page))
        }
        kid => first_place(pack, kid, places, depth + 1),
    })
}

/// What a paper becomes in the pack's tree.
pub(super) struct Part<'a> {
    pub(super) title: &'a str,
    pub(super) language: Option<&'a str>,
    /// The place of its first page in the pack.
    pub(super) at: usize,
    /// Its pages, by their numbers in the paper.
    pub(super) pages: BTreeMap<Id, PageKey>,
    /// Forms with marked content: their numbers and keys.
    pub(super) forms: BTreeMap<Id, (u32, i64)>,
    /// Annotations and the like: their numbers and keys.
    pub(super) objects: BTreeMap<Id, (u32, i64)>,
}

/// A page in the pack.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageKey {
    pub(super) number: u32,
    pub(super) key: i64,
    /// The highest id of its marked content.
    pub(super) last_mark: i64,
}
