//! Indicators, and their results period by period.

use super::{Column, Kind, Maker, Table, Value, column, columns, number, shown, text};
use crate::model::figure::Figure;
use crate::model::indicator::{Indicator, Observation, Recorded, Scorecard};
use crate::model::meeting::Meeting;
use crate::model::period::Period;
use crate::model::rag::{AmberLimit, Target};

const INDICATORS: [Column; 13] = [
    column("item", Kind::Text, "the number of the agenda item"),
    column("code", Kind::Text, "the indicator's code"),
    column("name", Kind::Text, "the indicator's name"),
    column("priority", Kind::Text, "the corporate priority that it serves"),
    column("theme", Kind::Text, "the theme within the priority"),
    column("owner", Kind::Text, "the post that answers for it"),
    column("unit", Kind::Text, "what results are counted in; empty for a plain number"),
    column(
        "better",
        Kind::Choice(&["higher", "lower", "range", "information only"]),
        "which way results are better",
    ),
    column("decimal_places", Kind::Number, "how many decimal places of a result are published"),
    column("target_type", Kind::Text, "how the target runs: in period, cumulative, profiled"),
    column("definition", Kind::Text, "what exactly is measured"),
    column("data_source", Kind::Text, "where the figures come from"),
    column("reported_period", Kind::Text, "the period that the report is about"),
];

const RESULTS: [Column; 19] = [
    column("item", Kind::Text, "the number of the agenda item"),
    column("code", Kind::Text, "the indicator's code"),
    column("period", Kind::Text, "the month, quarter, half or financial year: `2017/18 Q3`"),
    column("period_end", Kind::Date, "the last day of the period"),
    column("unit", Kind::Text, "what the result is counted in; empty for a plain number"),
    column(
        "recorded",
        Kind::Choice(&["result", "no activity", "missing"]),
        "whether there is a result; `no activity` is 0 of 0, and never 100%",
    ),
    column("reason_missing", Kind::Text, "why there is no result, where a reason is given"),
    column("result", Kind::Number, "the result, in the unit: 91.36 for 91.36%"),
    column("numerator", Kind::Number, "the upper figure of the fraction that it comes from"),
    column("denominator", Kind::Number, "the lower figure"),
    column("target", Kind::Number, "the target of the period; of a range, its lower end"),
    column("target_upper", Kind::Number, "the upper end of a range"),
    column(
        "better",
        Kind::Choice(&["higher", "lower", "range", "information only"]),
        "which way results are better, as the rating took it",
    ),
    column("amber_margin", Kind::Number, "how far a miss is amber, as a percentage of the target"),
    column("amber_limit", Kind::Number, "up to which figure a miss is amber, in the unit"),
    column(
        "rag",
        Kind::Choice(&["Red", "Amber", "Green", "Info only", "No activity", "No data"]),
        "the rating by the rule that these columns give",
    ),
    column(
        "rag_stated",
        Kind::Choice(&["Red", "Amber", "Green"]),
        "the rating that the author states, where one is stated",
    ),
    column("comments", Kind::Text, "what the officer who entered the result says of it"),
    column("actions", Kind::Text, "what is being done about it"),
];

/// Returns every indicator.
pub(super) fn indicators(maker: &Maker<'_>, meeting: &Meeting) -> Table {
    let rows = all(meeting).map(|(item, scorecard, indicator)| {
        let own = vec![
            Value::Text(item.into()),
            Value::Text(indicator.code.value.clone()),
            Value::Text(indicator.name.value.clone()),
            text(indicator.priority.as_ref().map(|priority| &priority.value)),
            text(indicator.theme.as_ref()),
            text(indicator.owner.as_ref()),
            text(Some(indicator.unit.as_str())),
            shown(Some(indicator.rule.polarity)),
            Value::Number(indicator.places.into()),
            text(indicator.target_type.as_ref()),
            text(indicator.definition.as_ref()),
            text(indicator.source.as_ref()),
            shown(Some(indicator.current(scorecard.period))),
        ];
        [own, maker.evidence(&indicator.code.place).into()].concat()
    });
    Table {
        name: "indicators",
        title: "Performance indicators",
        about: "an indicator of a report",
        columns: columns(&INDICATORS),
        key: &["item", "code"],
        refers: None,
        rows: rows.collect(),
    }
}

/// Returns every result of every period, oldest first.
pub(super) fn results(maker: &Maker<'_>, meeting: &Meeting) -> Table {
    let rows = all(meeting).flat_map(|(item, _, indicator)| {
        let row = move |(period, observation): (&Period, &Observation)| {
            let own = result(item, indicator, *period, observation);
            [own, maker.evidence(observation.cell()).into()].concat()
        };
        indicator.results.iter().map(row)
    });
    Table {
        name: "results",
        title: "Results of performance indicators",
        about: "a result of an indicator in a period",
        columns: columns(&RESULTS),
        key: &["item", "code", "period"],
        refers: Some(("indicators", &["item", "code"])),
        rows: rows.collect(),
    }
}

fn result(
    item: &str,
    indicator: &Indicator,
    period: Period,
    observation: &Observation,
) -> Vec<Value> {
    let (recorded, reason) = match &observation.value {
        Recorded::Result(_) => ("result", None),
        Recorded::NoActivity => ("no activity", None),
        Recorded::Missing(reason) => ("missing", reason.as_ref()),
    };
    let fraction = observation.fraction.as_ref();
    let (low, high) = match observation.target.as_ref().map(|target| target.value) {
        Some(Target::Point(point)) => (Some(point.value()), None),
        Some(Target::Range(low, high)) => (Some(low.value()), Some(high.value())),
        None => (None, None),
    };
    let (margin, limit) = match indicator.rule.amber {
        AmberLimit::Margin(margin) => (Some(margin.value()), None),
        AmberLimit::Value(limit) => (None, Some(limit.value())),
    };
    vec![
        Value::Text(item.into()),
        Value::Text(indicator.code.value.clone()),
        shown(Some(period)),
        Value::Date(period.end()),
        text(Some(indicator.unit.as_str())),
        Value::Text(recorded.into()),
        text(reason),
        number(observation.result().map(Figure::value)),
        number(fraction.map(|fraction| fraction.numerator.value())),
        number(fraction.map(|fraction| fraction.denominator.value())),
        number(low),
        number(high),
        shown(Some(indicator.rule.polarity)),
        number(margin),
        number(limit),
        shown(Some(observation.status)),
        shown(observation.stated_rag.as_ref().map(|stated| stated.value)),
        text(observation.updater_comments.as_ref().map(|comments| &comments.value)),
        text(observation.actions.as_ref().map(|actions| &actions.value)),
    ]
}

/// Returns every indicator with the number of its item.
fn all(meeting: &Meeting) -> impl Iterator<Item = (&str, &Scorecard, &Indicator)> {
    meeting.agenda.iter().flat_map(|item| {
        let scorecard = item.report.as_ref().and_then(|report| report.scorecard.as_ref());
        let of = |scorecard| -> Box<dyn Iterator<Item = _>> {
            let scorecard: &Scorecard = scorecard;
            Box::new(scorecard.indicators.iter().map(move |one| (scorecard, one)))
        };
        let indicators = scorecard.into_iter().flat_map(of);
        indicators.map(|(scorecard, one)| (item.number.value.as_str(), scorecard, one))
    })
}
