//! Workbooks for authors to fill in, from the same table that reads them.
//!
//! Here is what stands in them: every sheet of [`columns`](crate::read::columns)
//! with its lists and prompts, and what is known already, from the meeting and
//! from the report of the period before. How it looks is the writer's business.

mod decisions;
mod guidance;
mod indicators;
mod line;
mod meeting;
mod report;
mod risks;
mod sheet;

use std::fmt;

pub use self::decisions::decisions;

use jiff::civil::Date;

use crate::model::council::Council;
use crate::model::indicator::Scorecard;
use crate::model::meeting::Meeting;
use crate::model::period::Period;
use crate::model::risk::Register;
use crate::read::earlier::Cover;
use crate::view::form::Form;
use crate::view::words;

/// The date of a template that is for no meeting yet: it must be some day, and
/// the same one every time.
const NO_DATE: [i16; 3] = [2000, 1, 1];

/// A workbook that an author fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The meeting's own: front sheet, members, agenda.
    Meeting,
    /// A report's cover and narrative.
    Report,
    /// Indicators and their results.
    Kpi,
    /// A risk register.
    Risk,
}

impl Kind {
    /// Returns the workbook's title.
    const fn title(self) -> &'static str {
        match self {
            Self::Meeting => "Meeting and agenda",
            Self::Report => "Report: cover and narrative",
            Self::Kpi => "Performance indicators",
            Self::Risk => "Risk register",
        }
    }
}

impl fmt::Display for Kind {
    /// Writes the name of the workbook's file without its ending.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Meeting => "meeting",
            Self::Report => "report",
            Self::Kpi => "kpi",
            Self::Risk => "risk",
        })
    }
}

/// What is known before an author begins.
#[derive(Debug, Default)]
pub struct Known {
    /// The council's settings.
    pub council: Option<Council>,
    /// The meeting that the workbook is for.
    pub meeting: Option<Meeting>,
    /// The period that it is for, where that is not the one after the last.
    pub period: Option<Period>,
    /// What the period before had.
    pub earlier: Earlier,
}

/// What the period before had: the part that the workbook goes on from.
#[derive(Debug, Default)]
pub enum Earlier {
    /// Nothing is carried forward.
    #[default]
    Nothing,
    /// The meeting before.
    Meeting(Box<Meeting>),
    /// The report before.
    Report(Box<Cover>),
    /// Its indicators.
    Indicators(Scorecard),
    /// Its risks.
    Risks(Register),
}

/// Returns the workbook to fill in.
pub fn form(kind: Kind, known: &Known) -> Form {
    let sheets = match kind {
        Kind::Meeting => meeting::sheets(known),
        Kind::Report => report::sheets(known),
        Kind::Kpi => indicators::sheets(known),
        Kind::Risk => risks::sheets(known),
    };
    let meeting = known.meeting.as_ref();
    let subject = meeting
        .map(|meeting| format!("{}, {}", meeting.committee.value, words::date(meeting.date.value)));
    Form {
        title: kind.title().into(),
        subject: subject.unwrap_or_default(),
        council: known.council.as_ref().map(|council| council.name.clone()).unwrap_or_default(),
        date: meeting.map_or(NO_DATE, |meeting| day(meeting.date.value)),
        guidance: guidance::view(kind, &sheets),
        sheets,
    }
}

fn day(date: Date) -> [i16; 3] {
    [date.year(), date.month().into(), date.day().into()]
}

/// Returns whether an action or a point has come to its end.
fn is_done(status: Option<&str>) -> bool {
    let done = ["complete", "done", "closed", "cancelled", "withdrawn", "implemented"];
    status.is_some_and(|status| {
        let status = status.trim().to_lowercase();
        done.iter().any(|word| status.starts_with(word))
    })
}
