//! The summary that a member takes in at a glance: counts, targets missed, the
//! largest movements.

use super::figures::{change_amount, result_words, target_with_sign};
use super::{Context, CountView, ExceptionView, status};
use crate::model::figure::Figure;
use crate::model::indicator::{Indicator, Movement, Observation, Scorecard};
use crate::model::period::Period;
use crate::model::rag::{Direction, Polarity, Rag, Status, Target};
use crate::view::words;

pub(super) fn sentence(statuses: &[Status]) -> String {
    let rated: Vec<Rag> = statuses.iter().filter_map(|status| status.rag()).collect();
    let of = |rag: Rag| rated.iter().filter(|r| **r == rag).count();
    // One without a result may have a target all the same.
    let is_open = |status: &Status| matches!(status, Status::NoActivity | Status::NoData);
    let has_open = statuses.iter().any(is_open);
    if rated.is_empty() {
        let what = if has_open { "both a target and a result" } else { "a target" };
        return format!("No indicator has {what} for this period.");
    }
    let colours = [(Rag::Green, "green"), (Rag::Amber, "amber"), (Rag::Red, "red")]
        .map(|(rag, word)| (of(rag), word));
    let rest = statuses.len() - rated.len();
    let rest = match rest {
        0 => String::new(),
        1 => " One more is not rated.".into(),
        more => format!(" {} more are not rated.", words::capital(&words::count(more))),
    };
    let what = if has_open { "a target and a result" } else { "a target" };
    if rated.len() == 1 {
        let only = format!("The one indicator with {what}");
        return format!("{}.{rest}", words::in_colours(colours, &only));
    }
    format!(
        "Of the {} with {what}, {}.{rest}",
        words::counted(rated.len(), "indicator", "indicators"),
        words::in_colours(colours, "it")
    )
}

pub(super) fn counts(statuses: &[Status]) -> Vec<CountView> {
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
pub(super) fn exceptions(scorecard: &Scorecard, context: Context<'_>) -> Vec<ExceptionView> {
    let missed = scorecard.indicators.iter().filter_map(|indicator| {
        let (heading, context) = (context, context.of(indicator));
        let observation = indicator.at(context.now)?;
        let rag = observation.status.rag().filter(|rag| *rag != Rag::Green)?;
        let (result, target) =
            (observation.result()?.rounded(indicator.places), observation.target.as_ref()?);
        let miss = Figure::new(result.value() - nearest_edge(target.value, result))?;
        let share = miss.value().abs() / nearest_edge(target.value, result).abs().max(1e-9);
        let mut view = line(
            context,
            indicator,
            rag,
            observation,
            target_with_sign(indicator, target.value),
            in_points(indicator, miss),
        );
        view.result = in_period(view.result, context.now, heading.now);
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
    context: Context<'_>,
    indicator: &Indicator,
    rag: Rag,
    observation: &Observation,
    against: String,
    difference: String,
) -> ExceptionView {
    ExceptionView {
        id: context.id(indicator),
        code: indicator.code.value.clone(),
        name: with_unit(indicator),
        status: status(Status::Rated(rag)),
        result: result_words(indicator, observation),
        against,
        difference,
    }
}

/// A figure with its period where that is of another length than the heading's:
/// `1,100 (November 2017)`.
fn in_period(figure: String, own: Period, heading: Period) -> String {
    if own == heading { figure } else { format!("{figure} ({own})") }
}

/// `Average wait time (seconds)`: in the summary no column says the unit.
fn with_unit(indicator: &Indicator) -> String {
    let name = words::title(&indicator.name);
    match indicator.unit.as_str() {
        "" => name,
        _ if indicator.unit.is_percent() => name,
        unit => format!("{name} ({unit})"),
    }
}

/// The three changes that are largest as a share of the figure before, among
/// indicators with a direction.
pub(super) fn movements(scorecard: &Scorecard, context: Context<'_>) -> Vec<ExceptionView> {
    let moved = scorecard.indicators.iter().filter_map(|indicator| {
        let (heading, context) = (context, context.of(indicator));
        let movement = indicator.movement(context.before, context.now)?;
        let before = indicator.at(context.before)?;
        let share = movement.change.value().abs() / before.result()?.value().abs().max(1e-9);
        let now = indicator.at(context.now)?;
        if matches!(movement.direction, Direction::Unchanged)
            || indicator.rule.polarity == Polarity::InformationOnly
            || indicator.is_cumulative()
        {
            return None;
        }
        let mut view = line(
            context,
            indicator,
            Rag::Green,
            now,
            result_words(indicator, before),
            movement_words(indicator, movement),
        );
        view.status = status(now.status);
        view.result = in_period(view.result, context.now, heading.now);
        view.against = in_period(view.against, context.before, heading.before);
        Some((share, view))
    });
    let mut moved: Vec<_> = moved.collect();
    moved.sort_by(|a, b| b.0.total_cmp(&a.0));
    moved.into_iter().take(3).map(|(_, view)| view).collect()
}

fn movement_words(indicator: &Indicator, movement: Movement) -> String {
    format!("{} ({})", movement.direction, in_points(indicator, movement.change))
}

/// `+5.59 points`: the difference of two percentages; a bare `+5.59` of all else.
fn in_points(indicator: &Indicator, change: Figure) -> String {
    let amount = change_amount(indicator, change).unwrap_or_else(|| "0".into());
    if indicator.unit.is_percent() { format!("{amount} points") } else { amount }
}
