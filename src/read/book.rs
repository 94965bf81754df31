//! A workbook or a TOML file: two spellings of the same sheets.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::codes;
use super::columns::Sheet;
use super::fields::Fields;
use super::grid::{CellValue, Workbook};
use super::record::Record;
use super::table::{Aliases, Tables};
use super::toml::document::{self, Document};
use super::value;
use crate::diag::{Diagnostic, Diagnostics, Problem};
use crate::place::Place;

/// The file endings of workbooks, in the order in which they are looked for.
pub const WORKBOOK_ENDINGS: [&str; 7] = ["xlsx", "xlsm", "ods", "xls", "xlsb", "csv", "tsv"];

/// A file of sheets, in either spelling.
#[derive(Debug)]
pub enum Book {
    /// A spreadsheet.
    Sheets(Arc<Workbook>),
    /// A TOML file.
    Toml(Document),
    /// The cover of a document.
    Cover(Place, Fields),
}

impl Book {
    /// Opens a TOML file; nothing where it is none, which is said.
    pub fn open_toml(path: &Path, place: &Place, diagnostics: &mut Diagnostics) -> Option<Self> {
        let text = diagnostics.keep(read_text(path, place))?;
        document::read(&text, place, 0, diagnostics).map(Self::Toml)
    }

    /// Returns the file.
    pub fn place(&self) -> &Place {
        match self {
            Self::Sheets(workbook) => workbook.place(),
            Self::Toml(document) => &document.place,
            Self::Cover(place, _) => place,
        }
    }

    /// Returns the fields of a sheet of fields and values.
    pub fn fields(&self, sheet: &Sheet, diagnostics: &mut Diagnostics) -> Fields {
        match self {
            Self::Toml(document) => document.fields.clone(),
            Self::Cover(_, fields) => fields.clone(),
            Self::Sheets(workbook) => {
                let sheets = workbook.sheets();
                let grid = workbook.sheet(sheet.name).or(if sheets.len() == 1 {
                    sheets.first()
                } else {
                    None
                });
                let Some(grid) = grid else {
                    let problem = Problem::new(
                        &codes::NO_TABLE,
                        format!("the workbook has no sheet `{}`", sheet.name),
                    )
                    .hint(format!("add a sheet `{}` with the columns Field and Value", sheet.name));
                    diagnostics.push(problem.at(workbook.place()));
                    return Fields::default();
                };
                let fields = Fields::of_sheet(grid);
                for cell in fields.unsettled() {
                    diagnostics.push(value::unsettled(cell).at(&cell.place));
                }
                let cells = fields.iter().map(|(_, cell)| cell);
                for cell in
                    cells.filter(|cell| matches!(cell.value.value, CellValue::Disguised(..)))
                {
                    diagnostics.push(value::disguised(cell).at(&cell.place));
                }
                fields
            }
        }
    }

    /// Returns the rows of a table, or nothing where the file has no such table.
    pub fn records(
        &self,
        sheet: &'static Sheet,
        aliases: &Aliases,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Record>> {
        match self {
            Self::Toml(document) => document.records(sheet, diagnostics),
            Self::Cover(..) => None,
            Self::Sheets(workbook) => {
                workbook.sheet(sheet.name)?;
                let mut tables = Tables::new(workbook, aliases);
                let records = tables.records(sheet, diagnostics);
                tables.report_unread(diagnostics);
                records
            }
        }
    }
}

/// The most bytes of a text file, 2 MB: more than a thousand pages.
const MAX_TEXT: u64 = 2_000_000;

/// Reads a text file as UTF-8.
pub fn read_text(path: &Path, place: &Place) -> Result<String, Diagnostic> {
    let mut bytes = Vec::new();
    let opened = File::open(path);
    let read = opened.and_then(|file| file.take(MAX_TEXT + 1).read_to_end(&mut bytes));
    read.map_err(|error| {
        Problem::new(&codes::MISSING_FILE, format!("the file cannot be read: {error}")).at(place)
    })?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_TEXT) {
        return Err(Problem::new(&codes::OVERGROWN_TEXT, "the file has more than 2 MB of text")
            .hint("keep only the text that the report needs")
            .at(place));
    }
    String::from_utf8(bytes)
        .map(|text| text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
        .map_err(|error| {
            let before = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
            let line = before.filter(|b| **b == b'\n').count();
            Problem::new(&codes::LOSSY_TEXT, "the file is no UTF-8 text from here on")
                .hint("save it as UTF-8 in the editor")
                .at(&place.line(u32::try_from(line).unwrap_or(0)))
        })
}

/// Returns the one file of a folder with the given stem and one of the endings, the first
/// that there is; in capitals where there is none in small letters.
pub fn find(folder: &Path, stem: &str, endings: &[&str]) -> Option<PathBuf> {
    let own = |ending: &&str| folder.join(format!("{stem}.{ending}"));
    endings.iter().map(own).find(|path| path.is_file()).or_else(|| {
        let entries = std::fs::read_dir(folder).ok()?.flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        // A link to a file that is gone is no reason to publish without it.
        let leads_nowhere = |path: &PathBuf| !path.exists() && path.is_symlink();
        paths.retain(|path| path.is_file() || leads_nowhere(path));
        paths.sort();
        let named = |ending: &&str| paths.iter().find(|path| is_named(path, stem, &[*ending]));
        endings.iter().find_map(named).cloned()
    })
}

/// Says which other files of a folder could be the one that is read: what they say, that
/// a part is exempt among it, would be passed over.
pub(super) fn report_rivals(
    read: &[&Path],
    stem: &str,
    endings: &[&str],
    place_of: &dyn Fn(&Path) -> Place,
    diagnostics: &mut Diagnostics,
) {
    let Some(chosen) = read.first() else { return };
    let folder = chosen.parent().unwrap_or(Path::new("."));
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut rivals: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    rivals.retain(|path| !read.contains(&path.as_path()) && is_named(path, stem, endings));
    rivals.sort();
    for rival in rivals {
        let name = super::file_name(chosen);
        let problem = Problem::new(
            &codes::SECOND_FILE,
            format!("this file stands beside `{name}`, which is read in its place"),
        )
        .hint("keep the one that is right, and move the other out of the folder");
        diagnostics.push(problem.at(&place_of(&rival)));
    }
}

/// Returns whether a file has an ending, in capitals or not.
pub(super) fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

/// Returns whether a file has a stem and one of some endings, in capitals or not.
fn is_named(path: &Path, stem: &str, endings: &[&str]) -> bool {
    let name = super::file_name(path).to_lowercase();
    let ending = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('.'));
    ending.is_some_and(|ending| endings.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_capitals_is_read_where_there_is_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        let found =
            || find(folder, "kpi", &["xlsx", "csv"]).map(|path| super::super::file_name(&path));
        assert_eq!(found(), None);
        std::fs::write(folder.join("KPI.CSV"), "").expect("written");
        assert_eq!(found().as_deref(), Some("KPI.CSV"));
        std::fs::write(folder.join("kpi.csv"), "").expect("written");
        assert_eq!(found().as_deref(), Some("kpi.csv"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_is_not_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let link = folder.path().join("kpi.xlsx");
        std::os::unix::fs::symlink(folder.path().join("gone.xlsx"), &link).expect("linked");
        assert_eq!(find(folder.path(), "kpi", &["xlsx"]), Some(link));
    }
}
