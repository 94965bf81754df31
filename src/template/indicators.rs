//! The workbook of indicators: what they are and their history carried forward,
//! and for the new period a row an indicator with its target.

use super::line::Line;
use super::{Earlier, Known, sheet};
use crate::model::figure::{Figure, Unit};
use crate::model::indicator::{Indicator, Observation, Recorded, Scorecard};
use crate::model::period::Period;
use crate::model::rag::{AmberLimit, Polarity, Target};
use crate::place::Placed;
use crate::read::columns::{INDICATORS, RESULTS};
use crate::read::grid::fold;
use crate::view::form::{Entered, FormRow, FormSheet, RowKind};

pub(super) fn sheets(known: &Known) -> Vec<FormSheet> {
    let before = match &known.earlier {
        Earlier::Indicators(scorecard) => Some(scorecard),
        _ => None,
    };
    let period = before.map(|scorecard| known.period.unwrap_or(scorecard.period.next()));
    let described = before.iter().flat_map(|scorecard| &scorecard.indicators).map(definition);
    let rows = before.zip(period).map(|(before, period)| results(before, period));
    let about = match (period, known.period, &known.meeting) {
        (Some(period), ..) => format!(
            "Fill in the yellow rows for {period} ({}). The rows below them are the history, which trends come from.",
            period.months()
        ),
        (None, Some(period), _) => format!("One row an indicator and period. This report is about {period}."),
        (None, None, Some(meeting)) => {
            let date = meeting.date.value;
            let quarter = Period::quarter_before(date.year().into(), date.month().into());
            quarter.map_or_else(String::new, |quarter| {
                format!("One row an indicator and period. The quarter before the meeting is {quarter}.")
            })
        }
        (None, None, None) => {
            "One row an indicator and period; earlier periods are the history that trends come from."
                .into()
        }
    };
    let results = sheet::table(&RESULTS, about, rows.unwrap_or_default(), known);
    let indicators = sheet::table(
        &INDICATORS,
        "One row an indicator: what it is. Results have a sheet of their own.",
        described.collect(),
        known,
    );
    // Who goes on from a period has little to do with what indicators are.
    if before.is_some() { vec![results, indicators] } else { vec![indicators, results] }
}

fn definition(indicator: &Indicator) -> FormRow {
    let latest = indicator.latest().and_then(|period| indicator.at(period));
    let rule = indicator.rule;
    // Nothing was said about which way is better where a target is not used.
    let unsaid = rule.polarity == Polarity::InformationOnly
        && latest.is_some_and(|observation| observation.target.is_some());
    let mut line = Line::new(&INDICATORS, RowKind::Known)
        .text("Code", &indicator.code.value)
        .text("Indicator", &indicator.name.value)
        .maybe("Priority", indicator.priority.as_ref().map(|priority| priority.value.as_str()))
        .maybe("Theme", indicator.theme.as_deref())
        .maybe("Owner", indicator.owner.as_deref())
        .text("Unit", indicator.unit.as_str())
        .text("Better", if unsaid { String::new() } else { rule.polarity.to_string() })
        .maybe("Target type", indicator.target_type.as_deref())
        .maybe("Definition", indicator.definition.as_deref())
        .maybe("Source", indicator.source.as_deref())
        .part(&indicator.part);
    if indicator.own_limit {
        line = line.text("Amber limit", amber_limit(rule.amber, &indicator.unit));
    }
    if indicator.own_places {
        line = line.put("Decimal places", Entered::Number(indicator.places.into(), 0));
    }
    if let Some(period) = indicator.latest() {
        line = line.text("Frequency", period.span().frequency());
    }
    line.finish()
}

fn amber_limit(limit: AmberLimit, unit: &Unit) -> String {
    match limit {
        AmberLimit::Margin(margin) => format!("{}%", margin.value()),
        AmberLimit::Value(value) if unit.is_percent() => format!("{}%", value.value()),
        AmberLimit::Value(value) => value.value().to_string(),
    }
}

/// The rows of the new period, then those before it, the newest first.
fn results(before: &Scorecard, period: Period) -> Vec<FormRow> {
    let mut rows: Vec<FormRow> =
        before.indicators.iter().filter_map(|indicator| awaited(indicator, period)).collect();
    let mut history: Vec<(Period, &Indicator, &Observation)> = Vec::new();
    for indicator in &before.indicators {
        let due = due(indicator, period);
        let known = indicator.results.iter().filter(|(period, observation)| {
            Some(**period) != due || observation.value != Recorded::Missing(None)
        });
        history.extend(known.map(|(period, observation)| (*period, indicator, observation)));
    }
    history.sort_by_key(|(period, ..)| std::cmp::Reverse(*period));
    rows.extend(
        history
            .into_iter()
            .map(|(period, indicator, observation)| recorded(period, indicator, observation)),
    );
    rows
}

