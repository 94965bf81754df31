//! Single cells: what stands in them, and how it is written.
//!
//! Text is written as text even where it looks like a formula or a link.

use std::error::Error;

use rust_xlsxwriter::{
    ChartEmptyCells, Format, Formula, Sparkline, Url, Worksheet, row_col_to_cell,
};
use thiserror::Error;

use super::sheet::{Cell, Kind};
use super::style;

/// Why a workbook could not be written.
pub(super) type Failure = Box<dyn Error + Send + Sync>;

/// The most that a cell of an Excel sheet can hold, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;

/// A text that is too long for a cell.
#[derive(Debug, Error)]
#[error("the text in `{sheet}!{cell}` has {length} characters, expected at most {LONGEST_TEXT}")]
struct Overlong {
    sheet: String,
    cell: String,
    length: usize,
}

/// Writes a cell of a column of the given kind.
pub(super) fn write(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    kind: Kind,
) -> Result<(), Failure> {
    match cell {
        Cell::Blank => drop(worksheet.write_blank(row, column, &style::words())?),
        Cell::Text(words) => {
            let look = match kind {
                Kind::Figure => style::words_among_figures(),
                _ if column > 0 => style::set_off(style::words()),
                _ => style::words(),
            };
            text(worksheet, row, column, words, &look)?;
        }
        Cell::Number(value, format) => {
            worksheet.write_number_with_format(row, column, *value, &style::figure(format))?;
        }
        Cell::Product(result) => {
            let factor = |back: u16| row_col_to_cell(row, column.saturating_sub(back));
            let formula = Formula::new(format!("={}*{}", factor(2), factor(1)))
                .set_result(result.to_string());
            worksheet.write_formula_with_format(row, column, formula, &style::figure(""))?;
        }
        Cell::Link(name) => {
            let url = Url::new(format!("internal:'{name}'!A1"))
                .set_text(*name)
                .set_tip(format!("Go to the sheet {name}"));
            worksheet.write_url_with_format(row, column, url, &style::link())?;
        }
        Cell::Line(sheet, source, first, last) => {
            worksheet.write_blank(row, column, &style::words())?;
            let line = Sparkline::new()
                .set_range((*sheet, *source, *first, *source, *last))
                .set_line_weight(style::LINE_WEIGHT)
                .set_sparkline_color(style::line())
                .set_last_point_color(style::line())
                .show_last_point(true)
                .show_empty_cells_as(ChartEmptyCells::Connected);
            worksheet.add_sparkline(row, column, &line)?;
        }
    }
    Ok(())
}

/// Writes text, or fails where a cell cannot hold all of it.
pub(super) fn text(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), Failure> {
    let length = text.encode_utf16().count();
    if length > LONGEST_TEXT {
        let cell = row_col_to_cell(row, column);
        return Err(Overlong { sheet: worksheet.name(), cell, length }.into());
    }
    // Excel takes a quoted text for text even after somebody edits the cell.
    let quoted = text
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
        .then(|| format.clone().set_quote_prefix());
    worksheet.write_string_with_format(row, column, text, quoted.as_ref().unwrap_or(format))?;
    Ok(())
}
