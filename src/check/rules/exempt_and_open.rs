//! An indicator or a risk that one report withholds and another publishes.

use std::collections::BTreeSet;

use crate::check::twins::{indicators, risks};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::place::{Place, Placed};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "LAW012", name: "exempt-and-open", severity: Severity::Error },
    finds: "an indicator or a risk, by its code and name, that is not for publication in one report and open in another",
    why: "what is exempt in one report is published by the other: the public reads it there under the same code and name, and no search of the finished files can tell that it was meant to be withheld",
    mend: "make it exempt in both reports, or open in both",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let withheld = withheld(scope);
    let mut compare = |what: &str, one: &Placed<String>, other: &Placed<String>| {
        let (open, exempt) = match [one, other].map(|code| withheld.contains(&code.place)) {
            [true, false] => (other, one),
            [false, true] => (one, other),
            _ => return,
        };
        findings.add(
            &open.place,
            format!("the {what} `{}` is open here and not for publication elsewhere", open.value),
            format!("{} is exempt; make this one exempt as well, or that one open", exempt.place),
        );
    };
    for twins in indicators(scope) {
        compare("indicator", &twins.first.code, &twins.second.code);
    }
    for twins in risks(scope) {
        if let (Some(one), Some(other)) = (&twins.first.code, &twins.second.code) {
            compare("risk", one, other);
        }
    }
}

/// Returns the cells of the codes that are not for publication: by themselves, with
/// their table, or with their item.
fn withheld<'a>(scope: &Scope<'a>) -> BTreeSet<&'a Place> {
    let mut places = BTreeSet::new();
    for (item, report) in scope.reports() {
        let is_open = item.part.is_public();
        if let Some(scorecard) = &report.scorecard {
            let is_open = is_open && scorecard.part.is_public();
            let exempt = scorecard.indicators.iter().filter(|i| !(is_open && i.part.is_public()));
            places.extend(exempt.map(|indicator| &indicator.code.place));
        }
        if let Some(register) = &report.register {
            let is_open = is_open && register.part.is_public();
            let exempt = register.risks.iter().filter(|risk| !(is_open && risk.part.is_public()));
            places.extend(exempt.filter_map(|risk| Some(&risk.code.as_ref()?.place)));
        }
    }
    places
}
