//! xlsx and xlsm files, cell by cell.

use std::io::Cursor;

use calamine::{Data, Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxError};

use super::budget::Budget;
use super::convert::{cell, is_percent_format, merged};
use super::{damaged, protected};
use crate::diag::{Diagnostic, Problem};
use crate::place::Place;
use crate::read::grid::Grid;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Returns the worksheets of an xlsx file in their order.
pub(super) fn read(bytes: &[u8], place: &Place) -> Result<Vec<Grid>, Diagnostic> {
    let mut book: Book<'_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| problem(error).at(place))?;
    let mut budget = Budget::default();
    let mut grids = Vec::new();
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.typ == SheetType::WorkSheet {
            let at = place.sheet(sheet.name.as_str());
            grids.extend(
                read_sheet(&mut book, &sheet, &at, &mut budget)
                    .map_err(|problem| problem.at(&at))?,
            );
        }
    }
    Ok(grids)
}

fn read_sheet(
    book: &mut Book<'_>,
    sheet: &Sheet,
    place: &Place,
    budget: &mut Budget,
) -> Result<Option<Grid>, Problem> {
    budget.sheet()?;
    let mut reader = match book.worksheet_cells_reader(&sheet.name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(error) => return Err(problem(error)),
    };
    let shares: Vec<bool> = reader
        .styles()
        .iter()
        .map(|style| {
            style
                .number_format
                .as_ref()
                .is_some_and(|format| is_percent_format(&format.format_code))
        })
        .collect();
    let mut cells = Vec::new();
    while let Some((found, style)) = reader.next_cell_with_style_id().map_err(problem)? {
        budget.visit()?;
        let (row, column) = found.get_position();
        if let Some(cell) = cell(Data::from(found.get_value().clone()), shares.get(style).copied())
        {
            budget.spend(&cell)?;
            cells.push((row, column, cell));
        }
    }
    drop(reader);
    // Without its regions a sheet reads as if nothing were merged.
    let regions = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
    let grid = Grid::new(
        place.clone(),
        sheet.name.as_str(),
        cells,
        regions.into_iter().map(merged).collect(),
    );
    Ok(Some(if sheet.visible == SheetVisible::Visible { grid } else { grid.hide() }))
}

fn problem(error: XlsxError) -> Problem {
    match error {
        XlsxError::Password => protected(),
        error => damaged(error),
    }
}
