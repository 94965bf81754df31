//! A table as it stands in its file: rows of text.

use std::collections::BTreeMap;

use serde_json::Value;

type Row = Vec<String>;

/// The rows of a table, by the file that each says that it was read from.
#[derive(Default)]
pub(in crate::pipeline::verify) struct Sheet {
    headings: Row,
    rows: BTreeMap<String, Vec<Row>>,
}

impl Sheet {
    /// Returns the rows; nothing where it is no table.
    pub(in crate::pipeline::verify) fn read(table: &[u8]) -> Option<Self> {
        let mut reader = csv::Reader::from_reader(table);
        let headings: Row = reader.headers().ok()?.iter().map(ToString::to_string).collect();
        let at = headings.iter().position(|heading| heading == "source_file");
        let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in reader.records() {
            let row: Row = row.ok()?.iter().map(ToString::to_string).collect();
            let file = at.and_then(|at| row.get(at)).cloned().unwrap_or_default();
            rows.entry(file).or_default().push(row);
        }
        Some(Self { headings, rows })
    }

    pub(in crate::pipeline::verify) fn files(&self) -> impl Iterator<Item = &str> {
        self.rows.keys().map(String::as_str)
    }

    pub(in crate::pipeline::verify) fn has(&self, file: &str) -> bool {
        self.rows.contains_key(file)
    }

    pub(in crate::pipeline::verify) fn rows(&self, file: &str) -> impl Iterator<Item = &Row> {
        self.rows.get(file).into_iter().flatten()
    }

    /// Returns the rows of a file by their values in these columns.
    pub(in crate::pipeline::verify) fn rows_by(
        &self,
        file: &str,
        is_of: impl Fn(&str) -> bool,
    ) -> BTreeMap<Vec<&str>, &Row> {
        self.rows(file).map(|row| (self.values(row, &is_of), row)).collect()
    }

    /// Returns the values of a row in these columns.
    pub(in crate::pipeline::verify) fn values<'a>(
        &self,
        row: &'a Row,
        is_of: impl Fn(&str) -> bool,
    ) -> Vec<&'a str> {
        let cells = self.headings.iter().zip(row).filter(|(heading, _)| is_of(heading));
        cells.map(|(_, value)| value.as_str()).collect()
    }
}

/// The description of a folder's tables.
pub(in crate::pipeline::verify) const DESCRIPTION: &str = "csv-metadata.json";

/// The columns that tell one row from every other, by the names of the tables' files.
pub(in crate::pipeline::verify) struct Keys(BTreeMap<String, Row>);

impl Keys {
    /// Returns those that the description of a folder's tables has.
    pub(in crate::pipeline::verify) fn of(described: &[u8]) -> Self {
        let described: Value = serde_json::from_slice(described).unwrap_or_default();
        let tables = described["tables"].as_array().into_iter().flatten();
        let keys = tables.filter_map(|table| {
            let key = table["tableSchema"]["primaryKey"].as_array()?.iter();
            let key = key.filter_map(Value::as_str).map(ToString::to_string).collect();
            Some((table["url"].as_str()?.to_string(), key))
        });
        Self(keys.collect())
    }

    /// Returns those of a table; none where it has no such.
    pub(in crate::pipeline::verify) fn columns(&self, table: &str) -> &[String] {
        self.0.get(table).map_or(&[], Vec::as_slice)
    }
}
