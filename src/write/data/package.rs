//! A Data Package: the Frictionless Standards, version 2 of the package and of the table
//! schema.

use serde_json::{Map, Value, json};

use super::About;
use crate::digest::sha256;
use crate::view::data::{Column, Kind, Table};

/// Returns the descriptor of a package: its tables with their files' lengths and digests.
pub(super) fn package(about: &About, tables: &[Table], files: &[(String, Vec<u8>)]) -> Value {
    let resources: Vec<Value> = tables
        .iter()
        .zip(files)
        .map(|(table, (name, bytes))| resource(table, name, bytes))
        .collect();
    let mut package = Map::from_iter([
        ("$schema".into(), json!("https://datapackage.org/profiles/2.0/datapackage.json")),
        ("name".into(), json!(name(about))),
        ("title".into(), json!(format!("{}: {}", about.council, about.title()))),
        ("contributors".into(), json!([{ "title": about.council, "roles": ["publisher"] }])),
        ("resources".into(), json!(resources)),
    ]);
    if let Some(published) = &about.published {
        package.insert("created".into(), json!(format!("{published}T00:00:00Z")));
    }
    if let Some(licence) = &about.licence {
        package.insert("licenses".into(), json!([{ "path": licence }]));
    }
    Value::Object(package)
}

/// Returns a name as the Standards ask for: small letters, digits, hyphens.
fn name(about: &About) -> String {
    let part = about.part.as_deref().unwrap_or_default();
    let text = format!("{} {} {part}", about.meeting, about.committee).to_lowercase();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

fn resource(table: &Table, path: &str, bytes: &[u8]) -> Value {
    let mut schema = Map::from_iter([
        ("fields".into(), table.columns.iter().map(|one| field(one, table)).collect()),
        ("missingValues".into(), json!([""])),
    ]);
    if !table.key.is_empty() {
        schema.insert("primaryKey".into(), json!(table.key));
    }
    if let Some((other, columns)) = table.refers {
        let reference = json!({ "resource": other, "fields": columns });
        schema.insert("foreignKeys".into(), json!([{ "fields": columns, "reference": reference }]));
    }
    json!({
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": format!("A row is {}.", table.about),
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes.len(),
        "hash": format!("sha256:{}", sha256(bytes)),
        "dialect": { "lineTerminator": "\r\n" },
        "schema": schema,
    })
}

fn field(column: &Column, table: &Table) -> Value {
    let mut constraints = Map::new();
    if table.key.contains(&column.name) {
        constraints.insert("required".into(), json!(true));
    }
    let kind = match column.kind {
        Kind::Text => "string",
        Kind::Number => "number",
        Kind::Date => "date",
        Kind::Choice(words) => {
            constraints.insert("enum".into(), json!(words));
            "string"
        }
    };
    let mut field = Map::from_iter([
        ("name".into(), json!(column.name)),
        ("type".into(), json!(kind)),
        ("description".into(), json!(column.meaning)),
    ]);
    if !constraints.is_empty() {
        field.insert("constraints".into(), constraints.into());
    }
    Value::Object(field)
}
