//! Finding a table in a sheet: its header row wherever it stands, its columns
//! in any order and under any of their names, and its rows as records.

mod header;
mod stage;
mod unread;

pub(super) use self::unread::{report_above, report_strays};

use std::collections::BTreeMap;

use self::header::{Header, header};
use super::columns::{EXAMPLE, EXEMPT, Kind, Sheet};
use super::grid::{Cell, CellValue, Grid, Workbook, fold};
use super::record::{Record, nearest};
use super::value;
use super::{codes, exempt};
use crate::diag::{Diagnostics, Problem};
use crate::model::period::Period;
use crate::place::{Place, Placed};
use crate::spelling::are_opposite;

/// The most rows of a table: two hundred indicators have twenty years of months in them.
const MAX_ROWS: usize = 50_000;
/// The most indicators or risks of a report: a pack of them has some thousand pages.
const MAX_BLOCKS: usize = 2_000;

/// A council's own headings: by folded sheet name, then by folded heading of
/// ours, their folded headings.
pub(super) type Aliases = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// The tables of a workbook, some of which may stand in one sheet: a heading is
/// said to be unread only where no table of its sheet reads it.
pub(super) struct Tables<'a> {
    workbook: &'a Workbook,
    aliases: &'a Aliases,
    found: Vec<Found<'a>>,
    /// Whether a table with too many rows is said: two may stand in one sheet.
    is_oversized: bool,
}

/// A table where it was found.
struct Found<'a> {
    grid: &'a Grid,
    sheet: &'static Sheet,
    header: Header,
}

impl<'a> Tables<'a> {
    /// Returns the tables of a workbook, none of them read yet.
    pub(super) fn new(workbook: &'a Workbook, aliases: &'a Aliases) -> Self {
        Self { workbook, aliases, found: Vec::new(), is_oversized: false }
    }

    /// Returns the workbook.
    pub(super) fn workbook(&self) -> &'a Workbook {
        self.workbook
    }

    /// Returns the rows of a table, or nothing where no sheet of the workbook
    /// holds it.
    ///
    /// The sheet of the right name is taken first; any other visible sheet whose
    /// header row fits serves too. Missing required columns are reported.
    pub(super) fn records(
        &mut self,
        sheet: &'static Sheet,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Record>> {
        let named = self.workbook.sheet(sheet.name);
        let candidates: Vec<&Grid> = match named {
            Some(grid) => vec![grid],
            None => self.workbook.sheets().iter().filter(|grid| !grid.is_hidden()).collect(),
        };
        let headers =
            candidates.iter().filter_map(|grid| Some((*grid, header(grid, sheet, self.aliases)?)));
        let best = headers.max_by_key(|(_, h)| (!h.lacks_required(sheet), h.matched()));
        let Some((grid, mut header)) = best else {
            if let Some(grid) = named.filter(|grid| !grid.is_empty()) {
                diagnostics.push(no_header(sheet).at(grid.place()));
            }
            return None;
        };
        if header.lacks_required(sheet) {
            named?;
            for (index, meant) in report_missing(grid, sheet, &header, self.aliases, diagnostics) {
                header.take(sheet, index, meant);
            }
        }
        let is_partial = header.lacks_required(sheet);
        let body = grid.rows().filter(|(row, _)| *row > header.last_row());
        if body.count() > MAX_ROWS {
            if !std::mem::replace(&mut self.is_oversized, true) {
                let problem = oversized(sheet.name, "rows", MAX_ROWS);
                diagnostics.push(problem.at(&grid.place().cell(header.first_row, 0)));
            }
            return None;
        }
        let is_new = !self.found.iter().any(|other| other.grid.place() == grid.place());
        // The sheet of what is exempt has a title that says so.
        if is_new && sheet.name != EXEMPT.name {
            exempt::report_banner(grid, header.first_row, diagnostics);
            report_above(grid, header.first_row, sheet.name, diagnostics);
        }
        let Rows { records, example } = rows(grid, sheet, &header, diagnostics);
        for record in &records {
            // A row that is struck out is said once.
            let is_struck = |cell: &&Placed<Cell>| matches!(cell.value.value, CellValue::Struck(_));
            let struck = record.unsettled().find(is_struck);
            let waiting = record.unsettled().filter(|cell| !is_struck(cell));
            for cell in struck.into_iter().chain(waiting) {
                diagnostics.push(value::unsettled(cell).at(&cell.place));
            }
        }
        // A sheet of the template that a workbook can do without may stay as it came.
        if records.is_empty() && (sheet.needed || !example) {
            let problem = Problem::new(
                &codes::NO_ROWS,
                format!("the `{}` table has headings and no rows", sheet.name),
            )
            .hint("fill it in, or delete the sheet");
            diagnostics.push(problem.at(&grid.place().cell(header.first_row, 0)));
        }
        self.found.push(Found { grid, sheet, header });
        if is_partial {
            // What else is wrong in it is said in the same run.
            return Some(records.into_iter().map(Record::of_partial_table).collect());
        }
        Some(records)
    }

    /// Returns the rows of a second table in the rows of the one that was read last, under the
    /// headings of the same row; none where it lacks a required one.
    pub(super) fn records_beside(
        &mut self,
        sheet: &'static Sheet,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Record> {
        let Some(Found { grid, header, .. }) = self.found.last() else { return Vec::new() };
        let (grid, header) = (*grid, header.beside(grid, sheet, self.aliases));
        if header.lacks_required(sheet) {
            return Vec::new();
        }
        let Rows { records, .. } = rows(grid, sheet, &header, diagnostics);
        self.found.push(Found { grid, sheet, header });
        records
    }

    /// Says what the workbook holds instead of a table, for the case that no
    /// sheet fits.
    pub(super) fn report_absent(&self, sheet: &'static Sheet, diagnostics: &mut Diagnostics) {
        let sheets = self.workbook.sheets().iter();
        let near = sheets.filter_map(|grid| Some((grid, header(grid, sheet, self.aliases)?)));
        match near.max_by_key(|(_, header)| header.matched()) {
            Some((grid, header)) => {
                drop(report_missing(grid, sheet, &header, self.aliases, diagnostics));
            }
            None => match self.found.first() {
                Some(other) => {
                    let place = other.grid.place().cell(other.header.first_row, 0);
                    diagnostics.push(no_table_beside(sheet, other.sheet).at(&place));
                }
                None => diagnostics.push(no_header(sheet).at(&first_cell(self.workbook))),
            },
        }
    }
}

