//! A recommendation that asks for no decision.

use crate::check::prose::decision::{decides, recommendations};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::narrative::place_within;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code {
        id: "COVER005",
        name: "recommendation-without-decision",
        severity: Severity::Warning,
    },
    finds: "a recommendation without a verb by which a committee decides: note, agree, approve, refer and the like",
    why: "the recommendation becomes the minute; `the report` by itself can be neither agreed nor refused",
    mend: "begin with `That` and a verb of decision: `That the Committee notes the report`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (_, report) in scope.reports() {
        for value in report.entry("recommendations") {
            let written = &value.written;
            for (at, text) in recommendations(written).into_iter().filter(|(_, t)| !decides(t)) {
                findings.add(
                    &place_within(written, at),
                    format!("`{}` asks for no decision", shortened(text)),
                    "begin with `That` and a verb such as note, agree, approve or refer".into(),
                );
            }
        }
    }
}

/// Returns the beginning of a long recommendation.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_string(),
    }
}
