//! The sample meeting's finished pack, read back.

mod support;

use std::path::Path;
use std::sync::LazyLock;

use agendapack::pipeline::Built;
use support::pdf::{self, Bookmark};

struct Sample {
    _folder: tempfile::TempDir,
    built: Built,
    pdf: Vec<u8>,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let outcome = support::build_into(&support::sample(), &folder.path().join("pack"));
    let built = outcome
        .built
        .unwrap_or_else(|| panic!("the sample has errors: {:#?}", outcome.diagnostics));
    let pdf = std::fs::read(built.folder.join("public/agenda-pack.pdf")).expect("a pack");
    Sample { _folder: folder, built, pdf }
});

fn pages() -> Vec<String> {
    pdf::pages(&pdf::open(&SAMPLE.pdf))
}

#[test]
fn every_page_bears_its_number() {
    for (number, text) in (1..).zip(pages()) {
        assert!(text.contains(&format!("Page {number}")), "page {number} reads: {text}");
    }
}

#[test]
fn every_range_on_the_front_sheet_is_the_items_real_pages() {
    let pages = pages();
    let agenda: String =
        pages.iter().take_while(|text| !text.contains("Agenda Item")).cloned().collect();
    for (number, title) in [
        ("8", "Legal Governance and Democratic Services: quarter 3 performance report"),
        ("9", "Performance, People and Innovation: quarter 3 performance report"),
        ("10", "Work programme 2018/19"),
    ] {
        let label = format!("Agenda Item {number}");
        let own: Vec<usize> = (1..)
            .zip(&pages)
            .filter(|(_, text)| {
                text.split(&label)
                    .skip(1)
                    .any(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
            })
            .map(|(page, _)| page)
            .collect();
        let (first, last) = (own[0], own[own.len() - 1]);
        assert_eq!(own.len(), last - first + 1, "item {number} is in one piece");
        let at = agenda.find(title).unwrap_or_else(|| panic!("{title} is on the agenda: {agenda}"));
        let shown = &agenda[at + title.len()..];
        let range = format!("(Pages {first} – {last})");
        assert!(shown.trim_start().starts_with(&range), "{title}: {range} is not {shown}");
    }
}

#[test]
fn manifest_and_front_sheet_agree_on_the_ranges() {
    let agenda = pages()[1].clone();
    let items = &SAMPLE.built.manifest.items;
    assert_eq!(items.len(), 3);
    for item in items {
        let range = agendapack::view::ranges::pages(item.first, item.last);
        assert!(agenda.contains(&format!("({range})")), "{range} is not in {agenda}");
    }
}

#[test]
fn bookmarks_mirror_the_agenda() {
    let bookmarks = pdf::bookmarks(&pdf::open(&SAMPLE.pdf));
    let agenda = bookmarks.iter().position(|b| b.title == "Agenda").expect("the agenda");
    let items: Vec<&Bookmark> = bookmarks[agenda + 1..].iter().filter(|b| b.depth == 1).collect();
    assert_eq!(items.len(), 10);
    assert_eq!((items[0].title.as_str(), items[0].page), ("1. Minutes", 2));
    let item = &SAMPLE.built.manifest.items[1];
    assert_eq!(items[8].page, item.first);
}

#[test]
fn page_labels_are_the_printed_numbers() {
    let document = pdf::open(&SAMPLE.pdf);
    let catalog = document.catalog().expect("a catalog");
    let labels = pdf::dictionary(&document, catalog.get(b"PageLabels").expect("page labels"))
        .expect("a number tree");
    let numbers = labels.get(b"Nums").and_then(lopdf::Object::as_array).expect("labels");
    assert_eq!(numbers[0].as_i64().expect("a page"), 0, "the first page has a label");
    let style = pdf::dictionary(&document, &numbers[1]).expect("a style");
    assert_eq!(style.get(b"S").and_then(lopdf::Object::as_name).expect("a style"), b"D");
}

#[test]
fn the_eleven_targeted_indicators_are_seven_green_and_four_amber() {
    let text = pages().join(" ");
    assert!(
        text.contains("Of the 11 indicators with a target, seven are green and four are amber.")
    );
}

#[test]
fn nothing_out_of_nothing_is_no_activity_and_never_100_percent() {
    let text = pages().join(" ");
    assert!(text.contains("No activity 0 / 0"), "LG06 and LG09 counted nothing");
    assert!(!text.contains("100.00% 0 / 0"));
}

#[test]
fn a_code_is_found_as_it_is_written() {
    let text = pages().join(" ");
    assert!(text.contains("PP_R011") && !text.contains('\u{200b}'));
}

#[test]
fn a_table_that_goes_on_is_named_at_the_head_of_the_page() {
    let pages = pages();
    let number = |code: &str| {
        let found = pages
            .iter()
            .position(|page| page.contains(&format!("Trend Comments and actions {code} ")));
        found.unwrap_or_else(|| panic!("no table goes on with {code}"))
    };
    let goes_on = &pages[number("HR03")];
    assert!(
        goes_on.starts_with("Dacorum Delivers: Performance excellence Agenda Item 9"),
        "{goes_on}"
    );
    let begins = &pages[number("HR02a")];
    assert!(
        begins.starts_with("Agenda Item 9 Dacorum Delivers: Performance excellence"),
        "{begins}"
    );
}

#[test]
fn a_trend_has_the_targets_of_its_time() {
    let document = pdf::open(&SAMPLE.pdf);
    let told = document.objects.values().find_map(|object| {
        let alternative = object.as_dict().ok()?.get(b"Alt").ok()?;
        let text = lopdf::decode_text_string(alternative).ok()?;
        text.starts_with("Trend of HR05").then_some(text)
    });
    assert_eq!(
        told.as_deref(),
        Some(
            "Trend of HR05: Sep 2016: 0.75, target 2; Jun 2017: 0.63, target 0.54; Sep 2017: 0.91, target 0.76"
        )
    );
}

#[test]
fn the_pack_says_who_wrote_it_in_which_language() {
    let document = pdf::open(&SAMPLE.pdf);
    let catalog = document.catalog().expect("a catalog");
    let language = catalog.get(b"Lang").and_then(lopdf::Object::as_str).expect("a language");
    assert_eq!(language, b"en-GB");
    let tags = pdf::tags(&document);
    for tag in ["H1", "H2", "H3", "H4", "Table", "TH", "TD", "Link", "Figure", "L"] {
        assert!(tags.contains_key(tag), "{tag} is not among {tags:?}");
    }
}

#[test]
fn the_same_inputs_twice_give_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    // Another folder, another path: neither may leave a trace.
    let inputs = folder.path().join("elsewhere/inputs");
    support::copy(support::sample().parent().expect("inputs"), &inputs);
    let outcome = support::build_into(
        &inputs.join("2018-03-06-finance-and-resources"),
        &folder.path().join("pack"),
    );
    let again = outcome.built.expect("built");
    let names: Vec<_> =
        SAMPLE.built.manifest.outputs.iter().map(|file| file.path.as_str()).collect();
    assert!(names.len() >= 3, "{names:?}");
    for name in names.into_iter().chain(["manifest.json"]) {
        let read = |folder: &Path| std::fs::read(folder.join(name)).expect("a file");
        assert!(read(&SAMPLE.built.folder) == read(&again.folder), "{name} differs");
    }
}
