//! Text that stands in for text still to be written.

use crate::check::prose::placeholder::first;
use crate::check::texts::of_report;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::narrative::place_within;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "TEXT013", name: "placeholder-text", severity: Severity::Warning },
    finds: "text that was to be replaced: `TBC`, `£XX`, `??`, `[insert date]`, `lorem ipsum`",
    why: "a published placeholder tells every reader that nobody read the report to its end",
    mend: "write what belongs there, or say in words what is not known yet",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let items = scope.meeting.agenda.iter().flat_map(|item| {
        std::iter::once(&item.title).chain(item.texts().map(|text| &text.written))
    });
    let reports = scope.reports().flat_map(|(_, report)| of_report(report));
    for written in items.chain(reports.map(|text| text.written)) {
        if let Some((at, found)) = first(written) {
            findings.add(
                &place_within(written, at),
                format!("`{found}` is a placeholder"),
                "write what belongs there, or say in words what is not known yet".into(),
            );
        }
    }
}
