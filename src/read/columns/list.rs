//! The lists of words that columns draw from: what readers accept and what the
//! drop-downs of a template offer.

use crate::model::council::Council;
use crate::model::meeting::{ItemKind, ItemStatus, Role};
use crate::model::period::Span;
use crate::model::rag::{Polarity, Rag};
use crate::model::risk::{Level, Response};

/// A list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// Places on a committee.
    Roles,
    /// What an agenda item consists of.
    ItemKinds,
    /// Open or exempt.
    Parts,
    /// Whether an item's papers are there.
    Statuses,
    /// Which way an indicator is better.
    Polarities,
    /// How a target runs; other words are read too.
    TargetTypes,
    /// How often an indicator is reported.
    Frequencies,
    /// Red, amber, green.
    Ratings,
    /// What is done about a risk.
    Responses,
    /// The council's committees.
    Committees,
    /// The council's priorities.
    Priorities,
    /// The council's probability scale.
    Probabilities,
    /// The council's impact scale.
    Impacts,
}

impl List {
    /// Returns what the list is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Roles => "Roles",
            Self::ItemKinds => "Kinds of item",
            Self::Parts => "Parts",
            Self::Statuses => "Statuses",
            Self::Polarities => "Better",
            Self::TargetTypes => "Target types",
            Self::Frequencies => "Frequencies",
            Self::Ratings => "Ratings",
            Self::Responses => "Responses",
            Self::Committees => "Committees",
            Self::Priorities => "Priorities",
            Self::Probabilities => "Probability",
            Self::Impacts => "Impact",
        }
    }

    /// Returns the words, in order; empty where the council has no such list, or
    /// is not known, so that anything may be written.
    pub fn words(self, council: Option<&Council>) -> Vec<String> {
        let of = |words: fn(&Council) -> Vec<String>| council.map(words).unwrap_or_default();
        match self {
            Self::Roles => shown(&Role::ALL),
            Self::ItemKinds => shown(&ItemKind::ALL),
            Self::Parts => shown(&[1, 2]),
            Self::Statuses => shown(&ItemStatus::ALL),
            Self::Polarities => shown(&Polarity::ALL),
            Self::TargetTypes => shown(&["in period", "cumulative", "profiled"]),
            Self::Frequencies => shown(&Span::ALL.map(Span::frequency)),
            Self::Ratings => shown(&Rag::ALL),
            Self::Responses => shown(&Response::ALL),
            Self::Committees => {
                of(|council| council.committees.iter().map(|c| c.name.clone()).collect())
            }
            Self::Priorities => of(|council| council.priorities.clone()),
            Self::Probabilities => of(|council| steps(council.matrix.probability())),
            Self::Impacts => of(|council| steps(council.matrix.impact())),
        }
    }
}

fn shown<T: ToString>(words: &[T]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

/// `3 Likely`: the number and the word, so that nobody has to know the scale.
fn steps(scale: &[Level]) -> Vec<String> {
    scale.iter().map(|level| format!("{} {}", level.weight, level.word)).collect()
}
