//! Annotated copies: what must not change is byte for byte the same, and what is
//! added stands where spreadsheet programs look for it.

mod support;

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use agendapack::view::findings::{FindingView, FindingsView, SpotView};
use agendapack::write::annotate::{Copy, annotate, transcript};
use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{
    Chart, ChartType, ConditionalFormat3ColorScale, DataValidation, Format, Formula, Image, Note,
    Sparkline, Table, Workbook, Worksheet,
};
use support::fixture;

type Parts = BTreeMap<String, Vec<u8>>;

/// Returns the parts of a package by name.
fn parts(bytes: &[u8]) -> Parts {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("readable");
        parts.insert(part.name().to_string(), content);
    }
    parts
}

/// Returns a package of the parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("started");
        writer.write_all(content).expect("written");
    }
    writer.finish().expect("finished").into_inner()
}

fn text(parts: &Parts, name: &str) -> String {
    let bytes = parts.get(name).unwrap_or_else(|| panic!("no part {name}"));
    String::from_utf8(bytes.clone()).expect("text")
}

/// Returns the names of the parts that a copy changed, and of those that it added.
fn changes(before: &Parts, after: &Parts) -> (Vec<String>, Vec<String>) {
    let lost: Vec<_> = before.keys().filter(|name| !after.contains_key(*name)).collect();
    assert!(lost.is_empty(), "{lost:?}");
    let changed = before.iter().filter(|(name, content)| after[*name] != **content);
    let added = after.keys().filter(|name| !before.contains_key(*name));
    (changed.map(|(name, _)| name.clone()).collect(), added.cloned().collect())
}

fn finding(sheet: &str, cell: Option<(u32, u32)>, message: &str) -> FindingView {
    FindingView {
        severity: "error".into(),
        rule: "KPI003".into(),
        name: "result-contradicting-fraction".into(),
        message: message.into(),
        hint: "mend the one that is wrong".into(),
        place: format!("{sheet}!{cell:?}"),
        spot: Some(SpotView { sheet: sheet.into(), cell }),
        holds: "93.16%".into(),
    }
}

fn view(findings: Vec<FindingView>) -> FindingsView {
    let about = vec!["One sentence.".into(), "Another.".into()];
    FindingsView { title: "Findings in kpi.xlsx".into(), about, findings }
}

/// Returns a workbook with everything that an author may have put into one.
fn rich() -> Vec<u8> {
    let mut workbook = Workbook::new();
    results(workbook.add_worksheet().set_name("Results").expect("a name"));
    let plain = workbook.add_worksheet().set_name("It's plain").expect("a name");
    plain.write_number(4, 2, 7).expect("written");
    plain.protect();
    plain.set_hidden(true);
    let noted = workbook.add_worksheet().set_name("Noted").expect("a name");
    noted.write_string(0, 0, "see the note").expect("written");
    noted.insert_note(0, 0, &Note::new("own words").set_author("Head of Finance")).expect("noted");
    noted.insert_note(5, 1, &Note::new("apart")).expect("noted");
    noted.add_table(8, 0, 10, 1, &Table::new()).expect("a table");
    noted.set_active(true);
    workbook.define_name("Results!Local", "=Results!$A$1").expect("a name");
    workbook.define_name("Noted!Local", "=Noted!$A$1").expect("a name");
    workbook.define_name("Everywhere", "=Results!$B$2").expect("a name");
    workbook.save_to_buffer().expect("saved")
}

