//! What a rule is, what it looks at and how it reports.

use crate::diag::{Code, Diagnostic, Problem, Secret};
use crate::model::council::Council;
use crate::model::indicator::{Indicator, Observation, Scorecard};
use crate::model::meeting::{AgendaItem, ItemKind, Meeting};
use crate::model::period::Period;
use crate::model::report::Report;
use crate::model::risk::{Register, Risk};
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

    /// Returns the items whose report needs a cover: minutes say in their title what
    /// they are.
    pub fn covers(&self) -> impl Iterator<Item = (&'a AgendaItem, &'a Report)> {
        self.reports()
            .filter(|(item, report)| item.kind != ItemKind::Minutes && !report.is_made_elsewhere())
    }

    /// Returns the indicators of every report that has some.
    pub fn scorecards(&self) -> impl Iterator<Item = (&'a Report, &'a Scorecard)> {
        self.reports().filter_map(|(_, report)| Some((report, report.scorecard.as_ref()?)))
    }

    /// Returns every indicator of every report.
    pub fn indicators(&self) -> impl Iterator<Item = &'a Indicator> {
        self.scorecards().flat_map(|(_, scorecard)| &scorecard.indicators)
    }

    /// Returns every indicator with what was recorded in the period that it
    /// reports on; one without a row for it is left out.
    pub fn reported(&self) -> impl Iterator<Item = Reported<'a>> {
        self.scorecards().flat_map(|(report, scorecard)| Reported::of(report, scorecard))
    }

    /// Returns every risk register.
    pub fn registers(&self) -> impl Iterator<Item = &'a Register> {
        self.reports().filter_map(|(_, report)| report.register.as_ref())
    }

    /// Returns every risk of every report.
    pub fn risks(&self) -> impl Iterator<Item = &'a Risk> {
        self.registers().flat_map(|register| &register.risks)
    }
}

/// An indicator in the period that its report is about.
#[derive(Clone, Copy, Debug)]
pub struct Reported<'a> {
    /// The report.
    pub report: &'a Report,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The period that it reports on.
    pub period: Period,
    /// What was recorded in it.
    pub observation: &'a Observation,
}

impl<'a> Reported<'a> {
    /// Returns the indicators of a report that have a row for the period that
    /// they report on.
    pub fn of(report: &'a Report, scorecard: &'a Scorecard) -> impl Iterator<Item = Self> {
        scorecard.indicators.iter().filter_map(move |indicator| {
            let period = indicator.current(scorecard.period);
            let observation = indicator.at(period)?;
            Some(Self { report, indicator, period, observation })
        })
    }
}

/// Something that a row lacks, or all rows of a file.
#[derive(Clone, Debug)]
pub struct Lack {
    /// The cell that makes it wanted, or the file.
    pub place: Place,
    /// What is lacking.
    pub message: String,
    /// How to mend it.
    pub hint: String,
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

    /// Adds a finding for each row that lacks something. `whole` says that no row
    /// of the file has it, and then stands in the place of several: a column that
    /// is not there is one slip, not one a row.
    pub fn add_lacking(&mut self, rows: Vec<Lack>, whole: Option<Lack>) {
        let list = match whole {
            Some(whole) if rows.len() > 1 => vec![whole],
            _ => rows,
        };
        for Lack { place, message, hint } in list {
            self.add(&place, message, hint);
        }
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
