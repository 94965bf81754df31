//! What goes into the public pack, and what is withheld from it.
//!
//! [`cut`] alone makes a [`PublicMeeting`], and the public writers accept nothing
//! else: an exempt paper is gone before anything is laid out. What it leaves
//! behind is a [`PrivateMeeting`], for the members.

mod cut;

use std::fmt;

pub use self::cut::cut;
use crate::model::meeting::{ActionPoint, AgendaItem, Meeting, ProgrammeEntry};
use crate::model::part;

/// A meeting without its exempt papers.
#[derive(Clone, Debug)]
pub struct PublicMeeting {
    meeting: Meeting,
    withheld: Vec<Withheld>,
}

/// Something that the public may not read, as the public may know of it: never its
/// name, and nothing at all of what is confidential within a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// Where its item stands on the agenda, counted from zero.
    pub index: usize,
    /// The item's number.
    pub number: String,
    /// What it is.
    pub thing: Thing,
    /// How many there are of it.
    pub count: usize,
    /// Why.
    pub ground: Ground,
}

/// Why something is withheld.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// It is exempt under paragraphs of Schedule 12A, in order.
    Exempt(Vec<u32>),
    /// It is confidential: Local Government Act 1972, section 100A(2) and (3).
    Confidential,
}

/// The kinds of what is withheld, without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// An item with its papers.
    Item,
    /// A report's indicators.
    Indicators,
    /// A report's risk register.
    Register,
    /// A section of a report.
    Section,
    /// One indicator of several.
    Indicator,
    /// One risk of several.
    Risk,
    /// A paper made elsewhere.
    Appendix,
}

/// A meeting as its members may read it.
#[derive(Clone, Debug)]
pub struct PrivateMeeting {
    open: PublicMeeting,
    papers: Vec<ExemptPapers>,
}

/// The exempt papers of an item.
#[derive(Clone, Debug)]
pub struct ExemptPapers {
    /// Where the item stands on the agenda, counted from zero.
    pub index: usize,
    /// The item with all that is withheld, and nothing of what is open.
    pub item: AgendaItem,
    /// The work programme, where the item is that.
    pub programme: Vec<ProgrammeEntry>,
    /// The action points, where the item is those.
    pub action_points: Vec<ActionPoint>,
    /// What is withheld, and why.
    pub withheld: Vec<part::Withheld>,
}

/// The editions of a meeting.
#[derive(Clone, Debug)]
pub struct Editions {
    /// What anyone may read.
    pub public: PublicMeeting,
    /// What members may read besides, where anything is exempt.
    pub private: Option<PrivateMeeting>,
    /// Items that are withdrawn or to follow, with something in their papers that is not for
    /// publication; nobody reads them.
    pub held_back: Vec<HeldBack>,
}

/// An item that is withdrawn or to follow, whose papers have something that is not for
/// publication.
#[derive(Clone, Debug)]
pub struct HeldBack {
    /// What of it is open.
    pub open: AgendaItem,
    /// What of it is not.
    pub exempt: ExemptPapers,
}

impl Editions {
    /// Returns whether anything is not for publication.
    pub fn withholds(&self) -> bool {
        self.private.is_some() || !self.held_back.is_empty()
    }
}

impl PublicMeeting {
    /// Returns the meeting as the public sees it.
    pub fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    /// Returns what was withheld, in the order of the agenda.
    pub fn withheld(&self) -> &[Withheld] {
        &self.withheld
    }
}

impl PrivateMeeting {
    /// Returns what is open of it.
    pub fn open(&self) -> &PublicMeeting {
        &self.open
    }

    /// Returns its exempt papers, in the order of the agenda.
    pub fn papers(&self) -> &[ExemptPapers] {
        &self.papers
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Item => "item",
            Self::Indicators => "performance appendix",
            Self::Register => "risk register",
            Self::Section => "section",
            Self::Indicator => "indicator",
            Self::Risk => "risk",
            Self::Appendix => "appendix",
        })
    }
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Confidential => f.pad("confidential"),
            Self::Exempt(numbers) => {
                let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
                match numbers.as_slice() {
                    [] => f.pad("exempt"),
                    [only] => write!(f, "paragraph {only}"),
                    [first @ .., last] => {
                        write!(f, "paragraphs {} and {last}", first.join(", "))
                    }
                }
            }
        }
    }
}

impl Ground {
    /// Returns why something is withheld.
    pub fn of(withheld: &part::Withheld) -> Self {
        if withheld.is_confidential() {
            Self::Confidential
        } else {
            Self::Exempt(withheld.paragraphs())
        }
    }
}
