//! Findings as SARIF: the parts that editors and code hosts rely on
//! (OASIS SARIF 2.1.0, 3.27 results and 3.35 suppressions).

mod support;

use std::path::Path;

use serde_json::Value;
use support::fixture;

#[test]
fn sarif_names_rules_places_and_suppressions() {
    let log = sarif("accepted-finding");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules: Vec<&str> = list(&run["tool"]["driver"]["rules"])
        .iter()
        .filter_map(|rule| rule["id"].as_str())
        .collect();
    assert!(rules.contains(&"KPI007"), "{rules:?}");
    let suppressed: Vec<&Value> =
        list(&run["results"]).iter().filter(|result| !result["suppressions"].is_null()).collect();
    assert_eq!(suppressed.len(), 1, "the accepted finding alone is suppressed");
    let result = suppressed[0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"KPI007".into(), &"warning".into()));
    assert!(result["suppressions"][0]["justification"].as_str().is_some_and(|r| !r.is_empty()));
    let location = &result["locations"][0];
    assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], "Results!G2");
    let uri = &location["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "inputs/meeting/reports/02-streets/kpi.xlsx");
}

#[test]
fn a_line_of_a_text_file_is_a_region() {
    let log = sarif("unknown-name-in-text");
    let results = list(&log["runs"][0]["results"]);
    let lines: Vec<u64> = results
        .iter()
        .map(|result| &result["locations"][0]["physicalLocation"])
        .filter(|place| {
            place["artifactLocation"]["uri"].as_str().is_some_and(|u| u.contains("report.md"))
        })
        .filter_map(|place| place["region"]["startLine"].as_u64())
        .collect();
    assert_eq!(lines, [4, 12, 12]);
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Checks a golden case's inputs.
fn sarif(case: &str) -> Value {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let place = tempfile::tempdir().expect("a folder");
    fixture::lay(
        &[&golden.join("shared"), &golden.join(case).join("inputs")],
        &place.path().join("inputs"),
    );
    let text = std::fs::read_to_string(golden.join(case).join("case.toml")).expect("a case");
    let case: toml::Table = text.parse().expect("TOML");
    if let Some(more) = case.get("council").and_then(toml::Value::as_str) {
        let path = place.path().join("inputs/council.toml");
        let council = std::fs::read_to_string(&path).expect("settings");
        std::fs::write(&path, council + more).expect("written");
    }
    let output = support::agendapack()
        .args(["check", "inputs/meeting", "--format", "sarif"])
        .current_dir(place.path())
        .output()
        .expect("run");
    serde_json::from_slice(&output.stdout).expect("JSON")
}
