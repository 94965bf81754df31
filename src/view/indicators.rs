//! The performance appendix: tables, the summary at a glance, trend lines.

mod figures;
mod notes;
mod row;
mod summary;
mod trend;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::blocks::Block;
use super::words;
use crate::model::indicator::{Indicator, Scorecard};
use crate::model::period::Period;
use crate::model::rag::{Rag, Status};

/// The indicators of a report.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct ScorecardView {
    /// `Performance indicators: quarter 2 2017/18`.
    pub title: String,
    /// `July to September 2017`.
    pub months: String,
    /// The heading of the current period: `Sep 2017`.
    pub current: String,
    /// The heading of the period before.
    pub previous: String,
    /// `Last quarter`.
    pub previous_words: String,
    /// The heading of the same period last year.
    pub last_year: String,
    /// The counts in one sentence.
    pub sentence: String,
    /// Ratings with their counts, worst first, then what is not rated.
    pub counts: Vec<CountView>,
    /// Indicators that miss their target.
    pub exceptions: Vec<ExceptionView>,
    /// The largest movements since the period before.
    pub movements: Vec<ExceptionView>,
    /// Indicators grouped by priority and theme.
    pub groups: Vec<GroupView>,
    /// The headings of the last eight periods, oldest first, less those for
    /// which no indicator has a result.
    pub trend_periods: Vec<String>,
    /// How ratings are given.
    pub rule: String,
    /// Notes on single figures, in order.
    pub notes: Vec<String>,
}

/// How many indicators have a status.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct CountView {
    /// The status.
    pub status: StatusView,
    /// How many.
    pub count: usize,
}

/// A status as key and word; templates give the key its shape and colour.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub struct StatusView {
    /// `green`, `amber`, `red`, `info`, `no-activity` or `no-data`.
    pub key: String,
    /// The word.
    pub word: String,
}

/// Indicators under one priority and theme.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct GroupView {
    /// `Dacorum Delivers: Performance excellence`.
    pub heading: String,
    /// The indicators.
    pub indicators: Vec<IndicatorView>,
}

/// One indicator.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct IndicatorView {
    /// A stable name for links.
    pub id: String,
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// `Seconds; lower is better`.
    pub unit: String,
    /// Owner, target type, definition and source under their headings; empty
    /// where the workbook gives none.
    pub about: Vec<(String, String)>,
    /// `Seconds`.
    pub unit_name: String,
    /// `Lower is better`.
    pub better: String,
    /// Whether results are percentages.
    pub is_percent: bool,
    /// How many decimal places results show.
    pub places: u8,
    /// This period.
    pub current: Figures,
    /// The period before.
    pub previous: Figures,
    /// The same period last year.
    pub last_year: Figures,
    /// The status of this period.
    pub status: StatusView,
    /// The ratings of the last four periods.
    pub year: Option<YearView>,
    /// The trend line.
    pub trend: Option<Trend>,
    /// Changes in words: since the period before, since last year.
    pub directions: Vec<DirectionView>,
    /// Comments and actions.
    pub remarks: Vec<Remark>,
    /// Whether its remarks may be longer than a page, so that the row is measured.
    pub long: bool,
    /// Every period with a row, oldest first.
    pub history: Vec<HistoryRow>,
    /// The results of the scorecard's `trend_periods`.
    pub trend_values: Vec<Option<f64>>,
}

/// What was recorded for one period.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct HistoryRow {
    /// `Dec 2017`.
    pub period: String,
    /// `October to December 2017`.
    pub months: String,
    /// The figures.
    pub figures: Figures,
    /// The status, by the row's own target and today's rule.
    pub status: StatusView,
}

/// The figures of one period.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct Figures {
    /// The period, where it is not the one of the column's heading.
    pub period: Option<String>,
    /// The result with its sign or unit: `91.36%`, `No data`.
    pub result: String,
    /// What a figure with all decimal places and a sign has after this one's
    /// last character: it is as wide as that, so that points align.
    pub pad: String,
    /// `74 / 81`.
    pub fraction: Option<String>,
    /// `Target 80`, `Info only`.
    pub target: Option<String>,
    /// The result as a number in its unit, rounded as it is shown, for
    /// workbooks and data.
    pub value: Option<f64>,
    /// The numerator.
    pub numerator: Option<f64>,
    /// The denominator.
    pub denominator: Option<f64>,
    /// The target, where it is a point.
    pub target_value: Option<f64>,
    /// The target without its label: `80`, `10 to 20`.
    pub target_text: Option<String>,
}

/// Red, amber and green among the last four periods.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub struct YearView {
    /// Red periods.
    pub red: u8,
    /// Amber periods.
    pub amber: u8,
    /// Green periods.
    pub green: u8,
    /// `as stated` or `of 3 periods` where the history is short; empty otherwise.
    pub note: String,
}

