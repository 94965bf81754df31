//! The links of an xlsx file to other files.

use std::collections::{BTreeMap, BTreeSet};

use super::outline::Outline;
use crate::model::concealed::{Concealed, Concealment};
use crate::place::Place;
use crate::read::workbook::parts;
use crate::read::workbook::relations::Relations;

/// The files that a workbook's formulas look into, and where each does first.
pub(super) struct Links {
    list: Vec<(String, Option<Place>)>,
}

impl Links {
    /// Returns the links of a workbook, those first that formulas know by numbers.
    pub(super) fn of(outline: &Outline, relations: &Relations) -> Self {
        let all = ["externalLinkPath", "externalLinkLongPath", "xlPathMissing"];
        let all: Vec<_> = all.into_iter().flat_map(|kind| relations.of_kind(kind)).collect();
        // Of several of one part, the first.
        let by_part: BTreeMap<&str, &str> =
            all.iter().rev().map(|link| (link.source.as_str(), link.target.as_str())).collect();
        let numbered = outline.links.iter().map(|part| {
            by_part.get(part.as_str()).map_or_else(String::new, |target| parts::file_name(target))
        });
        let known: BTreeSet<&String> = outline.links.iter().collect();
        let others = all.iter().filter(|relation| !known.contains(&relation.source));
        let others = others.map(|link| parts::file_name(&link.target));
        Self { list: numbered.chain(others).map(|name| (name, None)).collect() }
    }

    /// Takes note of the cells of a sheet whose formulas look into each file.
    pub(super) fn found(&mut self, cells: &BTreeMap<usize, (u32, u32)>, sheet: &Place) {
        for (number, (row, column)) in cells {
            let link = number.checked_sub(1).and_then(|index| self.list.get_mut(index));
            if let Some((_, place @ None)) = link {
                *place = Some(sheet.cell(*row, *column));
            }
        }
    }

    /// Returns the links, each at its first cell; one that no cell uses is used by a
    /// name, or left over.
    pub(super) fn concealed(self, file: &Place) -> impl Iterator<Item = Concealed> {
        let linked = self.list.into_iter().filter(|(name, _)| !name.is_empty());
        linked.map(|(name, place)| Concealed {
            place: place.unwrap_or_else(|| file.clone()),
            what: Concealment::ExternalLink(name),
        })
    }
}
