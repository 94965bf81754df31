//! Part 1 and Part 2: what the public reads, and what Schedule 12A exempts.

use std::fmt;

/// The two parts of an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Open to the public.
    One,
    /// Exempt or confidential: never in a public output.
    Two {
        /// The reason as the report states it, such as `paragraph 3`.
        reason: String,
    },
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
            Self::Two { .. } => "2",
        })
    }
}
