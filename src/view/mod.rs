//! What templates see: one serialisable tree of strings that are ready to print.
//!
//! Nothing after this point formats a date, a number or a range, compares a
//! result with a target, or sorts. Keys are stable: a council's own templates
//! depend on them.

mod blocks;
pub mod changes;
pub mod consolidated;
pub mod findings;
pub mod form;
mod indicators;
mod meeting;
pub mod quoted;
pub mod ranges;
mod report;
mod risks;
pub mod supplement;
pub mod words;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use self::blocks::{Block, Run};
pub use self::indicators::{
    CountView, DirectionView, ExceptionView, Figures, GroupView, HistoryRow, IndicatorView, Remark,
    ScorecardView, StatusView, Trend, YearView,
};
pub use self::meeting::{ItemView, MeetingView, ProgrammeRow};
pub use self::report::{CoverRow, ReportView};
pub use self::risks::{AssessmentView, MatrixCell, RegisterView, RiskView};
pub use self::supplement::SupplementView;

use crate::edition::PublicMeeting;
use crate::model::council::Council;

/// A whole pack.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
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
}

impl Pack {
    /// Returns an item by its number on the agenda.
    pub fn item(&self, number: &str) -> Option<&ItemView> {
        self.items.iter().find(|item| item.number == number)
    }
}

/// Returns the view of the public pack.
pub fn pack(council: &Council, edition: &PublicMeeting) -> Pack {
    let meeting = edition.meeting();
    let date = meeting.published.as_ref().unwrap_or(&meeting.date).value;
    Pack {
        council: council.name.clone(),
        accent: council.accent.clone(),
        title: format!("{}: agenda, {}", meeting.committee.value, words::date(meeting.date.value)),
        date: [date.year(), date.month().into(), date.day().into()],
        has_front: true,
        supplement: None,
        consolidated: None,
        meeting: meeting::view(council, meeting),
        items: meeting
            .agenda
            .par_iter()
            .map(|item| meeting::item(council, meeting, item))
            .collect(),
    }
}
