//! Risks as they were published, and as they are now.

use super::lines::{Line, changes, of_blocks};
use super::{Changed, FigureChange, Found, Listed, change, pairs};
use crate::view::{AssessmentView, RegisterView, RiskView};

/// Returns what differs between two registers.
pub(super) fn compare(before: Option<&RegisterView>, now: Option<&RegisterView>) -> Found {
    let mut found = Found { texts: changes(&title(before), &title(now)), ..Found::default() };
    let risks = |register: Option<&RegisterView>| -> Vec<RiskView> {
        register.map(|register| register.risks.clone()).unwrap_or_default()
    };
    for (old, new) in pairs(&risks(before), &risks(now), |risk| risk.code.clone()) {
        match (old, new) {
            (Some(old), Some(new)) => both(old, new, &mut found),
            (None, Some(new)) => found.added.push(listed(new)),
            (Some(old), None) => found.removed.push(listed(old)),
            (None, None) => {}
        }
    }
    found
}

fn listed(risk: &RiskView) -> Listed {
    Listed { what: "Risk".into(), code: risk.code.clone(), name: risk.title.clone() }
}

fn title(register: Option<&RegisterView>) -> Vec<Line> {
    let line = |register: &RegisterView| Line {
        section: "Risk register".into(),
        at: "Title".into(),
        text: register.title.clone(),
        picture: None,
    };
    register.map(line).into_iter().collect()
}

fn both(old: &RiskView, new: &RiskView, found: &mut Found) {
    let mut figures: Vec<FigureChange> =
        change("Name", &old.title, &new.title).into_iter().collect();
    for (name, old, new) in [
        ("Inherent", old.inherent.as_ref(), new.inherent.as_ref()),
        ("Residual", Some(&old.residual), Some(&new.residual)),
        ("Target", old.target.as_ref(), new.target.as_ref()),
    ] {
        figures.extend(assessment(name, old, new));
    }
    for (old, new) in pairs(&old.facts, &new.facts, |(label, _)| label.clone()) {
        let text = |one: Option<&(String, String)>| one.map(|o| o.1.clone()).unwrap_or_default();
        let label = old.or(new).map(|one| one.0.clone()).unwrap_or_default();
        figures.extend(change(label, &text(old), &text(new)));
    }
    let signed = |risk: &RiskView| risk.sign_off.clone().unwrap_or_default();
    figures.extend(change("Sign-off", &signed(old), &signed(new)));
    found.texts.extend(changes(&texts(old), &texts(new)));
    if !figures.is_empty() {
        found.changed.push(Changed { code: new.code.clone(), name: new.title.clone(), figures });
    }
}

/// What differs in one assessment: probability, impact, score, band.
fn assessment(
    name: &str,
    old: Option<&AssessmentView>,
    new: Option<&AssessmentView>,
) -> Vec<FigureChange> {
    let facts = |view: Option<&AssessmentView>| {
        let Some(view) = view else { return ["", "", "", ""].map(str::to_string) };
        let stated = view.stated.as_ref().map(|stated| format!(" ({stated})")).unwrap_or_default();
        [
            view.probability.clone(),
            view.impact.clone(),
            format!("{}{stated}", view.score),
            view.word.clone(),
        ]
    };
    let names = ["probability", "impact", "score", "band"];
    let all = names.into_iter().zip(facts(old)).zip(facts(new));
    all.filter_map(|((what, old), new)| change(format!("{name} {what}"), &old, &new)).collect()
}

/// Consequences, controls, assurance, comments and actions.
fn texts(risk: &RiskView) -> Vec<Line> {
    let section = format!("Risk {}", risk.code);
    let under = |at: &str, blocks: &[crate::view::Block]| -> Vec<Line> {
        let lines = of_blocks(&section, blocks).into_iter();
        lines.map(|line| Line { at: at.into(), ..line }).collect()
    };
    let mut lines: Vec<Line> =
        risk.sections.iter().flat_map(|(heading, blocks)| under(heading, blocks)).collect();
    lines.extend(under("Comments", &risk.comments));
    lines.extend(risk.actions.iter().map(|action| {
        let parts: Vec<&str> =
            action.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        Line {
            section: section.clone(),
            at: "Action".into(),
            text: parts.join("; "),
            picture: None,
        }
    }));
    lines
}
