//! xls files of Excel 5 to 2003.

use std::io::Cursor;

use calamine::{Data, Reader, Sheet, SheetType, SheetVisible, Xls, XlsError};

use super::budget::Budget;
use super::compound::Compound;
use super::convert::{cell, merged};
use super::look::Look;
use super::records::{self, Workbook};
use super::{Contents, damaged, hidden, parts, properties, protected, wall};
use crate::diag::{Diagnostic, Problem};
use crate::model::concealed::{CommentKind, Concealed, Concealment, EmbeddedKind};
use crate::place::Place;
use crate::read::grid::Grid;

type Book<'a> = Xls<Cursor<&'a [u8]>>;

/// Streams and storages of the container that a reader of the sheets does not see.
const ASIDE: [(&str, Concealment); 3] = [
    ("_VBA_PROJECT_CUR", Concealment::Macros),
    ("_SX_DB_CUR", Concealment::PivotCache),
    ("Revision Log", Concealment::TrackedChanges),
];
/// The storage of an embedded file is called so, and a number.
const EMBEDDED: &str = "MBD";

/// Returns the worksheets of an xls file in their order, and what it conceals.
pub(super) fn read(bytes: &[u8], place: &Place) -> Result<Contents, Diagnostic> {
    let file = Compound::open(bytes).map_err(|problem| problem.at(place))?;
    let records = look(&file).map_err(|problem| problem.at(place))?;
    let mut book: Book<'_> =
        Xls::new(Cursor::new(bytes)).map_err(|error| problem(error).at(place))?;
    let mut budget = Budget::default();
    let mut contents = Contents::default();
    for (sheet, records) in book.sheets_metadata().to_vec().into_iter().zip(records.sheets) {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let at = place.sheet(sheet.name.as_str());
        let grid = read_sheet(&mut book, &sheet, &records, &at, &mut budget);
        let grid = grid.map_err(|problem| problem.at(&at))?;
        contents.concealed.extend(hidden::concealed(&grid, sheet.visible, records.hidden));
        contents.concealed.extend(parts::comments_of(CommentKind::Note, &records.notes, &at));
        contents.sheets.push(grid);
    }
    let whole = |what| Concealed { place: place.clone(), what };
    contents.concealed.extend(records.links.into_iter().map(Concealment::ExternalLink).map(whole));
    contents.concealed.extend(aside(&file).into_iter().map(whole));
    let named = wall::try_behind(|| book.workbook_properties().ok());
    contents.concealed.extend(named.and_then(|named| properties::concealed(&named, place)));
    Ok(contents)
}

fn aside(file: &Compound<'_>) -> Vec<Concealment> {
    let has = |name: &str| file.names().any(|found| found.eq_ignore_ascii_case(name));
    let named = ASIDE.into_iter().filter(|(name, _)| has(name)).map(|(_, what)| what);
    let count = file.names().filter(|name| name.starts_with(EMBEDDED)).count();
    let embedded = Concealment::Embedded { kind: EmbeddedKind::File, count };
    named.chain((count > 0).then_some(embedded)).collect()
}

fn look(file: &Compound<'_>) -> Result<Workbook, Problem> {
    let stream = match file.stream("Workbook")? {
        Some(stream) => Some(stream),
        None => file.stream("Book")?,
    };
    let stream = stream.ok_or_else(|| damaged("no workbook in the container"))?;
    records::read(&stream, &mut Budget::default())
}

fn read_sheet(
    book: &mut Book<'_>,
    sheet: &Sheet,
    records: &records::Sheet,
    place: &Place,
    budget: &mut Budget,
) -> Result<Grid, Problem> {
    let range = book.worksheet_range(&sheet.name).map_err(problem)?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut cells = Vec::new();
    for (row, column, data) in range.used_cells() {
        let row = first_row + u32::try_from(row).unwrap_or(0);
        let column = first_column + u32::try_from(column).unwrap_or(0);
        let look = records.looks.get(&(row, column)).unwrap_or(&Look::PLAIN);
        let marked = || records.texts.get(&(row, column)).filter(|_| !look.is_struck);
        if let Some(cell) = cell(Data::clone(data), Some(look)) {
            let cell = marked().cloned().unwrap_or(cell);
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
        let diagnostic = read(file, &Place::file("kpi.xls")).err().expect("refused");
        format!("{}: {}", diagnostic.code.id, diagnostic.message)
    }

    #[test]
    fn percentages_are_known_by_their_format() {
        let file = workbook(&[number(1, 0, 0, 0.5), number(1, 1, 1, 0.931)]);
        let grids = read(&file, &Place::file("kpi.xls")).expect("readable").sheets;
        assert_eq!((grids.len(), grids[0].name()), (1, "KPI"));
        assert_eq!((grids[0].shown(1, 0), grids[0].shown(1, 1)), ("0.5".into(), "93.1%".into()));
    }

    #[test]
    fn hidden_rows_columns_and_notes_are_known() {
        let row = |row: u16, options: u16| {
            record(0x0208, &[row, 0, 2, 255, 0, 0, options, 0].map(u16::to_le_bytes).concat())
        };
        let column = record(0x007D, &[1, 1, 2304, 15, 1, 0].map(u16::to_le_bytes).concat());
        let note = record(0x001C, &[0, 0, 0, 1].map(u16::to_le_bytes).concat());
        let numbers = [
            number(0, 0, 0, 1.0),
            number(0, 1, 0, 2.0),
            number(1, 0, 0, 3.0),
            number(2, 0, 0, 4.0),
        ];
        let cells = [&[column, row(0, 0), row(1, 0x20), row(2, 0x20)][..], &numbers, &[note]];
        let contents = read(&workbook(&cells.concat()), &Place::file("kpi.xls")).expect("readable");
        let places: Vec<_> =
            contents.concealed.iter().map(|found| found.place.to_string()).collect();
        assert_eq!(places, ["kpi.xls › KPI!A2", "kpi.xls › KPI!B1", "kpi.xls › KPI!A1"]);
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
