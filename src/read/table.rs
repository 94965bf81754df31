//! Finding a table in a sheet: its header row wherever it stands, its columns
//! in any order and under any of their names, and its rows as records.

use std::collections::BTreeMap;

use super::codes;
use super::columns::Sheet;
use super::grid::{Cell, CellValue, Grid, Workbook, fold};
use super::record::{Record, nearest};
use super::value;
use crate::diag::{Diagnostics, Problem};
use crate::place::{Place, Placed};

/// A council's own headings: by folded sheet name, then by folded heading of
/// ours, their folded headings.
pub(super) type Aliases = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// How far down a header row is looked for.
const HEADER_SEARCH_ROWS: usize = 40;
/// Over how many rows a heading may be spread.
const HEADER_DEPTH: u32 = 3;

/// A header row, with what its columns mean.
struct Header {
    first_row: u32,
    depth: u32,
    /// For each column of the sheet's description, where it stands: several
    /// columns where a council's alias joins them, none where it is missing.
    found: Vec<Vec<u32>>,
    /// Headings that mean nothing here.
    unknown: Vec<(u32, String)>,
}

impl Header {
    fn matched(&self) -> usize {
        self.found.iter().filter(|at| !at.is_empty()).count()
    }

    fn lacks_required(&self, sheet: &Sheet) -> bool {
        sheet.columns.iter().zip(&self.found).any(|(column, at)| column.required && at.is_empty())
    }
}

/// Returns the rows of a table, or nothing where no sheet of the workbook holds it.
///
/// The sheet of the right name is taken first; any other visible sheet whose
/// header row fits serves too. Missing required columns are reported.
pub(super) fn records(
    workbook: &Workbook,
    sheet: &'static Sheet,
    aliases: &Aliases,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Record>> {
    let named = workbook.sheet(sheet.name);
    let candidates: Vec<&Grid> = match named {
        Some(grid) => vec![grid],
        None => workbook.sheets().iter().filter(|grid| !grid.is_hidden()).collect(),
    };
    let headers = candidates.iter().filter_map(|grid| Some((*grid, header(grid, sheet, aliases)?)));
    let best = headers.max_by_key(|(_, h)| (!h.lacks_required(sheet), h.matched()));
    let Some((grid, header)) = best else {
        if let Some(grid) = named.filter(|grid| !grid.is_empty()) {
            diagnostics.push(no_header(sheet).at(grid.place()));
        }
        return None;
    };
    if header.lacks_required(sheet) {
        named?;
        report_missing(grid, sheet, &header, diagnostics);
        return None;
    }
    report_unknown(grid, sheet, &header, &names(sheet, aliases), diagnostics);
    let rows = rows(grid, sheet, &header);
    if rows.is_empty() {
        let problem = Problem::new(
            &codes::NO_ROWS,
            format!("the `{}` table has headings and no rows", sheet.name),
        )
        .hint("fill it in, or delete the sheet");
        diagnostics.push(problem.at(&grid.place().cell(header.first_row, 0)));
    }
    Some(rows)
}

/// Says what a workbook holds instead of a table, for the case that no sheet fits.
pub(super) fn report_absent(
    workbook: &Workbook,
    sheet: &'static Sheet,
    aliases: &Aliases,
    diagnostics: &mut Diagnostics,
) {
    let near =
        workbook.sheets().iter().filter_map(|grid| Some((grid, header(grid, sheet, aliases)?)));
    match near.max_by_key(|(_, header)| header.matched()) {
        Some((grid, header)) => report_missing(grid, sheet, &header, diagnostics),
        None => diagnostics.push(no_header(sheet).at(&first_cell(workbook))),
    }
}

/// Returns the first cell with anything in it, so that what is there is drawn.
fn first_cell(workbook: &Workbook) -> Place {
    let first = workbook.sheets().iter().find_map(|grid| {
        let (row, cells) = grid.rows().next()?;
        Some(grid.place().cell(row, cells.first()?.0))
    });
    first.unwrap_or_else(|| workbook.place().clone())
}

fn no_header(sheet: &Sheet) -> Problem {
    let headings: Vec<String> =
        sheet.columns.iter().filter(|c| c.required).map(|c| format!("`{}`", c.heading)).collect();
    Problem::new(
        &codes::NO_TABLE,
        format!("no row of headings found, expected a `{}` table with {}", sheet.name, headings.join(", ")),
    )
    .hint(format!(
        "name the columns so, or list this system's own headings under `[aliases.{}]` in council.toml",
        sheet.name.to_lowercase().replace(' ', "-")
    ))
}

/// Finds the header row that matches the most columns: the fewest rows deep,
/// then the highest up.
fn header(grid: &Grid, sheet: &Sheet, aliases: &Aliases) -> Option<Header> {
    let names = names(sheet, aliases);
    let mut best: Option<Header> = None;
    for (row, _) in grid.rows().take(HEADER_SEARCH_ROWS) {
        for depth in 1..=HEADER_DEPTH {
            let header = match_header(grid, sheet, &names, row, depth);
            let needed = 2.min(sheet.columns.len());
            if header.matched() >= needed
                && best.as_ref().is_none_or(|b| header.matched() > b.matched())
            {
                best = Some(header);
            }
        }
    }
    best
}

/// What a folded name means: which column, and how surely. A council's alias
/// comes before our own heading, and that before our own aliases, where a sheet
/// has several of them.
type Names = BTreeMap<String, (usize, Rank)>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Council,
    Heading,
    Alias,
}

