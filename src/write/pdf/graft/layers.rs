//! Optional content (ISO 32000-1, 8.11): the groups of papers, shown as they are when
//! the paper is printed.

use std::collections::{BTreeMap, BTreeSet};

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object as Foreign};
use lopdf::{Dictionary, Object};

use super::import::Id;
use super::pack::Pack;

/// The groups of all papers.
#[derive(Debug, Default)]
pub(super) struct Layers {
    groups: Vec<u32>,
    hidden: Vec<u32>,
}

impl Layers {
    /// Adds the groups of a paper that are in use, by their numbers in the paper.
    pub(super) fn add(&mut self, catalog: &Dict<'_>, used: &BTreeMap<Id, u32>) {
        let properties = catalog.get::<Dict<'_>>("OCProperties").unwrap_or_default();
        let settings = properties.get::<Dict<'_>>("D").unwrap_or_default();
        let list = |dict: &Dict<'_>, key: &str| -> BTreeSet<Id> {
            let array = dict.get::<Array<'_>>(key);
            array.iter().flat_map(Array::raw_iter).filter_map(|item| id(&item)).collect()
        };
        let (on, off) = (list(&settings, "ON"), list(&settings, "OFF"));
        let is_base_off = settings.get::<Name<'_>>("BaseState").as_deref() == Some(b"OFF");
        let mut printed = BTreeMap::new();
        let usages = settings.get::<Array<'_>>("AS");
        for usage in usages.iter().flat_map(Array::iter::<Dict<'_>>) {
            if usage.get::<Name<'_>>("Event").as_deref() != Some(b"Print") {
                continue;
            }
            let groups = usage.get::<Array<'_>>("OCGs");
            for group in groups.iter().flat_map(Array::iter::<Dict<'_>>) {
                let id = group.obj_id().map(|id| (id.obj_number, id.gen_number));
                printed.extend(id.zip(printed_state(&group)));
            }
        }
        for (id, number) in used {
            let is_on = if is_base_off { on.contains(id) } else { !off.contains(id) };
            self.groups.push(*number);
            if !printed.get(id).copied().unwrap_or(is_on) {
                self.hidden.push(*number);
            }
        }
    }

    /// Writes the groups into the catalog, with all that an archive asks for: a name
    /// for how they are set, all of them in order, and no settings by themselves
    /// (ISO 19005-2, 6.9).
    pub(super) fn finish(self, pack: &mut Pack) {
        if self.groups.is_empty() {
            return;
        }
        let list = |numbers: &[u32]| -> Vec<Object> {
            numbers.iter().map(|number| Object::Reference((*number, 0))).collect()
        };
        let mut settings = Dictionary::new();
        settings.set("Name", super::text("As printed"));
        settings.set("BaseState", Object::Name(b"ON".to_vec()));
        settings.set("Order", list(&self.groups));
        if !self.hidden.is_empty() {
            settings.set("OFF", list(&self.hidden));
        }
        let mut properties = Dictionary::new();
        properties.set("OCGs", list(&self.groups));
        properties.set("D", settings);
        pack.catalog().set("OCProperties", properties);
    }
}

fn id(item: &MaybeRef<Foreign<'_>>) -> Option<Id> {
    item.as_obj_ref().map(|reference| (reference.obj_number, reference.gen_number))
}

/// Returns whether a group says that it is printed.
fn printed_state(group: &Dict<'_>) -> Option<bool> {
    let print = group.get::<Dict<'_>>("Usage")?.get::<Dict<'_>>("Print")?;
    Some(print.get::<Name<'_>>("PrintState").as_deref()? == b"ON")
}
