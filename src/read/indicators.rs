//! Indicators and their results, from the tidy sheets or from a wide quarterly
//! export; both meet here as [`Row`]s and become a [`Scorecard`] in one place.

mod described;
mod measured;
mod target;
mod tidy;
mod unit;

use std::collections::BTreeMap;

use self::measured::{Measured, amber_limit, bare, status};
pub(super) use self::tidy::rag_counts;
use super::columns::{INDICATORS, RESULTS};
use super::exempt::part;
use super::grid::{Cell, Workbook, fold};
use super::record::{Record, choose, code_key, nearest};
use super::table::{Tables, check_blocks};
use super::{codes, export, value};
use crate::diag::{Diagnostics, Problem};
use crate::model::council::Council;
use crate::model::figure::{Fraction, Unit};
use crate::model::indicator::{Indicator, Observation, Scorecard};
use crate::model::part::Part;
use crate::model::period::Period;
use crate::model::rag::{AmberLimit, Polarity, Rag, RagCounts, RagRule};
use crate::place::{Place, Placed};
use crate::spelling::is_slip;

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
    /// A later row of one table that says what the first does not: that the indicator
    /// is exempt.
    pub exempt: Option<Record>,
}

/// Reads the indicators of a workbook; nothing where it holds none, which is said.
pub(super) fn read(
    workbook: &Workbook,
    council: &Council,
    diagnostics: &mut Diagnostics,
) -> Option<Scorecard> {
    let mut tables = Tables::new(workbook, &council.aliases);
    let export = export::read(workbook, diagnostics);
    let described = tables.records(&INDICATORS, diagnostics);
    let results = match export {
        Some(export) => Some((export.definitions, export.rows)),
        None => tidy::rows(&mut tables, described.as_deref(), diagnostics)
            .map(|rows| (Vec::new(), rows)),
    };
    tables.report_second_tables(diagnostics);
    tables.report_unread(diagnostics);
    let (mut definitions, rows) = results?;
    // Where the codes of indicators are not there, none of a result is unknown.
    let are_codes_known = !described.iter().flatten().any(Record::is_partial);
    merge(&mut definitions, described.unwrap_or_default(), &rows, diagnostics);
    let place = workbook.place();
    check_blocks(&INDICATORS, "indicators", definitions.len(), place, diagnostics)?;
    let mut indicators: Vec<Indicator> = Vec::new();
    let mut by_code: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows {
        by_code.entry(code_key(&row.code)).or_default().push(row);
    }
    for definition in definitions {
        let rows = by_code.remove(&code_key(&definition.code)).unwrap_or_default();
        indicators.push(indicator(definition, rows, council, diagnostics));
    }
    let codes: Vec<String> = indicators.iter().map(|i| i.code.value.clone()).collect();
    for row in by_code.into_values().flatten().filter(|_| are_codes_known) {
        diagnostics.push(unknown_code(&row.code, &codes).at(&row.code.place));
    }
    let period = Scorecard::common_period(&indicators);
    if period.is_none() && !diagnostics.has_errors() {
        Tables::new(workbook, &council.aliases).report_absent(&RESULTS, diagnostics);
    }
    Some(Scorecard {
        place: workbook.place().clone(),
        period: period?,
        indicators,
        part: Part::One,
    })
}

