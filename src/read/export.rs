//! The wide quarterly export of a performance system, as it stands: one row an
//! indicator, one column a period, and in each cell the result, its fraction
//! and its target on lines of their own.

mod layout;
mod lines;
mod remarks;

use std::collections::BTreeSet;

use self::layout::{Layout, layout, report_headings, row_layout};
use self::lines::Lines;
use self::remarks::read_remarks;
use super::grid::{Grid, Workbook};
use super::indicators::{Definition, Row};
use super::table::{report_above, report_strays};
use super::{codes, exempt, value};
use crate::diag::{Diagnostics, Problem};
use crate::model::figure::Unit;
use crate::place::{Place, Placed};

/// What an export holds.
#[derive(Debug)]
pub(super) struct Export {
    /// The indicators, in its order.
    pub definitions: Vec<Definition>,
    /// Their results.
    pub rows: Vec<Row>,
}
/// Reads the first sheet that is a wide export, or nothing where none is.
pub(super) fn read(workbook: &Workbook, diagnostics: &mut Diagnostics) -> Option<Export> {
    let visible = workbook.sheets().iter().filter(|grid| !grid.is_hidden());
    let mut exports = visible.filter_map(|grid| Some((grid, layout(grid)?)));
    let (grid, mut layout) = exports.next()?;
    for (other, _) in exports {
        let message = format!("the sheet `{}` is an export too, and is not read", other.name());
        let problem = Problem::new(&codes::SECOND_TABLE, message).hint(format!(
            "put its rows into `{}`, or move the sheet out of the workbook",
            grid.name()
        ));
        diagnostics.push(problem.at(other.place()));
    }
    exempt::report_banner(grid, layout.header, diagnostics);
    report_above(grid, layout.header, grid.name(), diagnostics);
    report_headings(grid, &layout, diagnostics);
    report_strays(grid, layout.header, &headed(grid, layout.header), diagnostics);
    let mut export = Export { definitions: Vec::new(), rows: Vec::new() };
    let mut group = Group::default();
    let first = layout.header;
    for (row, cells) in grid.rows().filter(|(row, _)| *row > first) {
        // A long export has its headings again, and maybe those of other periods.
        if let Some(other) = row_layout(grid, row, cells) {
            layout = other;
            report_headings(grid, &layout, diagnostics);
            continue;
        }
        let name = grid.cell(row, layout.name).map(value::text).unwrap_or_default();
        let place = grid.place().cell(row, layout.name);
        let beside = cells
            .iter()
            .find(|(column, cell)| *column != layout.name && !value::text(cell).is_empty());
        let Some((code, title)) = split_code(&name).filter(|_| cells.len() > 1) else {
            match beside {
                Some((column, _)) => {
                    let place =
                        if name.is_empty() { grid.place().cell(row, *column) } else { place };
                    diagnostics.push(without_code(&name).at(&place));
                }
                None => group.begin(&name, &place, diagnostics),
            }
            continue;
        };
        let code = Placed::new(code.to_string(), place.clone());
        let before = export.rows.len();
        let unit = read_results(grid, &layout, row, &code, &mut export.rows, diagnostics);
        read_remarks(grid, &layout, row, &mut export.rows[before..], diagnostics);
        group.is_used = true;
        export.definitions.push(Definition {
            code,
            name: Placed::new(title.to_string(), place),
            priority: group.priority.clone(),
            theme: group.theme.clone(),
            unit,
            record: None,
            exempt: None,
        });
    }
    group.report_idle(diagnostics);
    Some(export)
}

/// The columns that have a heading.
fn headed(grid: &Grid, header: u32) -> BTreeSet<u32> {
    let headings = grid.rows().filter(|(row, _)| *row == header);
    headings.flat_map(|(_, cells)| cells.iter().map(|(column, _)| *column)).collect()
}

/// Says that a row has figures or remarks and no code.
fn without_code(name: &str) -> Problem {
    let message = match name {
        "" => "the row has no indicator, and this is not read".into(),
        name => format!("`{name}` has results or remarks but no code"),
    };
    Problem::new(&codes::ROW_WITHOUT_CODE, message)
        .hint("write the indicator as `CODE - name`, the code without spaces, or clear the row")
}
/// A row that stands alone in its first cell: `Priority - Theme`.
#[derive(Default)]
struct Group {
    priority: Option<Placed<String>>,
    theme: Option<String>,
    is_used: bool,
}

impl Group {
    /// Ends the group with the next, which has the name.
    fn begin(&mut self, text: &str, place: &Place, diagnostics: &mut Diagnostics) {
        if text.is_empty() {
            return;
        }
        self.report_idle(diagnostics);
        let (priority, theme) = match text.split_once(" - ") {
            Some((priority, theme)) => (priority, Some(theme.trim().to_string())),
            None => (text, None),
        };
        let priority = Some(Placed::new(priority.trim().to_string(), place.clone()));
        *self = Self { priority, theme, is_used: false };
    }

    /// Says where a row is taken for the name of a group that has no indicators: a note
    /// below the table would be lost.
    fn report_idle(&self, diagnostics: &mut Diagnostics) {
        let Some(name) = self.priority.as_ref().filter(|_| !self.is_used) else { return };
        let message = format!("`{}` is read as a group, and has no indicators", name.value);
        let problem = Problem::new(&codes::NO_ROWS, message)
            .hint("write notes into the report, and delete the row");
        diagnostics.push(problem.at(&name.place));
    }
}
/// `CSU11 - Call handling` → the code and the name; a code has no spaces.
fn split_code(text: &str) -> Option<(&str, &str)> {
    let (code, name) = text.split_once(" - ").or_else(|| text.split_once(" – "))?;
    let plausible = !code.contains(' ') && code.chars().any(|c| c.is_ascii_digit());
    (plausible && !name.trim().is_empty()).then(|| (code.trim(), name.trim()))
}
fn read_results(
    grid: &Grid,
    layout: &Layout,
    row: u32,
    code: &Placed<String>,
    rows: &mut Vec<Row>,
    diagnostics: &mut Diagnostics,
) -> Option<Unit> {
    let mut unit = None;
    let has_remarks = [layout.rag, layout.comments, layout.actions]
        .into_iter()
        .flatten()
        .any(|column| grid.cell(row, column).is_some());
    for (index, (column, period)) in layout.results.iter().enumerate() {
        let place = grid.place().cell(row, *column);
        // Remarks are about the current period, though it may have no result.
        let lines = match grid.cell(row, *column) {
            Some(cell) => Lines::read(cell, &place, diagnostics),
            None if index == 0 && has_remarks => Lines::default(),
            None => continue,
        };
        unit = unit.or(lines.unit);
        rows.push(Row {
            place: place.clone(),
            code: code.clone(),
            period: period.clone(),
            result: lines.result.map(|cell| Placed::new(cell, place.clone())),
            fraction: lines.fraction.map(|fraction| Placed::new(fraction, place.clone())),
            target: lines.target.map(|cell| Placed::new(cell, place.clone())),
            reason: None,
            stated_rag: None,
            stated_counts: None,
            updater: None,
            approver: None,
            actions: None,
            data_quality: None,
        });
    }
    unit
}
