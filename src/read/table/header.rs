//! The row of headings: wherever it stands, in any order, under any of its names.

use std::collections::BTreeMap;

use super::{Aliases, stage};
use crate::read::columns::Sheet;
use crate::read::grid::{CellValue, Grid, fold};
use crate::spelling::is_slip;

/// How far down a header row is looked for.
const HEADER_SEARCH_ROWS: usize = 40;
/// Over how many rows a heading may be spread.
const HEADER_DEPTH: u32 = 3;

/// A header row, with what its columns mean.
pub(super) struct Header {
    pub(super) first_row: u32,
    depth: u32,
    /// For each column of the sheet's description, where it stands: several
    /// columns where a council's alias joins them, none where it is missing.
    pub(super) found: Vec<Vec<u32>>,
    /// Headings that mean nothing here.
    pub(super) unknown: Vec<(u32, String)>,
    /// Columns that were probably meant for one that is missing, which is said of them.
    pub(super) meant: Vec<u32>,
}

impl Header {
    /// Returns what the same row means as the headings of another table.
    pub(super) fn beside(&self, grid: &Grid, sheet: &Sheet, aliases: &Aliases) -> Self {
        match_header(grid, sheet, &names(sheet, aliases), self.first_row, self.depth)
    }

    /// Returns the last row that the headings stand in.
    pub(super) fn last_row(&self) -> u32 {
        self.first_row + self.depth - 1
    }

    /// Returns the columns that are read, or that something is said of.
    pub(super) fn columns(&self) -> impl Iterator<Item = u32> {
        self.found.iter().flatten().chain(&self.meant).copied()
    }

    /// Takes a column for the one that it was probably meant for. A slip of the pen is read
    /// as what was meant, so that what else is wrong in it is found in the same run.
    pub(super) fn take(&mut self, sheet: &Sheet, index: usize, meant: u32) {
        let ours = &sheet.columns[index];
        let mut names = std::iter::once(&ours.heading).chain(ours.aliases);
        let heading = self.unknown.iter().find(|(column, _)| *column == meant);
        let folded = heading.map(|(_, heading)| fold(heading)).unwrap_or_default();
        if names.any(|name| is_slip(&folded, &fold(name))) {
            self.found[index].push(meant);
        }
        self.unknown.retain(|(column, _)| *column != meant);
        self.meant.push(meant);
    }

    /// Returns how many columns of the sheet's description are there.
    pub(super) fn matched(&self) -> usize {
        self.found.iter().filter(|at| !at.is_empty()).count()
    }

    /// Returns whether a column is missing without which there is no table.
    pub(super) fn lacks_required(&self, sheet: &Sheet) -> bool {
        sheet.columns.iter().zip(&self.found).any(|(column, at)| column.required && at.is_empty())
    }
}

/// Finds the header row that matches the most columns: the fewest rows deep,
/// then the highest up.
pub(super) fn header(grid: &Grid, sheet: &Sheet, aliases: &Aliases) -> Option<Header> {
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
pub(super) type Names = BTreeMap<String, (usize, Rank)>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Council,
    Heading,
    Alias,
}

pub(super) fn names(sheet: &Sheet, aliases: &Aliases) -> Names {
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

/// Returns which other column a council's alias reads a heading of ours as.
pub(super) fn taken(sheet: &Sheet, aliases: &Aliases, index: usize) -> Option<&'static str> {
    let (other, _) = *names(sheet, aliases).get(&fold(sheet.columns[index].heading))?;
    (other != index).then(|| sheet.columns[other].heading)
}

fn match_header(grid: &Grid, sheet: &Sheet, names: &Names, first_row: u32, depth: u32) -> Header {
    let mut found: Vec<Option<(Rank, Vec<u32>)>> = vec![None; sheet.columns.len()];
    let headings = headings(grid, first_row, depth);
    let written: BTreeMap<String, u32> =
        headings.iter().rev().map(|(column, heading)| (fold(heading), *column)).collect();
    let mut folded: BTreeMap<String, u32> = written
        .iter()
        .filter(|(heading, _)| !names.contains_key(*heading))
        .filter_map(|(heading, column)| Some((stage::level(heading)?, *column)))
        .collect();
    folded.extend(written);
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
    Header { first_row, depth, found, unknown, meant: Vec::new() }
}

/// Returns the headings of a band of rows, the parts of each joined by a space.
fn headings(grid: &Grid, first_row: u32, depth: u32) -> BTreeMap<u32, String> {
    let mut headings: BTreeMap<u32, String> = BTreeMap::new();
    for row in first_row..first_row.saturating_add(depth) {
        for (column, cell) in grid.seen(row) {
            let CellValue::Text(text) = &cell.value else { continue };
            let heading = headings.entry(column).or_default();
            if heading != text {
                heading.push_str(if heading.is_empty() { "" } else { " " });
                heading.push_str(text.trim());
            }
        }
    }
    headings
}
