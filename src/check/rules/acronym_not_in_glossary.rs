//! An acronym that the report does not explain.

use std::collections::BTreeSet;

use crate::check::prose::acronym::{acronyms, is_expanded, singular};
use crate::check::texts::of_report;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::narrative::place_within;
use crate::model::report::Report;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "TEXT008", name: "acronym-not-in-glossary", severity: Severity::Note },
    finds: "an acronym of a public report that is neither in its glossary nor written out beside it",
    why: "officers forget which abbreviations only they know; WCAG 2.2 (success criterion 3.1.4, level AAA) asks for a way to look each up",
    mend: "add it to the sheet `Glossary`, write it out where it is first used (`Freedom of Information (FOI)`), or list it under `known-acronyms` in council.toml where everybody knows it",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (item, report) in scope.reports() {
        if !item.part.is_public() {
            continue;
        }
        let mut texts = of_report(report);
        texts.retain(|text| text.is_public);
        let mut known = known(report, &scope.council.known_acronyms);
        // An expression that could not be filled is an error of its own.
        for text in texts.iter().filter(|text| !text.written.contains("{{")) {
            for (word, term) in acronyms(text.written) {
                if !known.insert(term.to_string()) {
                    continue;
                }
                if texts.iter().any(|text| is_expanded(term, text.written)) {
                    continue;
                }
                findings.add(
                    &place_within(text.written, word.at),
                    format!("`{term}` is not explained"),
                    format!("add `{term}` to the report's glossary, or write it out here"),
                );
            }
        }
    }
}

/// Returns what needs no explanation: the glossary's terms, the council's own, and
/// the codes of indicators and risks.
fn known(report: &Report, council: &[String]) -> BTreeSet<String> {
    let glossary = report.glossary.iter().map(|(term, _)| term.value.as_str());
    let indicators = report.scorecard.iter().flat_map(|scorecard| &scorecard.indicators);
    let risks = report.register.iter().flat_map(|register| &register.risks);
    let codes = indicators.map(|indicator| indicator.code.as_str());
    let risk_codes = risks.filter_map(|risk| risk.code.as_ref()).map(|code| code.as_str());
    let all = glossary.chain(council.iter().map(String::as_str)).chain(codes).chain(risk_codes);
    all.map(|term| singular(term.trim()).to_string()).collect()
}
