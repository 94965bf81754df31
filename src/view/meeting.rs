//! The front sheet, the agenda and the work programme.

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::blocks::{self, Block};
use super::changes::ChangesView;
use super::exempt::{self, Law, PartTwo};
use super::report::{self, ReportView};
use super::{Readers, words};
use crate::edition::{ExemptPapers, PublicMeeting, Withheld};
use crate::model::council::Council;
use crate::model::meeting::{
    ActionPoint, AgendaItem, ItemKind, ItemStatus, Meeting, Member, ProgrammeEntry, Role,
};
use crate::model::narrative;

/// The front sheet.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct MeetingView {
    /// The committee's name.
    pub committee: String,
    /// The sentence over it.
    pub strapline: Option<String>,
    /// `Tuesday 6 March 2018`.
    pub date: String,
    /// The same day as ISO 8601: `2018-03-06`.
    pub iso_date: String,
    /// `7.30 pm`.
    pub time: Option<String>,
    /// The same time as ISO 8601: `19:30`.
    pub iso_time: Option<String>,
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
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct ItemView {
    /// A stable name for links: `item-8`.
    pub id: String,
    /// The number.
    pub number: String,
    /// The title.
    pub title: String,
    /// What it consists of: `report`, `minutes`, `standing text` and so on.
    pub kind: String,
    /// Text under the title.
    pub text: Vec<Block>,
    /// `To follow`, `Withdrawn`, `Verbal report`, or why the papers are withheld.
    pub note: Option<String>,
    /// The pages of its papers that are not for publication, in a public pack:
    /// `Pages 31 – 40 are not for publication`.
    pub pages_withheld: Option<String>,
    /// Where those pages stand in a private pack: the `id` of another item.
    pub part_two_id: Option<String>,
    /// Why it is not for publication, where the item is such pages.
    pub part_two: Option<PartTwo>,
    /// Whether its papers are withheld from the public.
    pub exempt: bool,
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
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct ProgrammeRow {
    /// The meeting.
    pub meeting: String,
    /// When its reports are due.
    pub deadline: String,
    /// Its items.
    pub items: Vec<ProgrammeItem>,
}

/// An item of a later meeting.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct ProgrammeItem {
    /// The item.
    pub item: String,
    /// Who brings it.
    pub contact: String,
    /// Why it is there.
    pub background: String,
}

