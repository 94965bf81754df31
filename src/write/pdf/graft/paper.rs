//! One paper: what its pages share, and its part of the pack's tags and bookmarks.

use std::collections::{BTreeMap, BTreeSet};

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Object as Foreign, String as Text};
use hayro_syntax::page::{Page, Rotation};
use lopdf::{Dictionary, Object};

use super::content::Marks;
use super::destination::{Destinations, Place};
use super::import::{Id, Importer, Keys};
use super::layers::Layers;
use super::matrix::{Matrix, Rectangle, Turn};
use super::pack::Pack;
use super::page::{Sheet, lay_page};
use super::tags::{Element, Kid, Part, Structure, Tree, settle};
use super::{Leaf, Paper, outline};
use crate::fault::Fault;

/// A page of the paper, and where it is laid.
pub(super) struct Laid<'a, 'p> {
    pub(super) leaf: &'a Leaf,
    pub(super) page: &'a Page<'p>,
    pub(super) id: Id,
    pub(super) place: Place,
}

/// Lays a paper into the pack.
pub(super) fn lay(
    pack: &mut Pack,
    structure: &mut Structure,
    layers: &mut Layers,
    paper: &Paper<'_>,
) -> Result<(), Fault> {
    let wrong = |what: &str| Fault::Other(format!("the paper `{}` {what}", paper.title));
    let pdf = Pdf::new(paper.file.bytes()?).map_err(|_| wrong("cannot be read"))?;
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).unwrap_or_default();
    let ids = page_ids(&pdf);
    let mut laid = Vec::new();
    for leaf in &paper.leaves {
        let page = pdf.pages().get(leaf.page).ok_or_else(|| wrong("has fewer pages"))?;
        laid.push(Laid { leaf, page, id: ids[leaf.page], place: place(pack, page, leaf) });
    }
    let Some(at) = laid.first().map(|laid| laid.leaf.at) else { return Ok(()) };
    let mut importer = Importer::new(&pdf);
    importer.pages = laid.iter().map(|laid| (laid.id, laid.place.number)).collect();
    importer.defaults = default_spaces(pack, &mut importer, &catalog)?;
    let places: BTreeMap<Id, Place> = laid.iter().map(|laid| (laid.id, laid.place)).collect();
    let matrices = places.iter().map(|(id, place)| (*id, place.matrix)).collect();
    let mut tree = structure.read_paper(&mut importer, &mut pack.store, &catalog, &matrices)?;
    importer.marks = if tree.top.is_empty() { Marks::Neutral } else { Marks::Kept };
    let (held, own) = (held(&tree), tree.top.len());
    let keys = enter_streams(structure, &mut importer, &held);
    let destinations = Destinations::read(&catalog, ids, places);
    let language = catalog.get::<Text<'_>>("Lang");
    let language = language.as_deref().and_then(|text| std::str::from_utf8(text).ok());
    let mut part = Part {
        title: paper.title,
        language: paper.language.or(language).filter(|language| !language.is_empty()),
        at,
        pages: BTreeMap::new(),
        forms: BTreeMap::new(),
        objects: BTreeMap::new(),
    };
    let marks = importer.marks;
    for laid in &laid {
        importer.marks = marks;
        let mut sheet = Sheet {
            pack,
            structure,
            importer: &mut importer,
            destinations: &destinations,
            part: &mut part,
            tree: &mut tree,
            in_tree: held.pages.contains(&laid.id),
            held: &held.objects,
        };
        lay_page(&mut sheet, laid)?;
    }
    for (id, key) in keys {
        let Some(number) = importer.number(id) else { continue };
        part.forms.insert(id, (number, key));
        part.objects.entry(id).or_insert((number, key));
    }
    let pages = laid.iter().map(|laid| (laid.id, laid.leaf.at)).collect();
    settle(&mut tree, own, &pages);
    prune(&mut tree, &part);
    structure.add(&mut pack.store, &part, &tree);
    layers.add(&catalog, &importer.layers);
    let bookmarks = outline::read(&catalog, &destinations);
    outline::add(pack, paper.title, at, bookmarks);
    Ok(())
}

/// Returns what tells each page from the others: its number, unless it has none of
/// its own.
fn page_ids(pdf: &Pdf) -> Vec<Id> {
    let mut seen = BTreeSet::new();
    let ids = pdf.pages().iter().zip(1..).map(|(page, count): (_, i32)| {
        let id = page.raw().obj_id().map(|id| (id.obj_number, id.gen_number));
        id.filter(|id| seen.insert(*id)).unwrap_or((-count, 0))
    });
    ids.collect()
}

