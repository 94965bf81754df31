//! Spreadsheet files of every kind as [`Workbook`]s.
//!
//! What a file is, its content decides and its ending only helps. No file may
//! bring the program down: sizes are looked at before anything is unpacked, and
//! a panic in a reader is a diagnostic about the file. What the cells mean is
//! not known here.

mod binary;
mod budget;
mod compound;
mod convert;
mod format;
mod hidden;
mod look;
mod mark;
mod old;
mod open_document;
mod open_xml;
pub(super) mod package;
mod parts;
pub(super) mod properties;
mod records;
pub(super) mod relations;
pub(super) mod wall;
pub(super) mod xml;

use std::fs::File;
use std::io::Read;
use std::path::Path;

pub(super) use self::budget::{Budget, oversized};
use self::format::Format;
use super::codes;
use super::csv;
use super::grid::{Grid, Workbook};
use crate::diag::{Diagnostic, Problem};
use crate::model::concealed::Concealed;
use crate::place::Place;

/// The most bytes that a file may have, 100 MB.
const MAX_FILE: u64 = 100_000_000;

/// The most rows and columns that a sheet has in any program.
const MAX_ROWS: u32 = 1_048_576;
const MAX_COLUMNS: u32 = 16_384;

/// What a file holds: its sheets, and what it does not show.
#[derive(Default)]
struct Contents {
    sheets: Vec<Grid>,
    concealed: Vec<Concealed>,
}

/// Opens a workbook: xlsx, xlsm, xls, xlsb, ods, csv or tsv.
pub fn open(path: &Path, place: Place) -> Result<Workbook, Diagnostic> {
    let bytes = load(path).map_err(|problem| problem.at(&place))?;
    read(&bytes, place)
}

/// Reads a workbook from its bytes; the ending is that of the place's path.
pub fn read(bytes: &[u8], place: Place) -> Result<Workbook, Diagnostic> {
    let contents = wall::behind(&place, || {
        match Format::of(bytes, place.path()).map_err(|problem| problem.at(&place))? {
            Format::OpenXml(package) => open_xml::read(bytes, package, &place),
            Format::Binary(package) => binary::read(bytes, package, &place),
            Format::Old => old::read(bytes, &place),
            Format::OpenDocument(package) => open_document::read(package, &place),
            Format::Text => csv::read(bytes, place.clone())
                .map(|grid| Contents { sheets: vec![grid], concealed: Vec::new() }),
        }
    })?;
    Ok(Workbook::new(place, contents.sheets).concealing(contents.concealed))
}

/// Returns the bytes of a workbook, if they are not too many.
pub fn load(path: &Path) -> Result<Vec<u8>, Problem> {
    let unreadable = |error: std::io::Error| {
        Problem::new(&codes::UNREADABLE_WORKBOOK, format!("the file cannot be read: {error}"))
            .hint("check that the file is there, may be read, and is not open elsewhere")
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_FILE) {
        return Err(Problem::new(&codes::OVERSIZED_WORKBOOK, "the file has more than 100 MB")
            .hint("keep only the sheets that the report needs"));
    }
    Ok(bytes)
}

/// Says that a file is damaged, and how the reader put it.
fn damaged(reason: impl std::fmt::Display) -> Problem {
    let reason =
        reason.to_string().split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
    Problem::new(&codes::UNREADABLE_WORKBOOK, format!("the workbook is damaged: `{reason}`"))
        .hint("open it in Excel or LibreOffice, let that repair it, and save a copy")
}

fn protected() -> Problem {
    Problem::new(&codes::PROTECTED_WORKBOOK, "the workbook is protected by a password")
        .hint("save a copy without the password (File › Info › Protect Workbook in Excel)")
}
