//! The performance appendix: tables, the summary at a glance, trend lines.

use serde::Serialize;

use super::blocks::{self, Block};
use super::words;
use crate::model::figure::Figure;
use crate::model::indicator::{Indicator, Movement, Observation, Recorded, Scorecard, YearOfRags};
use crate::model::period::Period;
use crate::model::rag::{AmberLimit, Direction, Polarity, Rag, RagCounts, Status, Target};

/// The indicators of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CountView {
    /// The status.
    pub status: StatusView,
    /// How many.
    pub count: usize,
}

/// A status as key and word; templates give the key its shape and colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusView {
    /// `green`, `amber`, `red`, `info`, `no-activity` or `no-data`.
    pub key: String,
    /// The word.
    pub word: String,
}

/// Indicators under one priority and theme.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupView {
    /// `Dacorum Delivers: Performance excellence`.
    pub heading: String,
    /// The indicators.
    pub indicators: Vec<IndicatorView>,
}

/// One indicator.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IndicatorView {
    /// A stable name for links.
    pub id: String,
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// `Seconds; lower is better`.
    pub unit: String,
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
    /// Whether the row is longer than half a page and may be split.
    pub long: bool,
    /// Every period with a row, oldest first.
    pub history: Vec<HistoryRow>,
    /// The results of the scorecard's `trend_periods`.
    pub trend_values: Vec<Option<f64>>,
}

/// What was recorded for one period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HistoryRow {
    /// `Dec 2017`.
    pub period: String,
    /// `October to December 2017`.
    pub months: String,
    /// The figures.
    pub figures: Figures,
    /// The status, by the rule of the time.
    pub status: StatusView,
}

/// The figures of one period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trend {
    /// Points from 0 to 1, left to right and bottom to top.
    pub points: Vec<[f64; 2]>,
    /// The target's height, where it is one figure and in the picture.
    pub target: Option<f64>,
    /// The figures behind the line, oldest first.
    pub values: Vec<f64>,
    /// What the line shows, in words.
    pub alternative: String,
}

/// A remark under its own heading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Remark {
    /// `Updater`, `Approver`, `Action`, `Data quality`.
    pub heading: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A line of the summary.
#[derive(Clone, Debug, PartialEq, Serialize)]
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

pub(super) fn view(scorecard: &Scorecard) -> ScorecardView {
    let periods = Periods {
        now: scorecard.period,
        before: scorecard.period.previous(),
        last_year: scorecard.period.last_year(),
    };
    let statuses: Vec<Status> = scorecard.indicators.iter().map(|i| periods.status(i)).collect();
    ScorecardView {
        title: format!("Performance indicators: {}", periods.now.words()),
        months: periods.now.months(),
        current: periods.now.short(),
        previous: periods.before.short(),
        previous_words: words::capital(periods.before.previous_words()),
        last_year: periods.last_year.short(),
        sentence: sentence(&statuses),
        counts: counts(&statuses),
        exceptions: exceptions(scorecard, periods),
        movements: movements(scorecard, periods),
        groups: groups(scorecard, periods),
        trend_periods: trend_periods(scorecard).into_iter().map(Period::short).collect(),
        rule: rule_words(scorecard),
        notes: notes(scorecard, periods),
    }
}

#[derive(Clone, Copy)]
struct Periods {
    now: Period,
    before: Period,
    last_year: Period,
}

impl Periods {
    fn status(&self, indicator: &Indicator) -> Status {
        indicator.at(self.now).map_or(Status::NoData, |observation| observation.status)
    }
}

fn sentence(statuses: &[Status]) -> String {
    let rated: Vec<Rag> = statuses.iter().filter_map(|status| status.rag()).collect();
    let of = |rag: Rag| rated.iter().filter(|r| **r == rag).count();
    if rated.is_empty() {
        return "No indicator has a target for this period.".into();
    }
    let parts: Vec<String> = [(Rag::Green, "green"), (Rag::Amber, "amber"), (Rag::Red, "red")]
        .into_iter()
        .filter(|(rag, _)| of(*rag) > 0)
        .map(|(rag, word)| {
            format!("{} {} {word}", words::count(of(rag)), if of(rag) == 1 { "is" } else { "are" })
        })
        .collect();
    let rest = statuses.len() - rated.len();
    let rest = match rest {
        0 => String::new(),
        1 => " One more is not rated.".into(),
        more => format!(" {} more are not rated.", words::capital(&words::count(more))),
    };
    format!(
        "Of the {} with a target, {}.{rest}",
        words::counted(rated.len(), "indicator", "indicators"),
        words::list(&parts)
    )
}

