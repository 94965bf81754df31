//! One page of a paper on its placeholder.

use std::collections::BTreeMap;

use hayro_syntax::object::{Dict, Object as Foreign, Stream};
use lopdf::{Dictionary, Object};

use super::super::file::deflate;
use super::annotation::{self, Fate};
use super::content::{self, Content, Marks, State};
use super::destination::{Destinations, Place};
use super::field::Field;
use super::import::{Id, Importer, Keys};
use super::matrix::number;
use super::pack::Pack;
use super::paper::Laid;
use super::resources::{free_name, mark_id_of, resources_of};
use super::store::{Store, set_some, too_great};
use super::stream::unpacked;
use super::tags::{Element, Kid, PageKey, Part, Structure, Tree};
use super::value::reals;
use crate::fault::Fault;

/// What a page is laid with.
pub(super) struct Sheet<'s, 'p, 'a> {
    pub(super) pack: &'s mut Pack,
    pub(super) structure: &'s mut Structure,
    pub(super) importer: &'s mut Importer<'p>,
    pub(super) destinations: &'s Destinations<'p>,
    pub(super) part: &'s mut Part<'a>,
    pub(super) tree: &'s mut Tree,
    /// Whether elements of the paper hold content of the page.
    pub(super) in_tree: bool,
    /// The annotations and the like that elements of the paper hold, and which.
    pub(super) held: &'s BTreeMap<Id, usize>,
}

/// Content that annotations have become: the names of forms, and how they are laid.
#[derive(Default)]
struct Drawn {
    forms: Vec<(String, u32)>,
    operators: Vec<u8>,
    /// The first marked-content id that is free.
    next_mark: i64,
}

/// Lays a page.
pub(super) fn lay_page<'p>(
    sheet: &mut Sheet<'_, 'p, '_>,
    laid: &Laid<'_, 'p>,
) -> Result<(), Fault> {
    let (bytes, state) = decoded(laid.page.raw());
    let id_of = |name: &[u8]| mark_id_of(laid.page.resources(), name);
    let mut content = content::read(&bytes, state, sheet.importer.marks, id_of);
    let is_figure = !sheet.in_tree && content.is_loose;
    if is_figure && sheet.importer.marks == Marks::Kept {
        sheet.importer.marks = Marks::Neutral;
        content = content::read(&bytes, state, Marks::Neutral, id_of);
    }
    if is_figure {
        sheet.add(figure(laid));
    }
    let mut drawn =
        Drawn { next_mark: content.ids.last().map_or(0, |last| last + 1), ..Drawn::default() };
    lay_annotations(sheet, laid, &mut drawn, is_figure)?;
    let (key, last_mark) = (sheet.structure.key(), drawn.next_mark.max(1) - 1);
    let own = PageKey { number: laid.place.number, key, last_mark };
    sheet.part.pages.insert(laid.id, own);
    let (stamp, ground) = sheet.pack.take_stamp(laid.place.at)?;
    let name = free_name(laid.page.resources(), "Stamp");
    let around = surroundings(laid, &content, &drawn.operators, is_figure, &name);
    drawn.forms.push((name, stamp));
    let mut before = String::new();
    if let Some(ground) = ground {
        let name = free_name(laid.page.resources(), "Ground");
        before = format!("q\n/{name} Do\nQ\n");
        drawn.forms.push((name, ground));
    }
    let contents = contents(sheet, laid, &content, &(before + &around.0), &around.1)?;
    let store = &mut sheet.pack.store;
    let resources = resources_of(sheet.importer, store, laid, &drawn.forms)?;
    let group = laid.page.raw().get_raw::<Foreign<'p>>("Group");
    let group = group.map(|group| sheet.importer.value(&mut sheet.pack.store, group, Keys::Words));
    let group = group.transpose()?;
    let page = super::pack::dictionary_at(&mut sheet.pack.store, own.number);
    sheet.structure.forget(page);
    page.set("Contents", contents);
    page.set("Resources", resources);
    page.set("StructParents", key);
    page.set("Tabs", Object::Name(b"S".to_vec()));
    set_some(page, "Group", group);
    Ok(())
}

