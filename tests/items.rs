//! Papers one by one: every item and every appendix of the sample, held against
//! the pack.

mod support;

use std::sync::LazyLock;

use agendapack::pipeline::{Basis, Built, Extent, Silent, Workspace, build};
use agendapack::write::pdf::conform;
use lopdf::Document;
use support::office::Office;
use support::pdf;

struct Sample {
    _folder: tempfile::TempDir,
    built: Built,
    pack: Document,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let outcome = support::build_into(&support::sample(), &folder.path().join("pack"));
    let built = outcome.built.expect("built");
    let pack = std::fs::read(built.folder.join("public/agenda-pack.pdf")).expect("a pack");
    Sample { _folder: folder, built, pack: pdf::open(&pack) }
});

/// Returns every paper by its path.
fn papers() -> Vec<(String, Vec<u8>)> {
    let outputs = SAMPLE.built.manifest.outputs.iter().map(|file| file.path.clone());
    let papers = outputs.filter(|path| is_pdf(path) && !path.contains("agenda-pack"));
    papers
        .map(|path| {
            let bytes = std::fs::read(SAMPLE.built.folder.join(&path)).expect("a file");
            (path, bytes)
        })
        .collect()
}

fn paper(ending: &str) -> Document {
    let found = papers().into_iter().find(|(path, _)| path.ends_with(ending));
    pdf::open(&found.unwrap_or_else(|| panic!("no {ending}")).1)
}

fn is_pdf(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|ending| ending == "pdf")
}

#[test]
fn every_item_and_every_appendix_is_a_file_of_the_manifest() {
    let names: Vec<String> = papers().into_iter().map(|(path, _)| path).collect();
    let (eight, nine) = (
        "08-quarter-3-performance-report-legal-governance",
        "09-quarter-3-performance-and-risk-report-2017-18-performance",
    );
    assert_eq!(
        names,
        [
            format!("public/items/{eight}-and-democratic-services.pdf"),
            format!("public/appendices/{eight}-indicators.pdf"),
            format!("public/appendices/{eight}-risk-register.pdf"),
            format!("public/items/{nine}-people.pdf"),
            format!("public/appendices/{nine}-indicators.pdf"),
            format!("public/appendices/{nine}-risk-register.pdf"),
            "public/items/10-work-programme-2018-19.pdf".into(),
        ]
    );
}

#[test]
fn every_page_is_the_packs_own_page_of_that_number() {
    let (pack, numbers) = (pdf::pages(&SAMPLE.pack), pdf::labels(&SAMPLE.pack));
    for (path, bytes) in papers() {
        let paper = pdf::open(&bytes);
        let (pages, labels) = (pdf::pages(&paper), pdf::labels(&paper));
        assert!(!pages.is_empty());
        for (text, label) in pages.iter().zip(&labels) {
            let same = numbers.iter().position(|number| number == label).expect("a page");
            assert_eq!(*text, pack[same], "{path}, page {label}");
            assert!(text.contains(&format!("Page {label}")) && text.contains("Agenda Item"));
        }
    }
}

#[test]
fn an_item_has_the_pages_that_the_front_sheet_gives() {
    let endings = ["-democratic-services.pdf", "performance-people.pdf", "-programme-2018-19.pdf"];
    for (item, ending) in SAMPLE.built.manifest.items.iter().zip(endings) {
        let expected: Vec<String> = (item.first..=item.last).map(|page| page.to_string()).collect();
        assert_eq!(pdf::labels(&paper(ending)), expected);
    }
}

#[test]
fn an_appendix_is_all_of_the_appendix_and_nothing_else() {
    let pack = pdf::pages(&SAMPLE.pack).join(" ");
    for (ending, title) in [
        ("governance-indicators.pdf", "Performance indicators: quarter 3 2017/18"),
        ("governance-risk-register.pdf", "Risk register: quarter 3 2017/18"),
    ] {
        let paper = paper(ending);
        let pages = pdf::pages(&paper);
        assert!(pages[0].replace("Agenda Item 8 ", "").starts_with(title), "{}", pages[0]);
        assert!(pack.contains(pages[0].as_str()));
        assert_eq!(pdf::title(&paper), format!("Agenda item 8: {title}"));
    }
    let [first, second] = ["governance-indicators.pdf", "governance-risk-register.pdf"]
        .map(|ending| pdf::labels(&paper(ending)));
    let last: u32 = first.last().expect("a page").parse().expect("a number");
    assert_eq!(second[0], (last + 1).to_string(), "risks follow indicators");
    assert_eq!(second.last(), pdf::labels(&paper("-democratic-services.pdf")).last());
}