fn results(sheet: &mut Worksheet) {
    let share = Format::new().set_num_format("0.00%");
    sheet.write_string(0, 0, "Code").expect("written");
    for row in 1..6u32 {
        sheet.write_number_with_format(row, 1, 0.1 * f64::from(row), &share).expect("written");
        sheet.write_formula(row, 2, Formula::new(format!("=B{}*2", row + 1))).expect("written");
    }
    sheet.set_freeze_panes(1, 0).expect("frozen");
    sheet.set_column_width(1, 40).expect("a width");
    sheet.merge_range(7, 0, 8, 2, "joined", &Format::new()).expect("joined");
    sheet
        .add_data_validation(
            1,
            0,
            5,
            0,
            &DataValidation::new().allow_list_strings(&["a", "b"]).expect("a list"),
        )
        .expect("validated");
    sheet
        .add_conditional_format(1, 1, 5, 1, &ConditionalFormat3ColorScale::new())
        .expect("coloured");
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values("Results!$B$2:$B$6");
    sheet.insert_chart(10, 4, &chart).expect("a chart");
    let dot = Image::new_from_buffer(DOT).expect("an image");
    sheet.insert_image(12, 0, &dot).expect("inserted");
    let line = Sparkline::new().set_range(("Results", 1, 1, 5, 1));
    sheet.add_sparkline(1, 3, &line).expect("a sparkline");
    sheet.add_table(20, 0, 22, 1, &Table::new()).expect("a table");
    sheet.write_url(6, 0, "https://example.org/").expect("a link");
    sheet.set_header("&CResults");
}

/// A picture of one dot.
const DOT: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
    1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xde, 0, 0, 0, 0x0c, 0x49, 0x44, 0x41, 0x54, 8,
    0xd7, 0x63, 0xf8, 0xcf, 0xc0, 0, 0, 3, 1, 1, 0, 0x18, 0xdd, 0x8d, 0xb0, 0, 0, 0, 0, 0x49, 0x45,
    0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

fn annotated(bytes: &[u8], findings: Vec<FindingView>) -> Copy {
    annotate(bytes, &view(findings)).expect("annotated")
}

#[test]
fn only_what_must_change_does() {
    let bytes = rich();
    let copy = annotated(
        &bytes,
        vec![
            finding("Results", Some((2, 1)), "one"),
            finding("Results", Some((2, 1)), "two & <three>"),
            finding("Results", Some((8, 1)), "in a joined cell"),
            finding("Results", None, "about the sheet"),
            finding("Noted", Some((0, 0)), "on a cell with a note"),
            finding("Noted", Some((3, 3)), "on another"),
        ],
    );
    assert!(copy.remarks.is_empty());
    let (before, after) = (parts(&bytes), parts(&copy.bytes));
    let (changed, added) = changes(&before, &after);
    assert_eq!(
        changed,
        [
            "[Content_Types].xml",
            "xl/_rels/workbook.xml.rels",
            "xl/comments1.xml",
            "xl/drawings/vmlDrawing1.vml",
            "xl/styles.xml",
            "xl/workbook.xml",
            "xl/worksheets/_rels/sheet1.xml.rels",
            "xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet3.xml",
        ]
    );
    assert_eq!(
        added,
        [
            "xl/comments2.xml",
            "xl/drawings/vmlDrawing2.vml",
            "xl/tables/table3.xml",
            "xl/worksheets/_rels/sheet4.xml.rels",
            "xl/worksheets/sheet4.xml",
        ]
    );
    let sheet = text(&after, "xl/worksheets/sheet1.xml");
    let (start, end) = sheet.split_once("<legacyDrawing").expect("the drawing of notes");
    let (_, end) = end.split_once("/>").expect("its end");
    assert_eq!(format!("{start}{end}"), text(&before, "xl/worksheets/sheet1.xml"));
    assert!(start.ends_with("/>") && start.contains("<drawing ") && end.starts_with("<tableParts"));
    let noted = text(&before, "xl/worksheets/sheet3.xml").replace(" tabSelected=\"1\"", "");
    assert_eq!(text(&after, "xl/worksheets/sheet3.xml"), noted);
}