/// Returns the period that an indicator is due for: the common one, or its own
/// next one where that is of another length and over by then.
fn due(indicator: &Indicator, period: Period) -> Option<Period> {
    match indicator.latest() {
        Some(latest) if latest.span() != period.span() => {
            Some(latest.next()).filter(|next| next.is_over_by(period))
        }
        _ => Some(period),
    }
}

/// Returns the row that waits for an indicator's author.
fn awaited(indicator: &Indicator, period: Period) -> Option<FormRow> {
    let period = due(indicator, period)?;
    if indicator.at(period).is_some_and(|o| o.value != Recorded::Missing(None)) {
        return None;
    }
    let own = indicator.at(period).and_then(|observation| observation.target.as_ref());
    let percent = indicator.unit.is_percent().then_some(indicator.places.max(2));
    let line = Line::new(&RESULTS, RowKind::Known)
        .text("Code", &indicator.code.value)
        .text("Period", period.to_string())
        .put(
            "Target",
            match own {
                Some(own) => target(Some(own), indicator),
                None if goes_on(indicator) => target(latest(indicator), indicator),
                None => Entered::Awaited(percent),
            },
        )
        .put("Result", Entered::Awaited(percent))
        .put("Computed result", Entered::Awaited(percent))
        .awaits(&["Numerator", "Denominator", "Updater comments", "Approver comments"])
        .awaits(&["Actions", "Reason missing"]);
    Some(line.finish())
}

fn latest(indicator: &Indicator) -> Option<&Placed<Target>> {
    indicator.latest().and_then(|latest| indicator.at(latest)?.target.as_ref())
}

/// Returns whether the latest target is that of the next period too: not one that grows
/// over the year, nor one that was another the period before.
fn goes_on(indicator: &Indicator) -> bool {
    let grows = |kind: &String| matches!(fold(kind).as_str(), "profiled" | "cumulative");
    let mut targets = indicator.results.values().rev().map(|o| o.target.as_ref().map(|t| t.value));
    let (last, before) = (targets.next().flatten(), targets.next().flatten());
    !indicator.target_type.as_ref().is_some_and(grows) && (before.is_none() || before == last)
}

fn recorded(period: Period, indicator: &Indicator, observation: &Observation) -> FormRow {
    let words =
        |text: &Option<Placed<String>>| Entered::text(text.as_ref().map_or("", |t| &t.value));
    let mut line = Line::new(&RESULTS, RowKind::Known)
        .text("Code", &indicator.code.value)
        .text("Period", period.to_string())
        .put("Target", target(observation.target.as_ref(), indicator))
        .text("Computed RAG", observation.status.to_string())
        .put("Updater comments", words(&observation.updater_comments))
        .put("Approver comments", words(&observation.approver_comments))
        .put("Actions", words(&observation.actions))
        .maybe("Data quality", observation.data_quality.as_deref());
    let shown = observation.result().map(|result| result.rounded(indicator.places));
    line = line.put(
        "Computed result",
        match shown {
            Some(shown) => figure(shown, indicator),
            None => Entered::text(observation.status.to_string()),
        },
    );
    if let Some(stated) = &observation.stated {
        line = line.put("Result", figure(stated.value, indicator));
    }
    if let Some(fraction) = &observation.fraction {
        let whole = |figure: Figure| Entered::Number(figure.value(), figure.decimal_places(4));
        line = line
            .put("Numerator", whole(fraction.numerator))
            .put("Denominator", whole(fraction.denominator));
    }
    if let Recorded::Missing(Some(reason)) = &observation.value {
        line = line.text("Reason missing", reason);
    }
    if let Some(rag) = &observation.stated_rag {
        line = line.text("Stated RAG", rag.value.to_string());
    }
    if let Some(counts) = &observation.stated_counts {
        let counts = counts.value;
        line = line.text("RAG counts", format!("{} {} {}", counts.red, counts.amber, counts.green));
    }
    line.finish()
}

fn figure(figure: Figure, indicator: &Indicator) -> Entered {
    let places = indicator.places.max(figure.decimal_places(6));
    if indicator.unit.is_percent() {
        Entered::Percent(figure.value(), places)
    } else {
        Entered::Number(figure.value(), places)
    }
}

fn target(target: Option<&Placed<Target>>, indicator: &Indicator) -> Entered {
    let sign = if indicator.unit.is_percent() { "%" } else { "" };
    match target.map(|target| target.value) {
        None => Entered::Empty,
        Some(Target::Range(low, high)) => {
            Entered::Text(format!("{}{sign} to {}{sign}", low.value(), high.value()))
        }
        Some(Target::Point(point)) if indicator.unit.is_percent() => {
            Entered::Percent(point.value(), point.decimal_places(6))
        }
        Some(Target::Point(point)) => Entered::Number(point.value(), point.decimal_places(6)),
    }
}
