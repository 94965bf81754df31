//! What goes into the public pack, and what is withheld from it.
//!
//! [`PublicMeeting`] is made by [`public`] only, and the public writers accept
//! nothing else: an exempt paper is gone before anything is laid out.

use crate::model::meeting::{ItemKind, Meeting};
use crate::model::part::Part;

/// A meeting without its exempt papers.
#[derive(Clone, Debug)]
pub struct PublicMeeting {
    meeting: Meeting,
    withheld: Vec<Withheld>,
}

/// An item whose papers are withheld.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// The item's number.
    pub number: String,
    /// The paragraph of Schedule 12A that the agenda or the report gives.
    pub reason: String,
}

impl PublicMeeting {
    /// Returns the meeting as the public sees it.
    pub fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    /// Returns what was withheld.
    pub fn withheld(&self) -> &[Withheld] {
        &self.withheld
    }
}

/// Returns the public edition: an exempt item keeps its number and title on the
/// agenda; its text and its report are gone.
pub fn public(mut meeting: Meeting) -> PublicMeeting {
    let mut withheld = Vec::new();
    for item in &mut meeting.agenda {
        let Part::Two(exemption) = &item.part else { continue };
        withheld.push(Withheld {
            number: item.number.value.clone(),
            reason: exemption.reason().into(),
        });
        item.report = None;
        item.text = None;
        item.reason_late = None;
        item.urgency = None;
        item.kind = ItemKind::StandingText;
    }
    PublicMeeting { meeting, withheld }
}
