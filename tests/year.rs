//! A year of meetings in one run.

mod support;

use std::path::Path;
use std::process::Output;

use support::fixture;

/// Lays out a workspace with three meetings, of which the last has an error.
fn year(place: &Path) {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/shared");
    fixture::lay(&[&shared], &place.join("inputs"));
    for meeting in ["june", "july"] {
        support::copy(&place.join("inputs/meeting"), &place.join("inputs").join(meeting));
    }
    std::fs::remove_file(place.join("inputs/meeting/meeting.xlsx")).expect("removed");
}

fn build(place: &Path, more: &[&str]) -> (Output, String) {
    let output = support::agendapack()
        .env("AGENDAPACK_CACHE", place.join("cache"))
        .args(["build", "inputs/june", "inputs/july", "inputs/meeting"])
        .args(more)
        .current_dir(place)
        .output()
        .expect("a run");
    let text = String::from_utf8(output.stdout.clone()).expect("text");
    (output, text)
}

/// Returns what became of the meetings, by the table.
fn became(text: &str) -> Vec<&str> {
    let rows = text
        .lines()
        .filter(|line| ["june ", "july ", "meeting  "].iter().any(|n| line.starts_with(n)));
    rows.filter_map(|row| row.split_whitespace().nth(1)).filter(|word| *word != "result").collect()
}

#[test]
fn what_has_not_changed_is_passed_over_and_a_failure_stops_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let place = place.path();
    year(place);
    let (output, text) = build(place, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(became(&text), ["built", "built", "errors"], "{text}");
    assert!(text.contains("3 meetings: 2 built, 1 with errors"), "{text}");

    let (_, text) = build(place, &[]);
    assert_eq!(became(&text), ["unchanged", "unchanged", "errors"], "{text}");

    let report = place.join("inputs/june/reports/02-streets/report.md");
    let words = std::fs::read_to_string(&report).expect("text");
    std::fs::write(&report, words.replace("The streets were swept.", "They were swept."))
        .expect("written");
    let (_, text) = build(place, &[]);
    assert_eq!(became(&text), ["built", "unchanged", "errors"], "{text}");

    let notice = place.join("outputs/july/public/notice.txt");
    std::fs::write(&notice, "changed by hand").expect("written");
    let (_, text) = build(place, &[]);
    assert_eq!(became(&text), ["unchanged", "built", "errors"], "{text}");
    assert_ne!(std::fs::read_to_string(&notice).expect("text"), "changed by hand");

    let (_, text) = build(place, &["--again"]);
    assert_eq!(became(&text), ["built", "built", "errors"], "{text}");
}

#[test]
fn settings_and_templates_count_as_changes() {
    let place = tempfile::tempdir().expect("a folder");
    let place = place.path();
    year(place);
    build(place, &[]);
    let council = place.join("inputs/council.toml");
    let settings = std::fs::read_to_string(&council).expect("text");
    std::fs::write(&council, settings.replace("amber-margin = 10", "amber-margin = 5"))
        .expect("written");
    let (_, text) = build(place, &[]);
    assert_eq!(became(&text), ["errors", "errors", "errors"], "they are published: {text}");
    std::fs::write(&council, format!("{settings}\n")).expect("written");
    let (_, text) = build(place, &[]);
    assert_eq!(became(&text), ["built", "built", "errors"], "no page shows that: {text}");
    std::fs::create_dir_all(place.join("templates")).expect("made");
    let notice = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/theme.toml");
    std::fs::copy(notice, place.join("templates/theme.toml")).expect("copied");
    let (_, text) = build(place, &[]);
    assert_eq!(became(&text), ["built", "built", "errors"], "{text}");
}

fn run(place: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let run = support::agendapack()
        .env("AGENDAPACK_CACHE", place.join("cache"))
        .args(arguments)
        .current_dir(place)
        .output()
        .expect("a run");
    (run.status.code(), String::from_utf8([run.stdout, run.stderr].concat()).expect("text"))
}

const YEAR: [&str; 4] = ["build", "inputs/council.toml", "inputs/june", "inputs/july"];

#[test]
fn published_colours_do_not_turn_among_many_and_files_are_no_meetings() {
    let place = tempfile::tempdir().expect("a folder");
    let place = place.path();
    year(place);
    let (code, said) = run(place, &YEAR);
    assert_eq!(code, Some(0), "{said}");
    let settings = place.join("inputs/council.toml");
    let text = std::fs::read_to_string(&settings).expect("text");
    let other = text.replace("amber-margin = 10", "amber-margin = 40");
    std::fs::write(&settings, other).expect("written");
    let figures = || std::fs::read(place.join("outputs/june/public/data/results.csv"));
    let before = figures().expect("data");
    let (code, said) = run(place, &YEAR);
    assert_eq!(code, Some(1), "{said}");
    assert_eq!(became(&said), ["errors", "errors"], "{said}");
    assert!(said.contains("error[REC003]") && said.contains("add `--as-published`"), "{said}");
    assert_eq!(figures().expect("data"), before);
    let (code, said) = run(place, &[&YEAR[..], &["--as-published"]].concat());
    assert_eq!((code, figures().expect("data")), (Some(0), before.clone()), "{said}");
    let (code, said) = run(place, &[&YEAR[..], &["--again"]].concat());
    assert_eq!(code, Some(0), "{said}");
    assert_ne!(figures().expect("data"), before);
}

#[test]
fn a_print_edition_and_a_supplement_are_no_change() {
    let place = tempfile::tempdir().expect("a folder");
    let place = place.path();
    year(place);
    assert_eq!(run(place, &YEAR).0, Some(0));
    assert_eq!(run(place, &["print", "inputs/june", "--duplex"]).0, Some(0));
    let report = place.join("inputs/july/reports/02-streets/report.md");
    let words = std::fs::read_to_string(&report).expect("text");
    std::fs::write(&report, words.replace("The streets were swept.", "They were swept."))
        .expect("written");
    let late = ["supplement", "inputs/july", "--add", "2", "--published", "2024-07-12"];
    let (code, said) = run(place, &late);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = run(place, &YEAR);
    assert_eq!((code, became(&said)), (Some(0), vec!["unchanged", "unchanged"]), "{said}");
    assert!(place.join("outputs/june/print").is_dir());
}

#[test]
fn two_meetings_of_one_name_do_not_replace_each_other() {
    let place = tempfile::tempdir().expect("a folder");
    let place = place.path();
    year(place);
    for folder in ["a", "b"] {
        support::copy(&place.join("inputs/june"), &place.join("inputs").join(folder).join("x"));
    }
    let (code, said) = run(place, &["build", "inputs/a/x", "inputs/b/x"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("`inputs/a/x` and `inputs/b/x` would both be written into"), "{said}");
}