fn place(pack: &Pack, page: &Page<'_>, leaf: &Leaf) -> Place {
    let crop = page.intersected_crop_box();
    let (width, height) = page.base_dimensions();
    let crop: Rectangle =
        [crop.x0, crop.y0, crop.x0 + f64::from(width), crop.y0 + f64::from(height)];
    let turn = match page.rotation() {
        Rotation::None => Turn::None,
        Rotation::Horizontal => Turn::Right,
        Rotation::Flipped => Turn::Over,
        Rotation::FlippedHorizontal => Turn::Left,
    };
    let unit = page.raw().get::<f32>("UserUnit").filter(|unit| *unit > 0.0);
    let matrix = Matrix::laying(crop, turn, f64::from(unit.unwrap_or(1.0)), &leaf.fit);
    Place { at: leaf.at, number: pack.pages[leaf.at], crop, matrix }
}

/// Returns what device colours of a paper mean: those of its output intent. A file
/// has one such intent, and that of the pack is for screens; so a paper made for
/// print says the same in each of its resources (ISO 19005-2, 6.2.4.3).
fn default_spaces<'p>(
    pack: &mut Pack,
    importer: &mut Importer<'p>,
    catalog: &Dict<'p>,
) -> Result<Dictionary, Fault> {
    let mut spaces = Dictionary::new();
    let intents = catalog.get::<Array<'p>>("OutputIntents");
    for intent in intents.iter().flat_map(Array::iter::<Dict<'p>>) {
        let Some(profile) = intent.get_ref("DestOutputProfile") else { continue };
        let Some(stream) = intent.get::<hayro_syntax::object::Stream<'p>>("DestOutputProfile")
        else {
            continue;
        };
        let name = match stream.dict().get::<i32>("N") {
            Some(1) => "DefaultGray",
            Some(3) => "DefaultRGB",
            Some(4) => "DefaultCMYK",
            _ => continue,
        };
        let profile = importer.reference(&mut pack.store, profile, Keys::Words)?;
        if !pack.has_profile(&profile) && !spaces.has(name.as_bytes()) {
            let space = vec![Object::Name(b"ICCBased".to_vec()), profile];
            let space = pack.store.share(space);
            spaces.set(name, Object::Reference((space, 0)));
        }
    }
    Ok(spaces)
}

/// What a tree holds.
struct Held {
    /// The pages with content of elements.
    pages: BTreeSet<Id>,
    /// Forms with marked content.
    forms: BTreeSet<Id>,
    /// Annotations and the like, by the elements that hold them.
    objects: BTreeMap<Id, usize>,
}

fn held(tree: &Tree) -> Held {
    let mut held =
        Held { pages: BTreeSet::new(), forms: BTreeSet::new(), objects: BTreeMap::new() };
    let elements = tree.elements.iter().enumerate();
    for (place, kid) in elements.flat_map(|(at, e)| e.kids.iter().map(move |kid| (at, kid))) {
        match kid {
            Kid::Element(_) => {}
            Kid::Mark(page, _) => drop(held.pages.insert(*page)),
            Kid::Form(page, form, _) => {
                held.pages.insert(*page);
                held.forms.insert(*form);
            }
            Kid::Object(page, object) => {
                held.pages.insert(*page);
                held.objects.insert(*object, place);
            }
        }
    }
    held
}

/// Gives a key to every stream that leads into the tree, and returns the keys.
fn enter_streams(
    structure: &mut Structure,
    importer: &mut Importer<'_>,
    held: &Held,
) -> Vec<(Id, i64)> {
    let mut keys = Vec::new();
    for id in &held.forms {
        let key = structure.key();
        importer.parents.insert(*id, ("StructParents", key));
        keys.push((*id, key));
    }
    for id in held.objects.keys().filter(|id| !held.forms.contains(id)) {
        if matches!(importer.object_of(*id), Some(Foreign::Stream(_))) {
            let key = structure.key();
            importer.parents.insert(*id, ("StructParent", key));
            keys.push((*id, key));
        }
    }
    keys
}

/// Takes elements out of the tree that only held an annotation which is gone.
fn prune(tree: &mut Tree, part: &Part<'_>) {
    let is_gone = |kid: &Kid| match kid {
        Kid::Object(_, id) => !part.objects.contains_key(id),
        Kid::Form(_, id, _) => !part.forms.contains_key(id),
        Kid::Mark(..) | Kid::Element(_) => false,
    };
    let mut empty = BTreeSet::new();
    // Elements come after those that they lie in.
    for place in (0..tree.elements.len()).rev() {
        let element: &mut Element = &mut tree.elements[place];
        let before = element.kids.len();
        element.kids.retain(|kid| {
            !is_gone(kid) && !matches!(kid, Kid::Element(below) if empty.contains(below))
        });
        if before > 0 && element.kids.is_empty() {
            empty.insert(place);
        }
    }
    tree.top.retain(|place| !empty.contains(place));
}
