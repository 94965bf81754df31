//! What lies over the pages of a paper: links, notes, fields of forms (ISO 32000-1,
//! 12.5).
//!
//! Links stay links. Other annotations stay where an archive takes them and they say
//! in words what they are; those that are only seen become content. Fields become
//! content always, with what is filled in. What does not print is left out.

use hayro_syntax::object::{
    Array, Dict, MaybeRef, Name, Object as Foreign, Stream, String as Text,
};
use lopdf::{Dictionary, Object};

use super::destination::{Destinations, Place, Target};
use super::field::Field;
use super::import::{Id, Importer, Keys};
use super::matrix::Matrix;
use super::store::Store;
use super::tags::text_object;
use super::value::{matrix_of, numbers, reals};
use crate::fault::Fault;

/// The flags of an annotation (ISO 32000-1, 12.5.3).
mod flag {
    pub(super) const INVISIBLE: i32 = 1;
    pub(super) const HIDDEN: i32 = 2;
    pub(super) const PRINT: i32 = 4;
    pub(super) const NO_VIEW: i32 = 32;
}

/// Kinds that show what a page shows: marks on its text, drawings, stamps.
const KEPT: &[&[u8]] = &[
    b"Caret",
    b"Circle",
    b"FreeText",
    b"Highlight",
    b"Ink",
    b"Line",
    b"PolyLine",
    b"Polygon",
    b"Square",
    b"Squiggly",
    b"Stamp",
    b"StrikeOut",
    b"Text",
    b"Underline",
];

/// Kinds that are left out: they hold files, sound or pictures that move, or only
/// stand beside another.
const LEFT_OUT: &[&[u8]] = &[
    b"3D",
    b"FileAttachment",
    b"Movie",
    b"Popup",
    b"PrinterMark",
    b"Projection",
    b"RichMedia",
    b"Screen",
    b"Sound",
    b"TrapNet",
];

/// An annotation that comes into the pack.
pub(super) struct Annotation {
    /// Its number in the paper.
    pub(super) id: Option<Id>,
    pub(super) fate: Fate,
}

/// What becomes of an annotation.
pub(super) enum Fate {
    /// It is one of the pack's, as an element of a type.
    Kept(Dictionary, &'static str),
    /// It becomes content: a form, where it is painted, and the field that it was.
    Drawn(u32, Matrix, Option<Field>),
}

/// Returns the annotations of a page that come into the pack, in order.
pub(super) fn read<'p>(
    importer: &mut Importer<'p>,
    store: &mut Store,
    destinations: &Destinations<'p>,
    page: &Dict<'p>,
    place: &Place,
) -> Result<Vec<Annotation>, Fault> {
    let mut found = Vec::new();
    let list = page.get::<Array<'p>>("Annots");
    for item in list.iter().flat_map(Array::raw_iter) {
        let (id, dict) = match item {
            MaybeRef::NotRef(object) => (None, object.into_dict()),
            MaybeRef::Ref(reference) => {
                let id = (reference.obj_number, reference.gen_number);
                (Some(id), importer.pdf.xref().get::<Dict<'p>>(reference.into()))
            }
        };
        let Some(dict) = dict else { continue };
        let fate = fate(importer, store, destinations, &dict, place)?;
        found.extend(fate.map(|fate| Annotation { id, fate }));
    }
    Ok(found)
}

fn fate<'p>(
    importer: &mut Importer<'p>,
    store: &mut Store,
    destinations: &Destinations<'p>,
    dict: &Dict<'p>,
    place: &Place,
) -> Result<Option<Fate>, Fault> {
    let flags = dict.get::<i32>("F").unwrap_or_default();
    let Some(kind) = dict.get::<Name<'_>>("Subtype") else { return Ok(None) };
    let Ok(bounds) = <[f64; 4]>::try_from(numbers(dict, "Rect")) else { return Ok(None) };
    if flags & (flag::HIDDEN | flag::INVISIBLE) != 0 || LEFT_OUT.contains(&&*kind) {
        return Ok(None);
    }
    if &*kind == b"Link" {
        let Some(target) = destinations.target(dict) else { return Ok(None) };
        let mut link = common(importer, store, dict, &kind, place, bounds)?;
        let (key, value) = target.entry();
        link.set(key, value);
        if !link.has(b"Contents") {
            link.set("Contents", super::text(&words(&target)));
        }
        return Ok(Some(Fate::Kept(link, "Link")));
    }
    if flags & flag::PRINT == 0 {
        return Ok(None);
    }
    let Some(look) = look(dict) else { return Ok(None) };
    let is_said = dict.get::<Text<'_>>("Contents").is_some_and(|text| !text.is_empty());
    if KEPT.contains(&&*kind) && is_said && flags & flag::NO_VIEW == 0 {
        let mut kept = common(importer, store, dict, &kind, place, bounds)?;
        let Matrix([a, b, c, d, ..]) = place.matrix;
        let turned = matrix_of(look.dict()).then(Matrix([a, b, c, d, 0.0, 0.0]));
        let form = form(importer, store, &look, Some(turned), None)?;
        let mut appearance = Dictionary::new();
        appearance.set("N", Object::Reference((form, 0)));
        kept.set("AP", appearance);
        return Ok(Some(Fate::Kept(kept, "Annot")));
    }
    let Some(matrix) = way(&look, bounds) else { return Ok(None) };
    let layer = dict.get_raw::<Foreign<'p>>("OC");
    let form = form(importer, store, &look, None, layer)?;
    let field = (&*kind == b"Widget").then(|| Field::read(dict));
    Ok(Some(Fate::Drawn(form, matrix.then(place.matrix), field)))
}

