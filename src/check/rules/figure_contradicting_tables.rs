//! A percentage in the text that is none of its indicator's figures.

use crate::check::prose::{Word, sentences};
use crate::check::texts::{Role, of_report};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::indicator::{Indicator, Scorecard};
use crate::model::narrative::place_within;
use crate::model::rag::Target;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "TEXT004", name: "figure-contradicting-tables", severity: Severity::Warning },
    finds: "a sentence that names an indicator by its code or full name and gives a percentage that is none of its results, targets or changes",
    why: "the sentence and the table are read side by side; figures of last quarter stay behind in the text",
    mend: "mend the figure, or let the program write it: `{{ kpi.CSU11.result }}`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, report) in scope.reports() {
        let Some(scorecard) = &report.scorecard else { continue };
        for text in of_report(report) {
            let (Role::Cover(_) | Role::Narrative) = text.role else { continue };
            if !text.written.contains('%') {
                continue;
            }
            for sentence in sentences(text.written) {
                let Some((indicator, after)) = named(&sentence, text.written, scorecard) else {
                    continue;
                };
                let Some((word, figure)) = stated(&sentence[after..], text.written) else {
                    continue;
                };
                if !is_known(indicator, word.text, figure) {
                    let code = &indicator.code.value;
                    findings.add(
                        &place_within(text.written, word.at),
                        format!("`{}%` is no result, target or change of `{code}`", word.text),
                        format!("{} has its figures; mend the one that is wrong, or write `{{{{ kpi.{code}.result }}}}`", scorecard.place),
                    );
                }
            }
        }
    }
}

/// Returns the one percentage indicator that a sentence names, and the index of the
/// word after its name.
fn named<'a>(
    sentence: &[Word<'_>],
    text: &str,
    scorecard: &'a Scorecard,
) -> Option<(&'a Indicator, usize)> {
    let mut found = scorecard.indicators.iter().filter_map(|indicator| {
        let code = sentence.iter().position(|word| word.text == indicator.code.value);
        let after = code.map(|at| at + 1).or_else(|| name_end(sentence, text, &indicator.name))?;
        Some((indicator, after))
    });
    let first = found.next()?;
    (found.next().is_none() && first.0.unit.is_percent()).then_some(first)
}

/// Returns the index of the word after an indicator's full name.
fn name_end(sentence: &[Word<'_>], text: &str, name: &str) -> Option<usize> {
    const SHORTEST: usize = 12;
    let (start, end) = (sentence.first()?.at, sentence.last()?.end());
    let (said, name) = (text[start..end].to_ascii_lowercase(), name.to_ascii_lowercase());
    let at = said.find(&name).filter(|_| name.len() >= SHORTEST)?;
    let stop = start + at + name.len();
    Some(sentence.iter().position(|word| word.at >= stop).unwrap_or(sentence.len()))
}

/// Words after which a figure is another's: `while the county's average was 97%`.
const OTHERS: [&str; 15] = [
    "although",
    "average",
    "benchmark",
    "best",
    "but",
    "compared",
    "county",
    "forecast",
    "national",
    "nationally",
    "other",
    "others",
    "regional",
    "whereas",
    "while",
];

/// Returns the percentage that the words state of what they follow: the first, and
/// only after `was`, `at`, `reached`, or a bracket.
fn stated<'a>(words: &[Word<'a>], text: &str) -> Option<(Word<'a>, f64)> {
    let (index, word) =
        words.iter().enumerate().find(|(_, word)| text[word.end()..].starts_with('%'))?;
    if words[..index].iter().any(|word| word.is_any(&OTHERS)) {
        return None;
    }
    let before = index.checked_sub(1).map(|at| &words[at]);
    let stating = ["is", "was", "at", "reached", "were", "achieved", "stood"];
    let moving = ["fell", "rose", "dropped", "improved", "increased", "decreased", "up", "down"];
    let moved = words[..index].iter().any(|word| word.is_any(&moving));
    let fits = word.gap.ends_with('(')
        || (index == 0 && word.gap == ": ")
        || before.is_some_and(|before| {
            word.follows_on() && (before.is_any(&stating) || (moved && before.is("to")))
        });
    let figure = word.text.replace(',', "").parse().ok()?;
    fits.then_some((*word, figure))
}

/// Returns whether a figure is one of the indicator's, at the decimal places that
/// the text gives.
fn is_known(indicator: &Indicator, text: &str, stated: f64) -> bool {
    let places = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let places = u8::try_from(places).unwrap_or(0);
    let results: Vec<f64> =
        indicator.results.values().filter_map(|o| Some(o.result()?.value())).collect();
    let targets =
        indicator.results.values().filter_map(|o| o.target.as_ref()).flat_map(
            |target| match target.value {
                Target::Point(point) => vec![point.value()],
                Target::Range(low, high) => vec![low.value(), high.value()],
            },
        );
    let known: Vec<f64> = results.iter().copied().chain(targets).collect();
    let changes = results.iter().flat_map(|a| known.iter().map(move |b| (a - b).abs()));
    let rest = results.iter().map(|result| 100.0 - result);
    let close = 0.5 / 10f64.powi(places.into()) + 1e-9;
    known.iter().copied().chain(changes).chain(rest).any(|figure| (figure - stated).abs() <= close)
}
