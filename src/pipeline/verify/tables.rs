//! The tables of a pack that supplements followed: they are of the pack as it was first
//! built, and what they say of files that have not changed since is worked out again.

use std::collections::BTreeMap;

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
type Rows = BTreeMap<String, Vec<csv::StringRecord>>;

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
    let left = |why: &str| Ok(Some(Step::left(TABLES, why.into())));
    if altered(workspace, &held.manifest)?.iter().any(|name| name == SETTINGS) {
        return left("the settings have moved on since");
    }
    let place = tempfile::tempdir().map_err(|error| Fault::Other(error.to_string()))?;
    let output = place.path().join("pack");
    let fresh = Workspace { output, extent: Extent::PackOnly, ..workspace.clone() };
    let outcome = build(&fresh, progress)?;
    let Some(built) = outcome.built else { return left(&first(&outcome.diagnostics)) };
    let (mut flaws, mut held_rows) = (Vec::new(), 0);
    for (name, bytes) in tables {
        let again = std::fs::read(built.folder.join(name)).unwrap_or_default();
        let (found, expected) = (rows(bytes), rows(&again));
        for (sum, found) in found {
            let Some(expected) = expected.get(&sum) else { continue };
            let wrong: Vec<_> = found.iter().filter(|row| !expected.contains(row)).collect();
            held_rows += found.len();
            if let Some(one) = wrong.first() {
                let (rows, one) = (counted(wrong.len(), "row"), one.iter().collect::<Vec<_>>());
                flaws.push(format!(
                    "{name}: {rows} that the file of then does not give: {}",
                    one.join(",")
                ));
            } else if found.len() < expected.len() {
                let missing = counted(expected.len() - found.len(), "row");
                flaws.push(format!("{name}: {missing} of a file of then is missing"));
            }
        }
    }
    if held_rows == 0 && flaws.is_empty() {
        return left("every file that they were read from has changed since");
    }
    Ok(Some(Step::of(TABLES, flaws, || {
        let rows = counted(held_rows, "row");
        format!("{rows} of data say what the files give that have not changed since")
    })))
}

fn first(diagnostics: &Diagnostics) -> String {
    diagnostics.iter().map(|found| found.message.clone()).next().unwrap_or_default()
}

fn rows(table: &[u8]) -> Rows {
    let mut reader = csv::Reader::from_reader(table);
    let at = reader.headers().ok().and_then(|h| h.iter().position(|one| one == "source_sha256"));
    let mut rows = Rows::new();
    for row in reader.records().filter_map(Result::ok) {
        let sum = at.and_then(|at| row.get(at)).filter(|sum| !sum.is_empty());
        if let Some(sum) = sum.map(ToString::to_string) {
            rows.entry(sum).or_default().push(row);
        }
    }
    rows
}
