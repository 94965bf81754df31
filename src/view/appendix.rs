//! Papers made elsewhere: the pages that the pack keeps for them, and where on each
//! page its number and its label stand.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::statement::{self, Fact};
use super::{Block, Readers, blocks, words};
use crate::digest::Original;
use crate::model::attachment::{Attachment, Content, Foreign};
use crate::model::narrative::{self, Figure};
use crate::model::report::Report;
use crate::survey::{Archive, Page, Rect};

/// How much of a page its number or its label needs at the head or the foot, in
/// points; what a paper prints there makes room.
const BAND: f64 = 28.0;

/// How far from the right edge they reach, in points.
const REACH: f64 = 230.0;

/// The files of papers made elsewhere, by the SHA-256 of each.
pub type Files = BTreeMap<String, Arc<Original>>;

/// A paper made elsewhere.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct AppendixView {
    /// A stable name for links: `item-8-appendix-2`.
    pub id: String,
    /// `Appendix B`; a paper without a letter has none.
    pub label: Option<String>,
    /// The title.
    pub title: String,
    /// The SHA-256 of its file, or the name of its picture.
    pub file: String,
    /// The language that the paper says it is in.
    pub language: Option<String>,
    /// The level of PDF/A-2 that its pages deserve: `2a`, `2u` or `2b`.
    pub archive: Option<String>,
    /// Whether its pages deserve PDF/UA-1.
    pub is_accessible: bool,
    /// What is said of it for those who read it otherwise, and those who keep it;
    /// nothing of a picture, which the pack itself prints.
    pub facts: Vec<Fact>,
    /// Its pages; a picture has none of its own.
    pub pages: Vec<AppendixPage>,
    /// The picture, where it is one.
    pub figure: Vec<Block>,
}

/// A page of a paper made elsewhere.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct AppendixPage {
    /// The width as it is shown, in points.
    pub width: f64,
    /// The height as it is shown, in points.
    pub height: f64,
    /// Where its number and its label stand.
    pub stamp: Stamp,
    /// How much smaller than its paper it is printed; 1 where there is a margin.
    pub scale: f64,
    /// What is left of it, in points.
    pub left: f64,
    /// What is below it, in points.
    pub below: f64,
    /// What it is in words, for a paper without tags.
    pub alternative: String,
}

/// Where the number and the label of a page stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stamp {
    /// The label at the head, the number at the foot.
    Ends,
    /// Both at the head.
    Head,
    /// Both at the foot.
    Foot,
}

/// Returns the papers of a report. Pages that are not for publication say so at
/// their head, whatever the paper has there.
pub(super) fn view(report: &Report, item: &str, readers: Readers) -> Vec<AppendixView> {
    let one = |(index, paper): (usize, &Attachment)| {
        let view = match &paper.content {
            Content::Pages(foreign) => of_pages(paper, foreign, readers),
            Content::Picture(figure) => of_picture(figure),
        };
        AppendixView {
            id: format!("{item}-appendix-{}", index + 1),
            label: paper.label.clone(),
            title: words::title(&paper.title),
            ..view
        }
    };
    report.appendices.iter().enumerate().map(one).collect()
}

fn of_pages(paper: &Attachment, foreign: &Foreign, readers: Readers) -> AppendixView {
    let (survey, verdict) = (&foreign.survey, &foreign.verdict);
    AppendixView {
        id: String::new(),
        label: None,
        title: String::new(),
        file: foreign.original.sha256().into(),
        language: survey.language.clone(),
        archive: verdict.archive.map(|level| statement::level(level).into()),
        is_accessible: verdict.accessible,
        facts: statement::facts(survey, verdict),
        pages: pages(paper, &survey.pages, readers),
        figure: Vec::new(),
    }
}

fn of_picture(figure: &Figure) -> AppendixView {
    AppendixView {
        id: String::new(),
        label: None,
        title: String::new(),
        file: figure.picture.name().into(),
        language: None,
        archive: Some(statement::level(Archive::A2a).into()),
        is_accessible: true,
        facts: Vec::new(),
        pages: Vec::new(),
        figure: blocks::view(&[narrative::Block::Figure(figure.clone())]),
    }
}

/// Returns the files of a report's papers.
pub(super) fn files(report: &Report) -> impl Iterator<Item = (String, Arc<Original>)> {
    let papers = report.appendices.iter().filter_map(Attachment::pages);
    papers.map(|foreign| (foreign.original.sha256().into(), foreign.original.clone()))
}

fn pages(paper: &Attachment, foreign: &[Page], readers: Readers) -> Vec<AppendixPage> {
    let count = foreign.len();
    let what = match &paper.label {
        Some(label) => format!("{label}: {}", paper.title.value),
        None => paper.title.value.clone(),
    };
    let said = paper.alternative.as_ref().map(|text| format!(": {}", text.value));
    let page = |(index, page): (usize, &Page)| {
        let alternative =
            format!("{what}, page {} of {count}{}", index + 1, said.as_deref().unwrap_or_default());
        AppendixPage { alternative, ..laid(page, readers) }
    };
    foreign.iter().enumerate().map(page).collect()
}

/// Returns a page as it is laid into the pack: as it is where the stamp finds a
/// margin, and else a little smaller.
fn laid(page: &Page, readers: Readers) -> AppendixPage {
    let (width, height) = (hundredths(page.width), hundredths(page.height));
    let near_right = |y0: f64| Rect { x0: (width - REACH).max(0.0), y0, x1: width, y1: y0 + BAND };
    let is_free = |y0: f64| readers == Readers::Public && page.is_free(&near_right(y0));
    let stamp = match (is_free(height - BAND), is_free(0.0)) {
        (true, true) => Some(Stamp::Ends),
        (true, false) => Some(Stamp::Head),
        (false, true) => Some(Stamp::Foot),
        (false, false) => None,
    };
    let scale = if stamp.is_some() { 1.0 } else { ((height - 2.0 * BAND) / height).max(0.5) };
    AppendixPage {
        width,
        height,
        stamp: stamp.unwrap_or(Stamp::Ends),
        scale,
        left: hundredths(width * (1.0 - scale) / 2.0),
        below: hundredths(height * (1.0 - scale) / 2.0),
        alternative: String::new(),
    }
}

fn hundredths(points: f64) -> f64 {
    (points * 100.0).round() / 100.0
}
