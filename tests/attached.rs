//! Papers made elsewhere in a meeting's pack: at their places, with the pack's numbers,
//! tags and bookmarks, in single papers and supplements, and never in public where they
//! are exempt.

#[path = "support/graft/mod.rs"]
mod graft;
mod support;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use agendapack::pipeline::{
    Built, PrintEdition, Readers, Silent, Supplement, Workspace, build, print, supplement,
};
use graft::builder::Built as Written;
use support::{canary, fixture, pdf};

/// A page that says something, in a font that every reader has.
fn plain(words: &str) -> Vec<u8> {
    let font = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>";
    let content = format!("BT /F 12 Tf 100 500 Td ({words}) Tj ET");
    let pages = [("/MediaBox[0 0 595 842]", content.as_str())];
    Written::of("", font, &pages).bytes()
}

/// Lays out the meeting of `tests/fixtures/exempt` with papers made elsewhere: the minutes
/// as item 1a, an open appendix with tags, and an exempt one without.
fn lay(to: &Path) -> PathBuf {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/exempt");
    fixture::lay(&[&fixture], to);
    let meeting = to.join("meeting");
    let mut book = support::edit::Book::open(meeting.join("meeting.xlsx"));
    book.text("Agenda", "B2", "Minutes of the last meeting")
        .text("Agenda", "C2", "minutes")
        .text("Agenda", "D2", "minutes.pdf")
        .save();
    let reports = meeting.join("reports");
    std::fs::write(reports.join("minutes.pdf"), graft::tagged_paper("Minutes", "en"))
        .expect("written");
    let streets = reports.join("02-streets");
    let write = |name: &str, bytes: Vec<u8>| {
        std::fs::write(streets.join(name), bytes).expect("written");
    };
    write("appendix-b-costs.pdf", graft::tagged_paper("Costs", "en"));
    write("canarypaper.pdf", plain("The canarypage offers of the bidders"));
    let report = streets.join("report.md");
    let text = std::fs::read_to_string(&report).expect("a report");
    let appendices = r#"
[[appendices]]
file = "appendix-b-costs.pdf"
title = "What the streets cost"

[[appendices]]
file = "canarypaper.pdf"
title = "Canarybids for the contract"
label = "C"
alternative-text = "A canarytable of bids"
part = 2
exempt-paragraph = "paragraph 3"
public-interest = "The bids are open."

[[glossary]]"#;
    std::fs::write(&report, text.replacen("[[glossary]]", appendices.trim_start(), 1))
        .expect("written");
    meeting
}

struct Made {
    _folder: tempfile::TempDir,
    meeting: PathBuf,
    built: Built,
}

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let meeting = lay(&folder.path().join("inputs"));
    let outcome = support::build_into(&meeting, &folder.path().join("pack"));
    let built = outcome.built.unwrap_or_else(|| panic!("errors: {:#?}", outcome.diagnostics));
    Made { _folder: folder, meeting, built }
});

fn output(path: &str) -> lopdf::Document {
    pdf::open(&std::fs::read(MADE.built.folder.join(path)).expect("a file"))
}

/// Returns the text of every page, stamps among it: what a reader sees.
fn texts(file: &Path) -> Vec<String> {
    let bytes = std::fs::read(file).expect("a file");
    let survey = agendapack::survey::survey(&bytes, &agendapack::survey::Limits::default());
    let pages = survey.unwrap_or_else(|refused| panic!("{refused}")).pages;
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    pages.iter().map(|page| folded(&page.text)).collect()
}

fn shown(path: &str) -> Vec<String> {
    texts(&MADE.built.folder.join(path))
}

#[test]
fn every_page_bears_the_packs_number_and_the_papers_label() {
    let pages = shown("public/agenda-pack.pdf");
    let minutes: Vec<&String> =
        pages.iter().filter(|text| text.contains("Agenda Item 1 ")).collect();
    assert!(minutes.len() >= 2, "the paper has two pages: {minutes:?}");
    let costs: Vec<usize> = (0..pages.len())
        .filter(|page| pages[*page].contains("Agenda Item 2 · Appendix B"))
        .collect();
    assert_eq!(costs.len(), 2, "{pages:#?}");
    for (index, page) in pages.iter().enumerate().filter(|(index, _)| costs.contains(index)) {
        assert!(page.contains("Page "), "page {index} has no number: {page}");
    }
    assert!(pages[costs[0]].contains("A paper with a link"), "its text can be searched");
}

