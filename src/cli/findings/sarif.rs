//! Findings as SARIF 2.1.0 (OASIS), which editors and code hosts show.
//!
//! A cell is a logical location, `Results!F12`; a line of a text file is a
//! region. What the council accepts is a suppressed result with its reason.

use std::path::Path;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::MeetingFindings;
use crate::check::RULES;
use crate::diag::{Diagnostic, Severity};
use crate::place::{Spot, column_letters};

/// What may not stand in the path of a URI (RFC 3986), besides letters beyond ASCII.
const NO_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Returns one run over all meetings.
pub(in super::super) fn sarif(found: &[MeetingFindings]) -> String {
    let results: Vec<Value> = found.iter().flat_map(results).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": RULES.iter().map(|rule| json!({
                    "id": rule.code.id,
                    "name": rule.code.name,
                    "shortDescription": { "text": rule.finds },
                    "fullDescription": { "text": rule.why },
                    "help": { "text": rule.mend },
                    "defaultConfiguration": { "level": level(rule.code.severity) },
                })).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn results(found: &MeetingFindings) -> Vec<Value> {
    let open = found.diagnostics.iter().map(|diagnostic| result(found, diagnostic));
    let accepted = found.accepted.iter().map(|accepted| {
        let mut result = result(found, &accepted.diagnostic);
        result["suppressions"] = json!([{ "kind": "external", "justification": accepted.reason }]);
        result
    });
    open.chain(accepted).collect()
}

fn result(found: &MeetingFindings, diagnostic: &Diagnostic) -> Value {
    let text = match &diagnostic.hint {
        Some(hint) => format!("{}; {hint}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let mut physical =
        json!({ "artifactLocation": { "uri": uri(found, diagnostic.place.path()) } });
    let mut location = json!({});
    let named = |name: &str, kind: &str| json!([{ "fullyQualifiedName": name, "kind": kind }]);
    match diagnostic.place.spot() {
        Spot::Whole => {}
        Spot::Paragraph(paragraph) => {
            location["logicalLocations"] =
                named(&format!("paragraph {}", paragraph + 1), "element");
        }
        Spot::Line(line) => physical["region"] = json!({ "startLine": line + 1 }),
        Spot::Sheet(sheet) => location["logicalLocations"] = named(sheet, "sheet"),
        Spot::Cell(sheet, row, column) => {
            let cell = format!("{}{}", column_letters(*column), row + 1);
            let name = if sheet.is_empty() { cell } else { format!("{sheet}!{cell}") };
            location["logicalLocations"] = named(&name, "cell");
        }
    }
    location["physicalLocation"] = physical;
    json!({
        "ruleId": diagnostic.code.id,
        "level": level(diagnostic.severity),
        "message": { "text": text },
        "locations": [location],
    })
}

/// Returns the path of an input as the call would name it, as a URI reference.
fn uri(found: &MeetingFindings, path: &str) -> String {
    let whole = if path == "council.toml" {
        found.council.clone()
    } else {
        found.folder.join(Path::new(path))
    };
    let whole = whole.to_string_lossy().replace('\\', "/");
    utf8_percent_encode(&whole, NO_PATH).to_string()
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
