//! A report written in Word with an exempt section, a note and a picture in it, from
//! its file to the two packs.

mod support;

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use agendapack::pipeline::{Silent, Workspace, build};
use support::pdf;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const COUNCIL: &str = "name = \"Exampleton Borough Council\"\n[matrix]\nprobability = [\"Rare\", \"Likely\"]\nimpact = [\"Minor\", \"Major\"]\nbands = [{ rag = \"red\", from = 3 }, { rag = \"green\", from = 1 }]\n[[cover]]\nheading = \"Purpose\"\n";
const MEETING: &str = "committee = \"Performance Committee\"\ndate = 2024-07-16\npublished = 2024-07-08\n[[agenda]]\nnumber = \"1\"\ntitle = \"Land\"\nreport = \"01-land\"\n";
const COVER: &str = "title = \"Land\"\npurpose = \"To report.\"\n[[exempt]]\nwhat = \"The bid\"\nreason = \"paragraph 3\"\npublic-interest = \"The bids are open.\"\n";
const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture""#;

fn paragraph(text: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

fn heading(text: &str) -> String {
    paragraph(text).replacen("<w:p>", r#"<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>"#, 1)
}

/// Returns a picture of which the right half is cut off.
fn half_a_picture(alternative: &str) -> String {
    format!(
        r#"<w:p><w:r><w:drawing><wp:inline><wp:extent cx="2540000" cy="2540000"/><wp:docPr id="1" name="Picture 1" descr="{alternative}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="p"/><a:srcRect r="50000"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#
    )
}

/// Returns the file of a report with an open and an exempt section.
fn document() -> Vec<u8> {
    let note = r#"<w:p><w:r><w:t xml:space="preserve">The price is canaryprice.</w:t><w:footnoteReference w:id="1"/></w:r></w:p>"#;
    let body = [
        heading("The yard"),
        half_a_picture("The yard from the street"),
        heading("The bid"),
        note.to_string(),
        half_a_picture("Plan of canaryfield"),
        heading("Next steps"),
        paragraph("The sale is advertised."),
    ];
    let parts: [(&str, Vec<u8>); 5] = [
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="d" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#.into(),
        ),
        (
            "word/_rels/document.xml.rels",
            r#"<Relationships><Relationship Id="p" Type="x/image" Target="media/image1.png"/></Relationships>"#.into(),
        ),
        (
            "word/document.xml",
            format!("<w:document {SPACES}><w:body>{}</w:body></w:document>", body.concat()).into(),
        ),
        (
            "word/footnotes.xml",
            format!(r#"<w:footnotes {SPACES}><w:footnote w:id="1">{}</w:footnote></w:footnotes>"#, paragraph("Offered by canarybidder.")).into(),
        ),
        ("word/media/image1.png", fixture("complaints.png")),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("started");
        writer.write_all(&content).expect("written");
    }
    writer.finish().expect("finished").into_inner()
}

fn fixture(name: &str) -> Vec<u8> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pictures");
    std::fs::read(fixtures.join(name)).expect("a fixture")
}

fn built(folder: &Path) -> PathBuf {
    let report = folder.join("inputs/meeting/reports/01-land");
    std::fs::create_dir_all(&report).expect("a folder");
    std::fs::write(folder.join("inputs/council.toml"), COUNCIL).expect("written");
    std::fs::write(folder.join("inputs/meeting/meeting.toml"), MEETING).expect("written");
    std::fs::write(report.join("report.toml"), COVER).expect("written");
    std::fs::write(report.join("report.docx"), document()).expect("written");
    let workspace = Workspace::of(&folder.join("inputs/meeting")).expect("a workspace");
    let outcome = build(&workspace, &Silent).expect("no fault");
    let said = outcome.diagnostics;
    outcome.built.unwrap_or_else(|| panic!("{said:#?}")).folder
}

#[test]
fn an_exempt_section_keeps_its_notes_and_pictures() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = built(place.path());
    let text = |edition: &str| {
        let bytes = std::fs::read(folder.join(edition).join("agenda-pack.pdf")).expect("a pack");
        let document = pdf::open(&bytes);
        let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
        let is_picture = |stream: &&lopdf::Stream| stream.dict.get(b"SMask").is_ok();
        let widths: Vec<i64> = streams
            .filter(is_picture)
            .map(|picture| picture.dict.get(b"Width").and_then(lopdf::Object::as_i64).expect("one"))
            .collect();
        (pdf::pages(&document).join(" "), widths)
    };
    let (public, widths) = text("public");
    // Both show one file, of which half is cut off.
    assert_eq!(widths, [450]);
    assert!(public.contains("The sale is advertised.") && !public.contains("canary"), "{public}");
    let (private, _) = text("private");
    for word in ["canaryprice", "canarybidder", "[1]"] {
        assert!(private.contains(word), "{word} is lost: {private}");
    }
    for (record, is_whole) in [("manifest.json", false), ("private/manifest.json", true)] {
        let record = std::fs::read_to_string(folder.join(record)).expect("a record");
        for file in ["01-land/report.docx", "01-land/report.toml"] {
            assert_eq!(record.contains(file), is_whole, "{file}");
        }
    }
}
