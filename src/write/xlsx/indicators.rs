//! The indicators at a glance: one row an indicator, the current period.

use super::figure::{self, figures, result};
use super::notes::{Notes, Topic};
use super::prose;
use super::sheet::{Cell, Column, Kind, Sheet};
use crate::view::{IndicatorView, ScorecardView, StatusView};

/// The view's headings of remarks, in the order of their columns.
const REMARKS: [(&str, &str); 3] =
    [("Updater", "Updater comments"), ("Approver", "Approver comments"), ("Action", "Actions")];

/// What the view says about an indicator beside its figures.
const ABOUT: [&str; 4] = ["Owner", "Target type", "Definition", "Source"];

fn fact(indicator: &IndicatorView, heading: &str) -> Cell {
    let found = indicator.about.iter().find(|(known, _)| known == heading);
    Cell::text(found.map_or("", |(_, text)| text))
}

/// Returns the sheet of indicators; trend lines are drawn over rows of `trend`.
pub(super) fn sheet(scorecard: &ScorecardView, trend: &Sheet, notes: &Notes) -> Sheet {
    let remarks = remark_headings(scorecard);
    let mut about = vec![format!("{}. {}", scorecard.months, scorecard.sentence)];
    about.extend(
        notes.call(Topic::Figures).map(|calls| format!("More about these figures: {calls}")),
    );
    let sheet = Sheet {
        name: "Indicators",
        title: scorecard.title.clone(),
        about,
        holds: format!(
            "Every indicator with its result for {} beside its target and earlier results",
            scorecard.current
        ),
        columns: columns(scorecard, &remarks, notes),
        rows: groups(scorecard)
            .map(|(group, indicator)| {
                let mut row = current(group, indicator);
                row.extend(earlier(scorecard).map(|(_, since)| earlier_result(indicator, since)));
                row.extend(earlier(scorecard).flat_map(|(_, since)| change(indicator, since)));
                row.extend(four_periods(indicator));
                row.push(line(indicator, trend));
                row.extend(remarks.iter().map(|heading| remark(indicator, heading)));
                row.push(Cell::text(other_periods(indicator, scorecard)));
                row.extend(ABOUT.map(|heading| fact(indicator, heading)));
                row
            })
            .collect(),
        keys: keys(groups(scorecard).map(|(_, indicator)| &indicator.status)),
    };
    sheet.finished(notes.blanks())
}

/// The indicators, each with the heading of its group.
pub(super) fn groups(scorecard: &ScorecardView) -> impl Iterator<Item = (&str, &IndicatorView)> {
    scorecard
        .groups
        .iter()
        .flat_map(|group| group.indicators.iter().map(|i| (group.heading.as_str(), i)))
}

/// The words of statuses with their keys, each once.
pub(super) fn keys<'a>(statuses: impl Iterator<Item = &'a StatusView>) -> Vec<(String, String)> {
    let mut keys: Vec<(String, String)> =
        statuses.map(|status| (status.word.clone(), status.key.clone())).collect();
    keys.sort();
    keys.dedup();
    keys
}

fn columns(scorecard: &ScorecardView, remarks: &[String], notes: &Notes) -> Vec<Column> {
    let name = |heading: &str| Column::new(Kind::Name, heading);
    let figure = |heading: String| Column::new(Kind::Figure, heading);
    let mut columns: Vec<Column> =
        ["Code", "Indicator", "Priority and theme", "Unit", "Better"].map(name).into();
    columns.extend([
        figure(format!("Result {}", scorecard.current)),
        figure("Numerator".into()),
        figure("Denominator".into()),
        figure("Target".into()),
        Column::new(Kind::Status, notes.called("RAG", Topic::Rating)),
    ]);
    columns.extend(earlier(scorecard).map(|(period, _)| figure(format!("Result {period}"))));
    columns.extend(earlier(scorecard).flat_map(|(period, _)| {
        let change = notes.called(&format!("Change since {period}"), Topic::Change);
        [figure(change), name(&format!("Direction since {period}"))]
    }));
    columns.extend(
        ["Red", "Amber", "Green"]
            .map(|rag| figure(notes.called(&format!("{rag} periods"), Topic::Counts))),
    );
    columns.push(name("Basis of the counts"));
    columns.push(name(&notes.called("Trend line", Topic::Trend)));
    let heading = |remark: &String| {
        let known = REMARKS.iter().find(|(heading, _)| heading == remark);
        Column::new(Kind::Prose, known.map_or(remark.as_str(), |(_, heading)| *heading))
    };
    columns.extend(remarks.iter().map(heading));
    columns.push(name("Periods, where they are others"));
    columns.extend(ABOUT.map(|heading| Column::new(Kind::Prose, heading)));
    columns
}

