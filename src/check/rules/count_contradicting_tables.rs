//! A count of ratings in words that the tables do not bear out.

use crate::check::prose::count::{Colour, Counts, Noun, Reach, of_sentence};
use crate::check::prose::{Word, sentences};
use crate::check::texts::{Role, of_report};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::council::Council;
use crate::model::indicator::Scorecard;
use crate::model::narrative::place_within;
use crate::model::rag::Rag;
use crate::model::report::Report;
use crate::place::Placed;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "TEXT003", name: "count-contradicting-tables", severity: Severity::Warning },
    finds: "a number of red, amber or green indicators or risks in the text that is not the tables'",
    why: "`seven were green` is the sentence that is quoted; a member counts the rows and finds six",
    mend: "mend the number, or let the program write it: `{{ counts.green | words }}`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, report) in scope.reports() {
        let tally = Tally::of(report, scope.council);
        for text in of_report(report) {
            if let Role::Title | Role::Cover(_) | Role::Narrative = text.role {
                for sentence in sentences(text.written) {
                    check(&sentence, text.written, &tally, findings);
                }
            }
        }
    }
}

fn check(sentence: &[Word<'_>], written: &Placed<String>, tally: &Tally, findings: &mut Findings) {
    let counts = of_sentence(sentence);
    if counts.colours.is_empty() || counts.reach == Reach::Some || !tally.is_meant_by(&counts) {
        return;
    }
    if let Some((stated, totals)) = counts.total.zip(tally.totals.as_ref())
        && !totals.contains(stated.number)
    {
        findings.add(
            &place_within(written, stated.word.at),
            format!(
                "the text counts `{}` indicators, but the tables have {}, {} of them rated",
                stated.word.text, totals.all, totals.rated
            ),
            "mend the number, or write `{{ counts.all | words }}` or `{{ counts.targeted | words }}`".into(),
        );
    }
    for colour in &counts.colours {
        let Some((found, noun)) = tally.expected(colour, sentence) else { continue };
        if found != colour.number {
            let word = colour.rag.to_string().to_lowercase();
            findings.add(
                &place_within(written, colour.word.at),
                format!(
                    "the text counts `{}` {word}, but the tables have {found} {word} {}",
                    colour.word.text,
                    if found == 1 { noun.trim_end_matches('s') } else { noun }
                ),
                format!(
                    "mend the number, or let the program write it: `{{{{ {}.{word} | words }}}}`",
                    if noun == "risks" { "risks" } else { "counts" }
                ),
            );
        }
    }
}

/// What the tables of a report come to.
struct Tally {
    indicators: Option<[u32; 3]>,
    risks: Option<[u32; 3]>,
    totals: Option<Totals>,
}

impl Tally {
    fn of(report: &Report, council: &Council) -> Self {
        let scorecard = report.scorecard.as_ref();
        let risks = report.register.as_ref().map(|register| {
            count(
                register
                    .risks
                    .iter()
                    .map(|risk| council.matrix.band(risk.residual.assessment.score).rag),
            )
        });
        Self {
            indicators: scorecard.map(|scorecard| count(rags(scorecard))),
            risks,
            totals: scorecard.map(Totals::of),
        }
    }

    /// Returns whether counts are of all that is reported: their total is the
    /// tables', or they are most of it. `Three were amber` under the heading of one
    /// service is not.
    fn is_meant_by(&self, counts: &Counts<'_>) -> bool {
        let of_risks = counts.colours.iter().all(|colour| colour.noun == Some(Noun::Risks));
        let (first, second) =
            if of_risks { (self.risks, self.indicators) } else { (self.indicators, self.risks) };
        let Some(rags) = first.or(second) else { return false };
        let stated: u32 = counts.colours.iter().map(|colour| colour.number).sum();
        let rated: u32 = rags.iter().sum();
        counts.total.is_some() || stated * 3 >= rated * 2
    }

    /// Returns how many there are of a stated colour, and of what.
    fn expected(&self, colour: &Colour<'_>, sentence: &[Word<'_>]) -> Option<(u32, &'static str)> {
        let names = |nouns: &[&str]| sentence.iter().any(|word| word.is_any(nouns));
        let names_indicators = names(&["indicator", "indicators", "measure", "measures", "KPIs"]);
        // In `The sweeper breaks down (6 amber)`, the number is a score.
        let may_be_score = colour.noun.is_none() && colour.word.gap.ends_with('(');
        let risks = match colour.noun {
            Some(noun) => noun == Noun::Risks,
            None if self.indicators.is_none() => !may_be_score,
            None if names(&["risks"]) && !names_indicators && !may_be_score => true,
            // A sentence about both leaves open which of the two is counted.
            None if names(&["risk", "risks"]) => return None,
            None => false,
        };
        let (counted, noun) =
            if risks { (self.risks?, "risks") } else { (self.indicators?, "indicators") };
        let at = Rag::ALL.iter().position(|rag| *rag == colour.rag)?;
        Some((counted[at], noun))
    }
}

/// The numbers that may be called that of the indicators.
struct Totals {
    all: u32,
    targeted: u32,
    rated: u32,
}

impl Totals {
    fn of(scorecard: &Scorecard) -> Self {
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let targeted = scorecard
            .indicators
            .iter()
            .filter(|indicator| indicator.is_targeted(indicator.current(scorecard.period)));
        Self {
            all: small(scorecard.indicators.len()),
            targeted: small(targeted.count()),
            rated: small(rags(scorecard).count()),
        }
    }

    fn contains(&self, number: u32) -> bool {
        [self.all, self.targeted, self.rated].contains(&number)
    }
}

fn rags(scorecard: &Scorecard) -> impl Iterator<Item = Rag> {
    scorecard
        .indicators
        .iter()
        .filter_map(|indicator| indicator.at(indicator.current(scorecard.period))?.status.rag())
}

fn count(rags: impl Iterator<Item = Rag>) -> [u32; 3] {
    let mut counts = [0; 3];
    for rag in rags {
        let at = Rag::ALL.iter().position(|known| *known == rag);
        if let Some(at) = at {
            counts[at] += 1;
        }
    }
    counts
}
