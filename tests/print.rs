//! Editions for printing: double-sided, as a booklet, in large print; each read
//! back and held against the published pack.

mod support;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use agendapack::pipeline::{self, Built, PrintEdition, Readers, Silent, Workspace};
use agendapack::write::pdf::conform;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};
use support::pdf;

struct Sample {
    folder: tempfile::TempDir,
    built: Built,
    pack: Document,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let outcome = support::build_into(&support::sample(), &folder.path().join("pack"));
    let built = outcome.built.expect("built");
    let pack = std::fs::read(built.folder.join("public/agenda-pack.pdf")).expect("a pack");
    Sample { folder, built, pack: pdf::open(&pack) }
});

/// Makes an edition of the sample, checks that it conforms, and returns it.
fn printed(edition: &PrintEdition) -> Document {
    let workspace = Workspace {
        output: SAMPLE.folder.path().join("pack"),
        ..Workspace::of(&support::sample()).expect("a workspace")
    };
    let printed = pipeline::print(&workspace, edition, Readers::Public, &Silent).expect("no fault");
    let bytes = std::fs::read(printed.written.expect("written").path).expect("a file");
    conform("edition", &bytes).expect("conforms");
    pdf::open(&bytes)
}

fn item(number: &str) -> String {
    number.into()
}

const BLANK: &str = "This page is intentionally left blank";

#[test]
fn every_report_begins_on_a_right_hand_page() {
    let duplex = printed(&PrintEdition::Duplex);
    let (labels, pages) = (pdf::labels(&duplex), pdf::pages(&duplex));
    for item in &SAMPLE.built.manifest.items {
        let first = item.first.to_string();
        let before = labels.iter().position(|label| *label == first).expect("its first page");
        assert_eq!(before % 2, 0, "item {} begins on physical page {}", item.number, before + 1);
    }
    let blank: Vec<usize> = (0..pages.len()).filter(|index| labels[*index].is_empty()).collect();
    assert_eq!(blank.len(), 1, "{labels:?}");
    assert!(blank.iter().all(|index| pages[*index] == BLANK));
}

#[test]
fn pages_of_the_double_sided_pack_are_those_of_the_pack_in_order() {
    let duplex = printed(&PrintEdition::Duplex);
    let pages: Vec<String> = pdf::pages(&duplex).into_iter().filter(|text| text != BLANK).collect();
    assert_eq!(pages, pdf::pages(&SAMPLE.pack));
    let numbers: Vec<String> =
        pdf::labels(&duplex).into_iter().filter(|label| !label.is_empty()).collect();
    assert_eq!(numbers, pdf::labels(&SAMPLE.pack));
    let titles = |document: &Document| -> Vec<String> {
        pdf::bookmarks(document).into_iter().map(|bookmark| bookmark.title).collect()
    };
    assert_eq!(titles(&duplex), titles(&SAMPLE.pack));
    assert!(!pdf::link_pages(&duplex).is_empty());
}

#[test]
fn a_folded_booklet_reads_in_order() {
    let booklet = printed(&PrintEdition::Booklet { item: item("8") });
    let sides: Vec<[String; 2]> = pdf::pages(&booklet).iter().map(|text| halves(text)).collect();
    assert_eq!(sides.len() % 2, 0, "sheets have two sides");
    let sheets: Vec<&[[String; 2]]> = sides.chunks(2).collect();
    // Sheets lie in each other, the first outermost; each is opened on the right,
    // and read on its back; then the other way round.
    let mut read = Vec::new();
    for sheet in &sheets {
        read.extend([sheet[0][1].clone(), sheet[1][0].clone()]);
    }
    for sheet in sheets.iter().rev() {
        read.extend([sheet[1][1].clone(), sheet[0][0].clone()]);
    }
    let own = &SAMPLE.built.manifest.items[0];
    let mut expected: Vec<String> = (own.first..=own.last).map(|page| page.to_string()).collect();
    expected.resize(read.len(), "blank".into());
    assert!(read.len() - expected.iter().filter(|page| *page != "blank").count() < 4);
    assert_eq!(read, expected);
}

