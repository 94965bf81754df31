//! A finished PDF, read back with lopdf: text by page, bookmarks, labels.

use lopdf::{Dictionary, Document, Object};

/// Opens a PDF.
pub(crate) fn open(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).expect("a PDF")
}

/// Returns the text of every page, in order, white space folded to single spaces.
pub(crate) fn pages(document: &Document) -> Vec<String> {
    let numbers = document.get_pages().into_keys();
    numbers
        .map(|number| {
            let text = document.extract_text(&[number]).expect("text");
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}

/// A bookmark: its depth from zero, its title and its page from one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bookmark {
    pub depth: usize,
    pub title: String,
    pub page: u32,
}

/// Returns all bookmarks in reading order.
pub(crate) fn bookmarks(document: &Document) -> Vec<Bookmark> {
    let catalog = document.catalog().expect("a catalog");
    let mut list = Vec::new();
    if let Ok(outlines) = catalog.get(b"Outlines").and_then(|o| dictionary(document, o)) {
        walk(document, outlines, 0, &mut list);
    }
    list
}

fn walk(document: &Document, parent: &Dictionary, depth: usize, list: &mut Vec<Bookmark>) {
    let mut next = parent.get(b"First").ok();
    while let Some(entry) = next {
        let entry = dictionary(document, entry).expect("an outline entry");
        let title = lopdf::decode_text_string(entry.get(b"Title").expect("a title")).expect("text");
        list.push(Bookmark { depth, title, page: page_of(document, entry) });
        walk(document, entry, depth + 1, list);
        next = entry.get(b"Next").ok();
    }
}

fn page_of(document: &Document, entry: &Dictionary) -> u32 {
    let destination = if let Ok(destination) = entry.get(b"Dest") {
        destination
    } else {
        let action = entry.get(b"A").and_then(|a| dictionary(document, a)).expect("an action");
        action.get(b"D").expect("a destination")
    };
    let destination = resolve_named(document, destination);
    let array =
        document.dereference(destination).expect("a destination").1.as_array().expect("an array");
    let page = array[0].as_reference().expect("a page");
    let pages = document.get_pages();
    pages.into_iter().find(|(_, id)| *id == page).expect("a page of the document").0
}

fn resolve_named<'a>(document: &'a Document, destination: &'a Object) -> &'a Object {
    match document.dereference(destination).expect("a destination").1 {
        Object::Dictionary(dictionary) => dictionary.get(b"D").expect("a destination"),
        other => other,
    }
}

/// Returns the dictionary that an object is or refers to.
pub(crate) fn dictionary<'a>(
    document: &'a Document,
    object: &'a Object,
) -> lopdf::Result<&'a Dictionary> {
    document.dereference(object)?.1.as_dict()
}

/// Returns how often each structure tag occurs, by its name.
pub(crate) fn tags(document: &Document) -> std::collections::BTreeMap<String, usize> {
    let mut counts = std::collections::BTreeMap::new();
    for object in document.objects.values() {
        let Ok(dictionary) = object.as_dict() else { continue };
        let is_element = dictionary
            .get(b"Type")
            .and_then(Object::as_name)
            .is_ok_and(|name| name == b"StructElem");
        if let (true, Ok(name)) = (is_element, dictionary.get(b"S").and_then(Object::as_name)) {
            *counts.entry(String::from_utf8_lossy(name).into_owned()).or_insert(0) += 1;
        }
    }
    counts
}

/// Returns the label of every page, as a reader shows it: `1`, `ii`.
pub(crate) fn labels(document: &Document) -> Vec<String> {
    let catalog = document.catalog().expect("a catalog");
    let tree = catalog.get(b"PageLabels").and_then(|labels| dictionary(document, labels));
    let numbers = tree.expect("page labels").get(b"Nums").and_then(Object::as_array);
    let numbers = numbers.expect("a number tree").chunks(2);
    let ranges: Vec<(usize, &Dictionary)> = numbers
        .map(|pair| {
            let from = usize::try_from(pair[0].as_i64().expect("a page")).expect("a page");
            (from, dictionary(document, &pair[1]).expect("a style"))
        })
        .collect();
    let label = |page: usize| {
        let (from, style) = ranges.iter().rev().find(|(from, _)| *from <= page).expect("a range");
        let first = style.get(b"St").and_then(Object::as_i64).unwrap_or(1);
        let number = usize::try_from(first).expect("a number") + page - from;
        match style.get(b"S").and_then(Object::as_name).expect("a style") {
            b"r" => ["i", "ii", "iii", "iv", "v", "vi"][number - 1].to_string(),
            _ => number.to_string(),
        }
    };
    (0..document.get_pages().len()).map(label).collect()
}
