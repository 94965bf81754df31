//! The types of structure elements: what a paper calls its own, and what PDF 2.0
//! added, mapped to the standard types of ISO 32000-1, 14.8.4.

use std::collections::{BTreeMap, BTreeSet};

use hayro_syntax::object::{Array, Dict, Name, Object as Foreign, String as Text};

/// The standard types.
const STANDARD: &[&[u8]] = &[
    b"Annot",
    b"Art",
    b"BibEntry",
    b"BlockQuote",
    b"Caption",
    b"Code",
    b"Div",
    b"Document",
    b"Figure",
    b"Form",
    b"Formula",
    b"H",
    b"H1",
    b"H2",
    b"H3",
    b"H4",
    b"H5",
    b"H6",
    b"Index",
    b"L",
    b"LBody",
    b"LI",
    b"Lbl",
    b"Link",
    b"NonStruct",
    b"Note",
    b"P",
    b"Part",
    b"Private",
    b"Quote",
    b"RB",
    b"RP",
    b"RT",
    b"Reference",
    b"Ruby",
    b"Sect",
    b"Span",
    b"TBody",
    b"TD",
    b"TFoot",
    b"TH",
    b"THead",
    b"TOC",
    b"TOCI",
    b"TR",
    b"Table",
    b"WP",
    b"WT",
    b"Warichu",
];

/// What PDF 2.0 and `MathML` call elements, and what comes nearest in PDF 1.7.
const NEWER: &[(&[u8], &[u8])] = &[
    (b"Artifact", b"NonStruct"),
    (b"Aside", b"Note"),
    (b"DocumentFragment", b"Part"),
    (b"Em", b"Span"),
    (b"FENote", b"Note"),
    (b"H7", b"H6"),
    (b"H8", b"H6"),
    (b"H9", b"H6"),
    (b"Strong", b"Span"),
    (b"Sub", b"Span"),
    (b"Title", b"P"),
    (b"math", b"Formula"),
];

/// How many mappings may follow each other.
const CHAIN: usize = 32;

/// Returns whether a type is one that needs no mapping.
pub(super) fn is_standard(kind: &[u8]) -> bool {
    STANDARD.binary_search(&kind).is_ok()
}

/// Returns the standard type that an element of a paper counts as: by the map of its
/// namespace, by that of the paper, by what PDF 2.0 means; at last, none in particular.
pub(super) fn standard(kind: &[u8], map: &Dict<'_>, namespace: Option<&Dict<'_>>) -> Vec<u8> {
    let mut kind = kind.to_vec();
    if let Some(mapped) = namespace.and_then(|space| in_namespace(&kind, space)) {
        kind = mapped;
    }
    for _ in 0..CHAIN {
        if is_standard(&kind) {
            return kind;
        }
        if let Some(mapped) = map.get::<Name<'_>>(&kind) {
            kind = mapped.to_vec();
        } else if let Some((_, nearest)) = NEWER.iter().find(|(newer, _)| *newer == kind) {
            return nearest.to_vec();
        } else {
            break;
        }
    }
    b"NonStruct".to_vec()
}

fn in_namespace(kind: &[u8], namespace: &Dict<'_>) -> Option<Vec<u8>> {
    let map = namespace.get::<Dict<'_>>("RoleMapNS");
    let mapped = map.and_then(|map| map.get::<Foreign<'_>>(kind));
    let name = match mapped {
        Some(Foreign::Name(name)) => Some(name.to_vec()),
        Some(Foreign::Array(pair)) => first_name(&pair),
        _ => None,
    };
    let is_mathml = namespace.get::<Text<'_>>("NS").is_some_and(|uri| uri.ends_with(b"MathML"));
    name.or_else(|| (is_mathml && kind != b"math").then(|| b"Span".to_vec()))
}

fn first_name(pair: &Array<'_>) -> Option<Vec<u8>> {
    pair.iter::<Name<'_>>().next().map(|name| name.to_vec())
}

/// The types of all papers and of the pack that need a mapping.
#[derive(Debug, Default)]
pub(super) struct Roles {
    mapped: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl Roles {
    /// Takes a mapping of the pack.
    pub(super) fn take(&mut self, kind: &[u8], standard: &[u8]) {
        self.mapped.insert(kind.to_vec(), standard.to_vec());
    }

    /// Returns the name for a type that counts as a standard one: its own, unless
    /// that means something else already.
    pub(super) fn name(&mut self, kind: &[u8], standard: &[u8]) -> Vec<u8> {
        if is_standard(kind) {
            return standard.to_vec();
        }
        let mut name = kind.to_vec();
        let mut count = 1;
        while self.mapped.get(&name).is_some_and(|role| role != standard) || is_standard(&name) {
            count += 1;
            name = [kind, format!("-{count}").as_bytes()].concat();
        }
        self.mapped.insert(name.clone(), standard.to_vec());
        name
    }

    /// Returns the mappings in order.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        self.mapped.iter().map(|(kind, standard)| (&kind[..], &standard[..]))
    }
}

/// Names that must differ over all papers.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<Vec<u8>>,
    /// The names of the paper at hand, as they were and as they are.
    renamed: BTreeMap<Vec<u8>, Vec<u8>>,
    /// The names of the paper at hand, as they are.
    given: BTreeSet<Vec<u8>>,
}

impl Names {
    /// Takes a name of the pack.
    pub(super) fn take(&mut self, name: &[u8]) {
        self.taken.insert(name.to_vec());
    }

    /// Begins another paper, whose names have nothing to do with those before.
    pub(super) fn next_paper(&mut self) {
        self.renamed.clear();
        self.taken.append(&mut self.given);
    }

    /// Returns a name of the paper, another one where it is taken.
    pub(super) fn name(&mut self, name: &[u8]) -> Vec<u8> {
        if let Some(renamed) = self.renamed.get(name) {
            return renamed.clone();
        }
        let mut new = name.to_vec();
        let mut count = 1;
        while self.taken.contains(&new) || self.given.contains(&new) {
            count += 1;
            new = [name, format!("-{count}").as_bytes()].concat();
        }
        self.renamed.insert(name.to_vec(), new.clone());
        self.given.insert(new.clone());
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_types_are_in_order() {
        assert!(STANDARD.is_sorted());
    }

    #[test]
    fn a_type_is_mapped_to_the_standard_once_for_all_papers() {
        let mut roles = Roles::default();
        assert_eq!(roles.name(b"Heading", b"H1"), b"Heading");
        assert_eq!(roles.name(b"Heading", b"H2"), b"Heading-2");
        assert_eq!(roles.name(b"Heading", b"H1"), b"Heading");
        assert_eq!(roles.name(b"P", b"P"), b"P");
        assert_eq!(roles.entries().count(), 2);
    }

    #[test]
    fn newer_types_count_as_what_comes_nearest() {
        let none = Dict::empty();
        assert_eq!(standard(b"Em", &none, None), b"Span");
        assert_eq!(standard(b"H8", &none, None), b"H6");
        assert_eq!(standard(b"Unheard", &none, None), b"NonStruct");
    }

    #[test]
    fn names_differ_from_those_of_other_papers_alone() {
        let mut names = Names::default();
        names.take(b"a");
        assert_eq!(names.name(b"a"), b"a-2");
        assert_eq!(names.name(b"a"), b"a-2");
        assert_eq!(names.name(b"b"), b"b");
        names.next_paper();
        assert_eq!(names.name(b"b"), b"b-2");
    }
}
