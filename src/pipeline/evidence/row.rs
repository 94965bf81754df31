//! A row of the data, in words, and the cell behind it.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Evidence, Today};
use crate::digest::sha256;

/// A row of a table.
pub(super) struct Row {
    /// The supplement that it came with.
    pub(super) late: Option<u32>,
    /// Its values by their headings.
    pub(super) cells: BTreeMap<String, String>,
}

impl Row {
    /// Returns the value under a heading; empty where there is no such column.
    pub(super) fn get(&self, heading: &str) -> &str {
        self.cells.get(heading).map(String::as_str).unwrap_or_default()
    }

    pub(super) fn evidence(&self, says: String, inputs: &Path) -> Evidence {
        let (file, recorded) = (self.get("source_file"), self.get("source_sha256"));
        let today = match std::fs::read(inputs.join(file)) {
            _ if recorded.is_empty() => Today::Untold,
            Ok(bytes) if sha256(&bytes) == recorded => Today::Same,
            Ok(_) => Today::Changed,
            Err(_) => Today::Absent,
        };
        Evidence {
            says,
            file: file.into(),
            cell: self.get("source_cell").into(),
            sha256: recorded.into(),
            today,
        }
    }
}

/// Returns what a row of indicators says.
pub(super) fn indicator(row: &Row) -> String {
    let better = row.get("better");
    match row.get("unit") {
        "" => format!("the indicator, better {better}"),
        unit => format!("the indicator, in {unit}, better {better}"),
    }
}

/// Returns what a row of results says.
pub(super) fn result(row: &Row) -> String {
    let period = row.get("period");
    let value = match row.get("recorded") {
        "result" => {
            let (result, unit) = (row.get("result"), row.get("unit"));
            if unit == "%" { format!("{result}%") } else { format!("{result} {unit}") }
        }
        other => other.to_string(),
    };
    let mut says = format!("{period}: {}", value.trim());
    if !row.get("numerator").is_empty() {
        says.push_str(&format!(", {} of {}", row.get("numerator"), row.get("denominator")));
    }
    match (row.get("target"), row.get("target_upper")) {
        ("", _) => {}
        (target, "") => says.push_str(&format!(", target {target}")),
        (low, high) => says.push_str(&format!(", target {low} to {high}")),
    }
    says.push_str(&format!(", {}", row.get("rag")));
    says
}

/// Returns what a row of risks says.
pub(super) fn risk(row: &Row) -> String {
    let score = |which: &str| {
        let part = |what: &str| row.get(&format!("{which}_{what}")).to_string();
        match part("score").as_str() {
            "" => None,
            score => Some(format!(
                "{which} {score} ({}, {}; {})",
                part("probability"),
                part("impact"),
                part("band")
            )),
        }
    };
    let scores: Vec<String> = ["inherent", "residual"].into_iter().filter_map(score).collect();
    scores.join(", ")
}
