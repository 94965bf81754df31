//! An appendix that is named and there, but that the pack cannot print.

use super::appendix_not_named::is_named;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "TEXT007", name: "appendix-outside-the-pack", severity: Severity::Note },
    finds: "a file that the report names as an appendix, which the pack does not contain",
    why: "the pack has covers, narratives, tables and the papers that the sheet `Appendices` names; any other file has to be published by hand, and must be accessible itself",
    mend: "name the file in the report's sheet `Appendices`, or move its content into the narrative or a workbook",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, report) in scope.reports() {
        for file in report.files.iter().filter(|file| is_named(file, report)) {
            findings.add(
                &file.place,
                format!("the appendix `{}` is not in the pack", file.value),
                "name it in the report's sheet `Appendices`, or publish it by hand".into(),
            );
        }
    }
}