fn names(sheet: &Sheet, aliases: &Aliases) -> Names {
    let mut names = Names::new();
    let own = aliases.get(&fold(sheet.name));
    for (index, column) in sheet.columns.iter().enumerate() {
        for alias in own.and_then(|own| own.get(&fold(column.heading))).into_iter().flatten() {
            names.insert(alias.clone(), (index, Rank::Council));
        }
    }
    for (index, column) in sheet.columns.iter().enumerate() {
        names.entry(fold(column.heading)).or_insert((index, Rank::Heading));
        for alias in column.aliases {
            names.entry(fold(alias)).or_insert((index, Rank::Alias));
        }
    }
    names
}

fn match_header(grid: &Grid, sheet: &Sheet, names: &Names, first_row: u32, depth: u32) -> Header {
    let mut found: Vec<Option<(Rank, Vec<u32>)>> = vec![None; sheet.columns.len()];
    let headings = headings(grid, first_row, depth);
    let folded: BTreeMap<String, u32> =
        headings.iter().rev().map(|(column, heading)| (fold(heading), *column)).collect();
    for (name, (index, rank)) in names {
        let columns: Option<Vec<u32>> =
            name.split('+').map(|part| folded.get(part).copied()).collect();
        let Some(columns) = columns else { continue };
        if found[*index].as_ref().is_none_or(|known| (*rank, &columns) < (known.0, &known.1)) {
            found[*index] = Some((*rank, columns));
        }
    }
    let found: Vec<Vec<u32>> =
        found.into_iter().map(|at| at.map_or_else(Vec::new, |(_, columns)| columns)).collect();
    let unknown = headings
        .into_iter()
        .filter(|(column, _)| !found.iter().any(|at| at.contains(column)))
        .collect();
    Header { first_row, depth, found, unknown }
}

/// Returns the headings of a band of rows, the parts of each joined by a space.
fn headings(grid: &Grid, first_row: u32, depth: u32) -> BTreeMap<u32, String> {
    let mut headings: BTreeMap<u32, String> = BTreeMap::new();
    let last_column = grid.last_column();
    for row in first_row..first_row.saturating_add(depth) {
        for column in 0..=last_column {
            let Some(Cell { value: CellValue::Text(text), .. }) = grid.merged_cell(row, column)
            else {
                continue;
            };
            let heading = headings.entry(column).or_default();
            if heading != text {
                heading.push_str(if heading.is_empty() { "" } else { " " });
                heading.push_str(text.trim());
            }
        }
    }
    headings
}