/// Returns the entries that annotations of all kinds keep.
fn common<'p>(
    importer: &mut Importer<'p>,
    store: &mut Store,
    dict: &Dict<'p>,
    kind: &[u8],
    place: &Place,
    bounds: [f64; 4],
) -> Result<Dictionary, Fault> {
    let mut entries = Dictionary::new();
    entries.set("Type", Object::Name(b"Annot".to_vec()));
    entries.set("Subtype", Object::Name(kind.to_vec()));
    entries.set("Rect", reals(&place.matrix.rectangle(bounds)));
    entries.set("F", flag::PRINT);
    if let Some(text) = dict.get::<Text<'_>>("Contents").filter(|text| !text.is_empty()) {
        entries.set("Contents", text_object(&text));
    }
    for key in ["Border", "BS", "C", "CA", "H", "IC", "LE", "OC"] {
        if let Some(value) = dict.get_raw::<Foreign<'p>>(key) {
            entries.set(key, importer.value(store, value, Keys::Words)?);
        }
    }
    for key in ["QuadPoints", "L", "Vertices"] {
        let points = numbers(dict, key);
        if !points.is_empty() {
            entries.set(key, moved(&points, place.matrix));
        }
    }
    if let Some(strokes) = dict.get::<Array<'p>>("InkList") {
        let strokes = strokes.iter::<Array<'p>>().map(|stroke| {
            let numbers = stroke.iter::<Foreign<'p>>().filter_map(Foreign::into_number);
            moved(&numbers.map(|number| number.as_f64()).collect::<Vec<_>>(), place.matrix)
        });
        entries.set("InkList", strokes.collect::<Vec<_>>());
    }
    Ok(entries)
}

fn moved(points: &[f64], matrix: Matrix) -> Object {
    let points = points.chunks_exact(2).flat_map(|pair| matrix.point(pair[0], pair[1]));
    reals(&points.collect::<Vec<_>>())
}

/// Returns what an annotation looks like when nothing is done to it.
fn look<'p>(dict: &Dict<'p>) -> Option<Stream<'p>> {
    let normal = dict.get::<Dict<'p>>("AP")?.get::<Foreign<'p>>("N")?;
    match normal {
        Foreign::Stream(stream) => Some(stream),
        Foreign::Dict(states) => {
            let state = dict.get::<Name<'_>>("AS");
            states.get::<Stream<'p>>(state.as_deref().unwrap_or(b"Off"))
        }
        _ => None,
    }
}

/// Returns the way from a form to the place of its annotation (ISO 32000-1, 12.5.5).
fn way(look: &Stream<'_>, bounds: [f64; 4]) -> Option<Matrix> {
    let own = <[f64; 4]>::try_from(numbers(look.dict(), "BBox")).ok()?;
    let [x0, y0, x1, y1] = matrix_of(look.dict()).rectangle(own);
    let [left, low, right, high] = Matrix::IDENTITY.rectangle(bounds);
    let (width, height) = (x1 - x0, y1 - y0);
    if width <= 0.0 || height <= 0.0 || right <= left || high <= low {
        return None;
    }
    let (wide, tall) = ((right - left) / width, (high - low) / height);
    Some(Matrix([wide, 0.0, 0.0, tall, left - x0 * wide, low - y0 * tall]))
}

/// Returns the number of the form that an annotation looks like.
fn form<'p>(
    importer: &mut Importer<'p>,
    store: &mut Store,
    look: &Stream<'p>,
    matrix: Option<Matrix>,
    layer: Option<MaybeRef<Foreign<'p>>>,
) -> Result<u32, Fault> {
    let (mut dictionary, data) = importer.stream(store, look)?;
    dictionary.set("Type", Object::Name(b"XObject".to_vec()));
    dictionary.set("Subtype", Object::Name(b"Form".to_vec()));
    if let Some(matrix) = matrix {
        dictionary.set("Matrix", reals(&matrix.0));
    }
    if let Some(layer) = layer {
        dictionary.set("OC", importer.value(store, layer, Keys::Words)?);
    }
    store.share_stream(dictionary, &data)
}

/// Returns what a link says that says nothing itself.
fn words(target: &Target) -> String {
    match target {
        Target::Page(at, _) => format!("Page {} of this document", at + 1),
        Target::Address(address) => String::from_utf8_lossy(address).into_owned(),
    }
}
