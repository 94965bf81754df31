//! The accessible workbook of a report: its indicators, its risks and what a
//! reader needs to understand them, one table a sheet.
//!
//! Built to the Government Analysis Function's checklist for accessible
//! spreadsheets; `docs/accessibility.md` goes through it point by point. Here
//! is the order of the sheets: `sheet` is one as plain data, `cell` and `lay`
//! alone write it, `style` alone knows fonts and colours.

mod actions;
mod cell;
mod contents;
mod cover;
mod figure;
mod finish;
mod form;
mod heading;
mod history;
mod indicators;
mod lay;
mod matrix;
mod notes;
mod print;
mod prose;
mod risks;
mod sheet;
mod size;
mod style;
mod trend;
mod words;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use self::cell::Failure;
use self::notes::Notes;
use self::sheet::Sheet;
use crate::fault::Fault;
use crate::view::{ItemView, Pack, ReportView};
use crate::write::name;
use crate::write::theme::Theme;

pub use self::form::write_form;
pub use self::words::WORDS;

/// What the name of a workbook ends with.
pub const ENDING: &str = ".xlsx";

/// Returns whether an item has figures for a workbook: indicators or risks.
pub fn has_tables(item: &ItemView) -> bool {
    item.report.as_ref().is_some_and(|report| {
        let indicators = report
            .scorecard
            .as_ref()
            .is_some_and(|s| s.groups.iter().any(|g| !g.indicators.is_empty()));
        indicators || report.register.as_ref().is_some_and(|register| !register.risks.is_empty())
    })
}

/// Returns the workbook of an item's report as the bytes of an `.xlsx` file;
/// the same pack gives the same bytes.
///
/// # Errors
///
/// Fails where the item has no figures, or where a text is longer than a cell
/// can hold: nothing is cut.
pub fn write(pack: &Pack, item: &ItemView, theme: &Theme) -> Result<Vec<u8>, Fault> {
    let fault = |source: Failure| Fault::Workbook { file: name::file_name(item, ENDING), source };
    let report = item.report.as_ref().filter(|_| has_tables(item));
    let report = report.ok_or_else(|| fault("the item has neither indicators nor risks".into()))?;
    build(pack, item, report, theme).map_err(fault)
}

fn build(
    pack: &Pack,
    item: &ItemView,
    report: &ReportView,
    theme: &Theme,
) -> Result<Vec<u8>, Failure> {
    let sheets = sheets(report);
    let mut workbook = Workbook::new();
    workbook.set_default_format(&style::plain(), style::ROW_PIXELS, style::COLUMN_PIXELS)?;
    workbook.set_properties(&properties(pack, item, report)?);
    lay::cover(workbook.add_worksheet(), &report.title, &cover::lines(pack, item, report))?;
    lay::sheet(workbook.add_worksheet(), &contents::sheet(&sheets), item, theme)?;
    for sheet in &sheets {
        lay::sheet(workbook.add_worksheet(), sheet, item, theme)?;
    }
    finish::finish(&workbook.save_to_buffer()?)
}

/// The sheets behind the cover and the contents, those without rows left out.
fn sheets(report: &ReportView) -> Vec<Sheet> {
    let notes = Notes::of(report);
    let mut sheets = vec![notes.sheet()];
    if let Some(scorecard) = &report.scorecard {
        let trend = trend::sheet(scorecard, &notes);
        sheets.push(indicators::sheet(scorecard, &trend, &notes));
        sheets.push(history::sheet(scorecard, &notes));
        sheets.push(trend);
    }
    if let Some(register) = &report.register {
        sheets.push(risks::sheet(register, &notes));
        sheets.push(actions::sheet(register, &notes));
        sheets.push(matrix::sheet(register, &notes));
    }
    sheets.retain(|sheet| !sheet.rows.is_empty());
    sheets
}

fn properties(pack: &Pack, item: &ItemView, report: &ReportView) -> Result<DocProperties, Failure> {
    let [year, month, day] = pack.date;
    let day = ExcelDateTime::from_ymd(year.try_into()?, month.try_into()?, day.try_into()?)?;
    let subject =
        format!("Agenda item {}, {}, {}", item.number, pack.meeting.committee, pack.meeting.date);
    let mut keywords = vec![pack.council.as_str(), pack.meeting.committee.as_str()];
    keywords.extend(report.scorecard.as_ref().map(|_| "performance indicators"));
    keywords.extend(report.register.as_ref().map(|_| "risk register"));
    Ok(DocProperties::new()
        .set_title(&report.title)
        .set_subject(subject)
        .set_author(&pack.council)
        .set_company(&pack.council)
        .set_keywords(keywords.join(", "))
        .set_creation_datetime(&day))
}