/// Says where a report has more indicators or risks than a committee could read.
pub(super) fn check_blocks(
    sheet: &Sheet,
    what: &str,
    count: usize,
    place: &Place,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    if count > MAX_BLOCKS {
        diagnostics.push(oversized(sheet.name, what, MAX_BLOCKS).at(place));
        return None;
    }
    Some(())
}

fn oversized(table: &str, what: &str, most: usize) -> Problem {
    let most = format!("{},000", most / 1_000);
    Problem::new(
        &codes::OVERSIZED_TABLE,
        format!("the `{table}` table has more than {most} {what}, the most that a report can have"),
    )
    .hint("keep what the meeting is to see, and publish the rest as open data")
}

/// Returns the first cell with anything in it, so that what is there is drawn.
fn first_cell(workbook: &Workbook) -> Place {
    let first = workbook.sheets().iter().find_map(|grid| {
        let (row, cells) = grid.rows().next()?;
        Some(grid.place().cell(row, cells.first()?.0))
    });
    first.unwrap_or_else(|| workbook.place().clone())
}

fn no_table_beside(sheet: &Sheet, other: &Sheet) -> Problem {
    let message = format!("there is a table `{}`, and no table `{}`", other.name, sheet.name);
    let headings = required_headings(sheet).join(", ");
    Problem::new(&codes::NO_TABLE, message).hint(format!(
        "add a sheet `{}` with {headings}, or these columns to every row of `{}`",
        sheet.name, other.name
    ))
}

fn required_headings(sheet: &Sheet) -> Vec<String> {
    let required = sheet.columns.iter().filter(|column| column.required);
    required.map(|column| format!("`{}`", column.heading)).collect()
}

fn no_header(sheet: &Sheet) -> Problem {
    let headings = required_headings(sheet);
    Problem::new(
        &codes::NO_TABLE,
        format!(
            "no row of headings found, expected {} `{}` table with {}",
            if sheet.name.starts_with(['A', 'I']) { "an" } else { "a" },
            sheet.name,
            headings.join(", ")
        ),
    )
    .hint(format!(
        "name the columns so, or list this system's own headings under `{}` in council.toml",
        aliases_of(sheet)
    ))
}

/// Returns where council.toml has the headings that other systems have for a table's.
fn aliases_of(sheet: &Sheet) -> String {
    format!("[aliases.{}]", sheet.name.to_lowercase().replace(' ', "-"))
}

/// Says which columns are missing without which there is no table, and returns those that
/// were probably meant for them.
fn report_missing(
    grid: &Grid,
    sheet: &Sheet,
    header: &Header,
    aliases: &Aliases,
    diagnostics: &mut Diagnostics,
) -> Vec<(usize, u32)> {
    let mut meant = Vec::new();
    for (index, column) in sheet.columns.iter().enumerate() {
        if !column.required || !header.found[index].is_empty() {
            continue;
        }
        let names = std::iter::once(&column.heading).chain(column.aliases);
        let headings = header.unknown.iter().map(|(_, heading)| heading);
        let may_be = |heading: &&String| !are_opposite(column.heading, heading);
        let candidates: Vec<String> = headings.filter(may_be).cloned().collect();
        let near = names.filter_map(|name| nearest(&fold(name), candidates.iter().cloned()));
        let problem = Problem::new(
            &codes::MISSING_COLUMN,
            format!("the `{}` table has no column `{}`", sheet.name, column.heading),
        );
        let near = near.into_iter().next();
        let at = near.as_ref().and_then(|near| header.unknown.iter().find(|(_, h)| h == near));
        let at = at.map(|(column, _)| *column);
        meant.extend(at.map(|at| (index, at)));
        let cell = grid.place().cell(header.first_row, at.unwrap_or(0));
        let problem = match (near, header::taken(sheet, aliases, index)) {
            (Some(near), _) => problem.hint(format!(
                "did you mean `{}` by `{near}`? rename it, or list it under `{}` in council.toml",
                column.heading,
                aliases_of(sheet)
            )),
            (None, Some(other)) => problem.hint(format!(
                "council.toml reads the heading `{}` as `{other}`: mend it under `{}`",
                column.heading,
                aliases_of(sheet)
            )),
            (None, None) if column.kind == Kind::Period && has_periods(header) => problem.hint(
                "write one period a row: `2017/18 Q1` under `Period` and its figure under `Result`, the next quarter in a row of its own",
            ),
            (None, None) => {
                problem.hint(format!("add a column `{}`: {}", column.heading, column.meaning))
            }
        };
        diagnostics.push(problem.at(&cell));
    }
    meant
}

