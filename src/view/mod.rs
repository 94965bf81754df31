//! What templates see: one serialisable tree of strings that are ready to print.
//!
//! Nothing after this point formats a date, a number or a range, compares a
//! result with a target, or sorts. Keys are stable: a council's own templates
//! depend on them.

mod appendix;
mod blocks;
pub mod calendar;
pub mod changes;
pub mod comparison;
pub mod consolidated;
pub mod data;
pub mod decisions;
mod exempt;
pub mod findings;
pub mod form;
mod indicators;
mod meeting;
pub mod members;
pub mod minutes;
pub mod notice;
mod pictures;
mod print;
pub mod quoted;
pub mod ranges;
pub mod recommendations;
mod report;
mod risks;
pub mod statement;
pub mod supplement;
pub mod web;
pub mod words;

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::appendix::{AppendixPage, AppendixView, Files, Stamp};
pub use self::blocks::{Block, Point, Run};
pub use self::exempt::{GroundRow, PartTwo};
pub use self::indicators::{
    CountView, DirectionView, ExceptionView, Figures, GroupView, HistoryRow, IndicatorView, Remark,
    ScorecardView, StatusView, Trend, YearView,
};
pub use self::meeting::{ItemView, MeetingView, ProgrammeRow};
pub use self::pictures::Pictures;
pub use self::print::{BlankPages, Booklet, Leaf, Print, Side, booklet, item_title, large};
pub use self::report::{CoverRow, ReportView};
pub use self::risks::{AssessmentView, MatrixCell, RegisterView, RiskView};
pub use self::supplement::SupplementView;

use crate::edition::{Editions, PrivateMeeting, PublicMeeting};
use crate::model::council::Council;
use crate::model::meeting::AgendaItem;
use crate::model::report::Report;

/// A whole pack.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct Pack {
    /// The council's name.
    pub council: String,
    /// The council's accent colour, as `#rrggbb`.
    pub accent: String,
    /// The document's title.
    pub title: String,
    /// The document's date, as `[year, month, day]`.
    pub date: [i16; 3],
    /// Whether the front sheet and the agenda come before the papers.
    pub has_front: bool,
    /// What the front sheet says of a pack that is not for everybody.
    pub marking: Option<String>,
    /// How the pages are set.
    pub print: Print,
    /// The pages of the published pack, by the labels of the headings that say them;
    /// empty in the pack itself.
    pub pack_pages: BTreeMap<String, String>,
    /// The front sheet of a supplement, in the place of the meeting's.
    #[serde(default)]
    pub supplement: Option<SupplementView>,
    /// What a consolidated pack says of itself. The pages of its front sheet and
    /// agenda have numbers of their own: i, ii …
    #[serde(default)]
    pub consolidated: Option<String>,
    /// The front sheet.
    pub meeting: MeetingView,
    /// The agenda.
    pub items: Vec<ItemView>,
    /// The pictures that items show, and maybe others that their readers may see.
    #[serde(skip)]
    pub pictures: Pictures,
    /// The files of papers made elsewhere, which no template sees.
    #[serde(skip)]
    pub files: Files,
}

/// Whom pages are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Anyone.
    Public,
    /// Members only: each page is marked as not for publication.
    Members,
}

impl Pack {
    /// Returns the item of a number.
    pub fn item(&self, number: &str) -> Option<&ItemView> {
        self.numbered().find(|item| item.number == number)
    }

    /// Returns the items of the agenda that have numbers, open ones and what the
    /// public may know of the others.
    pub fn numbered(&self) -> impl Iterator<Item = &ItemView> {
        self.items.iter().filter(|item| item.part_two.is_none() && !item.number.is_empty())
    }

    /// Returns the pages of an item that are not for publication, in a private pack.
    pub fn part_two(&self, number: &str) -> Option<&ItemView> {
        self.parts_two().find(|item| item.number == number)
    }

    /// Returns the pages that are not for publication, item by item.
    pub fn parts_two(&self) -> impl Iterator<Item = &ItemView> {
        self.items.iter().filter(|item| item.part_two.is_some())
    }

