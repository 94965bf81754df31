//! What becomes of files that are public already when a paper is made exempt: a
//! build that succeeds leaves nothing of it, and one that would leak takes the
//! earlier files with it.

mod support;

use std::path::{Path, PathBuf};

use agendapack::fault::Fault;
use agendapack::pipeline::{
    Extent, Outcome, Silent, Supplement, SupplementOutcome, Workspace, build, supplement,
};
use support::canary;

const COUNCIL: &str = "name = \"Exampleton Borough Council\"\n[matrix]\nprobability = [\"Rare\", \"Likely\"]\nimpact = [\"Minor\", \"Major\"]\nbands = [{ rag = \"red\", from = 3 }, { rag = \"green\", from = 1 }]\n[[cover]]\nheading = \"Purpose\"\n[[cover]]\nheading = \"Recommendations\"\n";
const HEAD: &str = "committee = \"Performance Committee\"\ndate = 2024-07-16\npublished = 2024-07-08\n[[agenda]]\nnumber = \"1\"\ntitle = \"Roads\"\nreport = \"01-roads\"\n[[agenda]]\nnumber = \"2\"\ntitle = \"Land\"\nreport = \"02-canaryyard\"\n";
const EXEMPT: &str = "part = 2\nexempt-paragraph = \"paragraph 3\"\npublic-interest = \"The canarybids are open.\"\n";
const LAND: &str = "+++\ntitle = \"Sale of the canaryyard at Wexcombe\"\npurpose = \"To sell the yard to the canarybidder from Oldbury.\"\n+++\n\nThe canaryprice is £2,617,450.\n";
const ROADS: &str = "+++\ntitle = \"Roads\"\npurpose = \"To report on roads.\"\nrecommendations = [\"That the report be noted.\"]\n+++\n\n# What was done\n\nSurfaces were dressed in spring.\n\n# Canaryterms\n\nThe canarycontractor asks for £4,137.62 a week.\n";
const EXEMPT_TERMS: &str = "\n[[exempt]]\nwhat = \"Canaryterms\"\nexempt-paragraph = \"3\"\npublic-interest = \"It bids.\"\n";

/// A template whose notice says a withheld name that it puts together by itself.
const LEAKING: &str = "{{ \"WeXxcombe\" | replace(from=\"X\", to=\"\") }}\n";

/// The paper by itself, which is made exempt.
const PAPER: &str = "public/items/02-sale-of-the-canaryyard-at-wexcombe.pdf";

struct Council(tempfile::TempDir);

