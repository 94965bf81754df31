//! The contents: every sheet with a link and what it holds.

use super::sheet::{Cell, Column, Kind, Sheet};

/// Returns the sheet of contents for the sheets that follow it.
pub(super) fn sheet(sheets: &[Sheet]) -> Sheet {
    let cover = vec![Cell::Link("Cover"), Cell::text("What the workbook is and how to read it")];
    let row = |sheet: &Sheet| vec![Cell::Link(sheet.name), Cell::text(&sheet.holds)];
    Sheet {
        name: "Contents",
        title: "Contents".into(),
        about: vec!["The names of the sheets are links.".into()],
        holds: "The sheets of this workbook".into(),
        columns: vec![Column::new(Kind::Name, "Sheet"), Column::new(Kind::Prose, "What it holds")],
        rows: std::iter::once(cover).chain(sheets.iter().map(row)).collect(),
        keys: Vec::new(),
    }
}
