//! The risks of a report as a web page shows them.

use serde::Serialize;

use super::anchors::{Anchors, within};
use super::files::{LaidOut, PageLink};
use super::prose::{Cited, Passage, Setter};
use crate::view::{AssessmentView, MatrixCell, RegisterView, RiskView};

/// The level of headings in the texts of a risk.
const WITHIN_RISK: u8 = 5;

/// The risks of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RisksSection {
    /// `Risk register: quarter 3 2017/18`.
    pub title: String,
    /// The register in one sentence.
    pub sentence: String,
    /// Whether any risk has a score before controls.
    pub has_inherent: bool,
    /// Where they are in the pack.
    pub pdf: Option<PageLink>,
    /// Impact words, lowest first.
    pub impacts: Vec<String>,
    /// Rows of the heat map, the highest probability first.
    pub matrix: Vec<MapRow>,
    /// The risks.
    pub risks: Vec<Risk>,
}

/// A row of the heat map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapRow {
    /// `4 Very Likely`.
    pub probability: String,
    /// Its cells, the lowest impact first.
    pub cells: Vec<MapCell>,
}

/// A cell of the heat map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapCell {
    /// The score.
    pub score: String,
    /// `red`, `amber` or `green`.
    pub key: String,
    /// The band's word.
    pub word: String,
    /// Risks that stand here before controls.
    pub inherent: Vec<RiskLink>,
    /// Risks that stand here with controls.
    pub residual: Vec<RiskLink>,
}

/// A risk that something leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RiskLink {
    /// The name that links lead to.
    pub id: String,
    /// Its code.
    pub code: String,
}

/// One risk.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Risk {
    /// What the pack says of it, without its prose; its `id` is the name that links
    /// lead to.
    pub view: RiskView,
    /// Its scores, each with what it is.
    pub scores: Vec<(String, AssessmentView)>,
    /// Consequences, controls and assurance under their headings.
    pub sections: Vec<(String, Vec<Passage>)>,
    /// `Sign-off: agreed`, or `Comments`.
    pub comments_heading: String,
    /// What was said at sign-off.
    pub comments: Vec<Passage>,
    /// Where it is in the pack.
    pub pdf: Option<PageLink>,
}

/// Returns the risks of an item as its page shows them.
pub(super) fn section(
    register: &RegisterView,
    item: &str,
    pack: LaidOut<'_>,
    anchors: &mut Anchors,
) -> RisksSection {
    let risks: Vec<Risk> =
        register.risks.iter().map(|risk| self::risk(risk, item, pack, anchors)).collect();
    let matrix = register.matrix.iter().map(|row| MapRow {
        probability: row.probability.clone(),
        cells: row.cells.iter().map(|cell| self::cell(cell, &risks)).collect(),
    });
    RisksSection {
        title: register.title.clone(),
        sentence: register.sentence.clone(),
        has_inherent: register.risks.iter().any(|risk| risk.inherent.is_some()),
        pdf: pack.pages(&format!("{item}-risks")),
        impacts: register.impacts.clone(),
        matrix: matrix.collect(),
        risks,
    }
}

fn cell(cell: &MatrixCell, risks: &[Risk]) -> MapCell {
    let links = |codes: &[String]| {
        let link = |code: &String| {
            let known = risks.iter().find(|risk| risk.view.code == *code);
            known.map(|risk| RiskLink { id: risk.view.id.clone(), code: code.clone() })
        };
        codes.iter().filter_map(link).collect()
    };
    MapCell {
        score: cell.score.clone(),
        key: cell.key.clone(),
        word: cell.word.clone(),
        inherent: links(&cell.inherent),
        residual: links(&cell.residual),
    }
}

fn risk(view: &RiskView, item: &str, pack: LaidOut<'_>, anchors: &mut Anchors) -> Risk {
    let id = anchors.take(within(&view.id, item));
    let scores = [
        ("Inherent", view.inherent.as_ref()),
        ("Residual", Some(&view.residual)),
        ("Target", view.target.as_ref()),
    ];
    let scores = scores
        .into_iter()
        .filter_map(|(name, assessment)| Some((name.to_string(), assessment?.clone())));
    let mut setter = Setter { anchors, cited: Cited::No, base: WITHIN_RISK };
    let sections =
        view.sections.iter().map(|(heading, blocks)| (heading.clone(), setter.set(blocks)));
    let sections = sections.collect();
    Risk {
        scores: scores.collect(),
        sections,
        comments_heading: match &view.sign_off {
            Some(said) => format!("Sign-off: {}", said.to_lowercase()),
            None => "Comments".into(),
        },
        comments: setter.set(&view.comments),
        pdf: pack.page(&view.id),
        view: RiskView { id, sections: Vec::new(), comments: Vec::new(), ..view.clone() },
    }
}
