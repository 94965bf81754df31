//! A meeting: who is summoned, where and when, and the agenda.

use std::fmt;

use jiff::civil::{Date, Time};

use super::concealed::Concealed;
use super::narrative::Prose;
use super::part::Part;
use super::report::Report;
use crate::place::{Place, Placed};

/// A meeting of a committee.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Meeting {
    /// The workbook it was read from.
    pub place: Place,
    /// The committee's name.
    pub committee: Placed<String>,
    /// The day.
    pub date: Placed<Date>,
    /// When it begins.
    pub time: Option<Time>,
    /// Where it is held.
    pub venue: Option<String>,
    /// When the agenda was published.
    pub published: Option<Placed<Date>>,
    /// Whom to ask.
    pub contact: Vec<String>,
    /// Notices for the front sheet, such as filming or fire.
    pub notices: Vec<Placed<String>>,
    /// The members summoned, and the substitutes.
    pub members: Vec<Member>,
    /// The business, in order.
    pub agenda: Vec<AgendaItem>,
    /// The committee's programme of later meetings.
    pub programme: Vec<ProgrammeEntry>,
    /// Actions from earlier meetings.
    pub action_points: Vec<ActionPoint>,
    /// What the workbooks of the meeting and its reports hold and do not show.
    pub concealed: Vec<Concealed>,
    /// The papers of items that are withdrawn or to follow, each with its item's place on
    /// the agenda, counted from zero. No edition has them; what of them is not for
    /// publication is looked for in what is published, and was before.
    pub held_back: Vec<(usize, Report)>,
}

/// A councillor's place on the committee.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Member {
    /// The name with its style, `Councillor …`.
    pub name: Placed<String>,
    /// The place held.
    pub role: Role,
    /// The political group, where the workbook gives it.
    pub group: Option<String>,
}

/// A place on a committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Role {
    /// Presides.
    Chair,
    /// Presides in the chair's absence.
    ViceChair,
    /// Sits and votes.
    Member,
    /// Sits in a member's place.
    Substitute,
}

impl Role {
    /// Returns the closed list of words that workbooks use.
    pub const ALL: [Self; 4] = [Self::Chair, Self::ViceChair, Self::Member, Self::Substitute];
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Chair => "Chair",
            Self::ViceChair => "Vice-Chair",
            Self::Member => "Member",
            Self::Substitute => "Substitute",
        })
    }
}

/// One item of business.
#[derive(Clone, Debug, serde::Serialize)]
pub struct AgendaItem {
    /// The number, such as `8` or `10a`.
    pub number: Placed<String>,
    /// The title.
    pub title: Placed<String>,
    /// What the item consists of.
    pub kind: ItemKind,
    /// Standing or added text under the title.
    pub text: Option<Prose>,
    /// Open or exempt.
    pub part: Part,
    /// Whether its papers are here.
    pub status: ItemStatus,
    /// When its report was received, where the agenda says so.
    pub received: Option<Placed<Date>>,
    /// Why its papers are late, where they are.
    pub reason_late: Option<Prose>,
    /// The special circumstances for which the chair holds it urgent (Local
    /// Government Act 1972, section 100B(4)(b)).
    pub urgency: Option<Prose>,
    /// The report, where the item has one and it is here.
    pub report: Option<Box<Report>>,
}

impl AgendaItem {
    /// Returns every text of the agenda's own under the item's title.
    pub fn texts(&self) -> impl Iterator<Item = &Prose> {
        [&self.text, &self.reason_late, &self.urgency].into_iter().flatten()
    }
}

/// What an item consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum ItemKind {
    /// Standing business: apologies, declarations.
    StandingText,
    /// The minutes of an earlier meeting.
    Minutes,
    /// A report with its cover.
    Report,
    /// The resolution to exclude the public.
    Exclusion,
    /// The committee's work programme.
    WorkProgramme,
    /// Actions from earlier meetings.
    ActionPoints,
    /// Said at the meeting; no paper.
    Verbal,
}

impl ItemKind {
    /// Returns the closed list of words that workbooks use.
    pub const ALL: [Self; 7] = [
        Self::StandingText,
        Self::Minutes,
        Self::Report,
        Self::Exclusion,
        Self::WorkProgramme,
        Self::ActionPoints,
        Self::Verbal,
    ];
}

impl fmt::Display for ItemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::StandingText => "standing text",
            Self::Minutes => "minutes",
            Self::Report => "report",
            Self::Exclusion => "exclusion",
            Self::WorkProgramme => "work programme",
            Self::ActionPoints => "action points",
            Self::Verbal => "verbal",
        })
    }
}

/// Whether an item's papers are in the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum ItemStatus {
    /// They are here.
    Included,
    /// They come later, in a supplement.
    ToFollow,
    /// The item will not be taken.
    Withdrawn,
}

impl ItemStatus {
    /// Returns the closed list of words that workbooks use.
    pub const ALL: [Self; 3] = [Self::Included, Self::ToFollow, Self::Withdrawn];
}

impl fmt::Display for ItemStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Included => "included",
            Self::ToFollow => "to follow",
            Self::Withdrawn => "withdrawn",
        })
    }
}

/// An item planned for a later meeting.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ProgrammeEntry {
    /// When that meeting is, in the words of the programme.
    pub meeting: Placed<String>,
    /// The day, where those words are one.
    pub day: Option<Date>,
    /// When its report is due.
    pub deadline: Option<String>,
    /// The item.
    pub item: Placed<String>,
    /// Who brings it.
    pub contact: Option<Placed<String>>,
    /// Why it is there.
    pub background: Option<Placed<String>>,
}

/// An action that an earlier meeting asked for.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ActionPoint {
    /// The reference.
    pub reference: Placed<String>,
    /// The meeting that asked.
    pub meeting: Option<String>,
    /// What was asked.
    pub action: Placed<String>,
    /// Who does it.
    pub owner: Option<String>,
    /// By when, in the words of the list.
    pub due: Option<String>,
    /// How it stands.
    pub status: Option<String>,
    /// What happened since.
    pub update: Option<Placed<String>>,
}

impl Meeting {
    /// Adds a later list of action points. One with the reference of an earlier
    /// point brings that up to date; what it leaves empty stays as it was. A new
    /// one was asked for by the meeting of the given name, where it names none.
    pub fn take_up(&mut self, later: Vec<ActionPoint>, asked_by: &str) {
        for point in later {
            let same = |known: &&mut ActionPoint| alike(&known.reference, &point.reference);
            if let Some(known) = self.action_points.iter_mut().find(same) {
                known.update(point);
            } else {
                let meeting = point.meeting.or_else(|| Some(asked_by.into()));
                self.action_points.push(ActionPoint { meeting, ..point });
            }
        }
    }
}

/// Capitals, outer spaces and zeros in front tell no references apart.
fn alike(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.trim().trim_start_matches('0').to_lowercase();
    plain(one) == plain(other)
}

impl ActionPoint {
    fn update(&mut self, later: Self) {
        self.action = later.action;
        let texts = [
            (&mut self.meeting, later.meeting),
            (&mut self.owner, later.owner),
            (&mut self.due, later.due),
            (&mut self.status, later.status),
        ];
        for (known, later) in texts {
            *known = later.or_else(|| known.take());
        }
        self.update = later.update.or_else(|| self.update.take());
    }
}
