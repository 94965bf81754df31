//! What becomes of files that are public already when a paper is made exempt: a
//! build that succeeds leaves nothing of it, and one that would leak takes the
//! earlier files with it.

#[path = "support/graft/builder.rs"]
mod builder;
mod support;

use std::path::{Path, PathBuf};

use agendapack::fault::Fault;
use agendapack::pipeline::{
    Extent, Outcome, Silent, Supplement, SupplementOutcome, Workspace, build, supplement,
};
use builder::Built as Written;
use support::{canary, fixture};

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

const MAP: &str = "\n[[appendices]]\nfile = \"FILE\"\ntitle = \"Plan of the canaryroute\"\nlabel = \"B\"\nalternative-text = \"A plan of it.\"\n";

impl Council {
    fn write_bytes(&self, name: &str, bytes: &[u8]) {
        self.write(name, "");
        std::fs::write(self.0.path().join(name), bytes).expect("written");
    }

    /// Attaches a file to a report.
    fn attach(&self, folder: &str, report: &str, file: &str, part: &str) {
        let paper = MAP.replace("FILE", file);
        let text = report.replacen("\n+++\n\n", &format!("\n{paper}{part}+++\n\n"), 1);
        self.write(&format!("inputs/meeting/reports/{folder}/report.md"), &text);
    }

    /// Builds again with an open file attached to the first report.
    fn publish_with(&self, file: &str, bytes: &[u8]) {
        self.write_bytes(&format!("inputs/meeting/reports/01-roads/{file}"), bytes);
        self.attach("01-roads", ROADS, file, "");
        let built = self.build().expect("no fault");
        assert!(built.built.is_some(), "{:#?}", built.diagnostics);
    }
}

/// A picture of two colours.
fn map() -> Vec<u8> {
    let mut picture = image::RgbImage::from_pixel(40, 40, image::Rgb([7, 8, 9]));
    picture.put_pixel(3, 3, image::Rgb([200, 10, 10]));
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).expect("a picture");
    png.into_inner()
}

/// A paper of one page that says something of its own.
fn plan() -> Vec<u8> {
    let page = "BT /F 12 Tf 100 500 Td (The canaryroute goes by the old weir) Tj ET";
    let font = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>";
    Written::of("", font, &[("/MediaBox[0 0 595 842]", page)]).bytes()
}

fn codes(outcome: &SupplementOutcome) -> Vec<&str> {
    outcome.diagnostics.iter().map(|found| found.code.id).collect()
}

#[test]
fn a_trace_says_how_it_is_mended_where_it_is_a_false_alarm() {
    let council = Council::with_open_papers();
    council.make_land_exempt();
    council.leak();
    let Err(fault) = council.build() else { panic!("the leak got through") };
    let said = fault.to_string();
    assert!(said.contains("\n  public-words = [\"Wexcombe\"]"), "{said}");
    council.write("inputs/council.toml", &format!("public-words = [\"Wexcombe\"]\n{COUNCIL}"));
    assert!(council.build().expect("no fault").built.is_some());
}

#[test]
fn a_supplement_withdraws_a_paper_made_elsewhere() {
    let council = Council::with_open_papers();
    council.publish_with("plan.pdf", &plan());
    council.attach("01-roads", ROADS, "plan.pdf", EXEMPT);
    council.write(
        "inputs/meeting/reports/02-canaryyard/report.md",
        &LAND.replace("To sell", "To let or sell"),
    );
    let forgotten = council.supplement(&["2"]).expect("no fault");
    assert!(codes(&forgotten).contains(&"SUP011"), "{:#?}", forgotten.diagnostics);
    let outcome = council.supplement(&["1"]).expect("no fault");
    assert!(outcome.built.is_some(), "{:#?}", outcome.diagnostics);
    assert!(codes(&outcome).contains(&"SUP010"), "{:#?}", outcome.diagnostics);
    let whole = canary::readable(&council.outputs().join("public/agenda-pack-consolidated.pdf"));
    assert!(!whole.contains("canaryroute"), "{whole}");
}

