//! The council's own wishes: rules graver or milder, and accepted findings.

use crate::diag::{Code, Diagnostic, Diagnostics, Problem, Severity};
use crate::model::policy::{Acceptance, Policy, RuleLevel};
use crate::spelling::{fold, nearest};

use super::{RULES, Rule, Scope};

/// A rule that the settings name does not exist.
pub static UNKNOWN_RULE: Code =
    Code { id: "CHECK001", name: "unknown-rule", severity: Severity::Error };
/// An acceptance of this meeting that nothing was found for.
pub static IDLE_ACCEPTANCE: Code =
    Code { id: "CHECK002", name: "idle-acceptance", severity: Severity::Warning };

/// A rule that the settings name twice, by its id and by its name.
pub static RULE_TWICE: Code =
    Code { id: "CHECK003", name: "rule-set-twice", severity: Severity::Error };

/// Every code of this stage but the rules' own, with what it says.
pub static CODES: &[(&Code, &str)] = &[
    (&UNKNOWN_RULE, "A rule that council.toml names does not exist."),
    (&IDLE_ACCEPTANCE, "An accepted finding of this meeting that no rule finds."),
    (&RULE_TWICE, "`[checks]` has a rule twice, by its id and by its name."),
];

/// A finding that the council accepts.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Why it is accepted.
    pub reason: String,
}

/// Returns how grave a rule is here, or nothing where it is not applied.
pub(super) fn severity(rule: &Rule, scope: &Scope<'_>) -> Option<Severity> {
    let levels = &scope.council.policy.levels;
    let level = levels.iter().rev().find(|(name, _)| is_named(rule, name));
    match level.map(|(_, level)| level) {
        None => Some(rule.code.severity),
        Some(RuleLevel::Error) => Some(Severity::Error),
        Some(RuleLevel::Warning) => Some(Severity::Warning),
        Some(RuleLevel::Note) => Some(Severity::Note),
        Some(RuleLevel::Off) => None,
    }
}

/// Says which rules that the settings name do not exist, and which are named twice.
pub fn check(policy: &Policy, diagnostics: &mut Diagnostics) {
    let mut seen = Vec::new();
    for (name, _) in &policy.levels {
        match rule(name) {
            None => diagnostics.push(unknown(name).at(&name.place)),
            Some(rule) if seen.contains(&rule.code) => {
                let Code { id, name: known, .. } = rule.code;
                let message = format!("`{}` is set already: {id} and {known} are one", name.value);
                let problem = Problem::new(&RULE_TWICE, message).hint("keep one of the two");
                diagnostics.push(problem.at(&name.place));
            }
            Some(rule) => seen.push(rule.code),
        }
    }
    for acceptance in policy.accepted.iter().filter(|accepted| rule(&accepted.rule).is_none()) {
        diagnostics.push(unknown(&acceptance.rule).at(&acceptance.place));
    }
}

/// Takes the accepted findings out of the list; an acceptance that fits nothing is said.
pub(super) fn apply(scope: &Scope<'_>, found: Vec<Diagnostic>) -> (Diagnostics, Vec<Accepted>) {
    let policy = &scope.council.policy;
    let mut used = vec![false; policy.accepted.len()];
    let (mut diagnostics, mut accepted) = (Diagnostics::default(), Vec::new());
    for diagnostic in found {
        let fitting = policy.accepted.iter().position(|a| fits(a, &diagnostic, scope));
        match fitting {
            Some(index) => {
                used[index] = true;
                let reason = policy.accepted[index].reason.clone();
                accepted.push(Accepted { diagnostic, reason });
            }
            None => diagnostics.push(diagnostic),
        }
    }
    for (acceptance, used) in policy.accepted.iter().zip(used) {
        if rule(&acceptance.rule).is_some() && !used && is_of(acceptance, scope) {
            let problem = Problem::new(
                &IDLE_ACCEPTANCE,
                format!("`{}` finds nothing at `{}`", acceptance.rule, acceptance.at),
            )
            .hint("delete the acceptance, or write the place as the finding shows it");
            diagnostics.push(problem.at(&acceptance.place));
        }
    }
    (diagnostics, accepted)
}

fn fits(acceptance: &Acceptance, diagnostic: &Diagnostic, scope: &Scope<'_>) -> bool {
    let place = |text: &str| text.replace('›', ">").split_whitespace().collect::<String>();
    is_of(acceptance, scope)
        && names(diagnostic.code, &acceptance.rule)
        && place(&acceptance.at) == place(&diagnostic.place.to_string())
}

/// Returns whether an acceptance is of a finding of this meeting.
fn is_of(acceptance: &Acceptance, scope: &Scope<'_>) -> bool {
    let committee = fold(&scope.meeting.committee.value);
    acceptance.meeting == scope.meeting.date.value
        && acceptance.committee.as_ref().is_none_or(|own| fold(own) == committee)
}

fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| is_named(rule, name))
}

fn is_named(rule: &Rule, name: &str) -> bool {
    names(rule.code, name)
}

fn names(code: &Code, name: &str) -> bool {
    [code.id, code.name].iter().any(|known| fold(known) == fold(name))
}

fn unknown(name: &str) -> Problem {
    let problem = Problem::new(&UNKNOWN_RULE, format!("there is no rule `{name}`"));
    let known = RULES.iter().flat_map(|rule| [rule.code.name, rule.code.id]);
    match nearest(&fold(name), known.map(str::to_string)) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint("see docs/rules.md for the rules"),
    }
}
