//! Headings that are read as nothing, so that no column is lost unseen.

use std::collections::BTreeSet;

use super::header::{Header, header, names};
use super::{Found, Tables, aliases_of};
use crate::diag::{Diagnostics, Problem};
use crate::read::codes;
use crate::read::columns::{Kind, Sheet};
use crate::read::exempt;
use crate::read::grid::{Cell, Grid, fold};
use crate::read::record::nearest;
use crate::read::value;
use crate::spelling::{are_opposite, is_slip, listed};

impl Tables<'_> {
    /// Says which headings none of the tables that were read has read.
    pub(in crate::read) fn report_unread(self, diagnostics: &mut Diagnostics) {
        self.report_cells_without_heading(diagnostics);
        for (index, table) in self.found.iter().enumerate() {
            let sharing: Vec<&Found<'_>> =
                self.found.iter().filter(|other| other.shares_header(table)).collect();
            if self.found[..index].iter().any(|other| other.shares_header(table)) {
                continue;
            }
            let is_read = |column: u32| {
                sharing.iter().any(|other| other.header.columns().any(|own| own == column))
            };
            let place = |column| table.grid.place().cell(table.header.last_row(), column);
            let mut unlike: Vec<&(u32, String)> = Vec::new();
            for unknown in table.header.unknown.iter().filter(|(column, _)| !is_read(*column)) {
                let (column, heading) = unknown;
                let is_again = sharing.iter().any(|other| other.reads_again(*column));
                match self.unread(heading, is_again, &sharing) {
                    Some(problem) => diagnostics.push(problem.at(&place(*column))),
                    None => unlike.push(unknown),
                }
            }
            if let Some((column, _)) = unlike.first() {
                let headings = unlike.iter().map(|(_, heading)| heading.as_str());
                diagnostics.push(unlike_ours(headings, table.sheet).at(&place(*column)));
            }
        }
    }

    /// Says which cells stand beside a table, under no heading: a line of a CSV with a comma
    /// too many has its last fields there.
    fn report_cells_without_heading(&self, diagnostics: &mut Diagnostics) {
        for (index, table) in self.found.iter().enumerate() {
            let is_on = |other: &&Found<'_>| other.grid.place() == table.grid.place();
            if self.found[..index].iter().any(|other| is_on(&other)) {
                continue;
            }
            let beside = || self.found.iter().filter(is_on).map(|other| &other.header);
            let named: BTreeSet<u32> = beside()
                .flat_map(|header| {
                    header.columns().chain(header.unknown.iter().map(|(column, _)| *column))
                })
                .collect();
            let body = beside().map(Header::last_row).max().unwrap_or_default();
            report_strays(table.grid, body, &named, diagnostics);
        }
    }

    /// Says which sheets could be such a table too: a register that goes on in `Risks (2)`
    /// would be published without the rest. Where sheets go by their names, those that are
    /// not read are said already.
    pub(in crate::read) fn report_second_tables(&self, diagnostics: &mut Diagnostics) {
        let is_read =
            |grid: &Grid| self.found.iter().any(|table| table.grid.place() == grid.place());
        for grid in self.workbook.sheets().iter().filter(|grid| !grid.is_hidden() && !is_read(grid))
        {
            let fits = |table: &&Found<'_>| {
                let header = header(grid, table.sheet, self.aliases);
                header.is_some_and(|header| !header.lacks_required(table.sheet))
            };
            let Some(table) = self.found.iter().find(fits) else { continue };
            let (name, sheet) = (grid.name(), table.sheet.name);
            let message = format!(
                "the sheet `{name}` has the headings of the table `{sheet}`, and is not read"
            );
            let problem = Problem::new(&codes::SECOND_TABLE, message).hint(format!(
                "put its rows into `{}`, or move the sheet out of the workbook",
                table.grid.name()
            ));
            diagnostics.push(problem.at(grid.place()));
        }
    }

    /// Says how a heading may have been meant that is read as nothing; nothing where it is
    /// like none of ours.
    fn unread(&self, heading: &str, is_again: bool, sharing: &[&Found<'_>]) -> Option<Problem> {
        let folded = fold(heading);
        let missing = sharing.iter().flat_map(|table| {
            let columns = table.sheet.columns.iter().zip(&table.header.found);
            let missing = columns.filter(|(c, at)| at.is_empty() && c.kind != Kind::Computed);
            missing.map(|(column, _)| column.heading.to_string())
        });
        let missing = missing.filter(|ours| !are_opposite(ours, heading));
        let twice =
            sharing.iter().any(|table| names(table.sheet, self.aliases).contains_key(&folded));
        let (code, hint) = match nearest(&folded, missing) {
            // What it says of an exempt row would be published.
            near if exempt::is_spoken_of(heading) => {
                let has = |heading: &str| {
                    let mut columns = sharing.iter().flat_map(|table| table.sheet.columns);
                    columns.any(|column| column.heading == heading)
                };
                let near = near.filter(|_| !twice);
                let hint = match near.or_else(|| has("Part").then(|| "Part".into())) {
                    Some(ours) if twice => {
                        format!("another column `{ours}` is read: join the two, and delete one")
                    }
                    Some(ours) => {
                        format!("name it `{ours}` if it says what is exempt, or delete it")
                    }
                    None => "say what is exempt on the agenda, in the rows of indicators and \
                             risks or in the sheet `Exempt` of the report, and delete the column"
                        .into(),
                };
                (&codes::UNREAD_EXEMPTION, hint)
            }
            // Which of two is meant nobody knows; what stands above may tell them apart.
            _ if is_again => (&codes::HEADING_AGAIN, again_hint(&folded).into()),
            _ if twice => (
                &codes::NEAR_HEADING,
                "another column of that meaning is read; delete or rename one".into(),
            ),
            // A column of figures that is lost by one letter would be published as no data.
            Some(near) if is_slip(&folded, &fold(&near)) => (
                &codes::SLIP_IN_HEADING,
                format!(
                    "did you mean `{near}`? Mend the heading, or give the column a name unlike it"
                ),
            ),
            Some(near) => (&codes::NEAR_HEADING, format!("did you mean `{near}`?")),
            None => return None,
        };
        let again = if is_again { ", and another of that name is" } else { "" };
        let message = format!("the column `{}` is not read{again}", heading.replace('\n', " "));
        Some(Problem::new(code, message).hint(hint))
    }
}

