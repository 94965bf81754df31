//! The figures behind the trend lines: one row an indicator, one column a
//! period.

use super::figure::measure;
use super::indicators::groups;
use super::notes::Notes;
use super::sheet::{Cell, Column, Kind, Sheet};
use crate::view::ScorecardView;

/// Returns the sheet of trends, without indicators that have no result.
pub(super) fn sheet(scorecard: &ScorecardView, notes: &Notes) -> Sheet {
    let mut columns: Vec<Column> =
        ["Code", "Indicator", "Unit"].map(|h| Column::new(Kind::Name, h)).into();
    columns.extend(scorecard.trend_periods.iter().map(|period| Column::new(Kind::Figure, period)));
    let known = groups(scorecard)
        .filter(|(_, indicator)| indicator.trend_values.iter().any(Option::is_some));
    let rows = known.map(|(_, indicator)| {
        let mut row: Vec<Cell> =
            [&indicator.code, &indicator.name, &indicator.unit_name].map(Cell::text).into();
        row.extend(
            indicator
                .trend_values
                .iter()
                .map(|value| value.map_or(Cell::Blank, |v| measure(indicator, v))),
        );
        row
    });
    let sheet = Sheet {
        name: "Trend",
        title: "Performance indicators: trend".into(),
        about: vec!["Results of the last eight periods, the oldest first; periods without any result are left out.".into()],
        holds: "The results that the trend lines on the sheet Indicators draw".into(),
        columns,
        rows: rows.collect(),
        keys: Vec::new(),
    };
    sheet.finished(notes.blanks())
}
