//! Rules over the model: what a careful reader would find before publication.
//!
//! A rule is a file under [`rules`]; [`RULES`] lists them once for the check
//! and for the documentation. Rules read the model only; what cannot be read at
//! all is said by the reader.

pub mod rules;

use crate::diag::{Code, Diagnostic, Diagnostics, Problem};
use crate::model::council::Council;
use crate::model::indicator::Indicator;
use crate::model::meeting::{AgendaItem, Meeting};
use crate::model::report::Report;
use crate::model::risk::Risk;
use crate::place::Place;

/// A rule: what it finds, why that matters and how it is mended.
#[derive(Debug)]
pub struct Rule {
    /// Its id, name and severity.
    pub code: &'static Code,
    /// What it finds, in one sentence.
    pub finds: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// How to mend it.
    pub mend: &'static str,
    /// The rule itself.
    pub run: fn(&Scope<'_>, &mut Findings),
}

/// Every rule, in the order of its documentation.
pub const RULES: &[&Rule] = &[
    &rules::result_contradicting_fraction::RULE,
    &rules::rate_contradicting_fraction::RULE,
    &rules::fraction_over_zero::RULE,
    &rules::result_without_activity::RULE,
    &rules::rag_contradicting_result::RULE,
    &rules::amber_limit_beyond_target::RULE,
    &rules::score_contradicting_levels::RULE,
    &rules::band_contradicting_score::RULE,
    &rules::empty_cover_heading::RULE,
    &rules::other_committee::RULE,
    &rules::other_date::RULE,
    &rules::unknown_priority::RULE,
];

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The council's settings.
    pub council: &'a Council,
    /// The meeting with its reports.
    pub meeting: &'a Meeting,
}

impl<'a> Scope<'a> {
    /// Returns the items that have a report here.
    pub fn reports(&self) -> impl Iterator<Item = (&'a AgendaItem, &'a Report)> {
        self.meeting.agenda.iter().filter_map(|item| Some((item, item.report.as_deref()?)))
    }

    /// Returns every indicator of every report.
    pub fn indicators(&self) -> impl Iterator<Item = &'a Indicator> {
        self.reports()
            .filter_map(|(_, report)| report.scorecard.as_ref())
            .flat_map(|s| &s.indicators)
    }

    /// Returns every risk of every report.
    pub fn risks(&self) -> impl Iterator<Item = &'a Risk> {
        self.reports().filter_map(|(_, report)| report.register.as_ref()).flat_map(|r| &r.risks)
    }
}

/// What a rule found.
#[derive(Debug)]
pub struct Findings {
    code: &'static Code,
    list: Vec<Diagnostic>,
}

impl Findings {
    /// Adds a finding at a place, with how to mend it there.
    pub fn add(&mut self, place: &Place, message: String, hint: String) {
        self.list.push(Problem::new(self.code, message).hint(hint).at(place));
    }
}

/// Runs every rule.
pub fn check(scope: &Scope<'_>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for rule in RULES {
        let mut findings = Findings { code: rule.code, list: Vec::new() };
        (rule.run)(scope, &mut findings);
        findings.list.into_iter().for_each(|finding| diagnostics.push(finding));
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use std::collections::BTreeSet;

    #[test]
    fn rules_have_ids_and_names_of_their_own() {
        let ids: BTreeSet<_> = RULES.iter().map(|rule| rule.code.id).collect();
        let names: BTreeSet<_> = RULES.iter().map(|rule| rule.code.name).collect();
        assert_eq!((ids.len(), names.len()), (RULES.len(), RULES.len()));
    }
}
