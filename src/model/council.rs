//! A council's own settings: names, priorities, rules, words and headings.

use std::collections::BTreeMap;
use std::fmt;

use super::figure::Figure;
use super::narrative::Prose;
use super::notice::Notice;
use super::policy::Policy;
use super::retention::{Depositor, Retention};
use super::risk::Matrix;

/// Whose law applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, serde::Serialize)]
pub enum Nation {
    /// Local Government Act 1972, Parts 1 to 3 of Schedule 12A.
    #[default]
    England,
    /// The same Act as it applies in Wales, Parts 4 to 6.
    Wales,
}

impl Nation {
    /// Returns the closed list of words that settings use.
    pub const ALL: [Self; 2] = [Self::England, Self::Wales];
}

impl fmt::Display for Nation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::England => "England",
            Self::Wales => "Wales",
        })
    }
}

/// A council.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Council {
    /// The name.
    pub name: String,
    /// Whose law applies.
    pub nation: Nation,
    /// The one accent colour, as `#rrggbb`.
    pub accent: String,
    /// Corporate priorities; empty accepts any.
    pub priorities: Vec<String>,
    /// How far a miss is still amber, in percent of the target.
    pub amber_margin: Figure,
    /// The risk matrix.
    pub matrix: Matrix,
    /// The cover's headings, in order.
    pub cover: Vec<CoverHeading>,
    /// Standing texts by the folded title of their item.
    pub standing_texts: BTreeMap<String, Prose>,
    /// The titles of those items, in the council's order.
    pub standing_items: Vec<String>,
    /// The committees.
    pub committees: Vec<Committee>,
    /// How long before a meeting its papers must be open.
    pub notice: Notice,
    /// Abbreviations that the council's readers know without a glossary.
    pub known_acronyms: Vec<String>,
    /// The domains whose e-mail addresses anyone may read, such as the council's own.
    pub public_domains: Vec<String>,
    /// Names and words that are known to be public, whatever exempt paper has them.
    pub public_words: Vec<String>,
    /// The address of the licence under which the council publishes its data.
    pub data_licence: Option<String>,
    /// How the rules are applied here.
    pub policy: Policy,
    /// Other systems' headings, by sheet and then by our heading, both folded.
    pub aliases: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// How long records are kept.
    pub retention: Retention,
    /// What an archive is told of the council.
    pub depositor: Depositor,
}

impl Council {
    /// Returns a committee by its name; capitals and spaces do not matter.
    pub fn committee(&self, name: &str) -> Option<&Committee> {
        self.committees.iter().find(|c| c.name.trim().eq_ignore_ascii_case(name.trim()))
    }
}

/// What a committee decides under: that settles how it excludes the public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, serde::Serialize)]
pub enum Powers {
    /// The council's: section 100A(4) of the Local Government Act 1972.
    #[default]
    Council,
    /// The executive's: regulation 4 of SI 2012/2089.
    Executive,
}

/// A committee of the council.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Committee {
    /// The name.
    pub name: String,
    /// The sentence over the title of its agendas.
    pub strapline: Option<String>,
    /// Which rules its private meetings follow.
    pub powers: Powers,
}

/// One heading of the report cover.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct CoverHeading {
    /// Its key in workbooks and front matter, folded.
    pub key: String,
    /// Its name in workbooks, as the council writes it.
    pub field: String,
    /// What the cover prints.
    pub heading: String,
    /// Whether it is an implication, printed under the common heading.
    pub implication: bool,
    /// Whether every report must fill it in.
    pub required: bool,
}
