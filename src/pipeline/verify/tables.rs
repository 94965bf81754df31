//! The tables of a pack that supplements followed: they are of the pack as it was first
//! built, and what they say of files that have not changed since is worked out again.

use std::collections::{BTreeMap, BTreeSet};

use super::rebuild::outputs_in;
use super::{Step, counted};
use crate::diag::Diagnostics;
use crate::fault::Fault;
use crate::pipeline::build::build;
use crate::pipeline::holdings::Holdings;
use crate::pipeline::kept::altered;
use crate::pipeline::stage::Progress;
use crate::pipeline::workspace::SETTINGS;
use crate::pipeline::{Extent, Workspace};
use crate::write::data::FOLDER;
use crate::write::media::ending;

const TABLES: &str = "tables";

/// Rows by the SHA-256 of the file that they were read from.
type Rows = BTreeMap<String, BTreeSet<Vec<String>>>;

/// Returns what the tables say beside what the files give that are still those of the
/// pack; `workspace` has the settings of the latest publication.
pub(super) fn step(
    workspace: &Workspace,
    held: &Holdings,
    progress: &dyn Progress,
) -> Result<Option<Step>, Fault> {
    let begins = format!("{FOLDER}/");
    let is_table = |name: &str| name.starts_with(&begins) && ending(name) == Some("csv");
    let tables = held.files.iter().filter(|(name, _)| is_table(name));
    let tables: Vec<(&String, &Vec<u8>)> = tables.collect();
    if held.manifest.supplements.is_empty() || tables.is_empty() {
        return Ok(None);
    }
    let left = |why: &str| Ok(Some(Step::left(TABLES, why)));
    if altered(workspace, &held.manifest)?.iter().any(|name| name == SETTINGS) {
        return left("the settings have moved on since");
    }
    let place = tempfile::tempdir().map_err(|error| Fault::Other(error.to_string()))?;
    let output = outputs_in(place.path());
    let fresh = Workspace { output, extent: Extent::PackOnly, ..workspace.clone() };
    let outcome = build(&fresh, progress)?;
    let Some(built) = outcome.built else { return left(&first(&outcome.diagnostics)) };
    // The record says which files the rows are of, whatever the tables say themselves.
    let known: BTreeSet<&str> = held.manifest.inputs.iter().map(|i| i.sha256.as_str()).collect();
    let (mut flaws, mut count) = (Vec::new(), 0);
    for (name, bytes) in tables {
        let again = std::fs::read(built.folder.join(name)).unwrap_or_default();
        let Some(found) = rows(bytes) else {
            flaws.push(format!("{name}: it is no table"));
            continue;
        };
        let expected = rows(&again).unwrap_or_default();
        for (sum, expected) in expected.iter().filter(|(sum, _)| known.contains(sum.as_str())) {
            let found = found.get(sum).cloned().unwrap_or_default();
            count += expected.len();
            flaws.extend(
                found
                    .difference(expected)
                    .map(|row| format!("{name}: no file gives the row {}", row.join(","))),
            );
            flaws.extend(
                expected
                    .difference(&found)
                    .map(|row| format!("{name}: the row {} is missing", row.join(","))),
            );
        }
    }
    if count == 0 && flaws.is_empty() {
        return left("every file that they were read from has changed since");
    }
    Ok(Some(Step::of(TABLES, flaws, || {
        let rows = counted(count, "row");
        format!("{rows} of data say what the files give that have not changed since")
    })))
}

fn first(diagnostics: &Diagnostics) -> String {
    diagnostics.iter().map(|found| found.message.clone()).next().unwrap_or_default()
}

/// Returns the rows of a table; nothing where it is none.
fn rows(table: &[u8]) -> Option<Rows> {
    let mut reader = csv::Reader::from_reader(table);
    let at = reader.headers().ok()?.iter().position(|heading| heading == "source_sha256");
    let mut rows = Rows::new();
    for row in reader.records() {
        let row: Vec<String> = row.ok()?.iter().map(ToString::to_string).collect();
        let sum = at.and_then(|at| row.get(at)).cloned().unwrap_or_default();
        rows.entry(sum).or_default().insert(row);
    }
    Some(rows)
}
