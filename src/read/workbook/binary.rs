//! xlsb files, cell by cell. calamine does not tell their number formats, so
//! that whether a number is shown as a percentage stays unknown.

use std::io::Cursor;

use calamine::{Data, Reader, Sheet, SheetType, SheetVisible, Xlsb, XlsbError};

use super::budget::Budget;
use super::convert::cell;
use super::package::Package;
use super::{damaged, protected};
use crate::diag::{Diagnostic, Problem};
use crate::place::Place;
use crate::read::grid::Grid;

type Book<'a> = Xlsb<Cursor<&'a [u8]>>;

/// Returns the worksheets of an xlsb file in their order.
pub(super) fn read(
    bytes: &[u8],
    package: &Package<'_>,
    place: &Place,
) -> Result<Vec<Grid>, Diagnostic> {
    let mut book: Book<'_> =
        Xlsb::new(Cursor::new(bytes)).map_err(|error| problem(error).at(place))?;
    package.check_sheets(book.sheets_metadata().len()).map_err(|problem| problem.at(place))?;
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
    let mut reader = book.worksheet_cells_reader(&sheet.name).map_err(problem)?;
    let mut cells = Vec::new();
    while let Some(found) = reader.next_cell().map_err(problem)? {
        budget.visit()?;
        let (row, column) = found.get_position();
        if let Some(cell) = cell(Data::from(found.get_value().clone()), None) {
            budget.spend(&cell)?;
            cells.push((row, column, cell));
        }
    }
    let grid = Grid::new(place.clone(), sheet.name.as_str(), cells, Vec::new());
    Ok(if sheet.visible == SheetVisible::Visible { grid } else { grid.hide() })
}

fn problem(error: XlsbError) -> Problem {
    match error {
        XlsbError::Password => protected(),
        error => damaged(error),
    }
}
