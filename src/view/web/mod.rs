//! The web edition: one page a meeting and one an item, with links into the pack.
//!
//! Everything is taken from the view of the pack, which the PDF is made of too; what
//! is added are the names that links lead to, the sizes of files and the places of
//! pages. Nothing here knows how a page looks.

mod anchors;
pub mod catalogue;
mod event;
mod files;
mod indicators;
mod item;
mod meeting;
mod prose;
mod risks;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

pub use self::event::TYPES as EVENT_TYPES;
pub use self::files::{Download, LaidOut, Offer, PageLink, Spot};
pub use self::item::{ItemPage, Neighbour};
pub use self::meeting::{MeetingPage, standing};
use super::notice::NoticeView;
use super::{ItemView, Pack, ranges, supplement, words};

/// What the pages of a meeting are made of.
pub struct Source<'a> {
    /// The public pack, or the consolidated one where there are supplements.
    pub pack: &'a Pack,
    /// The notice of the meeting.
    pub notice: NoticeView,
    /// The pack as it is laid out.
    pub laid_out: LaidOut<'a>,
    /// The files of each item, by its `id`.
    pub papers: BTreeMap<String, Vec<Offer>>,
    /// The whole packs.
    pub packs: Vec<Offer>,
    /// Late papers, in order.
    pub supplements: Vec<Late>,
    /// The notice, the entry for calendars and the like.
    pub beside: Vec<Offer>,
}

/// A supplement to the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    /// Its number, from one.
    pub number: u32,
    /// `Agenda Supplement 1`.
    pub title: String,
    /// When it was published, and which pages it has.
    pub about: String,
    /// Its files.
    pub files: Vec<Offer>,
}

impl Late {
    /// Returns the supplement of a number, which has these pages and files.
    pub fn new(number: u32, published: Date, (first, last): (u32, u32), files: Vec<Offer>) -> Self {
        Self {
            number,
            title: supplement::name(number),
            about: format!("Published {}. {}.", words::date(published), ranges::pages(first, last)),
            files,
        }
    }
}

/// The pages of a meeting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WebView {
    /// What every page says.
    pub masthead: Masthead,
    /// The page of the meeting.
    pub meeting: MeetingPage,
    /// The pages of its items, in the order of the agenda.
    pub items: Vec<ItemPage>,
}

/// What every page of a meeting says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Masthead {
    /// The council.
    pub council: String,
    /// The committee.
    pub committee: String,
    /// `Tuesday 6 March 2018`.
    pub date: String,
    /// The same day as ISO 8601.
    pub iso_date: String,
    /// `26 February 2018`.
    pub published: Option<String>,
}

/// Returns the pages of a meeting.
pub fn pages(source: &Source<'_>) -> WebView {
    let meeting = &source.pack.meeting;
    let chosen: Vec<&ItemView> =
        source.pack.items.iter().filter(|item| item.has_pages && item.part_two.is_none()).collect();
    let page = |item: &&ItemView| {
        let offers = source.papers.get(&item.id).map(Vec::as_slice).unwrap_or_default();
        item::page(item, source.laid_out, offers)
    };
    let (meeting_page, mut items): (MeetingPage, Vec<ItemPage>) =
        rayon::join(|| meeting::page(source), || chosen.par_iter().map(page).collect());
    let neighbour = |at: Option<usize>| {
        let item = chosen.get(at?)?;
        let (number, title) = (item.number.clone(), item.title.clone());
        Some(Neighbour { file: item::file(item), number, title })
    };
    for (at, page) in items.iter_mut().enumerate() {
        page.before = neighbour(at.checked_sub(1));
        page.after = neighbour(Some(at + 1));
    }
    WebView {
        masthead: Masthead {
            council: source.pack.council.clone(),
            committee: meeting.committee.clone(),
            date: meeting.date.clone(),
            iso_date: meeting.iso_date.clone(),
            published: meeting.published.clone(),
        },
        meeting: meeting_page,
        items,
    }
}
