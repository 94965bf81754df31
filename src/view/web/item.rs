//! The page of an item: its report, its tables and its papers.

use serde::Serialize;

use super::anchors::{Anchors, folded, within};
use super::files::{Download, LaidOut, Offer, PageLink};
use super::indicators::{self, IndicatorsSection};
use super::prose::{Cited, Passage, Setter};
use super::risks::{self, RisksSection};
use crate::view::meeting::ActionRow;
use crate::view::statement::Fact;
use crate::view::{AppendixView, CoverRow, ItemView, ProgrammeRow, ReportView};

/// The level of headings in the values of a cover.
const WITHIN_COVER: u8 = 3;

/// The level of the sections of a narrative.
const SECTION: u8 = 2;

/// The page of an item.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemPage {
    /// Its file: `item-8.html`.
    pub file: String,
    /// The item's number.
    pub number: String,
    /// The title of its report, or else its own.
    pub title: String,
    /// What it says of itself: `Withdrawn`, `Pages 31 – 40 are not for publication`.
    pub notes: Vec<String>,
    /// What has changed since it was first published, in a sentence or two.
    pub changes: Vec<String>,
    /// Where it is in the pack.
    pub pdf: Option<PageLink>,
    /// What is on it.
    pub contents: Vec<Heading>,
    /// The cover, row by row.
    pub cover: Vec<Row>,
    /// The narrative.
    pub narrative: Vec<Passage>,
    /// The indicators.
    pub indicators: Option<IndicatorsSection>,
    /// The risks.
    pub risks: Option<RisksSection>,
    /// The work programme.
    pub programme: Vec<ProgrammeRow>,
    /// Action points.
    pub action_points: Vec<ActionRow>,
    /// The papers made elsewhere.
    pub papers: Vec<Paper>,
    /// Its files.
    pub downloads: Vec<Download>,
    /// The pages before and after it.
    pub before: Option<Neighbour>,
    /// The page after it.
    pub after: Option<Neighbour>,
}

/// A heading that the list of contents leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// The name that links lead to.
    pub id: String,
    /// What it says.
    pub words: String,
}

/// Another item that has a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Neighbour {
    /// Its file.
    pub file: String,
    /// Its number.
    pub number: String,
    /// Its title on the agenda.
    pub title: String,
}

/// A row of the cover.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The name that links lead to.
    pub id: String,
    /// The heading.
    pub heading: String,
    /// What the report says.
    pub values: Vec<Vec<Passage>>,
    /// Whether several values are numbered.
    pub numbered: bool,
    /// Terms with their meanings, instead of values.
    pub terms: Vec<(String, String)>,
}

/// A paper made elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paper {
    /// The name that links lead to.
    pub id: String,
    /// `Appendix B: Costs`.
    pub title: String,
    /// Where it is in the pack.
    pub pdf: Option<PageLink>,
    /// Its own file, where it has one.
    pub file: Option<Download>,
    /// The picture, where it is one.
    pub figure: Vec<Passage>,
    /// How it can be read, and whether it will last.
    pub facts: Vec<Fact>,
}

/// Returns the file of an item's page.
pub(super) fn file(item: &ItemView) -> String {
    format!("{}.html", item.id)
}

