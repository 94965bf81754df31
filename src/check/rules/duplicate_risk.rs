//! One risk on two rows of a register.

use std::collections::BTreeMap;

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::risk::Risk;
use crate::spelling::fold;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK016", name: "duplicate-risk", severity: Severity::Warning },
    finds: "two rows of a register, of one service, with the same risk",
    why: "the risk is counted twice, and the two assessments soon differ",
    mend: "take one of them out, or say in the title what sets them apart",
    run,
};

/// Shorter titles name a kind of risk, such as `Financial`, not a risk.
const LETTERS: usize = 12;

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for register in scope.registers() {
        let mut seen: BTreeMap<(String, String), &Risk> = BTreeMap::new();
        for risk in &register.risks {
            let key = (fold(risk.service.as_deref().unwrap_or_default()), fold(&risk.title));
            let long = key.1.chars().count() >= LETTERS;
            if let Some(other) = seen.get(&key).filter(|_| long) {
                let named = other
                    .code
                    .as_ref()
                    .map_or_else(|| "another row".to_string(), |code| format!("`{}`", code.value));
                findings.add(
                    &risk.title.place,
                    format!("`{}` is the same risk as {named}", risk.label()),
                    format!("{} is the other; take one of them out", other.title.place),
                );
            }
            seen.entry(key).or_insert(risk);
        }
    }
}
