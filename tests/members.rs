//! What members get after the first pack of the meeting in `tests/fixtures/exempt`:
//! an exempt paper that comes late, then a report that is exempt in part, corrected.
//! Everything is read back from the files.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use agendapack::pipeline::{
    self, PrintEdition, Readers, Silent, Supplement, SupplementOutcome, Workspace,
};
use support::edit::Book;
use support::{canary, fixture, pdf};

/// A workspace with the meeting, and two supplements to its pack.
struct Story {
    folder: tempfile::TempDir,
}

static STORY: LazyLock<Story> = LazyLock::new(|| {
    let story = Story::begun();
    story.arrive();
    story.publish("4", "2024-07-10");
    story.correct();
    story.publish("2", "2024-07-11");
    story
});

impl Story {
    /// The pack is published while item 4 is to follow.
    fn begun() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/exempt");
        fixture::lay(&[&fixture], &folder.path().join("inputs"));
        let story = Self { folder };
        let mut agenda = story.book("meeting.xlsx");
        agenda.text("Agenda", "I1", "Status").text("Agenda", "I5", "to follow");
        agenda.text("Agenda", "J1", "Reason late").text("Agenda", "K1", "Urgency");
        for cell in ["D5", "E5", "F5", "G5", "H5"] {
            agenda.text("Agenda", cell, "");
        }
        agenda.save();
        let outcome = pipeline::build(&story.workspace(), &Silent).expect("no fault");
        assert!(outcome.built.is_some(), "{:#?}", outcome.diagnostics);
        story
    }

    fn meeting(&self) -> PathBuf {
        self.folder.path().join("inputs/meeting")
    }

    fn workspace(&self) -> Workspace {
        Workspace::of(&self.meeting()).expect("a workspace")
    }

    fn book(&self, name: &str) -> Book {
        Book::open(self.meeting().join(name))
    }

    /// The exempt paper of item 4 arrives.
    fn arrive(&self) {
        self.book("meeting.xlsx")
            .text("Agenda", "D5", "04-depot")
            .text("Agenda", "E5", "2")
            .text("Agenda", "F5", "paragraph 3, the canaryreason lease")
            .text("Agenda", "G5", "The canaryinterest bids are still open")
            .text("Agenda", "I5", "included")
            .text("Agenda", "J5", "The canarylate valuation came in on Friday.")
            .text("Agenda", "K5", "The canaryurgent lease ends before the next meeting.")
            .save();
    }

    /// An exempt risk of item 2 is mended; what is open stays as it was.
    fn correct(&self) {
        let mut risks = self.book("reports/02-streets/risk.xlsx");
        let row = risks.rows_of("Risks", "CNRR7")[0];
        risks.text("Risks", &format!("B{row}"), "A canaryrisk contractor leaves after all").save();
    }

    fn try_to_publish(&self, item: &str, published: &str) -> SupplementOutcome {
        let request =
            Supplement { items: vec![item.into()], published: published.parse().expect("a date") };
        pipeline::supplement(&self.workspace(), &request, &Silent).expect("no fault")
    }

    fn publish(&self, item: &str, published: &str) {
        let outcome = self.try_to_publish(item, published);
        assert!(outcome.built.is_some(), "{:#?}", outcome.diagnostics);
    }

    /// Returns the text of every page by the page's own number.
    fn pages(&self, name: &str) -> BTreeMap<String, String> {
        let bytes = std::fs::read(self.workspace().output.join(name)).expect(name);
        let document = pdf::open(&bytes);
        let labels = pdf::labels(&document);
        let count = labels.len();
        let pages: BTreeMap<String, String> =
            labels.into_iter().zip(pdf::pages(&document)).collect();
        assert_eq!(pages.len(), count, "no number of {name} occurs twice");
        pages
    }
}

const MARKED: &str = "Not for publication: ";

fn supplement(edition: &str, number: u32) -> BTreeMap<String, String> {
    STORY.pages(&format!("{edition}/supplements/{number}/agenda-supplement-{number}.pdf"))
}

fn numbers(pages: &BTreeMap<String, String>) -> Vec<u32> {
    let mut numbers: Vec<u32> = pages.keys().filter_map(|number| number.parse().ok()).collect();
    numbers.sort_unstable();
    numbers
}

#[test]
fn a_page_of_a_supplement_has_one_number_in_both_editions() {
    for number in [1, 2] {
        let (public, private) = (supplement("public", number), supplement("private", number));
        let front = numbers(&private)[0];
        for (page, text) in &private {
            let is_public = public.contains_key(page);
            assert_eq!(is_public, !text.contains(MARKED), "page {page} is marked or public");
            if is_public && *page != front.to_string() {
                assert_eq!(text, &public[page], "page {page}");
            }
        }
        assert!(public.keys().all(|page| private.contains_key(page)));
    }
}

#[test]
fn numbers_go_on_after_the_private_pages() {
    let mut all = numbers(&STORY.pages("private/agenda-pack.pdf"));
    all.extend(numbers(&supplement("private", 1)));
    all.extend(numbers(&supplement("private", 2)));
    let expected: Vec<u32> = (1..).take(all.len()).collect();
    assert_eq!(all, expected);
    let ends = |edition, number| {
        let numbers = numbers(&supplement(edition, number));
        (numbers[0], numbers[numbers.len() - 1])
    };
    assert_eq!(ends("public", 1).0, ends("private", 1).0);
    assert_eq!(ends("public", 2).0, ends("private", 1).1 + 1, "after pages that it leaves out");
}

