//! Trees of a PDF: names, fields, bookmarks. Each is walked with a bound, since a
//! foreign tree may be a ring.

use std::collections::BTreeSet;

use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier};

/// The most nodes of a tree that are looked at.
const MOST: usize = 50_000;

/// Returns the dictionaries of a tree, those below a node after it. `kids` names the
/// entry with what is below.
pub(super) fn nodes<'a>(roots: Vec<Dict<'a>>, kids: &str) -> Vec<Dict<'a>> {
    let mut open: Vec<Dict<'a>> = roots.into_iter().rev().collect();
    let mut seen: BTreeSet<ObjectIdentifier> = BTreeSet::new();
    let mut found = Vec::new();
    while let Some(node) = open.pop() {
        if found.len() >= MOST {
            break;
        }
        let below = node.get::<Array<'_>>(kids).map(|below| dictionaries(&below, &mut seen));
        open.extend(below.unwrap_or_default().into_iter().rev());
        found.push(node);
    }
    found
}

/// Returns the dictionaries that an array names and that were not named before.
fn dictionaries<'a>(array: &Array<'a>, seen: &mut BTreeSet<ObjectIdentifier>) -> Vec<Dict<'a>> {
    let fresh = array.iter::<Object<'_>>().filter_map(Object::into_dict).filter(|dict| {
        let id = dict.obj_id();
        id.is_none_or(|id| seen.insert(id))
    });
    fresh.take(MOST).collect()
}

/// Returns the values of a tree of names: ISO 32000-1, 7.9.6.
pub(super) fn named<'a>(root: &Dict<'a>) -> Vec<Object<'a>> {
    let mut values = Vec::new();
    for node in nodes(vec![root.clone()], "Kids") {
        if let Some(pairs) = node.get::<Array<'_>>("Names") {
            values.extend(pairs.iter::<Object<'_>>().skip(1).step_by(2).take(MOST));
        }
    }
    values
}

/// Returns the bookmarks of a catalog.
pub(super) fn bookmarks<'a>(catalog: &Dict<'a>) -> Vec<Dict<'a>> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let outlines = catalog.get::<Dict<'_>>("Outlines");
    let mut open: Vec<Dict<'a>> = outlines.and_then(|root| root.get("First")).into_iter().collect();
    while let Some(mark) = open.pop() {
        if found.len() >= MOST || mark.obj_id().is_some_and(|id| !seen.insert(id)) {
            continue;
        }
        open.extend(["Next", "First"].iter().filter_map(|key| mark.get::<Dict<'_>>(*key)));
        found.push(mark);
    }
    found
}

/// Returns a name as text.
pub(super) fn name(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<Name<'_>>(key).map(|name| name.as_str().to_string())
}
