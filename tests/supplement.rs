//! Two supplements in a row over the sample meeting: items 6 and 7 arrive, then
//! two figures of item 8 are corrected. Everything is read back from the files.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use agendapack::pipeline::{Silent, Supplement, SupplementOutcome, Workspace, build, supplement};
use support::edit::Book;
use support::pdf;

/// The files of the outputs, by their paths.
type Files = BTreeMap<String, Vec<u8>>;

const PACK: &str = "public/agenda-pack.pdf";
const FIRST: &str = "public/supplements/1/agenda-supplement-1.pdf";
const SECOND: &str = "public/supplements/2/agenda-supplement-2.pdf";
const CONSOLIDATED: &str = "public/agenda-pack-consolidated.pdf";
const MANIFEST: &str = "manifest.json";
/// Files that every supplement writes anew, besides the web edition.
const ANEW: [&str; 2] = [CONSOLIDATED, MANIFEST];
const WEB: &str = "public/web/";

/// A workspace of its own with the sample meeting, and the outputs after each step.
struct Story {
    folder: tempfile::TempDir,
    steps: Vec<Files>,
}

static STORY: LazyLock<Story> = LazyLock::new(Story::told);

impl Story {
    fn told() -> Self {
        let mut story = Self::begun();
        story.arrive();
        story.publish(&["6", "7"], "2018-03-01");
        story.correct();
        story.publish(&["8"], "2018-03-02");
        story
    }

    /// The sample meeting, published.
    fn begun() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        support::copy(support::sample().parent().expect("inputs"), &folder.path().join("inputs"));
        let mut story = Self { folder, steps: Vec::new() };
        let outcome = build(&story.workspace(), &Silent).expect("no fault");
        assert!(outcome.built.is_some(), "{:#?}", outcome.diagnostics);
        story.steps.push(story.files());
        story
    }

    fn meeting(&self) -> PathBuf {
        self.folder.path().join("inputs/2018-03-06-finance-and-resources")
    }

    fn workspace(&self) -> Workspace {
        Workspace::of(&self.meeting()).expect("a workspace")
    }

    fn agenda(&self) -> Book {
        Book::open(self.meeting().join("meeting.xlsx"))
    }

    /// The papers of items 6 and 7 arrive; item 7 says why it is late.
    fn arrive(&self) {
        self.agenda()
            .text("Agenda", "G7", "included")
            .text("Agenda", "G8", "included")
            .text("Agenda", "E8", "07-finance-and-resources")
            .text("Agenda", "H1", "Reason late")
            .text("Agenda", "I1", "Urgency")
            .text("Agenda", "H8", "The quarter’s figures were not closed when the agenda went out.")
            .text("Agenda", "I8", "The figures would be out of date at the next meeting.")
            .sheet(
                "Action points",
                &[
                    &["Reference", "Action", "Owner", "Due", "Status"],
                    &["1", "Bring the quarter 3 performance report", "", "6 March 2018", "Item 7"],
                ],
            )
            .save();
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/late-papers");
        support::fixture::lay(&[&fixture], &self.meeting().join("reports"));
    }

    /// Two results of item 8 are mended.
    fn correct(&self) {
        let mut book = Book::open(self.meeting().join("reports/08-legal-governance/kpi.xlsx"));
        for (code, result, numerator) in
            [("CS02a", 57.0 / 81.0, 57.0), ("FOI01", 150.0 / 154.0, 150.0)]
        {
            let row = book.row_of("Results", &[code, "2017/18 Q3"]);
            book.number("Results", &format!("C{row}"), (result * 10000.0_f64).round() / 10000.0);
            book.number("Results", &format!("D{row}"), numerator);
        }
        book.save();
    }

    fn try_to_publish(&self, items: &[&str], published: &str) -> SupplementOutcome {
        let request = Supplement {
            items: items.iter().map(ToString::to_string).collect(),
            published: published.parse().expect("a date"),
        };
        supplement(&self.workspace(), &request, &Silent).expect("no fault")
    }

    fn publish(&mut self, items: &[&str], published: &str) {
        let outcome = self.try_to_publish(items, published);
        assert!(outcome.built.is_some(), "{:#?}", outcome.diagnostics);
        self.steps.push(self.files());
    }

    fn files(&self) -> Files {
        let mut files = Files::new();
        let root = self.workspace().output;
        collect(&root, &root, &mut files);
        files
    }

    fn last(&self) -> &Files {
        self.steps.last().expect("a step")
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).expect("readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
            files.insert(name, std::fs::read(&path).expect("bytes"));
        }
    }
}

