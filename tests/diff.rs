//! Two packs held against each other.

mod support;

use std::path::Path;

use agendapack::pipeline::Basis;
use lopdf::Document;
use support::fixture;
use support::office::Office;

/// Lays out two meetings: the shared one, and the next with other figures.
fn two(place: &Path) {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/shared");
    let inputs = place.join("inputs");
    fixture::lay(&[&shared], &inputs);
    support::copy(&inputs.join("meeting"), &inputs.join("next"));
    let folder = inputs.join("next/reports/02-streets");
    std::fs::remove_file(folder.join("kpi.xlsx")).expect("removed");
    let tables = [(
        "Indicators",
        "Code,Indicator,Priority,Unit,Better,Decimal places,Period,Result,Target\nST1,Streets swept on time,Clean streets,%,higher,2,2024/25 Q1,50%,90%\nST3,Bins collected,Clean streets,%,higher,1,2024/25 Q1,99%,95%\n",
    )];
    std::fs::write(folder.join("kpi.csv"), tables[0].1).expect("written");
    let report = folder.join("report.md");
    let words = std::fs::read_to_string(&report).expect("text");
    std::fs::write(
        &report,
        words.replace("The streets were swept.", "The streets were not swept."),
    )
    .expect("written");
    for meeting in ["meeting", "next"] {
        let run = support::agendapack()
            .args(["build", &format!("inputs/{meeting}")])
            .current_dir(place)
            .output()
            .expect("a run");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    }
}

fn diff(place: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let run = support::agendapack().arg("diff").args(arguments).current_dir(place).output();
    let run = run.expect("a run");
    (run.status.code(), String::from_utf8([run.stdout, run.stderr].concat()).expect("text"))
}

#[test]
fn colours_risks_news_and_words_are_told_in_three_forms() {
    let place = tempfile::tempdir().expect("a folder");
    let place = place.path();
    two(place);
    let same = diff(place, &["outputs/meeting", "outputs/meeting"]);
    assert_eq!(same.0, Some(0), "{}", same.1);
    assert!(same.1.contains("Nothing differs."), "{}", same.1);

    let files = ["--html", "changes.html", "--pdf", "changes.pdf"];
    let (code, said) =
        diff(place, &[&["outputs/meeting", "outputs/next"][..], &files[..]].concat());
    assert_eq!(code, Some(1), "{said}");
    for line in [
        "Turned for the worse\n  ST1  Streets swept on time: Green, 91.36% -> Red, 50.00%",
        "New indicators\n  ST3  Bins collected: Green, 99.0%",
        "Indicators no longer reported\n  ST2  Days to clear fly-tipping: Red, 2.5 days",
        "The streets were {+not+} swept.",
    ] {
        assert!(said.contains(line), "{line} is not in\n{said}");
    }
    assert!(said.contains("Texts that differ ([-gone-], {+new+})"), "{said}");
    let html = std::fs::read_to_string(place.join("changes.html")).expect("a page");
    let added = "were <ins><span class=\"unseen\">added: </span>not</ins> swept.";
    assert!(html.contains(added) && html.contains("struck through"), "{html}");
    assert!(html.contains("<th scope=\"row\">ST1</th><td>Streets swept on time</td>"), "{html}");
    let pdf = Document::load(place.join("changes.pdf")).expect("a PDF");
    assert!(pdf.get_pages().len() <= 2);
    let text = pdf.extract_text(&[1]).expect("text");
    assert!(text.contains("Turned for the worse") && text.contains("[added:"), "{text}");
}