/// Returns the page of an item, without its neighbours.
pub(super) fn page(item: &ItemView, pack: LaidOut<'_>, offers: &[Offer]) -> ItemPage {
    let mut anchors = Anchors::default();
    let report = item.report.as_ref();
    let mut page = ItemPage {
        file: file(item),
        number: item.number.clone(),
        title: report.map_or(&item.title, |report| &report.title).clone(),
        notes: item.note.iter().chain(&item.pages_withheld).cloned().collect(),
        changes: changes(item),
        pdf: pack.pages(&item.id),
        contents: Vec::new(),
        cover: report.map(|report| cover(report, &mut anchors)).unwrap_or_default(),
        narrative: Vec::new(),
        indicators: None,
        risks: None,
        programme: item.programme.clone(),
        action_points: item.action_points.clone(),
        papers: Vec::new(),
        downloads: offers.iter().map(|offer| offer.download("../")).collect(),
        before: None,
        after: None,
    };
    if let Some(report) = report {
        let mut setter = Setter { anchors: &mut anchors, cited: Cited::Yes, base: SECTION };
        page.narrative = setter.set(&report.narrative);
        let tables = report.scorecard.as_ref();
        page.indicators =
            tables.map(|tables| indicators::section(tables, &item.id, pack, &mut anchors));
        let register = report.register.as_ref();
        page.risks =
            register.map(|register| risks::section(register, &item.id, pack, &mut anchors));
        let papers = report.appendices.iter();
        let papers = papers.map(|paper| self::paper(paper, item, pack, &mut anchors));
        page.papers = papers.map(|paper| with_file(paper, report, offers)).collect();
    }
    page.contents = contents(&page);
    page
}

fn changes(item: &ItemView) -> Vec<String> {
    let changes = item.changes.iter();
    changes.flat_map(|changes| [changes.replaces.clone(), changes.sentence.clone()]).collect()
}

fn cover(report: &ReportView, anchors: &mut Anchors) -> Vec<Row> {
    let row = |row: &CoverRow| {
        let id = anchors.take(format!("cover-{}", folded(&row.key)));
        let mut setter = Setter { anchors, cited: Cited::No, base: WITHIN_COVER };
        Row {
            id,
            heading: if row.implication {
                format!("{} implications", row.heading)
            } else {
                row.heading.clone()
            },
            values: row.values.iter().map(|value| setter.set(value)).collect(),
            numbered: row.numbered,
            terms: row.terms.clone(),
        }
    };
    report.cover.iter().map(row).collect()
}

fn paper(paper: &AppendixView, item: &ItemView, pack: LaidOut<'_>, anchors: &mut Anchors) -> Paper {
    let name = match paper.label.as_deref().map(folded) {
        Some(label) if label.starts_with("appendix-") => label,
        Some(label) => format!("paper-{label}"),
        None => within(&paper.id, &item.id),
    };
    let id = anchors.take(name);
    let mut setter = Setter { anchors, cited: Cited::No, base: SECTION };
    Paper {
        file: None,
        figure: setter.set(&paper.figure),
        id,
        title: match &paper.label {
            Some(label) => format!("{label}: {}", paper.title),
            None => paper.title.clone(),
        },
        pdf: pack.pages(&paper.id),
        facts: paper.facts.clone(),
    }
}

/// Adds a paper's own file; that of a paper which is the whole item is the item's.
fn with_file(paper: Paper, report: &ReportView, offers: &[Offer]) -> Paper {
    let own = |offer: &&Offer| offer.title == paper.title;
    let offer = if report.is_written { offers.iter().find(own) } else { offers.first() };
    Paper { file: offer.map(|offer| offer.download("../")), ..paper }
}

/// Returns the sections of a page, in its order.
fn contents(page: &ItemPage) -> Vec<Heading> {
    let heading = |id: &str, words: &str| Heading { id: id.into(), words: words.into() };
    let mut list = Vec::new();
    if !page.cover.is_empty() {
        list.push(heading("cover", "About this report"));
    }
    list.extend(page.narrative.iter().filter_map(|passage| match passage {
        Passage::Heading { id, level: SECTION, number, text, .. } => {
            let number = number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
            Some(Heading { id: id.clone(), words: number + text })
        }
        _ => None,
    }));
    list.extend(
        page.indicators.iter().map(|section| heading("indicators", &section.scorecard.title)),
    );
    list.extend(page.risks.iter().map(|section| heading("risks", &section.title)));
    if !page.papers.is_empty() {
        list.push(heading("papers", "Attached papers"));
    }
    if !page.downloads.is_empty() {
        list.push(heading("downloads", "Downloads"));
    }
    list
}
