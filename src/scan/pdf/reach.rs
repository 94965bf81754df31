//! What the catalog reaches: objects that nothing refers to are left-overs of
//! something, and a reference to no object says that something was there.

use std::collections::BTreeSet;

use lopdf::{Document, Object, ObjectId};

use super::{as_dictionary, object_name};
use crate::scan::search::Search;
use crate::scan::trace::Kind;

/// Returns the objects that the catalog reaches.
pub(super) fn reached(document: &Document) -> BTreeSet<ObjectId> {
    reach(document).0
}

/// Finds orphans and references to nothing.
pub(super) fn search(search: &mut Search<'_>, document: &Document) {
    let (reached, missing) = reach(document);
    for (from, to) in missing {
        let place = if from.0 == 0 { "the trailer".into() } else { object_name(from) };
        search.form(Kind::Dangling, place, object_name(to));
    }
    for (id, object) in &document.objects {
        if !reached.contains(id) && !is_of_the_file(object) {
            search.form(Kind::Orphan, object_name(*id), kind(object));
        }
    }
}

/// Returns the objects that are referred to, and the references to none, each with the
/// object that has it.
fn reach(document: &Document) -> (BTreeSet<ObjectId>, BTreeSet<(ObjectId, ObjectId)>) {
    let mut reached = BTreeSet::new();
    let mut missing = BTreeSet::new();
    let mut open: Vec<(ObjectId, &Object)> = Vec::new();
    let refer = |from: ObjectId, object: &Object, open: &mut Vec<(ObjectId, ObjectId)>| {
        references(object, &mut |to| open.push((from, to)));
    };
    let mut waiting = Vec::new();
    for (_, value) in &document.trailer {
        refer((0, 0), value, &mut waiting);
    }
    while let Some((from, to)) = waiting.pop() {
        match document.objects.get(&to) {
            None => {
                missing.insert((from, to));
            }
            Some(object) if reached.insert(to) => open.push((to, object)),
            Some(_) => {}
        }
        while let Some((id, object)) = open.pop() {
            refer(id, object, &mut waiting);
        }
    }
    (reached, missing)
}

fn references(object: &Object, found: &mut impl FnMut(ObjectId)) {
    match object {
        Object::Reference(id) => found(*id),
        Object::Array(values) => values.iter().for_each(|value| references(value, found)),
        Object::Dictionary(dictionary) => {
            dictionary.iter().for_each(|(_, value)| references(value, found));
        }
        Object::Stream(stream) => {
            stream.dict.iter().for_each(|(_, value)| references(value, found));
        }
        _ => {}
    }
}

/// Returns whether an object belongs to the file and not to the document: object
/// streams and cross-references are found by their bytes.
fn is_of_the_file(object: &Object) -> bool {
    as_dictionary(object)
        .is_some_and(|of| of.has_type(b"ObjStm") || of.has_type(b"XRef") || of.has(b"Linearized"))
}

fn kind(object: &Object) -> String {
    let named = as_dictionary(object).and_then(|of| of.get_type().ok());
    match named {
        Some(name) => String::from_utf8_lossy(name).into_owned(),
        None => object.enum_variant().to_lowercase(),
    }
}
