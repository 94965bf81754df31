//! Stubborn papers brought to PDF/A-2: what is seen stays, text stays text, and what
//! nobody sees is gone.

#[path = "support/graft/mod.rs"]
mod graft;

use std::path::Path;
use std::process::{Command, Output};

use agendapack::normalise::{Means, Normalised, Outcome, normalise};
use agendapack::survey::{Limits, Survey, survey};
use agendapack::write::pdf::{self, Archive, Fit};
use graft::Source;
use graft::builder::Built;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterSettings;
use lopdf::Document;

/// A4 and, turned, A5: words, words under a black box, a red square, a letter of another
/// script; a link, a bookmark, a form field, a file. Helvetica is not embedded.
fn stubborn() -> Vec<u8> {
    let font = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\
                /G<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>>>";
    let first = format!("/MediaBox[0 0 595 842]/Resources<<{font}>>/Annots[8 0 R]");
    let second = format!("/MediaBox[0 0 420 595]/Rotate 90/Resources<<{font}>>");
    let mut built = Built::of(
        "/AcroForm<</Fields[9 0 R]>>/Outlines<</First<</Title(One)>>>>/Lang(en-GB)",
        "",
        &[
            (
                &first,
                "1 0 0 rg 300 300 100 100 re f 0 g BT /F 12 Tf 50 700 Td (Approved spend, the \
                 year ahead) Tj 0 -20 Td (Case 1234) Tj /G 12 Tf 0 -20 Td (A) Tj ET 48 676 60 14 re f",
            ),
            (&second, "BT /F 20 Tf 0 1 -1 0 200 100 Tm (Turned page) Tj ET"),
        ],
    );
    let map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap \
               /CMapName /X def /CMapType 2 def 1 begincodespacerange <00> <FF> \
               endcodespacerange 1 beginbfchar <41> <4E2D> endbfchar endcmap end end";
    assert_eq!(built.stream("", map.as_bytes()), 7);
    built.add(
        "<</Type/Annot/Subtype/Link/Rect[50 690 200 712]/A<</S/URI/URI(https://www.gov.uk)>>>>",
    );
    built.add("<</FT/Tx/T(Name)/V(x)>>");
    built.bytes()
}

fn made(bytes: &[u8], means: Option<Means>) -> Normalised {
    match normalise(bytes, means, &|_, _| ()).expect("no fault") {
        Outcome::Normalised(made) => *made,
        other => panic!("{other:?}"),
    }
}

fn surveyed(bytes: &[u8]) -> Survey {
    survey(bytes, &Limits::default()).expect("a file that can be read")
}

#[test]
fn pictures_keep_what_is_seen_and_its_text() {
    let before = stubborn();
    let after = made(&before, Some(Means::Pictures));
    assert_eq!(after.means, Means::Pictures);
    assert_eq!(after.archive, Archive::A2u);
    let (one, other) = (surveyed(&before), surveyed(&after.bytes));
    assert_eq!(other.claims.archive.as_deref(), Some("2u"));
    assert_eq!(other.language.as_deref(), Some("en-GB"));
    for (one, other) in one.pages.iter().zip(&other.pages) {
        assert!((one.width - other.width).abs() < 0.01, "{} {}", one.width, other.width);
        assert!((one.height - other.height).abs() < 0.01, "{} {}", one.height, other.height);
        assert_eq!(one.text, other.text);
        assert_eq!(other.hidden, []);
        assert!(other.scan);
    }
    assert_eq!(other.pages[0].text, "Approved spend, the year ahead\n中");
    assert_eq!(other.pages[1].text, "Turned page");
}

#[test]
fn words_under_a_box_are_gone() {
    let before = stubborn();
    assert_eq!(surveyed(&before).pages[0].hidden[0].words, "Case 1234");
    let after = made(&before, Some(Means::Pictures));
    let document = Document::load_mem(&after.bytes).expect("a PDF");
    let text = document.extract_text(&[1]).expect("text");
    assert!(text.contains("Approved spend, the year ahead"), "{text}");
    assert!(!text.contains("1234"), "{text}");
    let lost = after.before.lost(&after.after);
    assert!(lost.contains(&"text that nobody sees, on page 1".into()), "{lost:?}");
    for what in ["1 link", "1 bookmark", "1 form field (what is filled in can still be seen)"] {
        assert!(lost.contains(&what.to_string()), "{lost:?}");
    }
    assert_eq!(lost.len(), 4, "{lost:?}");
}

#[test]
fn words_stand_where_they_are_seen() {
    let before = stubborn();
    let after = made(&before, Some(Means::Pictures));
    let places = |bytes: &[u8]| {
        let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
        let words = pdf.pages().iter().map(|page| {
            agendapack::survey::words(page, std::time::Duration::from_secs(20)).expect("words")
        });
        words.collect::<Vec<_>>().concat()
    };
    let (one, other) = (places(&before), places(&after.bytes));
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(&other) {
        assert_eq!(one.text, other.text);
        let near = |one: (f64, f64), other: (f64, f64)| (one.0 - other.0).hypot(one.1 - other.1);
        assert!(near(one.from, other.from) < 0.1, "{one:?} {other:?}");
        assert!(near(one.to, other.to) < 0.1, "{one:?} {other:?}");
        assert!((one.size - other.size).abs() < 0.1, "{one:?} {other:?}");
    }
}

