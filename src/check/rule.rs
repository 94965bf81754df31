//! What a rule is, what it looks at and how it reports.

use crate::diag::{Code, Diagnostic, Problem, Secret};
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
    /// Returns an empty list for a rule.
    pub(super) fn of(rule: &Rule) -> Self {
        Self { code: rule.code, list: Vec::new() }
    }

    /// Adds a finding at a place, with how to mend it there.
    pub fn add(&mut self, place: &Place, message: String, hint: String) {
        self.list.push(Problem::new(self.code, message).hint(hint).at(place));
    }

    /// Adds a finding about something that it must not carry around.
    pub fn add_secret(
        &mut self,
        place: &Place,
        message: String,
        hint: String,
        spellings: Vec<Secret>,
    ) {
        let problem = Problem::new(self.code, message).hint(hint).secret(spellings);
        self.list.push(problem.at(place));
    }

    /// Returns the findings in the order in which they were made.
    pub(super) fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }
}
