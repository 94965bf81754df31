//! Part 1 and Part 2: what the public reads, and what Schedule 12A exempts.

use std::fmt;

use crate::place::{Place, Placed};

/// The two parts of an agenda.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Part {
    /// Open to the public.
    One,
    /// Exempt or confidential: never in a public output.
    Two(Exemption),
}

/// Why papers are exempt, in the words of the agenda or the report.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Exemption {
    /// Where the paper is said to be exempt.
    pub place: Place,
    /// The reason as stated, such as `paragraph 3` of Schedule 12A.
    pub reason: Option<Placed<String>>,
    /// Why the public interest favours the exemption (Schedule 12A, paragraph 10).
    pub public_interest: Option<Placed<String>>,
}

impl Exemption {
    /// Returns the reason, or nothing at all where none is stated.
    pub fn reason(&self) -> &str {
        self.reason.as_ref().map_or("", |reason| &reason.value)
    }
}

impl Part {
    /// Returns whether the public may read it.
    pub fn is_public(&self) -> bool {
        *self == Self::One
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::One => "1",
            Self::Two(_) => "2",
        })
    }
}
