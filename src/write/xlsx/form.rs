//! Workbooks to fill in: a sheet of guidance, and sheets with lists, prompts,
//! colours that follow what is typed, and locked headings.
//!
//! Unlike the workbooks of a pack, these are no publications but tools: the row
//! of headings is frozen, so that it is seen from every row, and tables are
//! plain ranges, because Excel adds no row to a table on a protected sheet.

mod formula;
mod guide;
mod lay;
mod lists;
mod look;
mod measure;
mod prompt;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use self::formula::Layout;
use self::lists::Lists;
use super::cell::Failure;
use super::{finish, style};
use crate::fault::Fault;
use crate::view::form::Form;
use crate::write::theme::Theme;

/// Returns a workbook to fill in as the bytes of an `.xlsx` file; the same form
/// gives the same bytes.
///
/// # Errors
///
/// Fails where a text is longer than a cell can hold: nothing is cut.
pub fn write_form(form: &Form, name: &str, theme: &Theme) -> Result<Vec<u8>, Fault> {
    build(form, theme).map_err(|source| Fault::Workbook { file: name.to_string(), source })
}

fn build(form: &Form, theme: &Theme) -> Result<Vec<u8>, Failure> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&style::plain(), style::ROW_PIXELS, style::COLUMN_PIXELS)?;
    workbook.set_properties(&properties(form)?);
    guide::lay(workbook.add_worksheet(), form)?;
    let lists = Lists::of(form);
    let layout = Layout::of(form);
    for sheet in &form.sheets {
        lay::sheet(workbook.add_worksheet(), sheet, &lists, &layout, theme)?;
    }
    if !lists.is_empty() {
        lists.lay(workbook.add_worksheet())?;
    }
    finish::finish(&workbook.save_to_buffer()?)
}

fn properties(form: &Form) -> Result<DocProperties, Failure> {
    let [year, month, day] = form.date;
    let day = ExcelDateTime::from_ymd(year.try_into()?, month.try_into()?, day.try_into()?)?;
    Ok(DocProperties::new()
        .set_title(&form.title)
        .set_subject(&form.subject)
        .set_author(&form.council)
        .set_company(&form.council)
        .set_creation_datetime(&day))
}
