//! xlsb files, cell by cell. calamine does not tell their number formats, so
//! that whether a number is shown as a percentage stays unknown.

mod records;

use std::io::Cursor;

use calamine::{Data, Reader, Sheet, SheetType, SheetVisible, Xlsb, XlsbError};

use super::budget::Budget;
use super::convert::cell;
use super::package::Package;
use super::relations::Relations;
use super::{Contents, damaged, hidden, parts, properties, protected, wall};
use crate::diag::{Diagnostic, Problem};
use crate::model::concealed::{Concealed, Concealment};
use crate::place::Place;
use crate::read::grid::Grid;

pub(super) use self::records::comments;

type Book<'a> = Xlsb<Cursor<&'a [u8]>>;

/// Returns the worksheets of an xlsb file in their order, and what it conceals.
pub(super) fn read(
    bytes: &[u8],
    mut package: Package<'_>,
    place: &Place,
) -> Result<Contents, Diagnostic> {
    let mut book: Book<'_> =
        Xlsb::new(Cursor::new(bytes)).map_err(|error| problem(error).at(place))?;
    package.check_sheets(book.sheets_metadata().len()).map_err(|problem| problem.at(place))?;
    let relations = Relations::of(&mut package);
    let sheets = records::sheets(&mut package, &relations);
    let mut budget = Budget::default();
    let mut contents = Contents::default();
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let at = place.sheet(sheet.name.as_str());
        let part = sheets.iter().find(|part| part.name == sheet.name);
        let part = part.and_then(|part| package.found(&part.part)).unwrap_or_default();
        package.check_read().map_err(|problem| problem.at(place))?;
        let grid = read_sheet(&mut book, &sheet, &at, &mut budget);
        let grid = grid.map_err(|problem| problem.at(&at))?;
        contents.concealed.extend(hidden::concealed(&grid, sheet.visible, records::hidden(&part)));
        contents.sheets.push(grid);
    }
    contents.concealed.extend(relations.of_kind("externalLinkPath").map(|link| Concealed {
        place: place.clone(),
        what: Concealment::ExternalLink(parts::file_name(&link.target)),
    }));
    contents.concealed.extend(parts::concealed(&mut package, &relations, &sheets, place));
    let named = wall::try_behind(|| book.workbook_properties().ok());
    contents.concealed.extend(named.and_then(|named| properties::concealed(&named, place)));
    Ok(contents)
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
