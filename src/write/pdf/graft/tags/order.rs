//! Where elements go that a paper does not have: links, fields and figures that its
//! author left out of the tree. Each is read where its page ends, within the section
//! that goes on after it.

use std::collections::BTreeMap;

use super::super::import::Id;
use super::tree::{Element, Kid, Tree};

/// The types that do nothing but group what lies in them (ISO 32000-1, table 333).
const GROUPS: [&[u8]; 6] = [b"Document", b"Part", b"Art", b"Sect", b"Div", b"NonStruct"];

/// The places of the first and the last page of an element, among the laid pages.
type Span = Option<(usize, usize)>;

/// An element that is added, and the place of its page.
type Added = (usize, usize);

/// Moves the elements on the uppermost level from `own` on into reading order; `pages`
/// are the places of the laid pages.
pub(in super::super) fn settle(tree: &mut Tree, own: usize, pages: &BTreeMap<Id, usize>) {
    let added = tree.top.split_off(own);
    if tree.top.is_empty() || added.is_empty() {
        tree.top.extend(added);
        return;
    }
    let spans = spans(&tree.elements, pages);
    let page = |place: &usize| spans[*place].map_or(usize::MAX, |(first, _)| first);
    let mut added: Vec<Added> = added.iter().map(|place| (page(place), *place)).collect();
    added.sort_unstable();
    let top = std::mem::take(&mut tree.top).into_iter().map(Kid::Element).collect();
    let top = merge(tree, &spans, top, &added);
    let place = |kid| match kid {
        Kid::Element(place) => Some(place),
        _ => None,
    };
    tree.top = top.into_iter().filter_map(place).collect();
}

/// Returns the spans of all elements. Elements come after those that they lie in.
fn spans(elements: &[Element], pages: &BTreeMap<Id, usize>) -> Vec<Span> {
    let mut spans: Vec<Span> = vec![None; elements.len()];
    for (place, element) in elements.iter().enumerate().rev() {
        let found = element.kids.iter().filter_map(|kid| match kid {
            Kid::Element(below) => spans.get(*below).copied().flatten(),
            Kid::Mark(page, _) | Kid::Form(page, ..) | Kid::Object(page, _) => {
                pages.get(page).map(|at| (*at, *at))
            }
        });
        spans[place] = found.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
    }
    spans
}

/// Returns kids with the added elements among them: before the first kid that begins on
/// a later page, and within a group that goes on to one.
fn merge(tree: &mut Tree, spans: &[Span], kids: Vec<Kid>, added: &[Added]) -> Vec<Kid> {
    let (mut merged, mut rest) = (Vec::with_capacity(kids.len() + added.len()), added);
    for kid in kids {
        if let Kid::Element(place) = kid
            && let Some((first, last)) = spans[place]
        {
            let before = rest.partition_point(|(page, _)| *page < first);
            merged.extend(rest[..before].iter().map(|(_, place)| Kid::Element(*place)));
            rest = &rest[before..];
            let within = rest.partition_point(|(page, _)| *page < last);
            if within > 0 && GROUPS.contains(&tree.elements[place].role.as_slice()) {
                let own = std::mem::take(&mut tree.elements[place].kids);
                tree.elements[place].kids = merge(tree, spans, own, &rest[..within]);
                rest = &rest[within..];
            }
        }
        merged.push(kid);
    }
    merged.extend(rest.iter().map(|(_, place)| Kid::Element(*place)));
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(role: &str, kids: Vec<Kid>) -> Element {
        Element { role: role.into(), kids, ..Element::default() }
    }

    fn mark(page: i32) -> Kid {
        Kid::Mark((page, 0), 0)
    }

    fn pages() -> BTreeMap<Id, usize> {
        (1..=4).map(|page: i32| ((page, 0), usize::try_from(page).expect("small"))).collect()
    }

    /// A document with two sections, and links on pages 1, 2 and 4 that it knows nothing of.
    fn tree() -> Tree {
        let elements = vec![
            element("Document", vec![Kid::Element(1), Kid::Element(2)]),
            element("Sect", vec![Kid::Element(3), Kid::Element(4), Kid::Element(5)]),
            element("P", vec![mark(4)]),
            element("P", vec![mark(1)]),
            element("Table", vec![mark(1), mark(2)]),
            element("P", vec![mark(3)]),
            element("Link", vec![Kid::Object((1, 0), (20, 0))]),
            element("Link", vec![Kid::Object((2, 0), (21, 0))]),
            element("Link", vec![Kid::Object((4, 0), (22, 0))]),
        ];
        Tree { elements, top: vec![0, 6, 7, 8] }
    }

    fn below(tree: &Tree, place: usize) -> Vec<usize> {
        let kids = tree.elements[place].kids.iter().filter_map(|kid| match kid {
            Kid::Element(place) => Some(*place),
            _ => None,
        });
        kids.collect()
    }

    #[test]
    fn what_is_added_is_read_where_its_page_ends() {
        let mut tree = tree();
        settle(&mut tree, 1, &pages());
        assert_eq!(tree.top, [0, 8], "on the last page nothing follows");
        assert_eq!(below(&tree, 0), [1, 2]);
        assert_eq!(below(&tree, 1), [3, 4, 6, 7, 5], "a table is not parted");
    }

    #[test]
    fn nothing_moves_in_a_paper_without_tags() {
        let mut tree = tree();
        tree.top = vec![8, 6, 7];
        settle(&mut tree, 0, &pages());
        assert_eq!(tree.top, [8, 6, 7]);
    }
}