impl Sheet<'_, '_, '_> {
    /// Returns whether an element of the paper holds an object.
    fn holds(&self, id: Id) -> bool {
        self.held.contains_key(&id)
    }

    /// Adds an element to the paper's own.
    fn add(&mut self, element: Element) {
        self.tree.top.push(self.tree.elements.len());
        self.tree.elements.push(element);
    }
}

/// Returns the content of a page, unpacked.
fn decoded(page: &Dict<'_>) -> (Vec<u8>, State) {
    let (mut bytes, mut whole) = (Vec::new(), State::Whole);
    for stream in streams(page) {
        let Some((data, state)) = unpacked(&stream) else { continue };
        if state == State::Damaged {
            whole = state;
        }
        bytes.extend_from_slice(&data);
        bytes.push(b'\n');
    }
    (bytes, whole)
}

fn streams<'p>(page: &Dict<'p>) -> Vec<Stream<'p>> {
    match page.get::<Foreign<'p>>("Contents") {
        Some(Foreign::Stream(stream)) => vec![stream],
        Some(Foreign::Array(array)) => array.iter::<Stream<'p>>().collect(),
        _ => Vec::new(),
    }
}

/// Returns the element for a page without tags.
fn figure(laid: &Laid<'_, '_>) -> Element {
    let mut layout = Dictionary::new();
    layout.set("O", Object::Name(b"Layout".to_vec()));
    layout.set("Placement", Object::Name(b"Block".to_vec()));
    layout.set("BBox", reals(&laid.place.matrix.rectangle(laid.place.crop)));
    let mut entries = Dictionary::new();
    entries.set("S", Object::Name(b"Figure".to_vec()));
    entries.set("Alt", super::text(&laid.leaf.alternative));
    entries.set("A", layout);
    Element { entries, role: b"Figure".to_vec(), kids: vec![Kid::Mark(laid.id, 0)] }
}

/// Brings the annotations of a page into the pack, some of them as content.
fn lay_annotations<'p>(
    sheet: &mut Sheet<'_, 'p, '_>,
    laid: &Laid<'_, 'p>,
    drawn: &mut Drawn,
    is_figure: bool,
) -> Result<(), Fault> {
    let store = &mut sheet.pack.store;
    let page = laid.page.raw();
    let found = annotation::read(sheet.importer, store, sheet.destinations, page, &laid.place)?;
    let mut links = Vec::new();
    for (index, annotation) in (0..).zip(found) {
        let id = annotation.id.unwrap_or((laid.place.number.cast_signed(), -1 - index));
        match annotation.fate {
            Fate::Kept(entries, kind) => {
                links.push(Object::Reference((keep(sheet, laid, id, entries, kind), 0)));
            }
            Fate::Drawn(form, matrix, field) => {
                let name = free_name(laid.page.resources(), &format!("Drawn{index}"));
                let mark = match field {
                    _ if is_figure => String::new(),
                    None => "/Artifact BMC\n".into(),
                    Some(field) => {
                        drawn.next_mark += 1;
                        let mark = drawn.next_mark - 1;
                        tag_field(sheet, laid, id, mark, &field);
                        format!("/Form <</MCID {mark}>> BDC\n")
                    }
                };
                let end = if mark.is_empty() { "" } else { "EMC\n" };
                let operators = format!("{mark}q\n{} cm\n/{name} Do\nQ\n{end}", matrix.operands());
                drawn.operators.extend_from_slice(operators.as_bytes());
                drawn.forms.push((name, form));
            }
        }
    }
    if !links.is_empty() {
        let page = super::pack::dictionary_at(&mut sheet.pack.store, laid.place.number);
        let mut all = page.get(b"Annots").and_then(Object::as_array).cloned().unwrap_or_default();
        all.extend(links);
        page.set("Annots", all);
    }
    Ok(())
}