#[test]
fn a_supplement_names_a_paper_whose_picture_is_withheld_since() {
    let council = Council::with_open_papers();
    council.publish_with("map.png", &map());
    council.attach("01-roads", ROADS, "map.png", EXEMPT);
    council.write(
        "inputs/meeting/reports/02-canaryyard/report.md",
        &LAND.replace("To sell", "To let or sell"),
    );
    let outcome = council.supplement(&["2"]).expect("no fault");
    assert!(outcome.built.is_none());
    assert!(codes(&outcome).contains(&"SUP011"), "{:#?}", outcome.diagnostics);
}

#[test]
fn a_picture_that_goes_into_an_exempt_paper_is_withheld_and_what_had_it_is_named() {
    let council = Council::with_open_papers();
    council.publish_with("map.png", &map());
    // The picture goes from one paper to the exempt pages of another.
    council.write("inputs/meeting/reports/01-roads/report.md", ROADS);
    council.write_bytes("inputs/meeting/reports/02-canaryyard/map.png", &map());
    council.attach("02-canaryyard", LAND, "map.png", EXEMPT);
    let outcome = council.supplement(&["2"]).expect("no fault");
    assert!(outcome.built.is_none() && codes(&outcome).contains(&"SUP011"), "{outcome:#?}");
    let outcome = council.supplement(&["1", "2"]).expect("no fault");
    let found = outcome.diagnostics.iter().filter(|found| found.code.id == "SUP010");
    let said: Vec<String> = found.map(|found| found.message.clone()).collect();
    let pack = said.iter().find(|said| said.starts_with("`public/agenda-pack.pdf`"));
    assert!(pack.is_some(), "{said:#?}");
}

const INDICATORS: &str =
    "Code\tIndicator\tPriority\tUnit\tBetter\nCU7\tStreets swept\tClean streets\t%\thigher\n";
const ACCEPTED: &str = "[[accepted]]\nrule = \"LAW012\"\nmeeting = 2024-07-16\nat = \"reports/02-canaryyard/kpi.xlsx › Indicators!A2\"\nreason = \"known\"\n[[accepted]]\nrule = \"result-reported-differently\"\nmeeting = 2024-07-16\nat = \"reports/02-canaryyard/kpi.xlsx › Results!C2\"\nreason = \"known\"\n";

#[test]
fn an_accepted_finding_that_quotes_an_exempt_figure_is_in_the_private_record_alone() {
    let council = Council::with_open_papers();
    let settings =
        format!("priorities = [\"Clean streets\"]\n{COUNCIL}[rag]\namber-margin = 10\n{ACCEPTED}");
    council.write("text/council.toml", &settings);
    let exempt = HEAD.replacen("\"01-roads\"\n", &format!("\"01-roads\"\n{EXEMPT}"), 1);
    council.write("text/meeting/meeting.toml", &exempt);
    for (report, text, result) in [("01-roads", ROADS, 77), ("02-canaryyard", LAND, 92)] {
        let folder = format!("text/meeting/reports/{report}");
        council.write(&format!("{folder}/report.md"), text);
        council.write(&format!("{folder}/kpi.xlsx/Indicators.tsv"), INDICATORS);
        let results = format!("Code\tPeriod\tResult\tTarget\nCU7\t2024/25 Q1\t{result}\t70\n");
        council.write(&format!("{folder}/kpi.xlsx/Results.tsv"), &results);
    }
    fixture::lay(&[&council.0.path().join("text")], &council.0.path().join("inputs"));
    let outcome = council.build().expect("no fault");
    assert!(outcome.built.is_some(), "{:#?}", outcome.diagnostics);
    assert_eq!(outcome.accepted.len(), 2, "{:#?}", outcome.accepted);
    let record = |name: &str| canary::readable(&council.outputs().join(name));
    assert!(record("private/manifest.json").contains("77"), "members have it");
    let public = record("manifest.json");
    assert!(!public.contains("in the other report") && !public.contains("LAW012"), "{public}");
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
    assert!(said.contains("the build before had it too and are set aside"), "{said}");
    assert!(said.contains("\n  public/agenda-pack.pdf: "), "{said}");
    assert!(!council.has("public") && !council.has("manifest.json"), "public files are left");
    assert!(council.has("clerk/decisions.xlsx"), "what is not public stays");
    for name in ["manifest.json", "public/agenda-pack.pdf", PAPER] {
        assert!(council.has(&format!("private/withdrawn/{name}")), "{name} is lost");
    }
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
    assert!(!fault.to_string().contains("set aside"), "{fault}");
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
