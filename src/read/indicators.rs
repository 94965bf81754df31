//! Indicators and their results, from the tidy sheets or from a wide quarterly
//! export; both meet here as [`Row`]s and become a [`Scorecard`] in one place.

use std::collections::BTreeMap;

use super::columns::{INDICATORS, RESULTS};
use super::grid::{Cell, CellValue, Workbook, fold};
use super::record::{Record, nearest};
use super::value::{self, Certainty};
use super::{codes, export, table};
use crate::diag::{Diagnostics, Problem};
use crate::model::council::Council;
use crate::model::figure::{Figure, Fraction, Unit};
use crate::model::indicator::{Indicator, Observation, Recorded, Scorecard};
use crate::model::period::{Period, Span};
use crate::model::rag::{AmberLimit, Polarity, Rag, RagCounts, RagRule, Status, Target};
use crate::place::{Place, Placed};

/// One result as written, before its indicator's unit is known.
#[derive(Debug)]
pub(super) struct Row {
    /// Where it begins.
    pub place: Place,
    /// The indicator's code.
    pub code: Placed<String>,
    /// The period.
    pub period: Placed<Period>,
    /// The result.
    pub result: Option<Placed<Cell>>,
    /// Numerator and denominator.
    pub fraction: Option<Placed<Fraction>>,
    /// The target.
    pub target: Option<Placed<Cell>>,
    /// Why there is no result.
    pub reason: Option<String>,
    /// The rating that the input states.
    pub stated_rag: Option<Placed<Rag>>,
    /// The counts that the input states.
    pub stated_counts: Option<Placed<RagCounts>>,
    /// What the officer who entered the figure says.
    pub updater: Option<Placed<String>>,
    /// What the officer who approved it says.
    pub approver: Option<Placed<String>>,
    /// What is being done.
    pub actions: Option<Placed<String>>,
    /// A caveat.
    pub data_quality: Option<String>,
}

/// What an indicator is, as written.
#[derive(Debug)]
pub(super) struct Definition {
    /// The code.
    pub code: Placed<String>,
    /// The name.
    pub name: Placed<String>,
    /// The corporate priority.
    pub priority: Option<Placed<String>>,
    /// The theme.
    pub theme: Option<String>,
    /// The unit, where it is stated.
    pub unit: Option<Unit>,
    /// The sheet's row, where the workbook has one.
    pub record: Option<Record>,
}

/// Reads the indicators of a workbook; nothing where it holds none, which is said.
pub(super) fn read(
    workbook: &Workbook,
    council: &Council,
    diagnostics: &mut Diagnostics,
) -> Option<Scorecard> {
    let aliases = &council.aliases;
    let export = export::read(workbook, diagnostics);
    let described = table::records(workbook, &INDICATORS, aliases, diagnostics);
    let (mut definitions, rows) = match export {
        Some(export) => (export.definitions, export.rows),
        None => (Vec::new(), tidy_rows(workbook, council, described.as_deref(), diagnostics)?),
    };
    merge(&mut definitions, described.unwrap_or_default(), &rows, diagnostics);
    let mut indicators: Vec<Indicator> = Vec::new();
    let mut by_code: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows {
        by_code.entry(fold(&row.code)).or_default().push(row);
    }
    for definition in definitions {
        let rows = by_code.remove(&fold(&definition.code)).unwrap_or_default();
        indicators.push(indicator(definition, rows, council, diagnostics));
    }
    let codes: Vec<String> = indicators.iter().map(|i| i.code.value.clone()).collect();
    for row in by_code.into_values().flatten() {
        diagnostics.push(unknown_code(&row.code, &codes).at(&row.code.place));
    }
    let periods = indicators.iter().flat_map(|indicator| indicator.results.keys());
    let period = periods.max().copied();
    if period.is_none() && !diagnostics.has_errors() {
        table::report_absent(workbook, &RESULTS, aliases, diagnostics);
    }
    Some(Scorecard { place: workbook.place().clone(), period: period?, indicators })
}

