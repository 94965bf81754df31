//! The tables of what was published before the latest supplement: what they say of files
//! that have not changed since is worked out again.

mod sheet;
mod then;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

pub(super) use self::sheet::{DESCRIPTION, Keys, Sheet};
use self::then::{Now, Then};
use super::Step;
use super::discreet::Discretion;
use super::rebuild::outputs_in;
use crate::fault::Fault;
use crate::pipeline::build::build;
use crate::pipeline::holdings::Holdings;
use crate::pipeline::kept::Publication;
use crate::pipeline::stage::Progress;
use crate::pipeline::{Extent, Workspace};
use crate::spelling::counted;
use crate::view::data::is_of_agenda;
use crate::write::data::FOLDER;
use crate::write::media::ending;

const TABLES: &str = "tables";

/// Returns what the tables of every publication but the last say beside what the files give
/// that are still those of then; `workspace` has the settings of the last, which is published
/// again by itself, and `kept` is the folder of outputs that has those of every other.
pub(super) fn steps(
    workspace: &Workspace,
    held: &Holdings,
    kept: Option<&Path>,
    progress: &dyn Progress,
) -> Result<Vec<Step>, Fault> {
    let mut earlier = Publication::all(&held.manifest, held.members.as_ref());
    earlier.pop();
    earlier.retain(|publication| tables(held, publication.number).next().is_some());
    let (mut found, mut unknown) = (Found::default(), Vec::new());
    let mut latest: Option<Result<Again, String>> = None;
    for publication in &earlier {
        let own;
        let again = if publication.is_by(&workspace.council)? {
            if latest.is_none() {
                latest = Some(Again::of(workspace.clone(), held, progress)?);
            }
            latest.as_ref()
        } else {
            let council = kept.map(|kept| publication.settings_in(kept)).transpose()?.flatten();
            let then = council.map(|council| Workspace { council, ..workspace.clone() });
            own = then.map(|then| Again::of(then, held, progress)).transpose()?;
            own.as_ref()
        };
        let again = match again {
            Some(Ok(again)) => again,
            Some(Err(why)) => {
                unknown.push(format!("{}: {why}", publication.name()));
                continue;
            }
            None => {
                unknown.push(format!("{}: the settings have moved on since", publication.name()));
                continue;
            }
        };
        let then = Then::of(publication.number, workspace, held)?;
        for (name, table, bytes) in tables(held, publication.number) {
            match Sheet::read(bytes) {
                Some(sheet) => found.hold(&again.beside(name, table, sheet), &then),
                None => found.flaws.push(format!("{name}: it is no table")),
            }
        }
    }
    let Found { count, untold, flaws } = found;
    if untold > 0 {
        let rows = counted(untold, "row");
        unknown.push(format!(
            "{rows} of data that files give no more, of which nothing has changed: their item was withdrawn, or another part is not for publication"
        ));
    }
    let mut steps = Vec::new();
    if count > 0 || !flaws.is_empty() {
        steps.push(Step::of(TABLES, flaws, || {
            let rows = counted(count, "row");
            format!("{rows} of data say what the files give that have not changed since")
        }));
    } else if unknown.is_empty() && !earlier.is_empty() {
        unknown.push("no row is of a file that has not changed since".into());
    }
    steps.extend(unknown.iter().map(|why| Step::left(TABLES, why)));
    Ok(steps)
}

/// The tables as the files give them now, by some settings.
struct Again {
    data: PathBuf,
    keys: Keys,
    /// Where they are, for as long as they are held against.
    _place: TempDir,
}

impl Again {
    /// Builds them, or returns why they cannot be.
    fn of(
        workspace: Workspace,
        held: &Holdings,
        progress: &dyn Progress,
    ) -> Result<Result<Self, String>, Fault> {
        let place = tempfile::tempdir().map_err(|error| Fault::Other(error.to_string()))?;
        let output = outputs_in(place.path(), &workspace);
        let outcome =
            build(&Workspace { output, extent: Extent::PackOnly, ..workspace }, progress)?;
        let Some(built) = outcome.built else {
            let errors = Discretion::of(held).errors(&outcome.diagnostics);
            return Ok(Err(errors.into_iter().next().unwrap_or_default()));
        };
        let data = built.folder.join(FOLDER);
        let described = std::fs::read(data.join(DESCRIPTION)).unwrap_or_default();
        Ok(Ok(Self { keys: Keys::of(&described), data, _place: place }))
    }

