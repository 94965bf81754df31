//! A meeting with exempt papers at every level. Whatever is exempt in
//! `tests/fixtures/exempt` has a word with `canary` in it, or one of the numbers of
//! `support::canary`.

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use agendapack::pipeline::{Built, Silent, Workspace, build};
use support::{canary, fixture, pdf};

struct Editions {
    _folder: tempfile::TempDir,
    built: Built,
}

static EDITIONS: LazyLock<Editions> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let inputs = folder.path().join("inputs");
    fixture::lay(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/exempt")], &inputs);
    let outcome = support::build_into(&inputs.join("meeting"), &folder.path().join("pack"));
    let built = outcome.built.unwrap_or_else(|| panic!("errors: {:#?}", outcome.diagnostics));
    Editions { _folder: folder, built }
});

fn pack(edition: &str) -> Vec<u8> {
    let path = EDITIONS.built.folder.join(edition).join("agenda-pack.pdf");
    std::fs::read(path).expect("a pack")
}

/// Returns the text of every page by the number that the page shows.
fn numbered(edition: &str) -> BTreeMap<u32, String> {
    let pages = pdf::pages(&pdf::open(&pack(edition)));
    let number = |text: &str| {
        let (_, number) = text.rsplit_once("Page ").expect("a page number");
        number.trim().parse().expect("a number")
    };
    pages.into_iter().map(|text| (number(&text), text)).collect()
}

#[test]
fn no_canary_is_in_a_public_file() {
    let searched = canary::search_public(&EDITIONS.built.folder);
    assert!(searched >= 4, "{searched} files");
}

/// Returns the texts between the marks of a page; what it says to programs is no text.
fn texts_of(page: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for part in page.split("<script").enumerate() {
        let text = match part {
            (0, text) => text,
            (_, part) => part.split_once("</script>").map_or("", |(_, rest)| rest),
        };
        texts
            .extend(text.split('<').filter_map(|piece| Some(piece.split_once('>')?.1.to_string())));
    }
    texts
}

/// Returns what the public files say in words of the program and of the open papers: cells
/// of workbooks, lines of notices, bookmarks.
fn said_in_public() -> Vec<String> {
    let mut said = Vec::new();
    for path in canary::files(&EDITIONS.built.folder.join("public")) {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let text = canary::readable(&path);
        match ending {
            "xlsx" => said.extend(text.lines().filter_map(|line| {
                Some(line.split_once(" = \"")?.1.split("\\n").next()?.to_string())
            })),
            "txt" => said.extend(text.lines().map(String::from)),
            "html" => said.extend(texts_of(&text)),
            "pdf" => {
                let document = pdf::open(&std::fs::read(&path).expect("a file"));
                said.extend(pdf::bookmarks(&document).into_iter().map(|bookmark| bookmark.title));
            }
            _ => {}
        }
    }
    let plain =
        |c: char| if c.is_alphanumeric() || " ,.:;£%/&–-()’'".contains(c) { c } else { ' ' };
    let texts = said.iter().map(|text| text.chars().map(plain).collect::<String>());
    let texts = texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    texts.filter(|text| text.contains(' ')).collect()
}

