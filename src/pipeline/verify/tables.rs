//! The tables of what was published before the latest supplement: what they say of files
//! that have not changed since is worked out again.

use std::collections::{BTreeMap, BTreeSet};

use super::rebuild::outputs_in;
use super::{Step, counted};
use crate::diag::Diagnostics;
use crate::fault::Fault;
use crate::pipeline::build::build;
use crate::pipeline::holdings::Holdings;
use crate::pipeline::kept::Publication;
use crate::pipeline::stage::Progress;
use crate::pipeline::{Extent, Workspace};
use crate::write::data::FOLDER;
use crate::write::media::ending;

const TABLES: &str = "tables";

/// Rows by the SHA-256 of the file that they were read from.
type Rows = BTreeMap<String, BTreeSet<Vec<String>>>;

/// Returns what the tables of every publication but the last say beside what the files give
/// that are still those of then; `workspace` has the settings of the last, which is published
/// again by itself.
pub(super) fn steps(
    workspace: &Workspace,
    held: &Holdings,
    progress: &dyn Progress,
) -> Result<Vec<Step>, Fault> {
    let mut earlier = Publication::all(&held.manifest, held.members.as_ref());
    earlier.pop();
    earlier.retain(|publication| tables(held, publication.number).next().is_some());
    if earlier.is_empty() {
        return Ok(Vec::new());
    }
    let left = |why: &str| vec![Step::left(TABLES, why)];
    let place = tempfile::tempdir().map_err(|error| Fault::Other(error.to_string()))?;
    let output = outputs_in(place.path(), workspace);
    let fresh = Workspace { output, extent: Extent::PackOnly, ..workspace.clone() };
    let outcome = build(&fresh, progress)?;
    let Some(built) = outcome.built else { return Ok(left(&first(&outcome.diagnostics))) };
    let (mut found, mut unknown) = (Found::default(), Vec::new());
    for publication in &earlier {
        if !publication.is_by(&workspace.council)? {
            unknown.push(format!("{}: the settings have moved on since", publication.name()));
            continue;
        }
        // The record says which files the rows are of, whatever the tables say themselves.
        let known = inputs(held, publication.number);
        for (name, table, bytes) in tables(held, publication.number) {
            let again = std::fs::read(built.folder.join(FOLDER).join(table)).unwrap_or_default();
            found.hold(name, rows(bytes), &rows(&again).unwrap_or_default(), &known);
        }
    }
    let Found { count, untold, flaws } = found;
    if untold > 0 {
        let rows = counted(untold, "row");
        unknown.push(format!("{rows} of data without the SHA-256 of the file, which has something that is not for publication"));
    }
    if count > 0 || !flaws.is_empty() {
        let mut steps = vec![Step::of(TABLES, flaws, || {
            let rows = counted(count, "row");
            format!("{rows} of data say what the files give that have not changed since")
        })];
        steps.extend(unknown.iter().flat_map(|why| left(why)));
        return Ok(steps);
    }
    if unknown.is_empty() {
        return Ok(left("no row names, by its SHA-256, a file that has not changed since"));
    }
    Ok(unknown.iter().flat_map(|why| left(why)).collect())
}

/// Returns the tables of a publication: each file's name, the table's, and what it holds.
fn tables(held: &Holdings, number: Option<u32>) -> impl Iterator<Item = (&String, &str, &Vec<u8>)> {
    let folder = number.map_or_else(
        || format!("{FOLDER}/"),
        |number| format!("public/supplements/{number}/data/"),
    );
    let tables = held.files.iter().filter(|(name, _)| ending(name) == Some("csv"));
    tables.filter_map(move |(name, bytes)| Some((name, name.strip_prefix(&folder)?, bytes)))
}

/// Returns the SHA-256 of the inputs of a publication.
fn inputs(held: &Holdings, number: Option<u32>) -> BTreeSet<&str> {
    let late = held.manifest.supplements.iter().find(|late| Some(late.number) == number);
    let inputs = late.map_or(&held.manifest.inputs, |late| &late.inputs);
    inputs.iter().map(|input| input.sha256.as_str()).collect()
}

/// What was held against the files.
#[derive(Default)]
struct Found {
    /// How many rows.
    count: usize,
    /// How many rows do not tell which file they were read from, byte for byte.
    untold: usize,
    flaws: Vec<String>,
}

impl Found {
    /// Holds a table against what the files give now, of which those count that are
    /// `known`. A supplement has the rows of its own items, and so of its own files.
    fn hold(&mut self, name: &str, table: Option<Rows>, again: &Rows, known: &BTreeSet<&str>) {
        let Some(table) = table else {
            self.flaws.push(format!("{name}: it is no table"));
            return;
        };
        self.untold += table.get("").map_or(0, BTreeSet::len);
        let is_of_pack = name.starts_with(FOLDER);
        for (sum, expected) in again.iter().filter(|(sum, _)| known.contains(sum.as_str())) {
            let found = match table.get(sum) {
                Some(found) => found.clone(),
                None if is_of_pack => BTreeSet::new(),
                None => continue,
            };
            self.count += expected.len();
            let others = found.difference(expected);
            self.flaws.extend(
                others.map(|row| format!("{name}: no file gives the row {}", row.join(","))),
            );
            let missing = expected.difference(&found);
            self.flaws
                .extend(missing.map(|row| format!("{name}: the row {} is missing", row.join(","))));
        }
    }
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