#[test]
fn notes_stand_on_their_cells() {
    let copy = annotated(
        &rich(),
        vec![
            finding("Results", Some((2, 1)), "one"),
            finding("Results", Some((2, 1)), "two & <three>"),
            finding("Results", Some((8, 1)), "in a joined cell"),
            finding("Noted", Some((0, 0)), "on a cell with a note"),
        ],
    );
    let parts = parts(&copy.bytes);
    let notes = text(&parts, "xl/comments2.xml");
    assert!(notes.contains("<author>agendapack</author>"));
    assert_eq!(notes.matches("<comment ").count(), 2);
    assert!(notes.contains("ref=\"B3\"") && notes.contains("ref=\"A8\""), "{notes}");
    assert!(notes.contains(
        "error KPI003: one\nhint: mend the one that is wrong\n\nerror KPI003: two &amp; &lt;three&gt;\nhint: "
    ));
    let boxes = text(&parts, "xl/drawings/vmlDrawing2.vml");
    assert_eq!(boxes.matches("<v:shape ").count(), 2);
    assert!(boxes.contains("<x:Row>2</x:Row><x:Column>1</x:Column>"));
    let notes = text(&parts, "xl/comments1.xml");
    assert_eq!(notes.matches("<comment ").count(), 2);
    assert!(
        notes.contains("own words") && notes.contains("\n\nagendapack:\nerror KPI003: on a cell")
    );
    assert_eq!(text(&parts, "xl/drawings/vmlDrawing1.vml").matches("<v:shape ").count(), 2);
}

#[test]
fn the_workbook_reads_as_before_behind_its_findings() {
    let bytes = rich();
    let copy = annotated(&bytes, vec![finding("It's plain", Some((4, 2)), "odd")]);
    let mut before: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).expect("a workbook");
    let mut after: Xlsx<_> = Xlsx::new(Cursor::new(&copy.bytes)).expect("a workbook");
    assert_eq!(after.sheet_names(), ["Findings", "Results", "It's plain", "Noted"]);
    for name in before.sheet_names() {
        let values = |book: &mut Xlsx<_>| book.worksheet_range(&name).expect("a sheet");
        assert_eq!(values(&mut before), values(&mut after), "{name}");
        let formulas = |book: &mut Xlsx<_>| book.worksheet_formula(&name).expect("a sheet");
        assert_eq!(formulas(&mut before), formulas(&mut after), "{name}");
    }
    let findings = after.worksheet_range("Findings").expect("a sheet");
    let cell = |row, column| findings.get_value((row, column)).cloned();
    assert_eq!(cell(0, 0), Some(Data::String("Findings in kpi.xlsx".into())));
    assert_eq!(cell(4, 3), Some(Data::String("What was found".into())));
    assert_eq!(cell(5, 3), Some(Data::String("odd".into())));
    let parts = parts(&copy.bytes);
    let workbook = text(&parts, "xl/workbook.xml");
    assert!(
        workbook.contains("<definedName name=\"Local\" localSheetId=\"3\">Noted!"),
        "{workbook}"
    );
    assert!(workbook.contains("<definedName name=\"Local\" localSheetId=\"1\">Results!"));
    assert!(!workbook.contains("activeTab"));
    let front = text(&parts, "xl/worksheets/sheet4.xml");
    assert!(front.contains("location=\"&apos;It&apos;&apos;s plain&apos;!C5\""), "{front}");
    assert!(text(&parts, "xl/worksheets/sheet2.xml").contains("<sheetProtection"));
    let open = parts.keys().filter(|name| name.starts_with("xl/worksheets/sheet"));
    let open: Vec<_> = open.filter(|name| text(&parts, name).contains("tabSelected")).collect();
    assert_eq!(open, ["xl/worksheets/sheet4.xml"]);
}

#[test]
fn a_copy_can_be_annotated_again() {
    let once = annotated(&rich(), vec![finding("Results", Some((2, 1)), "one")]);
    let twice = annotated(&once.bytes, vec![finding("Results", Some((2, 1)), "one")]);
    let book: Xlsx<_> = Xlsx::new(Cursor::new(&twice.bytes)).expect("a workbook");
    assert_eq!(book.sheet_names()[..2], ["Findings (2)", "Findings"]);
    let parts = parts(&twice.bytes);
    assert!(text(&parts, "xl/tables/table4.xml").contains("displayName=\"agendapack_findings_\""));
}

#[test]
fn the_same_workbook_and_findings_give_the_same_bytes() {
    let bytes = rich();
    let make = || annotated(&bytes, vec![finding("Results", Some((2, 1)), "one")]).bytes;
    assert_eq!(make(), make());
    let cells = [(0, 0, "Code".to_string()), (1, 2, "=1+1".to_string())];
    assert_eq!(transcript(&cells).expect("made"), transcript(&cells).expect("made"));
}

