//! CSV on the Web: Metadata Vocabulary for Tabular Data (W3C Recommendation, 2015).

use serde_json::{Map, Value, json};

use super::{About, csv_name};
use crate::view::data::{Column, Kind, Table};

/// Returns the description of all tables, which a reader finds beside them under the
/// name that the Recommendation gives it.
pub(super) fn metadata(about: &About, tables: &[Table]) -> Value {
    let mut group = Map::from_iter([
        ("@context".into(), json!(["http://www.w3.org/ns/csvw", { "@language": "en-GB" }])),
        ("dc:title".into(), json!(format!("{}: figures", about.title()))),
        ("dc:publisher".into(), json!(about.council)),
        ("dc:language".into(), json!("en-GB")),
        ("tables".into(), tables.iter().map(|one| table(one, tables)).collect()),
    ]);
    if let Some(published) = &about.published {
        group.insert("dc:issued".into(), json!({ "@value": published, "@type": "xsd:date" }));
    }
    if let Some(licence) = &about.licence {
        group.insert("dc:license".into(), json!({ "@id": licence }));
    }
    Value::Object(group)
}

fn table(table: &Table, tables: &[Table]) -> Value {
    let columns = table.columns.iter().map(|one| column(one, table)).collect();
    let mut schema = Map::from_iter([("columns".into(), columns)]);
    if !table.key.is_empty() {
        schema.insert("primaryKey".into(), json!(table.key));
    }
    let target = table.refers.and_then(|(name, columns)| {
        Some((tables.iter().find(|other| other.name == name)?, columns))
    });
    if let Some((other, columns)) = target {
        let reference = json!({ "resource": csv_name(other), "columnReference": columns });
        schema.insert(
            "foreignKeys".into(),
            json!([{ "columnReference": columns, "reference": reference }]),
        );
    }
    json!({
        "url": csv_name(table),
        "dc:title": table.title,
        "dc:description": format!("A row is {}.", table.about),
        "dialect": { "header": true, "encoding": "utf-8", "lineTerminators": ["\r\n"] },
        "tableSchema": schema,
    })
}

fn column(column: &Column, table: &Table) -> Value {
    let datatype = match column.kind {
        Kind::Text => json!("string"),
        Kind::Number => json!("number"),
        Kind::Date => json!({ "base": "date", "format": "yyyy-MM-dd" }),
        Kind::Choice(words) => json!({ "base": "string", "format": words.join("|") }),
    };
    json!({
        "name": column.name,
        "titles": column.name,
        "dc:description": column.meaning,
        "datatype": datatype,
        "required": table.key.contains(&column.name),
    })
}