/// A change in words.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct DirectionView {
    /// `improving`, `worsening`, `same`, `up` or `down`.
    pub key: String,
    /// `Improving`.
    pub word: String,
    /// `+11.06 on Sep 2017`.
    pub change: String,
    /// What is compared: `previous` or `last-year`.
    pub since: String,
    /// Now less before, in the indicator's unit.
    pub amount: f64,
    /// Whether the figure rose.
    pub rose: bool,
}

/// A trend line with its text alternative.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct Trend {
    /// Points from 0 to 1, left to right and bottom to top.
    pub points: Vec<[f64; 2]>,
    /// The targets that are one figure, each from where to where it held and how high: one
    /// line where it never changed, none for the time without one.
    pub targets: Vec<[f64; 3]>,
    /// The figures behind the line, oldest first.
    pub values: Vec<f64>,
    /// What the line shows, in words.
    pub alternative: String,
}

/// A remark under its own heading.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct Remark {
    /// `Updater`, `Approver`, `Action`, `Data quality`.
    pub heading: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A line of the summary.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct ExceptionView {
    /// The indicator's link name.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The status.
    pub status: StatusView,
    /// The result.
    pub result: String,
    /// The target, or the result before.
    pub against: String,
    /// The miss or the movement in words.
    pub difference: String,
}

/// Returns a status as templates see it.
pub(super) fn status(status: Status) -> StatusView {
    let key = match status {
        Status::Rated(Rag::Green) => "green",
        Status::Rated(Rag::Amber) => "amber",
        Status::Rated(Rag::Red) => "red",
        Status::InformationOnly => "info",
        Status::NoActivity => "no-activity",
        Status::NoData => "no-data",
    };
    StatusView { key: key.into(), word: status.to_string() }
}

/// Returns the view of an item's indicators, their groups in the order of the council's
/// priorities; `item` is the item's link name.
pub(super) fn view(scorecard: &Scorecard, priorities: &[String], item: &str) -> ScorecardView {
    let context = Context {
        item,
        now: scorecard.period,
        before: scorecard.period.previous(),
        last_year: scorecard.period.last_year(),
    };
    let statuses: Vec<Status> = scorecard.indicators.iter().map(|i| context.status(i)).collect();
    ScorecardView {
        title: format!("Performance indicators: {}", context.now.words()),
        months: context.now.months(),
        current: context.now.short(),
        previous: context.before.short(),
        previous_words: words::capital(context.before.previous_words()),
        last_year: context.last_year.short(),
        sentence: summary::sentence(&statuses),
        counts: summary::counts(&statuses),
        exceptions: summary::exceptions(scorecard, context),
        movements: summary::movements(scorecard, context),
        groups: groups(scorecard, priorities, context),
        trend_periods: trend::periods(scorecard).into_iter().map(Period::short).collect(),
        rule: notes::rule(scorecard),
        notes: notes::notes(scorecard, context),
    }
}

/// Which item the indicators belong to, and the periods that its tables show.
#[derive(Clone, Copy)]
struct Context<'a> {
    item: &'a str,
    now: Period,
    before: Period,
    last_year: Period,
}

impl Context<'_> {
    /// Returns the context of one indicator, whose periods may be of another length.
    fn of(self, indicator: &Indicator) -> Self {
        let now = indicator.current(self.now);
        Self { now, before: now.previous(), last_year: now.last_year(), ..self }
    }

    fn status(&self, indicator: &Indicator) -> Status {
        indicator
            .at(self.of(indicator).now)
            .map_or(Status::NoData, |observation| observation.status)
    }

    /// Returns an indicator's link name; codes are unique within an item.
    fn id(&self, indicator: &Indicator) -> String {
        format!("{}-indicator-{}", self.item, words::id(&indicator.code))
    }
}

/// The indicators by priority and theme: priorities in the council's order, then others,
/// and themes, as they first come.
fn groups(scorecard: &Scorecard, priorities: &[String], context: Context<'_>) -> Vec<GroupView> {
    let trend = trend::periods(scorecard);
    let mut groups: Vec<GroupView> = Vec::new();
    let priority = |indicator: &Indicator| indicator.priority.as_ref().map(|p| p.value.clone());
    let mut order: Vec<Option<String>> = priorities.iter().cloned().map(Some).collect();
    for own in scorecard.indicators.iter().map(priority) {
        if !order.contains(&own) {
            order.push(own);
        }
    }
    let mut indicators: Vec<&Indicator> = scorecard.indicators.iter().collect();
    indicators.sort_by_key(|indicator| order.iter().position(|own| *own == priority(indicator)));
    for indicator in indicators {
        let parts =
            [indicator.priority.as_ref().map(|p| p.value.as_str()), indicator.theme.as_deref()];
        let heading = parts.into_iter().flatten().collect::<Vec<_>>().join(": ");
        let view = row::view(indicator, context, &trend);
        match groups.iter_mut().find(|group| group.heading == heading) {
            Some(group) => group.indicators.push(view),
            None => groups.push(GroupView { heading, indicators: vec![view] }),
        }
    }
    groups
}
