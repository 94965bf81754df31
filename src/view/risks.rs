//! The risk appendix: the heat map, and one block a risk.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::blocks::{self, Block};
use super::words;
use crate::model::council::Council;
use crate::model::narrative;
use crate::model::rag::Rag;
use crate::model::risk::{Assessment, Due, Matrix, Rating, Register, Risk, Score};

/// The risks of a report.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct RegisterView {
    /// `Risk register: quarter 3 2017/18`.
    pub title: String,
    /// The register in one sentence.
    pub sentence: String,
    /// Impact words, lowest first.
    pub impacts: Vec<String>,
    /// Rows of the heat map, the highest probability first.
    pub matrix: Vec<MatrixRow>,
    /// The risks at a glance.
    pub summary: Vec<SummaryRow>,
    /// The risks.
    pub risks: Vec<RiskView>,
}

/// A row of the heat map.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct MatrixRow {
    /// `4 Very Likely`.
    pub probability: String,
    /// Its cells, the lowest impact first.
    pub cells: Vec<MatrixCell>,
}

/// A cell of the heat map.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct MatrixCell {
    /// The score.
    pub score: String,
    /// `red`, `amber` or `green`.
    pub key: String,
    /// The band's word.
    pub word: String,
    /// Risks that stand here before controls.
    pub inherent: Vec<String>,
    /// Risks that stand here with controls.
    pub residual: Vec<String>,
}

/// One line of the summary.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct SummaryRow {
    /// The risk's link name.
    pub id: String,
    /// The code.
    pub code: String,
    /// The risk.
    pub title: String,
    /// Before controls.
    pub inherent: Option<AssessmentView>,
    /// With controls.
    pub residual: AssessmentView,
}

/// One risk.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct RiskView {
    /// A stable name for links.
    pub id: String,
    /// The code.
    pub code: String,
    /// The risk.
    pub title: String,
    /// Labels and values: category, priority, owner …
    pub facts: Vec<(String, String)>,
    /// Before controls.
    pub inherent: Option<AssessmentView>,
    /// With controls.
    pub residual: AssessmentView,
    /// Where it is meant to come to.
    pub target: Option<AssessmentView>,
    /// Consequences, controls, assurance, comments, under their headings.
    pub sections: Vec<(String, Vec<Block>)>,
    /// Sign-off and comments.
    pub sign_off: Option<String>,
    /// What was said at sign-off.
    pub comments: Vec<Block>,
    /// Further actions: action, owner, due, status.
    pub actions: Vec<[String; 4]>,
}

/// A place on the matrix, in words.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct AssessmentView {
    /// `3 Likely`.
    pub probability: String,
    /// The probability's number.
    pub probability_weight: f64,
    /// `4 Severe`.
    pub impact: String,
    /// The impact's number.
    pub impact_weight: f64,
    /// `12`.
    pub score: String,
    /// `red`, `amber` or `green`.
    pub key: String,
    /// The band's word.
    pub word: String,
    /// A stated score that differs: `stated as 14`.
    pub stated: Option<String>,
}

/// Returns the view of an item's risks; `item` is the item's link name.
pub(super) fn view(council: &Council, register: &Register, item: &str) -> RegisterView {
    let matrix = &council.matrix;
    let title = match register.period {
        Some(period) => format!("Risk register: {}", period.words()),
        None => "Risk register".into(),
    };
    let risks: Vec<RiskView> = register
        .risks
        .iter()
        .enumerate()
        .map(|(index, risk)| risk_view(matrix, risk, index, item))
        .collect();
    let summary = risks.iter().map(|risk| SummaryRow {
        id: risk.id.clone(),
        code: risk.code.clone(),
        title: risk.title.clone(),
        inherent: risk.inherent.clone(),
        residual: risk.residual.clone(),
    });
    RegisterView {
        title,
        sentence: sentence(matrix, register),
        impacts: matrix
            .impact()
            .iter()
            .map(|level| level_words(level.weight, &level.word))
            .collect(),
        matrix: heat_map(matrix, register, &risks),
        summary: summary.collect(),
        risks,
    }
}

fn key(rag: Rag) -> String {
    rag.to_string().to_lowercase()
}

fn level_words(weight: f64, word: &str) -> String {
    format!("{} {word}", (weight * 100.0).round() / 100.0)
}

fn sentence(matrix: &Matrix, register: &Register) -> String {
    let count = |rag: Rag| {
        register
            .risks
            .iter()
            .filter(|r| matrix.band(r.residual.assessment.score).rag == rag)
            .count()
    };
    let counts = [(Rag::Red, "red"), (Rag::Amber, "amber"), (Rag::Green, "green")]
        .map(|(rag, word)| (count(rag), word));
    let total = words::capital(&words::counted(register.risks.len(), "risk", "risks"));
    if register.risks.is_empty() {
        return "The register holds no risks.".into();
    }
    format!("{total}; with today's controls {}.", words::in_colours(counts, "it"))
}

