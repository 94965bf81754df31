//! The work programme, what a meeting is asked to decide, and its action points.

use super::{Column, Kind, Maker, Table, Value, column, columns, text};
use crate::model::meeting::{ItemKind, ItemStatus, Meeting};

const PROGRAMME: [Column; 6] = [
    column("meeting", Kind::Text, "the meeting that will take the item"),
    column("day", Kind::Date, "its day, where it is known"),
    column("item", Kind::Text, "what will be considered"),
    column("deadline", Kind::Text, "by when reports are due"),
    column("contact", Kind::Text, "whom to ask"),
    column("background", Kind::Text, "background papers and notes"),
];

/// Returns whether the meeting takes an item of a kind, so that the pack prints it.
fn takes(meeting: &Meeting, kind: ItemKind) -> bool {
    let mut items = meeting.agenda.iter().filter(|item| item.kind == kind);
    items.any(|item| item.part.is_public() && item.status == ItemStatus::Included)
}

/// Returns the work programme.
pub(super) fn programme(maker: &Maker<'_>, meeting: &Meeting) -> Table {
    let is_printed = takes(meeting, ItemKind::WorkProgramme);
    let rows = meeting.programme.iter().filter(|_| is_printed).map(|entry| {
        let own = vec![
            Value::Text(entry.meeting.value.clone()),
            entry.day.map_or(Value::Empty, Value::Date),
            Value::Text(entry.item.value.clone()),
            text(entry.deadline.as_ref()),
            text(entry.contact.as_ref().map(|contact| &contact.value)),
            text(entry.background.as_ref().map(|background| &background.value)),
        ];
        [own, maker.evidence(&entry.item.place).into()].concat()
    });
    Table {
        name: "work-programme",
        title: "Work programme",
        about: "an item that a later meeting will take",
        columns: columns(&PROGRAMME),
        // A meeting may take two items of one name.
        key: &[],
        refers: None,
        rows: rows.collect(),
    }
}

const DECISIONS: [Column; 4] = [
    column("item", Kind::Text, "the number of the agenda item"),
    column("title", Kind::Text, "its title"),
    column("recommendation", Kind::Text, "the number of the recommendation within the report"),
    column("text", Kind::Text, "what the report asks the meeting to decide"),
];

/// Returns what the meeting is asked to decide; what it decided stands in its minutes.
pub(super) fn decisions(maker: &Maker<'_>, meeting: &Meeting) -> Table {
    let rows = meeting.agenda.iter().flat_map(|item| {
        let report = item.report.iter();
        let asked = report.flat_map(|report| report.entry("recommendations")).enumerate();
        asked.map(move |(index, asked)| {
            let own = vec![
                Value::Text(item.number.value.clone()),
                Value::Text(item.title.value.clone()),
                Value::Text((index + 1).to_string()),
                Value::Text(asked.written.value.clone()),
            ];
            [own, maker.evidence(&asked.written.place).into()].concat()
        })
    });
    Table {
        name: "decisions",
        title: "Decisions asked for",
        about: "a recommendation that the meeting is asked to agree",
        columns: columns(&DECISIONS),
        key: &["item", "recommendation"],
        refers: None,
        rows: rows.collect(),
    }
}

const ACTIONS: [Column; 7] = [
    column("reference", Kind::Text, "the reference"),
    column("meeting", Kind::Text, "the meeting that asked"),
    column("action", Kind::Text, "what was asked"),
    column("owner", Kind::Text, "who does it"),
    column("due", Kind::Text, "by when, in the words of the list"),
    column("status", Kind::Text, "how it stands"),
    column("update", Kind::Text, "what happened since"),
];

/// Returns the action points of earlier meetings.
pub(super) fn action_points(maker: &Maker<'_>, meeting: &Meeting) -> Table {
    let is_printed = takes(meeting, ItemKind::ActionPoints);
    let rows = meeting.action_points.iter().filter(|_| is_printed).map(|point| {
        let own = vec![
            Value::Text(point.reference.value.clone()),
            text(point.meeting.as_ref()),
            Value::Text(point.action.value.clone()),
            text(point.owner.as_ref()),
            text(point.due.as_ref()),
            text(point.status.as_ref()),
            text(point.update.as_ref().map(|update| &update.value)),
        ];
        [own, maker.evidence(&point.reference.place).into()].concat()
    });
    Table {
        name: "action-points",
        title: "Action points",
        about: "something that an earlier meeting asked for",
        columns: columns(&ACTIONS),
        key: &[],
        refers: None,
        rows: rows.collect(),
    }
}
