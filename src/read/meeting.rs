//! The meeting workbook: front sheet, members, agenda, work programme and
//! action points.

use std::collections::BTreeMap;

use super::book::Book;
use super::codes;
use super::columns::{ACTION_POINTS, AGENDA, MEETING_FIELDS, MEMBERS, PROGRAMME};
use super::exempt::part;
use super::grid::fold;
use super::record::{Record, nearest};
use super::toml::document;
use super::value;
use crate::diag::{Diagnostics, Problem};
use crate::model::council::Council;
use crate::model::meeting::{
    ActionPoint, AgendaItem, ItemKind, ItemStatus, Meeting, Member, ProgrammeEntry, Role,
};
use crate::model::narrative::Prose;
use crate::place::Placed;
use crate::spelling::same_number;

/// A meeting whose reports are still to be read, and the folder of each.
#[derive(Debug)]
pub(super) struct Outline {
    /// The meeting without its agenda; nothing where its committee or date is missing,
    /// which is said: its reports are read all the same.
    pub meeting: Option<Meeting>,
    /// The agenda, its items without reports.
    pub agenda: Vec<AgendaItem>,
    /// The report folder of each item that names one, by the item's index.
    pub folders: BTreeMap<usize, Placed<String>>,
}

impl Outline {
    /// Returns the meeting with its agenda and none of its reports.
    pub(super) fn without_reports(self) -> Option<Meeting> {
        let Self { meeting, agenda, .. } = self;
        meeting.map(|meeting| Meeting { agenda, ..meeting })
    }
}

/// The fields of the front sheet that may have several values.
const SEVERAL: [&str; 2] = ["Contact", "Notices"];

/// Reads the meeting's own workbook or TOML file.
pub(super) fn read(book: &Book, council: &Council, diagnostics: &mut Diagnostics) -> Outline {
    let aliases = &council.aliases;
    let fields = book.fields(&MEETING_FIELDS, diagnostics);
    let (front, rest) = fields.split(&MEETING_FIELDS, book.place());
    for index in rest {
        let (name, cell) = fields.get(index);
        match super::fields::column_of(&MEETING_FIELDS, name) {
            None => diagnostics.push(document::unknown(name, &MEETING_FIELDS).at(&name.place)),
            Some(column) if !SEVERAL.contains(&MEETING_FIELDS.columns[column].heading) => {
                let problem = Problem::new(
                    &codes::SECOND_VALUE,
                    format!("`{}` is given a second value", name.value),
                )
                .hint("keep one row, with the whole value in it");
                diagnostics.push(problem.at(&cell.place));
            }
            Some(_) => {}
        }
    }
    let is_field = |name: &str| super::fields::column_of(&MEETING_FIELDS, name).is_some();
    fields.report_bare(&is_field, diagnostics);
    let committee = front.required("Committee", diagnostics);
    let date = front.date("Date", diagnostics);
    if front.cell("Date").is_none() {
        front.required("Date", diagnostics);
    }
    if let Some(committee) = &committee {
        check_committee(committee, council, diagnostics);
    }
    let mut rows = |sheet| book.records(sheet, aliases, diagnostics);
    let members = rows(&MEMBERS).unwrap_or_default();
    let agenda = rows(&AGENDA);
    let programme = rows(&PROGRAMME).unwrap_or_default();
    if agenda.is_none() {
        let problem = Problem::new(&codes::NO_TABLE, "the meeting has no `Agenda`")
            .hint("add a sheet `Agenda` with the columns Number and Title");
        diagnostics.push(problem.at(book.place()));
    }
    if agenda.as_ref().is_some_and(Vec::is_empty) {
        let problem = Problem::new(&codes::NO_TABLE, "the `Agenda` has no items")
            .hint("write the items of the meeting into it, one a row");
        diagnostics.push(problem.at(book.place()));
    }
    let members = members.iter().filter_map(|row| member(row, diagnostics)).collect();
    let mut folders = BTreeMap::new();
    let mut items: Vec<AgendaItem> = Vec::new();
    for row in agenda.unwrap_or_default() {
        if let Some((item, folder)) = item(&row, council, diagnostics) {
            check_number(&item, &items, diagnostics);
            if let Some(folder) = &folder {
                check_folder(folder, &folders, diagnostics);
            }
            folders.extend(folder.map(|folder| (items.len(), folder)));
            items.push(item);
        }
    }
    let time = front.read("Time", diagnostics, value::time).map(|time| time.value);
    let published = front.date("Published", diagnostics);
    let programme = programme.iter().filter_map(|row| entry(row, diagnostics)).collect();
    let action_points = action_points(book, council, diagnostics).unwrap_or_default();
    let meeting = committee.zip(date).map(|(committee, date)| Meeting {
        place: book.place().clone(),
        committee,
        date,
        time,
        venue: front.plain("Venue"),
        published,
        contact: texts(fields.all(&MEETING_FIELDS, "Contact")),
        notices: fields.all(&MEETING_FIELDS, "Notices"),
        members,
        agenda: Vec::new(),
        programme,
        concealed: Vec::new(),
        held_back: Vec::new(),
        action_points,
    });
    Outline { meeting, agenda: items, folders }
}

fn texts(values: Vec<Placed<String>>) -> Vec<String> {
    values.into_iter().map(|value| value.value).collect()
}