#[test]
fn the_agenda_says_on_which_pages_a_paper_is() {
    let pages = shown("public/agenda-pack.pdf");
    let record = &MADE.built.manifest;
    let minutes = record.items.iter().find(|item| item.number == "1").expect("item 1");
    assert_eq!(minutes.last - minutes.first, 1);
    let said = format!("(Pages {} – {})", minutes.first, minutes.last);
    assert!(pages[..minutes.first as usize - 1].iter().any(|page| page.contains(&said)), "{said}");
    let costs = record.attached.iter().find(|paper| paper.label.is_some()).expect("appendix B");
    assert_eq!((costs.item.as_str(), costs.label.as_deref()), ("2", Some("Appendix B")));
    assert!(pages[costs.first as usize - 1].contains("Appendix B"));
}

#[test]
fn a_pack_of_tagged_papers_stays_what_it_is() {
    assert_eq!(MADE.built.manifest.conforms, ["PDF/A-2a", "PDF/UA-1"]);
    let bytes = std::fs::read(MADE.built.folder.join("public/agenda-pack.pdf")).expect("a pack");
    agendapack::write::pdf::conform("the pack", &bytes).unwrap_or_else(|fault| panic!("{fault}"));
}

#[test]
fn its_bookmarks_stand_under_its_items() {
    let bookmarks = pdf::bookmarks(&output("public/agenda-pack.pdf"));
    let titles: Vec<&str> = bookmarks.iter().map(|bookmark| bookmark.title.as_str()).collect();
    let at = |title: &str| {
        let found = titles.iter().position(|known| known.contains(title));
        found.unwrap_or_else(|| panic!("no `{title}` in {titles:#?}"))
    };
    assert!(at("Minutes of the last meeting") < at("Streets"));
    assert!(at("Streets") < at("Appendix B: What the streets cost"));
    assert!(titles.iter().filter(|title| title.contains("First section")).count() >= 2);
}

#[test]
fn an_exempt_paper_is_in_the_private_pack_alone() {
    let searched = canary::search_public(&MADE.built.folder);
    assert!(searched >= 6, "{searched} files");
    let pages = shown("private/agenda-pack.pdf");
    let exempt: Vec<&String> =
        pages.iter().filter(|page| page.contains("canarypage offers")).collect();
    assert_eq!(exempt.len(), 1);
    assert!(exempt[0].contains("Not for publication"), "{}", exempt[0]);
    assert!(exempt[0].contains("Appendix C"), "{}", exempt[0]);
    let public = shown("public/agenda-pack.pdf");
    assert!(
        public.iter().any(|page| page.contains("appendix of this report is not for publication"))
    );
}

#[test]
fn a_pack_claims_no_more_than_its_worst_paper() {
    let bytes = std::fs::read(MADE.built.folder.join("private/agenda-pack.pdf")).expect("a pack");
    let fault = agendapack::write::pdf::conform("the pack", &bytes);
    assert!(fault.is_err(), "Helvetica is not embedded");
    let text = String::from_utf8_lossy(&bytes);
    let manifest =
        std::fs::read(MADE.built.folder.join("private/manifest.json")).expect("a record");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    assert_eq!(manifest["conforms"], serde_json::json!([]));
    assert!(!text.contains("pdfaid:part") && !text.contains("pdfuaid:part"));
}

#[test]
fn each_paper_is_a_file_of_its_own() {
    let folder = &MADE.built.folder;
    let item = shown("public/items/01-minutes-of-the-last-meeting.pdf");
    assert_eq!(item.len(), 2);
    let appendix = texts(&folder.join("public/appendices/02-street-cleaning-appendix-b.pdf"));
    assert_eq!(appendix.len(), 2);
    assert!(appendix[0].contains("Agenda Item 2 · Appendix B"), "{}", appendix[0]);
}

