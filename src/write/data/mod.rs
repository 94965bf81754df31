//! Open data: a table as CSV (RFC 4180, UTF-8), and what its columns mean in the two
//! ways that tools read: CSV on the Web (W3C, 2015) and a Data Package (Frictionless).

mod csvw;
mod package;

use crate::fault::Fault;
use crate::view::data::{Table, Value};

/// Where the data of a pack are.
pub const FOLDER: &str = "public/data";

/// What the data are of.
#[derive(Clone, Debug)]
pub struct About {
    /// The council.
    pub council: String,
    /// The committee.
    pub committee: String,
    /// The day of the meeting, as ISO 8601.
    pub meeting: String,
    /// The day of publication, as ISO 8601, where the meeting gives one.
    pub published: Option<String>,
    /// `Agenda Supplement 1`, where they are of that alone.
    pub part: Option<String>,
    /// The licence that the council publishes its data under, where it names one.
    pub licence: Option<String>,
}

impl About {
    /// Returns `Performance Committee, 2024-07-16, Agenda Supplement 1`.
    fn title(&self) -> String {
        let part = self.part.as_ref().map(|part| format!(", {part}")).unwrap_or_default();
        format!("{}, {}{part}", self.committee, self.meeting)
    }
}

/// Returns the files of a meeting's data, by their names; none where there are no tables.
pub fn files(about: &About, tables: &[Table]) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    if tables.is_empty() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for table in tables {
        files.push((csv_name(table), csv(table)?));
    }
    let package = package::package(about, tables, &files);
    files.push(("csv-metadata.json".into(), json(&csvw::metadata(about, tables))?));
    files.push(("datapackage.json".into(), json(&package)?));
    Ok(files)
}

/// Returns the name of a table's file.
fn csv_name(table: &Table) -> String {
    format!("{}.csv", table.name)
}

fn json(value: &serde_json::Value) -> Result<Vec<u8>, Fault> {
    let mut json =
        serde_json::to_vec_pretty(value).map_err(|error| Fault::Other(error.to_string()))?;
    json.push(b'\n');
    Ok(json)
}

fn csv(table: &Table) -> Result<Vec<u8>, Fault> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let fault = |error: csv::Error| Fault::Other(error.to_string());
    writer.write_record(table.columns.iter().map(|column| column.name)).map_err(fault)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(written)).map_err(fault)?;
    }
    writer.into_inner().map_err(|error| Fault::Other(error.to_string()))
}

/// Returns a value as a cell.
fn written(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
    }
}