fn counts(statuses: &[Status]) -> Vec<CountView> {
    let all = [
        Status::Rated(Rag::Red),
        Status::Rated(Rag::Amber),
        Status::Rated(Rag::Green),
        Status::InformationOnly,
        Status::NoActivity,
        Status::NoData,
    ];
    let count = |wanted: Status| statuses.iter().filter(|status| **status == wanted).count();
    all.into_iter()
        .filter(|wanted| wanted.rag().is_some() || count(*wanted) > 0)
        .map(|wanted| CountView { status: status(wanted), count: count(wanted) })
        .collect()
}

/// Indicators that miss their target, the furthest from it (as a share of the
/// target) first.
fn exceptions(scorecard: &Scorecard, periods: Periods) -> Vec<ExceptionView> {
    let missed = scorecard.indicators.iter().filter_map(|indicator| {
        let observation = indicator.at(periods.now)?;
        let rag = observation.status.rag().filter(|rag| *rag != Rag::Green)?;
        let (result, target) =
            (observation.result()?.rounded(indicator.places), observation.target.as_ref()?);
        let miss = Figure::new(result.value() - nearest_edge(target.value, result))?;
        let share = miss.value().abs() / nearest_edge(target.value, result).abs().max(1e-9);
        let view = line(
            indicator,
            rag,
            observation,
            target_with_sign(indicator, target.value),
            change_words(indicator, miss, "target"),
        );
        Some((rag, share, view))
    });
    let mut missed: Vec<_> = missed.collect();
    missed.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    missed.into_iter().map(|(_, _, view)| view).collect()
}

fn nearest_edge(target: Target, result: Figure) -> f64 {
    match target {
        Target::Point(point) => point.value(),
        Target::Range(low, high) => {
            if result < low {
                low.value()
            } else {
                high.value()
            }
        }
    }
}

fn line(
    indicator: &Indicator,
    rag: Rag,
    observation: &Observation,
    against: String,
    difference: String,
) -> ExceptionView {
    ExceptionView {
        id: id(indicator),
        code: indicator.code.value.clone(),
        name: indicator.name.value.clone(),
        status: status(Status::Rated(rag)),
        result: result_words(indicator, observation),
        against,
        difference,
    }
}

/// The three changes that are largest as a share of the figure before, among
/// indicators with a direction.
fn movements(scorecard: &Scorecard, periods: Periods) -> Vec<ExceptionView> {
    let moved = scorecard.indicators.iter().filter_map(|indicator| {
        let movement = indicator.movement(periods.before, periods.now)?;
        let before = indicator.at(periods.before)?;
        let share = movement.change.value().abs() / before.result()?.value().abs().max(1e-9);
        let now = indicator.at(periods.now)?;
        if matches!(movement.direction, Direction::Unchanged)
            || indicator.rule.polarity == Polarity::InformationOnly
        {
            return None;
        }
        let mut view = line(
            indicator,
            Rag::Green,
            now,
            result_words(indicator, before),
            movement_words(indicator, movement, ""),
        );
        view.status = status(now.status);
        Some((share, view))
    });
    let mut moved: Vec<_> = moved.collect();
    moved.sort_by(|a, b| b.0.total_cmp(&a.0));
    moved.into_iter().take(3).map(|(_, view)| view).collect()
}

