//! Pictures of narratives, from a report's folder to the files of a build: what they
//! say in words, who may see them, and what of them stays behind.

mod support;

use std::path::{Path, PathBuf};

use agendapack::pipeline::{Silent, Supplement, Workspace, build, supplement};
use lopdf::{Document, Object};
use support::pdf;

const COUNCIL: &str = "name = \"Exampleton Borough Council\"\n[matrix]\nprobability = [\"Rare\", \"Likely\"]\nimpact = [\"Minor\", \"Major\"]\nbands = [{ rag = \"red\", from = 3 }, { rag = \"green\", from = 1 }]\n[[cover]]\nheading = \"Purpose\"\n";
const MEETING: &str = "committee = \"Performance Committee\"\ndate = 2024-07-16\npublished = 2024-07-08\n[[agenda]]\nnumber = \"1\"\ntitle = \"Streets\"\nreport = \"01-streets\"\n[[agenda]]\nnumber = \"2\"\ntitle = \"Complaints\"\nreport = \"02-complaints\"\n";
const STREETS: &str = "+++\ntitle = \"Streets\"\npurpose = \"To report.\"\n[[exempt]]\nwhat = \"The bid\"\nreason = \"paragraph 3\"\npublic-interest = \"The bids are open.\"\n+++\n\n# The round\n\n![Map: the round goes over the hill](round.webp)\n\n# The bid\n\n![Photograph: the yard at Wexcombe that is for sale](wexcombe-yard.jpg)\n";
const COMPLAINTS: &str = "+++\ntitle = \"Complaints\"\npurpose = \"To report.\"\n+++\n\n# By quarter\n\n![Bars: complaints fell from 40 to 12](complaints.png)\n";

/// A workspace with a meeting of two reports.
struct Council {
    folder: tempfile::TempDir,
}

impl Council {
    fn new() -> Self {
        let council = Self { folder: tempfile::tempdir().expect("a folder") };
        council.write("council.toml", COUNCIL.as_bytes());
        council.write("meeting/meeting.toml", MEETING.as_bytes());
        council.write("meeting/reports/01-streets/report.md", STREETS.as_bytes());
        council.put("meeting/reports/01-streets/round.webp", "round.webp");
        council.put("meeting/reports/01-streets/wexcombe-yard.jpg", "street.jpg");
        council.write("meeting/reports/02-complaints/report.md", COMPLAINTS.as_bytes());
        council.put("meeting/reports/02-complaints/complaints.png", "complaints.png");
        council
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.path().join("inputs").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }

    fn put(&self, name: &str, fixture: &str) {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pictures");
        self.write(name, &std::fs::read(fixtures.join(fixture)).expect("a fixture"));
    }

    fn workspace(&self) -> Workspace {
        Workspace::of(&self.folder.path().join("inputs/meeting")).expect("a workspace")
    }

    fn build(&self) -> PathBuf {
        let outcome = build(&self.workspace(), &Silent).expect("no fault");
        let errors = outcome.diagnostics;
        outcome.built.unwrap_or_else(|| panic!("{errors:#?}")).folder
    }
}

fn open(path: &Path) -> Document {
    pdf::open(&std::fs::read(path).expect("a file"))
}

/// Returns what the figures of a PDF say in words, sorted.
fn alternatives(document: &Document) -> Vec<String> {
    let dictionaries = document.objects.values().filter_map(|object| object.as_dict().ok());
    let figures = dictionaries
        .filter(|entry| entry.get(b"S").and_then(Object::as_name).is_ok_and(|s| s == b"Figure"));
    let mut texts: Vec<String> = figures
        .filter_map(|figure| lopdf::decode_text_string(figure.get(b"Alt").ok()?).ok())
        .collect();
    texts.sort();
    texts
}

/// Returns the width and height of every image but the masks, sorted.
fn images(document: &Document) -> Vec<(i64, i64)> {
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let images = streams.map(|stream| &stream.dict).filter(|entry| {
        let is = |key: &[u8], name: &[u8]| {
            entry.get(key).and_then(Object::as_name).is_ok_and(|found| found == name)
        };
        is(b"Subtype", b"Image") && !is(b"ColorSpace", b"DeviceGray")
    });
    let side = |entry: &lopdf::Dictionary, key: &[u8]| {
        entry.get(key).and_then(Object::as_i64).expect("a number")
    };
    let mut sizes: Vec<_> =
        images.map(|image| (side(image, b"Width"), side(image, b"Height"))).collect();
    sizes.sort_unstable();
    sizes
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

const BARS: &str = "Bars: complaints fell from 40 to 12";
const MAP: &str = "Map: the round goes over the hill";
const YARD: &str = "Photograph: the yard at Wexcombe that is for sale";

#[test]
fn an_exempt_picture_is_for_members_only() {
    let council = Council::new();
    let folder = council.build();
    let (public, private) = ["public", "private"]
        .map(|edition| open(&folder.join(edition).join("agenda-pack.pdf")))
        .into();
    assert_eq!(alternatives(&public), [BARS, MAP]);
    assert_eq!(images(&public), [(420, 300), (900, 450)]);
    assert_eq!(alternatives(&private), [BARS, MAP, YARD]);
    // It stands upright, as it was taken.
    assert_eq!(images(&private), [(420, 300), (480, 640), (900, 450)]);
    let kept = |edition: &str| files(&folder.join(edition).join("data/pictures"));
    assert_eq!((kept("public").len(), kept("private").len()), (2, 3));
    let manifest = std::fs::read_to_string(folder.join("manifest.json")).expect("a record");
    assert!(manifest.contains("01-streets/round.webp") && !manifest.contains("wexcombe"));
}

#[test]
fn nothing_that_a_camera_wrote_is_in_any_file() {
    let council = Council::new();
    let folder = council.build();
    for path in files(&folder) {
        let bytes = std::fs::read(&path).expect("a file");
        let text = String::from_utf8_lossy(&bytes);
        for trace in ["Surveyor A", "Depot Lane", "Exif\0", "tEXt"] {
            assert!(!text.contains(trace), "{trace:?} is in {}", path.display());
        }
    }
}

/// Item 2 comes again with another picture of the same words; that of item 1 is
/// another by now, which the supplement leaves out.
#[test]
fn a_consolidated_pack_has_the_pictures_that_were_published() {
    let council = Council::new();
    council.build();
    council.put("meeting/reports/02-complaints/complaints.png", "street.jpg");
    council.put("meeting/reports/01-streets/round.webp", "complaints.png");
    let request = Supplement { items: vec!["2".into()], published: jiff::civil::date(2024, 7, 10) };
    let outcome = supplement(&council.workspace(), &request, &Silent).expect("no fault");
    let said = outcome.diagnostics;
    let folder = outcome.built.unwrap_or_else(|| panic!("{said:#?}")).folder.join("public");
    let late = open(&folder.join("supplements/1/agenda-supplement-1.pdf"));
    assert_eq!(images(&late), [(480, 640)]);
    let text = pdf::pages(&late).join(" ");
    assert!(text.contains(&format!("[deleted: {BARS}")), "{text}");
    let whole = open(&folder.join("agenda-pack-consolidated.pdf"));
    assert_eq!(images(&whole), [(420, 300), (480, 640)]);
}
