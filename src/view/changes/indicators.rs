//! Indicators as they were published, and as they are now.

use super::lines::{Line, changes, of_blocks};
use super::{Changed, FigureChange, Found, Listed, change, pairs};
use crate::view::{HistoryRow, IndicatorView, ScorecardView};

/// Returns what differs between two scorecards.
pub(super) fn compare(before: Option<&ScorecardView>, now: Option<&ScorecardView>) -> Found {
    let mut found = Found { texts: changes(&about(before), &about(now)), ..Found::default() };
    let (old, new) = (indicators(before), indicators(now));
    for (old, new) in pairs(&old, &new, |(_, indicator)| indicator.code.clone()) {
        match (old, new) {
            (Some(old), Some(new)) => both(*old, *new, &mut found),
            (None, Some((_, new))) => found.added.push(listed(new)),
            (Some((_, old)), None) => found.removed.push(listed(old)),
            (None, None) => {}
        }
    }
    found
}

/// An indicator with the heading that it stands under.
type Headed<'a> = (&'a str, &'a IndicatorView);

fn indicators(scorecard: Option<&ScorecardView>) -> Vec<Headed<'_>> {
    let groups = scorecard.into_iter().flat_map(|scorecard| &scorecard.groups);
    groups
        .flat_map(|group| group.indicators.iter().map(|one| (group.heading.as_str(), one)))
        .collect()
}

fn listed(indicator: &IndicatorView) -> Listed {
    Listed { what: "Indicator".into(), code: indicator.code.clone(), name: indicator.name.clone() }
}

/// The title and the rule of the ratings.
fn about(scorecard: Option<&ScorecardView>) -> Vec<Line> {
    let line = |at: &str, text: &str| Line {
        section: "Performance indicators".into(),
        at: at.into(),
        text: text.into(),
        picture: None,
    };
    let lines = |view: &ScorecardView| {
        [line("Title", &view.title), line("How ratings are given", &view.rule)]
    };
    scorecard.map(lines).into_iter().flatten().collect()
}

fn both((under, old): Headed<'_>, (heading, new): Headed<'_>, found: &mut Found) {
    let mut figures: Vec<FigureChange> = [
        change("Name", &old.name, &new.name),
        change("Heading", under, heading),
        change("Unit and rule", &old.unit, &new.unit),
    ]
    .into_iter()
    .flatten()
    .collect();
    for (old, new) in pairs(&old.about, &new.about, |(heading, _)| heading.clone()) {
        let text = |one: Option<&(String, String)>| one.map(|o| o.1.clone()).unwrap_or_default();
        // The target's type stands in the unit and rule already.
        let heading = old.or(new).map(|one| one.0.clone()).unwrap_or_default();
        if heading != "Target type" {
            figures.extend(change(heading, &text(old), &text(new)));
        }
    }
    for (old, new) in pairs(&old.history, &new.history, |row| row.period.clone()) {
        figures.extend(period(old, new));
    }
    found.texts.extend(changes(&remarks(old), &remarks(new)));
    if !figures.is_empty() {
        found.changed.push(Changed { code: new.code.clone(), name: new.name.clone(), figures });
    }
}

/// What differs in one period.
fn period(old: Option<&HistoryRow>, new: Option<&HistoryRow>) -> Vec<FigureChange> {
    let Some(period) = new.or(old).map(|row| &row.period) else { return Vec::new() };
    let facts = |row: Option<&HistoryRow>| {
        let Some(row) = row else { return ["", "", "", ""].map(str::to_string) };
        let target = row.figures.target.as_deref().unwrap_or_default();
        [
            row.figures.result.clone(),
            row.figures.fraction.clone().unwrap_or_default(),
            target.trim_start_matches("Target ").to_string(),
            row.status.word.clone(),
        ]
    };
    let names = ["Result", "Numerator / denominator", "Target", "RAG"];
    let all = names.into_iter().zip(facts(old)).zip(facts(new));
    all.filter_map(|((name, old), new)| change(format!("{name}, {period}"), &old, &new)).collect()
}

fn remarks(indicator: &IndicatorView) -> Vec<Line> {
    let section = format!("Indicator {}", indicator.code);
    let remarks = indicator.remarks.iter();
    remarks
        .flat_map(|remark| {
            let at = match remark.heading.as_str() {
                "Updater" | "Approver" => format!("{}’s comment", remark.heading),
                other => other.to_string(),
            };
            let lines = of_blocks(&section, &remark.blocks).into_iter();
            lines.map(move |line| Line { at: at.clone(), ..line })
        })
        .collect()
}