/// Returns the text of every page by the page's own number.
fn pages(files: &Files, name: &str) -> Vec<(String, String)> {
    let document = pdf::open(&files[name]);
    let texts = pdf::pages(&document);
    let labels = pdf::labels(&document);
    labels.into_iter().zip(texts).collect()
}

/// Returns the files that anyone may read.
fn open_files(files: &Files) -> impl Iterator<Item = &Vec<u8>> {
    let open = |name: &str| name.starts_with("public/") || name == MANIFEST;
    files.iter().filter(move |(name, _)| open(name)).map(|(_, bytes)| bytes)
}

fn codes(outcome: &SupplementOutcome) -> Vec<&'static str> {
    outcome.diagnostics.iter().map(|d| d.code.id).filter(|id| id.starts_with("SUP")).collect()
}

#[test]
fn page_numbers_go_on_without_gap_or_repeat() {
    let files = STORY.last();
    let numbers: Vec<String> = [PACK, FIRST, SECOND]
        .into_iter()
        .flat_map(|name| pages(files, name))
        .map(|(label, text)| {
            assert!(text.contains(&format!("Page {label}")), "page {label} reads: {text}");
            label
        })
        .collect();
    let expected: Vec<String> = (1..=numbers.len()).map(|number| number.to_string()).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn the_change_page_lists_the_changed_figures_and_nothing_else() {
    let pages = pages(STORY.last(), SECOND);
    let (number, text) = &pages[1];
    let expected = format!(
        "Agenda Item 8 What has changed: Legal Governance and Democratic Services: quarter 3 \
         performance report \
         This paper replaces pages 3 – 11 of the agenda pack. \
         What has changed: five entries of two indicators. \
         Indicators What Published Now \
         CS02a Percentage stage 1 complaints resolved in 15 days for the Council \
         Result, Dec 2017 91.36% 70.37% \
         Numerator / denominator, Dec 2017 74 / 81 57 / 81 \
         RAG, Dec 2017 Green Amber \
         FOI01 Percentage FOI requests satisfied in 20 days \
         Result, Dec 2017 98.05% 97.40% \
         Numerator / denominator, Dec 2017 151 / 154 150 / 154 \
         Counts, directions and trend lines follow from these and are not listed again. \
         Finance and Resources Overview and Scrutiny Committee, Tuesday 6 March 2018 Page {number}"
    );
    assert_eq!(*text, expected);
}

#[test]
fn what_was_published_stays_byte_for_byte() {
    for steps in STORY.steps.windows(2) {
        let is_anew = |name: &str| ANEW.contains(&name) || name.starts_with(WEB);
        for (name, bytes) in steps[0].iter().filter(|(name, _)| !is_anew(name)) {
            assert!(steps[1].get(name) == Some(bytes), "{name} is not as it was");
        }
    }
}

#[test]
fn the_consolidated_pack_has_every_page_under_its_number() {
    let files = STORY.last();
    let consolidated: BTreeMap<String, String> = pages(files, CONSOLIDATED).into_iter().collect();
    let of = |name: &str| pages(files, name);
    // Item 8's pages 3 to 11 are replaced; front sheets and the agenda are its own.
    let pack = of(PACK)
        .into_iter()
        .filter(|(number, _)| number.parse::<u32>().is_ok_and(|number| number > 11));
    let late = of(FIRST).into_iter().skip(1).chain(of(SECOND).into_iter().skip(1));
    let mut expected: BTreeMap<String, String> = pack.chain(late).collect();
    let front: Vec<String> = ["i", "ii"].map(String::from).into();
    for number in &front {
        expected.insert(number.clone(), consolidated[number].clone());
    }
    assert_eq!(consolidated, expected);
    assert_eq!(consolidated.len(), of(CONSOLIDATED).len(), "no number occurs twice");
}

#[test]
fn the_consolidated_agenda_says_where_each_paper_came_from() {
    let agenda = &pages(STORY.last(), CONSOLIDATED)[1].1;
    for said in [
        "Action points from the previous meeting (Page 34) Agenda Supplement 1, published 1 March 2018",
        "(Pages 35 – 36) Agenda Supplement 1, published 1 March 2018",
        "(Pages 38 – 47) Agenda Supplement 2, published 2 March 2018. Replaces pages 3 – 11 of the agenda pack",
        "(Pages 12 – 29)",
    ] {
        assert!(agenda.contains(said), "{said} is not in: {agenda}");
    }
}

#[test]
fn the_front_sheet_gives_the_reasons() {
    let front = &pages(STORY.last(), FIRST)[0].1;
    for said in [
        "Agenda Supplement 1 Finance and Resources Overview and Scrutiny Committee",
        "Published 1 March 2018, two clear days before the meeting.",
        "Its pages go on from page 32, the last of the agenda pack.",
        "Why it is late The quarter’s figures were not closed when the agenda went out.",
        "section 100B(4)(b)): The figures would be out of date at the next meeting.",
    ] {
        assert!(front.contains(said), "{said} is not in: {front}");
    }
}

#[test]
fn the_same_inputs_twice_give_the_same_bytes() {
    let again = Story::told();
    assert_eq!(again.last().keys().collect::<Vec<_>>(), STORY.last().keys().collect::<Vec<_>>());
    for (name, bytes) in again.last() {
        // The rewritten inputs carry the time of writing; the manifest and the data their
        // SHA-256.
        let has_sums = name == MANIFEST || name.contains("/data/");
        assert!(has_sums || STORY.last()[name] == *bytes, "{name} differs");
    }
}

#[test]
fn a_pack_with_supplements_is_not_built_anew() {
    let story = Story::told();
    let outcome = build(&story.workspace(), &Silent).expect("no fault");
    assert!(outcome.built.is_none());
    let found: Vec<_> = outcome.diagnostics.iter().filter(|d| d.code.id == "SUP009").collect();
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].place.to_string(),
        "outputs/2018-03-06-finance-and-resources/manifest.json"
    );
    assert!(story.files() == *story.last(), "nothing was touched");
}

