//! Stand-in until the full reader lands.
use std::path::Path;
use calamine::{Data, Reader, Xlsx, open_workbook};
use super::codes;
use super::grid::{Cell, CellValue, Grid, Workbook};
use crate::diag::{Diagnostic, Problem};
use crate::place::Place;
/// Opens a workbook.
pub fn open(path: &Path, place: Place) -> Result<Workbook, Diagnostic> {
    let mut book: Xlsx<_> = open_workbook(path).map_err(|e: calamine::XlsxError| Problem::new(&codes::UNREADABLE_WORKBOOK, e.to_string()).at(&place))?;
    let mut grids = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|e| Problem::new(&codes::UNREADABLE_WORKBOOK, e.to_string()).at(&place))?;
        let styles = book.worksheet_style(&name).map_err(|e| Problem::new(&codes::UNREADABLE_WORKBOOK, e.to_string()).at(&place))?;
        let (r0, c0) = range.start().unwrap_or((0, 0));
        let mut cells = Vec::new();
        for (r, c, v) in range.used_cells() {
            let (r, c) = (r as u32 + r0, c as u32 + c0);
            let percent = styles.get((r, c)).and_then(|s| s.number_format.as_ref()).map(|n| n.format_code.contains('%'));
            let value = match v {
                Data::String(s) => match Cell::text(s) { Some(cell) => cell.value, None => continue },
                Data::Float(f) => CellValue::Number(*f),
                Data::Int(i) => CellValue::Number(*i as f64),
                Data::DateTime(d) => { let (y, m, d, ..) = d.to_ymd_hms_milli(); CellValue::Date(jiff::civil::date(y as i16, m as i8, d as i8)) }
                Data::Bool(b) => CellValue::Bool(*b),
                _ => continue,
            };
            cells.push((r, c, Cell { value, percent: Some(percent.unwrap_or(false)) }));
        }
        grids.push(Grid::new(place.sheet(name.as_str()), name.as_str(), cells, Vec::new()));
    }
    Ok(Workbook::new(place, grids))
}