#[test]
fn macros_stay_and_signatures_go() {
    let before = parts(&rich());
    let types = text(&before, "[Content_Types].xml").replace(
        "</Types>",
        "<Override PartName=\"/_xmlsignatures/sig1.xml\" ContentType=\"application/x\"/></Types>",
    );
    let links = text(&before, "_rels/.rels").replace(
        "</Relationships>",
        "<Relationship Id=\"rIdS\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin\" \
         Target=\"_xmlsignatures/origin.sigs\"/></Relationships>",
    );
    let mut list: Vec<(&str, &[u8])> = before
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "[Content_Types].xml" | "_rels/.rels"))
        .map(|(name, content)| (name.as_str(), content.as_slice()))
        .collect();
    list.extend([
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", links.as_bytes()),
        ("_xmlsignatures/origin.sigs", b"".as_slice()),
        ("_xmlsignatures/sig1.xml", b"<Signature/>"),
        ("xl/vbaProject.bin", b"macros"),
    ]);
    let copy = annotated(&package(&list), vec![finding("Results", None, "one")]);
    assert_eq!(copy.remarks.len(), 1);
    let after = parts(&copy.bytes);
    assert!(after.keys().all(|name| !name.contains("signature")));
    assert!(!text(&after, "[Content_Types].xml").contains("signature"));
    assert!(!text(&after, "_rels/.rels").contains("signature"));
    assert_eq!(after["xl/vbaProject.bin"], b"macros");
}

#[test]
fn a_spreadsheet_of_open_document_reads_as_before() {
    let content = r#"<?xml version="1.0"?><office:document-content xmlns:office="o"><office:body><office:spreadsheet>
        <table:content-validations/><table:table table:name="KPI"><table:table-column/>
        <table:table-row table:number-rows-repeated="3"><table:table-cell office:value-type="float" office:value="7"
        table:number-columns-repeated="3" table:formula="of:=1+6"><text:p>7</text:p></table:table-cell></table:table-row>
        </table:table><table:named-expressions/></office:spreadsheet></office:body></office:document-content>"#;
    let list: [(&str, &[u8]); 4] = [
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", b"<office:document-styles/>"),
        ("META-INF/documentsignatures.xml", b"<dsig/>"),
    ];
    let bytes = package(&list);
    let copy =
        annotated(&bytes, vec![finding("KPI", Some((1, 1)), "one"), finding("KPI", None, "two")]);
    assert_eq!(copy.remarks.len(), 1, "the signature is gone");
    let after = parts(&copy.bytes);
    assert_eq!(after.len(), 3);
    assert_eq!(after["styles.xml"], list[2].1);
    assert!(
        text(&after, "content.xml")
            .contains("<table:content-validations/><table:table xmlns:office")
    );
    assert!(copy.bytes[30..].starts_with(b"mimetype"));
    let read = |bytes: &[u8]| {
        agendapack::read::workbook::read(bytes, agendapack::place::Place::file("kpi.ods"))
            .expect("readable")
    };
    let (before, after) = (read(&bytes), read(&copy.bytes));
    let names: Vec<_> = after.sheets().iter().map(agendapack::read::grid::Grid::name).collect();
    assert_eq!(names, ["Findings", "KPI"]);
    assert_eq!(before.sheets()[0], after.sheets()[1]);
    assert_eq!(after.sheets()[0].shown(5, 3), "one");
}