fn groups(scorecard: &Scorecard, periods: Periods) -> Vec<GroupView> {
    let trend = trend_periods(scorecard);
    let mut groups: Vec<GroupView> = Vec::new();
    for indicator in &scorecard.indicators {
        let parts =
            [indicator.priority.as_ref().map(|p| p.value.as_str()), indicator.theme.as_deref()];
        let heading = parts.into_iter().flatten().collect::<Vec<_>>().join(": ");
        let view = indicator_view(indicator, periods, &trend);
        match groups.iter_mut().find(|group| group.heading == heading) {
            Some(group) => group.indicators.push(view),
            None => groups.push(GroupView { heading, indicators: vec![view] }),
        }
    }
    groups
}

fn id(indicator: &Indicator) -> String {
    let code = indicator
        .code
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    format!("indicator-{}", code.collect::<String>())
}

fn indicator_view(
    indicator: &Indicator,
    periods: Periods,
    trend_periods: &[Period],
) -> IndicatorView {
    let now = indicator.at(periods.now);
    let remarks = now.map(remarks).unwrap_or_default();
    let length: usize = now
        .into_iter()
        .flat_map(|o| [&o.updater_comments, &o.approver_comments, &o.actions])
        .flatten()
        .map(|text| text.len())
        .sum();
    let changes = [(periods.before, "previous"), (periods.last_year, "last-year")];
    let directions = changes.into_iter().filter_map(|(period, since)| {
        let movement = indicator.movement(period, periods.now)?;
        Some(direction(indicator, movement, since, &period.short()))
    });
    IndicatorView {
        id: id(indicator),
        code: indicator.code.value.clone(),
        name: indicator.name.value.clone(),
        unit: format!("{}; {}", unit_name(indicator), better(indicator)),
        unit_name: unit_name(indicator),
        better: words::capital(better(indicator)),
        is_percent: indicator.unit.is_percent(),
        places: indicator.places,
        current: figures(indicator, now),
        previous: figures(indicator, indicator.at(periods.before)),
        last_year: figures(indicator, indicator.at(periods.last_year)),
        status: status(periods.status(indicator)),
        year: indicator.year_of_rags(periods.now).map(year),
        trend: trend(indicator, periods.now),
        directions: directions.collect(),
        remarks,
        long: length > 2500,
        history: history(indicator),
        trend_values: trend_periods
            .iter()
            .map(|period| shown(indicator, indicator.at(*period)?))
            .collect(),
    }
}

fn unit_name(indicator: &Indicator) -> String {
    words::capital(match indicator.unit.as_str() {
        "" => "number",
        "%" => "per cent",
        unit => unit,
    })
}

fn better(indicator: &Indicator) -> &'static str {
    match indicator.rule.polarity {
        Polarity::Higher => "higher is better",
        Polarity::Lower => "lower is better",
        Polarity::Range => "within the range is better",
        Polarity::InformationOnly => "for information",
    }
}

/// The result as a number, rounded as it is shown.
fn shown(indicator: &Indicator, observation: &Observation) -> Option<f64> {
    observation.result().map(|figure| figure.rounded(indicator.places).value())
}

fn history(indicator: &Indicator) -> Vec<HistoryRow> {
    let row = |(period, observation): (&Period, &Observation)| HistoryRow {
        period: period.short(),
        months: period.months(),
        figures: figures(indicator, Some(observation)),
        status: status(observation.status),
    };
    indicator.results.iter().map(row).collect()
}

/// The last eight periods, less those for which no indicator has a result.
fn trend_periods(scorecard: &Scorecard) -> Vec<Period> {
    let periods = std::iter::successors(Some(scorecard.period), |period| Some(period.previous()));
    let known = |period: &Period| {
        scorecard.indicators.iter().any(|i| i.at(*period).is_some_and(|o| o.result().is_some()))
    };
    let mut periods: Vec<Period> = periods.take(8).filter(known).collect();
    periods.reverse();
    periods
}

