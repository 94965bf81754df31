//! Elements of the structure tree (ISO 32000-1, 14.7): which of their
//! marked content may be one, and the element written again.

use std::collections::{BTreeMap, BTreeSet};

use super::dictionary::{entries, items};
use super::plain::leading_number;

/// Marked-content ids by the number of their page's object.
pub(super) type Ids = BTreeMap<u32, BTreeSet<u32>>;

const START: &[u8] = b"<</Type/StructElem";

const CATALOG: &[u8] = b"<</Type/Catalog";

/// What a file says if it says nothing; poppler takes the word for a mistake.
const DEFAULT: &[u8] = b"/Suspects false";

/// Adds the ids that follow the id before within one element: Typst gives each
/// line of a paragraph an id of its own.
pub(super) fn add_joinable(element: &[u8], joinable: &mut Ids) {
    let Some((page, kids)) = kids(element) else { return };
    let ids = kids.iter().map(|kid| id(kid));
    for (before, after) in ids.clone().zip(ids.skip(1)) {
        if let (Some(before), Some(after)) = (before, after)
            && after == before + 1
        {
            joinable.entry(page).or_default().insert(after);
        }
    }
}

/// Returns the page of an element's own marked content, and all its kids.
fn kids(element: &[u8]) -> Option<(u32, Vec<&[u8]>)> {
    if !element.starts_with(START) {
        return None;
    }
    let (mut page, mut kids) = (None, None);
    for (key, value) in entries(element)? {
        match key {
            b"Pg" => page = leading_number(value),
            b"K" => kids = items(value),
            _ => {}
        }
    }
    Some((page?, kids?))
}

fn id(kid: &[u8]) -> Option<u32> {
    std::str::from_utf8(kid).ok()?.parse().ok()
}

/// Returns the element without the ids that the one before covers, and without
/// how its table cell is bordered, which is a look and tells a reader nothing; and the
/// catalog without what it need not say. Any other object is returned as it is.
pub(super) fn tidy(object: &[u8], joined: &Ids) -> Vec<u8> {
    tidied(object, joined).unwrap_or_else(|| object.to_vec())
}

fn tidied(object: &[u8], joined: &Ids) -> Option<Vec<u8>> {
    if object.starts_with(CATALOG) {
        return without(object, DEFAULT);
    }
    if !object.starts_with(START) {
        return None;
    }
    let entries = entries(object)?;
    let page = entries.iter().find(|(key, _)| *key == b"Pg").and_then(|(_, v)| leading_number(v));
    let joined = page.and_then(|page| joined.get(&page));
    let mut tidied = b"<<".to_vec();
    for (key, value) in entries {
        let kept = match key {
            b"A" => kept_items(value, |attribute| !is_border(attribute))?,
            b"K" => match joined {
                Some(joined) => {
                    kept_items(value, |kid| !id(kid).is_some_and(|id| joined.contains(&id)))?
                }
                None => value.to_vec(),
            },
            _ => value.to_vec(),
        };
        if key != b"A" || kept != b"[]" {
            tidied.push(b'/');
            tidied.extend_from_slice(key);
            if kept.first().is_some_and(|byte| !b"/[(<".contains(byte)) {
                tidied.push(b' ');
            }
            tidied.extend_from_slice(&kept);
        }
    }
    tidied.extend_from_slice(b">>");
    Some(tidied)
}

/// Returns an object without some of its bytes, where it has them.
fn without(object: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    let at = object.windows(bytes.len()).position(|window| window == bytes)?;
    Some([&object[..at], &object[at + bytes.len()..]].concat())
}

/// Returns an array with some of its items, or a value that is no array as it is.
fn kept_items(array: &[u8], keep: impl Fn(&[u8]) -> bool) -> Option<Vec<u8>> {
    if !array.starts_with(b"[") {
        return Some(array.to_vec());
    }
    let kept: Vec<&[u8]> = items(array)?.into_iter().filter(|item| keep(item)).collect();
    Some([b"[", kept.join(&b' ').as_slice(), b"]"].concat())
}

/// Whether an attribute object holds the borders of a cell and nothing else.
fn is_border(attribute: &[u8]) -> bool {
    let Some(entries) = entries(attribute) else { return false };
    let owned = entries.iter().any(|entry| *entry == (&b"O"[..], &b"/Layout"[..]));
    owned && entries.iter().all(|(key, _)| *key == b"O" || key.starts_with(b"Border"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELL: &[u8] = b"<</Type/StructElem/S/TD/P 9 0 R/A[<</O/Table/Headers[(U1)]>><</O/Layout/BorderColor[0.1 0.2 0.3]/BorderThickness[0 1]>>]/K[3 4 12 0 R 5 6]/Pg 7 0 R>>";

    #[test]
    fn ids_in_a_row_are_joinable() {
        let mut joinable = Ids::new();
        add_joinable(CELL, &mut joinable);
        assert_eq!(joinable, [(7, [4, 6].into())].into());
        add_joinable(b"<</Type/Page/K[1 2]/Pg 7 0 R>>", &mut joinable);
        assert_eq!(joinable.len(), 1);
    }

    #[test]
    fn an_element_keeps_all_but_its_borders_and_what_was_joined() {
        let joined = [(7, [4].into())].into();
        let expected = b"<</Type/StructElem/S/TD/P 9 0 R/A[<</O/Table/Headers[(U1)]>>]/K[3 12 0 R 5 6]/Pg 7 0 R>>";
        assert_eq!(tidy(CELL, &joined), expected);
        let figure = b"<</Type/StructElem/S/Figure/A[<</O/Layout/BBox[0 0 1 1]>>]/K[1]>>";
        assert_eq!(tidy(figure, &joined), figure);
        let catalog = b"<</Type/Catalog/MarkInfo<</Marked true/Suspects false>>/Lang(en)>>";
        let expected = b"<</Type/Catalog/MarkInfo<</Marked true>>/Lang(en)>>";
        assert_eq!(tidy(catalog, &joined), expected);
        let page = b"<</Type/Page/A[<</O/Layout/BorderColor[1]>>]>>";
        assert_eq!(tidy(page, &joined), page);
    }
}
