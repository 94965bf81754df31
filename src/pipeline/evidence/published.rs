//! The published files of a meeting that a trail leads through, each proved by the record.

use std::path::Path;

use super::row::Row;
use super::{Trail, document, has};
use crate::fault::Fault;
use crate::pipeline::recorded::{MANIFEST, Recorded, published_file};
use crate::spelling::fold;
use crate::view::supplement;
use crate::write::data::FOLDER;
use crate::write::manifest::Manifest;

/// The outputs of a meeting.
pub(super) struct Published<'a> {
    folder: &'a Path,
    manifest: Manifest,
}

impl<'a> Published<'a> {
    pub(super) fn open(folder: &'a Path) -> Result<Self, Fault> {
        Ok(Self { folder, manifest: Recorded::of(folder, MANIFEST).expected(folder)? })
    }

    /// Returns a file of the outputs, which has to be the one that was published.
    pub(super) fn file(&self, path: &str) -> Result<Vec<u8>, Fault> {
        published_file(self.folder, &self.manifest, path)
    }

    /// Returns the rows of a table, those of each item as they were last published.
    pub(super) fn table(&self, name: &str) -> Result<Vec<Row>, Fault> {
        let mut rows = self.rows(&format!("{FOLDER}/{name}"), None)?;
        for late in &self.manifest.supplements {
            rows.retain(|row| !late.items().any(|item| item == row.get("item")));
            rows.extend(self.rows(&data_of(late.number, name), Some(late.number))?);
        }
        Ok(rows)
    }

    /// Returns why the data have a code no longer that an item of the pack, or of a
    /// supplement, had.
    pub(super) fn gone(&self, code: &str) -> Result<Option<String>, Fault> {
        for (table, column) in [("indicators.csv", "code"), ("risks.csv", "risk")] {
            let paths = std::iter::once((format!("{FOLDER}/{table}"), None));
            let late = self.manifest.supplements.iter();
            let late = late.map(|late| (data_of(late.number, table), Some(late.number)));
            for (path, number) in paths.chain(late) {
                let rows = self.rows(&path, number)?;
                let row = rows.iter().find(|row| fold(row.get(column)) == fold(code));
                let Some(item) = row.map(|row| row.get("item")) else { continue };
                let late = self.manifest.supplements.iter().rev();
                let last = late.clone().find(|late| late.items().any(|known| known == item));
                let Some(last) = last else { continue };
                let name = supplement::name(last.number);
                return Ok(Some(if last.withdrawn.iter().any(|known| known == item) {
                    format!("item {item}, which had `{code}`, was withdrawn by {name}")
                } else {
                    format!("item {item} has `{code}` no longer, since {name}")
                }));
            }
        }
        Ok(None)
    }

    /// Returns the rows of a file; none where it was not published.
    fn rows(&self, path: &str, late: Option<u32>) -> Result<Vec<Row>, Fault> {
        if self.manifest.file(path).is_none() {
            return Ok(Vec::new());
        }
        let bytes = self.file(path)?;
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let rows = reader.deserialize().map(|cells| cells.map(|cells| Row { late, cells }));
        let fault = |error: csv::Error| Fault::Other(format!("`{path}`: {error}"));
        rows.collect::<Result<_, _>>().map_err(fault)
    }

    /// Returns the numbers of the pages of an item that have a code.
    pub(super) fn pages_of(&self, trail: &Trail, pages: &[(String, String)]) -> Vec<String> {
        let late = self.manifest.supplements.iter();
        let mut late = late.filter(|late| document(Some(late.number)) == trail.document);
        let items = late.next().map_or_else(
            || self.manifest.items.clone(),
            |late| [late.added.as_slice(), &late.replaced].concat(),
        );
        let item = items.iter().find(|item| item.number == trail.item);
        let is_of_item = |number: &str| {
            let number: Option<u32> = number.parse().ok();
            item.zip(number)
                .is_some_and(|(item, number)| (item.first..=item.last).contains(&number))
        };
        let own =
            pages.iter().filter(|(number, text)| is_of_item(number) && has(text, &trail.code));
        own.map(|(number, _)| number.clone()).collect()
    }
}

/// Returns where a table of a supplement is.
fn data_of(number: u32, table: &str) -> String {
    format!("public/supplements/{number}/data/{table}")
}
