//! Hidden rows and columns of a sheet, and how much they hold.

use std::collections::BTreeMap;

use calamine::SheetVisible;

use crate::model::concealed::{Concealed, Concealment, Lines, Manner};
use crate::read::grid::Grid;

/// More runs than this in one sheet are the work of a filter: one thing to say.
const MAX_RUNS: usize = 5;

/// The hidden rows and columns of a sheet, as its file gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hidden {
    /// The rows.
    pub(super) rows: Runs,
    /// The columns.
    pub(super) columns: Runs,
}

/// Runs of rows or columns, first and last of each, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Runs(Vec<(u32, u32)>);

impl Runs {
    /// Adds a run; one that begins where the last ends lengthens it.
    pub(super) fn push(&mut self, first: u32, last: u32) {
        match self.0.last_mut() {
            _ if last < first => {}
            Some(run) if run.0 <= first && first <= run.1.saturating_add(1) => {
                run.1 = run.1.max(last);
            }
            _ => self.0.push((first, last)),
        }
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the run that a row or column is in; the runs are sorted.
    fn of(&self, line: u32) -> Option<(u32, u32)> {
        let after = self.0.partition_point(|(first, _)| *first <= line);
        self.0[..after].last().filter(|(_, last)| line <= *last).copied()
    }

    fn sort(&mut self) {
        self.0.sort_unstable();
    }
}

/// Returns what of a sheet is hidden and holds something.
pub(super) fn concealed(grid: &Grid, visible: SheetVisible, hidden: Hidden) -> Vec<Concealed> {
    let manner = match visible {
        SheetVisible::Visible => return lines(grid, hidden),
        SheetVisible::Hidden => Manner::Hidden,
        SheetVisible::VeryHidden => Manner::VeryHidden,
    };
    let cells = grid.rows().map(|(_, cells)| cells.len()).sum();
    let what = Concealment::Sheet { manner, cells };
    let sheet = (cells > 0).then(|| Concealed { place: grid.place().clone(), what });
    sheet.into_iter().collect()
}

fn lines(grid: &Grid, mut hidden: Hidden) -> Vec<Concealed> {
    hidden.rows.sort();
    hidden.columns.sort();
    let rows = found(grid, &hidden.rows, |(row, _)| row, Concealment::Rows);
    let columns = found(grid, &hidden.columns, |(_, column)| column, Concealment::Columns);
    rows.into_iter().chain(columns).collect()
}

/// What a run holds: its first cell, and how many there are.
struct Filled {
    first: (u32, u32),
    cells: usize,
}

fn found(
    grid: &Grid,
    runs: &Runs,
    line: fn((u32, u32)) -> u32,
    what: fn(Lines) -> Concealment,
) -> Vec<Concealed> {
    if runs.is_empty() {
        return Vec::new();
    }
    let mut filled: BTreeMap<(u32, u32), Filled> = BTreeMap::new();
    let cells = grid.rows().flat_map(|(row, cells)| cells.iter().map(move |(c, _)| (row, *c)));
    for at in cells {
        if let Some(run) = runs.of(line(at)) {
            filled.entry(run).or_insert(Filled { first: at, cells: 0 }).cells += 1;
        }
    }
    if filled.len() > MAX_RUNS {
        let first = filled.values().map(|filled| filled.first).min().unwrap_or_default();
        let cells = filled.values().map(|filled| filled.cells).sum();
        let runs = filled.into_keys().collect();
        return vec![concealment(grid, first, what(Lines { runs, cells }))];
    }
    let each = filled.into_iter().map(|(run, Filled { first, cells })| {
        concealment(grid, first, what(Lines { runs: vec![run], cells }))
    });
    each.collect()
}

fn concealment(grid: &Grid, (row, column): (u32, u32), what: Concealment) -> Concealed {
    Concealed { place: grid.place().cell(row, column), what }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;
    use crate::read::grid::Cell;

    fn grid(cells: &[(u32, u32)]) -> Grid {
        let text = || Cell::text("x").expect("not blank");
        let cells = cells.iter().map(|(row, column)| (*row, *column, text())).collect();
        Grid::new(Place::file("kpi.xlsx").sheet("A"), "A", cells, Vec::new())
    }

    fn shown(found: &[Concealed]) -> Vec<(String, usize)> {
        let shown = found.iter().map(|found| {
            let (Concealment::Rows(lines) | Concealment::Columns(lines)) = &found.what else {
                panic!("{found:?}")
            };
            (found.place.to_string(), lines.cells)
        });
        shown.collect()
    }

    #[test]
    fn a_run_is_one_thing_at_its_first_cell() {
        let mut hidden = Hidden::default();
        hidden.rows.push(2, 2);
        hidden.rows.push(3, 4);
        hidden.rows.push(9, 1_048_575);
        hidden.columns.push(1, 1);
        let found =
            concealed(&grid(&[(0, 0), (3, 2), (4, 0), (4, 1)]), SheetVisible::Visible, hidden);
        assert_eq!(shown(&found), [("kpi.xlsx › A!C4".into(), 3), ("kpi.xlsx › A!B5".into(), 1)]);
        let Concealment::Rows(lines) = &found[0].what else { panic!("rows") };
        assert_eq!((lines.runs.clone(), lines.count(), lines.holds(3)), (vec![(2, 4)], 3, true));
    }

    #[test]
    fn a_filter_is_one_thing() {
        let mut hidden = Hidden::default();
        (0..10).for_each(|row| hidden.rows.push(row * 2, row * 2));
        let cells: Vec<_> = (0..20).map(|row| (row, 0)).collect();
        let found = concealed(&grid(&cells), SheetVisible::Visible, hidden);
        assert_eq!(shown(&found), [("kpi.xlsx › A!A1".into(), 10)]);
    }

    #[test]
    fn an_empty_hidden_sheet_conceals_nothing() {
        assert!(concealed(&grid(&[]), SheetVisible::VeryHidden, Hidden::default()).is_empty());
        let found = concealed(&grid(&[(0, 0)]), SheetVisible::VeryHidden, Hidden::default());
        let what = Concealment::Sheet { manner: Manner::VeryHidden, cells: 1 };
        assert_eq!(found[0].what, what);
    }
}
