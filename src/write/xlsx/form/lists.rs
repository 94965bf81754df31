//! Drop-downs: short lists stand in their cells, long ones on a sheet of their
//! own, in sight, because nothing in a workbook is hidden.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, Formula, Worksheet, column_number_to_name};

use super::look;
use crate::view::form::{Entry, Form, RowKind};
use crate::write::xlsx::cell::{self, Failure};
use crate::write::xlsx::style;

/// The most characters of a list that stands in its cell, commas counted.
const LONGEST: usize = 255;
/// The row of headings on the sheet of lists.
const HEADING: u32 = 2;

/// The lists that need a sheet, by their names.
pub(super) struct Lists<'a>(BTreeMap<&'static str, &'a [String]>);

impl<'a> Lists<'a> {
    /// Returns the long lists of a form.
    pub(super) fn of(form: &'a Form) -> Self {
        let columns = form.sheets.iter().flat_map(|sheet| &sheet.columns).map(|c| &c.prompt);
        let rows = form.sheets.iter().flat_map(|sheet| &sheet.rows);
        let fields = rows.filter_map(|row| match &row.kind {
            RowKind::Field(prompt) => Some(prompt),
            _ => None,
        });
        let long = columns.chain(fields).filter_map(|prompt| match &prompt.entry {
            Entry::List(name, words) if !fits(words) => Some((*name, words.as_slice())),
            _ => None,
        });
        Self(long.collect())
    }

    /// Returns whether no list needs a sheet.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the drop-down of a list.
    pub(super) fn offer(&self, name: &str, words: &[String]) -> Result<DataValidation, Failure> {
        if let Some(column) = self.0.keys().position(|known| *known == name) {
            let letters = column_number_to_name(u16::try_from(column)?);
            let (first, last) = (HEADING as usize + 2, HEADING as usize + 1 + words.len());
            let range = format!("=Lists!${letters}${first}:${letters}${last}");
            return Ok(DataValidation::new().allow_list_formula(Formula::new(range)));
        }
        Ok(DataValidation::new().allow_list_strings(words)?)
    }

    /// Lays the sheet of lists.
    pub(super) fn lay(&self, worksheet: &mut Worksheet) -> Result<(), Failure> {
        worksheet.set_name("Lists")?;
        cell::text(worksheet, 0, 0, "Lists", &style::title())?;
        cell::text(
            worksheet,
            1,
            0,
            "The words that cells of the other sheets offer.",
            &style::plain(),
        )?;
        for (column, (name, words)) in (0u16..).zip(&self.0) {
            cell::text(worksheet, HEADING, column, name, &style::heading())?;
            for (row, word) in (HEADING + 1..).zip(*words) {
                cell::text(worksheet, row, column, word, &look::own())?;
            }
            worksheet.set_column_width(column, style::NAME_WIDTH)?;
        }
        worksheet.set_selection(0, 0, 0, 0)?.protect();
        Ok(())
    }
}

/// A word with a comma would be taken for two.
fn fits(words: &[String]) -> bool {
    let length: usize = words.iter().map(|word| word.encode_utf16().count() + 1).sum();
    length <= LONGEST && !words.iter().any(|word| word.contains(','))
}
