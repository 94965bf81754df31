//! Files that were public before, and what is withheld now: a paper that has been
//! made exempt since they were made is still in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::recorded::MANIFEST;
use super::release::{Gate, Output};
use super::{Workspace, archive, supplement};
use crate::diag::{Diagnostics, Problem};
use crate::fault::Fault;
use crate::place::Place;
use crate::scan::Trace;

/// What becomes of public files in which something is that is withheld now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// They are set aside, where members alone look: the build that failed would have put
    /// others in their place, and a trace may be a false alarm.
    SetAside,
    /// They stay, because the record proves what was published.
    Kept,
}

/// Where public files go that are set aside, below a meeting's outputs. The next build
/// that succeeds leaves nothing of it.
const ASIDE: &str = "private/withdrawn";

/// Adds to a leak what the earlier public files have of what is withheld, and sets them
/// aside if that is their fate. Files that have nothing of it stay in any case.
pub(super) fn after(fault: Fault, gate: &Gate, outputs: &Path, fate: Fate) -> Fault {
    let Fault::Leak { traces, mend, .. } = fault else { return fault };
    let earlier = withdrawn(gate, outputs, fate).unwrap_or_else(|fault| {
        Some(format!("the earlier public files may have it as well: {fault}; delete them"))
    });
    Fault::Leak { traces, earlier, mend }
}

/// What is withheld now of files that were published, by file.
pub(super) type Earlier = BTreeMap<String, Vec<Trace>>;

/// Returns what is withheld now of the public files below a folder of outputs, those
/// aside whose path begins with one of `anew`: they are about to be replaced.
pub(super) fn found(gate: &Gate, outputs: &Path, anew: &[&str]) -> Result<Earlier, Fault> {
    let mut files = public(outputs)?;
    files.retain(|(name, _)| !anew.iter().any(|anew| name.starts_with(anew)));
    Ok(in_files(gate, &files))
}

/// Says which of the files that stay as they were published have something in them
/// that is not for publication now. The record proves them, so they are the officer's
/// to take back.
pub(super) fn say(workspace: &Workspace, earlier: &Earlier, diagnostics: &mut Diagnostics) {
    for (file, traces) in earlier {
        let message = format!(
            "`{file}` was published and has what is not for publication now: {}",
            counted(traces)
        );
        let problem = Problem::new(&supplement::WITHHELD_SINCE, message).hint(
            "take the file back wherever it is published; it stays here as the record of what was",
        );
        diagnostics.push(problem.at(&supplement::published::place(workspace, file)));
    }
}

/// Says whether the public bag of a meeting has what is withheld now: a paper can be made
/// exempt after it was archived.
pub(super) fn archived(
    gate: &Gate,
    outputs: &Path,
    diagnostics: &mut Diagnostics,
) -> Result<(), Fault> {
    let (folder, mut files) = (archive::folder(outputs), Vec::new());
    if gate.is_open() || !folder.is_dir() {
        return Ok(());
    }
    // What is told of the bag itself is in words of the program's own.
    collect(&folder, &format!("{}/data", archive::PUBLIC), &mut files)?;
    let found = in_files(gate, &files);
    if let Some((file, traces)) = found.first_key_value() {
        let message = format!(
            "the public bag has what is not for publication now: `{file}`{}: {}",
            and_more(found.len()),
            counted(traces)
        );
        let problem = Problem::new(&archive::WITHHELD_SINCE, message)
            .hint("take the bag back wherever it was handed over, and archive the meeting anew");
        let name = outputs.file_name().unwrap_or_default().to_string_lossy();
        diagnostics.push(problem.at(&Place::file(format!("archive/{name}/{file}"))));
    }
    Ok(())
}

/// Returns what is said after the first of so many files.
pub(super) fn and_more(files: usize) -> String {
    match files.saturating_sub(1) {
        0 => String::new(),
        more => format!(" and {more} more"),
    }
}

/// Returns how many traces a file has, and the first.
pub(super) fn counted(traces: &[Trace]) -> String {
    let first = traces.first().map(|trace| trace.place.as_str()).unwrap_or_default();
    match traces.len() {
        1 => format!("a trace, {first}"),
        count => format!("{count} traces, the first: {first}"),
    }
}

fn withdrawn(gate: &Gate, outputs: &Path, fate: Fate) -> Result<Option<String>, Fault> {
    let files = public(outputs)?;
    let found = in_files(gate, &files);
    if found.is_empty() {
        return Ok(None);
    }
    let said = match fate {
        Fate::Kept => {
            "the files that were published before have it too; they are kept, because the record proves them: take them back wherever they are published"
        }
        Fate::SetAside => {
            set_aside(outputs, &files)?;
            "the public files of the build before had it too and are set aside in `private/withdrawn`, with their record: take them back wherever they are published, or put them back here if nothing of it is exempt"
        }
    };
    let lines = found.iter().map(|(file, traces)| format!("\n  {file}: {}", counted(traces)));
    Ok(Some(format!("{said}{}", lines.collect::<String>())))
}

/// The form of a file that was published gives nothing away that a search by words
/// does not find: it was searched when it was made.
pub(super) fn in_files(gate: &Gate, files: &[Output]) -> Earlier {
    let mut found = Earlier::new();
    for trace in gate.traces(files).into_iter().filter(|trace| !trace.kind.is_form()) {
        found.entry(trace.file.clone()).or_default().push(trace);
    }
    found
}

fn set_aside(outputs: &Path, files: &[Output]) -> Result<(), Fault> {
    for (name, _) in files {
        let (path, aside) = (outputs.join(name), outputs.join(ASIDE).join(name));
        let folder = aside.parent().unwrap_or(outputs);
        fs::create_dir_all(folder).map_err(Fault::file("make", folder))?;
        fs::rename(&path, &aside).map_err(Fault::file("move", &path))?;
    }
    let folder = outputs.join("public");
    match fs::remove_dir_all(&folder) {
        Err(error) if folder.exists() => Err(Fault::file("remove", &folder)(error)),
        _ => Ok(()),
    }
}

/// Returns whatever anyone may read of a meeting's outputs.
fn public(outputs: &Path) -> Result<Vec<Output>, Fault> {
    let mut files = Vec::new();
    for name in [MANIFEST, "print", "public"] {
        collect(outputs, name, &mut files)?;
    }
    files.retain(|(name, _)| !name.starts_with("print/private/"));
    Ok(files)
}

fn collect(outputs: &Path, name: &str, files: &mut Vec<Output>) -> Result<(), Fault> {
    let path = outputs.join(name);
    if path.is_file() {
        files.push((name.to_string(), fs::read(&path).map_err(Fault::file("read", &path))?));
    } else if path.is_dir() {
        let entries = fs::read_dir(&path).map_err(Fault::file("read", &path))?;
        let names = entries.map(|entry| entry.map(|entry| entry.file_name()));
        let mut names = names.collect::<Result<Vec<_>, _>>().map_err(Fault::file("read", &path))?;
        names.sort();
        for below in names {
            collect(outputs, &format!("{name}/{}", below.to_string_lossy()), files)?;
        }
    }
    Ok(())
}