fn report_missing(grid: &Grid, sheet: &Sheet, header: &Header, diagnostics: &mut Diagnostics) {
    for (column, at) in sheet.columns.iter().zip(&header.found) {
        if !column.required || !at.is_empty() {
            continue;
        }
        let names = std::iter::once(&column.heading).chain(column.aliases);
        let near = names.filter_map(|name| {
            nearest(&fold(name), header.unknown.iter().map(|(_, heading)| heading.clone()))
        });
        let problem = Problem::new(
            &codes::MISSING_COLUMN,
            format!("the `{}` table has no column `{}`", sheet.name, column.heading),
        );
        let near = near.into_iter().next();
        let place = near.as_ref().and_then(|near| header.unknown.iter().find(|(_, h)| h == near));
        let cell = grid.place().cell(header.first_row, place.map_or(0, |(column, _)| *column));
        let problem = match near {
            Some(near) => problem.hint(format!(
                "did you mean `{}` by `{}`? rename it, or list it under `[aliases]` in council.toml",
                column.heading, near
            )),
            None => problem.hint(format!("add a column `{}`: {}", column.heading, column.meaning)),
        };
        diagnostics.push(problem.at(&cell));
    }
}

/// A heading that is read as nothing is said, so that no column is lost unseen.
fn report_unknown(
    grid: &Grid,
    sheet: &Sheet,
    header: &Header,
    names: &Names,
    diagnostics: &mut Diagnostics,
) {
    for (column, heading) in &header.unknown {
        let place = grid.place().cell(header.first_row + header.depth - 1, *column);
        let missing = sheet.columns.iter().zip(&header.found).filter(|(_, at)| at.is_empty());
        let near = nearest(&fold(heading), missing.map(|(column, _)| column.heading.to_string()));
        let twice = names.contains_key(&fold(heading));
        let (code, hint) = match near {
            _ if twice => (
                &codes::NEAR_HEADING,
                "another column of that meaning is read; delete or rename one".into(),
            ),
            Some(near) => (&codes::NEAR_HEADING, format!("did you mean `{near}`?")),
            None => (
                &codes::UNREAD_COLUMN,
                "list it under `[aliases]` in council.toml if it means one of ours".into(),
            ),
        };
        let message = format!("the column `{}` is not read", heading.replace('\n', " "));
        diagnostics.push(Problem::new(code, message).hint(hint).at(&place));
    }
}

fn rows(grid: &Grid, sheet: &'static Sheet, header: &Header) -> Vec<Record> {
    let body = header.first_row + header.depth;
    let mut records = Vec::new();
    for (row, _) in grid.rows().filter(|(row, _)| *row >= body) {
        let first = header.found.iter().flatten().min().copied().unwrap_or(0);
        let mut record = Record::new(sheet, grid.place().cell(row, first));
        for (index, columns) in header.found.iter().enumerate() {
            if let Some(cell) = joined(grid, row, columns) {
                record.set(index, cell);
            }
        }
        if !record.is_blank() {
            records.push(record);
        }
    }
    records
}

/// Returns the cell of a column, or the texts of several joined by a space.
fn joined(grid: &Grid, row: u32, columns: &[u32]) -> Option<Placed<Cell>> {
    let mut cells =
        columns.iter().filter_map(|&column| Some((column, grid.cell_merged_down(row, column)?)));
    let (column, first) = cells.next()?;
    let place = grid.place().cell(row, column);
    let rest: Vec<String> = cells.map(|(_, cell)| value::text(cell)).collect();
    if rest.is_empty() {
        return Some(Placed::new(first.clone(), place));
    }
    let text = format!("{} {}", value::text(first), rest.join(" "));
    Some(Placed::new(Cell::plain(CellValue::Text(text)), place))
}
