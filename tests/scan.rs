//! The scan proves itself: whatever is planted in a finished file it finds, and
//! says where; and in what is finished and clean it finds nothing.

#[path = "support/plant.rs"]
mod plant;
mod support;

use std::sync::LazyLock;

use agendapack::diag::Diagnostics;
use agendapack::model::part::{Exemption, Part};
use agendapack::pipeline::Workspace;
use agendapack::scan::{Kind, OpenPaper, Secrets, Trace, search};
use agendapack::write::pdf::{self, Templates};
use agendapack::write::xlsx;
use agendapack::{edition, quote, read, view};
use serde_json::{Value, json};

type Files = Vec<(String, Vec<u8>)>;

/// Words of the withheld report, as they stand in it.
const WORDS: &str = "sell the depot at Quarry Wharf to Osprey Holdings";

static SECRETS: LazyLock<Secrets> = LazyLock::new(|| {
    let withheld = json!({
        "place": "reports/12-osprey-bid/report.md",
        "title": {"value": "Quarry Wharf disposal", "place": "reports/12-osprey-bid/report.md:2"},
        "text": {
            "value": "Officers advise to sell the depot at Quarry Wharf to Osprey Holdings. \
                      Write to bids@osprey.example before 23 May 2018.",
            "place": "reports/12-osprey-bid/report.md:14"
        },
        "offer": {"value": 4_817_233, "place": "reports/12-osprey-bid/kpi.xlsx › Results!F12"},
        "code": {"value": "QW_R07", "place": "reports/12-osprey-bid/risk.xlsx › Risks!A2"}
    });
    Secrets::new(&open(), &[], &[withheld])
});

/// The sample's public sources.
fn open() -> Vec<Value> {
    let (council, meeting) = sources();
    let templates = Templates::load(None).expect("templates");
    let texts = templates.files().filter_map(|(name, bytes)| {
        let text = std::str::from_utf8(bytes).ok()?;
        Some(json!({"name": name, "text": text}))
    });
    let model = [serde_json::to_value(council), serde_json::to_value(meeting)];
    model.into_iter().map(|value| value.expect("JSON")).chain(texts).collect()
}

fn sources() -> (agendapack::model::council::Council, agendapack::model::meeting::Meeting) {
    let workspace = Workspace::of(&support::sample()).expect("a workspace");
    let (council, ..) = read::read_council(&workspace.council);
    let council = council.expect("settings");
    let mut found = Diagnostics::default();
    let reading = read::read_meeting(&workspace.meeting, &council, &mut found);
    let mut meeting = reading.meeting.expect("a meeting");
    quote::fill(&council, &mut meeting, &mut found);
    (council, meeting)
}

/// The sample's finished public files.
static CLEAN: LazyLock<Files> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let built = support::build_into(&support::sample(), &folder.path().join("pack")).built;
    let built = built.expect("built");
    let names = built.manifest.outputs.iter().map(|file| file.path.clone());
    names
        .chain(["manifest.json".to_string()])
        .map(|name| {
            let bytes = std::fs::read(built.folder.join(&name)).expect("a file");
            (name, bytes)
        })
        .collect()
});

fn pack() -> &'static [u8] {
    &CLEAN.iter().find(|(name, _)| name.contains("agenda-pack")).expect("a pack").1
}

fn workbook() -> &'static [u8] {
    &CLEAN
        .iter()
        .find(|(name, _)| name.contains("appendices/") && !name.contains(".pdf"))
        .expect("a workbook")
        .1
}

/// Returns the plant of a name in a list.
fn plant_of(list: &[plant::Plant], name: &str) -> fn(&[u8], &str) -> Vec<u8> {
    let found = list.iter().find(|(what, ..)| *what == name);
    found.unwrap_or_else(|| panic!("no plant is called {name}")).2
}