#[test]
fn what_takes_no_notes_is_refused() {
    let refused = |bytes: &[u8]| annotate(bytes, &view(vec![])).expect_err("refused").to_string();
    assert!(refused(b"\xd0\xcf\x11\xe0").contains("save it as an Excel Workbook (.xlsx)"));
    let binary = package(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.bin", b"")]);
    assert!(refused(&binary).contains(".xlsb"));
    assert!(refused(&package(&[("a", b"b")])).contains("no workbook"));
    let strict = text(&parts(&rich()), "xl/workbook.xml").replace(
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    );
    let before = parts(&rich());
    let list: Vec<(&str, &[u8])> = before
        .iter()
        .map(|(name, content)| match name.as_str() {
            "xl/workbook.xml" => (name.as_str(), strict.as_bytes()),
            _ => (name.as_str(), content.as_slice()),
        })
        .collect();
    assert!(refused(&package(&list)).contains("Strict"));
}

mod meeting {
    use super::{Cursor, Data, Reader, Xlsx, fixture, parts, support, text};
    use std::path::{Path, PathBuf};
    use std::process::Output;

    /// Lays a golden case's inputs out with more files over them.
    fn laid(case: &str, more: &[(&str, &[u8])]) -> tempfile::TempDir {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        let place = tempfile::tempdir().expect("a folder");
        let inputs = place.path().join("inputs");
        fixture::lay(&[&golden.join("shared"), &golden.join(case).join("inputs")], &inputs);
        for (name, bytes) in more {
            std::fs::write(inputs.join("meeting").join(name), bytes).expect("written");
        }
        place
    }

    fn check(place: &Path, annotate: &str) -> (Output, String) {
        let output = support::agendapack()
            .args(["check", "inputs/meeting", annotate])
            .current_dir(place)
            .output()
            .expect("run");
        let said = String::from_utf8(output.stderr.clone()).expect("text");
        (output, said)
    }

    /// Returns the paths of all files below a folder.
    fn files(folder: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
        }
        found.sort();
        found
    }

    #[test]
    fn workbooks_with_findings_are_copied_beside_the_pack() {
        let place = laid("every-error-in-one-run", &[]);
        let inputs = files(&place.path().join("inputs"));
        let bytes: Vec<_> = inputs.iter().map(|path| std::fs::read(path).expect("read")).collect();
        let (output, said) = check(place.path(), "--annotate");
        assert_eq!(output.status.code(), Some(1), "{said}");
        let folder = place.path().join("outputs/meeting-annotated");
        let copies = files(&folder);
        let names: Vec<_> =
            copies.iter().map(|path| path.strip_prefix(&folder).expect("below")).collect();
        let reports = Path::new("reports/02-streets");
        assert_eq!(
            names,
            [Path::new("meeting.xlsx"), &reports.join("kpi.xlsx"), &reports.join("risk.xlsx")]
        );
        assert!(said.contains("not annotated: 2 findings in texts and settings"), "{said}");
        let risks = parts(&std::fs::read(&copies[2]).expect("read"));
        let notes = text(&risks, "xl/comments1.xml");
        assert!(
            notes.contains("ref=\"D2\"")
                && notes.contains("error READ021: `Treet` is no `Response`")
        );
        let again: Vec<_> = inputs.iter().map(|path| std::fs::read(path).expect("read")).collect();
        assert_eq!(bytes, again);
    }

    #[test]
    fn words_under_a_box_are_in_a_private_list_and_nowhere_else() {
        let place = laid("redaction-that-is-none", &[]);
        let (output, said) = check(place.path(), "--annotate");
        let printed = String::from_utf8_lossy(&output.stdout).into_owned() + &said;
        assert!(!printed.contains("1234"), "{printed}");
        assert!(printed.contains("private: outputs/meeting-annotated/words-nobody-sees.txt"));
        let folder = place.path().join("outputs/meeting-annotated");
        assert_eq!(files(&folder), [folder.join("words-nobody-sees.txt")]);
        let list = std::fs::read_to_string(folder.join("words-nobody-sees.txt")).expect("text");
        let first = "reports/02-streets/appendix-a.pdf\n  page 1, under a box that was drawn over \
            them, 32 mm from the left and 47 mm from the top:\n    Case 1234\n";
        assert!(list.starts_with("PRIVATE.") && list.contains(first), "{list}");
        assert_eq!(list.matches("Case 1234").count(), 4, "{list}");
    }

    #[test]
    fn a_text_file_gets_a_workbook_to_read() {
        let place = laid("every-error-in-one-run", &[]);
        let report = place.path().join("inputs/meeting/reports/02-streets");
        std::fs::remove_file(report.join("risk.xlsx")).expect("removed");
        let table = "Risk,Response,Owner,Residual probability,Residual impact\nThe sweeper breaks down,Treet,Head of Streets,3,4\n";
        std::fs::write(report.join("risk.csv"), table).expect("written");
        let (_, said) = check(place.path(), "--annotate");
        let copy = place.path().join("outputs/meeting-annotated/reports/02-streets/risk.csv.xlsx");
        let bytes = std::fs::read(copy).unwrap_or_else(|_| panic!("{said}"));
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).expect("a workbook");
        assert_eq!(book.sheet_names(), ["Findings", "Table"]);
        let range = book.worksheet_range("Table").expect("a sheet");
        assert_eq!(range.get_value((1, 1)), Some(&Data::String("Treet".into())));
        assert!(text(&parts(&bytes), "xl/comments1.xml").contains("ref=\"B2\""));
        let about = book.worksheet_range("Findings").expect("a sheet");
        let about = about.get_value((2, 0)).map(ToString::to_string).unwrap_or_default();
        assert!(about.contains("not to send back"), "{about}");
    }

    #[test]
    fn a_clean_meeting_has_no_copies_and_keeps_no_old_ones() {
        let place = laid("a-small-pack", &[]);
        let old = place.path().join("outputs/meeting-annotated/kpi.xlsx");
        std::fs::create_dir_all(old.parent().expect("a folder")).expect("made");
        std::fs::write(&old, "old").expect("written");
        let (output, said) = check(place.path(), "--annotate");
        assert_eq!(
            (output.status.code(), said.as_str()),
            (Some(0), "nothing to annotate: no workbook has findings\n")
        );
        assert!(!old.exists());
    }

    #[test]
    fn no_copy_takes_the_place_of_the_inputs() {
        let place = laid("every-error-in-one-run", &[]);
        let within = place.path().join("meeting-annotated");
        std::fs::create_dir(&within).expect("made");
        std::fs::rename(place.path().join("inputs"), within.join("inputs")).expect("moved");
        let (output, said) = check(&within, "--annotate=..");
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(within.join("inputs/meeting/meeting.xlsx").exists());
    }

    #[test]
    fn what_cannot_be_opened_is_not_annotated() {
        let place = laid("a-small-pack", &[("reports/02-streets/kpi.xlsx", b"PK\x03\x04 damaged")]);
        let (output, said) = check(place.path(), "--annotate");
        assert_eq!(output.status.code(), Some(1));
        assert!(
            said.contains(
                "not annotated: reports/02-streets/kpi.xlsx, 1 finding: the workbook is damaged"
            ),
            "{said}"
        );
        assert!(!place.path().join("outputs").exists());
    }

    #[test]
    fn no_copy_lies_in_a_pack() {
        let place = laid("every-error-in-one-run", &[]);
        let other = place.path().join("elsewhere");
        std::fs::create_dir_all(other.join("public")).expect("made");
        std::fs::write(other.join("manifest.json"), "{}").expect("written");
        for within in ["outputs/meeting", "outputs/meeting/public", "elsewhere/public"] {
            let (output, said) = check(place.path(), &format!("--annotate={within}"));
            assert_eq!(output.status.code(), Some(2), "{within}");
            assert!(said.contains("is in a pack, which is published"), "{said}");
        }
        assert!(!place.path().join("outputs").exists());
        assert_eq!(files(&other).len(), 1);
    }

    #[test]
    fn copies_go_where_they_are_wanted_but_never_among_the_inputs() {
        let place = laid("every-error-in-one-run", &[]);
        let (_, said) = check(place.path(), "--annotate=for-authors");
        assert!(place.path().join("for-authors/meeting-annotated/meeting.xlsx").exists(), "{said}");
        for among in ["inputs", "inputs/../inputs/new", "nowhere/../inputs/new"] {
            let (output, said) = check(place.path(), &format!("--annotate={among}"));
            assert_eq!(output.status.code(), Some(2), "{among}");
            assert!(said.contains("among the inputs"), "{said}");
        }
        assert!(!place.path().join("inputs/meeting-annotated").exists());
        assert!(!place.path().join("inputs/new").exists());
    }
}
