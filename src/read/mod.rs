//! Inputs to model: workbooks, TOML and Markdown, every value with its cell.
//!
//! [`workbook`] and `csv` make grids of cells; `table` and `fields` find
//! in them what [`columns`] describes; the rest makes the model of it. Nothing
//! here lays out or writes anything.

pub mod book;
pub mod codes;
pub mod columns;
pub mod council;
mod csv;
mod export;
mod fields;
pub mod grid;
mod indicators;
mod markdown;
mod meeting;
mod record;
mod report;
mod risks;
pub mod source;
mod table;
mod toml;
pub mod value;
pub mod workbook;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use self::book::{Book, WORKBOOK_ENDINGS};
use self::report::Manuscript;
use self::source::Sources;
use crate::diag::{Diagnostics, Problem};
use crate::model::council::Council;
use crate::model::indicator::Scorecard;
use crate::model::meeting::{AgendaItem, ItemStatus, Meeting};
use crate::model::report::Report;
use crate::model::risk::Register;
use crate::place::{Place, Placed};

/// A meeting with its reports, the inputs that it was read from, and what was
/// wrong with them.
#[derive(Debug)]
pub struct Reading {
    /// The meeting, where there is enough to make one.
    pub meeting: Option<Meeting>,
    /// The files that were read, in order of path.
    pub files: Vec<PathBuf>,
    /// The inputs, for drawing diagnostics.
    pub sources: Sources,
}

/// One folder's share of a [`Reading`].
#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    sources: Sources,
    diagnostics: Diagnostics,
}

impl Found {
    fn join(&mut self, other: Self) {
        self.files.extend(other.files);
        self.sources.extend(other.sources);
        self.diagnostics.extend(other.diagnostics);
    }