#[test]
fn papers_that_have_come_are_one_row() {
    let office = Office::of_golden("");
    std::fs::remove_file(office.path("inputs/meeting/meeting.xlsx")).expect("removed");
    let meeting = |of_item: &str| {
        format!(
            "committee = \"Performance Committee\"\ndate = 2024-07-16\n[[agenda]]\nnumber = \"2\"\ntitle = \"Streets\"\n{of_item}"
        )
    };
    office.write("inputs/meeting/meeting.toml", meeting("status = \"to-follow\"\n"));
    office.build(Basis::Today);
    support::copy(&office.path("outputs/meeting"), &office.path("before"));
    office.write("inputs/meeting/meeting.toml", meeting("report = \"02-streets\"\n"));
    office.build(Basis::Today);
    let (code, said) = diff(&office.path(""), &["before", "outputs/meeting"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("  Item 2  Its papers: {+All of them are new.+}\n"), "{said}");
    assert!(said.contains("one row under “Texts that differ”"), "{said}");
    let (_, said) = diff(&office.path(""), &["outputs/meeting", "before"]);
    assert!(said.contains("Nothing of what is told here differs. What is gone is not"), "{said}");
    support::copy(&office.path("outputs/meeting"), &office.path("then"));
    office.write("inputs/meeting/meeting.toml", meeting(""));
    office.build(Basis::Today);
    let (_, said) = diff(&office.path(""), &["then", "outputs/meeting"]);
    assert!(said.contains("  Item 2  Its papers: [-All of them are gone.-]\n"), "{said}");
}

#[test]
fn a_pack_that_is_not_as_its_record_says_is_refused() {
    let office = Office::of_golden("");
    office.build(Basis::Today);
    support::copy(&office.path("outputs/meeting"), &office.path("before"));
    office.amend("inputs/meeting/reports/02-streets/report.md", |text| {
        text.replace("were swept", "were washed")
    });
    office.supplement(&["2"], "2024-07-09");
    let (code, said) = diff(&office.path(""), &["before", "outputs/meeting"]);
    assert!(code == Some(1) && said.contains("[-swept.-] {+washed.+}"), "{said}");
    let late = "outputs/meeting/public/supplements/1/pack.json";
    office.amend(late, |text| text.replace("washed", "watched"));
    let (code, said) = diff(&office.path(""), &["before", "outputs/meeting"]);
    let refused = "`public/supplements/1/pack.json` is not the file that was published";
    assert!(code == Some(2) && said.contains(refused), "{said}");
    std::fs::remove_file(office.path("outputs/meeting/manifest.json")).expect("removed");
    let (code, said) = diff(&office.path(""), &["before", "outputs/meeting"]);
    assert!(code == Some(2) && said.contains("has no manifest.json"), "{said}");
}

#[test]
fn what_is_no_pack_is_said() {
    let place = tempfile::tempdir().expect("a folder");
    let (code, said) = diff(place.path(), &["one", "two"]);
    assert!(code == Some(2) && said.starts_with("fault: diff: could not read `one`"), "{said}");
}

#[test]
fn a_figure_a_venue_and_an_item_that_differ_between_two_builds_are_told() {
    let office = Office::of_golden("");
    let table = |result: &str| {
        format!(
            "Code,Indicator,Priority,Unit,Better,Decimal places,Period,Result,Target\nST1,Streets swept on time,Clean streets,%,higher,2,2024/25 Q1,{result},90%\n"
        )
    };
    let folder = "inputs/meeting/reports/02-streets";
    std::fs::remove_file(office.path(folder).join("kpi.xlsx")).expect("removed");
    office.write(&format!("{folder}/kpi.csv"), table("95%"));
    office.build(Basis::Today);
    support::copy(&office.path("outputs/meeting"), &office.path("before"));
    office.write(&format!("{folder}/kpi.csv"), table("97%"));
    office.build(Basis::Today);
    let (code, said) = diff(&office.path(""), &["before", "outputs/meeting"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("Figures that differ"), "{said}");
    assert!(said.contains("95.00% -> 97.00%"), "{said}");
}

#[test]
fn however_much_has_changed_members_get_two_pages() {
    let office = Office::of_golden("");
    let (count, long) = (60, "words that go on ".repeat(120));
    let table = |result: usize| {
        let rows = (0..count).map(|n| {
            let result = if n == count - 1 && result < 90 { 10 } else { result };
            format!("ST{n},Streets {n} swept on time,Clean streets,%,higher,2,2024/25 Q1,{result}%,90%\n")
        });
        let head = "Code,Indicator,Priority,Unit,Better,Decimal places,Period,Result,Target\n";
        format!("{head}{}", rows.collect::<String>())
    };
    let folder = "inputs/meeting/reports/02-streets";
    std::fs::remove_file(office.path(folder).join("kpi.xlsx")).expect("removed");
    office.write(&format!("{folder}/kpi.csv"), table(95));
    let report = format!("{folder}/report.md");
    office.amend(&report, |text| format!("{text}\n{long}\n"));
    office.build(Basis::Today);
    support::copy(&office.path("outputs/meeting"), &office.path("before"));
    office.write(&format!("{folder}/kpi.csv"), table(85));
    office.amend(&report, |text| text.replace("words that", "other words that"));
    office.build(Basis::Today);
    let (code, said) =
        diff(&office.path(""), &["before", "outputs/meeting", "--pdf", "changes.pdf"]);
    assert_eq!(code, Some(1), "{said}");
    let pdf = Document::load(office.path("changes.pdf")).expect("a PDF");
    assert_eq!(pdf.get_pages().len(), 2);
    let text = pdf.extract_text(&[1, 2]).expect("text");
    // What is red now comes before what is amber, and texts give way to both.
    assert!(text.contains("ST59") && text.contains("more."), "{text}");
    let (turned, other) = (text.find("Turned for the worse"), text.find("Texts that differ"));
    assert!(turned.is_some() && turned < other, "{text}");
}
