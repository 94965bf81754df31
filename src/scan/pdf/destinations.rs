//! Named destinations and page labels: each belongs to a page of the file.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{as_dictionary, dictionary, entry, name, object_name, string};
use crate::scan::search::Search;
use crate::scan::trace::Kind;

/// Finds destinations and labels of no page, and links to them.
pub(super) fn search(search: &mut Search<'_>, document: &Document, pages: &BTreeSet<ObjectId>) {
    let Ok(catalog) = document.catalog() else { return };
    let names = Names::of(document, catalog);
    for (name, goal) in &names.goals {
        if !names.leads(goal, pages) {
            search.form(Kind::Destination, "the named destinations".into(), string::text(name));
        }
    }
    for (id, object) in &document.objects {
        let Some(of) = as_dictionary(object) else { continue };
        let is_link = name(of, b"Subtype") == b"Link";
        let goal = entry(document, of, b"Dest").filter(|_| is_link).or_else(|| {
            let goes = name(of, b"S") == b"GoTo";
            entry(document, of, b"D").filter(|_| goes)
        });
        if goal.is_some_and(|goal| !names.leads(goal, pages)) {
            search.form(Kind::Destination, object_name(*id), "a link");
        }
    }
    labels(search, document, catalog, pages.len());
}

fn labels(search: &mut Search<'_>, document: &Document, catalog: &Dictionary, pages: usize) {
    let Some(tree) = dictionary(document, catalog, b"PageLabels") else { return };
    for (key, _) in leaves(document, tree, b"Nums") {
        let page = key.as_i64().unwrap_or(-1);
        if usize::try_from(page).map_or(true, |page| page >= pages) {
            let found = format!("page {} of {pages}", page + 1);
            search.form(Kind::PageLabel, "the page labels".into(), found);
        }
    }
}

/// The named destinations of a document.
pub(super) struct Names<'a> {
    document: &'a Document,
    goals: BTreeMap<&'a [u8], &'a Object>,
}

impl<'a> Names<'a> {
    pub(super) fn of(document: &'a Document, catalog: &'a Dictionary) -> Self {
        let tree = dictionary(document, catalog, b"Names")
            .and_then(|names| dictionary(document, names, b"Dests"));
        let listed = tree.into_iter().flat_map(|tree| leaves(document, tree, b"Names"));
        let listed = listed.filter_map(|(name, goal)| Some((name.as_str().ok()?, goal)));
        let old = dictionary(document, catalog, b"Dests").into_iter().flatten();
        let old = old.map(|(name, goal)| (name.as_slice(), goal));
        Self { document, goals: listed.chain(old).collect() }
    }

    /// Returns whether a destination, by itself or by its name, is a page's.
    pub(super) fn leads(&self, goal: &Object, pages: &BTreeSet<ObjectId>) -> bool {
        let Ok((_, goal)) = self.document.dereference(goal) else { return false };
        match goal {
            Object::Array(parts) => parts
                .first()
                .and_then(|page| page.as_reference().ok())
                .is_some_and(|page| pages.contains(&page)),
            Object::Dictionary(of) => of.get(b"D").is_ok_and(|goal| self.leads(goal, pages)),
            Object::String(name, _) | Object::Name(name) => {
                let goal = self.goals.get(name.as_slice());
                goal.is_some_and(|goal| !is_name(goal) && self.leads(goal, pages))
            }
            _ => false,
        }
    }
}

fn is_name(object: &Object) -> bool {
    matches!(object, Object::String(..) | Object::Name(_))
}

/// Returns the pairs of a name tree or number tree.
pub(super) fn leaves<'a>(
    document: &'a Document,
    tree: &'a Dictionary,
    pairs: &[u8],
) -> Vec<(&'a Object, &'a Object)> {
    let mut found = Vec::new();
    let mut nodes = vec![(tree, 0)];
    while let Some((node, depth)) = nodes.pop() {
        if let Some(Object::Array(list)) = entry(document, node, pairs) {
            found.extend(list.chunks_exact(2).map(|pair| (&pair[0], &pair[1])));
        }
        let Some(Object::Array(kids)) = entry(document, node, b"Kids") else { continue };
        let kids = kids.iter().filter_map(|kid| document.dereference(kid).ok());
        let kids = kids.filter_map(|(_, kid)| as_dictionary(kid));
        nodes.extend(kids.filter(|_| depth < 32).map(|kid| (kid, depth + 1)));
    }
    found
}
