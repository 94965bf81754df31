//! Papers made elsewhere: the pages that the pack keeps for them, and where on each
//! page its number and its label stand.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::statement::{self, Fact};
use super::{Readers, words};
use crate::model::attachment::Attachment;
use crate::model::report::Report;
use crate::survey::{Page, Rect};

/// How much of a page its number or its label needs at the head or the foot, in
/// points; what a paper prints there makes room.
const BAND: f64 = 28.0;

/// How far from the right edge they reach, in points.
const REACH: f64 = 230.0;

/// The files of papers made elsewhere, by the SHA-256 of each.
pub type Files = BTreeMap<String, Arc<[u8]>>;

/// A paper made elsewhere.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct AppendixView {
    /// A stable name for links: `item-8-appendix-2`.
    pub id: String,
    /// `Appendix B`; a paper without a letter has none.
    pub label: Option<String>,
    /// The title.
    pub title: String,
    /// The SHA-256 of its file.
    pub file: String,
    /// The language that the paper says it is in.
    pub language: Option<String>,
    /// The level of PDF/A-2 that its pages deserve: `2a`, `2u` or `2b`.
    pub archive: Option<String>,
    /// Whether its pages deserve PDF/UA-1.
    pub is_accessible: bool,
    /// What is said of it for those who read it otherwise, and those who keep it.
    pub facts: Vec<Fact>,
    /// Its pages.
    pub pages: Vec<AppendixPage>,
}

/// A page of a paper made elsewhere.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
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
    let one = |(index, paper): (usize, &Attachment)| AppendixView {
        id: format!("{item}-appendix-{}", index + 1),
        label: paper.label.clone(),
        title: words::title(&paper.title),
        file: paper.digest.clone(),
        language: paper.survey.language.clone(),
        archive: paper.verdict.archive.map(|level| statement::level(level).into()),
        is_accessible: paper.verdict.accessible,
        facts: statement::facts(&paper.survey, &paper.verdict),
        pages: pages(paper, readers),
    };
    report.appendices.iter().enumerate().map(one).collect()
}

/// Returns the files of a report's papers.
pub(super) fn files(report: &Report) -> impl Iterator<Item = (String, Arc<[u8]>)> {
    report.appendices.iter().map(|paper| (paper.digest.clone(), paper.bytes.clone()))
}

fn pages(paper: &Attachment, readers: Readers) -> Vec<AppendixPage> {
    let count = paper.survey.pages.len();
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
    paper.survey.pages.iter().enumerate().map(page).collect()
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
