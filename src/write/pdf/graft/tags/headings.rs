//! Levels for the headings of a paper that has none: `H` means a heading whose level
//! is that of the section it heads. A pack has headings with levels, and PDF/UA-1
//! forbids to use both (ISO 14289-1, 7.4.4).

use lopdf::Object;

use super::tree::{Kid, Tree};

/// Gives every heading without a level the level of its section.
pub(super) fn level(tree: &mut Tree) {
    let mut open: Vec<(usize, usize)> = tree.top.iter().map(|top| (*top, 0)).collect();
    while let Some((place, above)) = open.pop() {
        let kids = kids_of(tree, place);
        let heads = kids.iter().any(|kid| tree.elements[*kid].role == b"H");
        let level = if heads { above + 1 } else { above };
        for kid in kids {
            set(tree, kid, level);
            open.push((kid, level));
        }
        if above == 0 {
            set(tree, place, 1);
        }
    }
}

fn kids_of(tree: &Tree, place: usize) -> Vec<usize> {
    let kids = tree.elements[place].kids.iter();
    let kids = kids.filter_map(|kid| match kid {
        Kid::Element(place) => Some(*place),
        _ => None,
    });
    kids.collect()
}

fn set(tree: &mut Tree, place: usize, level: usize) {
    let element = &mut tree.elements[place];
    if element.role == b"H" {
        let name = format!("H{}", level.clamp(1, 6)).into_bytes();
        element.role.clone_from(&name);
        element.entries.set("S", Object::Name(name));
    }
}
