//! A sheet to fill in: title, marks, headings, what is known, and empty rows.

use rust_xlsxwriter::{
    ConditionalFormatFormula, ExcelDateTime, Format, Formula, IgnoreError, ProtectionOptions,
    Worksheet,
};

use super::formula::{Layout, letters};
use super::lists::Lists;
use super::{look, measure, prompt};
use crate::view::form::{Computed, Entered, FormColumn, FormRow, FormSheet, Need, RowKind};
use crate::write::theme::Theme;
use crate::write::xlsx::cell::{self, Failure};
use crate::write::xlsx::{print, style};

/// The rows of marks and of headings, the first row below them, and the last that
/// has lists, prompts and colours.
const MARKS: u32 = 2;
const HEADINGS: u32 = 3;
const FIRST_ROW: u32 = 4;
const LAST_ROW: u32 = 1999;
/// How many empty rows are printed below those that are filled.
const WRITTEN_BY_HAND: u32 = 10;

/// Lays a sheet.
pub(super) fn sheet(
    worksheet: &mut Worksheet,
    sheet: &FormSheet,
    lists: &Lists<'_>,
    layout: &Layout<'_>,
    theme: &Theme,
) -> Result<(), Failure> {
    worksheet.set_name(sheet.name)?.set_formula_result_default("");
    // A row can be deleted, and rows sorted, only where all of their cells are open.
    // What is set of the column right of the table, `finish` says of all that follow.
    let beyond = u16::try_from(sheet.columns.len())?;
    worksheet.set_column_range_format(0, beyond, &look::open())?;
    headings(worksheet, sheet)?;
    for (row, content) in (FIRST_ROW..).zip(&sheet.rows) {
        known(worksheet, row, content, sheet, layout)?;
        fields(worksheet, row, content, lists)?;
    }
    let spare = FIRST_ROW + u32::try_from(sheet.rows.len())?;
    let blank = FormRow { kind: RowKind::Known, cells: vec![Entered::Empty; sheet.columns.len()] };
    for row in spare..spare + sheet.spare {
        known(worksheet, row, &blank, sheet, layout)?;
    }
    if sheet.spare > 0 {
        columns(worksheet, sheet, lists, theme)?;
        percentages(worksheet, sheet, layout)?;
    }
    page(worksheet, sheet, spare + sheet.spare)
}

/// Writes title, marks and headings, each row locked to its end.
fn headings(worksheet: &mut Worksheet, sheet: &FormSheet) -> Result<(), Failure> {
    for row in 0..FIRST_ROW {
        worksheet.set_row_format(row, &style::plain())?;
    }
    cell::text(worksheet, 0, 0, &sheet.title, &style::title())?;
    cell::text(worksheet, 1, 0, &sheet.about, &style::plain())?;
    for (column, described) in (0u16..).zip(&sheet.columns) {
        let mark = match described.need {
            Need::Required => "required",
            Need::WorkedOut => "worked out",
            Need::Optional | Need::Fixed => "",
        };
        if !mark.is_empty() {
            let mark_look = look::beside(look::mark(), described.room, column);
            cell::text(worksheet, MARKS, column, mark, &mark_look)?;
        }
        let heading = look::heading(described.room, column);
        cell::text(worksheet, HEADINGS, column, &described.heading, &heading)?;
    }
    Ok(())
}

/// Writes a row that is there already, or an empty one with its looks.
fn known(
    worksheet: &mut Worksheet,
    row: u32,
    content: &FormRow,
    sheet: &FormSheet,
    layout: &Layout<'_>,
) -> Result<(), Failure> {
    for (column, (entered, described)) in (0u16..).zip(content.cells.iter().zip(&sheet.columns)) {
        let formula = described.computed.as_ref().filter(|_| content.kind != RowKind::Example);
        let formula = formula.and_then(|computed| layout.formula(sheet, computed, row));
        match formula {
            Some(formula) => {
                let format = look::worked_out(entered, described.room, column);
                work_out(worksheet, (row, column), &formula, entered, &format)?;
            }
            None => enter(worksheet, (row, column), content, entered, described)?,
        }
    }
    Ok(())
}

/// Writes a formula with its result, so that a program that does not work
/// formulas out anew shows it too.
fn work_out(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    formula: &str,
    result: &Entered,
    format: &Format,
) -> Result<(), Failure> {
    let formula = Formula::new(formula);
    let formula = match result {
        Entered::Text(text) => formula.set_result(text),
        Entered::Number(number, _) => formula.set_result(number.to_string()),
        Entered::Percent(number, _) => formula.set_result(share(*number).to_string()),
        Entered::Empty | Entered::Awaited(_) | Entered::Date(_) => formula,
    };
    worksheet.write_formula_with_format(row, column, formula, format)?;
    Ok(())
}

fn enter(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    content: &FormRow,
    entered: &Entered,
    described: &FormColumn,
) -> Result<(), Failure> {
    let format = match (&content.kind, column) {
        (RowKind::Field(_), 0) => look::own(),
        (RowKind::Field(_), 2 | 3) => look::quiet(),
        (RowKind::Field(prompt), _) => look::cell(&content.kind, entered, &prompt.entry),
        _ => look::cell(&content.kind, entered, &described.prompt.entry),
    };
    let format = match entered {
        Entered::Text(_) | Entered::Date(_) | Entered::Empty | Entered::Awaited(None) => {
            look::beside(format, described.room, column)
        }
        _ => format,
    };
    match entered {
        Entered::Empty | Entered::Awaited(_) => drop(worksheet.write_blank(row, column, &format)?),
        Entered::Text(text) => cell::text(worksheet, row, column, text, &format)?,
        Entered::Number(number, _) => {
            worksheet.write_number_with_format(row, column, *number, &format)?;
        }
        Entered::Percent(number, _) => {
            worksheet.write_number_with_format(row, column, share(*number), &format)?;
        }
        Entered::Date([year, month, day]) => {
            let date = ExcelDateTime::from_ymd(
                (*year).try_into()?,
                (*month).try_into()?,
                (*day).try_into()?,
            )?;
            worksheet.write_datetime_with_format(row, column, &date, &format)?;
        }
    }
    Ok(())
}

