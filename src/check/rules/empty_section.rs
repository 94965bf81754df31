//! A heading of the narrative with nothing under it.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::narrative::{Block, plain};
use crate::model::report::Report;
use crate::place::Place;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "TEXT014", name: "empty-section", severity: Severity::Warning },
    finds: "a heading of the narrative that is followed by another of its level or by the end",
    why: "the section was forgotten, or its heading was left over; screen readers announce a section that is not there",
    mend: "write the section, or delete its heading",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, report) in scope.reports() {
        for (index, block) in report.narrative.iter().enumerate() {
            let Block::Heading { level, text, .. } = block else { continue };
            let empty = match report.narrative.get(index + 1) {
                Some(Block::Heading { level: next, .. }) => next <= level,
                Some(_) => false,
                None => true,
            };
            if empty {
                let text = plain(text);
                findings.add(
                    &heading_place(report, index, &text),
                    format!("there is nothing under the heading `{text}`"),
                    "write the section, or delete its heading".into(),
                );
            }
        }
    }
}

/// Returns where the heading with an index into the narrative is written.
pub(super) fn heading_place(report: &Report, index: usize, text: &str) -> Place {
    let same = |block: &&Block| matches!(block, Block::Heading { text: other, .. } if plain(other) == text);
    let before = report.narrative[..index].iter().filter(same).count();
    let mut written = report.written.iter().filter(|written| {
        let line = written.lines().next().unwrap_or_default();
        line.trim_start_matches('#').trim_end_matches('#').trim() == text
    });
    written.nth(before).map_or_else(|| report.place.clone(), |written| written.place.clone())
}
