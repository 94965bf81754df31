//! The tidy sheet of results: one row an indicator and period.

use std::collections::BTreeMap;

use super::{Row, target};
use crate::diag::{Diagnostics, Problem};
use crate::model::figure::Fraction;
use crate::model::period::Span;
use crate::model::rag::RagCounts;
use crate::place::Placed;
use crate::read::columns::{INDICATORS, RESULTS};
use crate::read::grid::{Cell, fold};
use crate::read::record::{Record, code_key, list_words};
use crate::read::table::Tables;
use crate::read::{codes, value};

pub(super) fn rows(
    tables: &mut Tables<'_>,
    described: Option<&[Record]>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Row>> {
    let Some(records) = tables.records(&RESULTS, diagnostics) else {
        if !diagnostics.has_errors() {
            tables.report_absent(&RESULTS, diagnostics);
        }
        return None;
    };
    if described.is_none() && !diagnostics.has_errors() {
        tables.report_absent(&INDICATORS, diagnostics);
        return None;
    }
    let spans = frequencies(described.unwrap_or_default(), diagnostics);
    Some(records.iter().filter_map(|record| row(record, &spans, diagnostics)).collect())
}

/// How long a period named by its month is, by folded code.
fn frequencies(described: &[Record], diagnostics: &mut Diagnostics) -> BTreeMap<String, Span> {
    let mut spans = BTreeMap::new();
    for record in described {
        let span = record.read("Frequency", diagnostics, |cell| frequency(&value::text(cell)));
        if let (Some(code), Some(span)) = (record.plain("Code"), span) {
            spans.insert(code_key(&code), span.value);
        }
    }
    spans
}

fn frequency(word: &str) -> Result<Span, Problem> {
    let folded = match fold(word).as_str() {
        "month" => "monthly".into(),
        "quarter" => "quarterly".into(),
        "half" => "halfyearly".into(),
        "annually" | "yearly" => "annual".into(),
        _ => fold(word),
    };
    let found = Span::ALL.into_iter().find(|span| fold(span.frequency()) == folded);
    found.ok_or_else(|| {
        Problem::new(
            &codes::UNKNOWN_CHOICE,
            format!(
                "`{word}` is no frequency, expected {}",
                list_words(&Span::ALL.map(|span| span.frequency().to_string()))
            ),
        )
        .hint("write one of the four words")
    })
}

fn row(
    record: &Record,
    spans: &BTreeMap<String, Span>,
    diagnostics: &mut Diagnostics,
) -> Option<Row> {
    let code = record.required("Code", diagnostics);
    let period = record.period("Period", diagnostics);
    if record.cell("Period").is_none() {
        record.required("Period", diagnostics);
    }
    let fraction = fraction(record, diagnostics);
    let stated_rag = record.rating("Stated RAG", diagnostics);
    let stated_counts =
        record.read("RAG counts", diagnostics, |cell| rag_counts(&value::text(cell)));
    let (Some(code), Some(mut period)) = (code, period) else {
        // Whose they are nobody knows; what is a figure of no indicator is said all the same.
        for heading in ["Result", "Target"] {
            record.read(heading, diagnostics, figure);
        }
        return None;
    };
    if let Some(span) = spans.get(&code_key(&code)).filter(|span| **span != period.span()) {
        if let Some(whole) = period.ending_as(*span).filter(|_| period.span() == Span::Month) {
            period.value = whole;
        } else {
            let problem = Problem::new(
                &codes::OTHER_FREQUENCY,
                format!("`{}` is no period of the frequency of `{}`", period.value, code.value),
            )
            .hint("name the last month of the period, or the period itself: `2017/18 Q3`");
            diagnostics.push(problem.at(&period.place));
        }
    }
    Some(Row {
        place: record.place.clone(),
        code,
        period,
        result: record.cell("Result").cloned(),
        fraction,
        target: record.cell("Target").cloned(),
        reason: record.plain("Reason missing"),
        stated_rag,
        stated_counts,
        updater: record.said("Updater comments"),
        approver: record.said("Approver comments"),
        actions: record.said("Actions"),
        data_quality: record.plain("Data quality"),
    })
}

/// Refuses what no indicator can have as a result or a target.
fn figure(cell: &Cell) -> Result<(), Problem> {
    let text = value::text(cell);
    if target::is_none(&text) || value::range(&text).is_some() {
        return Ok(());
    }
    value::measure(cell).map(drop)
}

fn fraction(record: &Record, diagnostics: &mut Diagnostics) -> Option<Placed<Fraction>> {
    let pair = ["Numerator", "Denominator"];
    let [numerator, denominator] = pair.map(|heading| record.cell(heading));
    if let Some(alone) = numerator.xor(denominator)
        && pair.iter().any(|heading| record.lacks(heading))
    {
        let problem = Problem::new(&codes::HALF_A_PAIR, "a numerator or denominator stands alone")
            .hint("give both `Numerator` and `Denominator`, or neither");
        diagnostics.push(problem.at(&alone.place));
    }
    let numerator = record.number("Numerator", diagnostics);
    let denominator = record.read("Denominator", diagnostics, value::denominator);
    let (numerator, denominator) = (numerator?, denominator?);
    let fraction = Fraction { numerator: numerator.value, denominator: denominator.value };
    Some(Placed::new(fraction, numerator.place))
}

/// `0 2 2`: red, amber and green among the last four periods.
pub(crate) fn rag_counts(text: &str) -> Result<RagCounts, Problem> {
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