/// The headings of remarks: those known first, then any others.
fn remark_headings(scorecard: &ScorecardView) -> Vec<String> {
    let mut headings: Vec<String> = REMARKS.map(|(heading, _)| heading.to_string()).into();
    for (_, indicator) in groups(scorecard) {
        for remark in &indicator.remarks {
            if !headings.contains(&remark.heading) {
                headings.push(remark.heading.clone());
            }
        }
    }
    headings
}

fn current(group: &str, indicator: &IndicatorView) -> Vec<Cell> {
    let mut row: Vec<Cell> =
        [&indicator.code, &indicator.name, group, &indicator.unit_name, &indicator.better]
            .map(Cell::text)
            .into();
    row.extend(figures(indicator, &indicator.current));
    row.push(Cell::text(&indicator.status.word));
    row
}

/// The earlier periods that results are compared with, and the view's words for
/// them; in a yearly report the period before is last year.
fn earlier(scorecard: &ScorecardView) -> impl Iterator<Item = (&str, &'static str)> {
    let ScorecardView { previous, last_year, .. } = scorecard;
    let all = [(previous.as_str(), "previous"), (last_year.as_str(), "last-year")];
    all.into_iter().take(if previous == last_year { 1 } else { 2 })
}

fn earlier_result(indicator: &IndicatorView, since: &str) -> Cell {
    let figures = if since == "previous" { &indicator.previous } else { &indicator.last_year };
    result(indicator, figures)
}

/// The periods of an indicator that are of another length than those of the headings, as its
/// results stand: `December 2017; November 2017; December 2016`.
fn other_periods(indicator: &IndicatorView, scorecard: &ScorecardView) -> String {
    let before = earlier(scorecard).map(|(_, since)| match since {
        "previous" => &indicator.previous,
        _ => &indicator.last_year,
    });
    let all = std::iter::once(&indicator.current).chain(before);
    all.filter_map(|figures| figures.period.as_deref()).collect::<Vec<_>>().join("; ")
}

/// The change since an earlier period, and its direction in a word.
fn change(indicator: &IndicatorView, since: &str) -> [Cell; 2] {
    let found = indicator.directions.iter().find(|direction| direction.since == since);
    let amount = found.map_or(Cell::Blank, |d| figure::change(indicator, d.amount));
    [amount, found.map_or(Cell::Blank, |d| Cell::text(&d.word))]
}

fn four_periods(indicator: &IndicatorView) -> Vec<Cell> {
    let Some(year) = &indicator.year else { return vec![Cell::Blank; 4] };
    let note = if year.note.is_empty() { "of four periods" } else { &year.note };
    let mut row: Vec<Cell> =
        [year.red, year.amber, year.green].map(|n| Cell::Number(n.into(), "0".into())).into();
    row.push(Cell::text(crate::view::words::capital(note)));
    row
}

/// Returns whether an indicator has a trend line: from two figures on.
pub(super) fn has_line(indicator: &IndicatorView) -> bool {
    indicator.trend_values.iter().flatten().count() > 1
}

/// The line over the indicator's row of the trend sheet.
fn line(indicator: &IndicatorView, trend: &Sheet) -> Cell {
    let row = trend.rows.iter().position(|row| row[0] == Cell::text(&indicator.code));
    let first = trend.columns.iter().position(|column| column.kind == Kind::Figure);
    let last = trend.columns.len().checked_sub(1);
    let place = |row: usize, first: usize, last: usize| {
        let row = trend.heading_row() + 1 + u32::try_from(row).ok()?;
        Some(Cell::Line(trend.name, row, u16::try_from(first).ok()?, u16::try_from(last).ok()?))
    };
    match (row, first, last) {
        (Some(row), Some(first), Some(last)) if has_line(indicator) => {
            place(row, first, last).unwrap_or(Cell::Blank)
        }
        _ => Cell::Blank,
    }
}

fn remark(indicator: &IndicatorView, heading: &str) -> Cell {
    let found = indicator.remarks.iter().filter(|remark| remark.heading == heading);
    Cell::text(found.map(|remark| prose::plain(&remark.blocks)).collect::<Vec<_>>().join("\n"))
}
