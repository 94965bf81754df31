//! What lies among the inputs and is read as nothing: folders of reports that no
//! item names, sheets without a meaning, files that are no part of a report.

use std::path::{Path, PathBuf};

use super::book::WORKBOOK_ENDINGS;
use super::found::Found;
use super::grid::{Workbook, fold};
use super::{codes, columns, exempt, file_name, record};
use crate::diag::{Diagnostics, Problem};
use crate::place::{Place, Placed};

/// Returns the names of the folders and papers in `reports` that no item of the agenda
/// names.
pub(super) fn unnamed<'a>(
    meeting: &Path,
    named: impl Iterator<Item = &'a Placed<String>>,
) -> Vec<String> {
    let named: Vec<&str> = named.map(|name| name.value.as_str()).collect();
    let entries = std::fs::read_dir(meeting.join("reports")).into_iter().flatten().flatten();
    let mut strays: Vec<String> = entries.map(|entry| file_name(&entry.path())).collect();
    strays.retain(|name| !named.contains(&name.as_str()));
    strays.sort();
    strays
}

/// Says which folders of reports no item of the agenda names.
pub(super) fn report_unnamed(meeting: &Path, unnamed: &[String], diagnostics: &mut Diagnostics) {
    for name in unnamed.iter().filter(|name| meeting.join("reports").join(name).is_dir()) {
        let problem = Problem::new(&codes::UNREAD_SHEET, "no item of the agenda names this report")
            .hint("name the folder under `Report` in the agenda, or move it out of `reports`");
        diagnostics.push(problem.at(&Place::file(format!("reports/{name}"))));
    }
}

/// Says which sheets of a workbook of named sheets are read as nothing.
pub(super) fn report_unread_sheets(workbook: &Workbook, name: &str, diagnostics: &mut Diagnostics) {
    let known =
        columns::TABLES.iter().chain(columns::FIELDS).filter(|sheet| sheet.workbook == name);
    let known: Vec<&str> = known.map(|sheet| sheet.name).collect();
    let unread = workbook.sheets().iter().filter(|grid| {
        let mut expected = known.iter().chain(&columns::ASIDES);
        !grid.is_empty() && !expected.any(|known| fold(known) == fold(grid.name()))
    });
    for grid in unread.filter(|_| workbook.sheets().len() > 1) {
        let code = if exempt::is_spoken_of(grid.name()) {
            &codes::UNREAD_EXEMPTION
        } else {
            &codes::UNREAD_SHEET
        };
        let problem = Problem::new(code, format!("the sheet `{}` is not read", grid.name()));
        let near = record::nearest(&fold(grid.name()), known.iter().map(ToString::to_string));
        let problem = match near {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint(format!("its sheets are {}", known.join(", "))),
        };
        diagnostics.push(problem.at(grid.place()));
    }
}

/// Returns the names of the files of a report's folder that are not read: its
/// appendices, and what lies there by mistake. Rules tell the two apart.
pub(super) fn other_files(
    folder: &Path,
    shown: &dyn Fn(&Path) -> Place,
    found: &Found,
) -> Vec<Placed<String>> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths.retain(|path| !file_name(path).starts_with(['.', '~']) && !found.files.contains(path));
    paths.iter().map(|path| Placed::new(file_name(path), shown(path))).collect()
}

/// Says which of them seem to say what is exempt: that is read in the report alone.
pub(super) fn report_exemption(files: &[Placed<String>], diagnostics: &mut Diagnostics) {
    let readable = [&WORKBOOK_ENDINGS[..], &["toml", "md"]].concat();
    for file in files {
        let Some((stem, ending)) = file.rsplit_once('.') else { continue };
        if exempt::is_spoken_of(stem) && readable.contains(&ending.to_lowercase().as_str()) {
            let problem = Problem::new(
                &codes::UNREAD_EXEMPTION,
                format!("the file `{}` is not read", file.value),
            )
            .hint("write what is exempt into the report, as the sheet `Exempt` or `[[exempt]]`, and move the file out of the folder");
            diagnostics.push(problem.at(&file.place));
        }
    }
}

/// Says which files are read as nothing, where there is no report to name them.
pub(super) fn report_unread(files: &[Placed<String>], diagnostics: &mut Diagnostics) {
    for file in files {
        let problem = Problem::new(&codes::UNREAD_FILE, "the file is not part of the pack")
            .hint("name it report, kpi or risk, or move it out of the folder");
        diagnostics.push(problem.at(&file.place));
    }
}
