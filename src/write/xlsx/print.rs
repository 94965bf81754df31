//! What a printer needs of a sheet.

use rust_xlsxwriter::Worksheet;

use super::cell::Failure;

const A4: u8 = 9;
/// The characters that a page of A4 across takes at three fifths of their size,
/// 7 points: smaller, nobody reads them.
const PAGE_WIDTH: f64 = 180.0;
/// The most pages that stand side by side.
const MOST_PAGES: u16 = 8;

/// Sets a page of A4 upright, for text.
pub(super) fn upright(worksheet: &mut Worksheet) {
    worksheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
}

/// What of a sheet is printed: a table with what it is called.
pub(super) struct Printed<'a> {
    /// The sheet's title, which stands in its first row.
    pub(super) title: &'a str,
    /// The row of the table's headings.
    pub(super) headings: u32,
    /// Its last row and column.
    pub(super) last: (u32, u16),
    /// The widths of its columns, in characters.
    pub(super) widths: &'a [f64],
}

/// Sets pages of A4 across, as few side by side as its columns can be read on, with
/// the row of headings on each. Where there are several, each has the codes, and the title
/// in its margin: a title in a cell would be cut off where the first column ends.
pub(super) fn across(worksheet: &mut Worksheet, printed: &Printed<'_>) -> Result<(), Failure> {
    let Printed { title, headings, last: (row, column), widths } = *printed;
    let pages = pages(widths.iter().sum());
    worksheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(pages, 0);
    worksheet.set_repeat_rows(headings, headings)?;
    if pages > 1 {
        worksheet.set_repeat_columns(0, 0)?;
        worksheet.set_header(format!("&L&B{}", in_margin(title)));
    }
    worksheet.set_print_area(if pages > 1 { headings } else { 0 }, 0, row, column)?;
    Ok(())
}

/// A text as the margin of a page takes it: 255 letters with what sets them.
fn in_margin(text: &str) -> String {
    text.replace('&', "&&").chars().take(240).collect()
}

/// Returns how many pages wide a sheet of so many characters is printed.
fn pages(width: f64) -> u16 {
    (1..MOST_PAGES).find(|pages| f64::from(*pages) * PAGE_WIDTH >= width).unwrap_or(MOST_PAGES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_takes_no_more_pages_side_by_side_than_it_needs() {
        assert_eq!([1.0, 180.0, 181.0, 470.0, 1e6].map(pages), [1, 1, 2, 3, 8]);
    }
}