/// Says which columns are like none of ours: what stands in them is not in the pack.
fn unlike_ours<'a>(headings: impl Iterator<Item = &'a str>, sheet: &Sheet) -> Problem {
    let headings: Vec<String> =
        headings.map(|heading| format!("`{}`", heading.replace('\n', " "))).collect();
    let are = if let [_] = headings[..] { "column % is" } else { "columns % are" };
    let message = format!("the {} not read", are.replace('%', &listed(&headings)));
    Problem::new(&codes::UNREAD_COLUMN, message)
        .hint(format!("list what means one of ours under `{}` in council.toml", aliases_of(sheet)))
}

/// Says that words stand above the headings of a table, which are not read; the title of a
/// template is no news.
pub(in crate::read) fn report_above(
    grid: &Grid,
    headings: u32,
    title: &str,
    diagnostics: &mut Diagnostics,
) {
    let above = grid.rows().take_while(|(row, _)| *row < headings);
    let cells =
        above.flat_map(|(row, cells)| cells.iter().map(move |(column, cell)| (row, column, cell)));
    // What speaks of exemption is an error already.
    let is_said = |text: &str| text.is_empty() || exempt::is_banner(text);
    let mut words = cells
        .map(|(row, column, cell)| (row, column, value::text(cell)))
        .filter(|(_, _, text)| !is_said(text));
    let Some((row, column, text)) = words.next().filter(|(_, _, text)| fold(text) != fold(title))
    else {
        return;
    };
    let more = match words.count() {
        0 => String::new(),
        1 => ", as does one more cell".into(),
        more => format!(", as do {more} more cells"),
    };
    let text = text.split_whitespace().take(12).collect::<Vec<_>>().join(" ").replace('`', "'");
    let text: String = text.chars().take(80).collect();
    let message = format!("`{text}` stands above the table{more}, and is not read");
    let problem = Problem::new(&codes::WORDS_ABOVE, message)
        .hint("write into the report what the meeting is to know of the figures");
    diagnostics.push(problem.at(&grid.place().cell(row, *column)));
}

/// Says which cells below the headings of a sheet stand in none of the columns that have one.
pub(in crate::read) fn report_strays(
    grid: &Grid,
    last_heading: u32,
    named: &BTreeSet<u32>,
    diagnostics: &mut Diagnostics,
) {
    let rows = grid.rows().filter(|(row, _)| *row > last_heading);
    let cells =
        rows.flat_map(|(row, cells)| cells.iter().map(move |(column, cell)| (row, column, cell)));
    let is_stray =
        |column: &u32, cell: &Cell| !named.contains(column) && !value::text(cell).trim().is_empty();
    let mut strays = cells.filter(|(_, column, cell)| is_stray(column, cell));
    let Some((row, column, _)) = strays.next() else { return };
    let more = match strays.count() {
        0 => String::new(),
        1 => ", as does one more".into(),
        more => format!(", as do {more} more"),
    };
    let message = format!("the cell stands under no heading{more}, and is not read");
    let problem = Problem::new(&codes::NO_HEADING, message)
        .hint("give its column a heading, put it where it belongs, or clear it");
    diagnostics.push(problem.at(&grid.place().cell(row, *column)));
}

impl Found<'_> {
    /// Returns whether a column that is not read has the heading of one that is, letter for
    /// letter.
    fn reads_again(&self, column: u32) -> bool {
        let heading = |column: u32| {
            self.grid.cell(self.header.last_row(), column).map(value::text).unwrap_or_default()
        };
        let own = heading(column);
        !own.is_empty() && self.header.found.iter().flatten().any(|read| heading(*read) == own)
    }

    /// Returns whether two tables have their headings in one row of one sheet.
    fn shares_header(&self, other: &Self) -> bool {
        let (own, others) = (&self.header, &other.header);
        self.grid.place() == other.grid.place()
            && own.first_row <= others.last_row()
            && others.first_row <= own.last_row()
    }
}

fn again_hint(folded: &str) -> &'static str {
    match folded {
        "likelihood" | "probability" | "impact" | "severity" => {
            "name the two apart, as in `Inherent likelihood` and `Residual likelihood`, or delete one"
        }
        _ => "name the two apart, or delete one",
    }
}