fn figures(indicator: &Indicator, observation: Option<&Observation>) -> Figures {
    let Some(observation) = observation else {
        return Figures {
            result: "No data".into(),
            pad: String::new(),
            fraction: None,
            target: None,
            value: None,
            numerator: None,
            denominator: None,
            target_value: None,
            target_text: None,
        };
    };
    let fraction = observation.fraction.as_ref();
    let has_result = observation.result().is_some();
    let target = match (&observation.target, observation.status) {
        (Some(target), _) => Some(format!("Target {}", target_with_sign(indicator, target.value))),
        (None, Status::InformationOnly) => Some("Info only".into()),
        (None, _) => None,
    };
    let sign = if indicator.unit.is_percent() { "" } else { "%" };
    Figures {
        result: result_words(indicator, observation),
        pad: if has_result { pad(indicator.places, sign) } else { String::new() },
        fraction: fraction.map(|f| {
            format!("{} / {}", words::short_number(f.numerator), words::short_number(f.denominator))
        }),
        target,
        value: shown(indicator, observation),
        numerator: fraction.map(|f| f.numerator.value()),
        denominator: fraction.map(|f| f.denominator.value()),
        target_value: observation.target.as_ref().and_then(|target| match target.value {
            Target::Point(point) => Some(point.value()),
            Target::Range(..) => None,
        }),
        target_text: observation.target.as_ref().map(|target| target_words(target.value)),
    }
}

/// What stands after the decimal point of a figure with two places and a sign,
/// less what this indicator's figures have there.
fn pad(places: u8, sign: &str) -> String {
    let decimals = match places {
        0 => ".00",
        1 => "0",
        _ => "",
    };
    format!("{decimals}{sign}")
}

fn result_words(indicator: &Indicator, observation: &Observation) -> String {
    match &observation.value {
        Recorded::Result(figure) => {
            let sign = if indicator.unit.is_percent() { "%" } else { "" };
            format!("{}{sign}", words::number(*figure, indicator.places))
        }
        Recorded::NoActivity => "No activity".into(),
        Recorded::Missing(Some(reason)) => words::capital(reason),
        Recorded::Missing(None) => "No data".into(),
    }
}

/// Returns the target as it is printed: `80%`, `0.76`, `90% to 110%`.
fn target_with_sign(indicator: &Indicator, target: Target) -> String {
    if !indicator.unit.is_percent() {
        return target_words(target);
    }
    match target {
        Target::Point(point) => format!("{}%", words::short_number(point)),
        Target::Range(low, high) => {
            format!("{}% to {}%", words::short_number(low), words::short_number(high))
        }
    }
}

fn target_words(target: Target) -> String {
    match target {
        Target::Point(point) => words::short_number(point),
        Target::Range(low, high) => {
            format!("{} to {}", words::short_number(low), words::short_number(high))
        }
    }
}

fn year(year: YearOfRags) -> YearView {
    let (RagCounts { red, amber, green }, note) = match year {
        YearOfRags::Counted(counts) => (counts, String::new()),
        YearOfRags::Stated(counts) => (counts, "as stated".into()),
        YearOfRags::Partial(counts) => (counts, format!("of {} with a result", counts.total())),
    };
    YearView { red, amber, green, note }
}

fn direction(indicator: &Indicator, movement: Movement, since: &str, words: &str) -> DirectionView {
    let key = match movement.direction {
        Direction::Improving => "improving",
        Direction::Worsening => "worsening",
        Direction::Unchanged => "same",
        Direction::Up => "up",
        Direction::Down => "down",
    };
    DirectionView {
        key: key.into(),
        word: movement.direction.to_string(),
        change: change_words(indicator, movement.change, words),
        since: since.into(),
        amount: movement.change.value(),
        rose: movement.change.value() > 0.0,
    }
}

/// `+11.06 on Sep 2017`; `on Sep 2017` for no change.
fn change_words(indicator: &Indicator, change: Figure, since: &str) -> String {
    let places = indicator.places.max(change.decimal_places(2));
    let size = words::number(Figure::new(change.value().abs()).unwrap_or(change), places);
    match change.value() {
        0.0 => format!("on {since}"),
        c if c > 0.0 => format!("+{size} on {since}"),
        _ => format!("−{size} on {since}"),
    }
}

fn movement_words(indicator: &Indicator, movement: Movement, _since: &str) -> String {
    let change = change_words(indicator, movement.change, "");
    format!("{} ({})", movement.direction, change.trim_end_matches(" on "))
}

