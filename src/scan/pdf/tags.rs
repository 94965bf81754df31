//! Tags: each belongs to content of a page that is there.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::pages::Shown;
use super::{as_dictionary, object_name};
use crate::scan::search::Search;
use crate::scan::trace::Kind;

/// Finds tags of pages, and of marked content, that are not there.
pub(super) fn search(search: &mut Search<'_>, document: &Document, shown: &Shown) {
    let marked = &shown.marked;
    for (id, object) in &document.objects {
        let Some(element) = as_dictionary(object).filter(|of| of.has_type(b"StructElem")) else {
            continue;
        };
        let own = page(element);
        if own.is_some_and(|page| !marked.contains_key(&page)) {
            search.form(Kind::Tag, object_name(*id), "a page that is not there");
        } else if let Some(found) = stray(element, own, marked) {
            search.form(Kind::Tag, object_name(*id), found);
        }
    }
}

fn page(of: &Dictionary) -> Option<ObjectId> {
    of.get(b"Pg").and_then(Object::as_reference).ok()
}

/// Returns what content of an element is not there.
fn stray(
    element: &Dictionary,
    own: Option<ObjectId>,
    marked: &BTreeMap<ObjectId, BTreeSet<u32>>,
) -> Option<String> {
    let kids = element.get(b"K").ok()?;
    let one = std::slice::from_ref(kids);
    let kids = kids.as_array().map_or(one, Vec::as_slice);
    kids.iter().find_map(|kid| {
        let (on, id) = match kid {
            Object::Integer(id) => (own, *id),
            Object::Dictionary(of) => {
                // Content of a form or annotation is not a page's own.
                let id = of.get(b"MCID").and_then(Object::as_i64).ok()?;
                if of.has(b"Stm") {
                    return None;
                }
                (page(of).or(own), id)
            }
            _ => return None,
        };
        let id = u32::try_from(id).ok()?;
        let there = on.and_then(|page| marked.get(&page)).is_some_and(|ids| ids.contains(&id));
        (!there).then(|| format!("content {id} that is not there"))
    })
}
