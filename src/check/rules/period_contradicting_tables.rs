//! Text that names another quarter than the tables it is about.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::check::prose::period::{Mention, Sense, quarters};
use crate::check::prose::words;
use crate::check::texts::{Role, Text, of_report};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::narrative::place_within;
use crate::model::period::{Period, Span};
use crate::model::report::Report;
use crate::place::{Place, Placed};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "TEXT001", name: "period-contradicting-tables", severity: Severity::Warning },
    finds: "a title, purpose, recommendation, paragraph or comment that reports on another quarter than the tables",
    why: "a report on quarter 3 has been published over the table of September; readers then cannot tell which of the two is out of date",
    mend: "write the quarter of the tables, or bring the tables up to date; a sentence that compares (`up on quarter 2`) is left alone",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (item, report) in scope.reports() {
        let Some(tables) = Tables::of(report, scope.meeting.date.value) else { continue };
        let mut wrong = BTreeSet::new();
        // The agenda prints its own title of the report.
        let own = Text { role: Role::Title, written: &item.title, is_public: true };
        let mut subject = Subject::Indicators;
        for text in std::iter::once(own).chain(of_report(report)) {
            if let Role::Narrative = text.role {
                subject = subject.after(text.written, report);
            }
            let Some(about) = about(&text, &tables, subject) else { continue };
            let mentions = quarters(text.written);
            if mentions.iter().any(|mention| mention.is_among(about.quarters)) {
                continue;
            }
            let found = mentions.iter().find(|mention| contradicts(mention, &about, &wrong));
            if let Some(mention) = found {
                if matches!(about.claim, Claim::Report) {
                    wrong.insert(mention.number);
                }
                let place = place_within(text.written, mention.at);
                add(&place, mention, &about, findings);
            }
        }
    }
}

fn add(place: &Place, mention: &Mention<'_>, about: &About<'_>, findings: &mut Findings) {
    let latest = about.quarters.last().map(|quarter| (quarter.words(), quarter.months()));
    let (words, months) = latest.unwrap_or_default();
    findings.add(
        place,
        format!(
            "`{}` is reported here, but the {} are of {words} ({months})",
            mention.text, about.what
        ),
        format!(
            "{} has the {}; mend the quarter here, or bring them up to date",
            about.place, about.what
        ),
    );
}

/// The quarters that a report's tables end with.
struct Tables<'a> {
    indicators: Option<(&'a Place, Vec<Period>)>,
    risks: Option<(&'a Place, Vec<Period>)>,
}

impl<'a> Tables<'a> {
    /// Returns them; nothing where no table ends with a quarter, or where indicators
    /// go on after the day of the meeting: that is the slip, and another rule's.
    fn of(report: &'a Report, meeting: Date) -> Option<Self> {
        let indicators = report.scorecard.as_ref().and_then(|scorecard| {
            let each = scorecard.indicators.iter().map(|i| i.current(scorecard.period));
            let all = each.chain([scorecard.period]).map(|p| p.ending_as(Span::Quarter));
            let quarters: BTreeSet<Period> = all.collect::<Option<_>>()?;
            Some((&scorecard.place, quarters.into_iter().collect::<Vec<_>>()))
        });
        // Indicators that end within a quarter leave open which one is meant.
        if report.scorecard.is_some() && indicators.is_none() {
            return None;
        }
        let risks = report.register.as_ref().and_then(|register| {
            let quarter = register.period?.ending_as(Span::Quarter)?;
            Some((&register.place, vec![quarter]))
        });
        let mut ends = indicators.iter().flat_map(|(_, quarters)| quarters);
        let known = ends.all(|quarter| quarter.end() <= meeting);
        (known && (indicators.is_some() || risks.is_some())).then_some(Self { indicators, risks })
    }
}

/// What a text is held against, and how much it claims.
struct About<'a> {
    quarters: &'a [Period],
    place: &'a Place,
    what: &'static str,
    claim: Claim,
}

/// How much a text says by naming a quarter.
#[derive(Clone, Copy)]
enum Claim {
    /// It names the quarter of the report.
    Report,
    /// It tells what happened, and may speak of other quarters.
    Account,
}

/// Which table the narrative is about, as its headings tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    Indicators,
    Risks,
}

impl Subject {
    /// Returns the subject after a heading or paragraph.
    fn after(self, written: &Placed<String>, report: &Report) -> Self {
        let line = written.trim_start_matches('#').trim();
        let heading = line.lines().count() == 1 && !line.ends_with(['.', ':', ';']);
        if !heading {
            return self;
        }
        let mut risks = report.register.iter().flat_map(|register| &register.risks);
        let coded = risks
            .any(|risk| risk.code.as_ref().is_some_and(|code| line.starts_with(code.as_str())));
        if coded || names_risks(line) { Self::Risks } else { Self::Indicators }
    }
}

fn names_risks(text: &str) -> bool {
    words(text).iter().any(|word| word.is_any(&["risk", "risks"]))
}

fn names_performance(text: &str) -> bool {
    words(text).iter().any(|w| w.is_any(&["performance", "performed", "indicator", "indicators"]))
}

fn about<'a>(text: &Text<'_>, tables: &'a Tables<'a>, subject: Subject) -> Option<About<'a>> {
    let (claim, subject) = match text.role {
        Role::Cover(key) if key.contains("background") => return None,
        Role::Title | Role::Cover(_) => {
            let risks = names_risks(text.written) && !names_performance(text.written);
            (Claim::Report, if risks { Subject::Risks } else { Subject::Indicators })
        }
        Role::Narrative => (Claim::Account, subject),
        Role::UpdaterComment(..)
        | Role::ApproverComment(..)
        | Role::Action(..)
        | Role::Appendix => return None,
        Role::Risk(_) => (Claim::Account, Subject::Risks),
    };
    let indicators = tables.indicators.as_ref().map(|table| (table, "indicators"));
    let risks = tables.risks.as_ref().map(|table| (table, "risks"));
    let ((place, quarters), what) = match subject {
        Subject::Indicators => indicators.or(risks)?,
        Subject::Risks => risks.or(indicators)?,
    };
    Some(About { quarters, place, what, claim })
}

/// Returns whether a mention is a mistake. The narrative may tell of earlier
/// quarters; it errs where it names the one that the title wrongly has, the one
/// after the tables', or another as the one that `this report` is about.
fn contradicts(mention: &Mention<'_>, about: &About<'_>, wrong: &BTreeSet<i32>) -> bool {
    let claimed = match about.claim {
        Claim::Report => true,
        Claim::Account => {
            wrong.contains(&mention.number)
                || about.quarters.last().is_some_and(|last| mention.follows(*last))
        }
    };
    match mention.sense {
        Sense::Announced => true,
        Sense::Reported => claimed,
        Sense::Other => false,
    }
}
