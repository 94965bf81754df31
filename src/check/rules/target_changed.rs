//! A target that is not last period's, and nobody says so.

use crate::check::mention::find;
use crate::check::texts::of_observation;
use crate::check::wording::target;
use crate::check::{Findings, Reported, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::indicator::Indicator;
use crate::model::rag::Polarity;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI014", name: "target-changed", severity: Severity::Warning },
    finds: "a target that differs from that of the period before in the same financial year, or is gone, without a word about it; profiled and cumulative targets may differ",
    why: "a target that moves in mid-year changes the colour without the service having changed, and auditors ask who decided it",
    mend: "mend the target, or say in a comment why it changed; for a profile, write `profiled` as the `Target type`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for reported in scope.reported() {
        let Reported { indicator, period, observation, .. } = reported;
        let before = period.previous();
        let Some(earlier) = indicator.at(before).and_then(|o| o.target.as_ref()) else { continue };
        let now = observation.target.as_ref().map(|target| target.value);
        if now == Some(earlier.value) || !before.shares_year_with(period) || is_exempt(&reported) {
            continue;
        }
        let was = target(indicator, earlier.value);
        let (place, message) = match &observation.target {
            Some(now) => {
                let is = target(indicator, now.value);
                (
                    &now.place,
                    format!(
                        "the target of `{}` is {is}, but was {was} in {before}",
                        indicator.code.value
                    ),
                )
            }
            None => (
                observation.cell(),
                format!("`{}` has no target, but had {was} in {before}", indicator.code.value),
            ),
        };
        findings.add(
            place,
            message,
            format!(
                "{} holds the earlier one; mend the target, or say in a comment why it changed",
                earlier.place
            ),
        );
    }
}

/// Returns whether the target is meant to move, or somebody says that it did.
fn is_exempt(reported: &Reported<'_>) -> bool {
    let Reported { report, indicator, period, observation } = *reported;
    let about_target = |text: &str| text.to_lowercase().contains("target");
    let said =
        of_observation(indicator, period, observation).any(|text| about_target(text.written));
    let narrated = report.written.iter().any(|text| {
        let named = find(text, &indicator.code).is_some() || text.contains(&indicator.name.value);
        named && about_target(text)
    });
    let idle = indicator.rule.polarity == Polarity::InformationOnly;
    idle || is_profiled(indicator) || said || narrated
}

fn is_profiled(indicator: &Indicator) -> bool {
    let texts = [Some(&indicator.name.value), indicator.target_type.as_ref()];
    let mut lower = texts.into_iter().flatten().map(|text| text.to_lowercase());
    lower.any(|text| ["profile", "cumulative", "year to date"].iter().any(|w| text.contains(w)))
}
