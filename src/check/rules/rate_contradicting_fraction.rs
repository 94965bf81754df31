//! A rate that is neither the quotient nor the percentage of its fraction.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI004", name: "rate-contradicting-fraction", severity: Severity::Warning },
    finds: "a result in a unit other than % that is not its numerator over its denominator",
    why: "a rate is published with the figures that it comes from, so that a reader can follow it",
    mend: "mend the result, the numerator or the denominator",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for indicator in scope.indicators().filter(|indicator| !indicator.unit.is_percent()) {
        for observation in indicator.results.values() {
            let (Some(stated), Some(fraction)) = (&observation.stated, &observation.fraction)
            else {
                continue;
            };
            let times = indicator.unit.times(&indicator.name);
            let Some(exact) = fraction.times(times) else { continue };
            // A result given to one decimal place is held to one.
            let places = stated.decimal_places(indicator.places);
            if stated.rounded(places) != exact.rounded(places) {
                let (n, d) = (fraction.numerator.value(), fraction.denominator.value());
                let sum = match times {
                    1.0 => format!("{n} / {d}"),
                    _ => format!("{n} / {d} × {times}"),
                };
                findings.add(
                    &stated.place,
                    format!("the result `{}` is not {sum} = {}", stated.value.value(), exact.rounded(places.max(2)).value()),
                    "mend the one that is wrong, or leave out the fraction if it means something else".into(),
                );
            }
        }
    }
}
