//! The workbook of a meeting: front sheet, members, agenda, work programme and
//! action points.

use super::line::Line;
use super::sheet::{self, Field};
use super::{Earlier, Known, day, is_done};
use crate::model::council::Council;
use crate::model::meeting::{ActionPoint, AgendaItem, ItemKind, Meeting, Member, ProgrammeEntry};
use crate::read::columns::{ACTION_POINTS, AGENDA, MEETING_FIELDS, MEMBERS, PROGRAMME};
use crate::view::form::{Entered, FormRow, FormSheet, RowKind};
use crate::view::words;

pub(super) fn sheets(known: &Known) -> Vec<FormSheet> {
    let before = match &known.earlier {
        Earlier::Meeting(meeting) => Some(meeting.as_ref()),
        _ => None,
    };
    let agenda = match before {
        Some(before) => before.agenda.iter().map(|i| item(i, known.council.as_ref())).collect(),
        None => known.council.as_ref().map(standing).unwrap_or_default(),
    };
    let rows = |of: fn(&Meeting) -> Vec<FormRow>| before.map(of).unwrap_or_default();
    vec![
        sheet::fields(
            &MEETING_FIELDS,
            "Write into the column Value; a field with several rows takes one value a row.",
            front(known, before),
        ),
        sheet::table(
            &MEMBERS,
            "One row a member or substitute, in the order of the front sheet.",
            rows(|before| before.members.iter().map(member).collect()),
            known,
        ),
        sheet::table(
            &AGENDA,
            "One row an item of business, in order. An item with papers names their folder under Report.",
            agenda,
            known,
        ),
        sheet::table(
            &PROGRAMME,
            "What later meetings will take, one item a row.",
            rows(|before| before.programme.iter().map(entry).collect()),
            known,
        ),
        sheet::table(
            &ACTION_POINTS,
            "What earlier meetings asked for, one action a row.",
            rows(|before| before.action_points.iter().filter_map(open_point).collect()),
            known,
        ),
    ]
}

fn front(known: &Known, before: Option<&Meeting>) -> Vec<FormRow> {
    // A meeting's own facts come first; of the one before only what lasts.
    let this = known.meeting.as_ref();
    let any = this.or(before);
    let values = |heading: &str| match heading {
        "Committee" => any.map(|m| vec![Entered::text(&m.committee.value)]),
        "Date" => this.map(|m| vec![Entered::Date(day(m.date.value))]),
        "Time" => any.and_then(|m| Some(vec![Entered::text(words::time(m.time?))])),
        "Venue" => any.and_then(|m| Some(vec![Entered::text(m.venue.as_ref()?)])),
        "Published" => {
            this.and_then(|m| Some(vec![Entered::Date(day(m.published.as_ref()?.value))]))
        }
        "Contact" => any.map(|m| m.contact.iter().map(Entered::text).collect()),
        "Notices" => any.map(|m| m.notices.iter().map(|n| Entered::text(&n.value)).collect()),
        _ => None,
    };
    let least = |heading: &str| if matches!(heading, "Contact" | "Notices") { 2 } else { 1 };
    let columns = MEETING_FIELDS.columns.iter();
    let rows = columns.flat_map(|column| {
        let field = Field::of(column, known.council.as_ref());
        field.rows(values(column.heading).unwrap_or_default(), least(column.heading))
    });
    rows.collect()
}

fn member(member: &Member) -> FormRow {
    Line::new(&MEMBERS, RowKind::Known)
        .text("Name", &member.name.value)
        .text("Role", member.role.to_string())
        .maybe("Group", member.group.as_deref())
        .finish()
}

/// The council's standing items, numbered.
fn standing(council: &Council) -> Vec<FormRow> {
    let row = |(number, title): (u32, &String)| {
        Line::new(&AGENDA, RowKind::Known)
            .text("Number", number.to_string())
            .text("Title", title)
            .finish()
    };
    (1..).zip(&council.standing_items).map(row).collect()
}

/// A standing item as it was; of a report, its place on the agenda.
fn item(item: &AgendaItem, council: Option<&Council>) -> FormRow {
    let kind = item.kind.to_string();
    if item.kind == ItemKind::Report {
        return Line::new(&AGENDA, RowKind::Known)
            .text("Number", &item.number.value)
            .text("Kind", kind)
            .awaits(&["Title", "Report"])
            .finish();
    }
    let standing = |text: &str| {
        council.is_some_and(|c| c.standing_texts.values().any(|t| t.written.value == text))
    };
    let own = item.text.as_ref().map(|text| text.written.value.as_str());
    let line = Line::new(&AGENDA, RowKind::Known)
        .text("Number", &item.number.value)
        .text("Title", &item.title.value)
        .text("Kind", kind)
        .maybe("Text", own.filter(|text| !standing(text)));
    line.part(&item.part).finish()
}

fn entry(entry: &ProgrammeEntry) -> FormRow {
    Line::new(&PROGRAMME, RowKind::Known)
        .text("Meeting date", &entry.meeting.value)
        .maybe("Report deadline", entry.deadline.as_deref())
        .text("Item", &entry.item.value)
        .maybe("Contact", entry.contact.as_deref().map(String::as_str))
        .maybe("Background", entry.background.as_deref().map(String::as_str))
        .finish()
}

/// Returns the row of an action point, unless it has come to its end.
pub(super) fn open_point(point: &ActionPoint) -> Option<FormRow> {
    if is_done(point.status.as_deref()) {
        return None;
    }
    let line = Line::new(&ACTION_POINTS, RowKind::Known)
        .text("Reference", &point.reference.value)
        .maybe("Meeting", point.meeting.as_deref())
        .text("Action", &point.action.value)
        .maybe("Owner", point.owner.as_deref())
        .maybe("Due", point.due.as_deref())
        .maybe("Status", point.status.as_deref())
        .maybe("Update", point.update.as_deref().map(String::as_str));
    Some(line.finish())
}
