//! The pictures of a pack: their bytes, which no view in JSON has.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Block, ItemView, Pack};
use crate::model::meeting::AgendaItem;
use crate::model::narrative;

/// Pictures by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pictures(BTreeMap<String, Arc<[u8]>>);

impl Pictures {
    /// Returns the pictures of the reports of items.
    pub(super) fn of<'a>(items: impl Iterator<Item = &'a AgendaItem>) -> Self {
        let reports = items.filter_map(|item| item.report.as_deref());
        let pictures = reports.flat_map(|report| {
            let attached = report.appendices.iter().filter_map(|paper| paper.picture());
            let attached = attached.map(|figure| &figure.picture);
            narrative::pictures(&report.narrative).into_iter().chain(attached)
        });
        Self(pictures.map(|one| (one.name().to_string(), one.bytes().clone())).collect())
    }

    /// Adds a picture that is read back.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.0.insert(name.into(), bytes.into());
    }

    /// Adds all of another's.
    pub fn extend(&mut self, other: &Self) {
        self.0.extend(other.0.iter().map(|(name, bytes)| (name.clone(), bytes.clone())));
    }

    /// Returns a picture's bytes.
    pub fn get(&self, name: &str) -> Option<&Arc<[u8]>> {
        self.0.get(name)
    }
}

impl Pack {
    /// Returns the pictures that its items show, in order of their names.
    pub fn shown(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let names: BTreeSet<&str> = self.items.iter().flat_map(of_item).collect();
        self.pictures
            .0
            .iter()
            .filter(move |(name, _)| names.contains(name.as_str()))
            .map(|(name, bytes)| (name.as_str(), &**bytes))
    }
}

/// Returns the names of the pictures that an item shows.
pub(super) fn of_item(item: &ItemView) -> Vec<&str> {
    let Some(report) = &item.report else { return Vec::new() };
    let attached = report.appendices.iter().flat_map(|paper| names(&paper.figure));
    names(&report.narrative).into_iter().chain(attached).collect()
}

fn names(blocks: &[Block]) -> Vec<&str> {
    let mut list = Vec::new();
    for block in blocks {
        match block {
            Block::Figure { picture, .. } => list.push(picture.as_str()),
            Block::Bullets { items } => list.extend(items.iter().flat_map(|item| names(item))),
            Block::Points { items } => {
                list.extend(items.iter().flat_map(|item| names(&item.blocks)));
            }
            Block::Quote { blocks } => list.extend(names(blocks)),
            Block::Heading { .. } | Block::Paragraph { .. } | Block::Table { .. } => {}
        }
    }
    list
}
