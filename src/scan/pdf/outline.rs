//! Bookmarks: each leads to a page of the file, and all are counted.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::destinations::Names;
use super::{dictionary, entry, object_name};
use crate::scan::search::Search;
use crate::scan::trace::Kind;

/// Holds the bookmarks against the pages and their counts.
pub(super) fn search(search: &mut Search<'_>, document: &Document, pages: &BTreeSet<ObjectId>) {
    let Ok(catalog) = document.catalog() else { return };
    let Some(root) = dictionary(document, catalog, b"Outlines") else { return };
    let names = Names::of(document, catalog);
    let mut outline = Outline { search, document, pages, names, seen: BTreeSet::new() };
    outline.level(root, "the bookmarks");
}

struct Outline<'a, 'b> {
    search: &'a mut Search<'b>,
    document: &'a Document,
    pages: &'a BTreeSet<ObjectId>,
    names: Names<'a>,
    seen: BTreeSet<ObjectId>,
}

impl<'a> Outline<'a, '_> {
    /// Returns how many bookmarks show below one when it is opened.
    fn level(&mut self, parent: &'a Dictionary, place: &str) -> i64 {
        let mut count = 0;
        let mut next = parent.get(b"First").and_then(Object::as_reference).ok();
        let mut last = None;
        while let Some(id) = next.filter(|id| self.seen.insert(*id)) {
            let Ok(item) = self.document.get_dictionary(id) else { break };
            last = Some(id);
            count += 1 + self.item(id, item);
            next = item.get(b"Next").and_then(Object::as_reference).ok();
        }
        let said = entry(self.document, parent, b"Count").and_then(|count| count.as_i64().ok());
        if said.unwrap_or(0).abs() != count {
            let found = format!("{} of {count}", said.unwrap_or(0).abs());
            self.search.form(Kind::BookmarkCount, place.into(), found);
        }
        if parent.get(b"Last").and_then(Object::as_reference).ok() != last {
            self.search.form(Kind::BookmarkCount, place.into(), "another bookmark as the last");
        }
        count
    }

    /// Returns how many bookmarks show below this one as the file opens.
    fn item(&mut self, id: ObjectId, item: &'a Dictionary) -> i64 {
        let action = dictionary(self.document, item, b"A");
        let goal = entry(self.document, item, b"Dest")
            .or_else(|| action.and_then(|action| entry(self.document, action, b"D")));
        let is_link = action.is_some_and(|action| action.has(b"URI"));
        if !is_link && !goal.is_some_and(|goal| self.names.leads(goal, self.pages)) {
            let title = item.get(b"Title").and_then(Object::as_str).unwrap_or_default();
            self.search.form(Kind::Bookmark, object_name(id), super::string::text(title));
        }
        let is_open = entry(self.document, item, b"Count")
            .and_then(|count| count.as_i64().ok())
            .is_some_and(|count| count > 0);
        let below = if item.has(b"First") || item.has(b"Count") {
            self.level(item, &object_name(id))
        } else {
            0
        };
        if is_open { below } else { 0 }
    }
}
