//! The front sheet, the agenda and the work programme.

use serde::{Deserialize, Serialize};

use super::blocks::{self, Block};
use super::changes::ChangesView;
use super::report::{self, ReportView};
use super::words;
use crate::model::council::Council;
use crate::model::meeting::{ActionPoint, AgendaItem, ItemKind, ItemStatus, Meeting, Role};
use crate::model::narrative;
use crate::model::part::Part;

/// The front sheet.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct MeetingView {
    /// The committee's name.
    pub committee: String,
    /// The sentence over it.
    pub strapline: Option<String>,
    /// `Tuesday 6 March 2018`.
    pub date: String,
    /// `7.30 pm`.
    pub time: Option<String>,
    /// The venue.
    pub venue: Option<String>,
    /// The sentence that summons the members.
    pub summons: String,
    /// Members with their offices: `Councillor Douris (Vice-Chair)`.
    pub members: Vec<String>,
    /// Substitutes.
    pub substitutes: Vec<String>,
    /// Whom to ask.
    pub contact: Vec<String>,
    /// Notices.
    pub notices: Vec<String>,
    /// `26 February 2018`.
    pub published: Option<String>,
}

/// An item of the agenda.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct ItemView {
    /// A stable name for links: `item-8`.
    pub id: String,
    /// The number.
    pub number: String,
    /// The title.
    pub title: String,
    /// Text under the title.
    pub text: Vec<Block>,
    /// `To follow`, `Withdrawn`, `Verbal report`, or why the papers are withheld.
    pub note: Option<String>,
    /// Whether it has pages in the pack.
    pub has_pages: bool,
    /// The number of its first page, where that is settled before it is laid out;
    /// elsewhere pages are numbered on.
    pub first_page: Option<u32>,
    /// What has changed since the paper was first published, in a supplement.
    #[serde(default)]
    pub changes: Option<ChangesView>,
    /// The report.
    pub report: Option<ReportView>,
    /// The work programme.
    pub programme: Vec<ProgrammeRow>,
    /// Action points.
    pub action_points: Vec<ActionRow>,
}

/// One line of the work programme; meetings and deadlines stand once.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct ProgrammeRow {
    /// The meeting.
    pub meeting: String,
    /// When its reports are due.
    pub deadline: String,
    /// Its items.
    pub items: Vec<ProgrammeItem>,
}

/// An item of a later meeting.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct ProgrammeItem {
    /// The item.
    pub item: String,
    /// Who brings it.
    pub contact: String,
    /// Why it is there.
    pub background: String,
}

/// One action point.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct ActionRow {
    /// The reference.
    pub reference: String,
    /// What was asked.
    pub action: String,
    /// Who does it.
    pub owner: String,
    /// By when.
    pub due: String,
    /// How it stands, with what happened since.
    pub status: String,
}

pub(super) fn view(council: &Council, meeting: &Meeting) -> MeetingView {
    let member = |role: Role, name: &str| match role {
        Role::Chair | Role::ViceChair => format!("{name} ({role})"),
        _ => name.to_string(),
    };
    let names = |substitutes: bool| {
        let chosen =
            meeting.members.iter().filter(move |m| (m.role == Role::Substitute) == substitutes);
        let mut chosen: Vec<_> = chosen.collect();
        // The chair and the vice-chair come first, the rest as the workbook has them.
        chosen.sort_by_key(|m| match m.role {
            Role::Chair => 0,
            Role::ViceChair => 1,
            Role::Member | Role::Substitute => 2,
        });
        chosen.into_iter().map(|m| member(m.role, &m.name)).collect::<Vec<_>>()
    };
    MeetingView {
        committee: meeting.committee.value.clone(),
        strapline: council.committee(&meeting.committee).and_then(|c| c.strapline.clone()),
        date: words::full_date(meeting.date.value),
        time: meeting.time.map(words::time),
        venue: meeting.venue.clone(),
        summons: "The councillors listed below are summoned to attend this meeting, at the time \
                  and place given, to take the business set out in this agenda."
            .into(),
        members: names(false),
        substitutes: names(true),
        contact: meeting.contact.clone(),
        notices: meeting.notices.iter().map(|notice| notice.value.clone()).collect(),
        published: meeting.published.as_ref().map(|date| words::date(date.value)),
    }
}

pub(super) fn item(council: &Council, meeting: &Meeting, item: &AgendaItem) -> ItemView {
    let id = format!("item-{}", words::id(&item.number));
    let report = item.report.as_deref().map(|report| report::view(council, report, &id));
    let here = item.status == ItemStatus::Included && item.part.is_public();
    let programme = match item.kind {
        ItemKind::WorkProgramme if here => programme(meeting),
        _ => Vec::new(),
    };
    let action_points = match item.kind {
        ItemKind::ActionPoints if here => meeting.action_points.iter().map(action).collect(),
        _ => Vec::new(),
    };
    ItemView {
        id,
        number: item.number.value.clone(),
        title: words::title(&item.title),
        text: blocks::view(narrative::blocks(item.text.as_ref())),
        note: note(item),
        has_pages: report.is_some() || !programme.is_empty() || !action_points.is_empty(),
        first_page: None,
        changes: None,
        report,
        programme,
        action_points,
    }
}

fn note(item: &AgendaItem) -> Option<String> {
    if let Part::Two(exemption) = &item.part {
        let reason = exemption.reason();
        return Some(if reason.is_empty() { "Exempt".into() } else { format!("Exempt: {reason}") });
    }
    match (item.status, item.kind) {
        (ItemStatus::ToFollow, _) => Some("To follow".into()),
        (ItemStatus::Withdrawn, _) => Some("Withdrawn".into()),
        (ItemStatus::Included, ItemKind::Verbal) => Some("Verbal report".into()),
        _ => None,
    }
}

fn programme(meeting: &Meeting) -> Vec<ProgrammeRow> {
    let mut rows: Vec<ProgrammeRow> = Vec::new();
    for entry in &meeting.programme {
        let deadline = entry.deadline.clone().unwrap_or_default();
        let same = rows
            .last()
            .is_some_and(|row| row.meeting == entry.meeting.value && row.deadline == deadline);
        if !same {
            rows.push(ProgrammeRow {
                meeting: entry.meeting.value.clone(),
                deadline,
                items: Vec::new(),
            });
        }
        let item = ProgrammeItem {
            item: entry.item.value.clone(),
            contact: entry
                .contact
                .as_ref()
                .map(|contact| contact.value.clone())
                .unwrap_or_default(),
            background: entry.background.as_ref().map_or_else(String::new, |b| b.value.clone()),
        };
        if let Some(row) = rows.last_mut() {
            row.items.push(item);
        }
    }
    rows
}

fn action(point: &ActionPoint) -> ActionRow {
    let status =
        [point.status.as_deref(), point.update.as_ref().map(|update| update.value.as_str())];
    ActionRow {
        reference: point.reference.value.clone(),
        action: point.action.value.clone(),
        owner: point.owner.clone().unwrap_or_default(),
        due: point.due.clone().unwrap_or_default(),
        status: status.into_iter().flatten().collect::<Vec<_>>().join(": "),
    }
}
