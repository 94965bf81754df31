//! The page of a meeting: its agenda with the papers, the late papers, who sits on the
//! committee and what there is to download.

use std::collections::BTreeMap;

use serde::Serialize;

use super::anchors::Anchors;
use super::files::{Download, LaidOut, Offer, PageLink};
use super::item;
use super::prose::{Cited, Passage, Setter};
use super::{Items, Late, Source, event};
use crate::spelling::listed;
use crate::view::notice::NoticeView;
use crate::view::{ItemView, MeetingView};

/// The level of headings in the text of an agenda item.
const WITHIN_ITEM: u8 = 4;

/// The page of a meeting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeetingPage {
    /// The front sheet.
    pub meeting: MeetingView,
    /// How the public may attend, and whom to ask.
    pub notice: NoticeView,
    /// What the page says of itself where there are supplements.
    pub standing: Option<String>,
    /// The meeting for search engines: a `schema.org/Event` as JSON.
    pub event: String,
    /// The whole packs.
    pub packs: Vec<Download>,
    /// The agenda.
    pub agenda: Vec<Entry>,
    /// Late papers, in order.
    pub supplements: Vec<Supplement>,
    /// The notice, the entry for calendars and the like.
    pub beside: Vec<Download>,
}

/// An item of the agenda.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// The name that links lead to.
    pub id: String,
    /// The number.
    pub number: String,
    /// The title.
    pub title: String,
    /// The file of its page, where it has one.
    pub page: Option<String>,
    /// Where it is in the pack.
    pub pdf: Option<PageLink>,
    /// `To follow`, `Withdrawn`, or why the papers are withheld.
    pub notes: Vec<String>,
    /// Text under the title.
    pub text: Vec<Passage>,
    /// Its papers.
    pub papers: Vec<Download>,
}

/// A supplement to the pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Supplement {
    /// The name that links lead to.
    pub id: String,
    /// `Agenda Supplement 1`.
    pub title: String,
    /// When it was published, and which pages it has.
    pub about: String,
    /// Its files.
    pub files: Vec<Download>,
}

/// Returns the page of a meeting.
pub fn page(source: &Source<'_>) -> MeetingPage {
    let Items { pack, laid_out, papers } = &source.items;
    let mut anchors = Anchors::default();
    let downloads = |offers: &[Offer]| offers.iter().map(|offer| offer.download("../")).collect();
    let agenda = pack.items.iter().filter(|item| item.part_two.is_none());
    let agenda = agenda.map(|item| entry(item, *laid_out, papers, &mut anchors)).collect();
    MeetingPage {
        meeting: pack.meeting.clone(),
        notice: source.notice.clone(),
        standing: standing(&source.supplements),
        event: event::json(source),
        packs: downloads(&source.packs),
        agenda,
        supplements: source.supplements.iter().map(supplement).collect(),
        beside: downloads(&source.beside),
    }
}

fn entry(
    item: &ItemView,
    pack: LaidOut<'_>,
    papers: &BTreeMap<String, Vec<Offer>>,
    anchors: &mut Anchors,
) -> Entry {
    let id = anchors.take(item.id.clone());
    let mut setter = Setter { anchors, cited: Cited::No, base: WITHIN_ITEM };
    let offers = papers.get(&item.id).map(Vec::as_slice).unwrap_or_default();
    Entry {
        text: setter.set(&item.text),
        id,
        number: item.number.clone(),
        title: item.title.clone(),
        page: item.has_pages.then(|| item::file(item)),
        pdf: if item.has_pages { pack.pages(&item.id) } else { None },
        notes: item.note.iter().chain(&item.pages_withheld).cloned().collect(),
        papers: offers.iter().map(|offer| offer.download("../")).collect(),
    }
}

/// Returns `This page shows the meeting as it stands with Agenda Supplement 1.`
pub fn standing(supplements: &[Late]) -> Option<String> {
    let titles: Vec<String> = supplements.iter().map(|late| late.title.clone()).collect();
    let with = listed(&titles);
    (!titles.is_empty()).then(|| format!("This page shows the meeting as it stands with {with}."))
}

fn supplement(late: &Late) -> Supplement {
    Supplement {
        id: format!("supplement-{}", late.number),
        title: late.title.clone(),
        about: late.about.clone(),
        files: late.files.iter().map(|offer| offer.download("../")).collect(),
    }
}