/// One action point.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
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
    let member = |member: &Member| {
        let role = matches!(member.role, Role::Chair | Role::ViceChair);
        let role = role.then(|| member.role.to_string());
        let about: Vec<String> = role.into_iter().chain(member.group.clone()).collect();
        match about.join(", ") {
            about if about.is_empty() => member.name.value.clone(),
            about => format!("{} ({about})", member.name.value),
        }
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
        chosen.into_iter().map(member).collect::<Vec<_>>()
    };
    MeetingView {
        committee: meeting.committee.value.clone(),
        strapline: council.committee(&meeting.committee).and_then(|c| c.strapline.clone()),
        date: words::full_date(meeting.date.value),
        iso_date: meeting.date.to_string(),
        time: meeting.time.map(words::time),
        iso_time: meeting.time.map(|time| format!("{:02}:{:02}", time.hour(), time.minute())),
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

/// Returns the agenda as the public reads it. The resolution to exclude the public
/// stands before the first item that needs it, where no item of the agenda is that
/// resolution.
pub(super) fn items(council: &Council, public: &PublicMeeting) -> Vec<ItemView> {
    let (meeting, withheld) = (public.meeting(), public.withheld());
    let law = Law::of(council, meeting);
    let mut items: Vec<ItemView> = meeting
        .agenda
        .par_iter()
        .enumerate()
        .map(|(index, item)| {
            let open = self::item(council, meeting, item);
            public_words(open, withheld, index)
        })
        .collect();
    let resolution = exempt::resolution(law, withheld);
    let stated = meeting
        .agenda
        .iter()
        .position(|item| item.kind == ItemKind::Exclusion && item.status != ItemStatus::Withdrawn);
    match (stated, withheld.first()) {
        (Some(index), Some(_)) if items[index].text.is_empty() => {
            items[index].text = blocks::plain(&resolution.join("\n"));
        }
        (None, Some(first)) => items.insert(first.index, excluding(&resolution)),
        _ => {}
    }
    items
}

/// Adds what the public may know of what is withheld from an item.
fn public_words(mut item: ItemView, withheld: &[Withheld], index: usize) -> ItemView {
    item.note = match (exempt::note(withheld, index), item.note) {
        (Some(exempt), Some(note)) => Some(format!("{exempt}. {note}")),
        (exempt, note) => exempt.or(note),
    };
    let sentences = exempt::sentences(withheld, index);
    if let Some(report) = item.report.as_mut().filter(|_| !sentences.is_empty()) {
        report.add_withheld(&sentences);
    }
    item
}

/// The `id` of the entry that is the resolution to exclude the public.
pub(super) const EXCLUSION: &str = "exclusion";

/// Returns the resolution as an entry of the agenda that has no number.
fn excluding(resolution: &[String]) -> ItemView {
    ItemView {
        id: EXCLUSION.into(),
        number: String::new(),
        title: "Exclusion of the public".into(),
        text: blocks::plain(&resolution.join("\n")),
        ..ItemView::default()
    }
}

/// Returns the pages of an item that only members read.
pub(super) fn part_two(council: &Council, open: &PublicMeeting, papers: &ExemptPapers) -> ItemView {
    let law = Law::of(council, open.meeting());
    let number = &papers.item.number;
    let id = format!("{}-part-2", id(&papers.item));
    let report = papers.item.report.as_deref();
    let kind = papers.item.kind;
    let mut view = report.map(|report| report::view(council, report, kind, &id, Readers::Members));
    // The cover of a report that is open for the rest stands with the rest, but for the
    // terms that only these pages use.
    if let Some(view) = view.as_mut().filter(|_| papers.item.part.is_public()) {
        view.cover.retain(|row| !row.terms.is_empty());
    }
    let text = blocks::view(narrative::blocks(papers.item.text.as_ref()));
    let stands = papers.item.status != ItemStatus::Withdrawn;
    let here = papers.item.status == ItemStatus::Included && !papers.item.part.is_public();
    let programme = if here { programme(&papers.programme) } else { Vec::new() };
    let points = papers.action_points.iter().filter(|_| here);
    let action_points: Vec<ActionRow> = points.map(action).collect();
    let has_rows = !programme.is_empty() || !action_points.is_empty();
    ItemView {
        number: number.value.clone(),
        title: words::title(&papers.item.title),
        has_pages: stands && (report.is_some() || !text.is_empty() || has_rows),
        report: view,
        programme,
        action_points,
        part_two: Some(exempt::part_two(law, &papers.withheld)),
        text,
        id,
        ..ItemView::default()
    }
}

/// Returns an item's name for links.
pub(super) fn id(item: &AgendaItem) -> String {
    format!("item-{}", words::id(&item.number))
}

fn item(council: &Council, meeting: &Meeting, item: &AgendaItem) -> ItemView {
    let id = id(item);
    let report = item.report.as_deref();
    let report =
        report.map(|report| report::view(council, report, item.kind, &id, Readers::Public));
    let here = item.status == ItemStatus::Included && item.part.is_public();
    let (programme, action_points) = rows(meeting, item.kind, here);
    ItemView {
        number: item.number.value.clone(),
        title: words::title(&item.title),
        kind: item.kind.to_string(),
        text: blocks::view(narrative::blocks(item.text.as_ref())),
        note: note(item),
        exempt: !item.part.is_public(),
        has_pages: report.is_some() || !programme.is_empty() || !action_points.is_empty(),
        report,
        programme,
        action_points,
        id,
        ..ItemView::default()
    }
}

/// Returns the work programme or the action points, where an item of this kind that
/// is here shows them.
fn rows(meeting: &Meeting, kind: ItemKind, here: bool) -> (Vec<ProgrammeRow>, Vec<ActionRow>) {
    match kind {
        ItemKind::WorkProgramme if here => (programme(&meeting.programme), Vec::new()),
        ItemKind::ActionPoints if here => {
            (Vec::new(), meeting.action_points.iter().map(action).collect())
        }
        _ => (Vec::new(), Vec::new()),
    }
}

/// What the notes of items say whose papers nobody gets.
const WITHDRAWN: &str = "Withdrawn";
const TO_FOLLOW: &str = "To follow";

impl ItemView {
    /// Returns whether the item is withdrawn, or its papers are to follow.
    pub fn is_held_back(&self) -> bool {
        let mut parts = self.note.iter().flat_map(|note| note.split(". "));
        parts.any(|part| [WITHDRAWN, TO_FOLLOW].contains(&part))
    }
}

fn note(item: &AgendaItem) -> Option<String> {
    match (item.status, item.kind) {
        (ItemStatus::ToFollow, _) => Some(TO_FOLLOW.into()),
        (ItemStatus::Withdrawn, _) => Some(WITHDRAWN.into()),
        (ItemStatus::Included, ItemKind::Verbal) => Some("Verbal report".into()),
        _ => None,
    }
}

fn programme(entries: &[ProgrammeEntry]) -> Vec<ProgrammeRow> {
    let mut rows: Vec<ProgrammeRow> = Vec::new();
    for entry in entries {
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
        reference: match &point.meeting {
            Some(meeting) => format!("{} ({meeting})", point.reference.value),
            None => point.reference.value.clone(),
        },
        action: point.action.value.clone(),
        owner: point.owner.clone().unwrap_or_default(),
        due: point.due.clone().unwrap_or_default(),
        status: status.into_iter().flatten().collect::<Vec<_>>().join(": "),
    }
}