/// The line over the last eight periods that have results, at their places in
/// time, with a text alternative that gives the figures.
fn trend(indicator: &Indicator, now: Period) -> Option<Trend> {
    let span = now.span();
    let history: Vec<(Period, Figure)> = indicator
        .results
        .range(..=now)
        .filter(|(period, _)| period.span() == span && now.steps_since(**period) < 8)
        .filter_map(|(period, observation)| {
            Some((*period, observation.result()?.rounded(indicator.places)))
        })
        .collect();
    let (first, _) = *history.first()?;
    if history.len() < 2 {
        return None;
    }
    let target = indicator.at(now).and_then(|o| o.target.as_ref()).and_then(|t| match t.value {
        Target::Point(point) => Some(point.value()),
        Target::Range(..) => None,
    });
    let values = history.iter().map(|(_, figure)| figure.value());
    let (low, high) = values
        .clone()
        .chain(target)
        .fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    let height = |value: f64| if high > low { (value - low) / (high - low) } else { 0.5 };
    let width = f64::from(now.steps_since(first).max(1));
    let points = history.iter().map(|(period, figure)| {
        [round(f64::from(period.steps_since(first)) / width), round(height(figure.value()))]
    });
    let sign = if indicator.unit.is_percent() { "%" } else { "" };
    let told: Vec<String> = history
        .iter()
        .map(|(period, figure)| {
            format!("{}: {}{sign}", period.short(), words::number(*figure, indicator.places))
        })
        .collect();
    Some(Trend {
        points: points.collect(),
        target: target.map(|target| round(height(target))),
        values: history.iter().map(|(_, figure)| figure.value()).collect(),
        alternative: format!("Trend of {}: {}", indicator.code.value, told.join("; ")),
    })
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn remarks(observation: &Observation) -> Vec<Remark> {
    let of = |heading: &str, text: &Option<crate::place::Placed<String>>| {
        text.as_ref().map(|text| Remark { heading: heading.into(), blocks: blocks::plain(text) })
    };
    let quality = observation
        .data_quality
        .as_ref()
        .map(|text| Remark { heading: "Data quality".into(), blocks: blocks::plain(text) });
    [
        of("Updater", &observation.updater_comments),
        of("Approver", &observation.approver_comments),
        of("Action", &observation.actions),
        quality,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The rule in words, shown with the ratings: who misses by how much is amber.
fn rule_words(scorecard: &Scorecard) -> String {
    let margins = scorecard.indicators.iter().filter_map(|indicator| match indicator.rule.amber {
        AmberLimit::Margin(margin) => Some(margin),
        AmberLimit::Value(_) => None,
    });
    let margin = margins.max_by(|a, b| a.value().total_cmp(&b.value()));
    let own = scorecard.indicators.iter().any(|i| matches!(i.rule.amber, AmberLimit::Value(_)));
    let general = match margin {
        Some(margin) => format!(
            "amber misses it by up to {}% of the target; red misses it by more.",
            words::short_number(margin)
        ),
        None => {
            "amber misses it within the indicator's own amber limit; red misses it by more.".into()
        }
    };
    let own = if own && margin.is_some() {
        " Indicators with an amber limit of their own are held to that."
    } else {
        ""
    };
    format!("Green meets its target; {general}{own}")
}

/// What a reader must know about single figures.
fn notes(scorecard: &Scorecard, periods: Periods) -> Vec<String> {
    let mut notes = Vec::new();
    let stated = scorecard.indicators.iter().any(|indicator| {
        matches!(indicator.year_of_rags(periods.now), Some(YearOfRags::Stated(_)))
    });
    if stated {
        notes.push(
            "Counts marked “as stated” come from the council's performance system, because the \
             workbook holds fewer than four periods of history."
                .into(),
        );
    }
    let idle = scorecard
        .indicators
        .iter()
        .filter(|indicator| indicator.results.values().any(|o| o.value == Recorded::NoActivity));
    let idle: Vec<String> = idle.map(|indicator| indicator.code.value.clone()).collect();
    if !idle.is_empty() {
        notes.push(format!(
            "No activity means that there was nothing to count, 0 / 0: {}.",
            words::list(&idle)
        ));
    }
    notes
}
