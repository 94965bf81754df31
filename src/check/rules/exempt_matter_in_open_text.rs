//! An open text that names an indicator or a risk of its report which is exempt.

use crate::check::mention::find;
use crate::check::texts::{Text, of_report};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::narrative::place_within;
use crate::model::report::Report;
use crate::spelling::fold;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "LAW013", name: "exempt-matter-in-open-text", severity: Severity::Warning },
    finds: "an open text of a report that names, by its code or its whole name, an indicator or a risk of the same report that is not for publication",
    why: "what the cover or an open section says is published, and tells the public what the exempt row is about",
    mend: "leave it out of the open text, or make the section exempt that names it",
    run,
};

/// Fewer letters may be common words rather than a name.
const NAME: usize = 12;

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, report) in scope.reports().filter(|(item, _)| item.part.is_public()) {
        let (exempt, open) = rows(report);
        let is_open = |code: &str| open.iter().any(|(other, _)| fold(other) == fold(code));
        // An expression that is left says by itself what is wrong with it.
        let is_sought = |text: &Text<'_>| text.is_public && !text.written.contains("{{");
        for text in of_report(report).into_iter().filter(is_sought) {
            let written = &text.written.value;
            let named = exempt.iter().find_map(|(code, name)| {
                let by_code = find(written, code).filter(|_| !is_open(code));
                let by_name = || written.find(name).filter(|_| name.chars().count() >= NAME);
                Some((*code, by_code.or_else(by_name)?))
            });
            if let Some((code, at)) = named {
                findings.add(
                    &place_within(text.written, at),
                    format!("`{code}` is not for publication, and this text is open"),
                    "leave it out here, or make the section exempt that names it".into(),
                );
            }
        }
    }
}

/// Codes with their names.
type Rows<'a> = Vec<(&'a str, &'a str)>;

/// Returns the indicators and risks of a report, exempt ones and open ones; a risk
/// without a code goes by its title.
fn rows(report: &Report) -> (Rows<'_>, Rows<'_>) {
    let mut all: Vec<(bool, (&str, &str))> = Vec::new();
    if let Some(scorecard) = &report.scorecard {
        all.extend(scorecard.indicators.iter().map(|one| {
            let is_open = scorecard.part.is_public() && one.part.is_public();
            (is_open, (one.code.as_str(), one.name.as_str()))
        }));
    }
    if let Some(register) = &report.register {
        all.extend(register.risks.iter().map(|risk| {
            let is_open = register.part.is_public() && risk.part.is_public();
            (is_open, (risk.label(), risk.title.as_str()))
        }));
    }
    let of = |open: bool| all.iter().filter(|(o, _)| *o == open).map(|(_, row)| *row).collect();
    (of(false), of(true))
}