/// Returns the numbers of the left and the right page of a sheet's side.
fn halves(text: &str) -> [String; 2] {
    let mut found: Vec<(usize, String)> = text
        .match_indices(BLANK)
        .map(|(at, _)| (at, "blank".to_string()))
        .chain(text.match_indices("Page ").filter_map(|(at, word)| {
            let digits = text[at + word.len()..].chars().take_while(char::is_ascii_digit);
            Some((at, digits.collect::<String>())).filter(|(_, number)| !number.is_empty())
        }))
        .collect();
    found.sort();
    let numbers: Vec<String> = found.into_iter().map(|(_, number)| number).collect();
    numbers.try_into().unwrap_or_else(|found| panic!("not two pages: {found:?} in {text}"))
}

#[test]
fn every_page_of_a_booklet_is_a_figure_that_says_where_the_accessible_one_is() {
    let booklet = printed(&PrintEdition::Booklet { item: item("8") });
    let own = &SAMPLE.built.manifest.items[0];
    let mut expected: Vec<String> = (own.first..=own.last)
        .map(|page| format!("Page {page} of the agenda pack, set for a printed booklet."))
        .collect();
    let mut found = alternatives(&booklet);
    assert!(found.iter().all(|text| text.contains("is the file items/08-quarter-3")), "{found:?}");
    for text in &mut found {
        text.truncate(text.find(" The").expect("two sentences"));
    }
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    for page in booklet.get_pages().into_values() {
        let [width, height] = size(&booklet, page);
        assert!((width - 841.89).abs() < 0.1 && (height - 595.276).abs() < 0.1, "A4, wide");
    }
}

fn alternatives(document: &Document) -> Vec<String> {
    let elements = document.objects.values().filter_map(|object| object.as_dict().ok());
    let figures =
        elements.filter(|e| e.get(b"S").and_then(Object::as_name).is_ok_and(|s| s == b"Figure"));
    let alternative = |e: &Dictionary| lopdf::decode_text_string(e.get(b"Alt").expect("an Alt"));
    figures.map(|figure| alternative(figure).expect("text")).collect()
}

fn size(document: &Document, page: lopdf::ObjectId) -> [f64; 2] {
    let page = document.get_dictionary(page).expect("a page");
    let points = page.get(b"MediaBox").and_then(Object::as_array).expect("a box");
    let number = |index: usize| f64::from(points[index].as_float().expect("a number"));
    [number(2) - number(0), number(3) - number(1)]
}

#[test]
fn nothing_in_large_print_is_under_18_point() {
    let large = printed(&PrintEdition::LargePrint { item: None });
    for (number, page) in large.get_pages() {
        let smallest = sizes(&large, page).into_iter().reduce(f64::min).expect("some text");
        assert!(smallest >= 17.99, "{smallest} on page {number}");
        let [width, height] = size(&large, page);
        assert!(width < height, "page {number} is upright");
    }
    // The measure itself: the pack has smaller letters.
    let page = SAMPLE.pack.get_pages()[&7];
    assert!(sizes(&SAMPLE.pack, page).into_iter().reduce(f64::min).expect("text") < 10.0);
}

/// Returns the size of every run of text on a page, in points, as it is printed.
fn sizes(document: &Document, page: lopdf::ObjectId) -> Vec<f64> {
    let content = Content::decode(&document.get_page_content(page)).expect("operators");
    let (mut scale, mut saved, mut size, mut text, mut found) =
        (1.0, Vec::new(), 0.0, 1.0, Vec::new());
    for operation in &content.operations {
        let number =
            |index: usize| f64::from(operation.operands[index].as_float().expect("a number"));
        let factor = || (number(0) * number(3) - number(1) * number(2)).abs().sqrt();
        match operation.operator.as_str() {
            "q" => saved.push(scale),
            "Q" => scale = saved.pop().expect("a saved state"),
            "cm" => scale *= factor(),
            "BT" => text = 1.0,
            "Tm" => text = factor(),
            "Tf" => size = number(1),
            "Tj" | "TJ" => found.push(size * scale * text),
            _ => {}
        }
    }
    found
}

