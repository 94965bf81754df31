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

/// Returns the label that a reader shows for every page, in order.
pub(crate) fn labels(document: &Document) -> Vec<String> {
    let catalog = document.catalog().expect("a catalog");
    let tree = catalog.get(b"PageLabels").and_then(|l| dictionary(document, l)).expect("labels");
    let numbers = tree.get(b"Nums").and_then(Object::as_array).expect("a flat number tree");
    let ranges: Vec<(i64, &Dictionary)> = numbers
        .chunks(2)
        .map(|pair| {
            (pair[0].as_i64().expect("a page"), dictionary(document, &pair[1]).expect("a label"))
        })
        .collect();
    let count = i64::try_from(document.get_pages().len()).expect("small");
    let label = |index: i64| {
        let range = ranges.iter().rev().find(|(first, _)| *first <= index);
        let (first, label) = range.expect("every page is in a range");
        let prefix = label.get(b"P").map(|p| lopdf::decode_text_string(p).expect("text"));
        let start = label.get(b"St").and_then(Object::as_i64).unwrap_or(1);
        let number = start + index - first;
        let number = label.get(b"S").and_then(Object::as_name).ok().map(|style| match style {
            b"r" => ["i", "ii", "iii", "iv", "v", "vi"][usize::try_from(number - 1).expect("few")]
                .to_string(),
            _ => number.to_string(),
        });
        prefix.unwrap_or_default() + &number.unwrap_or_default()
    };
    (0..count).map(label).collect()
}

/// Returns the document's title, as its properties have it.
pub(crate) fn title(document: &Document) -> String {
    let information = document.trailer.get(b"Info").and_then(|i| dictionary(document, i));
    let title = information.expect("properties").get(b"Title").expect("a title");
    lopdf::decode_text_string(title).expect("text")
}

/// Returns the levels of the headings in the order of the structure tree.
pub(crate) fn heading_levels(document: &Document) -> Vec<u8> {
    let catalog = document.catalog().expect("a catalog");
    let mut levels = Vec::new();
    headings_below(document, catalog.get(b"StructTreeRoot").expect("a tree"), &mut levels);
    levels
}

fn headings_below(document: &Document, object: &Object, levels: &mut Vec<u8>) {
    let object = document.dereference(object).expect("there").1;
    if let Ok(list) = object.as_array() {
        for kid in list {
            headings_below(document, kid, levels);
        }
    }
    let Ok(element) = object.as_dict() else { return };
    if let Ok([b'H', level @ b'1'..=b'9']) = element.get(b"S").and_then(Object::as_name) {
        levels.push(level - b'0');
    }
    if let Ok(kids) = element.get(b"K") {
        headings_below(document, kids, levels);
    }
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
        Object::String(name, _) => {
            let catalog = document.catalog().expect("a catalog");
            let names = catalog.get(b"Names").and_then(|names| dictionary(document, names));
            let tree = names.expect("names").get(b"Dests").expect("destinations");
            let found = named(document, tree, name).expect("a name of this document");
            resolve_named(document, found)
        }
        other => other,
    }
}

fn named<'a>(document: &'a Document, tree: &'a Object, name: &[u8]) -> Option<&'a Object> {
    let tree = dictionary(document, tree).ok()?;
    let list = |key: &[u8]| {
        let list = tree.get(key).and_then(|list| document.dereference(list)?.1.as_array());
        list.map_or(&[][..], Vec::as_slice)
    };
    let pair = list(b"Names").chunks(2).find(|pair| pair[0].as_str().is_ok_and(|n| n == name));
    pair.map(|pair| &pair[1])
        .or_else(|| list(b"Kids").iter().find_map(|kid| named(document, kid, name)))
}

/// Returns the pages that the links within a document lead to; each must be one of
/// its own.
pub(crate) fn link_pages(document: &Document) -> Vec<u32> {
    let links =
        document.objects.values().filter_map(|object| object.as_dict().ok()).filter(|d| {
            d.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Link")
        });
    let to_page = |link: &&Dictionary| {
        let action = link.get(b"A").and_then(|action| dictionary(document, action));
        !action.is_ok_and(|action| action.has(b"URI"))
    };
    links.filter(to_page).map(|link| page_of(document, link)).collect()
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
