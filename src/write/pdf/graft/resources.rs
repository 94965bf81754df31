//! The resources of a page: those of the paper, which its content goes on to call by
//! their names.

use hayro_syntax::object::{Dict, Object as Foreign};
use hayro_syntax::page::Resources;
use lopdf::{Dictionary, Object};

use super::import::{Importer, Keys, mark_id};
use super::matrix::Matrix;
use super::paper::Laid;
use super::store::Store;
use crate::fault::Fault;

/// Returns the resources of a page: those of the paper, which its content goes on to
/// call by their names, and the forms that are new.
pub(super) fn resources_of<'p>(
    importer: &mut Importer<'p>,
    store: &mut Store,
    laid: &Laid<'_, 'p>,
    forms: &[(String, u32)],
) -> Result<Dictionary, Fault> {
    let resources = laid.page.resources();
    let mut result = Dictionary::new();
    let categories: [(&str, Category<'p>); 6] = [
        ("ExtGState", |resources| &resources.ext_g_states),
        ("Font", |resources| &resources.fonts),
        ("Properties", |resources| &resources.properties),
        ("Shading", |resources| &resources.shadings),
        ("ColorSpace", |resources| &resources.color_spaces),
        ("XObject", |resources| &resources.x_objects),
    ];
    for (name, category) in categories {
        let mut entries = merged(importer, store, resources, category)?;
        match name {
            "ColorSpace" => entries = importer.with_defaults(entries),
            "XObject" => {
                for (name, form) in forms {
                    entries.set(name.as_str(), Object::Reference((*form, 0)));
                }
                result.set(name, entries);
                continue;
            }
            _ => {}
        }
        if !entries.is_empty() {
            result.set(name, Object::Reference((store.share(entries), 0)));
        }
    }
    let patterns = patterns(importer, store, resources, laid.place.matrix)?;
    if !patterns.is_empty() {
        result.set("Pattern", Object::Reference((store.share(patterns), 0)));
    }
    Ok(result)
}

/// Picks a category of resources.
type Category<'p> = for<'r> fn(&'r Resources<'p>) -> &'r Dict<'p>;

/// Returns a category with what nodes of the page tree above give to the page.
fn merged<'p>(
    importer: &mut Importer<'p>,
    store: &mut Store,
    resources: &Resources<'p>,
    category: Category<'p>,
) -> Result<Dictionary, Fault> {
    let mut result = importer.dictionary(store, category(resources), Keys::Names)?;
    let mut above = resources.parent();
    while let Some(resources) = above {
        for (name, value) in category(resources).entries() {
            if !result.has(&name) {
                let value = importer.value(store, value, Keys::Words)?;
                result.set(name.to_vec(), value);
            }
        }
        above = resources.parent();
    }
    Ok(result)
}

fn patterns<'p>(
    importer: &mut Importer<'p>,
    store: &mut Store,
    resources: &Resources<'p>,
    matrix: Matrix,
) -> Result<Dictionary, Fault> {
    if matrix.is_identity() {
        return merged(importer, store, resources, |resources| &resources.patterns);
    }
    let mut result = Dictionary::new();
    let mut level = Some(resources);
    while let Some(resources) = level {
        for name in resources.patterns.keys() {
            let pattern = resources.patterns.get::<Foreign<'p>>(&*name);
            if let Some(pattern) = pattern.filter(|_| !result.has(&name)) {
                result.set(name.to_vec(), importer.pattern(store, &pattern, matrix)?);
            }
        }
        level = resources.parent();
    }
    Ok(result)
}

/// Returns the marked-content id of a property list that a page calls by a name.
pub(super) fn mark_id_of(resources: &Resources<'_>, name: &[u8]) -> Option<i64> {
    let mut levels = std::iter::successors(Some(resources), |resources| resources.parent());
    levels.find_map(|resources| mark_id(&resources.properties, name))
}

/// Returns a name that no form or image of the paper has.
pub(super) fn free_name(resources: &Resources<'_>, name: &str) -> String {
    let mut name = name.to_string();
    let mut above = Some(resources);
    while let Some(resources) = above {
        while resources.x_objects.contains_key(&name) {
            name.push('_');
        }
        above = resources.parent();
    }
    name
}