/// Keeps an annotation, and returns its number.
fn keep(
    sheet: &mut Sheet<'_, '_, '_>,
    laid: &Laid<'_, '_>,
    id: Id,
    mut entries: Dictionary,
    kind: &str,
) -> u32 {
    let key = sheet.structure.key();
    entries.set("P", Object::Reference((laid.place.number, 0)));
    entries.set("StructParent", key);
    let words = entries.get(b"Contents").cloned().ok();
    let number = sheet.pack.store.add(entries);
    sheet.part.objects.insert(id, (number, key));
    if !sheet.holds(id) {
        let mut element = Dictionary::new();
        element.set("S", Object::Name(kind.into()));
        set_some(&mut element, "Alt", words);
        let kids = vec![Kid::Object(laid.id, id)];
        sheet.add(Element { entries: element, role: kind.into(), kids });
    }
    number
}

/// Tags a field that has become marked content.
fn tag_field(sheet: &mut Sheet<'_, '_, '_>, laid: &Laid<'_, '_>, id: Id, mark: i64, field: &Field) {
    let attributes = Object::Dictionary(field.attributes());
    let own = Kid::Mark(laid.id, mark);
    if let Some(place) = sheet.held.get(&id) {
        let element = &mut sheet.tree.elements[*place];
        let mut kids = element.kids.iter_mut();
        if let Some(kid) = kids.find(|kid| matches!(kid, Kid::Object(_, held) if *held == id)) {
            *kid = own;
        }
        let mut all = match element.entries.remove(b"A") {
            Some(Object::Array(list)) => list,
            Some(one) => vec![one],
            None => Vec::new(),
        };
        all.push(attributes);
        element.entries.set("A", all);
        return;
    }
    let mut entries = Dictionary::new();
    entries.set("S", Object::Name(b"Form".to_vec()));
    entries.set("A", attributes);
    sheet.add(Element { entries, role: b"Form".to_vec(), kids: vec![own] });
}

/// Returns what stands before and after the content of a paper, which leads it to its
/// place and keeps it to itself; after it come the drawn annotations and the stamp.
fn surroundings(
    laid: &Laid<'_, '_>,
    content: &Content,
    drawn: &[u8],
    is_figure: bool,
    stamp: &str,
) -> (String, Vec<u8>) {
    let (begin, end) = if is_figure { ("/Figure <</MCID 0>> BDC\n", "EMC\n") } else { ("", "") };
    let before = format!("{begin}q\n{}", way(&laid.place));
    let stamp = format!("q\n/{stamp} Do\nQ\n");
    let after = [&content.closing[..], b"\nQ\n", drawn, end.as_bytes(), stamp.as_bytes()];
    (before, after.concat())
}

/// Returns the streams that are the content of a page.
fn contents<'p>(
    sheet: &mut Sheet<'_, 'p, '_>,
    laid: &Laid<'_, 'p>,
    content: &Content,
    before: &str,
    after: &[u8],
) -> Result<Vec<Object>, Fault> {
    let store = &mut sheet.pack.store;
    let mut parts = vec![plain(store, before.as_bytes())?];
    if let Some(instead) = &content.instead {
        parts.push(packed(store, instead)?);
    } else {
        for stream in streams(laid.page.raw()) {
            let (dictionary, data) = sheet.importer.stream(store, &stream)?;
            parts.push(Object::Reference((store.share_stream(dictionary, &data)?, 0)));
        }
    }
    parts.push(plain(store, after)?);
    Ok(parts)
}

/// Returns the operators that lead to the placeholder, and hide what is outside the
/// page as it is shown.
fn way(place: &Place) -> String {
    let [x0, y0, x1, y1] = place.crop;
    let clip = [x0, y0, x1 - x0, y1 - y0].map(number).join(" ");
    let matrix = place.matrix;
    let way =
        if matrix.is_identity() { String::new() } else { format!("{} cm\n", matrix.operands()) };
    format!("{way}{clip} re W n\n")
}

fn plain(store: &mut Store, bytes: &[u8]) -> Result<Object, Fault> {
    if bytes.len() > 200 {
        return packed(store, bytes);
    }
    Ok(Object::Reference((store.share_stream(Dictionary::new(), bytes)?, 0)))
}

fn packed(store: &mut Store, bytes: &[u8]) -> Result<Object, Fault> {
    let mut dictionary = Dictionary::new();
    dictionary.set("Filter", Object::Name(b"FlateDecode".to_vec()));
    let data = deflate(bytes).ok_or_else(too_great)?;
    Ok(Object::Reference((store.share_stream(dictionary, &data)?, 0)))
}
