//! Where links and bookmarks of a paper lead: to another of its pages, or to an
//! address that is safe to follow. Whatever would run a program, open a file, send
//! a form or play something leads nowhere.

use std::collections::{BTreeMap, BTreeSet};

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object as Foreign, String as Text};
use lopdf::{Dictionary, Object};

use super::import::Id;
use super::matrix::{Matrix, Rectangle};
use super::tags::text_object;
use super::value::reals;

/// Schemes that a link may have.
const SCHEMES: &[&[u8]] = &[b"http:", b"https:", b"mailto:", b"tel:"];

/// How deep a tree of names may be.
const DEPTH: usize = 20;

/// Where something leads.
#[derive(Clone, Debug)]
pub(super) enum Target {
    /// A page of the pack, by its place, and the view of it.
    Page(usize, Object),
    Address(Vec<u8>),
}

impl Target {
    /// Returns the entry of a link or a bookmark.
    pub(super) fn entry(&self) -> (Vec<u8>, Object) {
        match self {
            Self::Page(_, view) => (b"Dest".to_vec(), view.clone()),
            Self::Address(address) => {
                let mut action = Dictionary::new();
                action.set("Type", Object::Name(b"Action".to_vec()));
                action.set("S", Object::Name(b"URI".to_vec()));
                action.set("URI", text_object(address));
                (b"A".to_vec(), action.into())
            }
        }
    }
}

/// A page of the paper that is laid into the pack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its place in the pack.
    pub(super) at: usize,
    /// Its number in the pack.
    pub(super) number: u32,
    pub(super) crop: Rectangle,
    pub(super) matrix: Matrix,
}

/// The destinations of a paper.
pub(super) struct Destinations<'p> {
    /// The pages that are laid in.
    places: BTreeMap<Id, Place>,
    /// All pages of the paper, in order.
    pages: Vec<Id>,
    named: BTreeMap<Vec<u8>, Foreign<'p>>,
}

impl<'p> Destinations<'p> {
    /// Reads the destinations that have names.
    pub(super) fn read(catalog: &Dict<'p>, pages: Vec<Id>, places: BTreeMap<Id, Place>) -> Self {
        let mut named = BTreeMap::new();
        if let Some(old) = catalog.get::<Dict<'p>>("Dests") {
            for name in old.keys() {
                named.extend(old.get::<Foreign<'p>>(&*name).map(|found| (name.to_vec(), found)));
            }
        }
        let tree = catalog.get::<Dict<'p>>("Names").and_then(|names| names.get("Dests"));
        if let Some(tree) = tree {
            read_names(&tree, &mut named, &mut BTreeSet::new(), DEPTH);
        }
        Self { places, pages, named }
    }