fn unknown_code(code: &str, known: &[String]) -> Problem {
    let problem = Problem::new(&codes::UNKNOWN_CODE, format!("no indicator has the code `{code}`"));
    match nearest(&fold(code), known.iter().cloned()) {
        Some(near) => problem
            .hint(format!("did you mean `{near}`? or add `{code}` to the sheet `Indicators`")),
        None => problem.hint(format!("add `{code}` to the sheet `Indicators`")),
    }
}

fn tidy_rows(
    workbook: &Workbook,
    council: &Council,
    described: Option<&[Record]>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Row>> {
    let aliases = &council.aliases;
    let Some(records) = table::records(workbook, &RESULTS, aliases, diagnostics) else {
        if !diagnostics.has_errors() {
            table::report_absent(workbook, &RESULTS, aliases, diagnostics);
        }
        return None;
    };
    if described.is_none() && !diagnostics.has_errors() {
        table::report_absent(workbook, &INDICATORS, aliases, diagnostics);
        return None;
    }
    let spans = frequencies(described.unwrap_or_default(), diagnostics);
    Some(records.iter().filter_map(|record| tidy_row(record, &spans, diagnostics)).collect())
}

/// How long a period named by its month is, by folded code.
fn frequencies(described: &[Record], diagnostics: &mut Diagnostics) -> BTreeMap<String, Span> {
    let mut spans = BTreeMap::new();
    for record in described {
        let span =
            record.read("Frequency", diagnostics, |cell| match fold(&value::text(cell)).as_str() {
                "monthly" | "month" => Ok(Span::Month),
                "quarterly" | "quarter" => Ok(Span::Quarter),
                "halfyearly" | "half" => Ok(Span::Half),
                "annual" | "annually" | "yearly" => Ok(Span::Year),
                _ => Err(Problem::new(
                    &codes::UNKNOWN_CHOICE,
                    format!(
                        "`{}` is no frequency, expected monthly, quarterly, half-yearly or annual",
                        value::text(cell)
                    ),
                )
                .hint("write one of the four words")),
            });
        if let (Some(code), Some(span)) = (record.plain("Code"), span) {
            spans.insert(fold(&code), span.value);
        }
    }
    spans
}

fn tidy_row(
    record: &Record,
    spans: &BTreeMap<String, Span>,
    diagnostics: &mut Diagnostics,
) -> Option<Row> {
    let code = record.required("Code", diagnostics);
    let period = record.period("Period", diagnostics);
    if record.cell("Period").is_none() {
        record.required("Period", diagnostics);
    }
    let (code, mut period) = (code?, period?);
    if let Some(span) = spans.get(&fold(&code)).filter(|_| period.span() == Span::Month) {
        period.value = period.ending_as(*span).unwrap_or(period.value);
    }
    let numerator = record.number("Numerator", diagnostics);
    let denominator = record.number("Denominator", diagnostics);
    let fraction = match (numerator, denominator) {
        (Some(n), Some(d)) => {
            Some(Placed::new(Fraction { numerator: n.value, denominator: d.value }, n.place))
        }
        _ => None,
    };
    Some(Row {
        place: record.place.clone(),
        code,
        period,
        result: record.cell("Result").cloned(),
        fraction,
        target: record.cell("Target").cloned(),
        reason: record.plain("Reason missing"),
        stated_rag: record.choice("Stated RAG", &Rag::ALL, diagnostics),
        stated_counts: record
            .read("RAG counts", diagnostics, |cell| rag_counts(&value::text(cell))),
        updater: record.text("Updater comments"),
        approver: record.text("Approver comments"),
        actions: record.text("Actions"),
        data_quality: record.plain("Data quality"),
    })
}

/// `0 2 2`: red, amber and green among the last four periods.
pub(super) fn rag_counts(text: &str) -> Result<RagCounts, Problem> {
    let numbers: Option<Vec<u8>> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    match numbers.as_deref() {
        Some(&[red, amber, green]) if red.saturating_add(amber).saturating_add(green) <= 4 => {
            Ok(RagCounts { red, amber, green })
        }
        _ => Err(Problem::new(
            &codes::UNKNOWN_CHOICE,
            format!("`{text}` are no counts of red, amber and green over four periods"),
        )
        .hint("write three numbers that sum to 4 at most, such as `0 2 2`")),
    }
}

/// Joins the sheet of indicators to what the results name; a code stands once,
/// except where one table holds indicators and results together.
fn merge(
    definitions: &mut Vec<Definition>,
    described: Vec<Record>,
    rows: &[Row],
    diagnostics: &mut Diagnostics,
) {
    let one_table = match (described.first(), rows.first()) {
        (Some(record), Some(row)) => {
            record.place.cell(0, 0) == row.place.cell(0, 0) && definitions.is_empty()
        }
        _ => false,
    };
    let mut seen: BTreeMap<String, Placed<String>> = BTreeMap::new();
    for record in described {
        let (code, name) =
            (record.required("Code", diagnostics), record.required("Indicator", diagnostics));
        let (Some(code), Some(name)) = (code, name) else { continue };
        if let Some(other) = seen.get(&fold(&code)) {
            if !one_table {
                let problem = Problem::new(
                    &codes::DUPLICATE,
                    format!("the indicator `{}` is defined twice", code.value),
                )
                .hint(format!("{} is the other; give one of them another code", other.place));
                diagnostics.push(problem.at(&code.place));
            }
            continue;
        }
        seen.insert(fold(&code), code.clone());
        let definition = Definition {
            priority: record.text("Priority"),
            theme: record.plain("Theme"),
            unit: record.plain("Unit").map(|unit| Unit::new(&unit)),
            name,
            record: Some(record),
            code,
        };
        match definitions.iter_mut().find(|d| fold(&d.code) == fold(&definition.code)) {
            Some(known) => complete(known, definition),
            None => definitions.push(definition),
        }
    }
}

/// The sheet of indicators says more than an export; what it leaves out stays.
fn complete(known: &mut Definition, described: Definition) {
    known.name = described.name;
    known.priority = described.priority.or_else(|| known.priority.take());
    known.theme = described.theme.or_else(|| known.theme.take());
    known.unit = described.unit.or_else(|| known.unit.take());
    known.record = described.record;
}

fn indicator(
    definition: Definition,
    rows: Vec<Row>,
    council: &Council,
    diagnostics: &mut Diagnostics,
) -> Indicator {
    let unit = definition.unit.unwrap_or_default();
    let record = definition.record.as_ref();
    let polarity =
        record.and_then(|r| r.choice("Better", &Polarity::ALL, diagnostics)).map(|p| p.value);
    let target = rows.iter().filter(|row| row.target.is_some()).max_by_key(|row| row.period.value);
    if let (None, Some(row)) = (polarity, target) {
        let problem = Problem::new(
            &codes::NO_POLARITY,
            format!(
                "`{}` has a target, but nothing says which way is better",
                definition.code.value
            ),
        )
        .hint("add a sheet `Indicators` with `Better`: higher, lower, range or information only");
        let place = row.target.as_ref().map_or(&row.place, |target| &target.place);
        diagnostics.push(problem.at(place));
    }
    let polarity = polarity.unwrap_or(Polarity::InformationOnly);
    let amber = record
        .and_then(|r| r.cell("Amber limit"))
        .and_then(|cell| diagnostics.take(amber_limit(cell, &unit), &cell.place));
    let rule =
        RagRule { polarity, amber: amber.unwrap_or(AmberLimit::Margin(council.amber_margin)) };
    let measured = Measured { unit: &unit, rule };
    let mut results = BTreeMap::new();
    for row in rows {
        let period = row.period.clone();
        let observation = measured.observation(row, diagnostics);
        if let Some(other) = results.insert(period.value, observation) {
            let problem = Problem::new(
                &codes::DUPLICATE,
                format!("`{}` has two results for {}", definition.code.value, period.value),
            )
            .hint(format!("{} is the other; keep one of them", other.place));
            diagnostics.push(problem.at(&period.place));
        }
    }
    let stated = record.and_then(|r| r.read("Decimal places", diagnostics, decimal_places));
    let places = stated.map_or_else(|| needed_places(&results), |places| places.value);
    for observation in results.values_mut() {
        observation.status = status(observation, rule, places);
    }
    Indicator {
        code: definition.code,
        name: definition.name,
        priority: definition.priority,
        theme: definition.theme,
        owner: record.and_then(|r| r.plain("Owner")),
        definition: record.and_then(|r| r.plain("Definition")),
        source: record.and_then(|r| r.plain("Source")),
        unit,
        places,
        rule,
        results,
    }
}

fn decimal_places(cell: &Cell) -> Result<u8, Problem> {
    match value::whole(cell)? {
        places @ 0..=6 => Ok(u8::try_from(places).unwrap_or(0)),
        other => Err(Problem::new(
            &codes::UNKNOWN_CHOICE,
            format!("`{other}` decimal places, expected 0 to 6"),
        )
        .hint("write a whole number from 0 to 6")),
    }
}

fn needed_places(results: &BTreeMap<Period, Observation>) -> u8 {
    let figures = results.values().filter_map(Observation::result);
    figures.map(|figure| figure.decimal_places(2)).max().unwrap_or(0)
}

fn amber_limit(cell: &Cell, unit: &Unit) -> Result<AmberLimit, Problem> {
    let text = value::text(cell);
    if !unit.is_percent() && (cell.percent == Some(true) || text.ends_with('%')) {
        return value::percentage(cell).map(|(margin, _)| AmberLimit::Margin(margin));
    }
    if unit.is_percent() {
        return value::percentage(cell).map(|(limit, _)| AmberLimit::Value(limit));
    }
    value::number(cell).map(AmberLimit::Value)
}

/// The unit and rule that results are read under.
struct Measured<'a> {
    unit: &'a Unit,
    rule: RagRule,
}

