//! How a council wants the rules applied: graver, milder, not at all, and which
//! findings it has looked at and accepts.

use std::fmt;

use jiff::civil::Date;

use crate::place::{Place, Placed};

/// A council's wishes for the rules.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Policy {
    /// Rules that are graver or milder here than by default, by id or name.
    pub levels: Vec<(Placed<String>, RuleLevel)>,
    /// Findings that are accepted, each for a written reason.
    pub accepted: Vec<Acceptance>,
}

/// How grave a rule is to a council.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum RuleLevel {
    /// Stops the build.
    Error,
    /// Shown; the pack is built.
    Warning,
    /// Shown on request.
    Note,
    /// Not applied.
    Off,
}

impl RuleLevel {
    /// Returns the closed list of words that settings use.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Note, Self::Off];
}

impl fmt::Display for RuleLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
            Self::Off => "off",
        })
    }
}

/// One finding of one meeting that an officer has looked at and accepts.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Acceptance {
    /// Where the settings say so.
    pub place: Place,
    /// The rule, by id or name.
    pub rule: String,
    /// The day of the meeting.
    pub meeting: Date,
    /// Its committee, where several meet on that day.
    pub committee: Option<String>,
    /// The finding's place, as findings show it: `reports/08-x/kpi.xlsx › Results!D7`.
    pub at: String,
    /// Why it is accepted; listed in the manifest.
    pub reason: String,
}
