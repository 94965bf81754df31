//! The sheet of guidance: sections of sentences, and a table of all columns.

use rust_xlsxwriter::Worksheet;

use super::look;
use crate::view::form::{Form, GuidanceView};
use crate::write::xlsx::cell::{self, Failure};
use crate::write::xlsx::sheet::Cell;
use crate::write::xlsx::{print, size, style};

/// The widths of its columns: sheet, column, needed, what to write.
const WIDTHS: [f64; 4] = [18.0, 26.0, 13.0, 75.0];

/// Lays the sheet.
pub(super) fn lay(worksheet: &mut Worksheet, form: &Form) -> Result<(), Failure> {
    worksheet.set_name("Guidance")?;
    let mut row = heading(worksheet, form)?;
    for (title, sentences) in &form.guidance.sections {
        cell::text(worksheet, row, 0, title, &style::plain().set_bold())?;
        for sentence in sentences {
            row += 1;
            cell::text(worksheet, row, 0, sentence, &style::plain())?;
        }
        row += 2;
    }
    cell::text(worksheet, row, 0, "Every column and field", &style::plain().set_bold())?;
    columns(worksheet, row + 1, &form.guidance)?;
    for (column, width) in (0u16..).zip(WIDTHS) {
        worksheet.set_column_width(column, width)?;
    }
    print::upright(worksheet);
    worksheet.set_selection(0, 0, 0, 0)?.set_screen_gridlines(false).protect();
    Ok(())
}

/// Writes title and subject; returns the row where the sections begin.
fn heading(worksheet: &mut Worksheet, form: &Form) -> Result<u32, Failure> {
    cell::text(worksheet, 0, 0, &form.title, &style::title())?;
    worksheet.set_row_height(0, style::TITLE_POINTS * 1.4)?;
    let lines = [&form.council, &form.subject];
    let mut row = 1;
    for line in lines.into_iter().filter(|line| !line.is_empty()) {
        cell::text(worksheet, row, 0, line, &style::plain())?;
        row += 1;
    }
    Ok(row + 1)
}

fn columns(worksheet: &mut Worksheet, top: u32, guidance: &GuidanceView) -> Result<(), Failure> {
    for (column, words) in (0u16..).zip(["Sheet", "Column", "Needed", "What to write"]) {
        cell::text(worksheet, top, column, words, &style::heading())?;
    }
    for (row, cells) in (top + 1..).zip(&guidance.columns) {
        for (column, words) in (0u16..).zip(cells) {
            cell::text(worksheet, row, column, words, &look::own())?;
        }
        let cells: Vec<Cell> = cells.iter().map(Cell::text).collect();
        worksheet.set_row_height(row, size::row_height(&cells, &WIDTHS))?;
    }
    Ok(())
}
