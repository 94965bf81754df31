//! A meeting with every feature: that of `tests/fixtures/exempt` with papers made
//! elsewhere, a picture, tables and lists, a report written in Word that comes late,
//! and action points.

use std::path::{Path, PathBuf};

use agendapack::diag::Diagnostics;
use agendapack::pipeline::{Silent, Supplement, Workspace, build, catalogue, supplement};

use crate::graft;
use crate::support::edit::Book;
use crate::support::fixture;

const NARRATIVE: &str = r#"The streets were swept. See [the timetable](https://www.example.org/sweeping).

![Complaints fell from 40 in April to 12 in June](complaints.png "Complaints about litter, April to June")

| Ward | April | May | June |
|---|---|---|---|
| North & East | 12 | 9 | 4 |
| South <West> | 28 | 11 | 8 |

Three things changed:

1. the crews begin at five;
2. the markets are swept twice;
3. leaves are left to lie.

> The cleanest spring for years.
"#;

const APPENDIX: &str = r#"[[appendices]]
file = "appendix-b-costs.pdf"
title = "What the streets cost"

[[glossary]]"#;

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Lays the meeting out in a workspace, and returns its folder.
pub(crate) fn lay(workspace: &Path) -> PathBuf {
    let inputs = workspace.join("inputs");
    fixture::lay(&[&project("tests/fixtures/exempt")], &inputs);
    let meeting = inputs.join("meeting");
    Book::open(meeting.join("meeting.xlsx"))
        .text("Agenda", "B2", "Minutes of the last meeting")
        .text("Agenda", "C2", "minutes")
        .text("Agenda", "D2", "minutes.pdf")
        .text("Agenda", "I1", "Status")
        .text("Agenda", "A9", "8")
        .text("Agenda", "B9", "Markets")
        .text("Agenda", "C9", "report")
        .text("Agenda", "I9", "to follow")
        .text("Agenda", "A10", "9")
        .text("Agenda", "B10", "Action points")
        .text("Agenda", "C10", "action points")
        .sheet(
            "Action points",
            &[
                &["Reference", "Action", "Owner", "Due", "Status"],
                &["A1", "Count the bins", "Head of Streets", "6 March 2024", "Done"],
            ],
        )
        .save();
    let write = |path: &str, bytes: Vec<u8>| {
        std::fs::write(meeting.join("reports").join(path), bytes).expect("written");
    };
    write("minutes.pdf", graft::tagged_paper("Minutes", "en"));
    write("02-streets/appendix-b-costs.pdf", graft::tagged_paper("Costs", "en"));
    let picture = std::fs::read(project("tests/fixtures/pictures/complaints.png"));
    write("02-streets/complaints.png", picture.expect("a picture"));
    let report = meeting.join("reports/02-streets/report.md");
    let text = std::fs::read_to_string(&report).expect("a report");
    let text = text.replacen("The streets were swept.\n", NARRATIVE, 1);
    std::fs::write(report, text.replacen("[[glossary]]", APPENDIX, 1)).expect("written");
    meeting
}

/// Builds the meeting, then publishes the report that came late.
pub(crate) fn publish(meeting: &Path) -> PathBuf {
    let workspace = Workspace::of(meeting).expect("a workspace");
    let outcome = build(&workspace, &Silent).expect("no fault");
    assert!(outcome.built.is_some(), "{:#?}", outcome.diagnostics);
    let late = meeting.join("reports/08-markets");
    std::fs::create_dir_all(&late).expect("made");
    let word = "tests/golden/word-report/inputs/meeting/reports/02-streets/report.docx";
    std::fs::copy(project(word), late.join("report.docx")).expect("copied");
    Book::open(meeting.join("meeting.xlsx"))
        .text("Agenda", "D9", "08-markets")
        .text("Agenda", "I9", "included")
        .text("Agenda", "J1", "Reason late")
        .text("Agenda", "J9", "The figures were not closed when the agenda went out.")
        .text("Agenda", "K1", "Urgency")
        .text("Agenda", "K9", "The figures would be out of date at the next meeting.")
        .save();
    let request =
        Supplement { items: vec!["8".into()], published: "2024-07-10".parse().expect("a date") };
    let outcome = supplement(&workspace, &request, &Silent).expect("no fault");
    assert!(outcome.built.is_some(), "{:#?}", outcome.diagnostics);
    catalogue(&workspace, &mut Diagnostics::default()).expect("no fault");
    workspace.output
}