/// A percentage as the share of one that a workbook stores, free of binary noise.
fn share(percent: f64) -> f64 {
    (percent * 1e10).round() / 1e12
}

/// Gives a field its prompt.
fn fields(
    worksheet: &mut Worksheet,
    row: u32,
    content: &FormRow,
    lists: &Lists<'_>,
) -> Result<(), Failure> {
    if let RowKind::Field(said) = &content.kind {
        let validation = prompt::validation(said, Need::Optional, lists)?;
        worksheet.add_data_validation(row, 1, row, 1, &validation)?;
    }
    Ok(())
}

/// Gives the columns of a table their prompts and colours.
fn columns(
    worksheet: &mut Worksheet,
    sheet: &FormSheet,
    lists: &Lists<'_>,
    theme: &Theme,
) -> Result<(), Failure> {
    for (column, described) in (0u16..).zip(&sheet.columns) {
        let validation = prompt::validation(&described.prompt, described.need, lists)?;
        worksheet.add_data_validation(FIRST_ROW, column, LAST_ROW, column, &validation)?;
        for (word, key) in &described.colours {
            let Some(look) = style::status(theme, key) else { continue };
            let by = decided_by(sheet, described).and_then(|heading| letters(sheet, heading));
            let Some(by) = by else { continue };
            let rule = format!("={}", bears(&format!("${by}{}", FIRST_ROW + 1), word));
            let format = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(look);
            worksheet.add_conditional_format(FIRST_ROW, column, LAST_ROW, column, &format)?;
        }
        worksheet.ignore_error_range(
            FIRST_ROW,
            column,
            LAST_ROW,
            column,
            IgnoreError::NumberStoredAsText,
        )?;
    }
    Ok(())
}

/// Shows worked-out results as percentages where their indicator's are: which they
/// are is known only once a code is typed. No other rule is on those cells, since
/// not every program lets a rule for colours and one for numbers hold together.
fn percentages(
    worksheet: &mut Worksheet,
    sheet: &FormSheet,
    layout: &Layout<'_>,
) -> Result<(), Failure> {
    let results = (0u16..).zip(&sheet.columns);
    for (column, _) in results.filter(|(_, c)| c.computed == Some(Computed::Result)) {
        let Some(rule) = layout.percent(sheet, FIRST_ROW) else { continue };
        let format = ConditionalFormatFormula::new()
            .set_rule(rule.as_str())
            .set_format(Format::new().set_num_format("0.00%"));
        worksheet.add_conditional_format(FIRST_ROW, column, LAST_ROW, column, &format)?;
    }
    Ok(())
}

/// Returns the column whose words colour another: its own, or the computed one
/// that says in words what it comes to.
fn decided_by<'a>(sheet: &'a FormSheet, column: &'a FormColumn) -> Option<&'a str> {
    let heading = column.heading.as_str();
    let computed = match heading {
        "Result" => "Computed RAG",
        "Inherent probability" | "Inherent impact" => "Computed inherent score",
        "Residual probability" | "Residual impact" => "Computed residual score",
        _ => return Some(heading),
    };
    sheet.columns.iter().any(|column| column.heading == computed).then_some(computed)
}

/// A word alone, or after a score: `Red`, `16 Red`.
fn bears(cell: &str, word: &str) -> String {
    let word = word.replace('"', "\"\"");
    format!("OR({cell}=\"{word}\",IFERROR(MID({cell},FIND(\" \",{cell})+1,99)=\"{word}\",FALSE))")
}

/// Sets widths and heights, the cursor, what is locked, and what a printer needs.
fn page(worksheet: &mut Worksheet, sheet: &FormSheet, end: u32) -> Result<(), Failure> {
    let measured = measure::sheet(sheet);
    let widths = measure::widths(sheet, &measured);
    for (column, width) in (0u16..).zip(&widths) {
        worksheet.set_column_width(column, *width)?;
    }
    worksheet.set_row_height(0, style::TITLE_POINTS * 1.4)?;
    worksheet.set_row_height(HEADINGS, measure::heading_height(&measured, &widths))?;
    for (row, cells) in (FIRST_ROW..).zip(&measured.rows) {
        worksheet.set_row_height(row, measure::row_height(cells, &widths))?;
    }
    worksheet.set_freeze_panes(FIRST_ROW, u16::from(sheet.spare > 0))?;
    worksheet.set_selection(0, 0, 0, 0)?;
    let right = u16::try_from(sheet.columns.len().saturating_sub(1))?;
    // Of the rows that wait for an author a few are printed, to write in by hand.
    let filled = FIRST_ROW + u32::try_from(measured.rows.len())?;
    let last = (end.saturating_sub(1).min(filled + WRITTEN_BY_HAND), right);
    print::across(worksheet, HEADINGS, last, &widths)?;
    worksheet.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        insert_links: true,
        delete_rows: true,
        sort: true,
        use_autofilter: true,
        edit_objects: true,
        ..ProtectionOptions::new()
    });
    Ok(())
}
