//! An appendix that the report names and that is nowhere.

use std::collections::BTreeSet;

use crate::check::prose::appendix::{Mention, mentions, of_file, position};
use crate::check::texts::{Role, of_report};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::narrative::place_within;
use crate::model::report::Report;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "TEXT005", name: "appendix-not-there", severity: Severity::Warning },
    finds: "an appendix or annex that the report names, with no file of that letter or number, no table and no section that could be it; one that is said to be exempt is another paper",
    why: "members look for it at the meeting, and the public has a right to every paper that a report relies on",
    mend: "put the file into the report's folder (`appendix-b-costs.pdf`) and name it in the sheet `Appendices`, or mend its letter; the tables of indicators and risks count as annexes",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, report) in scope.reports() {
        let texts = of_report(report);
        let named: Vec<_> = texts
            .iter()
            .filter(|text| matches!(text.role, Role::Title | Role::Cover(_) | Role::Narrative))
            .flat_map(|text| mentions(text.written).into_iter().map(move |m| (text.written, m)))
            .filter(|(written, mention)| !is_withheld(written, mention))
            .collect();
        let mut there = labels_of_files(report);
        there.extend(sections(report));
        let tables =
            usize::from(report.scorecard.is_some()) + usize::from(report.register.is_some());
        let described = named.iter().filter(|(_, mention)| is_table(mention, report));
        there.extend(described.map(|(_, mention)| mention.label.clone()));
        for (written, mention) in &named {
            let table = position(&mention.label).is_some_and(|position| position <= tables);
            if !table && there.insert(mention.label.clone()) {
                let label = &mention.label;
                findings.add(
                    &place_within(written, mention.at),
                    format!("the report names appendix `{label}`, but its folder has none"),
                    format!(
                        "add the file, such as `appendix-{}.pdf`, or mend the letter or number",
                        label.to_lowercase()
                    ),
                );
            }
        }
    }
}

fn labels_of_files(report: &Report) -> BTreeSet<String> {
    let attached = report.appendices.iter();
    let attached =
        attached.filter_map(|paper| Some(mentions(paper.label.as_deref()?).first()?.label.clone()));
    report.files.iter().filter_map(|file| of_file(file)).chain(attached).collect()
}

/// Returns the appendices that the narrative itself has: a heading that begins with
/// `Appendix A`.
fn sections(report: &Report) -> Vec<String> {
    let headings = report.written.iter().filter_map(|written| {
        let line = written.lines().next()?.trim_start_matches('#').trim();
        let first = mentions(line).into_iter().next().filter(|mention| mention.at == 0)?;
        (!line.ends_with('.')).then_some(first.label)
    });
    headings.collect()
}

/// Returns whether the line says that an appendix is not open to the public: it is
/// then a paper of its own in Part 2, or is sent to members alone.
fn is_withheld(written: &str, mention: &Mention<'_>) -> bool {
    let start = written[..mention.at].rfind('\n').map_or(0, |at| at + 1);
    let line = written[start..].lines().next().unwrap_or_default().to_lowercase();
    WITHHELD.iter().any(|words| line.contains(words))
}

const WITHHELD: [&str; 7] = [
    "exempt",
    "confidential",
    "part 2",
    "part ii",
    "restricted",
    "withheld",
    "not for publication",
];

/// Returns whether a mention is described as a table that the report has.
fn is_table(mention: &Mention<'_>, report: &Report) -> bool {
    let described = mention.described.to_lowercase();
    let performance = ["performance", "indicator", "kpi", "scorecard"];
    (report.register.is_some() && described.contains("risk"))
        || (report.scorecard.is_some() && performance.iter().any(|word| described.contains(word)))
}