#[test]
fn every_paper_conforms_and_begins_with_its_one_heading_of_the_first_level() {
    for (path, bytes) in papers() {
        conform(&path, &bytes).expect("conforms");
        let levels = pdf::heading_levels(&pdf::open(&bytes));
        assert_eq!(levels[0], 1, "{path}");
        let first: Vec<&u8> = levels.iter().filter(|level| **level == 1).collect();
        assert_eq!(first.len(), 1, "{path}: {levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{path}: {levels:?}");
    }
}

#[test]
fn bookmarks_are_those_of_the_pack_below_the_item() {
    let whole = pdf::bookmarks(&SAMPLE.pack);
    let item = &SAMPLE.built.manifest.items[0];
    let at = whole.iter().position(|b| b.page == item.first).expect("the item");
    let below = whole[at + 1..].iter().take_while(|bookmark| bookmark.depth > whole[at].depth);
    // The pack's bookmarks have the numbers of the agenda.
    let title = whole[at].title.strip_prefix("8. ").expect("the item's number");
    let titles: Vec<&str> =
        std::iter::once(title).chain(below.map(|bookmark| bookmark.title.as_str())).collect();
    let own = pdf::bookmarks(&paper("-democratic-services.pdf"));
    assert_eq!(own.iter().map(|bookmark| bookmark.title.as_str()).collect::<Vec<_>>(), titles);
    assert_eq!((own[0].depth, own[0].page), (0, 1));
}

#[test]
fn links_lead_to_pages_of_the_same_paper() {
    for (path, bytes) in papers() {
        let paper = pdf::open(&bytes);
        let links = pdf::link_pages(&paper);
        let appendix = path.contains("appendices");
        assert!(!appendix || !links.is_empty(), "{path}: the summary links to its rows");
    }
}

#[test]
fn a_draft_has_the_pack_and_no_single_papers() {
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = Workspace {
        output: folder.path().join("pack"),
        extent: Extent::PackOnly,
        ..Workspace::of(&support::sample()).expect("a workspace")
    };
    let built = build(&workspace, &Silent).expect("no fault").built.expect("a pack");
    let paths: Vec<&str> =
        built.manifest.outputs.iter().map(|output| output.path.as_str()).collect();
    assert!(paths.contains(&"public/agenda-pack.pdf"), "{paths:?}");
    assert!(!paths.iter().any(|path| path.starts_with("public/items/")), "{paths:?}");
    let whole = |file: &str| std::fs::read(SAMPLE.built.folder.join(file)).expect("a file");
    let draft = std::fs::read(built.folder.join("public/agenda-pack.pdf")).expect("a pack");
    assert!(draft == whole("public/agenda-pack.pdf"), "the pack is the same");
}

/// A worker that waits for a paper takes up another: with hundreds of them the stack once
/// came to its end.
#[test]
fn hundreds_of_papers_are_made() {
    const COUNT: usize = 300;
    let office = Office::of_golden("");
    std::fs::remove_dir_all(office.path("inputs/meeting")).expect("removed");
    let mut agenda =
        "committee = \"Performance Committee\"\ndate = 2024-07-16\ntime = \"7 pm\"\npublished = 2024-07-08\n".to_string();
    for number in 1..=COUNT {
        office.write(
            &format!("inputs/meeting/reports/{number}/report.md"),
            format!(
                "+++\ntitle = \"Paper {number}\"\ncontact = \"Head of Streets\"\npurpose = \"To report.\"\nrecommendations = [\"That the report be noted.\"]\nequalities = \"None\"\n+++\n\nText {number}.\n"
            ),
        );
        agenda.push_str(&format!(
            "\n[[agenda]]\nnumber = \"{number}\"\ntitle = \"Paper {number}\"\nreport = \"{number}\"\n"
        ));
    }
    office.write("inputs/meeting/meeting.toml", agenda);
    office.build(Basis::Today);
    let papers = std::fs::read_dir(office.path("outputs/meeting/public/items")).expect("papers");
    assert_eq!(papers.count(), COUNT);
}
