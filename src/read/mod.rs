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
use self::found::Found;
use self::source::Sources;
use crate::diag::{Diagnostics, Problem};
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
        leftover::report_unnamed(folder, outline.folders.values(), &mut found.diagnostics);
        let mut meeting = outline.meeting;
        let reports: Vec<(usize, Option<Report>, Found)> = outline
            .folders
            .into_par_iter()
            .filter(|(index, _)| meeting.agenda[*index].status != ItemStatus::ToFollow)
            .map(|(index, name)| {
                let mut found = Found::default();
                let title = &meeting.agenda[index].title;
                let report = folder::read_report(folder, &name, title, council, &mut found);
                (index, report, found)
            })
            .collect();
        for (index, report, part) in reports {
            if meeting.agenda[index].status == ItemStatus::Withdrawn {
                take_back(&mut meeting, index, report, &part, &mut found.diagnostics);
            } else {
                attach(&mut meeting.agenda[index], report);
                found.join(part);
            }
        }
        meeting.concealed = std::mem::take(&mut found.concealed);
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

/// What a withdrawn paper lacks keeps no pack from being built.
fn take_back(
    meeting: &mut Meeting,
    index: usize,
    report: Option<Report>,
    read: &Found,
    diagnostics: &mut Diagnostics,
) {
    let item = &meeting.agenda[index];
    match report.filter(|_| !read.diagnostics.has_errors()) {
        Some(report) => meeting.withdrawn.push((index, report)),
        None if item.part.is_public() => {}
        None => {
            let message = format!(
                "the paper of the withdrawn item `{}` is not for publication, and cannot be read",
                item.number.value
            );
            let problem = Problem::new(&codes::UNREAD_WITHDRAWN, message).hint(
                "put it back as it was: what of it was published before is not looked for without it",
            );
            diagnostics.push(problem.at(&item.number.place));
        }
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
    let place_of = |file: &Path| Place::file(file_name(file));
    book::report_rivals(&[&path], "meeting", &endings, &place_of, &mut found.diagnostics);
    let book = found.book(&path, place_of(&path), "meeting")?;
    meeting::read(&book, council, &mut found.diagnostics)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
