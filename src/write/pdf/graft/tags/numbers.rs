//! Number trees and name trees (ISO 32000-1, 7.9.6 and 7.9.7).

use lopdf::{Dictionary, Object};

use super::super::pack::Pack;
use super::super::store::Store;

/// How many pairs a leaf has.
const PAIRS: usize = 256;

/// How deep a tree may be.
const DEPTH: usize = 20;

/// Visits the pairs of a tree, whose leaves have them under `key`.
pub(super) fn read(
    pack: &Pack,
    tree: &Object,
    key: &[u8],
    visit: &mut impl FnMut(&Object, &Object),
) {
    below(pack, tree, key, DEPTH, visit);
}

fn below(
    pack: &Pack,
    tree: &Object,
    key: &[u8],
    depth: usize,
    visit: &mut impl FnMut(&Object, &Object),
) {
    let Some(node) = pack.dictionary(tree).filter(|_| depth > 0) else { return };
    let list = |key: &[u8]| node.get(key).map_or(&[][..], |list| pack.array(list));
    list(key).chunks_exact(2).for_each(|pair| visit(&pair[0], &pair[1]));
    for kid in list(b"Kids") {
        below(pack, kid, key, depth - 1, visit);
    }
}

/// Writes pairs that are in order as a tree and returns it.
pub(super) fn write(store: &mut Store, pairs: &[(Object, Object)], key: &str) -> Object {
    let mut root = Dictionary::new();
    if pairs.len() <= PAIRS {
        root.set(key, flat(pairs));
        return root.into();
    }
    let mut kids = Vec::new();
    for chunk in pairs.chunks(PAIRS) {
        let mut leaf = Dictionary::new();
        let limits = [chunk.first(), chunk.last()].into_iter().flatten();
        leaf.set("Limits", limits.map(|(key, _)| key.clone()).collect::<Vec<_>>());
        leaf.set(key, flat(chunk));
        kids.push(Object::Reference((store.add(leaf), 0)));
    }
    root.set("Kids", kids);
    root.into()
}

fn flat(pairs: &[(Object, Object)]) -> Vec<Object> {
    pairs.iter().flat_map(|(key, value)| [key.clone(), value.clone()]).collect()
}