    /// Returns where a link or a bookmark leads, nothing where that is nowhere.
    pub(super) fn target(&self, dict: &Dict<'p>) -> Option<Target> {
        if let Some(destination) = dict.get::<Foreign<'p>>("Dest") {
            return self.destination(destination);
        }
        let action = dict.get::<Dict<'p>>("A")?;
        match action.get::<Name<'_>>("S").as_deref()? {
            b"GoTo" => self.destination(action.get::<Foreign<'p>>("D")?),
            b"URI" => address(&action.get::<Text<'_>>("URI")?).map(Target::Address),
            b"Named" => match action.get::<Name<'_>>("N").as_deref()? {
                b"FirstPage" => self.places.values().min_by_key(|place| place.at).map(whole),
                b"LastPage" => self.places.values().max_by_key(|place| place.at).map(whole),
                _ => None,
            },
            _ => None,
        }
    }

    fn destination(&self, destination: Foreign<'p>) -> Option<Target> {
        let found = match destination {
            Foreign::Name(name) => self.named.get(&*name)?.clone(),
            Foreign::String(name) => self.named.get(&*name)?.clone(),
            other => other,
        };
        match found {
            Foreign::Array(array) => self.explicit(&array),
            Foreign::Dict(dict) => self.explicit(&dict.get::<Array<'p>>("D")?),
            _ => None,
        }
    }

    fn explicit(&self, array: &Array<'p>) -> Option<Target> {
        let id = match array.raw_iter().next()? {
            MaybeRef::Ref(page) => (page.obj_number, page.gen_number),
            MaybeRef::NotRef(Foreign::Number(index)) => {
                *self.pages.get(usize::try_from(index.as_i64()).ok()?)?
            }
            MaybeRef::NotRef(_) => return None,
        };
        let place = self.places.get(&id)?;
        let mut items = array.iter::<Foreign<'p>>().skip(1);
        let kind = items.next().and_then(Foreign::into_name);
        let numbers: Vec<Option<f64>> =
            items.map(|item| item.into_number().map(|number| number.as_f64())).collect();
        let number = |index: usize| numbers.get(index).copied().flatten();
        let target = match kind.as_deref() {
            Some(b"XYZ") => point(place, number(0), number(1)),
            Some(b"FitH" | b"FitBH") => point(place, None, number(0)),
            Some(b"FitV" | b"FitBV") => point(place, number(0), None),
            Some(b"FitR") => {
                let corners: Vec<f64> = numbers.iter().copied().flatten().collect();
                let corners = <[f64; 4]>::try_from(corners).unwrap_or(place.crop);
                view(place, "FitR", &place.matrix.rectangle(corners))
            }
            _ => whole(place),
        };
        Some(target)
    }
}

fn read_names<'p>(
    node: &Dict<'p>,
    named: &mut BTreeMap<Vec<u8>, Foreign<'p>>,
    seen: &mut BTreeSet<Id>,
    depth: usize,
) {
    if let Some(pairs) = node.get::<Array<'p>>("Names") {
        let mut items = pairs.iter::<Foreign<'p>>();
        while let (Some(name), Some(found)) = (items.next(), items.next()) {
            named.extend(name.into_string().map(|name| (name.to_vec(), found)));
        }
    }
    let kids = node.get::<Array<'p>>("Kids").filter(|_| depth > 0);
    for kid in kids.iter().flat_map(Array::iter::<Dict<'p>>) {
        let id = kid.obj_id().map(|id| (id.obj_number, id.gen_number));
        if id.is_none_or(|id| seen.insert(id)) {
            read_names(&kid, named, seen, depth - 1);
        }
    }
}

/// Returns an address if it may be followed.
fn address(address: &[u8]) -> Option<Vec<u8>> {
    let address = address.trim_ascii();
    let is_safe = SCHEMES.iter().any(|scheme| {
        address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    is_safe.then(|| address.to_vec())
}

/// Returns the view with a point at the upper left; what a point lacks is the edge
/// of the page.
fn point(place: &Place, x: Option<f64>, y: Option<f64>) -> Target {
    let [left, _, _, top] = place.crop;
    let [x, y] = place.matrix.point(x.unwrap_or(left), y.unwrap_or(top));
    let mut target = view(place, "XYZ", &[x, y]);
    if let Target::Page(_, Object::Array(items)) = &mut target {
        items.push(Object::Null);
    }
    target
}

fn whole(place: &Place) -> Target {
    view(place, "Fit", &[])
}

fn view(place: &Place, kind: &str, numbers: &[f64]) -> Target {
    let mut items = vec![Object::Reference((place.number, 0)), Object::Name(kind.into())];
    if let Object::Array(numbers) = reals(numbers) {
        items.extend(numbers);
    }
    Target::Page(place.at, Object::Array(items))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_are_safe_are_followed() {
        assert!(address(b"https://www.gov.uk/").is_some());
        assert!(address(b" MAILTO:democracy@example.org ").is_some());
        assert!(address(b"javascript:app.alert(1)").is_none());
        assert!(address(b"file:///C:/minutes.pdf").is_none());
        assert!(address(b"minutes.pdf").is_none());
    }
}