#[test]
fn an_altered_file_is_refused_and_named() {
    let story = Story::begun();
    story.arrive();
    let output = story.workspace().output;
    std::fs::write(output.join("public/data/pack.json"), b"{}").expect("written");
    std::fs::remove_file(output.join(PACK)).expect("removed");
    let outcome = story.try_to_publish(&["6"], "2018-03-01");
    assert!(outcome.built.is_none());
    let found: Vec<String> = outcome
        .diagnostics
        .iter()
        .filter(|d| d.code.id == "SUP002")
        .map(|d| d.message.clone())
        .collect();
    let expected = [
        "`public/agenda-pack.pdf` was published and is not there",
        "`public/data/pack.json` is not as it was published",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_withdrawn_item_is_announced_and_loses_its_papers() {
    let mut story = Story::begun();
    story.arrive();
    story.agenda().text("Agenda", "G10", "withdrawn").save();
    story.publish(&["6", "7"], "2018-03-01");
    let front = &pages(story.last(), FIRST)[0].1;
    let said = "Withdrawn; its papers were published on pages 12 – 29 of the agenda pack";
    assert!(front.contains(said), "{front}");
    // An item that is not taken needs no reason why it is urgent.
    let (_, after) = front.split_once(said).expect("said above");
    assert!(!after.contains("matter of urgency"), "{after}");
    let agenda = &pages(story.last(), CONSOLIDATED)[1].1;
    let said = "Withdrawn. Agenda Supplement 1, published 1 March 2018. Its papers were published on \
                pages 12 – 29 of the agenda pack";
    assert!(agenda.contains(said), "{agenda}");
    assert!(pages(story.last(), CONSOLIDATED).iter().all(|(number, _)| number != "12"));
}

#[test]
fn an_exempt_item_is_announced_and_nothing_of_it_is_published() {
    let mut story = Story::begun();
    story.arrive();
    story
        .agenda()
        .text("Agenda", "F8", "2")
        .text("Agenda", "J1", "Exempt paragraph")
        .text("Agenda", "J8", "paragraph 3")
        .text("Agenda", "K1", "Public interest")
        .text("Agenda", "K8", "Disclosure would harm a tender that is under way.")
        .save();
    story.publish(&["7"], "2018-03-01");
    let late = pages(story.last(), FIRST);
    assert_eq!(late.len(), 1, "a front sheet and no papers");
    let private = pages(story.last(), "private/supplements/1/agenda-supplement-1.pdf");
    let last = &private[private.len() - 1].0;
    let said = format!("Exempt: paragraph 3. Pages 34 – {last} are not for publication");
    assert!(late[0].1.contains(&said), "{}", late[0].1);
    let agenda = &pages(story.last(), CONSOLIDATED)[1].1;
    let resolution = agenda.find("Exclusion of the public").expect("a resolution");
    assert!(resolution < agenda.find("Exempt: paragraph 3").expect("item 7"), "it stands first");
    let whole = pages(story.last(), "private/agenda-pack-consolidated.pdf");
    assert!(private[1..].iter().all(|page| whole.contains(page)), "members have every page");
    let shown: Vec<String> = [FIRST, CONSOLIDATED]
        .into_iter()
        .flat_map(|name| pages(story.last(), name))
        .map(|(_, text)| text)
        .chain(open_files(story.last()).map(|bytes| String::from_utf8_lossy(bytes).into_owned()))
        .collect();
    for canary in
        ["FR01", "Invoices paid", "table that follows gives", "were not closed", "out of date"]
    {
        assert!(shown.iter().all(|text| !text.contains(canary)), "{canary} got out");
    }
}

#[test]
fn a_corrected_paper_can_be_corrected_again() {
    let mut story = Story::told();
    let mut book = Book::open(story.meeting().join("reports/08-legal-governance/kpi.xlsx"));
    let row = book.row_of("Results", &["CS02a", "2017/18 Q3"]);
    book.number("Results", &format!("C{row}"), 0.716).number("Results", &format!("D{row}"), 58.0);
    book.save();
    story.publish(&["8"], "2018-03-05");
    let late = pages(story.last(), "public/supplements/3/agenda-supplement-3.pdf");
    assert_eq!(late[0].0, "48");
    let changes = &late[1].1;
    for said in [
        "replaces pages 38 – 47 of Agenda Supplement 2",
        "two entries of one indicator",
        "57 / 81 58 / 81",
    ] {
        assert!(changes.contains(said), "{said} is not in: {changes}");
    }
    let agenda = &pages(story.last(), CONSOLIDATED)[1].1;
    let said = "Replaces pages 3 – 11 of the agenda pack and pages 38 – 47 of Agenda Supplement 2";
    assert!(agenda.contains(said), "{agenda}");
}

#[test]
fn scores_texts_additions_and_removals_are_listed() {
    let mut story = Story::begun();
    let folder = story.meeting().join("reports/08-legal-governance");
    let mut kpi = Book::open(folder.join("kpi.xlsx"));
    for sheet in ["Indicators", "Results"] {
        for row in kpi.rows_of(sheet, "CS02b") {
            kpi.text(sheet, &format!("A{row}"), "CS02c");
        }
    }
    let row = kpi.row_of("Results", &["MS01", "2017/18 Q3"]);
    kpi.text(
        "Results",
        &format!("G{row}"),
        "Training was quiet this quarter; take-up should rise later in the year.",
    );
    kpi.save();
    let mut risks = Book::open(folder.join("risk.xlsx"));
    risks.number("Risks", "K2", 2.0).save();
    let report = std::fs::read_to_string(folder.join("report.md")).expect("text");
    let (before, now) = ("comes with performance data", "comes with corrected performance data");
    assert!(report.contains(before), "{report}");
    std::fs::write(folder.join("report.md"), report.replace(before, now)).expect("written");
    story.publish(&["8"], "2018-03-02");
    let changes = &pages(story.last(), FIRST)[1].1;
    for said in [
        "What has changed: one addition, one removal, three entries of one risk and two texts.",
        "Added Indicator CS02c Percentage stage 2 complaints resolved in 15 days for the Council",
        "Removed Indicator CS02b",
        "Residual probability 1 Very Unlikely 2 Unlikely Residual score 4 8 (stated as 4) \
         Residual band Green Amber",
        "1 Introduction Paragraph 1.1: This report comes with [added: corrected ] performance data",
        "Indicator MS01 Updater’s comment: Training was [deleted: fairly ] quiet this quarter",
    ] {
        assert!(changes.contains(said), "{said} is not in: {changes}");
    }
}

#[test]
fn a_paper_as_it_was_is_refused_and_a_forgotten_one_is_named() {
    let story = Story::begun();
    story.arrive();
    let outcome = story.try_to_publish(&["7", "8"], "2018-03-01");
    assert!(outcome.built.is_none());
    assert_eq!(codes(&outcome), ["SUP007", "SUP005"]);
    assert!(story.files() == *story.last(), "nothing was written");
}
