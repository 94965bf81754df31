//! A result far from all earlier ones.

use super::slipped_decimal_point::slip;
use crate::check::wording::figure;
use crate::check::{Findings, Reported, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::figure::Figure;
use crate::model::indicator::{Indicator, Observation};
use crate::model::spread::Spread;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI017", name: "jump-out-of-spread", severity: Severity::Warning },
    finds: "a result of the reported period that lies far outside all earlier ones: further from their median than six times their usual distance, and than a quarter of it; four earlier results are needed",
    why: "a figure from the wrong row or the wrong unit looks like any other figure; only its neighbours give it away",
    mend: "compare the result with its source; accept the finding in council.toml where the jump is real",
    run,
};

/// Fewer earlier results say nothing about the usual spread.
const EARLIER: usize = 4;
/// How many median distances are still usual: six lie about four standard
/// deviations out.
const DISTANCES: f64 = 6.0;
/// A change of less than this share of the median is never a jump, however
/// steady the series was.
const SHARE: f64 = 0.25;
/// Nor is one of fewer percentage points.
const POINTS: f64 = 10.0;
/// A share of fewer cases jumps by nature.
const CASES: f64 = 20.0;

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for reported in scope.reported() {
        let Reported { indicator, period, observation, .. } = reported;
        let Some(result) = observation.result() else { continue };
        let earlier = indicator.results_before(period);
        let few = |o: &Observation| {
            o.fraction.as_ref().is_some_and(|f| f.denominator.value().abs() < CASES)
        };
        let small = few(observation) || indicator.before(period).any(|(_, o)| few(o));
        if earlier.len() < EARLIER || small || slip(result, &earlier).is_some() {
            continue;
        }
        let Some(spread) = Spread::of(&earlier) else { continue };
        if !is_jump(indicator, result, &spread) {
            continue;
        }
        let shown =
            |value: f64| Figure::new(value).map(|f| figure(indicator, f)).unwrap_or_default();
        findings.add(
            observation.cell(),
            format!(
                "`{}` is {}, but the {} results before lie between {} and {}",
                indicator.code.value,
                figure(indicator, result),
                earlier.len(),
                shown(spread.least),
                shown(spread.most)
            ),
            "compare the figure with its source; accept the finding in council.toml where it is right".into(),
        );
    }
}

fn is_jump(indicator: &Indicator, result: Figure, spread: &Spread) -> bool {
    let median = spread.median.abs();
    let least = if indicator.unit.is_percent() {
        POINTS
    } else {
        // Counts scatter by their square root: three in place of none is no jump.
        4.0 * median.max(1.0).sqrt()
    };
    let usual = (DISTANCES * spread.deviation).max(SHARE * median).max(least);
    (result.value() - spread.median).abs() > usual && spread.beyond(result) > usual / 2.0
}