#[test]
fn no_canary_is_in_a_public_file() {
    let searched = canary::search_public(&STORY.workspace().output);
    assert!(searched >= 10, "{searched} files");
}

#[test]
fn the_public_is_told_of_the_pages_and_members_of_the_reasons() {
    let (public, private) = (supplement("public", 1), supplement("private", 1));
    assert_eq!(public.len(), 1, "a front sheet and no papers");
    let (first, last) = (numbers(&private)[1], numbers(&private)[private.len() - 1]);
    let said = format!("Exempt: paragraph 3. Pages {first} – {last} are not for publication");
    for edition in [&public, &private] {
        let front = &edition[&numbers(edition)[0].to_string()];
        assert!(front.contains(&said), "{said} is not in: {front}");
    }
    let front = &private[&numbers(&private)[0].to_string()];
    for said in ["Private supplement for members", "canarylate", "canaryurgent"] {
        assert!(front.contains(said), "{said} is not in: {front}");
    }
}

#[test]
fn members_see_what_has_changed_in_exempt_pages() {
    let changes: Vec<String> = supplement("private", 2)
        .into_values()
        .filter(|text| text.contains(MARKED) && text.contains("What has changed"))
        .collect();
    assert_eq!(changes.len(), 1);
    assert!(changes[0].contains("after all"), "{}", changes[0]);
}

#[test]
fn a_paper_whose_open_pages_are_as_they_were_says_so() {
    let pages: Vec<String> = supplement("public", 2).into_values().collect();
    let said = "No open figure and no open text differs; what has changed is not for publication.";
    assert!(pages.iter().any(|text| text.contains(said)), "{pages:#?}");
}

#[test]
fn consolidated_packs_have_every_page_under_its_number() {
    let of = |edition: &str| STORY.pages(&format!("{edition}/agenda-pack-consolidated.pdf"));
    let (public, private) = (of("public"), of("private"));
    for (page, text) in private.iter().filter(|(page, _)| page.parse::<u32>().is_ok()) {
        assert_eq!(public.contains_key(page), !text.contains(MARKED), "page {page}");
        assert!(public.get(page).is_none_or(|open| open == text), "page {page}");
    }
    let mut late = supplement("private", 1);
    late.pop_first();
    assert!(!late.is_empty());
    for (page, text) in &late {
        assert_eq!(&private[page], text, "page {page}");
    }
    let agenda = &public["ii"];
    let numbers = numbers(&late);
    let said =
        format!("Pages {} – {} are not for publication", numbers[0], numbers[numbers.len() - 1]);
    for said in [said.as_str(), "4 (paragraph 3)"] {
        assert!(agenda.contains(said), "{said} is not in: {agenda}");
        assert!(private["ii"].contains(said), "{said} is not in: {}", private["ii"]);
    }
}

#[test]
fn a_lost_record_of_the_members_is_an_error() {
    let story = Story::begun();
    story.arrive();
    std::fs::remove_dir_all(story.workspace().output.join("private")).expect("removed");
    let outcome = story.try_to_publish("4", "2024-07-10");
    assert!(outcome.built.is_none());
    let found = outcome.diagnostics.iter().find(|found| found.code.id == "SUP002");
    assert_eq!(
        found.expect("found").message,
        "`private/manifest.json` was written with the members' pack and is not there"
    );
}

#[test]
fn members_can_print_their_pack() {
    let story = Story::begun();
    let print = |edition: &PrintEdition| {
        pipeline::print(&story.workspace(), edition, Readers::Members, &Silent).expect("no fault")
    };
    let duplex = print(&PrintEdition::Duplex);
    assert!(duplex.moved.is_empty(), "{:?}", duplex.moved);
    let path = duplex.written.expect("written").path;
    assert!(path.ends_with("meeting/print/private/agenda-pack-duplex.pdf"), "{}", path.display());
    let document = pdf::open(&std::fs::read(path).expect("a file"));
    let (labels, pages) = (pdf::labels(&document), pdf::pages(&document));
    let starts = |index: &usize| {
        pages[*index].contains(MARKED)
            && index.checked_sub(1).is_some_and(|before| !pages[before].contains(MARKED))
    };
    let starts: Vec<usize> = (0..pages.len()).filter(starts).collect();
    assert!(!starts.is_empty() && starts.iter().all(|index| index % 2 == 0), "{labels:?}");
    let whole = story.pages("private/agenda-pack.pdf");
    let item = |number: &str| PrintEdition::Booklet { item: number.into() };
    for edition in [item("5"), item("2"), PrintEdition::LargePrint { item: Some("2".into()) }] {
        let path = print(&edition).written.expect("written").path;
        let text = pdf::pages(&pdf::open(&std::fs::read(path).expect("a file"))).join(" ");
        assert!(text.contains(MARKED) && text.to_lowercase().contains("canary"), "{edition:?}");
    }
    assert!(whole.len() > 10);
    canary::search_public(&story.workspace().output);
}