#[test]
fn every_heading_in_large_print_says_the_packs_page() {
    let large = printed(&PrintEdition::LargePrint { item: None });
    let pages = pdf::pages(&large);
    let (pack, numbers) = (pdf::pages(&SAMPLE.pack), pdf::labels(&SAMPLE.pack));
    let bookmarks = pdf::bookmarks(&large);
    let mut checked = Vec::new();
    for bookmark in bookmarks.iter().filter(|bookmark| bookmark.depth > 0) {
        // A page has an item's number at its head, a bookmark before the title.
        let own = match bookmark.title.split_once(". ") {
            Some((number, title)) if number.bytes().all(|b| b.is_ascii_digit()) => title,
            _ => &bookmark.title,
        };
        let title = letters(own);
        let Some(number) = said(&pages[bookmark.page as usize - 1], &title) else { continue };
        let at = numbers.iter().position(|label| *label == number).expect("a page of the pack");
        assert!(letters(&pack[at]).contains(&title), "{} is on page {number}", bookmark.title);
        checked.push(own.to_string());
    }
    for expected in [
        "Legal Governance and Democratic Services: quarter 3 performance report",
        "Work programme 2018/19",
        "Performance indicators: quarter 3 2017/18",
        "CE_R01 Failure to deliver successful elections",
        "CS02a Percentage stage 1 complaints resolved in 15 days for the Council",
    ] {
        assert!(
            checked.iter().any(|title| title == expected),
            "{expected} is not among {checked:#?}"
        );
    }
    let below_sections = bookmarks.iter().filter(|b| b.depth >= 4).count();
    assert_eq!(below_sections, 25, "every indicator has a heading");
    assert!(checked.len() > 60, "{} headings say their page", checked.len());
}

/// Returns the page that is said right after a heading, the first of a range.
fn said(text: &str, title: &str) -> Option<String> {
    let mut matches = text.match_indices("Pack page");
    let (at, words) = matches.find(|(at, _)| letters(&text[..*at]).ends_with(title))?;
    let after = text[at + words.len()..].trim_start_matches(['s', ' ']);
    Some(after.chars().take_while(char::is_ascii_digit).collect())
}

/// Returns a text without its spaces and the marks where a word may break.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

#[test]
fn the_agenda_in_large_print_gives_both_numbers() {
    let large = printed(&PrintEdition::LargePrint { item: None });
    let pages = pdf::pages(&large);
    for (number, text) in (1..).zip(&pages) {
        assert!(text.contains(&format!("Large print page {number}")), "{text}");
    }
    let agenda = letters(&pages[..6].concat());
    for item in &SAMPLE.built.manifest.items {
        let range = agendapack::view::ranges::pages(item.first, item.last);
        assert!(agenda.contains(&letters(&format!("Pack p{}", &range[1..]))), "{agenda}");
    }
    let first = pages.iter().position(|text| text.contains("Agenda Item 8")).expect("item 8") + 1;
    assert!(agenda.contains(&format!("(Largeprintpages{first}–")), "{agenda}");
}

#[test]
fn one_item_in_large_print_is_a_document_with_its_own_heading() {
    let large = printed(&PrintEdition::LargePrint { item: Some(item("10")) });
    assert_eq!(pdf::heading_levels(&large)[0], 1);
    assert_eq!(pdf::title(&large), "Agenda item 10: Work programme 2018/19 (large print)");
    let pages = pdf::pages(&large);
    let own = &SAMPLE.built.manifest.items[2];
    let range = agendapack::view::ranges::pages(own.first, own.last);
    assert!(letters(&pages[0]).contains(&letters(&format!("Pack p{}", &range[1..]))));
    assert!(pages.iter().all(|text| text.contains("Agenda Item 10")));
}

#[test]
fn the_figures_of_an_indicator_in_large_print_stay_together() {
    let large = printed(&PrintEdition::LargePrint { item: Some(item("9")) });
    let pages: Vec<String> = pdf::pages(&large).iter().map(|text| letters(text)).collect();
    let on = |page: &str| page.matches("Thisperiod,").count();
    assert_eq!(pages.iter().map(|page| on(page)).sum::<usize>(), 17);
    for page in pages.iter().filter(|page| on(page) > 0) {
        assert_eq!(on(page), page.matches("Lastfour:").count(), "{page}");
        assert!(on(page) <= page.matches("Trend:").count(), "{page}");
    }
}

#[test]
fn fonts_in_large_print_are_upright() {
    let large = printed(&PrintEdition::LargePrint { item: Some(item("8")) });
    let names = large.objects.values().filter_map(|object| {
        let name = object.as_dict().ok()?.get(b"BaseFont").and_then(Object::as_name).ok()?;
        Some(String::from_utf8_lossy(name).into_owned())
    });
    let names: Vec<String> = names.collect();
    assert!(!names.is_empty());
    assert!(names.iter().all(|name| name.contains("NotoSans") && !name.contains("Italic")));
}

