//! Hidden sheets, rows and columns, and whether the pack takes anything from them.

use std::collections::BTreeSet;

use super::Scope;
use crate::model::concealed::{Concealed, Concealment, Lines, Manner};
use crate::model::indicator::{Indicator, Observation};
use crate::model::meeting::Meeting;
use crate::model::narrative::Prose;
use crate::model::report::Report;
use crate::model::risk::{Rating, Risk};
use crate::place::{Place, Placed, Spot, column_letters};

/// Whether the pack takes values from hidden cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A value of the pack stands in one of them.
    Printed,
    /// None does.
    LeftOut,
}

/// Returns everything hidden in the meeting's workbooks, with its fate.
pub fn hidden<'a>(scope: &Scope<'a>) -> Vec<(&'a Concealed, Fate)> {
    let hidden: Vec<&Concealed> =
        scope.meeting.concealed.iter().filter(|found| is_hidden(&found.what)).collect();
    if hidden.is_empty() {
        return Vec::new();
    }
    let places = places(scope.meeting);
    let fate = |found: &Concealed| {
        let printed = places.iter().any(|place| holds(found, place));
        if printed { Fate::Printed } else { Fate::LeftOut }
    };
    hidden.into_iter().map(|found| (found, fate(found))).collect()
}

fn is_hidden(what: &Concealment) -> bool {
    matches!(what, Concealment::Sheet { .. } | Concealment::Rows(_) | Concealment::Columns(_))
}

fn holds(found: &Concealed, place: &Place) -> bool {
    let Spot::Cell(sheet, row, column) = place.spot() else { return false };
    let (Spot::Sheet(hidden) | Spot::Cell(hidden, ..)) = found.place.spot() else { return false };
    let inside = match &found.what {
        Concealment::Sheet { .. } => true,
        Concealment::Rows(lines) => lines.holds(*row),
        Concealment::Columns(lines) => lines.holds(*column),
        _ => false,
    };
    inside && sheet == hidden && place.path() == found.place.path()
}

/// Returns what is hidden in words, such as `rows 3 to 5 are hidden`, and how
/// much it holds; nothing for what is no hidden cell.
pub fn described(found: &Concealed) -> Option<(String, String)> {
    let (hidden, cells) = match &found.what {
        Concealment::Sheet { manner, cells } => (sheet(found, *manner), *cells),
        Concealment::Rows(found) => (lines("row", found, |row| (row + 1).to_string()), found.cells),
        Concealment::Columns(found) => (lines("column", found, column_letters), found.cells),
        _ => return None,
    };
    let cells = if cells == 1 {
        "1 cell with content".into()
    } else {
        format!("{cells} cells with content")
    };
    Some((hidden, cells))
}

fn sheet(found: &Concealed, manner: Manner) -> String {
    let name = match found.place.spot() {
        Spot::Sheet(name) => name.replace('`', "'"),
        _ => String::new(),
    };
    match manner {
        Manner::Hidden => format!("the sheet `{name}` is hidden"),
        Manner::VeryHidden => format!("the sheet `{name}` is very hidden"),
    }
}

fn lines(noun: &str, lines: &Lines, shown: impl Fn(u32) -> String) -> String {
    match lines.runs.as_slice() {
        [(first, last)] if first == last => format!("{noun} {} is hidden", shown(*first)),
        [(first, last)] => format!("{noun}s {} to {} are hidden", shown(*first), shown(*last)),
        runs => {
            let (first, last) = (runs.first().map_or(0, |r| r.0), runs.last().map_or(0, |r| r.1));
            let (first, last) = (shown(first), shown(last));
            format!("{} {noun}s between {first} and {last} are hidden", lines.count())
        }
    }
}

/// Returns the cells that the values of a meeting remember.
fn places(meeting: &Meeting) -> BTreeSet<&Place> {
    let mut places = BTreeSet::from([&meeting.committee.place, &meeting.date.place]);
    places.extend(meeting.published.iter().map(|published| &published.place));
    places.extend(meeting.notices.iter().map(|notice| &notice.place));
    places.extend(meeting.members.iter().map(|member| &member.name.place));
    for entry in &meeting.programme {
        places.extend([&entry.meeting.place, &entry.item.place]);
        places.extend(entry.background.iter().map(|text| &text.place));
    }
    for point in &meeting.action_points {
        places.extend([&point.reference.place, &point.action.place]);
        places.extend(point.update.iter().map(|text| &text.place));
    }
    for item in &meeting.agenda {
        places.extend([&item.number.place, &item.title.place]);
        places.extend(item.texts().map(|text| &text.written.place));
        item.report.iter().for_each(|report| add_report(&mut places, report));
    }
    places
}

fn add_report<'a>(places: &mut BTreeSet<&'a Place>, report: &'a Report) {
    places.insert(&report.title.place);
    places.extend(report.report_for.iter().map(|text| &text.place));
    places.extend(report.date.iter().map(|date| &date.place));
    let cover = report.cover.iter().flat_map(|entry| &entry.values);
    places.extend(cover.map(|value| &value.written.place));
    places.extend(report.glossary.iter().map(|(term, _)| &term.place));
    places.extend(report.written.iter().map(|text| &text.place));
    for indicator in report.scorecard.iter().flat_map(|scorecard| &scorecard.indicators) {
        add_indicator(places, indicator);
    }
    for risk in report.register.iter().flat_map(|register| &register.risks) {
        add_risk(places, risk);
    }
}

fn add_indicator<'a>(places: &mut BTreeSet<&'a Place>, indicator: &'a Indicator) {
    places.extend([&indicator.code.place, &indicator.name.place]);
    places.extend(of(&indicator.priority));
    for observation in indicator.results.values() {
        let Observation { place, stated, fraction, target, stated_rag, .. } = observation;
        places.insert(place);
        places.extend(of(stated).chain(of(fraction)).chain(of(target)).chain(of(stated_rag)));
        places.extend(of(&observation.stated_counts));
        places.extend(of(&observation.updater_comments));
        places.extend(of(&observation.approver_comments).chain(of(&observation.actions)));
    }
}

fn add_risk<'a>(places: &mut BTreeSet<&'a Place>, risk: &'a Risk) {
    places.insert(&risk.title.place);
    places.extend(of(&risk.code).chain(of(&risk.priority)).chain(of(&risk.owner)));
    places.extend(of(&risk.previous_score).chain(of(&risk.last_review)));
    for Rating { assessment, stated, stated_bands } in risk.inherent.iter().chain([&risk.residual])
    {
        places.insert(&assessment.place);
        places.extend(of(stated).chain(stated_bands.iter().map(|band| &band.place)));
    }
    let prose = [&risk.consequences, &risk.controls, &risk.assurance, &risk.comments];
    places.extend(prose.into_iter().flatten().map(|Prose { written, .. }| &written.place));
    for action in &risk.actions {
        places.insert(&action.action.place);
        places.extend(of(&action.due).chain(of(&action.status)));
    }
}

fn of<'a, T: 'a>(
    values: impl IntoIterator<Item = &'a Placed<T>>,
) -> impl Iterator<Item = &'a Place> {
    values.into_iter().map(|value| &value.place)
}
