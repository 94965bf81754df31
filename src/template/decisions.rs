//! The workbook in which a clerk notes what a meeting decides: a row an item of
//! the agenda, and the action points that the next meeting takes up.

use super::{Known, meeting, sheet};
use crate::model::council::Council;
use crate::model::meeting::ActionPoint;
use crate::read::columns::ACTION_POINTS;
use crate::view::decisions::{DecisionView, DecisionsView};
use crate::view::form::{
    Entered, Entry, Form, FormColumn, FormRow, FormSheet, GuidanceView, Need, Prompt, Room, RowKind,
};
use crate::view::recommendations::Recommendation;

/// How a meeting disposes of an item; other words may be written.
const OUTCOMES: [&str; 8] = [
    "Agreed as recommended",
    "Agreed as amended",
    "Noted",
    "Deferred",
    "Referred",
    "Not agreed",
    "Withdrawn",
    "No decision",
];

/// A column of the sheet of decisions.
struct Column {
    heading: &'static str,
    need: Need,
    room: Room,
    meaning: &'static str,
}

const fn column(heading: &'static str, need: Need, room: Room, meaning: &'static str) -> Column {
    Column { heading, need, room, meaning }
}

const COLUMNS: [Column; 8] = [
    column("Number", Need::Fixed, Room::Narrow, "The number of the item on the agenda."),
    column("Title", Need::Fixed, Room::Middling, "Its title."),
    column("Recommendations", Need::Fixed, Room::Wide, "What the report recommends."),
    column("Outcome", Need::Optional, Room::Narrow, "What became of the item, in a word or two."),
    column(
        "Decision",
        Need::Optional,
        Room::Wide,
        "The decision as it will stand in the minutes, where it is not what was recommended, and its reasons.",
    ),
    column(
        "Moved and seconded",
        Need::Optional,
        Room::Narrow,
        "Who moved and who seconded it, where your rules ask for that.",
    ),
    column(
        "Recorded vote",
        Need::Optional,
        Room::Narrow,
        "For, against, abstained; by name where a recorded vote was asked for.",
    ),
    column(
        "Notes",
        Need::Optional,
        Room::Middling,
        "Declarations, who left and came back, what to follow up.",
    ),
];

const FILLING_IN: [&str; 7] = [
    "Write beside each item what the meeting decides. Yellow cells wait for you; no cell has to be filled in.",
    "Actions go on the sheet Action points, one a row: what is asked, of whom, by when.",
    "That sheet begins with the points that are still open; bring their Status and Update up to date. One whose status is Complete, Done or Closed is not carried on.",
    "Its Reference is what tells points apart: give each new one a reference of its own.",
    "The next meeting prints these points for the public: write nothing there that tells what an exempt item was about.",
    "Afterwards save the file as decisions.xlsx in the inputs of this meeting, beside its meeting.xlsx.",
    "The workbook of the next meeting then takes up what is open: agendapack template meeting, with --from and this meeting's folder.",
];

/// Returns the workbook of a meeting, with its open action points.
pub fn decisions(council: &Council, view: &DecisionsView, points: &[ActionPoint]) -> Form {
    let known = Known::default();
    let open = points.iter().filter_map(meeting::open_point).collect();
    let about = "What is asked for, one action a row. The next meeting takes up what is open.";
    let sheets = vec![
        FormSheet {
            name: "Decisions",
            title: "Decisions".into(),
            about: about_decisions(view),
            columns: COLUMNS.iter().map(form_column).collect(),
            rows: view.items.iter().map(row).collect(),
            spare: 5,
        },
        sheet::table(&ACTION_POINTS, about, open, &known),
    ];
    Form {
        title: "Decisions and actions".into(),
        subject: format!("{}, {}", view.meeting.committee, view.meeting.date),
        council: council.name.clone(),
        date: view.date,
        guidance: GuidanceView {
            sections: vec![("How to use this workbook".into(), FILLING_IN.map(Into::into).into())],
            columns: guidance(),
        },
        sheets,
    }
}

fn about_decisions(view: &DecisionsView) -> String {
    let about = "One row an item of the agenda. Actions have a sheet of their own.";
    match &view.marking {
        Some(marking) => format!("{marking} {about}"),
        None => about.into(),
    }
}

fn form_column(column: &Column) -> FormColumn {
    let entry = match column.heading {
        "Outcome" => Entry::List("Outcomes", OUTCOMES.map(Into::into).into()),
        "Number" => Entry::AsTyped,
        _ => Entry::Any,
    };
    FormColumn {
        heading: column.heading.into(),
        need: column.need,
        room: column.room,
        prompt: Prompt { title: column.heading.into(), message: column.meaning.into(), entry },
        computed: None,
        colours: Vec::new(),
    }
}

fn row(item: &DecisionView) -> FormRow {
    let asked: Vec<String> = match item.recommendations.as_slice() {
        [only] => vec![recommendation(only)],
        several => (1..).zip(several).map(|(n, r)| format!("{n}. {}", recommendation(r))).collect(),
    };
    let asked = item.note.iter().cloned().chain(asked).collect::<Vec<_>>().join("\n");
    let mut cells = vec![
        Entered::text(&item.number),
        Entered::text(&item.title),
        Entered::text(asked),
        Entered::Awaited(None),
        Entered::Awaited(None),
    ];
    cells.resize(COLUMNS.len(), Entered::Empty);
    FormRow { kind: RowKind::Known, cells }
}

fn recommendation(recommendation: &Recommendation) -> String {
    let points = recommendation.points.iter().map(|point| format!("\n– {point}"));
    std::iter::once(recommendation.text.clone()).chain(points).collect()
}

/// What belongs into every column.
fn guidance() -> Vec<[String; 4]> {
    let decisions = COLUMNS
        .iter()
        .map(|column| ["Decisions", column.heading, "", column.meaning].map(ToString::to_string));
    let points = ACTION_POINTS.columns.iter().map(|column| {
        let need = if column.required { "required" } else { "" };
        [
            ACTION_POINTS.name.to_string(),
            column.heading.to_string(),
            need.to_string(),
            sheet::sentence(column.meaning),
        ]
    });
    decisions.chain(points).collect()
}