fn check_committee(name: &Placed<String>, council: &Council, diagnostics: &mut Diagnostics) {
    if council.committees.is_empty() || council.committee(name).is_some() {
        return;
    }
    let names = council.committees.iter().map(|committee| committee.name.clone());
    let problem = Problem::new(
        &codes::UNKNOWN_CHOICE,
        format!("`{}` is no committee of {}", name.value, council.name),
    );
    let problem = match nearest(&fold(name), names) {
        Some(near) => problem.hint(format!("write `{near}`")),
        None => problem.hint("add it under `[[committees]]` in council.toml"),
    };
    diagnostics.push(problem.at(&name.place));
}

/// A number identifies an item in minutes for decades; it stands once.
fn check_number(item: &AgendaItem, before: &[AgendaItem], diagnostics: &mut Diagnostics) {
    if let Some(other) =
        before.iter().find(|other| same_number(&other.number) == same_number(&item.number))
    {
        let problem = Problem::new(
            &codes::DUPLICATE,
            format!("item `{}` is on the agenda twice", item.number.value),
        )
        .hint(format!("{} is the other; give one of them another number", other.number.place));
        diagnostics.push(problem.at(&item.number.place));
    }
}

/// A report is one item's: what is exempt there must not be open here.
fn check_folder(
    folder: &Placed<String>,
    before: &BTreeMap<usize, Placed<String>>,
    diagnostics: &mut Diagnostics,
) {
    if let Some(other) = before.values().find(|other| other.value == folder.value) {
        let problem = Problem::new(
            &codes::DUPLICATE,
            format!("the folder `{}` is the report of two items", folder.value),
        )
        .hint(format!("{} is the other; give each item a folder of its own", other.place));
        diagnostics.push(problem.at(&folder.place));
    }
}

fn member(row: &Record, diagnostics: &mut Diagnostics) -> Option<Member> {
    let name = row.required("Name", diagnostics);
    let role = row.choice("Role", &Role::ALL, diagnostics);
    if row.cell("Role").is_none() {
        row.required("Role", diagnostics);
    }
    Some(Member { name: name?, role: role?.value, group: row.plain("Group") })
}

fn item(
    row: &Record,
    council: &Council,
    diagnostics: &mut Diagnostics,
) -> Option<(AgendaItem, Option<Placed<String>>)> {
    let number = row.required("Number", diagnostics);
    let title = row.required("Title", diagnostics);
    let folder = row.text("Report");
    let by_title = title.as_ref().map(|title| fold(title)).unwrap_or_default();
    let default = match by_title.as_str() {
        title if title == "minutes" || title.starts_with("minutesof") => ItemKind::Minutes,
        _ if folder.is_some() => ItemKind::Report,
        title if title.contains("workprogramme") => ItemKind::WorkProgramme,
        title if title.starts_with("actionpoints") => ItemKind::ActionPoints,
        _ => ItemKind::StandingText,
    };
    let kind = row.choice("Kind", &ItemKind::ALL, diagnostics).map_or(default, |kind| kind.value);
    let status = row.choice("Status", &ItemStatus::ALL, diagnostics);
    let status = status.map_or(ItemStatus::Included, |status| status.value);
    let text = standing_text(row, &by_title, council, diagnostics);
    let part = part(row, "Exempt paragraph", diagnostics);
    let received = row.date("Received", diagnostics);
    let reason_late = row.prose("Reason late", diagnostics);
    let urgency = row.prose("Urgency", diagnostics);
    let (number, title) = (number?, title?);
    if kind == ItemKind::Report && status == ItemStatus::Included && folder.is_none() {
        let problem = Problem::new(
            &codes::MISSING_FILE,
            format!("item `{}` is a report without a folder", number.value),
        )
        .hint("name its folder in `Report`, or set `Status` to `to follow`");
        diagnostics.push(problem.at(&row.place));
    }
    let item = AgendaItem {
        part,
        number,
        title,
        kind,
        text,
        status,
        received,
        reason_late,
        urgency,
        report: None,
    };
    Some((item, folder))
}

/// Returns the row's own text, or else the council's standing text of that title.
fn standing_text(
    row: &Record,
    by_title: &str,
    council: &Council,
    diagnostics: &mut Diagnostics,
) -> Option<Prose> {
    let own = row.prose("Text", diagnostics);
    own.or_else(|| council.standing_texts.get(by_title).cloned())
}

fn entry(row: &Record, diagnostics: &mut Diagnostics) -> Option<ProgrammeEntry> {
    let meeting = row.required("Meeting date", diagnostics);
    let item = row.required("Item", diagnostics);
    Some(ProgrammeEntry {
        day: row.cell("Meeting date").and_then(|cell| value::date(cell).ok()),
        meeting: meeting?,
        deadline: row.plain("Report deadline"),
        item: item?,
        contact: row.text("Contact"),
        background: row.text("Background"),
    })
}

/// Reads the action points of a book, or nothing where it has no such sheet.
pub(super) fn action_points(
    book: &Book,
    council: &Council,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<ActionPoint>> {
    let rows = book.records(&ACTION_POINTS, &council.aliases, diagnostics)?;
    Some(rows.iter().filter_map(|row| action_point(row, diagnostics)).collect())
}

fn action_point(row: &Record, diagnostics: &mut Diagnostics) -> Option<ActionPoint> {
    let reference = row.required("Reference", diagnostics);
    let action = row.required("Action", diagnostics);
    Some(ActionPoint {
        reference: reference?,
        meeting: row.plain("Meeting"),
        action: action?,
        owner: row.plain("Owner"),
        due: row.plain("Due"),
        status: row.plain("Status"),
        update: row.text("Update"),
    })
}