/// A workspace with the sample in it, and the command's output for some arguments.
fn workspace() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    support::copy(support::sample().parent().expect("inputs"), &folder.path().join("inputs"));
    let meeting = folder.path().join("inputs/2018-03-06-finance-and-resources");
    (folder, meeting)
}

fn run(arguments: &[&str], meeting: &Path) -> (Option<i32>, String) {
    let command = support::agendapack()
        .arg(arguments[0])
        .arg(meeting)
        .args(&arguments[1..])
        .env("NO_COLOR", "1")
        .output()
        .expect("a run");
    let said = [command.stdout, command.stderr].concat();
    (command.status.code(), String::from_utf8(said).expect("text"))
}

#[test]
fn what_was_published_is_not_touched_and_the_same_inputs_give_the_same_bytes() {
    let (folder, meeting) = workspace();
    assert_eq!(run(&["build"], &meeting).0, Some(0));
    let output = folder.path().join("outputs/2018-03-06-finance-and-resources");
    let published = files(&output);
    assert_eq!(run(&["print", "--duplex"], &meeting).0, Some(0));
    let first = std::fs::read(output.join("print/agenda-pack-duplex.pdf")).expect("a file");
    assert_eq!(run(&["print", "--duplex"], &meeting).0, Some(0));
    let again = std::fs::read(output.join("print/agenda-pack-duplex.pdf")).expect("a file");
    assert!(first == again, "the same bytes");
    let mut now = files(&output);
    now.retain(|(path, _)| !path.starts_with(output.join("print")));
    assert!(now == published, "nothing else changed");
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = std::fs::read(&path).expect("a file");
            found.push((path, bytes));
        }
    }
    found.sort();
    found
}

#[test]
fn pages_that_have_moved_since_the_build_are_said() {
    let (_folder, meeting) = workspace();
    assert_eq!(run(&["build"], &meeting).0, Some(0));
    let (_, said) = run(&["print", "--duplex"], &meeting);
    assert!(!said.contains("not those of the pack"), "{said}");
    let report = meeting.join("reports/08-legal-governance/report.md");
    let text = std::fs::read_to_string(&report).expect("text");
    std::fs::write(&report, text + &"\n\nOne more paragraph of the narrative.".repeat(60))
        .expect("written");
    let (code, said) = run(&["print", "--duplex"], &meeting);
    assert_eq!(code, Some(0));
    assert!(said.contains("these items have other pages there: 8, 9, 10"), "{said}");
}

/// A limit that moved recolours an edition, though its pages stay where they are.
#[test]
fn settings_that_have_changed_since_the_build_are_said() {
    let (folder, meeting) = workspace();
    assert_eq!(run(&["build"], &meeting).0, Some(0));
    let council = folder.path().join("inputs/council.toml");
    let text = std::fs::read_to_string(&council).expect("text");
    let other = text.replacen("amber-margin = 35", "amber-margin = 34", 1);
    assert!(other != text);
    std::fs::write(&council, other).expect("written");
    let (code, said) = run(&["print", "--duplex"], &meeting);
    assert_eq!(code, Some(0));
    assert!(said.contains("that are not those of the pack: council.toml"), "{said}");
}

#[test]
fn an_item_without_papers_and_inputs_with_errors_print_nothing() {
    let (folder, meeting) = workspace();
    let (code, said) = run(&["print", "--booklet", "--item", "3"], &meeting);
    assert_eq!(code, Some(2));
    assert!(
        said.contains("item `3` has no papers in the public pack; items with papers: 8, 9, 10")
    );
    std::fs::write(meeting.join("reports/08-legal-governance/report.md"), "no cover")
        .expect("written");
    let (code, said) = run(&["print", "--large-print"], &meeting);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("error[") && !folder.path().join("outputs").exists());
}

#[test]
fn one_edition_is_made_at_a_time_and_a_booklet_is_of_an_item() {
    let (_folder, meeting) = workspace();
    for arguments in [
        &["print"][..],
        &["print", "--booklet"],
        &["print", "--duplex", "--large-print"],
        &["print", "--duplex", "--item", "8"],
    ] {
        let (code, said) = run(arguments, &meeting);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(said.contains("Usage: agendapack print"), "{said}");
    }
}
