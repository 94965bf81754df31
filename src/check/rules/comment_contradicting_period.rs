//! A comment on a result that speaks of the quarter after it.

use crate::check::prose::period::{Sense, quarters};
use crate::check::texts::{Role, of_report};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::narrative::place_within;
use crate::model::period::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code {
        id: "TEXT002",
        name: "comment-contradicting-period",
        severity: Severity::Warning,
    },
    finds: "a comment on a result that tells of the quarter after the result's own",
    why: "the comment was written for another result than the one that it is printed beside",
    mend: "mend the quarter in the comment, or move the comment to the row of its quarter",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let texts = scope.reports().flat_map(|(_, report)| of_report(report));
    for text in texts {
        let (Role::UpdaterComment(indicator, period) | Role::ApproverComment(indicator, period)) =
            text.role
        else {
            continue;
        };
        let Some(quarter) = period.ending_as(Span::Quarter) else { continue };
        let mentions = quarters(text.written);
        if mentions.iter().any(|mention| mention.is_among(&[quarter])) {
            continue;
        }
        let later = |sense| sense == Sense::Reported;
        let found = mentions.iter().find(|m| later(m.sense) && m.follows(quarter));
        if let Some(mention) = found {
            findings.add(
                &place_within(text.written, mention.at),
                format!(
                    "the comment tells of `{}`, but it stands beside the result of `{}` for {}",
                    mention.text,
                    indicator.code.value,
                    quarter.words()
                ),
                "mend the quarter, or move the comment to the row that it was written for".into(),
            );
        }
    }
}