impl Council {
    /// A council whose meeting has two open papers, built.
    fn with_open_papers() -> Self {
        let council = Self(tempfile::tempdir().expect("a folder"));
        council.write("inputs/council.toml", COUNCIL);
        council.write("inputs/meeting/meeting.toml", HEAD);
        council.write("inputs/meeting/reports/01-roads/report.md", ROADS);
        council.write("inputs/meeting/reports/02-canaryyard/report.md", LAND);
        let built = council.build().expect("no fault");
        assert!(built.built.is_some(), "{:#?}", built.diagnostics);
        council
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    fn workspace(&self) -> Workspace {
        let workspace = Workspace::of(&self.0.path().join("inputs/meeting")).expect("a workspace");
        Workspace { extent: Extent::Whole, ..workspace }
    }

    fn outputs(&self) -> PathBuf {
        self.workspace().output
    }

    fn has(&self, name: &str) -> bool {
        self.outputs().join(name).exists()
    }

    fn make_land_exempt(&self) {
        self.write("inputs/meeting/meeting.toml", &format!("{HEAD}{EXEMPT}"));
    }

    fn make_terms_exempt(&self) {
        let text = ROADS.replacen("\n+++\n\n#", &format!("\n{EXEMPT_TERMS}+++\n\n#"), 1);
        self.write("inputs/meeting/reports/01-roads/report.md", &text);
    }

    fn leak(&self) {
        self.write("templates/text/notice.txt", LEAKING);
    }

    fn build(&self) -> Result<Outcome, Fault> {
        build(&self.workspace(), &Silent)
    }

    fn supplement(&self, items: &[&str]) -> Result<SupplementOutcome, Fault> {
        let request = Supplement {
            items: items.iter().map(ToString::to_string).collect(),
            published: "2024-07-10".parse().expect("a date"),
        };
        supplement(&self.workspace(), &request, &Silent)
    }
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("a file")
}

#[test]
fn a_build_leaves_nothing_of_a_paper_that_was_made_exempt() {
    let council = Council::with_open_papers();
    assert!(council.has(PAPER));
    council.make_land_exempt();
    council.make_terms_exempt();
    assert!(council.build().expect("no fault").built.is_some());
    assert!(canary::search_public(&council.outputs()) >= 4);
    assert!(!council.has(PAPER));
}

#[test]
fn a_leak_takes_earlier_public_files_with_it_that_have_what_is_withheld_now() {
    let council = Council::with_open_papers();
    council.make_land_exempt();
    council.leak();
    let Err(fault) = council.build() else { panic!("the leak got through") };
    let said = fault.to_string();
    assert!(said.contains("public/notice.txt, line 1: a withheld name, `Wexcombe`"), "{said}");
    assert!(said.contains("the build before had it too and are removed"), "{said}");
    assert!(said.contains("\n  public/agenda-pack.pdf: "), "{said}");
    assert!(!council.has("public") && !council.has("manifest.json"), "public files are left");
    assert!(council.has("clerk/decisions.xlsx"), "what is not public stays");
}

#[test]
fn a_leak_leaves_earlier_public_files_that_have_nothing_of_it() {
    let council = Council::with_open_papers();
    council.make_land_exempt();
    council.make_terms_exempt();
    assert!(council.build().expect("no fault").built.is_some());
    let pack = council.outputs().join("public/agenda-pack.pdf");
    let before = read(&pack);
    council.leak();
    let Err(fault) = council.build() else { panic!("the leak got through") };
    assert!(!fault.to_string().contains("removed"), "{fault}");
    assert_eq!(read(&pack), before);
}

#[test]
fn a_supplement_withholds_what_was_open_and_says_what_is_still_published() {
    let council = Council::with_open_papers();
    let pack = council.outputs().join("public/agenda-pack.pdf");
    let before = read(&pack);
    council.make_land_exempt();
    council.make_terms_exempt();
    let outcome = council.supplement(&["1", "2"]).expect("no fault");
    assert!(outcome.built.is_some(), "{:#?}", outcome.diagnostics);
    let since: Vec<String> = outcome
        .diagnostics
        .iter()
        .filter(|found| found.code.id == "SUP010")
        .map(|found| found.place.path().to_string())
        .collect();
    assert!(since.contains(&"outputs/meeting/public/agenda-pack.pdf".to_string()), "{since:?}");
    assert_eq!(read(&pack), before, "the record proves it");
    for name in [
        "public/agenda-pack-consolidated.pdf",
        "public/supplements/1/agenda-supplement-1.pdf",
        "public/supplements/1/pack.json",
    ] {
        let text = canary::readable(&council.outputs().join(name)).to_lowercase();
        assert!(!text.contains("canary") && !text.contains("4,137.62"), "{name}: {text}");
        assert!(
            text.contains("surfaces were dressed in spring") || name.contains("json"),
            "{name}"
        );
    }
}

#[test]
fn a_supplement_names_every_paper_of_which_something_is_withheld_since() {
    let council = Council::with_open_papers();
    council.make_land_exempt();
    council.make_terms_exempt();
    for (named, left_out) in [("1", "2"), ("2", "1")] {
        let outcome = council.supplement(&[named]).expect("no fault");
        assert!(outcome.built.is_none());
        let found = outcome.diagnostics.iter().find(|found| found.code.id == "SUP011");
        let found = found.unwrap_or_else(|| panic!("{:#?}", outcome.diagnostics));
        assert!(found.message.starts_with(&format!("item `{left_out}`")), "{}", found.message);
    }
}
