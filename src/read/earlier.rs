//! Papers of an earlier period, read one by one so that their successors can go
//! on from them: a meeting without its reports, a report's cover, its indicators,
//! its risks.

use std::path::{Path, PathBuf};

use super::book::{self, Book, WORKBOOK_ENDINGS};
pub use super::exempt::Named;
use super::found::Found;
use super::grid::Workbook;
use super::picture::Gallery;
use super::source::Sources;
use super::{codes, exempt, file_name, folder, indicators, meeting, report, risks};
use crate::diag::{Diagnostics, Problem};
use crate::model::council::Council;
use crate::model::indicator::Scorecard;
use crate::model::meeting::{ActionPoint, Meeting};
use crate::model::report::Report;
use crate::model::risk::Register;
use crate::place::Place;

/// What was read of one file, and what was wrong with it.
#[derive(Debug)]
pub struct Paper<T> {
    /// What it holds.
    pub content: Option<T>,
    /// What is wrong with it.
    pub diagnostics: Diagnostics,
    /// The file, for drawing diagnostics.
    pub sources: Sources,
}

impl<T> Paper<T> {
    fn of(found: Found, content: Option<T>) -> Self {
        Self { content, diagnostics: found.diagnostics, sources: found.sources }
    }
}

/// Reads a meeting without its reports: its folder, its workbook or its TOML file.
pub fn read_agenda(path: &Path, council: &Council) -> Paper<Meeting> {
    let mut found = Found::default();
    let endings: Vec<&str> = WORKBOOK_ENDINGS.into_iter().chain(["toml"]).collect();
    let content = file(path, "meeting", &endings, &mut found).and_then(|path| {
        let book = found.book(&path, Place::file(file_name(&path)), "meeting")?;
        meeting::read(&book, council, &mut found.diagnostics).without_reports()
    });
    Paper::of(found, content)
}

/// The file endings of workbooks that can have several sheets.
const BOOK_ENDINGS: [&str; 5] = ["xlsx", "xlsm", "ods", "xls", "xlsb"];

/// Reads the action points that a clerk has noted at a meeting: those of the
/// workbook of decisions in its folder; nothing where there is none.
pub fn read_decided(path: &Path, council: &Council) -> Option<Paper<Vec<ActionPoint>>> {
    let folder = if path.is_dir() { path } else { path.parent()? };
    let path = book::find(folder, "decisions", &BOOK_ENDINGS)?;
    let mut found = Found::default();
    let book = found.workbook(&path, Place::file(file_name(&path))).map(Book::Sheets);
    let points = book.and_then(|book| {
        let points = meeting::action_points(&book, council, &mut found.diagnostics);
        if points.is_none() && found.diagnostics.is_empty() {
            let problem = Problem::new(
                &codes::NO_TABLE,
                "the workbook of decisions has no sheet `Action points`",
            )
            .hint("take the sheet from clerk/decisions.xlsx, or move the file out of the folder");
            found.diagnostics.push(problem.at(book.place()));
        }
        points
    });
    Some(Paper::of(found, points))
}

/// A report without its tables, and what it says is exempt of it and of them.
#[derive(Debug)]
pub struct Cover {
    /// The report; nothing of it is marked.
    pub report: Report,
    /// The rows of its sheet `Exempt`.
    pub exempt: Vec<Named>,
}

/// Reads a report's cover and narrative: its folder or its file.
pub fn read_cover(path: &Path, council: &Council) -> Paper<Cover> {
    let mut found = Found::default();
    let endings: Vec<&str> =
        ["md"].into_iter().chain(WORKBOOK_ENDINGS).chain(["toml", "docx"]).collect();
    let content = file(path, "report", &endings, &mut found).and_then(|path| {
        let place = Place::file(file_name(&path));
        let mut pictures = Gallery::beside(&path, &place);
        let manuscript = folder::open_manuscript(&path, place, council, &mut found)?;
        let report = report::read(&manuscript, council, &mut pictures, &mut found.diagnostics)?;
        let exempt = exempt::named(manuscript.book(), council, &mut found.diagnostics);
        Some(Cover { report, exempt })
    });
    Paper::of(found, content)
}

/// Reads a report's indicators: its folder, or a workbook of them.
///
/// A workbook that does not say which way is better is no fault here: the
/// template asks for it.
pub fn read_scorecard(path: &Path, council: &Council) -> Paper<Scorecard> {
    let mut paper = read_tables(path, "kpi", indicators::read, council);
    let kept = std::mem::take(&mut paper.diagnostics).into_iter();
    for diagnostic in kept.filter(|diagnostic| *diagnostic.code != codes::NO_POLARITY) {
        paper.diagnostics.push(diagnostic);
    }
    paper
}

/// Reads a report's register: its folder, or a workbook of it.
pub fn read_register(path: &Path, council: &Council) -> Paper<Register> {
    read_tables(path, "risk", risks::read, council)
}

/// Returns the reports of a meeting's folder that have a file of a name, in order;
/// nothing where the folder is no meeting's.
pub fn reports_with(folder: &Path, stem: &str) -> Option<Vec<PathBuf>> {
    let endings: Vec<&str> = ["md", "toml"].into_iter().chain(WORKBOOK_ENDINGS).collect();
    book::find(folder, "meeting", &endings)?;
    let entries = std::fs::read_dir(folder.join("reports")).into_iter().flatten();
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut with: Vec<PathBuf> =
        paths.filter(|path| book::find(path, stem, &endings).is_some()).collect();
    with.sort();
    Some(with)
}

fn read_tables<T>(
    path: &Path,
    stem: &str,
    read: fn(&Workbook, &Council, &mut Diagnostics) -> Option<T>,
    council: &Council,
) -> Paper<T> {
    let mut found = Found::default();
    let content = file(path, stem, &WORKBOOK_ENDINGS, &mut found).and_then(|path| {
        let workbook = found.workbook(&path, Place::file(file_name(&path)))?;
        read(&workbook, council, &mut found.diagnostics)
    });
    Paper::of(found, content)
}

/// Returns the file itself, or the one of that name in a folder.
fn file(path: &Path, stem: &str, endings: &[&str], found: &mut Found) -> Option<PathBuf> {
    if path.is_file() {
        return Some(path.to_path_buf());
    }
    let file = book::find(path, stem, endings);
    if file.is_none() {
        let problem = Problem::new(
            &codes::MISSING_FILE,
            format!("there is no {stem}.{} here", endings.first().unwrap_or(&"xlsx")),
        )
        .hint("name a report's folder, a meeting's folder, or the file itself");
        found.diagnostics.push(problem.at(&Place::file(path.display().to_string())));
    }
    file
}
