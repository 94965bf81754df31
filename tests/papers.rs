//! From one meeting to the next: its minutes become a paper, and what was asked
//! for becomes its action points.

mod support;

use std::path::{Path, PathBuf};

use agendapack::diag::Diagnostics;
use agendapack::pipeline::{Existing, Kind, Outcome, Request, Silent, Workspace, build, template};
use agendapack::{edition, read, view};
use rust_xlsxwriter::Workbook;
use support::{fixture, pdf, workbook};
use tempfile::TempDir;

/// Lays a golden case's meeting out in a workspace of its own.
fn laid(case: &str) -> (TempDir, PathBuf) {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let place = tempfile::tempdir().expect("a folder");
    let inputs = place.path().join("inputs");
    fixture::lay(&[&golden.join("shared"), &golden.join(case).join("inputs")], &inputs);
    let meeting = inputs.join("meeting");
    (place, meeting)
}

fn built(meeting: &Path) -> Outcome {
    build(&Workspace::of(meeting).expect("a workspace"), &Silent).expect("no fault")
}

fn said(outcome: &Outcome) -> Vec<String> {
    outcome.diagnostics.iter().map(|d| format!("{} {}", d.code.name, d.message)).collect()
}

fn codes(found: &Diagnostics) -> Vec<&'static str> {
    found.iter().map(|found| found.code.id).collect()
}

/// Writes a meeting whose only paper is the minutes of the one before.
fn next_meeting(inputs: &Path, minutes: &str) -> PathBuf {
    let next = inputs.join("next");
    let folder = next.join("reports/01-minutes");
    std::fs::create_dir_all(&folder).expect("made");
    std::fs::write(folder.join("report.md"), minutes).expect("written");
    let agenda = "committee = \"Performance Committee\"\ndate = 2024-10-08\npublished = 2024-09-27\n\
        [[members]]\nname = \"Councillor A\"\nrole = \"Chair\"\n\
        [[agenda]]\nnumber = \"1\"\ntitle = \"Minutes\"\nkind = \"minutes\"\nreport = \"01-minutes\"\n";
    std::fs::write(next.join("meeting.toml"), agenda).expect("written");
    next
}

/// Returns a skeleton as its clerk fills it in: every placeholder is replaced.
fn filled_in(skeleton: &str) -> String {
    let mut filled = String::new();
    for line in skeleton.lines() {
        let placeholder = line.find('[').filter(|at| !line[..*at].ends_with('\\'));
        match placeholder.zip(line.rfind(']')) {
            Some((from, to)) => {
                filled += &format!("{}The minute.{}\n", &line[..from], &line[to + 1..]);
            }
            None => filled += &format!("{line}\n"),
        }
    }
    filled
}

#[test]
fn minutes_become_a_paper_of_the_next_meeting() {
    for case in ["papers-around-a-meeting", "text-is-never-markup"] {
        let (_place, meeting) = laid(case);
        let outcome = built(&meeting);
        let folder =
            &outcome.built.as_ref().unwrap_or_else(|| panic!("{:?}", said(&outcome))).folder;
        let skeleton = std::fs::read_to_string(folder.join("clerk/minutes.md")).expect("minutes");
        let inputs = meeting.parent().expect("inputs");

        // What the clerk forgets is found, and nothing else.
        let outcome = built(&next_meeting(inputs, &skeleton));
        assert!(outcome.built.is_some(), "{:?}", said(&outcome));
        let found = said(&outcome);
        assert!(found.len() > 3, "{found:?}");
        assert!(found.iter().all(|said| said.starts_with("placeholder-text")), "{found:?}");

        let next = next_meeting(inputs, &filled_in(&skeleton));
        let outcome = built(&next);
        assert_eq!(said(&outcome), Vec::<String>::new(), "{case}");
        let folder = outcome.built.expect("a pack").folder;
        let bytes = std::fs::read(folder.join("public/agenda-pack.pdf")).expect("a pack");
        let text = pdf::pages(&pdf::open(&bytes)).join(" ");
        assert!(text.contains("Minutes of the meeting on Tuesday 16 July 2024"), "{text}");
        let expected: &[&str] = if case == "text-is-never-markup" {
            &[
                "{{ 7*7 }} and {% raw %}, <script>x</script> & co;",
                "# 1. Not a heading, *not* [a link](http://example.org) #",
                "Councillor *A* & {% if %} (Chair)",
            ]
        } else {
            &[
                "Resolved",
                "report again in October.",
                "Agenda item 9. Exempt: paragraph 3.",
                "8 October 2024",
            ]
        };
        for expected in expected {
            // Where a long word may break, the reader of the test sees a space.
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            assert!(letters(&text).contains(&letters(expected)), "{expected}\n{text}");
        }
        for withheld in ["Bidder", "123,456", "49"] {
            assert!(!text.contains(withheld), "{withheld}\n{text}");
        }
    }
}

