//! Findings as one JSON document, for scripts.

use serde::Serialize;

use super::MeetingFindings;
use crate::diag::{Diagnostic, Severity};
use crate::place::{Spot, column_letters};

#[derive(Serialize)]
struct Checked<'a> {
    meeting: &'a str,
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: Vec<Finding<'a>>,
    accepted: Vec<AcceptedFinding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    name: &'a str,
    severity: String,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    place: String,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

#[derive(Serialize)]
struct AcceptedFinding<'a> {
    #[serde(flatten)]
    finding: Finding<'a>,
    reason: &'a str,
}

/// Returns an array of meetings with their findings; places as people see them,
/// and apart.
pub(in super::super) fn json(found: &[MeetingFindings]) -> String {
    let meetings: Vec<Checked<'_>> = found.iter().map(meeting).collect();
    let mut text = serde_json::to_string_pretty(&meetings).unwrap_or_default();
    text.push('\n');
    text
}

fn meeting(found: &MeetingFindings) -> Checked<'_> {
    let accepted = found.accepted.iter().map(|accepted| AcceptedFinding {
        finding: finding(&accepted.diagnostic),
        reason: &accepted.reason,
    });
    Checked {
        meeting: &found.meeting,
        errors: found.diagnostics.count(Severity::Error),
        warnings: found.diagnostics.count(Severity::Warning),
        notes: found.diagnostics.count(Severity::Note),
        findings: found.diagnostics.iter().map(finding).collect(),
        accepted: accepted.collect(),
    }
}

fn finding(diagnostic: &Diagnostic) -> Finding<'_> {
    let (sheet, cell, line) = match diagnostic.place.spot() {
        Spot::Whole | Spot::Paragraph(_) => (None, None, None),
        Spot::Line(line) => (None, None, Some(line + 1)),
        Spot::Sheet(sheet) => (Some(&**sheet), None, None),
        Spot::Cell(sheet, row, column) => {
            let sheet = Some(&**sheet).filter(|sheet| !sheet.is_empty());
            (sheet, Some(format!("{}{}", column_letters(*column), row + 1)), None)
        }
    };
    Finding {
        rule: diagnostic.code.id,
        name: diagnostic.code.name,
        severity: diagnostic.severity.to_string(),
        message: &diagnostic.message,
        hint: diagnostic.hint.as_deref(),
        place: diagnostic.place.to_string(),
        file: diagnostic.place.path(),
        sheet,
        cell,
        line,
    }
}
