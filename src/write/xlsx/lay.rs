//! Sheets into a workbook's worksheets, with their tables marked up.
//!
//! Nothing is merged, hidden, frozen or filtered.

use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, Table, TableColumn, TableStyle, Worksheet,
};

use super::cell::{self, Failure};
use super::sheet::{Column, Kind, Sheet};
use super::{print, size, style};
use crate::view::ItemView;
use crate::write::name::table_name;
use crate::write::theme::Theme;

/// Lays the cover: a title, and one sentence a row.
pub(super) fn cover(
    worksheet: &mut Worksheet,
    title: &str,
    lines: &[String],
) -> Result<(), Failure> {
    worksheet.set_name("Cover")?;
    cell::text(worksheet, 0, 0, title, &style::title().set_text_wrap())?;
    worksheet.set_row_height(0, size::cover_title_height(title))?;
    for (row, line) in (1..).zip(lines) {
        cell::text(worksheet, row, 0, line, &style::sentence())?;
        worksheet.set_row_height(row, size::sentence_height(line))?;
    }
    worksheet.set_column_width(0, style::PROSE_WIDTH)?;
    worksheet.set_selection(0, 0, 0, 0)?;
    print::upright(worksheet);
    Ok(())
}

/// Lays a sheet with its table.
pub(super) fn sheet(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    item: &ItemView,
    theme: &Theme,
) -> Result<(), Failure> {
    worksheet.set_name(sheet.name)?;
    cell::text(worksheet, 0, 0, &sheet.title, &style::title())?;
    for (row, line) in (1..).zip(&sheet.about) {
        cell::text(worksheet, row, 0, line, &style::plain())?;
    }
    for (row, cells) in (sheet.heading_row() + 1..).zip(&sheet.rows) {
        for (column, content) in (0..).zip(cells) {
            let kind = sheet.columns[usize::from(column)].kind;
            cell::write(worksheet, row, column, content, kind)?;
        }
    }
    mark_up(worksheet, sheet, item)?;
    colour(worksheet, sheet, theme)?;
    set_page(worksheet, sheet)
}

/// Marks the table up as one, with a name and a description.
fn mark_up(worksheet: &mut Worksheet, sheet: &Sheet, item: &ItemView) -> Result<(), Failure> {
    let column = |(index, column): (usize, &Column)| {
        let look = match column.kind {
            Kind::Figure => style::figure_heading(),
            _ if index > 0 => style::set_off(style::heading()),
            _ => style::heading(),
        };
        TableColumn::new().set_header(&column.heading).set_header_format(look)
    };
    let columns: Vec<TableColumn> = sheet.columns.iter().enumerate().map(column).collect();
    let table = Table::new()
        .set_name(table_name(sheet.name, &item.number))
        .set_columns(&columns)
        .set_autofilter(false)
        .set_banded_rows(false)
        .set_style(TableStyle::None)
        .set_alt_text_title(&sheet.title)
        .set_alt_text(&sheet.holds);
    let (top, bottom, right) = extent(sheet)?;
    worksheet.add_table(top, 0, bottom, right, &table)?;
    Ok(())
}

/// Repeats the words of ratings and bands in colour, also when they change.
fn colour(worksheet: &mut Worksheet, sheet: &Sheet, theme: &Theme) -> Result<(), Failure> {
    let (top, bottom, _) = extent(sheet)?;
    for (index, column) in (0..).zip(&sheet.columns) {
        if column.kind != Kind::Status {
            continue;
        }
        for (word, key) in &sheet.keys {
            let Some(look) = style::status(theme, key) else { continue };
            let rule = ConditionalFormatCellRule::EqualTo(word.as_str());
            let format = ConditionalFormatCell::new().set_rule(rule).set_format(look);
            worksheet.add_conditional_format(top + 1, index, bottom, index, &format)?;
        }
    }
    Ok(())
}

/// The first and the last row and the last column of the table.
fn extent(sheet: &Sheet) -> Result<(u32, u32, u16), Failure> {
    let top = sheet.heading_row();
    let bottom = top + u32::try_from(sheet.rows.len())?;
    let right = u16::try_from(sheet.columns.len().saturating_sub(1))?;
    Ok((top, bottom, right))
}

/// Sets widths and heights, the cursor and what a printer needs.
fn set_page(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), Failure> {
    let widths = size::widths(sheet);
    for (column, width) in (0..).zip(&widths) {
        worksheet.set_column_width(column, *width)?;
    }
    let top = sheet.heading_row();
    worksheet.set_row_height(0, style::TITLE_POINTS * 1.4)?;
    worksheet.set_row_height(top, size::heading_height(&sheet.columns, &widths))?;
    for (row, cells) in (top + 1..).zip(&sheet.rows) {
        worksheet.set_row_height(row, size::row_height(cells, &widths))?;
    }
    worksheet.set_selection(0, 0, 0, 0)?;
    let (headings, bottom, right) = extent(sheet)?;
    print::across(worksheet, headings, (bottom, right), &widths)
}