#[test]
fn the_statement_says_what_each_paper_is() {
    let read = |path: &str| std::fs::read_to_string(MADE.built.folder.join(path)).expect("a file");
    let public = read("public/accessibility-statement.html");
    assert!(public.contains("Agenda item 2, Appendix B: What the streets cost"), "{public}");
    assert!(public.contains("Tagged: its headings"), "{public}");
    let private = read("private/accessibility-statement.html");
    assert!(private.contains("Not tagged: each page is a figure"), "{private}");
    assert!(private.contains("claims neither"), "{private}");
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let again = support::build_into(&MADE.meeting, folder.path());
    let again = again.built.expect("built").folder;
    for path in canary::files(&MADE.built.folder) {
        let name = path.strip_prefix(&MADE.built.folder).expect("below it");
        if name.starts_with("print") {
            continue;
        }
        let (one, other) = (std::fs::read(&path), std::fs::read(again.join(name)));
        assert!(one.expect("a file") == other.expect("the same file"), "{}", name.display());
    }
}

#[test]
fn print_editions_have_the_papers_or_say_where_they_are() {
    let workspace = Workspace {
        output: tempfile::tempdir().expect("a folder").keep(),
        ..Workspace::of(&MADE.meeting).expect("a workspace")
    };
    let made = |edition: &PrintEdition| print(&workspace, edition, Readers::Public, &Silent);
    let duplex = made(&PrintEdition::Duplex).expect("no fault").written.expect("written");
    let pages = pdf::pages(&pdf::open(&std::fs::read(duplex.path).expect("a file")));
    assert!(pages.iter().any(|page| page.contains("A paper with a link")));
    let large = made(&PrintEdition::LargePrint { item: None }).expect("no fault");
    let large = std::fs::read(large.written.expect("written").path).expect("a file");
    let pages = pdf::pages(&pdf::open(&large)).join(" ");
    assert!(pages.contains("This paper was made elsewhere"), "{pages}");
    let booklet = made(&PrintEdition::Booklet { item: "2".into() });
    let said = booklet.expect_err("no booklet").to_string();
    assert!(said.contains("a booklet cannot hold"), "{said}");
}

/// A short tagged paper that says something.
fn tagged(words: &str) -> Vec<u8> {
    let source = format!(
        "#set document(title: \"{words}\", date: datetime(year: 2018, month: 3, day: 6))\n\
         #set text(lang: \"en\", font: \"Noto Sans\")\n= {words}\nAs they were agreed."
    );
    let made = graft::typst(&source, &serde_json::json!({}));
    agendapack::write::pdf::compact(&made).expect("a paper")
}

#[test]
fn a_supplement_brings_a_paper_in_another_form_and_keeps_what_was_published() {
    let folder = tempfile::tempdir().expect("a folder");
    let meeting = lay(&folder.path().join("inputs"));
    let workspace = Workspace {
        output: folder.path().join("pack"),
        ..Workspace::of(&meeting).expect("a workspace")
    };
    build(&workspace, &Silent).expect("no fault").built.expect("built");
    std::fs::write(meeting.join("reports/minutes.pdf"), tagged("Minutes as agreed"))
        .expect("written");
    let request =
        Supplement { items: vec!["1".into()], published: "2024-07-09".parse().expect("a date") };
    let outcome = supplement(&workspace, &request, &Silent).expect("no fault");
    assert!(outcome.built.is_some(), "{:#?}", outcome.diagnostics);
    let read = |path: &str| texts(&workspace.output.join(path));
    let late = read("public/supplements/1/agenda-supplement-1.pdf");
    assert!(late.iter().any(|page| page.contains("Paper made elsewhere")), "{late:#?}");
    let paper = late.iter().find(|page| page.contains("Minutes as agreed As they were agreed"));
    assert!(paper.is_some_and(|page| page.contains("Agenda Item 1 ")), "{late:#?}");
    let whole = read("public/agenda-pack-consolidated.pdf");
    assert!(whole.iter().any(|page| page.contains("As they were agreed")), "{whole:#?}");
    let costs = whole.iter().filter(|page| page.contains("Agenda Item 2 · Appendix B"));
    assert_eq!(costs.count(), 2, "the paper of item 2 is where it was");
    canary::search_public(&workspace.output);

    // A later supplement needs the file that was published.
    std::fs::write(meeting.join("reports/02-streets/appendix-b-costs.pdf"), tagged("Other costs"))
        .expect("written");
    let request = Supplement { items: vec!["1".into()], ..request };
    let fault = supplement(&workspace, &request, &Silent).map(|outcome| outcome.diagnostics);
    let said = format!("{fault:?}");
    assert!(said.contains("put it back") || said.contains("not in the supplement"), "{said}");
}
