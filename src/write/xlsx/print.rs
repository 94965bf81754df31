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

/// Sets pages of A4 across, as few side by side as its columns can be read on, with
/// the row of headings on each, and its codes where there are several.
pub(super) fn across(
    worksheet: &mut Worksheet,
    headings: u32,
    widths: &[f64],
) -> Result<(), Failure> {
    let pages = pages(widths.iter().sum());
    worksheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(pages, 0);
    worksheet.set_repeat_rows(headings, headings)?;
    if pages > 1 {
        worksheet.set_repeat_columns(0, 0)?;
    }
    Ok(())
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
