//! Indicators and risks that two reports of one pack both have.

use std::collections::BTreeMap;

use super::Scope;
use crate::model::indicator::Indicator;
use crate::model::risk::Risk;
use crate::spelling::{fold, nearest};

/// The same thing in an earlier report of the pack and in a later one.
#[derive(Clone, Copy, Debug)]
pub struct Twins<'a, T> {
    /// As the first report that has it gives it.
    pub first: &'a T,
    /// As a later report gives it.
    pub second: &'a T,
}

/// Returns the indicators that a later report has in common with an earlier one:
/// the code and, but for a slip of the pen, the name. Two services that both
/// count their indicators from `1` have none in common.
pub fn indicators<'a>(scope: &Scope<'a>) -> Vec<Twins<'a, Indicator>> {
    let reports = scope.scorecards().map(|(_, scorecard)| scorecard.indicators.iter());
    let alike =
        |a: &Indicator, b: &Indicator| nearest(&fold(&a.name), [b.name.value.clone()]).is_some();
    twins(reports, |indicator| Some(fold(&indicator.code)), alike)
}

/// Returns the risks that a later report has in common with an earlier one: the
/// code, the title and the period.
pub fn risks<'a>(scope: &Scope<'a>) -> Vec<Twins<'a, Risk>> {
    let reports = scope.registers().map(|register| register.risks.iter());
    let alike = |a: &Risk, b: &Risk| fold(&a.title) == fold(&b.title) && a.period == b.period;
    twins(reports, |risk| risk.code.as_ref().map(|code| fold(code)), alike)
}

fn twins<'a, T>(
    reports: impl Iterator<Item = impl Iterator<Item = &'a T>>,
    key: impl Fn(&T) -> Option<String>,
    alike: impl Fn(&T, &T) -> bool,
) -> Vec<Twins<'a, T>> {
    let mut found = Vec::new();
    let mut known: BTreeMap<String, Vec<(usize, &T)>> = BTreeMap::new();
    for (report, things) in reports.enumerate() {
        for second in things {
            let Some(key) = key(second) else { continue };
            let same = known.entry(key).or_default();
            let first = same.iter().find(|(other, first)| *other < report && alike(first, second));
            found.extend(first.map(|&(_, first)| Twins { first, second }));
            same.push((report, second));
        }
    }
    found
}
