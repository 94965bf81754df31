//! A term of the glossary that the report does not use.

use crate::check::prose::acronym::singular;
use crate::check::texts::of_report;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::report::Report;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "TEXT009", name: "idle-glossary-term", severity: Severity::Note },
    finds: "a term of the glossary that stands nowhere in the report",
    why: "a glossary copied from the last report grows, and readers look for what is not there",
    mend: "delete the row, or mend the spelling so that it is the text's",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, report) in scope.reports() {
        for (term, _) in report.glossary.iter().filter(|(term, _)| !is_used(term, report)) {
            findings.add(
                &term.place,
                format!("the report does not use `{}`", term.value),
                "delete the row, or mend the spelling so that it is the text's".into(),
            );
        }
    }
}

/// Returns whether a term stands in the report as a word of its own; the names of
/// indicators, and the reports' own headings of posts and services, count.
fn is_used(term: &str, report: &Report) -> bool {
    let indicators = report.scorecard.iter().flat_map(|scorecard| &scorecard.indicators);
    let risks = report.register.iter().flat_map(|register| &register.risks);
    let of_indicators = indicators.flat_map(|indicator| {
        let more = [&indicator.theme, &indicator.owner, &indicator.definition, &indicator.source];
        let placed = [Some(&indicator.name.value), indicator.priority.as_ref().map(|p| &p.value)];
        placed.into_iter().chain(more.map(Option::as_ref)).flatten()
    });
    let of_risks = risks.flat_map(|risk| {
        [
            risk.service.as_ref(),
            risk.category.as_ref(),
            risk.owner.as_ref().map(|owner| &owner.value),
        ]
        .into_iter()
        .flatten()
    });
    let term = singular(term.trim());
    let mut texts = of_report(report).into_iter().map(|text| &text.written.value);
    texts.any(|text| holds(text, term)) || of_indicators.chain(of_risks).any(|t| holds(t, term))
}

/// Returns whether a text has a term, or its plural, between other than letters.
fn holds(text: &str, term: &str) -> bool {
    text.match_indices(term).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + term.len()..].trim_start_matches('s').chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}
