//! A heading that gives a risk another name than its register.

use crate::check::mention::find;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::narrative::{Block, place_within, plain};
use crate::model::report::Report;
use crate::model::risk::Risk;
use crate::place::Place;
use crate::spelling::fold;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK017", name: "risk-named-differently", severity: Severity::Warning },
    finds: "a heading of the narrative that begins with a risk's code and goes on with another title than the register's; a shortened title is none",
    why: "one of the two was reworded; members cannot tell whether it is still the same risk",
    mend: "write the register's title, or let `{{ risk.CODE.title }}` put it there",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, report) in scope.reports() {
        for risk in report.register.iter().flat_map(|register| &register.risks) {
            let Some(code) = &risk.code else { continue };
            for heading in headings(report) {
                let named = find(&heading, code) == Some(0);
                let rest = if named { &heading[code.len()..] } else { "" };
                if rest.split_whitespace().count() < WORDS || is_title(rest, risk) {
                    continue;
                }
                let place = place(report, &heading).unwrap_or_else(|| report.place.clone());
                findings.add(
                    &place,
                    format!(
                        "the heading names `{}` otherwise than the register: `{}`",
                        code.value,
                        risk.title.trim()
                    ),
                    format!(
                        "write the title of {}, or let `{{{{ … }}}}` put it there",
                        risk.title.place
                    ),
                );
            }
        }
    }
}

/// Fewer words after a code are a remark, not a title.
const WORDS: usize = 3;

fn headings(report: &Report) -> impl Iterator<Item = String> {
    report.narrative.iter().filter_map(|block| match block {
        Block::Heading { text, .. } => Some(plain(text).trim().to_string()),
        _ => None,
    })
}

/// Returns whether a text is the risk's title, or the beginning of it.
fn is_title(text: &str, risk: &Risk) -> bool {
    let (said, title) = (fold(text), fold(&risk.title));
    !said.is_empty() && (title.starts_with(&said) || said.starts_with(&title))
}

/// Returns where a heading stands.
fn place(report: &Report, heading: &str) -> Option<Place> {
    report.written.iter().find_map(|text| {
        let at = text.value.find(heading)?;
        Some(place_within(text, at))
    })
}
