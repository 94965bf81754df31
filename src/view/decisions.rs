//! The sheet on which a clerk notes what the meeting decides.

use serde::Serialize;

use super::recommendations::{self, Recommendation};
use super::{ItemView, Pack};

/// The sheet: what the agenda says, for the clerk to write beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecisionsView {
    /// The council's name.
    pub council: String,
    /// The council's accent colour, as `#rrggbb`.
    pub accent: String,
    /// The document's title.
    pub title: String,
    /// The document's date, as `[year, month, day]`.
    pub date: [i16; 3],
    /// What stands at the head of a sheet with what is not for publication.
    pub marking: Option<String>,
    /// The meeting.
    pub meeting: SittingView,
    /// The items of the agenda, exempt ones among them.
    pub items: Vec<DecisionView>,
}

/// Who sits, when and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SittingView {
    /// The committee's name.
    pub committee: String,
    /// `Tuesday 6 March 2018`.
    pub date: String,
    /// `7.30 pm`.
    pub time: Option<String>,
    /// The venue.
    pub venue: Option<String>,
    /// Members with their offices.
    pub members: Vec<String>,
    /// Substitutes.
    pub substitutes: Vec<String>,
}

/// An item to be decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecisionView {
    /// The number.
    pub number: String,
    /// The title.
    pub title: String,
    /// `To follow`, `Withdrawn`, or why the papers are withheld.
    pub note: Option<String>,
    /// What is recommended.
    pub recommendations: Vec<Recommendation>,
}

/// Returns the sheet of a pack.
pub fn view(pack: &Pack) -> DecisionsView {
    let meeting = &pack.meeting;
    DecisionsView {
        council: pack.council.clone(),
        accent: pack.accent.clone(),
        title: format!("Decisions and actions: {}, {}", meeting.committee, meeting.date),
        date: pack.date,
        marking: pack
            .marking
            .as_ref()
            .map(|_| "Not for publication: it has what exempt papers recommend.".into()),
        meeting: SittingView {
            committee: meeting.committee.clone(),
            date: meeting.date.clone(),
            time: meeting.time.clone(),
            venue: meeting.venue.clone(),
            members: meeting.members.clone(),
            substitutes: meeting.substitutes.clone(),
        },
        items: pack
            .items
            .iter()
            .filter(|item| item.part_two.is_none())
            .map(|item| decision(pack, item))
            .collect(),
    }
}

/// Returns an item to be decided, with what its exempt papers recommend.
fn decision(pack: &Pack, item: &ItemView) -> DecisionView {
    let exempt = pack.items.iter().find(|other| item.part_two_id.as_ref() == Some(&other.id));
    let recommendations = recommendations::of(item).into_iter();
    DecisionView {
        number: item.number.clone(),
        title: item.title.clone(),
        note: item.note.clone(),
        recommendations: recommendations
            .chain(exempt.into_iter().flat_map(recommendations::of))
            .collect(),
    }
}
