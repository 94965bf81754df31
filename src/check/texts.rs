//! Every text of a report with what it is: for rules that read prose.

use crate::model::indicator::{Indicator, Observation};
use crate::model::narrative::Prose;
use crate::model::period::Period;
use crate::model::report::Report;
use crate::model::risk::Risk;
use crate::place::Placed;

/// A text as its author wrote it.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// What it is.
    pub role: Role<'a>,
    /// The text with its place; a text of several lines knows where each stands
    /// by [`place_within`](crate::model::narrative::place_within).
    pub written: &'a Placed<String>,
    /// Whether the public may read it, where it may read the report.
    pub is_public: bool,
}

/// What a text is.
#[derive(Clone, Copy, Debug)]
pub enum Role<'a> {
    /// The report's title.
    Title,
    /// A value under a heading of the cover, by the heading's key.
    Cover(&'a str),
    /// A heading or paragraph of the narrative.
    Narrative,
    /// What the updater says of a result.
    UpdaterComment(&'a Indicator, Period),
    /// What the approver says of a result.
    ApproverComment(&'a Indicator, Period),
    /// What is being done about a result.
    Action(&'a Indicator, Period),
    /// A risk, its consequences, controls, assurance or comments.
    Risk(&'a Risk),
    /// The title of a paper made elsewhere, or what it shows.
    Appendix,
}

/// Returns every text of a report: cover, narrative, comments of every period,
/// risks, papers made elsewhere; in that order.
pub fn of_report(report: &Report) -> Vec<Text<'_>> {
    let mut texts = vec![Text { role: Role::Title, written: &report.title, is_public: true }];
    for entry in &report.cover {
        let role = Role::Cover(&entry.key);
        let values = entry.values.iter();
        texts.extend(values.map(|value| Text { role, written: &value.written, is_public: true }));
    }
    let narrative = report.written_by_part().into_iter();
    let role = Role::Narrative;
    texts.extend(narrative.map(|(written, is_public)| Text { role, written, is_public }));
    if let Some(scorecard) = &report.scorecard {
        for indicator in &scorecard.indicators {
            let is_public = scorecard.part.is_public() && indicator.part.is_public();
            for (period, observation) in &indicator.results {
                let said = of_observation(indicator, *period, observation);
                texts.extend(said.map(|text| Text { is_public, ..text }));
            }
        }
    }
    if let Some(register) = &report.register {
        for risk in &register.risks {
            let is_public = register.part.is_public() && risk.part.is_public();
            texts.extend(of_risk(risk).map(|text| Text { is_public, ..text }));
        }
    }
    for paper in &report.appendices {
        let (role, is_public) = (Role::Appendix, paper.part.is_public());
        let said = std::iter::once(&paper.title).chain(&paper.alternative);
        texts.extend(said.map(|written| Text { role, written, is_public }));
    }
    texts
}

/// Returns what is said of one result.
pub fn of_observation<'a>(
    indicator: &'a Indicator,
    period: Period,
    observation: &'a Observation,
) -> impl Iterator<Item = Text<'a>> {
    let said = [
        (Role::UpdaterComment(indicator, period), &observation.updater_comments),
        (Role::ApproverComment(indicator, period), &observation.approver_comments),
        (Role::Action(indicator, period), &observation.actions),
    ];
    let is_public = indicator.part.is_public();
    said.into_iter()
        .filter_map(move |(role, text)| Some(Text { role, written: text.as_ref()?, is_public }))
}

fn of_risk(risk: &Risk) -> impl Iterator<Item = Text<'_>> {
    let prose = [&risk.consequences, &risk.controls, &risk.assurance, &risk.comments];
    let prose = prose.into_iter().flatten().map(|Prose { written, .. }| written);
    let actions = risk.actions.iter().map(|action| &action.action);
    let (role, is_public) = (Role::Risk(risk), risk.part.is_public());
    std::iter::once(&risk.title).chain(prose).chain(actions).map(move |written| Text {
        role,
        written,
        is_public,
    })
}
