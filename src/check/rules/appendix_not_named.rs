//! A file of a report's folder that the report does not name.

use crate::check::prose::appendix::{mentions, of_file};
use crate::check::texts::of_report;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::report::Report;
use crate::spelling::fold;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "TEXT006", name: "appendix-not-named", severity: Severity::Warning },
    finds: "a file in a report's folder that the report names neither by its letter or number nor by its name",
    why: "it is either an appendix that no reader will know of, or a draft that must not be published with the rest",
    mend: "name it in the report's sheet `Appendices`, call it report, kpi or risk where it is one of those, or move it out of the folder",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, report) in scope.reports() {
        for file in report.files.iter().filter(|file| !is_named(file, report)) {
            findings.add(
                &file.place,
                format!(
                    "the report does not name `{}`, and it is not part of the pack",
                    file.value
                ),
                "name it in the report's sheet `Appendices`, call it report, kpi or risk, or move it out of the folder"
                    .into(),
            );
        }
    }
}

/// Returns whether any text of a report names a file.
pub(super) fn is_named(file: &str, report: &Report) -> bool {
    let label = of_file(file);
    let stem = fold(file.rsplit_once('.').map_or(file, |(stem, _)| stem));
    of_report(report).iter().any(|text| {
        let by_label = || {
            let label = label.as_ref();
            label.is_some_and(|label| mentions(text.written).iter().any(|m| m.label == *label))
        };
        (!stem.is_empty() && fold(text.written).contains(&stem)) || by_label()
    })
}
