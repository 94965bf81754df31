//! A supplement: its own front sheet, and the papers that come late or in the
//! place of earlier ones.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::blocks::{self, Block};
use super::changes;
use super::consolidated::Standing;
use super::words::{counted, date};
use super::{ItemView, Pack};
use crate::model::council::Council;
use crate::model::meeting::{AgendaItem, ItemStatus, Meeting};
use crate::model::narrative;
use crate::model::notice::Body;

/// The front sheet of a supplement.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct SupplementView {
    /// Its number, from one.
    pub number: u32,
    /// `Agenda Supplement 1`.
    pub title: String,
    /// The number of its first page.
    pub first_page: u32,
    /// `1 March 2018`.
    pub published: String,
    /// When it was published, how long before the meeting, and what it goes on from.
    pub about: Vec<String>,
    /// What it has.
    pub papers: Vec<PaperView>,
    /// The numbers of the agenda with this supplement, in order.
    pub agenda: Vec<String>,
}

/// One item on the front sheet of a supplement.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct PaperView {
    /// The item's stable name for links.
    pub id: String,
    /// The item's number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// `New paper`, `Replaces pages 3 – 11 of the agenda pack`, `Withdrawn`.
    pub what: String,
    /// Whether it has pages in the supplement.
    pub has_pages: bool,
    /// Its pages that are not for publication, in a public supplement:
    /// `Pages 31 – 40 are not for publication`.
    #[serde(default)]
    pub pages_withheld: Option<String>,
    /// Where those pages stand in a private supplement: the `id` of another item.
    #[serde(default)]
    pub part_two_id: Option<String>,
    /// Why it is late.
    pub reason_late: Vec<Block>,
    /// What stands before the special circumstances.
    pub urgency_words: String,
    /// The special circumstances that make it urgent.
    pub urgency: Vec<Block>,
}

/// What a supplement is made of besides its papers.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// The council.
    pub council: &'a Council,
    /// The public meeting as it is today.
    pub meeting: &'a Meeting,
    /// Its view.
    pub today: &'a Pack,
    /// The supplement's number, from one.
    pub number: u32,
    /// The day on which it is published.
    pub published: Date,
    /// The last page of what was published before.
    pub last_page: u32,
}

/// An item of a supplement.
#[derive(Clone, Debug)]
pub struct Paper<'a> {
    /// The item as it is on the agenda today.
    pub item: &'a AgendaItem,
    /// Its view.
    pub view: &'a ItemView,
    /// How it stands in what was published.
    pub before: Option<&'a Standing>,
    /// Its pages that are not for publication, where members had none or others, and
    /// whatever such pages have of what it said and says no more.
    pub exempt_anew: Vec<&'a ItemView>,
}

impl Paper<'_> {
    /// The papers that it takes the place of.
    fn replaced(&self) -> Option<&Standing> {
        self.before.filter(|before| before.pages.is_some())
    }
}

/// Returns a supplement's name: `Agenda Supplement 1`.
pub fn name(number: u32) -> String {
    format!("Agenda Supplement {number}")
}

/// Returns the view of a supplement with these papers.
pub fn pack(occasion: &Occasion<'_>, papers: &[Paper<'_>]) -> Pack {
    let Occasion { today, number, published, .. } = *occasion;
    let title = name(number);
    Pack {
        title: format!("{}: {title}, {}", today.meeting.committee, today.meeting.date),
        date: [published.year(), published.month().into(), published.day().into()],
        has_front: false,
        supplement: Some(SupplementView {
            number,
            title,
            first_page: occasion.last_page + 1,
            published: date(published),
            about: about(occasion),
            papers: papers.iter().map(|paper| sheet_entry(occasion, paper)).collect(),
            agenda: today.items.iter().map(|item| item.number.clone()).collect(),
        }),
        items: papers.iter().map(item).collect(),
        ..today.clone()
    }
}

fn item(paper: &Paper<'_>) -> ItemView {
    let before = paper.replaced().filter(|_| paper.view.has_pages);
    let changes = before.map(|before| {
        let said = format!("This paper replaces {}.", before.whereabouts());
        let mut changes = changes::compare(&before.item, paper.view, said);
        for exempt in &paper.exempt_anew {
            changes::withhold(&mut changes, exempt);
        }
        // A paper that comes again as it was comes for the pages that members have.
        if before.is_still(paper.view) {
            changes.sentence = changes::NOTHING_OPEN.into();
        }
        changes
    });
    ItemView { changes, ..paper.view.clone() }
}

fn about(occasion: &Occasion<'_>) -> Vec<String> {
    let Occasion { council, meeting, number, published, last_page, .. } = *occasion;
    let notice = match council.notice.days_between(published, meeting.date.value) {
        0 => "less than one clear day".to_string(),
        days => counted(usize::try_from(days).unwrap_or(0), "clear day", "clear days"),
    };
    let before = match number {
        1 => "the agenda pack".to_string(),
        later => name(later - 1),
    };
    vec![
        format!("Published {}, {notice} before the meeting.", date(published)),
        format!("Its pages go on from page {last_page}, the last of {before}."),
    ]
}

fn sheet_entry(occasion: &Occasion<'_>, paper: &Paper<'_>) -> PaperView {
    let Paper { item, view, .. } = paper;
    // What a reason says of an exempt paper is not for the public either; an item that is
    // withdrawn needs none.
    let open = item.part.is_public() && item.status != ItemStatus::Withdrawn;
    let said = |prose: Option<&narrative::Prose>| said(prose.filter(|_| open));
    PaperView {
        id: view.id.clone(),
        number: view.number.clone(),
        title: view.title.clone(),
        what: what(paper),
        has_pages: view.has_pages,
        pages_withheld: None,
        part_two_id: None,
        reason_late: said(item.reason_late.as_ref()),
        urgency_words: urgency_words(occasion.council).into(),
        urgency: said(item.urgency.as_ref()),
    }
}

/// Returns a reason as it is printed.
pub(super) fn said(prose: Option<&narrative::Prose>) -> Vec<Block> {
    blocks::view(narrative::blocks(prose))
}

fn what(paper: &Paper<'_>) -> String {
    let note = paper.view.note.as_ref();
    match (paper.replaced(), paper.view.has_pages) {
        (Some(before), true) => format!("Replaces {}", before.whereabouts()),
        (None, true) => "New paper".into(),
        (before, false) => {
            let note = note.cloned().unwrap_or_else(|| "No papers".into());
            let published = before
                .map(|before| format!("; its papers were published on {}", before.whereabouts()));
            note + &published.unwrap_or_default()
        }
    }
}

/// What the chair's opinion rests on; sections 100A to 100K are not for parishes.
fn urgency_words(council: &Council) -> &'static str {
    match council.notice.body {
        Body::Principal => {
            "The Chair is of the opinion that the item should be considered as a matter of urgency, \
             by reason of these special circumstances (Local Government Act 1972, section 100B(4)(b)):"
        }
        Body::Parish => "The item is urgent for these reasons:",
    }
}