/// Writes a workbook of decisions as a clerk saves it.
fn decided(meeting: &Path, rows: &[&[&str]]) {
    let mut book = Workbook::new();
    book.add_worksheet()
        .set_name("Decisions")
        .expect("a name")
        .write(0, 0, "Number")
        .expect("written");
    let sheet = book.add_worksheet().set_name("Action points").expect("a name");
    for (row, cells) in (0u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(*cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row, column, *cell).expect("written");
        }
    }
    book.save(meeting.join("decisions.xlsx")).expect("saved");
}

const HEADINGS: &[&str] = &["Reference", "Meeting", "Action", "Owner", "Due", "Status", "Update"];

fn request(meeting: &Path) -> Request {
    Request {
        kind: Kind::Meeting,
        council: None,
        meeting: None,
        from: Some(meeting.to_path_buf()),
        period: None,
        output: meeting.join("next.xlsx"),
        existing: Existing::Replaced,
    }
}

#[test]
fn what_a_clerk_noted_is_taken_up_by_the_next_meeting() {
    let (_place, meeting) = laid("papers-around-a-meeting");
    decided(
        &meeting,
        &[
            HEADINGS,
            &["pc1", "", "Say how many streets were missed.", "", "8 October 2024", "In hand", ""],
            &["PC3", "", "Publish the rounds.", "Head of Streets", "", "", ""],
            &["PC4", "", "Ring the contractor.", "Clerk", "", "Complete", ""],
        ],
    );
    // The workbook may lie there: a build says nothing of it.
    let outcome = built(&meeting);
    assert!(said(&outcome).iter().all(|said| !said.contains("decisions")), "{:?}", said(&outcome));
    let request = request(&meeting);
    let made = template(&request).expect("no fault");
    assert_eq!((made.written, codes(&made.diagnostics)), (true, vec!["READ091"]));
    let dump = workbook::dump(&request.output);
    let points: Vec<&str> =
        dump.lines().filter_map(|line| line.strip_prefix("Action points!")).skip(11).collect();
    let shown = points.join("\n");
    for expected in [
        "A6 = \"PC1\"",
        "B6 = \"16 April 2024\"",
        "D6 = \"Head of Streets\"",
        "E6 = \"8 October 2024\"",
        "F6 = \"In hand\"",
        "A7 = \"PC3\"",
        "B7 = \"16 July 2024\"",
        "C7 = \"Publish the rounds.\"",
    ] {
        assert!(shown.contains(expected), "{expected}\n{dump}");
    }
    for closed in ["PC2", "PC4"] {
        assert!(!shown.contains(closed), "{closed}\n{dump}");
    }
}

#[test]
fn what_is_wrong_with_a_noted_action_is_said_with_its_cell() {
    let (_place, meeting) = laid("papers-around-a-meeting");
    decided(&meeting, &[HEADINGS, &["PC3", "", "", "Head of Streets", "", "", ""]]);
    let made = template(&request(&meeting)).expect("no fault");
    let places: Vec<String> = made.diagnostics.iter().map(|d| d.place.to_string()).collect();
    assert!(!made.written);
    assert_eq!(places, ["decisions.xlsx › Action points!A2"]);
}

#[test]
fn the_sheet_of_decisions_is_read_as_it_was_written() {
    let (_place, meeting) = laid("papers-around-a-meeting");
    let folder = built(&meeting).built.expect("a pack").folder;
    std::fs::copy(folder.join("clerk/decisions.xlsx"), meeting.join("decisions.xlsx"))
        .expect("copied");
    let made = template(&request(&meeting)).expect("no fault");
    assert_eq!((made.written, codes(&made.diagnostics)), (true, vec!["READ091"]));
}

/// Returns the names of an object's parts, with its own before them.
fn keys(name: &str, value: &impl serde::Serialize) -> Vec<String> {
    let value = serde_json::to_value(value).expect("JSON");
    value.as_object().expect("an object").keys().map(|key| format!("`{name}.{key}`")).collect()
}

#[test]
fn every_key_of_a_text_is_documented() {
    let (place, meeting) = laid("papers-around-a-meeting");
    let (council, ..) = read::read_council(&place.path().join("inputs/council.toml"));
    let council = council.expect("settings");
    let reading = read::read_meeting(&meeting, &council, &mut Diagnostics::default());
    let edition = edition::cut(reading.meeting.expect("a meeting")).public;
    let pack = view::pack(&council, &edition);
    let keys = [
        keys("notice", &view::notice::view(&council, &edition)),
        keys("calendar", &view::calendar::view(&council, &edition)),
        keys("minutes", &view::minutes::view(&edition, &pack)),
    ];
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/papers.md");
    let documented = std::fs::read_to_string(path).expect("a page");
    for key in keys.concat() {
        assert!(documented.contains(&key), "{key} is not in docs/papers.md");
    }
}
