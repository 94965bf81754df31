//! One indicator's row.

use super::figures::{change_amount, figures, shown};
use super::{
    Context, DirectionView, Figures, HistoryRow, IndicatorView, Remark, YearView, status, trend,
};
use crate::model::indicator::{Indicator, Movement, Observation, YearOfRags};
use crate::model::period::Period;
use crate::model::rag::{AmberLimit, Direction, Polarity, RagCounts};
use crate::place::Placed;
use crate::view::{blocks, words};

/// How many lines of remarks are sure to fit on a page, and how many characters a line has.
const LONG_ROW: usize = 12;
const COLUMN: usize = 36;

pub(super) fn view(
    indicator: &Indicator,
    context: Context<'_>,
    trend_periods: &[Period],
) -> IndicatorView {
    let heading = context;
    let context = context.of(indicator);
    let now = indicator.at(context.now);
    // A period of another length than the heading's is named beside its figures.
    let at = |period: Period, heading: Period| Figures {
        period: (period != heading).then(|| period.to_string()),
        ..figures(indicator, indicator.at(period))
    };
    let remarks = now.map(remarks).unwrap_or_default();
    let texts =
        now.into_iter().flat_map(|o| [&o.updater_comments, &o.approver_comments, &o.actions]);
    let lines: usize = texts.flatten().map(|text| blocks::text_lines(text, COLUMN)).sum();
    let changes = [(context.before, "previous"), (context.last_year, "last-year")];
    // A running total always grows: it is compared with that of a year ago alone.
    let compared = changes
        .into_iter()
        .filter(|(_, since)| *since == "last-year" || !indicator.is_cumulative());
    let directions = compared.filter_map(|(period, since)| {
        let movement = indicator.movement(period, context.now)?;
        let words = if context.now == heading.now { period.short() } else { period.to_string() };
        Some(direction(indicator, movement, since, &words))
    });
    IndicatorView {
        id: context.id(indicator),
        code: indicator.code.value.clone(),
        name: words::title(&indicator.name),
        unit: format!(
            "{}; {}{}{}",
            unit_name(indicator),
            better(indicator),
            indicator
                .target_type
                .as_ref()
                .map(|kind| format!("; target {kind}"))
                .unwrap_or_default(),
            own_limit(indicator)
        ),
        about: [
            ("Owner", &indicator.owner),
            ("Target type", &indicator.target_type),
            ("Definition", &indicator.definition),
            ("Source", &indicator.source),
        ]
        .map(|(heading, text)| (heading.to_string(), text.clone().unwrap_or_default()))
        .into(),
        unit_name: unit_name(indicator),
        better: words::capital(better(indicator)),
        is_percent: indicator.unit.is_percent(),
        places: indicator.places,
        current: at(context.now, heading.now),
        previous: at(context.before, heading.before),
        last_year: at(context.last_year, heading.last_year),
        status: status(context.status(indicator)),
        year: indicator.year_of_rags(context.now).map(year),
        trend: trend::trend(indicator, context.now),
        directions: directions.collect(),
        remarks,
        long: lines > LONG_ROW,
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

/// `; amber to 85%` or `; amber within 5% of the target`, for a limit of its own.
fn own_limit(indicator: &Indicator) -> String {
    let percent = if indicator.unit.is_percent() { "%" } else { "" };
    match indicator.rule.amber {
        _ if !indicator.own_limit => String::new(),
        AmberLimit::Value(limit) => format!("; amber to {}{percent}", words::short_number(limit)),
        AmberLimit::Margin(margin) => {
            format!("; amber within {}% of the target", words::short_number(margin))
        }
    }
}

fn better(indicator: &Indicator) -> &'static str {
    match indicator.rule.polarity {
        Polarity::Higher => "higher is better",
        Polarity::Lower => "lower is better",
        Polarity::Range => "within the range is better",
        Polarity::InformationOnly => "for information",
    }
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
        word: direction_word(indicator, movement),
        change: match change_amount(indicator, movement.change) {
            Some(amount) => format!("{amount} on {words}"),
            None => format!("on {words}"),
        },
        since: since.into(),
        amount: movement.change.value(),
        rose: movement.change.value() > 0.0,
    }
}

/// The direction in a word: a result that moves within its range is neither better nor worse.
fn direction_word(indicator: &Indicator, movement: Movement) -> String {
    let moved = movement.change.value() != 0.0;
    match movement.direction {
        Direction::Unchanged if moved && indicator.rule.polarity == Polarity::Range => {
            "Within range".into()
        }
        direction => direction.to_string(),
    }
}

fn remarks(observation: &Observation) -> Vec<Remark> {
    let of = |heading: &str, text: &Option<Placed<String>>| {
        text.as_ref().map(|text| Remark { heading: heading.into(), blocks: blocks::listed(text) })
    };
    let quality = observation
        .data_quality
        .as_ref()
        .map(|text| Remark { heading: "Data quality".into(), blocks: blocks::listed(text) });
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