fn unknown_code(code: &str, known: &[String]) -> Problem {
    let problem = Problem::new(&codes::UNKNOWN_CODE, format!("no indicator has the code `{code}`"));
    let slips = known.iter().filter(|known| is_slip(&fold(known), &fold(code)));
    match nearest(&fold(code), slips.cloned()) {
        Some(near) => problem
            .hint(format!("did you mean `{near}`? or add `{code}` to the sheet `Indicators`")),
        None => problem.hint(format!("add `{code}` to the sheet `Indicators`")),
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
    let mut exported: BTreeMap<String, usize> =
        (0..).zip(definitions.iter()).map(|(at, known)| (code_key(&known.code), at)).collect();
    for described in described::once_each(described, one_table, diagnostics) {
        let definition = described.definition();
        match exported.remove(&code_key(&definition.code)) {
            Some(at) => complete(&mut definitions[at], definition, diagnostics),
            None => definitions.push(definition),
        }
    }
}

/// The sheet of indicators says more than an export; what it leaves out stays.
fn complete(known: &mut Definition, described: Definition, diagnostics: &mut Diagnostics) {
    report_other_group(known, &described, diagnostics);
    known.name = described.name;
    known.priority = described.priority.or_else(|| known.priority.take());
    known.theme = described.theme.or_else(|| known.theme.take());
    known.unit = described.unit.or_else(|| known.unit.take());
    known.record = described.record;
}

/// Says where the sheet has an indicator under another priority or theme than the export.
fn report_other_group(known: &Definition, described: &Definition, diagnostics: &mut Diagnostics) {
    let Some(group) = &known.priority else { return };
    let text = |priority: &Option<Placed<String>>| priority.as_ref().map(|p| p.value.clone());
    for (heading, exported, own) in [
        ("Priority", text(&known.priority), text(&described.priority)),
        ("Theme", known.theme.clone(), described.theme.clone()),
    ] {
        let (Some(exported), Some(own)) = (exported, own) else { continue };
        let cell = described.record.as_ref().and_then(|record| record.cell(heading));
        let Some(cell) = cell.filter(|_| fold(&exported) != fold(&own)) else { continue };
        let message = format!(
            "`{}` is under `{own}` here, and under `{exported}` in the export, {}",
            known.code.value, group.place
        );
        let problem = Problem::new(&codes::OTHER_DESCRIPTION, message)
            .hint("what stands here is printed: write the same in both");
        diagnostics.push(problem.at(&cell.place));
    }
}

fn indicator(
    definition: Definition,
    rows: Vec<Row>,
    council: &Council,
    diagnostics: &mut Diagnostics,
) -> Indicator {
    // Cells that are formatted as percentages say the unit where nobody else does.
    let formatted =
        rows.iter().filter_map(|row| row.result.as_ref()).any(|cell| cell.percent == Some(true));
    let unit = definition.unit.unwrap_or_else(|| Unit::new(if formatted { "%" } else { "" }));
    let record = definition.record.as_ref();
    let polarity = record.and_then(|r| r.read("Better", diagnostics, better)).map(|p| p.value);
    let has_target = |row: &&Row| {
        row.target.as_ref().is_some_and(|target| !target::is_none(&value::text(target)))
    };
    let target = rows.iter().filter(has_target).max_by_key(|row| row.period.value);
    let is_unreadable = record.is_some_and(|record| record.cell("Better").is_some());
    if let (None, Some(row)) = (polarity, target.filter(|_| !is_unreadable)) {
        let problem = Problem::new(
            &codes::NO_POLARITY,
            format!(
                "`{}` has a target, but nothing says which way is better",
                definition.code.value
            ),
        )
        .hint("say in `Better`, in the row of `Indicators` that has its code: higher, lower, range or information only");
        let place = row.target.as_ref().map_or(&row.place, |target| &target.place);
        diagnostics.push(problem.at(place));
    }
    let polarity = polarity.unwrap_or(Polarity::InformationOnly);
    let general = RagRule { polarity, amber: AmberLimit::Margin(council.amber_margin) };
    let amber = record.and_then(|r| r.cell("Amber limit")).and_then(|cell| {
        let limit = amber_limit(cell, &unit, general, diagnostics);
        diagnostics.take(limit, &cell.place)
    });
    let rule =
        RagRule { polarity, amber: amber.unwrap_or(AmberLimit::Margin(council.amber_margin)) };
    let figures = rows.iter().flat_map(|row| row.result.iter().chain(&row.target));
    let times = unit.times(&definition.name);
    let measured = Measured { unit: &unit, rule, times, bare: bare(figures) };
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
    report_spans(&definition.code, &results, record, diagnostics);
    let stated = record.and_then(|r| r.read("Decimal places", diagnostics, decimal_places));
    let own_places = stated.is_some();
    let places = stated.map_or_else(|| needed_places(&results, &unit), |places| places.value);
    for observation in results.values_mut() {
        observation.status = status(observation, rule, places);
    }
    Indicator {
        code: definition.code,
        name: definition.name,
        priority: definition.priority,
        theme: definition.theme,
        owner: record.and_then(|r| r.plain("Owner")),
        target_type: record.and_then(|r| r.plain("Target type")),
        definition: record.and_then(|r| r.plain("Definition")),
        source: record.and_then(|r| r.plain("Source")),
        unit,
        own_limit: amber.is_some(),
        places,
        own_places,
        rule,
        results,
        part: definition
            .exempt
            .as_ref()
            .or(record)
            .map_or(Part::One, |record| part(record, "Exempt paragraph", diagnostics)),
    }
}

/// `lower`, and `Lower is better` or `Aim to minimise` as performance systems say it.
fn better(cell: &Cell) -> Result<Polarity, Problem> {
    let word = value::text(cell);
    let folded = fold(&word);
    let stem = ["isbetter", "isgood", "thebetter"].iter().find_map(|end| folded.strip_suffix(end));
    let stem = stem.or_else(|| folded.strip_prefix("aimto")).unwrap_or(&folded);
    match stem {
        "high" | "higher" | "bigger" | "more" | "maximise" | "increase" => Ok(Polarity::Higher),
        "low" | "lower" | "smaller" | "less" | "fewer" | "minimise" | "decrease" => {
            Ok(Polarity::Lower)
        }
        _ => choose(&word, &Polarity::ALL, "Better"),
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

/// Says where periods of two lengths stand side by side and nobody says which the
/// indicator is of: those of the other are not compared, and not in the tables.
fn report_spans(
    code: &str,
    results: &BTreeMap<Period, Observation>,
    record: Option<&Record>,
    diagnostics: &mut Diagnostics,
) {
    if record.is_some_and(|record| record.cell("Frequency").is_some()) {
        return;
    }
    let Some(latest) = results.keys().max_by_key(|period| period.end()) else { return };
    let other = |period: &&Period| period.span() != latest.span();
    let Some((period, row)) = results.iter().rev().find(|(period, _)| other(period)) else {
        return;
    };
    let message = format!(
        "`{code}` has a row for `{period}` and one for `{latest}`, which is longer or shorter: they are not compared"
    );
    let problem = Problem::new(&codes::OTHER_FREQUENCY, message)
        .hint("give every row a period of one length, or say it under `Frequency` in `Indicators`");
    diagnostics.push(problem.at(&row.place));
}

fn needed_places(results: &BTreeMap<Period, Observation>, unit: &Unit) -> u8 {
    let figures = results.values().filter_map(Observation::result);
    match figures.map(|figure| figure.decimal_places(2)).max().unwrap_or(0) {
        // Money has no tenths of a pound.
        1 if unit.is_money() => 2,
        places => places,
    }
}