/// Whether headings that are read as nothing are periods: `Q1`, `Q2`, or `Apr`, `May`.
fn has_periods(header: &Header) -> bool {
    let is_period = |heading: &str| {
        ["", " 2017/18", " 2017"]
            .iter()
            .any(|year| format!("{heading}{year}").parse::<Period>().is_ok())
    };
    header.unknown.iter().filter(|(_, heading)| is_period(heading)).count() > 1
}

/// The rows of a table.
struct Rows {
    records: Vec<Record>,
    /// Whether the example row of the template was among them.
    example: bool,
}

fn rows(
    grid: &Grid,
    sheet: &'static Sheet,
    header: &Header,
    diagnostics: &mut Diagnostics,
) -> Rows {
    let body = header.last_row() + 1;
    let mut rows = Rows { records: Vec::new(), example: false };
    for (row, _) in grid.rows().filter(|(row, _)| *row >= body) {
        let first = header.columns().min().unwrap_or(0);
        let mut record = Record::new(sheet, grid.place().cell(row, first));
        for (index, columns) in header.found.iter().enumerate() {
            if sheet.columns[index].kind == Kind::Computed {
                continue;
            }
            let Some(cell) = joined(grid, row, columns) else { continue };
            let is_text = matches!(sheet.columns[index].kind, Kind::Text | Kind::Markdown);
            if let (true, CellValue::Disguised(..)) = (is_text, &cell.value.value) {
                diagnostics.push(value::disguised(&cell).at(&cell.place));
            }
            if let ("Code", CellValue::Date(_)) = (sheet.columns[index].heading, &cell.value.value)
            {
                diagnostics.push(dated_code(&cell).at(&cell.place));
            }
            record.set(index, cell);
        }
        let texts = record.texts();
        if sheet.is_example(&texts) {
            rows.example = true;
            if sheet.is_changed(&texts) {
                diagnostics.push(changed_example(sheet).at(&record.place));
            }
        } else if !record.is_blank() {
            rows.records.push(record);
        }
    }
    rows
}

/// `1-2` becomes the first of February as it is typed.
fn dated_code(cell: &Cell) -> Problem {
    let message = format!("the cell holds the date {}, and no code", value::text(cell));
    Problem::new(&codes::DISGUISED_TEXT, message)
        .hint("format the cell as Text, and type the code again")
}

fn changed_example(sheet: &Sheet) -> Problem {
    let marked = sheet.columns.iter().find(|column| column.required);
    let heading = marked.map_or("the first column", |column| column.heading);
    // What the row says is exempt would be published.
    let code =
        if sheet.name == EXEMPT.name { &codes::UNREAD_EXEMPTION } else { &codes::CHANGED_EXAMPLE };
    Problem::new(
        code,
        format!("the row is marked `{EXAMPLE}` and is not read, but it has been changed"),
    )
    .hint(format!("write over `{heading}` if the row is meant, or delete the row"))
}

/// Returns the cell of a column, or the texts of several joined by a space.
fn joined(grid: &Grid, row: u32, columns: &[u32]) -> Option<Placed<Cell>> {
    let mut cells =
        columns.iter().filter_map(|&column| Some((column, grid.cell_merged_down(row, column)?)));
    let (column, first) = cells.next()?;
    let place = grid.place().cell(row, column);
    let rest: Vec<String> = cells.map(|(_, cell)| value::text(cell)).collect();
    if rest.is_empty() || first.is_unsettled() {
        return Some(Placed::new(first.clone(), place));
    }
    let text = format!("{} {}", value::text(first), rest.join(" "));
    Some(Placed::new(Cell::plain(CellValue::Text(text)), place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::columns::{INDICATORS, RESULTS};

    #[test]
    fn a_missing_table_has_its_article() {
        let message = |sheet| no_header(sheet).at(&Place::file("kpi.xlsx")).message;
        assert!(message(&INDICATORS).contains("expected an `Indicators` table with `Code`"));
        assert!(message(&RESULTS).contains("expected a `Results` table with `Code`"));
    }
}
