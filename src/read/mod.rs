//! Inputs to model: workbooks, TOML and Markdown, every value with its cell.
//!
//! [`workbook`] and `csv` make grids of cells; `table` and `fields` find
//! in them what [`columns`] describes; the rest makes the model of it. Nothing
//! here lays out or writes anything.

mod attachment;
pub mod book;
pub mod codes;
pub mod columns;
pub mod council;
mod csv;
pub mod earlier;
mod exempt;
mod export;
mod fields;
mod folder;
mod found;
#[cfg(fuzzing)]
pub mod fuzz;
pub mod grid;
mod indicators;
mod leftover;
mod levels;
mod markdown;
mod meeting;
mod picture;
mod record;
mod report;
mod risks;
pub mod source;
mod table;
mod toml;
pub mod value;
mod word;
pub mod workbook;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use self::book::WORKBOOK_ENDINGS;
use self::council::Settings;
use self::folder::Reports;
use self::found::Found;
use self::source::Sources;
use crate::diag::{Diagnostics, Problem, Severity};
use crate::model::council::Council;
use crate::model::meeting::{AgendaItem, ItemStatus, Meeting};
use crate::model::report::Report;
use crate::place::Place;

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

/// Reads the council's settings from `council.toml`, where all of it can be read.
pub fn read_council(path: &Path) -> (Option<Council>, Sources, Diagnostics) {
    let (settings, sources, diagnostics) = read_settings(path);
    let sound = settings.filter(|settings| settings.is_sound);
    (sound.map(|settings| settings.value), sources, diagnostics)
}

/// Reads the council's settings from `council.toml` as far as inputs are read by them.
pub fn read_settings(path: &Path) -> (Option<Settings<Council>>, Sources, Diagnostics) {
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
    let meeting = outline.and_then(|outline| {
        let meeting::Outline { meeting, mut agenda, folders } = outline;
        let unnamed = leftover::unnamed(folder, folders.values());
        leftover::report_unnamed(folder, &unnamed, &mut found.diagnostics);
        let folder_of_reports = Reports { meeting: folder, unnamed, council };
        let mut held_back = Vec::new();
        let reports: Vec<(usize, Option<Report>, Found)> = folders
            .into_par_iter()
            // A paper that is to follow may not be there yet.
            .filter(|(index, name)| {
                agenda[*index].status != ItemStatus::ToFollow
                    || folder.join("reports").join(name.value.as_str()).exists()
            })
            .map(|(index, name)| {
                let mut found = Found::default();
                let title = &agenda[index].title;
                let report = folder_of_reports.read(&name, title, &mut found);
                (index, report, found)
            })
            .collect();
        for (index, report, part) in reports {
            let item = &mut agenda[index];
            if item.status == ItemStatus::Included {
                attach(item, report);
                found.join(part);
            } else {
                let report = hold_back(item, report, part, &mut found);
                held_back.extend(report.map(|report| (index, report)));
            }
        }
        let concealed = std::mem::take(&mut found.concealed);
        meeting.map(|meeting| Meeting { agenda, concealed, held_back, ..meeting })
    });
    found.files.sort();
    diagnostics.extend(found.diagnostics);
    Reading { meeting, files: found.files, sources: found.sources }
}

fn attach(item: &mut AgendaItem, report: Option<Report>) {
    if let Some(report) = report {
        inherit(item, &report);
        item.report = Some(Box::new(report));
    }
}

/// The report's own part counts for the item: what either calls exempt is exempt.
fn inherit(item: &mut AgendaItem, report: &Report) {
    if item.part.is_public() && !report.part.is_public() {
        item.part = report.part.clone();
    }
}

/// Keeps a paper that nobody gets yet, or any more. What is wrong with it matters only as
/// far as nobody knows what it calls exempt or confidential.
fn hold_back(
    item: &mut AgendaItem,
    report: Option<Report>,
    read: Found,
    found: &mut Found,
) -> Option<Report> {
    let is_draft = item.status == ItemStatus::ToFollow;
    if read.diagnostics.has_errors() {
        let (code, what) = match (is_draft, read.files.is_empty()) {
            (true, _) => (&codes::UNREAD_DRAFT, "has errors"),
            (false, true) => (&codes::MISSING_WITHDRAWN, "is not there"),
            (false, false) => (&codes::UNREAD_PAPER, "cannot be read"),
        };
        let (number, status) = (&item.number.value, item.status);
        let message = format!("the paper of item `{number}`, which is {status}, {what}");
        let problem = Problem::new(code, message).hint(
            "mend it or put it back, or leave `Report` empty where all of it is open: nobody knows without it what it calls exempt or confidential",
        );
        found.diagnostics.push(problem.at(&item.number.place));
        if !is_draft && !read.files.is_empty() {
            let errors = read.diagnostics.iter().filter(|found| found.severity == Severity::Error);
            errors.for_each(|error| found.diagnostics.push(error.clone()));
            found.sources.extend(read.sources);
        }
    }
    let report = report?;
    inherit(item, &report);
    item.report = Some(Box::new(report));
    // What was published of it is withheld because of what it says: without it, nobody
    // builds the same again.
    if !is_draft && !item.withheld().is_empty() {
        found.files.extend(read.files);
    }
    item.report.take().map(|report| *report)
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
    let place_of = |file: &Path| Place::file(file_name(file));
    book::report_rivals(&[&path], "meeting", &endings, &place_of, &mut found.diagnostics);
    let book = found.book(&path, place_of(&path), "meeting")?;
    Some(meeting::read(&book, council, &mut found.diagnostics))
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
