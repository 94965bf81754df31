//! The bookmarks of items in the order of the agenda, with its numbers (ISO 32000-1,
//! 12.3.3): Typst writes bookmarks by their pages, and an item's papers come after all of
//! the agenda.

use std::collections::BTreeMap;

use super::dictionary::{entries, value};
use super::plain::{Plain, leading_number};

/// An item of the agenda that has a bookmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::write::pdf) struct Entry {
    /// The item's number, empty for none.
    pub(in crate::write::pdf) number: String,
    /// Whether its bookmark leads to its papers, and not to the agenda.
    pub(in crate::write::pdf) has_papers: bool,
}

/// Returns the objects that are other for the order, by their numbers: none where no
/// bookmark has as many below it as there are items.
pub(super) fn reordered(plain: &Plain<'_>, order: &[Entry]) -> BTreeMap<u32, Vec<u8>> {
    links(plain, order).unwrap_or_default()
}

fn links(plain: &Plain<'_>, order: &[Entry]) -> Option<BTreeMap<u32, Vec<u8>>> {
    if order.len() < 2 {
        return None;
    }
    let root = [b"<<".as_slice(), plain.trailer, b">>"].concat();
    let catalog = object(plain, link(&root, "Root")?)?;
    let outlines = object(plain, link(catalog, "Outlines")?)?;
    let agenda = siblings(plain, outlines).into_iter().find(|number| {
        object(plain, *number).is_some_and(|own| siblings(plain, own).len() == order.len())
    })?;
    let below = siblings(plain, object(plain, agenda)?);
    let open = order.iter().filter(|entry| !entry.has_papers).count();
    let (mut agenda_only, mut papers) = (below[..open].iter(), below[open..].iter());
    let next = |entry: &Entry| if entry.has_papers { papers.next() } else { agenda_only.next() };
    let sorted: Vec<u32> = order.iter().filter_map(next).copied().collect();
    let mut objects = BTreeMap::new();
    for (index, (number, entry)) in sorted.iter().zip(order).enumerate() {
        let before = index.checked_sub(1).map(|at| sorted[at]);
        let links = [("Prev", before), ("Next", sorted.get(index + 1).copied())];
        objects.insert(*number, linked(object(plain, *number)?, &links, &entry.number)?);
    }
    let ends = [("First", sorted.first().copied()), ("Last", sorted.last().copied())];
    objects.insert(agenda, linked(object(plain, agenda)?, &ends, "")?);
    Some(objects)
}

fn object<'a>(plain: &Plain<'a>, number: u32) -> Option<&'a [u8]> {
    plain.objects.iter().find(|object| object.number == number).map(|object| object.bytes)
}

fn link(dictionary: &[u8], key: &str) -> Option<u32> {
    leading_number(value(dictionary, key)?)
}

/// The bookmarks right below another, in their order.
fn siblings(plain: &Plain<'_>, parent: &[u8]) -> Vec<u32> {
    let mut found = Vec::new();
    let mut next = link(parent, "First");
    while let Some(number) = next.filter(|number| !found.contains(number)) {
        found.push(number);
        next = object(plain, number).and_then(|own| link(own, "Next"));
    }
    found
}

/// A bookmark with other links in place of its own, and a number before its title.
fn linked(dictionary: &[u8], links: &[(&str, Option<u32>)], number: &str) -> Option<Vec<u8>> {
    let mut bytes = b"<<".to_vec();
    for (key, value) in entries(dictionary)? {
        if !links.iter().any(|(name, _)| name.as_bytes() == key) {
            bytes.push(b'/');
            bytes.extend_from_slice(key);
            bytes.push(b' ');
            if key == b"Title" {
                bytes.extend_from_slice(&numbered(value, number));
            } else {
                bytes.extend_from_slice(value);
            }
        }
    }
    for (name, number) in links {
        if let Some(number) = number {
            bytes.extend_from_slice(format!("/{name} {number} 0 R").as_bytes());
        }
    }
    bytes.extend_from_slice(b">>");
    Some(bytes)
}

/// A title with an item's number before it, in either of the ways in which a string is
/// written; as it is where the number has letters beyond ASCII.
fn numbered(title: &[u8], number: &str) -> Vec<u8> {
    let plain =
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
    let number = format!("{}. ", number.trim_end_matches('.'));
    let marked = title.strip_prefix(b"<FEFF").or_else(|| title.strip_prefix(b"<feff"));
    match (plain, marked, title.strip_prefix(b"(")) {
        (true, Some(rest), _) => {
            let units: Vec<String> = number.bytes().map(|byte| format!("{byte:04X}")).collect();
            [b"<FEFF", units.concat().as_bytes(), rest].concat()
        }
        (true, None, Some(rest))
            if !rest.starts_with(b"\xfe\xff") && !rest.starts_with(b"\\376") =>
        {
            [b"(", number.as_bytes(), rest].concat()
        }
        _ => title.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_before_a_title() {
        for (title, number, expected) in [
            (b"(Minutes)".as_slice(), "1", b"(1. Minutes)".as_slice()),
            (b"(Minutes)", "5a.", b"(5a. Minutes)"),
            (b"<FEFF00C9>", "8", b"<FEFF0038002E002000C9>"),
            (b"(Minutes)", "", b"(Minutes)"),
            (b"(Minutes)", "(a", b"(Minutes)"),
        ] {
            assert_eq!(numbered(title, number), expected);
        }
    }
}
