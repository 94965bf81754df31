//! The notes that the cells of a workbook get.

use std::collections::BTreeMap;

use crate::view::findings::FindingView;

/// The text of each note of a sheet, by row and column counted from zero.
pub(super) type Notes = BTreeMap<(u32, u32), String>;

/// Who writes the notes.
pub(super) const AUTHOR: &str = env!("CARGO_PKG_NAME");

/// Returns the notes of every sheet; several findings of a cell are one note.
pub(super) fn by_sheet(findings: &[FindingView]) -> BTreeMap<&str, Notes> {
    let mut sheets: BTreeMap<&str, Notes> = BTreeMap::new();
    for finding in findings {
        let Some((spot, cell)) = finding.spot.as_ref().and_then(|spot| Some((spot, spot.cell?)))
        else {
            continue;
        };
        join(sheets.entry(&spot.sheet).or_default(), cell, &finding.note());
    }
    sheets
}

/// Adds a text to the note of a cell.
pub(super) fn join(notes: &mut Notes, cell: (u32, u32), text: &str) {
    let note = notes.entry(cell).or_default();
    if !note.is_empty() {
        note.push_str("\n\n");
    }
    note.push_str(text);
}
