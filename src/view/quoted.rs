//! What a text may quote: the pack's own strings, under the names that authors
//! write between `{{` and `}}`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::indicators::{self, DirectionView, Figures, IndicatorView, ScorecardView};
use super::risks::{self, AssessmentView, RegisterView};
use super::words;
use crate::model::council::Council;
use crate::model::figure::Figure;
use crate::model::meeting::Meeting;
use crate::model::report::Report;

/// The names that texts of an item may quote.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Quoted {
    /// The council's name.
    pub council: String,
    /// The meeting.
    pub meeting: QuotedMeeting,
    /// The periods of the report's indicators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<QuotedPeriods>,
    /// How many of the report's indicators have which status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<BTreeMap<String, usize>>,
    /// The report's indicators by code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kpi: Option<BTreeMap<String, BTreeMap<&'static str, String>>>,
    /// How many of the report's risks are in which band, with today's controls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risks: Option<BTreeMap<String, usize>>,
    /// The report's risks by code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<BTreeMap<String, BTreeMap<&'static str, String>>>,
}

/// The meeting's own facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct QuotedMeeting {
    /// The committee's name.
    pub committee: String,
    /// `6 March 2018`.
    pub date: String,
    /// `7.30 pm`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The venue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    /// `26 February 2018`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
}

/// The periods of a table, in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuotedPeriods {
    /// `quarter 3 2017/18`.
    pub current: String,
    /// `October to December 2017`.
    pub months: String,
    /// The period before.
    pub previous: String,
    /// The same period last year.
    pub last_year: String,
}

/// Returns what the texts of a report may quote, or those of an item without one.
pub fn quoted(council: &Council, meeting: &Meeting, report: Option<&Report>) -> Quoted {
    let scorecard = report.and_then(|report| report.scorecard.as_ref());
    let register = report.and_then(|report| report.register.as_ref());
    let tables = scorecard.map(|scorecard| indicators::view(scorecard, &[], ""));
    let risks = register.map(|register| risks::view(council, register, ""));
    Quoted {
        council: council.name.clone(),
        meeting: QuotedMeeting {
            committee: meeting.committee.value.clone(),
            date: words::date(meeting.date.value),
            time: meeting.time.map(words::time),
            venue: meeting.venue.clone(),
            published: meeting.published.as_ref().map(|day| words::date(day.value)),
        },
        period: scorecard.map(|scorecard| QuotedPeriods {
            current: scorecard.period.words(),
            months: scorecard.period.months(),
            previous: scorecard.period.previous().words(),
            last_year: scorecard.period.last_year().words(),
        }),
        counts: tables.as_ref().map(counts),
        kpi: tables.as_ref().map(|view| {
            let all = view.groups.iter().flat_map(|group| &group.indicators);
            by_name(all.map(|view| (view.code.as_str(), indicator(view))))
        }),
        risks: risks.as_ref().map(bands),
        risk: risks.as_ref().map(|view| {
            by_name(view.risks.iter().map(|risk| (risk.code.as_str(), risk_facts(risk))))
        }),
    }
}

type Facts = BTreeMap<&'static str, String>;

/// A code that is no name in an expression, such as `LG-01`, has a second one,
/// `LG_01`.
fn by_name<'a>(facts: impl Iterator<Item = (&'a str, Facts)>) -> BTreeMap<String, Facts> {
    let mut names = BTreeMap::new();
    for (code, facts) in facts {
        let name = code.replace(|letter: char| !letter.is_alphanumeric() && letter != '_', "_");
        if name != code {
            names.entry(name).or_insert_with(|| facts.clone());
        }
        names.insert(code.to_string(), facts);
    }
    names
}

fn counts(view: &ScorecardView) -> BTreeMap<String, usize> {
    let named = ["green", "amber", "red", "info", "no-activity", "no-data"];
    let mut counts: BTreeMap<String, usize> =
        named.into_iter().map(|key| (key.replace('-', "_"), 0)).collect();
    for count in &view.counts {
        counts.insert(count.status.key.replace('-', "_"), count.count);
    }
    let targeted = ["green", "amber", "red"].iter().filter_map(|key| counts.get(*key)).sum();
    counts.insert("targeted".into(), targeted);
    counts.insert("all".into(), view.groups.iter().map(|group| group.indicators.len()).sum());
    counts
}

fn bands(view: &RegisterView) -> BTreeMap<String, usize> {
    let count = |key: &str| view.risks.iter().filter(|risk| risk.residual.key == key).count();
    let mut bands: BTreeMap<String, usize> =
        ["red", "amber", "green"].into_iter().map(|key| (key.to_string(), count(key))).collect();
    bands.insert("all".into(), view.risks.len());
    bands
}

fn indicator(view: &IndicatorView) -> Facts {
    let mut facts = Facts::from([
        ("code", view.code.clone()),
        ("name", view.name.clone()),
        ("unit", view.unit_name.clone()),
        ("status", view.status.word.clone()),
        ("result", view.current.result.clone()),
        ("previous", view.previous.result.clone()),
        ("last_year", view.last_year.result.clone()),
    ]);
    let mut add = |name, fact: Option<String>| facts.extend(fact.map(|fact| (name, fact)));
    add("target", target(&view.current));
    add("previous_target", target(&view.previous));
    add("last_year_target", target(&view.last_year));
    add("numerator", view.current.numerator.and_then(number));
    add("denominator", view.current.denominator.and_then(number));
    let since = |key: &str| view.directions.iter().find(|direction| direction.since == key);
    add("direction", since("previous").map(direction));
    add("change", since("previous").map(change));
    add("direction_on_last_year", since("last-year").map(direction));
    add("change_on_last_year", since("last-year").map(change));
    facts
}

fn target(figures: &Figures) -> Option<String> {
    figures.target.as_ref()?.strip_prefix("Target ").map(str::to_string)
}

fn number(value: f64) -> Option<String> {
    Figure::new(value).map(words::short_number)
}

fn direction(view: &DirectionView) -> String {
    view.word.to_lowercase()
}

fn change(view: &DirectionView) -> String {
    view.change.split(" on ").next().unwrap_or_default().trim_start_matches("on ").to_string()
}

fn risk_facts(risk: &risks::RiskView) -> Facts {
    let mut facts = Facts::from([("code", risk.code.clone()), ("title", risk.title.clone())]);
    let owner = risk.facts.iter().find(|(label, _)| label == "Risk owner");
    facts.extend(owner.map(|(_, owner)| ("owner", owner.clone())));
    let score = |view: &AssessmentView| format!("{} {}", view.score, view.word);
    facts.insert("residual", score(&risk.residual));
    facts.insert("residual_score", risk.residual.score.clone());
    facts.insert("residual_band", risk.residual.word.clone());
    facts.insert("probability", risk.residual.probability.clone());
    facts.insert("impact", risk.residual.impact.clone());
    if let Some(inherent) = &risk.inherent {
        facts.insert("inherent", score(inherent));
        facts.insert("inherent_score", inherent.score.clone());
        facts.insert("inherent_band", inherent.word.clone());
    }
    facts.extend(risk.target.as_ref().map(|target| ("target", score(target))));
    facts
}