#[test]
fn pages_look_the_same() {
    let before = stubborn();
    let after = made(&before, Some(Means::Pictures));
    let (one, other) = (drawn(&before), drawn(&after.bytes));
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(&other) {
        assert_eq!(one.len(), other.len());
        let apart: u64 = one.iter().zip(other).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        let mean = apart / u64::try_from(one.len()).expect("small");
        assert!(mean < 2, "{mean} of 255 apart");
    }
    let document = Document::load_mem(&after.bytes).expect("a PDF");
    let colours: Vec<String> = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter_map(|stream| stream.dict.get(b"ColorSpace").ok()?.as_name().ok())
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect();
    assert_eq!(colours, ["DeviceRGB", "DeviceGray"], "grey pages are grey");
}

fn drawn(bytes: &[u8]) -> Vec<Vec<u8>> {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let settings = RenderSettings { bg_color: WHITE, ..RenderSettings::default() };
    let draw = |page| {
        render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings)
            .data_as_u8_slice()
            .to_vec()
    };
    pdf.pages().iter().map(draw).collect()
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let paper = stubborn();
    let bytes = || made(&paper, Some(Means::Pictures)).bytes;
    assert_eq!(bytes(), bytes());
}

#[test]
fn a_paper_that_is_fit_is_left_alone() {
    let fit = made(&stubborn(), Some(Means::Pictures)).bytes;
    let outcome = normalise(&fit, None, &|_, _| ()).expect("no fault");
    assert!(matches!(outcome, Outcome::Worthy(Archive::A2u)), "{outcome:?}");
    let outcome = normalise(b"PK\x03\x04 a workbook", None, &|_, _| ()).expect("no fault");
    assert!(matches!(outcome, Outcome::Refused(_)), "{outcome:?}");
}

#[test]
fn text_that_nobody_sees_is_reason_enough_for_pictures() {
    let made = made(&stubborn(), None);
    assert_eq!(made.means, Means::Pictures);
    assert!(made.instead.is_some());
}

#[test]
fn a_pack_with_it_stays_fit_for_archiving() {
    let after = made(&stubborn(), Some(Means::Pictures));
    let sources = [Source::of("Plan", after.bytes).expect("a paper")];
    let fit = Fit { scale: 0.9, x: 20.0, y: 30.0 };
    let pack = pdf::graft(&graft::pack_for(&sources), &graft::papers(&sources, fit), graft::ALL);
    let pack = pack.expect("a pack");
    pdf::conform("a pack", &pack).expect("both standards");
    let texts: Vec<String> = surveyed(&pack).pages.into_iter().map(|page| page.text).collect();
    let found = texts.iter().filter(|text| text.contains("Turned page")).count();
    assert_eq!(found, 1, "{texts:?}");
}

/// Ghostscript is on no build server of ours; where it is installed, it is put to use.
#[test]
fn ghostscript_keeps_letters_as_letters() {
    if Command::new("gs").arg("--version").output().is_err() {
        return;
    }
    let font = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>";
    let page = format!("/MediaBox[0 0 595 842]/Resources<<{font}>>");
    let content = "BT /F 12 Tf 50 700 Td (Approved spend) Tj ET";
    let made = made(&Built::of("", "", &[(&page, content)]).bytes(), None);
    assert_eq!((made.means, &made.instead), (Means::Ghostscript, &None));
    let survey = surveyed(&made.bytes);
    assert_eq!(survey.pages[0].text, "Approved spend");
    assert!(!survey.pages[0].scan);
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_agendapack"))
        .current_dir(folder)
        .arg("normalise")
        .args(arguments)
        .output();
    let Output { status, stdout, stderr } = run.expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (status.code(), text(stdout), text(stderr))
}

#[test]
fn the_command_writes_a_new_file_and_never_over_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    std::fs::write(folder.join("plan.pdf"), stubborn()).expect("written");
    std::fs::write(folder.join("note.pdf"), "no PDF").expect("written");
    let (code, out, _) = run(folder, &["plan.pdf", "--by", "pictures"]);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.starts_with("plan.normalised.pdf: 2 pages, "), "{out}");
    assert!(out.contains("PDF/A-2u, as pictures of 200 dots an inch with their text"), "{out}");
    assert!(out.contains("\n  lost: 1 link\n"), "{out}");
    let (code, _, talk) = run(folder, &["plan.pdf", "--by", "pictures"]);
    assert_eq!(code, Some(2));
    assert!(talk.contains("`plan.normalised.pdf` is there already"), "{talk}");
    let (code, ..) = run(folder, &["plan.pdf", "--by", "pictures", "--force"]);
    assert_eq!(code, Some(0));
    let (code, _, talk) = run(folder, &["plan.pdf", "-o", "plan.pdf", "--force"]);
    assert_eq!(code, Some(2));
    assert!(talk.contains("is the paper itself"), "{talk}");
    let (code, out, talk) = run(folder, &["note.pdf"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(talk.starts_with("error: note.pdf: it is not a PDF\nhint: open it"), "{talk}");
    let (code, out, _) = run(folder, &["plan.normalised.pdf"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("fit for PDF/A-2u as it is; nothing was written"), "{out}");
    assert!(!folder.join("plan.normalised.normalised.pdf").exists());
}