    /// Opens a workbook and remembers it.
    fn workbook(&mut self, path: &Path, place: Place) -> Option<Arc<grid::Workbook>> {
        self.files.push(path.to_path_buf());
        match workbook::open(path, place) {
            Ok(workbook) => {
                let workbook = Arc::new(workbook);
                self.sources.add_workbook(&workbook);
                Some(workbook)
            }
            Err(diagnostic) => {
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    /// Remembers a text file's lines.
    fn text(&mut self, path: &Path, place: &Place) {
        if let Ok(text) = book::read_text(path, place) {
            self.sources.add_text(place, &text);
        }
    }
}

/// Reads the council's settings from `council.toml`.
pub fn read_council(path: &Path) -> (Option<Council>, Sources, Diagnostics) {
    let mut found = Found::default();
    let place = Place::file("council.toml");
    found.text(path, &place);
    let council = council::read(path, &place, &mut found.diagnostics);
    (council, found.sources, found.diagnostics)
}

/// Reads a meeting's folder with all its reports.
pub fn read_meeting(folder: &Path, council: &Council, diagnostics: &mut Diagnostics) -> Reading {
    let mut found = Found::default();
    let outline = read_outline(folder, council, &mut found);
    let meeting = outline.map(|outline| {
        report_unnamed(folder, outline.folders.values(), &mut found.diagnostics);
        let mut meeting = outline.meeting;
        let reports: Vec<(usize, Option<Report>, Found)> = outline
            .folders
            .into_par_iter()
            .filter(|(index, _)| meeting.agenda[*index].status == ItemStatus::Included)
            .map(|(index, name)| {
                let mut found = Found::default();
                let report = read_report(folder, &name, council, &mut found);
                (index, report, found)
            })
            .collect();
        for (index, report, part) in reports {
            attach(&mut meeting.agenda[index], report);
            found.join(part);
        }
        meeting
    });
    found.files.sort();
    diagnostics.extend(found.diagnostics);
    Reading { meeting, files: found.files, sources: found.sources }
}

/// The report's own part counts for the item: what either calls exempt is exempt.
fn attach(item: &mut AgendaItem, report: Option<Report>) {
    if let Some(report) = report {
        if item.part.is_public() && !report.part.is_public() {
            item.part = report.part.clone();
        }
        item.report = Some(Box::new(report));
    }
}

fn read_outline(folder: &Path, council: &Council, found: &mut Found) -> Option<meeting::Outline> {
    let endings: Vec<&str> = WORKBOOK_ENDINGS.into_iter().chain(["toml"]).collect();
    let Some(path) = book::find(folder, "meeting", &endings) else {
        let problem = Problem::new(
            &codes::MISSING_FILE,
            "the folder has no meeting.xlsx and no meeting.toml",
        )
        .hint("add the meeting's workbook, or name the folder of a meeting");
        found.diagnostics.push(problem.at(&Place::file(folder.display().to_string())));
        return None;
    };
    let place = Place::file(file_name(&path));
    let book = open_book(&path, place, "meeting", found)?;
    meeting::read(&book, council, &mut found.diagnostics)
}

fn open_book(path: &Path, place: Place, name: &str, found: &mut Found) -> Option<Book> {
    if path.extension().is_some_and(|ending| ending == "toml") {
        found.files.push(path.to_path_buf());
        found.text(path, &place);
        return Book::open_toml(path, &place, &mut found.diagnostics);
    }
    let workbook = found.workbook(path, place)?;
    report_unread_sheets(&workbook, name, &mut found.diagnostics);
    Some(Book::Sheets(workbook))
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read_report(
    meeting: &Path,
    name: &Placed<String>,
    council: &Council,
    found: &mut Found,
) -> Option<Report> {
    let folder = meeting.join("reports").join(&name.value);
    let shown = |file: &Path| Place::file(format!("reports/{}/{}", name.value, file_name(file)));
    // A name such as `../other-meeting` must not read another meeting's papers.
    let plain = !name.value.contains(['/', '\\']) && name.value != "..";
    let endings: Vec<&str> = ["md"].into_iter().chain(WORKBOOK_ENDINGS).chain(["toml"]).collect();
    let path = book::find(&folder, "report", &endings).filter(|_| plain);
    let Some(path) = path else {
        let problem = Problem::new(
            &codes::MISSING_FILE,
            format!("the folder `reports/{}` has no report.xlsx and no report.md", name.value),
        )
        .hint("add the report there, or set `Status` to `to follow`");
        found.diagnostics.push(problem.at(&name.place));
        return None;
    };
    let manuscript = open_manuscript(&path, shown(&path), found);
    let mut report = manuscript
        .and_then(|manuscript| report::read(&manuscript, council, &mut found.diagnostics));
    let scorecard = read_scorecard(&folder, &shown, council, found);
    let register = read_register(&folder, &shown, council, found);
    report_unread(&folder, &shown, found);
    if let Some(report) = &mut report {
        report.scorecard = scorecard;
        report.register = register;
    }
    report
}

fn open_manuscript(path: &Path, place: Place, found: &mut Found) -> Option<Manuscript> {
    if path.extension().is_some_and(|ending| ending == "md") {
        found.files.push(path.to_path_buf());
        found.text(path, &place);
        return Manuscript::open_markdown(path, &place, &mut found.diagnostics);
    }
    open_book(path, place, "report", found).map(Manuscript::of_book)
}

fn read_scorecard(
    folder: &Path,
    shown: &dyn Fn(&Path) -> Place,
    council: &Council,
    found: &mut Found,
) -> Option<Scorecard> {
    let path = book::find(folder, "kpi", &WORKBOOK_ENDINGS)?;
    let workbook = found.workbook(&path, shown(&path))?;
    let mut diagnostics = Diagnostics::default();
    let scorecard = indicators::read(&workbook, council, &mut diagnostics);
    found.diagnostics.extend(diagnostics);
    scorecard
}

fn read_register(
    folder: &Path,
    shown: &dyn Fn(&Path) -> Place,
    council: &Council,
    found: &mut Found,
) -> Option<Register> {
    let path = book::find(folder, "risk", &WORKBOOK_ENDINGS)?;
    let workbook = found.workbook(&path, shown(&path))?;
    let mut diagnostics = Diagnostics::default();
    let register = risks::read(&workbook, council, &mut diagnostics);
    found.diagnostics.extend(diagnostics);
    register
}

/// Says which folders of reports no item of the agenda names.
fn report_unnamed<'a>(
    meeting: &Path,
    named: impl Iterator<Item = &'a Placed<String>>,
    diagnostics: &mut Diagnostics,
) {
    let named: Vec<&str> = named.map(|name| name.value.as_str()).collect();
    let Ok(entries) = std::fs::read_dir(meeting.join("reports")) else { return };
    let mut folders: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect();
    folders.sort();
    for folder in
        folders.iter().map(|path| file_name(path)).filter(|name| !named.contains(&name.as_str()))
    {
        let problem = Problem::new(&codes::UNREAD_SHEET, "no item of the agenda names this report")
            .hint("name the folder under `Report` in the agenda, or move it out of `reports`");
        diagnostics.push(problem.at(&Place::file(format!("reports/{folder}"))));
    }
}

/// Says which sheets of a workbook of named sheets are read as nothing.
fn report_unread_sheets(workbook: &grid::Workbook, name: &str, diagnostics: &mut Diagnostics) {
    let known =
        columns::TABLES.iter().chain(columns::FIELDS).filter(|sheet| sheet.workbook == name);
    let known: Vec<&str> = known.map(|sheet| sheet.name).collect();
    let unread = workbook.sheets().iter().filter(|grid| {
        !grid.is_empty() && !known.iter().any(|known| grid::fold(known) == grid::fold(grid.name()))
    });
    for grid in unread.filter(|_| workbook.sheets().len() > 1) {
        let problem =
            Problem::new(&codes::UNREAD_SHEET, format!("the sheet `{}` is not read", grid.name()));
        let near = record::nearest(&grid::fold(grid.name()), known.iter().map(ToString::to_string));
        let problem = match near {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint(format!("its sheets are {}", known.join(", "))),
        };
        diagnostics.push(problem.at(grid.place()));
    }
}

/// Says which files of a report's folder are read as nothing.
fn report_unread(folder: &Path, shown: &dyn Fn(&Path) -> Place, found: &mut Found) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let hidden = file_name(&path).starts_with(['.', '~']);
        if !hidden && !found.files.contains(&path) {
            let problem = Problem::new(&codes::UNREAD_FILE, "the file is not part of the pack")
                .hint("name it report, kpi or risk, or move it out of the folder");
            found.diagnostics.push(problem.at(&shown(&path)));
        }
    }
}
