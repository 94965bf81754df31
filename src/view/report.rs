//! A report: its cover in the council's order, its narrative and its tables.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Readers;
use super::appendix::{self, AppendixView};
use super::blocks::{self, Block};
use super::indicators::{self, ScorecardView};
use super::risks::{self, RegisterView};
use super::words;
use crate::model::council::Council;
use crate::model::meeting::ItemKind;
use crate::model::report::Report;

/// How many lines a row of the cover has before it may be split between pages, about a third
/// of a page, and how many characters a line.
const LONG_ROW: usize = 18;
const LINE: usize = 65;

/// The heading of the row that says whether a report is open or exempt.
const PART: &str = "Part";

/// A report.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct ReportView {
    /// The title.
    pub title: String,
    /// The cover, row by row; minutes may have none.
    pub cover: Vec<CoverRow>,
    /// The narrative.
    pub narrative: Vec<Block>,
    /// The indicators.
    pub scorecard: Option<ScorecardView>,
    /// The risks.
    pub register: Option<RegisterView>,
    /// Whether it has pages of the council's own, and is not a paper made elsewhere.
    #[serde(default = "written")]
    pub is_written: bool,
    /// The papers made elsewhere that stand behind it.
    #[serde(default)]
    pub appendices: Vec<AppendixView>,
}

/// A pack that was published before papers could be attached has none.
fn written() -> bool {
    true
}

/// A row of the cover.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct CoverRow {
    /// Which heading it is, whatever the council calls it: `recommendations`.
    pub key: String,
    /// The heading.
    pub heading: String,
    /// Whether it is one of the implications.
    pub implication: bool,
    /// What the report says; several values are several paragraphs.
    pub values: Vec<Vec<Block>>,
    /// Whether several values are numbered.
    pub numbered: bool,
    /// Whether the row may be split between pages.
    pub long: bool,
    /// Terms with their meanings, instead of values.
    pub terms: Vec<(String, String)>,
}

impl ReportView {
    /// Adds to the cover what of the report is not for publication.
    pub(super) fn add_withheld(&mut self, sentences: &[String]) {
        let values = sentences.iter().map(|sentence| blocks::plain(sentence)).collect();
        let part = self.cover.iter().position(|row| row.heading == PART);
        let at = part.map_or(self.cover.len(), |part| part + 1);
        self.cover.insert(at, CoverRow::new("notforpublication", "Not for publication", values));
    }
}

impl CoverRow {
    fn new(key: &str, heading: &str, values: Vec<Vec<Block>>) -> Self {
        Self {
            key: key.into(),
            heading: heading.into(),
            implication: false,
            values,
            numbered: false,
            long: false,
            terms: Vec::new(),
        }
    }
}

/// Returns the view of a report; what is not for publication is marked.
pub(super) fn view(
    council: &Council,
    report: &Report,
    kind: ItemKind,
    item: &str,
    readers: Readers,
) -> ReportView {
    // Minutes say in their title what they are, and need no cover.
    let is_written = !report.is_made_elsewhere();
    let has_cover = kind != ItemKind::Minutes && is_written;
    let mut rows = if has_cover { identity(report) } else { Vec::new() };
    rows.extend(cover(council, report));
    ReportView {
        title: words::title(&report.title),
        cover: rows,
        narrative: blocks::view(&report.narrative),
        scorecard: report
            .scorecard
            .as_ref()
            .map(|scorecard| indicators::view(scorecard, &council.priorities, item)),
        register: report.register.as_ref().map(|register| risks::view(council, register, item)),
        is_written,
        appendices: appendix::view(report, item, readers),
    }
}

/// The rows that say which report this is.
fn identity(report: &Report) -> Vec<CoverRow> {
    let mut rows = Vec::new();
    if let Some(committee) = &report.report_for {
        rows.push(CoverRow::new("reportfor", "Report for", vec![blocks::plain(committee)]));
    }
    if let Some(date) = &report.date {
        rows.push(CoverRow::new(
            "date",
            "Date of meeting",
            vec![blocks::plain(&words::date(date.value))],
        ));
    }
    rows.push(CoverRow::new("part", PART, vec![blocks::plain(&report.part.to_string())]));
    rows
}

/// What the report says under the council's headings.
fn cover(council: &Council, report: &Report) -> Vec<CoverRow> {
    let mut rows = Vec::new();
    for heading in &council.cover {
        let values = report.entry(&heading.key).iter().filter(|value| !value.blocks.is_empty());
        let lines: usize = values.clone().map(|value| blocks::lines(&value.blocks, LINE)).sum();
        let values: Vec<_> = values.map(|value| blocks::view(&value.blocks)).collect();
        if values.is_empty() {
            continue;
        }
        let numbered = heading.key == "recommendations" && values.len() > 1;
        rows.push(CoverRow {
            implication: heading.implication,
            numbered,
            long: lines > LONG_ROW,
            ..CoverRow::new(&heading.key, &heading.heading, values)
        });
    }
    if !report.glossary.is_empty() {
        let terms =
            report.glossary.iter().map(|(term, meaning)| (term.value.clone(), meaning.clone()));
        let lines: usize =
            report.glossary.iter().map(|(_, meaning)| blocks::text_lines(meaning, LINE / 2)).sum();
        rows.push(CoverRow {
            terms: terms.collect(),
            long: lines > LONG_ROW,
            ..CoverRow::new("glossary", "Glossary", Vec::new())
        });
    }
    rows
}
