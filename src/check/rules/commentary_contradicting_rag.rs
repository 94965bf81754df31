//! A text that calls an indicator something else than it is.

use crate::check::claims::{Claim, Standing, Subject, claim, sentences};
use crate::check::mention::find;
use crate::check::texts::{Role, Text, of_report};
use crate::check::wording::{figure, target};
use crate::check::{Findings, Reported, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::indicator::Scorecard;
use crate::model::narrative::place_within;
use crate::model::rag::{Rag, Status};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "KPI012", name: "commentary-contradicting-rag", severity: Severity::Warning },
    finds: "a comment on a result, or a sentence that names an indicator's code, which calls it green, amber or red, or says that it met or missed its target, against its rating",
    why: "commentary written for last quarter's figures stays behind when the figures change; readers believe the words",
    mend: "mend the sentence, or the result and the target where they are what is wrong",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (report, scorecard) in scope.scorecards() {
        let reported: Vec<Reported<'_>> = Reported::of(report, scorecard).collect();
        let codes: Vec<&str> = scorecard.indicators.iter().map(|i| i.code.value.as_str()).collect();
        for text in of_report(report).into_iter().filter(|text| is_current(text, scorecard)) {
            for (offset, sentence) in sentences(&text.written.value) {
                let Some((about, standing)) = subject(&text, sentence, &codes, &reported) else {
                    continue;
                };
                examine(&text, offset, sentence, standing, about, findings);
            }
        }
    }
}

/// Returns whether a text is not about an earlier period's result.
fn is_current(text: &Text<'_>, scorecard: &Scorecard) -> bool {
    match text.role {
        Role::UpdaterComment(own, period)
        | Role::ApproverComment(own, period)
        | Role::Action(own, period) => own.current(scorecard.period) == period,
        _ => true,
    }
}

/// Returns whom a sentence is certain to be about: the one indicator that it
/// names, or the one in whose row it stands.
fn subject<'r, 'a>(
    text: &Text<'_>,
    sentence: &str,
    codes: &[&str],
    reported: &'r [Reported<'a>],
) -> Option<(&'r Reported<'a>, Standing)> {
    let mut named = codes.iter().filter(|code| find(sentence, code).is_some());
    let (first, second) = (named.next(), named.next());
    let by_code = |code: &str| reported.iter().find(|r| r.indicator.code.value == code);
    match (text.role, first, second) {
        (
            Role::UpdaterComment(own, _) | Role::ApproverComment(own, _) | Role::Action(own, _),
            named,
            None,
        ) => {
            let own_row = named.is_none_or(|code| *code == own.code.value);
            let about = by_code(&own.code).filter(|_| own_row)?;
            Some((about, Standing::OwnRow))
        }
        (_, Some(code), None) => Some((by_code(code)?, Standing::RunningText)),
        _ => None,
    }
}

fn examine(
    text: &Text<'_>,
    offset: usize,
    sentence: &str,
    standing: Standing,
    about: &Reported<'_>,
    findings: &mut Findings,
) {
    let Reported { indicator, observation, .. } = *about;
    let Status::Rated(rag) = observation.status else { return };
    let polarity = indicator.rule.polarity;
    let subject = Subject { code: &indicator.code, name: &indicator.name, polarity, standing };
    let Some((at, claim)) = claim(sentence, &subject) else { return };
    let says = match claim {
        Claim::Rated(claimed) if claimed != rag => format!("calls `{}` {claimed}", subject.code),
        Claim::Met if rag != Rag::Green => format!("says that `{}` met its target", subject.code),
        Claim::Missed if rag == Rag::Green => {
            format!("says that `{}` missed its target", subject.code)
        }
        _ => return,
    };
    let result = observation.result().map(|result| figure(indicator, result)).unwrap_or_default();
    let goal = observation.target.as_ref();
    let goal = goal.map(|goal| target(indicator, goal.value)).unwrap_or_default();
    findings.add(
        &place_within(text.written, offset + at),
        format!("the text {says}, but it is {rag}: {result} against a target of {goal}"),
        "mend the sentence, or the result or target where they are what is wrong".into(),
    );
}
