//! A red result that its approver says nothing about.

use crate::check::remark::is_said;
use crate::check::{Findings, Reported, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::indicator::Scorecard;
use crate::model::rag::{Rag, Status};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI011", name: "missing-approver-comment", severity: Severity::Note },
    finds: "a red result of the reported period without the approver's comment, where approvers comment on other results of the workbook",
    why: "a red result that its approver passed without a word looks as if nobody had read it",
    mend: "ask the approver for a sentence in `Approver comments`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (report, scorecard) in scope.scorecards().filter(|(_, scorecard)| is_approved(scorecard)) {
        for reported in Reported::of(report, scorecard) {
            let observation = reported.observation;
            if observation.status != Status::Rated(Rag::Red)
                || is_said(observation.approver_comments.as_ref())
            {
                continue;
            }
            findings.add(
                observation.cell(),
                format!(
                    "`{}` is red, and its approver says nothing",
                    reported.indicator.code.value
                ),
                "ask the approver for a sentence under `Approver comments`".into(),
            );
        }
    }
}

/// Returns whether approvers comment in this workbook at all.
fn is_approved(scorecard: &Scorecard) -> bool {
    let observations = scorecard.indicators.iter().flat_map(|i| i.results.values());
    observations.map(|o| &o.approver_comments).any(|comment| is_said(comment.as_ref()))
}
