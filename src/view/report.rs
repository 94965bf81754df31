//! A report: its cover in the council's order, its narrative and its tables.

use serde::Serialize;

use super::blocks::{self, Block};
use super::indicators::{self, ScorecardView};
use super::risks::{self, RegisterView};
use super::words;
use crate::model::council::Council;
use crate::model::report::Report;

/// A report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportView {
    /// The title.
    pub title: String,
    /// The cover, row by row.
    pub cover: Vec<CoverRow>,
    /// The narrative.
    pub narrative: Vec<Block>,
    /// The indicators.
    pub scorecard: Option<ScorecardView>,
    /// The risks.
    pub register: Option<RegisterView>,
}

/// A row of the cover.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoverRow {
    /// The heading.
    pub heading: String,
    /// Whether it is one of the implications.
    pub implication: bool,
    /// What the report says; several values are several paragraphs.
    pub values: Vec<String>,
    /// Whether several values are numbered.
    pub numbered: bool,
    /// Terms with their meanings, instead of values.
    pub terms: Vec<(String, String)>,
}

impl CoverRow {
    fn new(heading: &str, values: Vec<String>) -> Self {
        Self {
            heading: heading.into(),
            implication: false,
            values,
            numbered: false,
            terms: Vec::new(),
        }
    }
}

pub(super) fn view(council: &Council, report: &Report) -> ReportView {
    ReportView {
        title: report.title.value.clone(),
        cover: cover(council, report),
        narrative: blocks::view(&report.narrative),
        scorecard: report.scorecard.as_ref().map(indicators::view),
        register: report.register.as_ref().map(|register| risks::view(council, register)),
    }
}

fn cover(council: &Council, report: &Report) -> Vec<CoverRow> {
    let mut rows = Vec::new();
    if let Some(committee) = &report.report_for {
        rows.push(CoverRow::new("Report for", vec![committee.value.clone()]));
    }
    if let Some(date) = &report.date {
        rows.push(CoverRow::new("Date of meeting", vec![words::date(date.value)]));
    }
    rows.push(CoverRow::new("Part", vec![report.part.to_string()]));
    for heading in &council.cover {
        let values: Vec<String> = report
            .entry(&heading.key)
            .iter()
            .map(|value| value.value.clone())
            .filter(|value| !value.trim().is_empty())
            .collect();
        if values.is_empty() {
            continue;
        }
        let numbered = heading.key == "recommendations" && values.len() > 1;
        rows.push(CoverRow {
            implication: heading.implication,
            numbered,
            ..CoverRow::new(&heading.heading, values)
        });
    }
    if !report.glossary.is_empty() {
        let terms = report.glossary.iter().map(|(term, meaning)| (term.value.clone(), meaning.clone()));
        rows.push(CoverRow { terms: terms.collect(), ..CoverRow::new("Glossary", Vec::new()) });
    }
    rows
}