    /// Returns a published table beside that of now.
    fn beside<'a>(&'a self, name: &'a str, table: &'a str, sheet: Sheet) -> Pair<'a> {
        let again = std::fs::read(self.data.join(table)).unwrap_or_default();
        let again = Sheet::read(&again).unwrap_or_default();
        let key = self.keys.columns(table);
        Pair { name, table: table.trim_end_matches(".csv"), sheet, again, key }
    }
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

/// A table as it was published, and what the files give now.
struct Pair<'a> {
    /// The file, below the outputs.
    name: &'a str,
    table: &'a str,
    sheet: Sheet,
    again: Sheet,
    /// The columns that tell one row from every other; none where the table has no such.
    key: &'a [String],
}

impl Pair<'_> {
    /// Returns whether a column says what a file gives that has not changed: what is of the
    /// agenda may have.
    fn tells(&self, column: &str, then: &Then) -> bool {
        then.is_agenda_same || !is_of_agenda(self.table, column)
    }
}

/// What was held against the files.
#[derive(Default)]
struct Found {
    /// How many rows.
    count: usize,
    /// How many rows there is nothing to hold against, though their file may be the same:
    /// what of it is for publication may be another part.
    untold: usize,
    flaws: Vec<String>,
}

impl Found {
    /// Holds a table against what the files give now, of those that have not changed.
    fn hold(&mut self, pair: &Pair<'_>, then: &Then) {
        let is_of_pack = pair.name.starts_with(FOLDER);
        let files: BTreeSet<&str> = pair.sheet.files().chain(pair.again.files()).collect();
        for file in files {
            let (found, again) = (pair.sheet.has(file), pair.again.has(file));
            match then.now(file) {
                Now::Unknown => self.untold += pair.sheet.rows(file).count(),
                Now::Partly => self.hold_some(pair, then, file),
                // An item may have been withdrawn since, or another be no more to follow;
                // and a supplement has the rows of its own items, and so of its own files.
                Now::Same if again && (found || is_of_pack && then.is_agenda_same) => {
                    self.hold_all(pair, then, file);
                }
                Now::Same | Now::Other => {}
            }
        }
    }

    /// Holds every row of a file, all of which is for publication.
    fn hold_all(&mut self, pair: &Pair<'_>, then: &Then, file: &str) {
        let is_told = |column: &str| pair.tells(column, then);
        let [found, expected] =
            [&pair.sheet, &pair.again].map(|sheet| sheet.rows_by(file, is_told));
        self.count += expected.len();
        let name = pair.name;
        let others = found.iter().filter(|(row, _)| !expected.contains_key(*row));
        self.flaws.extend(
            others.map(|(_, row)| format!("{name}: no file gives the row {}", row.join(","))),
        );
        let missing = expected.iter().filter(|(row, _)| !found.contains_key(*row));
        self.flaws.extend(
            missing.map(|(_, row)| format!("{name}: the row {} is missing", row.join(","))),
        );
    }

    /// Holds those rows of a file that are for publication both then and now: a whole
    /// indicator or risk may have come or gone, though the file is the same.
    fn hold_some(&mut self, pair: &Pair<'_>, then: &Then, file: &str) {
        let is_value = |column: &str| pair.tells(column, then) && !column.starts_with("source_");
        // Where no columns tell the rows apart, all of them together do.
        let is_key = |column: &str| {
            is_value(column) && (pair.key.is_empty() || pair.key.iter().any(|key| key == column))
        };
        let again = pair.again.rows_by(file, is_key);
        for row in pair.sheet.rows(file) {
            match again.get(&pair.sheet.values(row, is_key)) {
                None => self.untold += 1,
                Some(again) => {
                    self.count += 1;
                    if pair.sheet.values(row, is_value) != pair.again.values(again, is_value) {
                        let row = row.join(",");
                        self.flaws.push(format!("{}: no file gives the row {row}", pair.name));
                    }
                }
            }
        }
    }
}