    /// Returns the day that it is dated with.
    pub fn day(&self) -> Option<Date> {
        let [year, month, day] = self.date;
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }

    /// Takes the page numbers of a private pack: the first page of every item that
    /// is open, by its `id`, and the pages that are not for publication.
    pub fn number_as(&mut self, numbers: &BTreeMap<String, Numbers>) {
        let withheld = |numbers: &Numbers| numbers.withheld.map(ranges::withheld);
        for item in &mut self.items {
            let Some(numbers) = numbers.get(&item.id) else { continue };
            item.first_page = numbers.open.map(|(first, _)| first);
            item.pages_withheld = withheld(numbers);
        }
        for paper in self.supplement.iter_mut().flat_map(|sheet| &mut sheet.papers) {
            paper.pages_withheld = numbers.get(&paper.id).and_then(withheld);
        }
    }
}

/// The view of a public pack: [`pack`] alone makes one, of a [`PublicMeeting`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PublicPack(Pack);

impl std::ops::Deref for PublicPack {
    type Target = Pack;

    fn deref(&self) -> &Pack {
        &self.0
    }
}

impl PublicPack {
    /// Takes the page numbers of a private pack.
    pub fn number_as(&mut self, numbers: &BTreeMap<String, Numbers>) {
        self.0.number_as(numbers);
    }
}

/// The pages of an item, first and last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Those that are open.
    pub open: Option<(u32, u32)>,
    /// Those that are not for publication.
    pub withheld: Option<(u32, u32)>,
}

/// Returns the view of the public pack.
pub fn pack(council: &Council, public: &PublicMeeting) -> PublicPack {
    let meeting = public.meeting();
    let date = meeting.published.as_ref().unwrap_or(&meeting.date).value;
    PublicPack(Pack {
        council: council.name.clone(),
        accent: council.accent.clone(),
        title: format!("{}: agenda, {}", meeting.committee.value, words::date(meeting.date.value)),
        date: [date.year(), date.month().into(), date.day().into()],
        has_front: true,
        marking: None,
        print: Print::Standard,
        pack_pages: BTreeMap::new(),
        supplement: None,
        consolidated: None,
        meeting: meeting::view(council, meeting),
        items: meeting::items(council, public),
        pictures: Pictures::of(meeting.agenda.iter()),
        files: reports(&meeting.agenda).flat_map(appendix::files).collect(),
    })
}

/// Returns the view of the members' pack: the public one, with the pages of every
/// item that are not for publication behind its open ones.
pub fn private_pack(council: &Council, private: &PrivateMeeting) -> Pack {
    let open = private.open();
    let PublicPack(mut pack) = pack(council, open);
    pack.title = format!("{} (private)", pack.title);
    pack.marking =
        Some("Private pack for members: it has papers that are not for publication.".into());
    pack.pictures.extend(&Pictures::of(private.papers().iter().map(|papers| &papers.item)));
    for papers in private.papers() {
        let part_two = meeting::part_two(council, open, papers);
        let id = meeting::id(&papers.item);
        let Some(at) = pack.items.iter().position(|item| item.id == id) else { continue };
        pack.files.extend(reports([&papers.item]).flat_map(appendix::files));
        pack.items[at].title.clone_from(&part_two.title);
        pack.items[at].part_two_id = part_two.has_pages.then(|| part_two.id.clone());
        pack.items.insert(at + 1, part_two);
    }
    pack
}

/// Returns what is not for publication of papers that are held back, item by item.
pub fn held_back(council: &Council, editions: &Editions) -> Vec<ItemView> {
    let held = editions.held_back.iter();
    held.map(|held| meeting::part_two(council, &editions.public, &held.exempt)).collect()
}

fn reports<'a>(
    agenda: impl IntoIterator<Item = &'a AgendaItem>,
) -> impl Iterator<Item = &'a Report> {
    agenda.into_iter().filter_map(|item| item.report.as_deref())
}
