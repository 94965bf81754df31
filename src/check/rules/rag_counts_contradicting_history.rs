//! Stated counts of red, amber and green that the history does not bear out.

use crate::check::{Findings, Reported, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::indicator::Indicator;
use crate::model::period::Period;
use crate::model::rag::RagCounts;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code {
        id: "KPI024",
        name: "rag-counts-contradicting-history",
        severity: Severity::Warning,
    },
    finds: "stated counts of red, amber and green over four periods that differ from the ratings of those periods, or leave no room for the ones that are known",
    why: "ratings recoloured by today's thresholds, or counts of another quarter, show a past that never was",
    mend: "mend the counts, or leave them empty where the history has four periods: they are counted",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for Reported { indicator, period, observation, .. } in scope.reported() {
        let Some(stated) = &observation.stated_counts else { continue };
        let counted = counts(indicator, period);
        let room = counted.red <= stated.red
            && counted.amber <= stated.amber
            && counted.green <= stated.green;
        if room {
            continue;
        }
        findings.add(
            &stated.place,
            format!(
                "the counts of `{}` are stated as {}, but the last four periods have {}",
                indicator.code.value,
                words(stated.value),
                words(counted)
            ),
            "mend the counts, or the results and targets that the ratings come from".into(),
        );
    }
}

/// Returns the ratings that the last four periods are known to have.
fn counts(indicator: &Indicator, now: Period) -> RagCounts {
    let periods = std::iter::successors(Some(now), |period| Some(period.previous())).take(4);
    RagCounts::of(periods.filter_map(|period| indicator.at(period)?.status.rag()))
}

fn words(counts: RagCounts) -> String {
    format!("{} red, {} amber, {} green", counts.red, counts.amber, counts.green)
}
