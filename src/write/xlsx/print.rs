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
/// the row of headings on each. Where there are several, each has the codes and the names
/// beside them, over which the title has room: a page has no header, which nobody hears.
pub(super) fn across(
    worksheet: &mut Worksheet,
    headings: u32,
    (row, column): (u32, u16),
    widths: &[f64],
) -> Result<(), Failure> {
    let named = named(widths);
    let pages = pages(widths, named);
    worksheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(pages, 0);
    worksheet.set_print_area(0, 0, row, column)?;
    worksheet.set_repeat_rows(headings, headings)?;
    if pages > 1 {
        worksheet.set_repeat_columns(0, u16::try_from(named)? - 1)?;
    }
    Ok(())
}

/// How many columns a row is known by: its code and its name, where they take no more than
/// a third of a page.
fn named(widths: &[f64]) -> usize {
    let is_short = widths.len() > 2 && widths[..2].iter().sum::<f64>() <= PAGE_WIDTH / 3.0;
    if is_short { 2 } else { 1 }
}

/// Returns how many pages wide a sheet is printed that has its first columns on each.
fn pages(widths: &[f64], named: usize) -> u16 {
    let (first, rest) = widths.split_at(named.min(widths.len()));
    let (first, rest): (f64, f64) = (first.iter().sum(), rest.iter().sum());
    let holds = |pages: &u16| f64::from(*pages) * (PAGE_WIDTH - first) >= rest;
    (1..MOST_PAGES).find(holds).unwrap_or(MOST_PAGES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_takes_no_more_pages_side_by_side_than_it_needs() {
        let pages = |widths: &[f64]| pages(widths, named(widths));
        assert_eq!(pages(&[1.0]), 1);
        assert_eq!(pages(&[10.0, 30.0, 140.0]), 1);
        assert_eq!(pages(&[10.0, 30.0, 141.0]), 2);
        assert_eq!(pages(&[10.0, 30.0, 420.0]), 3);
        assert_eq!(pages(&[10.0, 90.0, 300.0]), 3);
        assert_eq!(pages(&[10.0, 30.0, 1e6]), 8);
    }
}
