//! Every result of every indicator, one row a period.

use super::figure::figures;
use super::indicators::{groups, keys};
use super::notes::{Notes, Topic};
use super::sheet::{Cell, Column, Kind, Sheet};
use crate::view::ScorecardView;

/// Returns the sheet of all results.
pub(super) fn sheet(scorecard: &ScorecardView, notes: &Notes) -> Sheet {
    let name = |heading: &str| Column::new(Kind::Name, heading);
    let figure = |heading: &str| Column::new(Kind::Figure, heading);
    let columns = vec![
        name("Code"),
        name("Period"),
        name("Months"),
        figure("Result"),
        figure("Numerator"),
        figure("Denominator"),
        figure("Target"),
        Column::new(Kind::Status, notes.called("RAG", Topic::Rating)),
    ];
    let rows = groups(scorecard).flat_map(|(_, indicator)| {
        indicator.history.iter().map(move |row| {
            let mut cells: Vec<Cell> =
                [&indicator.code, &row.period, &row.months].map(Cell::text).into();
            cells.extend(figures(indicator, &row.figures));
            cells.push(Cell::text(&row.status.word));
            cells
        })
    });
    let sheet = Sheet {
        name: "History",
        title: "Performance indicators: every result".into(),
        about: vec!["One row for each indicator and period, the oldest first; each is rated by its own target and today's rule.".into()],
        holds: "Every recorded result of every indicator, period by period".into(),
        columns,
        rows: rows.collect(),
        keys: keys(groups(scorecard).flat_map(|(_, indicator)| indicator.history.iter().map(|row| &row.status))),
    };
    sheet.finished(notes.blanks())
}
