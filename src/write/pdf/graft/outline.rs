//! Bookmarks: those of a paper under its title, which lies under the bookmark of the
//! pack that comes last before it (ISO 32000-1, 12.3.3).

use std::collections::{BTreeMap, BTreeSet};

use hayro_syntax::object::{Dict, String as Text};
use lopdf::{Dictionary, Object};

use super::destination::{Destinations, Target};
use super::import::Id;
use super::pack::{Pack, dictionary_at};
use super::store::set_some;
use super::tags::{reference, text_object};
use super::value::{numbers, reals};

/// How deep bookmarks of a paper may lie in each other.
const DEPTH: usize = 12;

/// How many bookmarks of a paper are kept.
const MOST: usize = 20_000;

/// A bookmark of a paper.
#[derive(Debug)]
pub(super) struct Bookmark {
    title: Object,
    entry: (Vec<u8>, Object),
    /// Colour and style.
    look: Dictionary,
    below: Vec<Bookmark>,
}

/// Returns the bookmarks of a paper that lead to pages that are laid in.
pub(super) fn read<'p>(catalog: &Dict<'p>, destinations: &Destinations<'p>) -> Vec<Bookmark> {
    let root = catalog.get::<Dict<'p>>("Outlines");
    root.map(|root| below(&root, destinations, &mut BTreeSet::new(), DEPTH)).unwrap_or_default()
}

fn below<'p>(
    parent: &Dict<'p>,
    destinations: &Destinations<'p>,
    seen: &mut BTreeSet<Id>,
    depth: usize,
) -> Vec<Bookmark> {
    let mut list = Vec::new();
    let mut at = reference(parent, "First");
    let mut next = parent.get::<Dict<'p>>("First");
    while let (Some(id), Some(dict)) = (at, next) {
        if depth == 0 || seen.len() >= MOST || !seen.insert(id) {
            break;
        }
        let below = below(&dict, destinations, seen, depth - 1);
        let entry = match destinations.target(&dict) {
            Some(target @ Target::Page(..)) => Some(target.entry()),
            _ => below.first().map(|first| first.entry.clone()),
        };
        match (entry, dict.get::<Text<'_>>("Title")) {
            (Some(entry), Some(title)) => {
                list.push(Bookmark { title: text_object(&title), entry, look: look(&dict), below });
            }
            _ => list.extend(below),
        }
        at = reference(&dict, "Next");
        next = dict.get::<Dict<'p>>("Next");
    }
    list
}

fn look(dict: &Dict<'_>) -> Dictionary {
    let mut look = Dictionary::new();
    let colour = numbers(dict, "C");
    if colour.len() == 3 {
        look.set("C", reals(&colour));
    }
    if let Some(style) = dict.get::<i32>("F").filter(|style| (1..=3).contains(style)) {
        look.set("F", style);
    }
    look
}

/// Adds the bookmarks of a paper whose first page is at a place of the pack.
pub(super) fn add(pack: &mut Pack, title: &str, at: usize, bookmarks: Vec<Bookmark>) {
    let catalog = pack.catalog();
    let Some((root, _)) = catalog.get(b"Outlines").ok().and_then(|o| o.as_reference().ok()) else {
        return;
    };
    let found = last_before(pack, root, at);
    let parent = found.map_or(root, |(number, _)| number);
    // A placeholder that has a bookmark has it for the paper.
    if found.is_some_and(|(_, page)| page == at) {
        append(pack, parent, bookmarks);
        return;
    }
    let page = Object::Reference((pack.pages[at], 0));
    let view = Object::Array(vec![page, Object::Name(b"Fit".to_vec())]);
    let entry = (b"Dest".to_vec(), view);
    let own =
        Bookmark { title: super::text(title), entry, look: Dictionary::new(), below: bookmarks };
    append(pack, parent, vec![own]);
}

