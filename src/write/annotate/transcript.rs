//! A workbook of a text file, which has no place for notes itself.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use super::Refusal;

/// The name of the one sheet.
pub const SHEET: &str = "Table";
/// The widest that a column grows, in pixels.
const WIDEST: u32 = 400;

/// Returns a workbook whose one sheet holds texts at their rows and columns.
pub fn transcript(cells: &[(u32, u32, String)]) -> Result<Vec<u8>, Refusal> {
    write(cells).map_err(|error| Refusal::new(format!("it cannot be shown as a workbook: {error}")))
}

fn write(cells: &[(u32, u32, String)]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Without a day of its own the workbook would be of the clock's.
    let day = ExcelDateTime::from_ymd(1980, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new().set_author(super::notes::AUTHOR).set_creation_datetime(&day),
    );
    let sheet = workbook.add_worksheet().set_name(SHEET)?;
    let look = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_quote_prefix();
    for (row, column, text) in cells {
        let column = u16::try_from(*column).unwrap_or(u16::MAX);
        sheet.write_string_with_format(*row, column, text, &look)?;
    }
    sheet.set_autofit_max_width(WIDEST);
    sheet.autofit();
    workbook.save_to_buffer()
}