#[test]
fn an_exempt_paper_may_say_whatever_public_papers_say() {
    let folder = tempfile::tempdir().expect("a folder");
    let inputs = folder.path().join("inputs");
    fixture::lay(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/exempt")], &inputs);
    let report = inputs.join("meeting/reports/04-depot/report.md");
    let mut text = std::fs::read_to_string(&report).expect("a report");
    let said = said_in_public();
    assert!(said.len() > 60, "{said:#?}");
    for said in &said {
        text.extend(["\n\nThey write ", said]);
    }
    std::fs::write(&report, text).expect("written");
    let workspace = Workspace {
        output: folder.path().join("pack"),
        ..Workspace::of(&inputs.join("meeting")).expect("a workspace")
    };
    let outcome = build(&workspace, &Silent).unwrap_or_else(|fault| panic!("{fault}"));
    assert!(outcome.built.is_some(), "errors: {:#?}", outcome.diagnostics);
}

#[test]
fn every_canary_is_in_the_private_edition() {
    let text = numbered("private").into_values().collect::<Vec<_>>().join(" ").to_lowercase();
    for canary in [
        "canarytext",
        "canaryheading",
        "canaryprose",
        "canarybullet",
        "canarycell",
        "canarysecret",
        "canaryindicator",
        "canarycomment",
        "canaryrisk",
        "canaryriskaction",
        "canaryhomes",
        "canaryconfidential",
        "canarydepot",
        "canaryglossary",
        "canaryquota",
        "canarybuyer",
        "canaryworks",
        "canaryfirm",
        "canarytribunal",
        "canaryjudge",
        "canaryinterest",
        "canarygrounds",
    ] {
        assert!(text.contains(canary), "{canary} is lost");
    }
    for number in ["4,137.62", "6,482.91", "3,517.3", "2,618,400", "8,123.77"] {
        assert!(text.contains(number), "{number} is lost");
    }
}

#[test]
fn a_page_has_one_number_in_both_packs() {
    let (public, private) = (numbered("public"), numbered("private"));
    assert!(public.len() < private.len());
    assert_eq!(private.keys().copied().collect::<Vec<_>>(), (1..=20).collect::<Vec<_>>());
    for (number, text) in public.range(3..) {
        assert_eq!(text, &private[number], "page {number}");
    }
    for (number, text) in &private {
        assert_eq!(
            public.contains_key(number),
            !text.contains("Not for publication: "),
            "page {number} is marked or public"
        );
    }
}

#[test]
fn labels_are_the_printed_numbers_across_gaps() {
    for edition in ["public", "private"] {
        let document = pdf::open(&pack(edition));
        let labels = pdf::labels(&document);
        let numbers: Vec<String> = numbered(edition).keys().map(ToString::to_string).collect();
        assert_eq!(labels, numbers, "{edition}");
    }
}

#[test]
fn the_agenda_says_which_pages_are_withheld_and_why() {
    let agenda = &numbered("public")[&2];
    for words in [
        "Pages 7 – 9 are not for publication",
        "4. Review of the depot Exempt: paragraph 3. Pages 15 – 17 are not for publication",
        "5. Works Exempt: paragraphs 1 and 3. Page 18 is not for publication",
        "6. Confidential item Confidential. Page 19 is not for publication",
        "section 100A(4) of the Local Government Act 1972",
        "section 100A(2) of the Local Government Act 1972",
    ] {
        assert!(agenda.contains(words), "{words} is not in {agenda}");
    }
    let resolution = agenda.find("Exclusion of the public").expect("a resolution");
    assert!(resolution < agenda.find("2. Streets").expect("item 2"), "it stands first");
}

#[test]
fn no_cover_of_a_withheld_item_says_that_it_is_open() {
    let json = std::fs::read(EDITIONS.built.folder.join("private/data/pack.json")).expect("a view");
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    let items = json["pack"]["items"].as_array().expect("a list");
    let withheld = items.iter().filter(|item| item["part_two"].is_object());
    let covers = withheld.filter_map(|item| item["report"]["cover"].as_array()).flatten();
    let parts: Vec<String> = covers
        .filter(|row| row["heading"] == "Part")
        .map(|row| row["values"].to_string())
        .collect();
    assert!(!parts.is_empty() && parts.iter().all(|part| part.contains("\"2\"")), "{parts:?}");
}

#[test]
fn open_texts_count_open_figures_only() {
    let report = &numbered("public")[&3];
    assert!(report.contains("There are 2 indicators"), "{report}");
    assert!(report.contains("2 Exempt section"), "{report}");
    assert!(report.contains("3 What comes next"), "a confidential section leaves no gap: {report}");
}

#[test]
fn the_public_record_lists_no_exempt_file() {
    let inputs: Vec<&str> =
        EDITIONS.built.manifest.inputs.iter().map(|input| input.path.as_str()).collect();
    assert_eq!(inputs, ["council.toml"], "every other file has something exempt in it");
    let private = std::fs::read_to_string(EDITIONS.built.folder.join("private/manifest.json"));
    let private = private.expect("a record");
    for kept in ["04-depot", "05-works", "06-tribunal", "03-homes/kpi.xlsx", "03-homes/risk.xlsx"] {
        assert!(private.contains(kept), "{kept} is lost");
    }
}

#[test]
fn exempt_action_points_and_an_exempt_programme_are_for_members() {
    let folder = tempfile::tempdir().expect("a folder");
    let sheets = folder.path().join("over/meeting/meeting.xlsx");
    std::fs::create_dir_all(&sheets).expect("a folder");
    let agenda = "Number\tTitle\tKind\tPart\tExempt paragraph\tPublic interest\n\
                  1\tActions\taction points\t2\tparagraph 1\tThe canaryreason holds.\n\
                  2\tProgramme\twork programme\t2\tparagraph 3\tThe canarygrounds hold.\n";
    std::fs::write(sheets.join("Agenda.tsv"), agenda).expect("written");
    let points = "Reference\tAction\tOwner\nA1\tAsk the canaryfirm again\tHead of Homes\n";
    std::fs::write(sheets.join("Action points.tsv"), points).expect("written");
    let programme = "Meeting date\tItem\n10 September 2024\tThe canarytender\n";
    std::fs::write(sheets.join("Work programme.tsv"), programme).expect("written");
    let base = folder.path().join("base/meeting/meeting.xlsx");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/exempt");
    std::fs::create_dir_all(&base).expect("a folder");
    for sheet in ["Meeting.tsv", "Members.tsv"] {
        std::fs::copy(fixture.join("meeting/meeting.xlsx").join(sheet), base.join(sheet))
            .expect("copied");
    }
    let inputs = folder.path().join("inputs");
    fixture::lay(&[&folder.path().join("base"), &folder.path().join("over")], &inputs);
    std::fs::copy(fixture.join("council.toml"), inputs.join("council.toml")).expect("copied");
    let built = support::build_into(&inputs.join("meeting"), &folder.path().join("pack"));
    let built = built.built.expect("a pack");
    let text =
        |edition: &str| canary::readable(&built.folder.join(edition).join("agenda-pack.pdf"));
    let (public, private) = (text("public").to_lowercase(), text("private").to_lowercase());
    assert!(!public.contains("canary"), "{public}");
    for canary in ["canaryfirm", "canarytender", "canaryreason"] {
        assert!(private.contains(canary), "{canary} is lost: {private}");
    }
}

#[test]
fn working_papers_with_exempt_matter_say_so() {
    let folder = &EDITIONS.built.folder;
    for page in
        pdf::pages(&pdf::open(&std::fs::read(folder.join("clerk/decisions.pdf")).expect("a sheet")))
    {
        assert!(page.contains("Not for publication: "), "{page}");
    }
    let workbooks = [
        "clerk/decisions.xlsx",
        "private/appendices/02-street-cleaning.xlsx",
        "private/appendices/03-homes.xlsx",
    ];
    for workbook in workbooks {
        let text = canary::readable(&folder.join(workbook));
        assert!(text.contains("Not for publication: "), "{workbook}: {text}");
    }
    let open = canary::readable(&folder.join("public/appendices/02-street-cleaning.xlsx"));
    assert!(!open.contains("Not for publication: "), "{open}");
}