/// Words that stand in every file of a kind and are names of something else.
const OF_FORMATS: &[&str] = &[
    "Registry",
    "Adobe",
    "Identity",
    "Media",
    "Placement",
    "Normal",
    "Times",
    "Roman",
    "Custom",
    "Ratings",
    "Types",
    "Titles",
    "Producer",
    "Thai",
    "Keywords",
    "Trapped",
    "Descriptor",
    "Encoding",
    "Worksheets",
    "Office",
    "Creator",
    "Catalog",
    "Outlines",
    "Metadata",
];

#[test]
fn words_of_the_formats_and_of_the_program_are_no_trace() {
    let (council, meeting) = sources();
    let pack = view::pack(&council, &edition::cut(meeting).public);
    let own = [serde_json::to_value(&pack).expect("JSON"), json!(xlsx::WORDS)];
    let withheld = OF_FORMATS.iter().map(|word| json!(format!("We have met {word} there.")));
    let withheld: Vec<Value> = withheld.collect();
    let secrets = Secrets::new(&[open(), own.to_vec()].concat(), &[], &withheld);
    let lines: Vec<String> = search(&secrets, &CLEAN).iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn a_single_name_is_found_wherever_a_reader_sees_it() {
    for place in [
        "an alternative text",
        "a bookmark",
        "an address",
        "the prefix of a page label",
        "the title of the file",
        "the metadata",
        "an embedded file",
        "a comment in content",
    ] {
        note(place);
        let planted = plant_of(plant::PDF, place)(pack(), "of Osprey there");
        assert_found("pack.pdf", planted, Kind::Name, "");
    }
    for place in ["a shared string", "a property", "a name", "a cell's comment", "a part's name"] {
        note(place);
        let planted = plant_of(plant::WORKBOOK, place)(workbook(), "of Osprey there");
        assert_found("a.xlsx", planted, Kind::Name, "");
    }
}

fn less(paper: &[u8], hidden: &[&'static str]) -> Secrets {
    SECRETS.clone().less(&[OpenPaper { bytes: paper, hidden: hidden.to_vec() }])
}

fn has_words(secrets: &Secrets) -> bool {
    let planted = plant::page(pack(), WORDS);
    let traces = search(secrets, &[("public/agenda-pack.pdf".into(), planted)]);
    traces.iter().any(|trace| trace.kind == Kind::Words)
}

#[test]
fn what_an_open_paper_brings_into_a_pack_is_no_secret() {
    for place in ["page text", "a bookmark", "an address", "an alternative text"] {
        note(place);
        let paper = plant_of(plant::PDF, place)(pack(), WORDS);
        assert!(!has_words(&less(&paper, &[])));
        assert!(has_words(&less(&paper, &[WORDS])), "what nobody sees on its pages stays secret");
    }
    for place in ["the title of the file", "the metadata", "an embedded file", "an orphan"] {
        note(place);
        let paper = plant_of(plant::PDF, place)(pack(), WORDS);
        assert!(has_words(&less(&paper, &[])), "a pack does not take it over");
    }
}

#[test]
fn a_font_of_an_open_paper_is_open_as_it_is() {
    for kind in [Kind::UnusedFont, Kind::UnusedLetters] {
        let (.., plant) = plant::FORM.iter().find(|(of, ..)| *of == kind).expect("a plant");
        let paper = plant(pack());
        let files = [("public/agenda-pack.pdf".to_string(), paper.clone())];
        let has = |secrets: &Secrets| search(secrets, &files).iter().any(|t| t.kind == kind);
        assert!(has(&SECRETS) && !has(&less(&paper, &[])), "{kind}");
    }
}

#[test]
fn a_withheld_file_is_found_byte_by_byte() {
    let map = "no words that tell";
    let kept = [("reports/12-osprey-bid/map.pdf".to_string(), map.as_bytes())];
    let secrets = SECRETS.clone().with_files(&kept, &[]);
    let embedded = plant_of(plant::PDF, "an embedded file")(pack(), map);
    let part = plant::extra(workbook(), "xl/media/a.bin", map.as_bytes());
    for (name, bytes) in [("a.txt", map.into()), ("a.pdf", embedded), ("a.xlsx", part)] {
        let traces = search(&secrets, &[(name.to_string(), bytes.clone())]);
        assert!(traces.iter().any(|trace| trace.kind == Kind::File), "{name}: {traces:?}");
        let open = SECRETS.clone().with_files(&kept, &[map.as_bytes()]);
        assert_eq!(search(&open, &[(name.to_string(), bytes)]), [], "{name}");
    }
}

#[test]
fn sizes_of_pages_are_neither_secret_nor_open() {
    let secrets = Secrets::new(&[json!({"width": 595.28})], &[], &[json!("for £595.28 a week")]);
    let sized = br#"{"pages": [{"width": 595.28, "height": 841.89}]}"#;
    assert_eq!(search(&secrets, &[("pack.json".into(), sized.to_vec())]), []);
    let leaked = search(&secrets, &[("a.txt".into(), b"for 595.28 a week".to_vec())]);
    assert_eq!(leaked.len(), 1, "{leaked:?}");
}

fn traces(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Trace> {
    search(&SECRETS, &[(name.to_string(), bytes.into())])
}

/// Holds what is found in a file against what was planted there, and where.
fn assert_found(name: &str, bytes: impl Into<Vec<u8>>, kind: Kind, place: &str) {
    let traces = traces(name, bytes);
    let found = traces.iter().any(|trace| trace.kind == kind && trace.place.contains(place));
    let lines: Vec<String> = traces.iter().map(ToString::to_string).collect();
    assert!(found, "{kind} at {place} is not in:\n{}", lines.join("\n"));
}

#[test]
fn the_finished_sample_is_clean() {
    let traces = search(&SECRETS, &CLEAN);
    let lines: Vec<String> = traces.iter().map(ToString::to_string).collect();
    assert!(traces.is_empty(), "{}", lines.join("\n"));
    assert!(!SECRETS.is_empty());
}

#[test]
fn a_pack_saved_again_by_another_library_is_still_clean() {
    let lines: Vec<String> =
        traces("pack.pdf", plant::saved(pack())).iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn what_is_planted_in_a_pdf_is_found_where_it_is() {
    for (what, place, plant) in plant::PDF {
        let planted = plant(pack(), WORDS);
        note(what);
        assert_found("public/agenda-pack.pdf", planted, Kind::Words, place);
    }
}

/// Names what is planted, for the output of a failed test.
fn note(what: &str) {
    std::io::Write::write_all(&mut std::io::stderr(), format!("{what}\n").as_bytes())
        .expect("stderr");
}

#[test]
fn names_numbers_codes_and_days_are_found_on_a_page() {
    for (text, kind) in [
        ("an offer of £4,817,233.00 was made", Kind::Number),
        ("an offer of 4817233 was made", Kind::Number),
        ("about QUARRY WHARF, disposal", Kind::Name),
        ("see QW_R07", Kind::Name),
        ("ask bids@osprey.example", Kind::Name),
        ("until 23rd May 2018", Kind::Date),
        ("until 23/05/2018", Kind::Date),
        ("with Osprey as buyer", Kind::Name),
    ] {
        note(text);
        assert_found("pack.pdf", plant::page(pack(), text), kind, "page 2");
    }
}

#[test]
fn what_the_form_of_a_pdf_gives_away_is_found() {
    for (kind, place, plant) in plant::FORM {
        note(&kind.to_string());
        assert_found("public/agenda-pack.pdf", plant(pack()), *kind, place);
    }
}

#[test]
fn what_is_planted_in_a_workbook_is_found_where_it_is() {
    for (what, place, plant) in plant::WORKBOOK {
        note(what);
        assert_found("public/appendices/08.xlsx", plant(workbook(), WORDS), Kind::Words, place);
    }
    let number = plant::part(workbook(), "xl/worksheets/sheet2.xml", |xml| {
        xml.replacen(
            "</sheetData>",
            "<row r=\"900\"><c r=\"B900\"><v>4817233</v></c></row></sheetData>",
            1,
        )
    });
    assert_found("a.xlsx", number, Kind::Number, "sheet2.xml, B900");
    assert_found("a.xlsx", plant::extra(workbook(), "xl/QW_R07.bin", b"x"), Kind::Name, "its name");
}

#[test]
fn what_is_planted_in_text_is_found_where_it_is() {
    let html = |body: &str| format!("<!DOCTYPE html>\n<html><body>\n{body}\n</body></html>");
    for (name, text, place) in [
        ("a.html", html("<p>To <b>sell the</b> depot at&#32;Quarry <i>Wharf</i> to Osprey</p>"), "line 3"),
        ("a.html", html(&format!("<!-- {WORDS} -->")), "line 3, comment"),
        ("a.html", html(&format!("<img alt=\"{WORDS}\">")), "line 3, img alt"),
        ("a.html", html("<a href='x?q=sell%20the%20depot%20at%20Quarry%20Wharf'>x</a>"), "a href"),
        ("a.html", html("<table><tr><td>sell the</td><td>depot at</td></tr><tr><td>Quarry Wharf</td></tr></table>"), "line 3"),
        ("a.html", html("<img src=\"data:text/plain;base64,c2VsbCB0aGUgZGVwb3QgYXQgUXVhcnJ5IFdoYXJm\">"), "img src"),
        ("a.json", format!("{{\"items\": [{{\"title\": \"{WORDS}\"}}]}}"), "/items/0/title"),
        ("a.json", format!("{{\"{WORDS}\": 1}}"), WORDS),
        ("a.json", "[\"to sell the \", {\"strong\": \"depot\"}, \" at Quarry Wharf\"]".into(), "/0"),
        ("a.csv", format!("Code,Comment\n1,\"{WORDS}\"\n"), "line 2"),
        ("a.csv", "sell,the,depot,at\nQuarry,Wharf\n".into(), "line 1"),
        ("a.md", "# Minutes\n\nto *sell* the\ndepot at Quarry-\nWharf\n".into(), "line 3"),
        ("a.ics", "BEGIN:VCALENDAR\r\nSUMMARY:To sell the de\r\n pot at Quar\r\n ry Wharf\r\nEND:VCALENDAR\r\n".into(), "line 2"),
        ("a.xml", format!("<?xml version=\"1.0\"?>\n<a><![CDATA[{WORDS}]]></a>"), "line 2"),
    ] {
        note(&text);
        assert_found(name, text, Kind::Words, place);
    }
}

#[test]
fn numbers_and_names_are_found_in_data() {
    assert_found("a.csv", "Code,Offer\nX,\"4,817,233\"\n", Kind::Number, "line 2");
    assert_found("a.json", "{\"offer\": 4817233.0}", Kind::Number, "/offer");
    assert_found("a.ics", "BEGIN:VCALENDAR\nDTSTART:20180523T183000\n", Kind::Date, "line 2");
    let measured = "{\"outputs\": [{\"bytes\": 4817233}]}";
    assert_eq!(traces("manifest.json", measured), []);
}

#[test]
fn what_is_planted_in_names_and_bytes_is_found() {
    assert_found("public/items/12-quarry-wharf-disposal.pdf", "x", Kind::Name, "name");
    assert_found("public/osprey-bid.txt", "x", Kind::FileName, "name");
    let narrow = [b"\x00\x01\x02\xff", WORDS.as_bytes(), b"\x00\x9f\x00"].concat();
    assert_found("a.bin", narrow, Kind::Words, "byte 3");
    let units = |of: fn(u16) -> [u8; 2]| WORDS.encode_utf16().flat_map(of).collect::<Vec<u8>>();
    for wide in [units(u16::to_le_bytes), units(u16::to_be_bytes)] {
        assert_found(
            "a.bin",
            [b"\x00\x01\x02\xff\x00", &wide[..], b"\xff"].concat(),
            Kind::Words,
            "byte",
        );
    }
    assert_found("a.gz", plant::gzip(WORDS.as_bytes()), Kind::Words, "unpacked");
}

#[test]
fn a_damaged_file_is_not_proved_clean() {
    assert_found("a.pdf", "%PDF-1.7\nnonsense", Kind::Unread, "");
    assert_found("a.xlsx", "PK\u{3}\u{4}nonsense", Kind::Unread, "");
}

#[test]
fn no_needle_is_found_in_the_public_sources_themselves() {
    let open = open();
    let withheld = serde_json::to_value(sources().1).expect("JSON");
    assert!(Secrets::new(&open, &[], &[withheld]).is_empty(), "what is public is no secret");
    let texts: Files = open
        .iter()
        .enumerate()
        .map(|(index, value)| (format!("{index}.json"), value.to_string().into_bytes()))
        .collect();
    assert_eq!(search(&SECRETS, &texts), []);
}

/// Writes a pack from a view that still has an exempt report in it, as a writer
/// would that was handed the wrong edition.
fn leaking_writer() -> (Secrets, Vec<u8>) {
    let (council, meeting) = sources();
    let mut public = meeting.clone();
    let at = public.agenda.iter().position(|item| item.report.is_some()).expect("a report");
    let withheld = serde_json::to_value(public.agenda[at].report.take()).expect("JSON");
    let open = [serde_json::to_value(&public), serde_json::to_value(&council)];
    let secrets = Secrets::new(&open.map(|value| value.expect("JSON")), &[], &[withheld]);
    let leaked = view::pack(&council, &edition::cut(meeting).public);
    (secrets, written(&leaked))
}

#[test]
fn a_pack_without_its_exempt_report_is_clean() {
    let (council, mut meeting) = sources();
    let item = meeting.agenda.iter_mut().find(|item| item.report.is_some()).expect("a report");
    let withheld = serde_json::to_value(&item.report).expect("JSON");
    let place = item.title.place.clone();
    item.part = Part::Two(Exemption { place, reason: None, public_interest: None });
    let public = edition::cut(meeting).public;
    let open = [serde_json::to_value(public.meeting()), serde_json::to_value(&council)];
    let secrets = Secrets::new(&open.map(|value| value.expect("JSON")), &[], &[withheld]);
    assert!(!secrets.is_empty());
    let pack = view::pack(&council, &public);
    let data = serde_json::to_vec(&pack).expect("JSON");
    let files = [("public/agenda-pack.pdf".into(), written(&pack)), ("pack.json".into(), data)];
    let lines: Vec<String> = search(&secrets, &files).iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

fn written(pack: &view::Pack) -> Vec<u8> {
    let templates = Templates::load(None).expect("templates");
    let text = pdf::json(pack).expect("a view");
    let document = pdf::compile(&templates, pack, text).expect("pages");
    pdf::compact(&pdf::export(&document).expect("a PDF")).expect("a smaller PDF")
}

#[test]
fn a_writer_that_leaks_is_caught() {
    let (secrets, pdf) = leaking_writer();
    let traces = search(&secrets, &[("public/agenda-pack.pdf".into(), pdf)]);
    for kind in [Kind::Words, Kind::Name, Kind::Number] {
        let found = traces.iter().filter(|trace| trace.kind == kind).count();
        assert!(found > 3, "{found} {kind}");
    }
    let pages: std::collections::BTreeSet<_> = traces
        .iter()
        .filter(|trace| trace.place.starts_with("page ") && trace.kind == Kind::Words)
        .map(|trace| trace.place.clone())
        .collect();
    assert!(pages.len() > 8, "{pages:?}");
    let sources = traces.iter().filter(|trace| trace.source.contains("reports/08")).count();
    assert!(sources * 10 > traces.len() * 9, "{sources} of {}", traces.len());
}
