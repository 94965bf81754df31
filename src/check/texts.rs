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
}

/// Returns every text of a report: cover, narrative, comments of every period,
/// risks; in that order.
pub fn of_report(report: &Report) -> Vec<Text<'_>> {
    let mut texts = vec![Text { role: Role::Title, written: &report.title }];
    for entry in &report.cover {
        let role = Role::Cover(&entry.key);
        texts.extend(entry.values.iter().map(|value| Text { role, written: &value.written }));
    }
    texts.extend(report.written.iter().map(|written| Text { role: Role::Narrative, written }));
    for indicator in report.scorecard.iter().flat_map(|scorecard| &scorecard.indicators) {
        for (period, observation) in &indicator.results {
            texts.extend(of_observation(indicator, *period, observation));
        }
    }
    for risk in report.register.iter().flat_map(|register| &register.risks) {
        texts.extend(of_risk(risk));
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
    said.into_iter().filter_map(|(role, text)| Some(Text { role, written: text.as_ref()? }))
}

fn of_risk(risk: &Risk) -> impl Iterator<Item = Text<'_>> {
    let prose = [&risk.consequences, &risk.controls, &risk.assurance, &risk.comments];
    let prose = prose.into_iter().flatten().map(|Prose { written, .. }| written);
    let actions = risk.actions.iter().map(|action| &action.action);
    std::iter::once(&risk.title)
        .chain(prose)
        .chain(actions)
        .map(|written| Text { role: Role::Risk(risk), written })
}
