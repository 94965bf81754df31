//! The words of a risk register: probability, impact, score, band.

mod matrix;

use std::fmt;

pub use self::matrix::{Band, Flaw, Level, Matrix};
use super::narrative::Prose;
use super::part::Part;
use super::period::Period;
use crate::place::{Place, Placed};

/// Probability times impact.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, serde::Serialize)]
pub struct Score(f64);

impl Score {
    /// Returns a score that an input states; not below zero.
    pub fn stated(value: f64) -> Option<Self> {
        (value.is_finite() && value >= 0.0).then_some(Self(value))
    }

    /// Returns the number.
    pub fn value(self) -> f64 {
        self.0
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounded = (self.0 * 100.0).round() / 100.0;
        write!(f, "{rounded}")
    }
}

/// A place on the matrix.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Assessment {
    /// The probability level, counted from zero.
    pub probability: usize,
    /// The impact level, counted from zero.
    pub impact: usize,
    /// The product of their weights.
    pub score: Score,
}

/// An assessment as read: where it stands, and what the register says it scores.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Rating {
    /// The place on the matrix.
    pub assessment: Placed<Assessment>,
    /// The score that the register states.
    pub stated: Option<Placed<Score>>,
    /// The band's words that the register states, beside the score and in a column of its own.
    pub stated_bands: Vec<Placed<String>>,
}

/// What the council does about a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Response {
    /// Reduce it.
    Treat,
    /// Live with it.
    Tolerate,
    /// Pass it to somebody else, as by insurance.
    Transfer,
    /// Stop doing what causes it.
    Terminate,
}

impl Response {
    /// Returns the closed list of words that workbooks use.
    pub const ALL: [Self; 4] = [Self::Treat, Self::Tolerate, Self::Transfer, Self::Terminate];
}

impl fmt::Display for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Treat => "Treat",
            Self::Tolerate => "Tolerate",
            Self::Transfer => "Transfer",
            Self::Terminate => "Terminate",
        })
    }
}

/// One risk of a register.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Risk {
    /// Where its row begins.
    pub place: Place,
    /// The code, such as `PP_R04`; some registers have none.
    pub code: Option<Placed<String>>,
    /// What could go wrong.
    pub title: Placed<String>,
    /// The service whose register it stands in.
    pub service: Option<String>,
    /// The kind of risk, such as `Reputational`.
    pub category: Option<String>,
    /// The corporate priority at stake.
    pub priority: Option<Placed<String>>,
    /// The post or person that answers for it.
    pub owner: Option<Placed<String>>,
    /// The portfolio holder.
    pub portfolio_holder: Option<String>,
    /// What is done about it.
    pub response: Option<Placed<Response>>,
    /// Before controls; gross.
    pub inherent: Option<Rating>,
    /// With the controls in place; net.
    pub residual: Rating,
    /// Where it is meant to come to.
    pub target: Option<Placed<Assessment>>,
    /// The residual score at the last report, where the register gives it.
    pub previous_score: Option<Placed<Score>>,
    /// What would follow.
    pub consequences: Option<Prose>,
    /// What keeps it down today.
    pub controls: Option<Prose>,
    /// How it is known that the controls work.
    pub assurance: Option<Prose>,
    /// Whether the register's owner signed it off.
    pub sign_off: Option<String>,
    /// What was said at sign-off.
    pub comments: Option<Prose>,
    /// The period of the register.
    pub period: Option<Period>,
    /// When it was last reviewed.
    pub last_review: Option<Placed<jiff::civil::Date>>,
    /// Further actions.
    pub actions: Vec<RiskAction>,
    /// Open or exempt.
    pub part: Part,
}

impl Risk {
    /// Returns what messages call it: its code, or its title where it has none.
    pub fn label(&self) -> &str {
        self.code.as_ref().unwrap_or(&self.title)
    }
}

/// A further action on a risk.
#[derive(Clone, Debug, serde::Serialize)]
pub struct RiskAction {
    /// What is to be done.
    pub action: Placed<String>,
    /// Who does it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Placed<Due>>,
    /// How it stands.
    pub status: Option<Placed<String>>,
}

/// By when an action is to be done.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Due {
    /// A day.
    Day(jiff::civil::Date),
    /// Words that name none, as written: `Ongoing`, `End of March 2018`.
    Words(String),
}

impl Due {
    /// Returns the day, where one is named.
    pub fn day(&self) -> Option<jiff::civil::Date> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Words(_) => None,
        }
    }
}

/// The words of a status that say an action is over.
const FINISHED: [&str; 14] = [
    "complete",
    "completed",
    "completion",
    "closed",
    "done",
    "finished",
    "implemented",
    "achieved",
    "delivered",
    "cancelled",
    "withdrawn",
    "superseded",
    "discontinued",
    "ended",
];

/// The words of a status that say it is not over yet, whatever else it says.
const UNFINISHED: [&str; 14] = [
    "not",
    "part",
    "partly",
    "partially",
    "nearly",
    "almost",
    "mostly",
    "to",
    "being",
    "until",
    "due",
    "expected",
    "near",
    "half",
];

impl RiskAction {
    /// Returns whether its status says that nothing is left to do: `Complete`,
    /// `100% complete`, `Closed June 2024`; but not `90% complete`.
    pub fn is_finished(&self) -> bool {
        let Some(status) = &self.status else { return false };
        let lower = status.to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric() && c != '%')
            .filter(|word| !word.is_empty())
            .collect();
        let partial = |word: &&str| word.ends_with('%') && *word != "100%";
        if words.iter().any(|word| UNFINISHED.contains(word) || partial(word)) {
            return false;
        }
        words.iter().any(|word| FINISHED.contains(word) || *word == "100%")
    }
}

/// The risks of one report.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Register {
    /// The file they come from.
    pub place: Place,
    /// The period of the register, where the rows name one.
    pub period: Option<Period>,
    /// The risks, in the workbook's order.
    pub risks: Vec<Risk>,
    /// Open or exempt as an appendix.
    pub part: Part,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_finished_when_its_status_says_so() {
        let finished = |status: &str| {
            let place = Place::file("risk.xlsx");
            let action = Placed::new("Train".to_string(), place.clone());
            let status = Some(Placed::new(status.to_string(), place));
            RiskAction { action, owner: None, due: None, status }.is_finished()
        };
        for status in ["Complete", "closed", "Done", "100%", "100% complete", "Closed, June 2024"] {
            assert!(finished(status), "{status}");
        }
        for status in
            ["", "In progress", "Not complete", "90% complete", "incomplete", "To be completed"]
        {
            assert!(!finished(status), "{status}");
        }
    }
}