/// Returns the last bookmark whose page is not after a place, the deepest where there
/// are several, and its page.
fn last_before(pack: &Pack, root: u32, at: usize) -> Option<(u32, usize)> {
    let places: BTreeMap<u32, usize> =
        pack.pages.iter().enumerate().map(|(place, page)| (*page, place)).collect();
    let dictionary = |number: u32| pack.store.whole.get(&number)?.as_dict().ok();
    let link =
        |number: u32, key: &[u8]| Some(dictionary(number)?.get(key).ok()?.as_reference().ok()?.0);
    let (mut found, mut seen) = (None::<(u32, usize)>, BTreeSet::new());
    let mut open: Vec<u32> = link(root, b"First").into_iter().collect();
    while let Some(number) = open.pop() {
        if !seen.insert(number) {
            continue;
        }
        open.extend(link(number, b"Next"));
        open.extend(link(number, b"First"));
        let page = page_of(pack, number).and_then(|page| places.get(&page).copied());
        if let Some(page) = page.filter(|page| *page <= at)
            && found.is_none_or(|(_, last)| last <= page)
        {
            found = Some((number, page));
        }
    }
    found
}

/// Returns the page that a bookmark of the pack leads to.
fn page_of(pack: &Pack, number: u32) -> Option<u32> {
    let entry = pack.store.whole.get(&number)?.as_dict().ok()?;
    let destination = match entry.get(b"Dest") {
        Ok(destination) => destination,
        Err(_) => pack.dictionary(entry.get(b"A").ok()?)?.get(b"D").ok()?,
    };
    let named = match destination {
        Object::String(name, _) => pack.named(name)?,
        other => other,
    };
    let list = match pack.dictionary(named) {
        Some(dictionary) => dictionary.get(b"D").ok()?,
        None => named,
    };
    Some(pack.array(list).first()?.as_reference().ok()?.0)
}

/// Appends bookmarks below another, closed.
fn append(pack: &mut Pack, parent: u32, bookmarks: Vec<Bookmark>) {
    let count = i64::try_from(bookmarks.len()).unwrap_or(i64::MAX);
    let numbers: Vec<u32> = bookmarks.iter().map(|_| pack.store.reserve()).collect();
    let (Some(&first), Some(&last)) = (numbers.first(), numbers.last()) else { return };
    let link = |number: u32| Object::Reference((number, 0));
    let holder = dictionary_at(&mut pack.store, parent);
    let before = holder.get(b"Last").and_then(Object::as_reference).ok();
    holder.set("Last", link(last));
    if before.is_none() {
        holder.set("First", link(first));
    }
    if let Some((before, _)) = before {
        dictionary_at(&mut pack.store, before).set("Next", link(first));
    }
    for (index, bookmark) in bookmarks.into_iter().enumerate() {
        let mut entries = bookmark.look;
        entries.set("Title", bookmark.title);
        entries.set("Parent", link(parent));
        entries.set(bookmark.entry.0, bookmark.entry.1);
        let previous = if index == 0 { before.map(|(n, _)| n) } else { Some(numbers[index - 1]) };
        set_some(&mut entries, "Prev", previous.map(link));
        let next = numbers.get(index + 1);
        set_some(&mut entries, "Next", next.copied().map(link));
        pack.store.whole.insert(numbers[index], entries.into());
        append(pack, numbers[index], bookmark.below);
    }
    count_in(pack, parent, count);
}

/// Counts bookmarks that are new below another: they show where it is open, and then
/// in all that is open above it.
fn count_in(pack: &mut Pack, parent: u32, new: i64) {
    let mut at = Some(parent);
    let mut seen = BTreeSet::new();
    while let Some(number) = at.filter(|number| seen.insert(*number)) {
        let entries = dictionary_at(&mut pack.store, number);
        let is_root = !entries.has(b"Parent");
        let count = entries.get(b"Count").and_then(Object::as_i64).unwrap_or_default();
        if count > 0 || is_root {
            entries.set("Count", count + new);
            at = entries.get(b"Parent").and_then(Object::as_reference).ok().map(|(n, _)| n);
        } else {
            entries.set("Count", count - new);
            at = None;
        }
    }
}
