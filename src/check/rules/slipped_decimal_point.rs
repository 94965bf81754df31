//! A result that is ten, a hundred or a thousand times what it was.

use crate::check::wording::figure;
use crate::check::{Findings, Reported, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::figure::Figure;
use crate::model::spread::Spread;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI018", name: "slipped-decimal-point", severity: Severity::Warning },
    finds: "a result of the reported period that would lie among the earlier ones if its decimal point stood one to three places elsewhere",
    why: "245 for 24.5 is the commonest slip of a hand that types figures, and changes the colour",
    mend: "compare the result with its source and mend the figure",
    run,
};

/// Fewer earlier results are no series.
const EARLIER: usize = 3;
/// Earlier results that differ by more than this are no steady series.
const STEADY: f64 = 2.0;
/// How far beyond the earlier results the mended figure may lie.
const MARGIN: f64 = 0.2;
/// Smaller whole numbers come to ten times as many by chance.
const SMALL: f64 = 5.0;

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for reported in scope.reported() {
        let Reported { indicator, period, observation, .. } = reported;
        let Some(result) = observation.result() else { continue };
        let earlier = indicator.results_before(period);
        let Some(mended) = slip(result, &earlier) else { continue };
        let before = earlier.last().map(|last| figure(indicator, *last)).unwrap_or_default();
        findings.add(
            observation.cell(),
            format!(
                "`{}` is {}, and was {before} before: a decimal point may have slipped",
                indicator.code.value,
                figure(indicator, result)
            ),
            format!(
                "compare with the source; {} would be among the earlier results",
                figure(indicator, mended)
            ),
        );
    }
}

/// Returns what a result would be if its decimal point had slipped, or nothing
/// where it stands among the earlier results or moving the point brings it
/// nowhere near them.
pub(super) fn slip(result: Figure, earlier: &[Figure]) -> Option<Figure> {
    let spread = Spread::of(earlier).filter(|_| earlier.len() >= EARLIER)?;
    let whole = earlier.iter().chain([&result]).all(|figure| figure.value().fract() == 0.0);
    let steady = spread.least > 0.0 && spread.most <= STEADY * spread.least;
    if !steady || result.value() <= 0.0 || (whole && spread.median < SMALL) {
        return None;
    }
    let near = |value: f64| {
        value >= spread.least * (1.0 - MARGIN) && value <= spread.most * (1.0 + MARGIN)
    };
    let moved =
        [10.0, 100.0, 1000.0].into_iter().flat_map(|by| [result.value() / by, result.value() * by]);
    moved.filter(|_| !near(result.value())).find(|value| near(*value)).and_then(Figure::new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn figures(values: &[f64]) -> Vec<Figure> {
        values.iter().filter_map(|value| Figure::new(*value)).collect()
    }

    fn slipped(result: f64, earlier: &[f64]) -> Option<f64> {
        slip(Figure::new(result)?, &figures(earlier)).map(Figure::value)
    }

    #[test]
    fn a_point_that_slipped_is_put_back() {
        let earlier = [24.1, 25.0, 23.8, 24.6];
        assert_eq!(slipped(245.0, &earlier), Some(24.5));
        assert_eq!(slipped(2.45, &earlier), Some(24.5));
        assert_eq!(slipped(0.245, &earlier), Some(24.5));
        assert_eq!(slipped(31.0, &earlier), None);
        assert_eq!(slipped(120.0, &earlier), None);
        assert_eq!(slipped(20.0, &[1.0, 2.0, 2.0]), None);
        assert_eq!(slipped(245.0, &earlier[..2]), None);
    }

    proptest! {
        #[test]
        fn what_stands_among_its_neighbours_has_not_slipped(
            earlier in prop::collection::vec(50.0..99.0f64, 3..8),
            result in 50.0..99.0f64,
        ) {
            prop_assert_eq!(slipped(result, &earlier), None);
        }
    }
}