impl Measured<'_> {
    fn observation(&self, row: Row, diagnostics: &mut Diagnostics) -> Observation {
        let stated = row
            .result
            .as_ref()
            .and_then(|cell| self.result(cell, row.fraction.as_ref(), diagnostics));
        let (stated, reason) = match stated {
            Some(Ok(figure)) => (Some(figure), None),
            Some(Err(reason)) => (None, Some(reason)),
            None => (None, None),
        };
        let value =
            self.recorded(stated.as_ref(), row.fraction.as_ref(), row.reason.clone().or(reason));
        let target = row.target.as_ref().and_then(|cell| {
            let target = diagnostics.take(self.target(cell), &cell.place)?;
            target.map(|target| Placed::new(target, cell.place.clone()))
        });
        Observation {
            place: row.place,
            value,
            stated,
            fraction: row.fraction,
            target,
            status: Status::NoData,
            stated_rag: row.stated_rag,
            stated_counts: row.stated_counts,
            updater_comments: row.updater,
            approver_comments: row.approver,
            actions: row.actions,
            data_quality: row.data_quality,
        }
    }

    /// Returns the figure of a result cell, or why it holds none.
    fn result(
        &self,
        cell: &Placed<Cell>,
        fraction: Option<&Placed<Fraction>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Result<Placed<Figure>, String>> {
        if let CellValue::Text(text) = &cell.value.value
            && let Some(no_value) = value::no_value(text)
        {
            return Some(Err(no_value.to_string()));
        }
        let figure = if self.unit.is_percent() {
            let (figure, certainty) = diagnostics.take(value::percentage(cell), &cell.place)?;
            match certainty {
                Certainty::Certain => figure,
                Certainty::Ambiguous => self.settle(figure, fraction, &cell.place, diagnostics),
            }
        } else {
            diagnostics.take(value::number(cell), &cell.place)?
        };
        Some(Ok(Placed::new(figure, cell.place.clone())))
    }

    /// Settles whether `0.95` is 95% or 0.95%: by the fraction where there is
    /// one; otherwise it is taken as a share of one, and said.
    fn settle(
        &self,
        figure: Figure,
        fraction: Option<&Placed<Fraction>>,
        place: &Place,
        diagnostics: &mut Diagnostics,
    ) -> Figure {
        let share = Figure::new(figure.value() * 100.0).unwrap_or(figure);
        if let Some(exact) = fraction.and_then(|fraction| fraction.percentage()) {
            let distance = |f: Figure| (f.value() - exact.value()).abs();
            return if distance(figure) < distance(share) { figure } else { share };
        }
        let problem = Problem::new(
            &codes::AMBIGUOUS_PERCENTAGE,
            format!("`{}` is read as {}%, because the unit is {} and the cell is not formatted as a percentage", figure.value(), share.value(), self.unit),
        )
        .hint("format the cell as a percentage, or write the sign: `95%`");
        diagnostics.push(problem.at(place));
        share
    }

    /// Returns the target, or nothing for words such as `Info Only`.
    fn target(&self, cell: &Cell) -> Result<Option<Target>, Problem> {
        let figure = |cell: &Cell| {
            if self.unit.is_percent() {
                let (figure, certainty) = value::percentage(cell)?;
                let share = certainty == Certainty::Ambiguous && cell.percent != Some(false);
                return Ok(if share {
                    Figure::new(figure.value() * 100.0).unwrap_or(figure)
                } else {
                    figure
                });
            }
            value::number(cell)
        };
        let text = value::text(cell);
        if matches!(fold(&text).as_str(), "infoonly" | "informationonly" | "none" | "notarget")
            || value::no_value(&text).is_some()
        {
            return Ok(None);
        }
        let bounds = ["to", "–", " - "].iter().find_map(|between| text.split_once(between));
        let Some((low, high)) = bounds.filter(|_| self.rule.polarity == Polarity::Range) else {
            return match self.rule.polarity {
                Polarity::Range => Err(Problem::new(
                    &codes::WRONG_TARGET,
                    format!(
                        "the target `{text}` is no range, expected one because `Better` is range"
                    ),
                )
                .hint("write the lowest and the highest good result: `90 to 110`")),
                _ => figure(cell).map(|point| Some(Target::Point(point))),
            };
        };
        let bound = |text: &str| {
            figure(&Cell { value: CellValue::Text(text.trim().into()), percent: None })
        };
        let (low, high) = (bound(low)?, bound(high)?);
        if low > high {
            return Err(Problem::new(
                &codes::WRONG_TARGET,
                format!("the target `{text}` begins above its end"),
            )
            .hint("write the lower figure first"));
        }
        Ok(Some(Target::Range(low, high)))
    }

    /// `0 / 0` in a percentage is no activity, whatever is stated; a missing
    /// result is worked out where the fraction is there.
    fn recorded(
        &self,
        stated: Option<&Placed<Figure>>,
        fraction: Option<&Placed<Fraction>>,
        reason: Option<String>,
    ) -> Recorded {
        if let Some(fraction) = fraction {
            if fraction.is_no_activity() && (self.unit.is_percent() || stated.is_none()) {
                return Recorded::NoActivity;
            }
            if stated.is_none() && reason.is_none() {
                let quotient = if self.unit.is_percent() {
                    fraction.percentage()
                } else {
                    fraction.quotient()
                };
                return quotient.map_or(Recorded::Missing(reason), Recorded::Result);
            }
        }
        stated.map_or(Recorded::Missing(reason), |figure| Recorded::Result(figure.value))
    }
}

fn status(observation: &Observation, rule: RagRule, places: u8) -> Status {
    match (&observation.value, &observation.target) {
        (Recorded::Missing(_), _) => Status::NoData,
        (Recorded::NoActivity, _) => Status::NoActivity,
        (Recorded::Result(_), None) => Status::InformationOnly,
        (Recorded::Result(result), Some(target)) => {
            rule.rate(*result, target.value, places).map_or(Status::InformationOnly, Status::Rated)
        }
    }
}
