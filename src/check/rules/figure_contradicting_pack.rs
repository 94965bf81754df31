//! The same thing counted differently in two places of a pack.

use std::collections::BTreeMap;

use crate::check::prose::{Word, number, sentences};
use crate::check::texts::{Role, Text, of_report};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::narrative::place_within;
use crate::model::report::Report;
use crate::place::Place;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "TEXT010", name: "figure-contradicting-pack", severity: Severity::Warning },
    finds: "two numbers of the same thing in the same words: `our 18 social media accounts`, `our 15 social media accounts`",
    why: "both go out on the same day under the same name, and a member asks which is right",
    mend: "mend the one that is wrong; where both are right, say what each of them counts",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let mut said: BTreeMap<String, (u32, Place)> = BTreeMap::new();
    let texts = scope.reports().flat_map(|(_, report)| {
        of_report(report).into_iter().filter(move |text| is_of_today(text, report))
    });
    for text in texts {
        for sentence in sentences(text.written) {
            for (word, number, things) in counted(&sentence) {
                let place = place_within(text.written, word.at);
                let (first, at) =
                    said.entry(things.to_lowercase()).or_insert((number, place.clone()));
                if *first != number {
                    findings.add(
                        &place,
                        format!("`{} {things}` here, but {first} elsewhere", word.text),
                        format!("{at} is the other; mend the one that is wrong"),
                    );
                }
            }
        }
    }
}

/// Returns whether a text speaks of the period that the report is about.
fn is_of_today(text: &Text<'_>, report: &Report) -> bool {
    match text.role {
        Role::UpdaterComment(indicator, period)
        | Role::ApproverComment(indicator, period)
        | Role::Action(indicator, period) => {
            let common = report.scorecard.as_ref().map(|scorecard| scorecard.period);
            common.is_some_and(|common| indicator.current(common) == period)
        }
        _ => true,
    }
}

/// Only what is the council's own has one number: `the 12 staff trained` may be
/// others in each paragraph.
const OWNERS: [&str; 3] = ["our", "its", "council's"];

/// Words that end or never belong to the name of a thing.
const NO_THINGS: [&str; 32] = [
    "of", "and", "or", "in", "on", "at", "to", "for", "from", "with", "by", "the", "a", "an",
    "was", "were", "is", "are", "have", "has", "had", "day", "days", "week", "weeks", "month",
    "months", "year", "years", "hours", "minutes", "new",
];

/// Returns the counts of a sentence: the word of the number, the number, and the
/// two or three words for what is counted.
fn counted<'a>(sentence: &[Word<'a>]) -> Vec<(Word<'a>, u32, String)> {
    let owned = sentence.windows(2).enumerate().filter(|(_, pair)| {
        pair[1].follows_on() && (pair[0].is_any(&OWNERS) || pair[0].is("council’s"))
    });
    let found = owned.filter_map(|(index, pair)| {
        let number = number::whole(pair[1].text)?;
        let things: Vec<&str> = sentence[index + 2..]
            .iter()
            .take(3)
            .take_while(|word| word.follows_on() && !word.is_any(&NO_THINGS))
            .map(|word| word.text)
            .collect();
        (things.len() >= 2).then(|| (pair[1], number, things.join(" ")))
    });
    found.collect()
}
