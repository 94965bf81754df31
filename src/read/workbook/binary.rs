//! xlsb files, cell by cell. calamine does not tell their formats, which are looked up
//! beside it.

mod records;
mod styles;

use std::io::Cursor;

use calamine::{Data, Reader, Sheet, SheetType, SheetVisible, Xlsb, XlsbError};

use super::budget::Budget;
use super::convert::cell;
use super::look::Look;
use super::package::Package;
use super::relations::Relations;
use super::{Contents, damaged, hidden, parts, properties, protected, wall};
use crate::diag::{Diagnostic, Problem};
use crate::model::concealed::{Concealed, Concealment};
use crate::place::Place;
use crate::read::grid::Grid;

pub(super) use self::records::comments;
use self::styles::{Shown, Styles};

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
    let styles = Styles::of(&mut package);
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
        let grid = read_sheet(&mut book, &sheet, &styles.shown(&part), &at, &mut budget);
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
    shown: &Shown,
    place: &Place,
    budget: &mut Budget,
) -> Result<Grid, Problem> {
    budget.sheet()?;
    let mut reader = book.worksheet_cells_reader(&sheet.name).map_err(problem)?;
    let mut cells = Vec::new();
    while let Some(found) = reader.next_cell().map_err(problem)? {
        budget.visit()?;
        let (row, column) = found.get_position();
        let look = shown.looks.get(&(row, column)).unwrap_or(&Look::PLAIN);
        let marked = || shown.texts.get(&(row, column)).filter(|_| !look.is_struck);
        if let Some(cell) = cell(Data::from(found.get_value().clone()), Some(look)) {
            let cell = marked().cloned().unwrap_or(cell);
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::records::tests::record;
    use super::*;
    use crate::read::grid::CellValue;

    fn text(words: &str) -> Vec<u8> {
        let units: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u32::try_from(units.len() / 2).expect("short");
        [length.to_le_bytes().to_vec(), units].concat()
    }

    fn shorts<const N: usize>(numbers: [u16; N]) -> Vec<u8> {
        numbers.map(u16::to_le_bytes).concat()
    }

    fn longs<const N: usize>(numbers: [u32; N]) -> Vec<u8> {
        numbers.map(u32::to_le_bytes).concat()
    }

    /// A workbook with the fonts plain, struck out and raised, and the cell formats
    /// General, `0%`, `000` and struck out.
    fn workbook(cells: &[Vec<u8>]) -> Vec<u8> {
        let font = |flags: u16, script: u16| record(43, &shorts([220, flags, 400, script, 0]));
        let format = |format: u16, font: u16| record(47, &shorts([0, format, font, 0]));
        let styles = [
            record(615, &longs([1])),
            record(44, &[shorts([164]), text("000")].concat()),
            record(616, &[]),
            record(611, &longs([3])),
            font(0, 0),
            font(8, 0),
            font(0, 1),
            record(612, &[]),
            record(626, &longs([1])),
            format(9, 1),
            record(627, &[]),
            record(617, &longs([4])),
            format(0, 0),
            format(9, 0),
            format(164, 0),
            format(0, 1),
            record(618, &[]),
        ];
        let raised = [vec![1], text("121"), longs([1]), shorts([2, 2])].concat();
        let strings = [
            record(159, &longs([2, 2])),
            record(19, &raised),
            record(19, &[vec![0], text("plain")].concat()),
        ];
        let sheet = [
            record(129, &[]),
            record(148, &longs([0, 0, 0, 9])),
            record(145, &[]),
            record(0, &longs([0, 0, 0, 0])),
            cells.concat(),
            record(146, &[]),
        ];
        let bundle = [longs([0, 1]), text("rId1"), text("KPI")].concat();
        let book = [
            record(131, &[]),
            record(143, &[]),
            record(156, &bundle),
            record(144, &[]),
            record(132, &[]),
        ];
        let link = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in [
            ("xl/workbook.bin", book.concat()),
            ("xl/_rels/workbook.bin.rels", link.as_bytes().to_vec()),
            ("xl/worksheets/sheet1.bin", sheet.concat()),
            ("xl/styles.bin", styles.concat()),
            ("xl/sharedStrings.bin", strings.concat()),
        ] {
            writer.start_file(name, SimpleFileOptions::default()).expect("started");
            writer.write_all(&content).expect("written");
        }
        writer.finish().expect("finished").into_inner()
    }

    #[test]
    fn formats_and_marks_are_known() {
        let number = |column: u32, style: u32, number: f64| {
            record(5, &[longs([column, style]), number.to_le_bytes().to_vec()].concat())
        };
        let shared = |column: u32, style: u32, at: u32| record(7, &longs([column, style, at]));
        let file = workbook(&[
            number(0, 0, 0.5),
            number(1, 1, 0.931),
            number(2, 2, 7.0),
            number(3, 3, 12.0),
            shared(4, 0, 0),
            shared(5, 0, 1),
            shared(6, 3, 0),
        ]);
        let package = Package::open(&file).expect("sound");
        let contents = read(&file, package, &Place::file("kpi.xlsb"));
        let grid = contents.unwrap_or_else(|diagnostic| panic!("{diagnostic:?}")).sheets.remove(0);
        let shown: Vec<_> = (0..6).map(|column| grid.shown(0, column)).collect();
        assert_eq!(shown, ["0.5", "93.1%", "007", "12", "12¹", "plain"]);
        let struck =
            |column| matches!(grid.cell(0, column).expect("a cell").value, CellValue::Struck(_));
        assert_eq!([0, 3, 4, 6].map(struck), [false, true, false, true]);
    }
}
