//! xls files of Excel 5 to 2003.

use std::io::Cursor;

use calamine::{Data, Reader, Sheet, SheetType, SheetVisible, Xls, XlsError};

use super::budget::Budget;
use super::compound::Compound;
use super::convert::{cell, merged};
use super::records::{Percentages, percentages};
use super::{damaged, protected};
use crate::diag::{Diagnostic, Problem};
use crate::place::Place;
use crate::read::grid::Grid;

type Book<'a> = Xls<Cursor<&'a [u8]>>;

/// Returns the worksheets of an xls file in their order.
pub(super) fn read(bytes: &[u8], place: &Place) -> Result<Vec<Grid>, Diagnostic> {
    let shares = look(bytes).map_err(|problem| problem.at(place))?;
    let mut book: Book<'_> =
        Xls::new(Cursor::new(bytes)).map_err(|error| problem(error).at(place))?;
    let mut budget = Budget::default();
    let mut grids = Vec::new();
    for (sheet, shares) in book.sheets_metadata().to_vec().into_iter().zip(shares) {
        if sheet.typ == SheetType::WorkSheet {
            let at = place.sheet(sheet.name.as_str());
            let grid = read_sheet(&mut book, &sheet, &shares, &at, &mut budget);
            grids.push(grid.map_err(|problem| problem.at(&at))?);
        }
    }
    Ok(grids)
}

fn look(bytes: &[u8]) -> Result<Vec<Percentages>, Problem> {
    let file = Compound::open(bytes)?;
    let stream = match file.stream("Workbook")? {
        Some(stream) => Some(stream),
        None => file.stream("Book")?,
    };
    let stream = stream.ok_or_else(|| damaged("no workbook in the container"))?;
    percentages(&stream, &mut Budget::default())
}

fn read_sheet(
    book: &mut Book<'_>,
    sheet: &Sheet,
    shares: &Percentages,
    place: &Place,
    budget: &mut Budget,
) -> Result<Grid, Problem> {
    let range = book.worksheet_range(&sheet.name).map_err(problem)?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut cells = Vec::new();
    for (row, column, data) in range.used_cells() {
        let row = first_row + u32::try_from(row).unwrap_or(0);
        let column = first_column + u32::try_from(column).unwrap_or(0);
        if let Some(cell) = cell(Data::clone(data), Some(shares.contains(&(row, column)))) {
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

#[cfg(test)]
mod tests {
    use super::super::compound::tests::compound;
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).expect("small");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    fn number(row: u16, column: u16, format: u16, value: f64) -> Vec<u8> {
        let place = [row, column, format].map(u16::to_le_bytes).concat();
        record(0x0203, &[place, value.to_le_bytes().to_vec()].concat())
    }

    /// A workbook of one sheet whose cell format 1 is `0.0%`.
    fn workbook(cells: &[Vec<u8>]) -> Vec<u8> {
        let beginning = |kind: u16| {
            record(0x0809, &[0x0600, kind, 0, 0, 0, 0, 0, 0].map(u16::to_le_bytes).concat())
        };
        let format = record(0x041E, &[&[164, 0, 4, 0, 0][..], b"0.0%"].concat());
        let cell_format = |format: u16| {
            record(0x00E0, &[vec![0, 0], format.to_le_bytes().to_vec(), vec![0; 16]].concat())
        };
        let globals = [beginning(5), format, cell_format(0), cell_format(164)].concat();
        let end = record(0x000A, &[]);
        let name = [&[0, 0, 3, 0][..], b"KPI"].concat();
        let start = u32::try_from(globals.len() + 4 + 4 + name.len() + end.len()).expect("small");
        let sheet = record(0x0085, &[start.to_le_bytes().to_vec(), name].concat());
        let cells = cells.concat();
        compound("Workbook", &[globals, sheet, end.clone(), beginning(0x10), cells, end].concat())
    }

    fn message(file: &[u8]) -> String {
        let diagnostic = read(file, &Place::file("kpi.xls")).expect_err("refused");
        format!("{}: {}", diagnostic.code.id, diagnostic.message)
    }

    #[test]
    fn percentages_are_known_by_their_format() {
        let file = workbook(&[number(1, 0, 0, 0.5), number(1, 1, 1, 0.931)]);
        let grids = read(&file, &Place::file("kpi.xls")).expect("readable");
        assert_eq!((grids.len(), grids[0].name()), (1, "KPI"));
        assert_eq!((grids[0].shown(1, 0), grids[0].shown(1, 1)), ("0.5".into(), "93.1%".into()));
    }

    #[test]
    fn a_rectangle_beyond_bearing_is_refused_before_it_is_made() {
        let file = workbook(&[number(0, 0, 0, 1.0), number(65535, 255, 0, 1.0)]);
        assert_eq!(
            message(&file),
            "READ003: the sheets of the workbook span more than 5,000,000 cells"
        );
        let stated = [0u32.to_le_bytes(), u32::MAX.to_le_bytes(), [0, 0, 0xff, 0xff]].concat();
        let file = workbook(&[record(0x0200, &[stated, vec![0; 2]].concat())]);
        assert!(message(&file).starts_with("READ001: the workbook is damaged"));
    }
}
