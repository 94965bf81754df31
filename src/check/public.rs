//! Every text that the public will read: of the front sheet, the agenda, the
//! reports that are not exempt, the work programme and the action points.

use super::Scope;
use super::texts::{self, Role};
use crate::model::report::Report;
use crate::place::Placed;

/// The headings of the cover whose business is to say whom to ask.
const CONTACTS: [&str; 2] = ["contact", "author"];

/// Returns every text that the public will read, those aside that say whom to ask.
pub fn texts<'a>(scope: &Scope<'a>) -> Vec<&'a Placed<String>> {
    let meeting = scope.meeting;
    let mut list: Vec<&Placed<String>> = meeting.notices.iter().collect();
    for item in &meeting.agenda {
        list.push(&item.title);
        if !item.part.is_public() {
            continue;
        }
        list.extend(item.texts().map(|text| &text.written));
        if let Some(report) = &item.report {
            let texts = texts::of_report(report).into_iter().filter(|text| text.is_public);
            let said =
                |role: &Role<'_>| !matches!(role, Role::Cover(key) if CONTACTS.contains(key));
            list.extend(texts.filter(|text| said(&text.role)).map(|text| text.written));
            list.extend(report.glossary.iter().map(|(term, _)| term));
        }
    }
    for entry in &meeting.programme {
        list.push(&entry.item);
        list.extend(&entry.background);
    }
    for point in &meeting.action_points {
        list.push(&point.action);
        list.extend(&point.update);
    }
    list
}

/// Returns what is said of whom to ask and where to come, in which everything may
/// stand that a person needs for it.
pub fn contacts<'a>(scope: &Scope<'a>) -> Vec<&'a str> {
    let meeting = scope.meeting;
    let mut list: Vec<&str> = meeting.contact.iter().map(String::as_str).collect();
    list.extend(meeting.venue.as_deref());
    let asked = meeting.programme.iter().filter_map(|entry| entry.contact.as_ref());
    list.extend(asked.map(|contact| contact.value.as_str()));
    let of_cover = |report: &'a Report| {
        let values = CONTACTS.into_iter().flat_map(|key| report.entry(key));
        values.map(|value| value.written.as_str())
    };
    list.extend(scope.reports().flat_map(|(_, report)| of_cover(report)));
    list
}
