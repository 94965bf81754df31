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
pub use self::meeting::{MeetingPage, page as meeting, standing};
use super::notice::NoticeView;
use super::{ItemView, Pack, ranges, supplement, words};

/// What the pages of a meeting's items are made of.
pub struct Items<'a> {
    /// The public pack, or the consolidated one where there are supplements.
    pub pack: &'a Pack,
    /// The pack as it is laid out.
    pub laid_out: LaidOut<'a>,
    /// The files of each item, by its `id`.
    pub papers: BTreeMap<String, Vec<Offer>>,
}

/// What the page of a meeting is made of.
pub struct Source<'a> {
    /// Its items.
    pub items: Items<'a>,
    /// The notice of the meeting.
    pub notice: NoticeView,
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

impl Masthead {
    /// Returns what every page of a pack's meeting says.
    pub fn of(pack: &Pack) -> Self {
        let meeting = &pack.meeting;
        Self {
            council: pack.council.clone(),
            committee: meeting.committee.clone(),
            date: meeting.date.clone(),
            iso_date: meeting.iso_date.clone(),
            published: meeting.published.clone(),
        }
    }
}

/// Returns the pages of a meeting's items, in the order of the agenda.
pub fn items(source: &Items<'_>) -> Vec<ItemPage> {
    let chosen: Vec<&ItemView> =
        source.pack.items.iter().filter(|item| item.has_pages && item.part_two.is_none()).collect();
    let neighbour = |at: Option<usize>| {
        let item = chosen.get(at?)?;
        let (number, title) = (item.number.clone(), item.title.clone());
        Some(Neighbour { file: item::file(item), number, title })
    };
    let page = |(at, item): (usize, &&ItemView)| {
        let offers = source.papers.get(&item.id).map(Vec::as_slice).unwrap_or_default();
        ItemPage {
            before: neighbour(at.checked_sub(1)),
            after: neighbour(Some(at + 1)),
            ..item::page(item, source.laid_out, offers)
        }
    };
    chosen.par_iter().enumerate().map(page).collect()
}
