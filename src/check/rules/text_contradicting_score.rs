//! A score in words that is not the register's.

use crate::check::prose::{Word, score, sentences};
use crate::check::texts::{Role, Text, of_report};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::narrative::place_within;
use crate::model::report::Report;
use crate::model::risk::Risk;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK020", name: "text-contradicting-score", severity: Severity::Warning },
    finds: "a sentence in a risk's own row, or one that names its code, which gives it another score than the register",
    why: "the score was changed in one place only; it is then corrected aloud at the meeting",
    mend: "mend the sentence or the levels, or let the program write it: `{{ risk.CE_R01.residual }}`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, report) in scope.reports() {
        for text in of_report(report) {
            for sentence in sentences(text.written) {
                let Some((word, stated)) = score::stated(&sentence, text.written) else { continue };
                let Some(risk) = subject(&text, &sentence, report) else { continue };
                if scores(risk).any(|score| (score - f64::from(stated)).abs() < 0.5) {
                    continue;
                }
                findings.add(
                    &place_within(text.written, word.at),
                    format!(
                        "the text gives `{}` a score of {}, but the register has {}",
                        risk.label(),
                        word.text,
                        risk.residual.assessment.score
                    ),
                    format!(
                        "{} has the levels; mend the one that is wrong",
                        risk.residual.assessment.place
                    ),
                );
            }
        }
    }
}

/// Returns the risk that a sentence is about: that of its row, or the only one whose
/// code it has.
fn subject<'a>(text: &Text<'a>, sentence: &[Word<'_>], report: &'a Report) -> Option<&'a Risk> {
    if let Role::Risk(risk) = text.role {
        return Some(risk);
    }
    let risks = report.register.iter().flat_map(|register| &register.risks);
    let mut named = risks.filter(|risk| {
        risk.code.as_ref().is_some_and(|code| sentence.iter().any(|w| w.text == code.as_str()))
    });
    named.next().filter(|_| named.next().is_none())
}

/// Returns the scores that the register gives a risk with its controls.
fn scores(risk: &Risk) -> impl Iterator<Item = f64> {
    let stated = risk.residual.stated.as_ref().map(|stated| stated.value.value());
    stated.into_iter().chain([risk.residual.assessment.score.value()])
}
