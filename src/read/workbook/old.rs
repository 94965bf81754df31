//! xls files of Excel 5 to 2003.

use std::io::Cursor;

use calamine::{Reader, Sheet, SheetType, SheetVisible, Xls, XlsError};

use super::budget::Budget;
use super::convert::{cell, merged};
use super::{damaged, protected};
use crate::diag::{Diagnostic, Problem};
use crate::place::Place;
use crate::read::grid::Grid;

type Book<'a> = Xls<Cursor<&'a [u8]>>;

/// Returns the worksheets of an xls file in their order.
pub(super) fn read(bytes: &[u8], place: &Place) -> Result<Vec<Grid>, Diagnostic> {
    let mut book: Book<'_> =
        Xls::new(Cursor::new(bytes)).map_err(|error| problem(error).at(place))?;
    let mut budget = Budget::default();
    let mut grids = Vec::new();
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.typ == SheetType::WorkSheet {
            let at = place.sheet(sheet.name.as_str());
            grids.push(
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
) -> Result<Grid, Problem> {
    budget.sheet()?;
    let range = book.worksheet_range(&sheet.name).map_err(problem)?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut cells = Vec::new();
    for (row, column, data) in range.used_cells() {
        let row = first_row + u32::try_from(row).unwrap_or(u32::MAX);
        let column = first_column + u32::try_from(column).unwrap_or(u32::MAX);
        if let Some(cell) = cell(data.clone(), None) {
            budget.spend(&cell)?;
            cells.push((row, column, cell));
        }
    }
    let regions = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
    let grid = Grid::new(
        place.clone(),
        sheet.name.as_str(),
        cells,
        regions.into_iter().map(merged).collect(),
    );
    Ok(if sheet.visible == SheetVisible::Visible { grid } else { grid.hide() })
}

fn problem(error: XlsError) -> Problem {
    match error {
        XlsError::Password => protected(),
        error => damaged(error),
    }
}
