//! A percentage that its own numerator and denominator contradict.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI003", name: "result-contradicting-fraction", severity: Severity::Error },
    finds: "a percentage that is not its numerator over its denominator",
    why: "a member with a calculator finds it in the meeting, and then trusts no figure of the report",
    mend: "mend the result, the numerator or the denominator; leave the result empty and it is worked out",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for indicator in scope.indicators().filter(|indicator| indicator.unit.is_percent()) {
        for observation in indicator.results.values() {
            let (Some(stated), Some(fraction)) = (&observation.stated, &observation.fraction)
            else {
                continue;
            };
            let Some(exact) = fraction.percentage() else { continue };
            // A result given to one decimal place is held to one.
            let places = stated.decimal_places(indicator.places);
            let close = (stated.value.value() - exact.value()).abs()
                <= 0.5 / 10f64.powi(places.into()) + 1e-9;
            if !close {
                let (n, d) = (fraction.numerator.value(), fraction.denominator.value());
                findings.add(
                    &stated.place,
                    format!(
                        "the result `{}%` is not {n} / {d} = {}%",
                        stated.value.value(),
                        exact.rounded(2).value()
                    ),
                    if fraction.place == stated.place {
                        "mend the one that is wrong".into()
                    } else {
                        format!(
                            "the fraction begins in {}; mend the one that is wrong",
                            fraction.place
                        )
                    },
                );
            }
        }
    }
}