fn heat_map(matrix: &Matrix, register: &Register, views: &[RiskView]) -> Vec<MatrixRow> {
    let labels = |p: usize, i: usize, of: &dyn Fn(&Risk) -> Option<&Rating>| {
        let here = register.risks.iter().zip(views).filter(|(risk, _)| {
            of(risk).is_some_and(|r| r.assessment.probability == p && r.assessment.impact == i)
        });
        here.map(|(_, view)| view.code.clone()).collect::<Vec<_>>()
    };
    let cell = |p: usize, i: usize| {
        let score = matrix.assess(p, i).map_or_else(|| Score::stated(0.0), |a| Some(a.score));
        let band = score.map(|score| matrix.band(score));
        MatrixCell {
            score: score.map(|score| score.to_string()).unwrap_or_default(),
            key: band.map(|band| key(band.rag)).unwrap_or_default(),
            word: band.map(|band| band.word.clone()).unwrap_or_default(),
            inherent: labels(p, i, &|risk| risk.inherent.as_ref()),
            residual: labels(p, i, &|risk| Some(&risk.residual)),
        }
    };
    let levels = matrix.probability().iter().enumerate().rev();
    levels
        .map(|(p, level)| MatrixRow {
            probability: level_words(level.weight, &level.word),
            cells: (0..matrix.impact().len()).map(|i| cell(p, i)).collect(),
        })
        .collect()
}

fn assessment(matrix: &Matrix, assessment: &Assessment, stated: Option<Score>) -> AssessmentView {
    let (p, i) =
        (&matrix.probability()[assessment.probability], &matrix.impact()[assessment.impact]);
    let band = matrix.band(assessment.score);
    let differs = stated.filter(|stated| (stated.value() - assessment.score.value()).abs() > 0.05);
    AssessmentView {
        probability: level_words(p.weight, &p.word),
        probability_weight: p.weight,
        impact: level_words(i.weight, &i.word),
        impact_weight: i.weight,
        score: assessment.score.to_string(),
        key: key(band.rag),
        word: band.word.clone(),
        stated: differs.map(|stated| format!("stated as {stated}")),
    }
}

fn rating(matrix: &Matrix, rating: &Rating) -> AssessmentView {
    assessment(matrix, &rating.assessment, rating.stated.as_ref().map(|stated| stated.value))
}

/// `12 Red; now lower`: the score of the register before, and how today's stands to it.
fn since(matrix: &Matrix, risk: &Risk, before: Score) -> String {
    let now = risk.residual.assessment.score.value();
    let moved = match now - before.value() {
        change if change > 0.05 => "now higher",
        change if change < -0.05 => "now lower",
        _ => "unchanged",
    };
    format!("{before} {}; {moved}", matrix.band(before).word)
}

fn risk_view(matrix: &Matrix, risk: &Risk, index: usize, item: &str) -> RiskView {
    let code =
        risk.code.as_ref().map_or_else(|| format!("Risk {}", index + 1), |code| code.value.clone());
    let id = match &risk.code {
        Some(code) => words::id(code),
        // No code has a full stop in its link name.
        None => format!(".{}", index + 1),
    };
    let facts = [
        ("Service", risk.service.clone()),
        ("Category", risk.category.clone()),
        ("Corporate priority", risk.priority.as_ref().map(|priority| priority.value.clone())),
        ("Risk owner", risk.owner.as_ref().map(|owner| owner.value.clone())),
        ("Portfolio holder", risk.portfolio_holder.clone()),
        ("Response", risk.response.as_ref().map(|response| response.to_string())),
        (
            "Previous score",
            risk.previous_score.as_ref().map(|before| since(matrix, risk, before.value)),
        ),
        ("Last review", risk.last_review.as_ref().map(|day| words::date(day.value))),
    ];
    let section =
        |heading: &str, text: &[narrative::Block]| (heading.to_string(), blocks::view(text));
    RiskView {
        id: format!("{item}-risk-{id}"),
        code,
        title: words::title(&risk.title),
        facts: facts
            .into_iter()
            .filter_map(|(label, value)| Some((label.to_string(), value?)))
            .collect(),
        inherent: risk.inherent.as_ref().map(|r| rating(matrix, r)),
        residual: rating(matrix, &risk.residual),
        target: risk.target.as_ref().map(|target| assessment(matrix, target, None)),
        sections: vec![
            section("Consequences", narrative::blocks(risk.consequences.as_ref())),
            section("Current controls", narrative::blocks(risk.controls.as_ref())),
            section("Assurance", narrative::blocks(risk.assurance.as_ref())),
        ],
        sign_off: risk.sign_off.clone(),
        comments: blocks::view(narrative::blocks(risk.comments.as_ref())),
        actions: risk
            .actions
            .iter()
            .map(|action| {
                [
                    action.action.value.clone(),
                    action.owner.clone().unwrap_or_default(),
                    action.due.as_ref().map(|due| due_words(due)).unwrap_or_default(),
                    action.status.as_ref().map(|status| status.value.clone()).unwrap_or_default(),
                ]
            })
            .collect(),
    }
}
fn due_words(due: &Due) -> String {
    match due {
        Due::Day(day) => words::date(*day),
        Due::Words(words) => words.clone(),
    }
}
