//! How long the records of a meeting are kept, by their class, and what an archive is
//! told of the council.

use std::collections::BTreeMap;
use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::place::Placed;

/// A class of records with a term of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub enum RecordClass {
    /// Agendas, packs, notices and supplements.
    Agendas,
    /// Reports and their appendices, one by one.
    Reports,
    /// Minutes of earlier meetings, as they came before this one.
    Minutes,
    /// Papers that are not for publication.
    ExemptPapers,
    /// Open data.
    Data,
    /// The workbooks and texts that papers are made from.
    Inputs,
}

impl RecordClass {
    /// Every class.
    pub const ALL: [Self; 6] =
        [Self::Agendas, Self::Reports, Self::Minutes, Self::ExemptPapers, Self::Data, Self::Inputs];

    /// Returns its key in the settings.
    pub fn key(self) -> &'static str {
        match self {
            Self::Agendas => "agendas",
            Self::Reports => "reports",
            Self::Minutes => "minutes",
            Self::ExemptPapers => "exempt-papers",
            Self::Data => "data",
            Self::Inputs => "inputs",
        }
    }
}

/// How long records are kept from the day of the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Keep {
    /// For ever.
    Permanently,
    /// For a number of years.
    Years(u32),
}

/// The term of a class.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Term {
    /// How long they are kept.
    pub keep: Keep,
    /// After how many years somebody looks at them again.
    pub review: Option<u32>,
    /// Who says so: an Act, or a line of the council's own schedule.
    pub authority: Option<String>,
}

impl Term {
    /// Returns what it comes to for a meeting: `until 2024-03-06 (6 years), review on
    /// 2023-03-06, under the Act`.
    pub fn from(&self, meeting: Date) -> String {
        let after = |years: u32| meeting.saturating_add(i64::from(years).years());
        let keep = match self.keep {
            Keep::Permanently => "permanently".to_string(),
            Keep::Years(1) => format!("until {} (1 year)", after(1)),
            Keep::Years(years) => format!("until {} ({years} years)", after(years)),
        };
        let review = self.review.map(|years| format!(", review on {}", after(years)));
        let authority = self.authority.as_ref().map(|authority| format!(", under {authority}"));
        keep + &review.unwrap_or_default() + &authority.unwrap_or_default()
    }
}

/// The council's terms. What is not set has none: no number is anybody's default.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Retention(pub BTreeMap<RecordClass, Placed<Term>>);

impl Retention {
    /// Returns what is said of a class for a meeting: its term, or that none is set.
    pub fn said(&self, class: RecordClass, meeting: Date) -> String {
        self.0.get(&class).map_or_else(|| "not set".into(), |term| term.value.from(meeting))
    }
}

/// What an archive is told of the council, where it is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Depositor {
    /// The postal address.
    pub address: Option<String>,
    /// The post that answers questions.
    pub contact: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// What the council itself calls the series of records.
    pub series: Option<String>,
}

impl fmt::Display for RecordClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.key().replace('-', " "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_comes_to_a_day() {
        let meeting = "2020-02-29".parse().expect("a date");
        let term = |keep, review| Term { keep, review, authority: Some("the Act".into()) };
        assert_eq!(
            term(Keep::Years(6), Some(5)).from(meeting),
            "until 2026-02-28 (6 years), review on 2025-02-28, under the Act"
        );
        assert_eq!(term(Keep::Permanently, None).from(meeting), "permanently, under the Act");
        assert_eq!(Retention::default().said(RecordClass::Minutes, meeting), "not set");
    }
}
