//! Templates: what stands in them, that they read back as they were filled in,
//! in `LibreOffice` too, and that a period goes on from the one before.

mod support;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use agendapack::diag::{Diagnostic, Diagnostics, Severity};
use agendapack::model::council::Council;
use agendapack::model::indicator::Scorecard;
use agendapack::pipeline::{Existing, Kind, Request, Silent, Workspace, examine, template};
use agendapack::read;
use agendapack::read::columns::{EXAMPLE, FIELDS, TABLES};
use agendapack::read::earlier::{read_cover, read_register, read_scorecard};
use calamine::{Data, Reader, Xlsx};
use support::{pdf, workbook};
use tempfile::TempDir;

const KINDS: [Kind; 4] = [Kind::Meeting, Kind::Report, Kind::Kpi, Kind::Risk];
/// The row of headings of every sheet.
const HEADINGS: usize = 3;

fn settings() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs/council.toml")
}

fn council(path: &Path) -> Council {
    read::read_council(path).0.expect("settings")
}

fn request(kind: Kind, from: Option<PathBuf>, output: &Path) -> Request {
    Request {
        kind,
        council: Some(settings()),
        meeting: None,
        from,
        period: None,
        output: output.to_path_buf(),
        existing: Existing::Replaced,
    }
}

/// Writes a template and returns its file.
fn made(folder: &TempDir, kind: Kind, from: Option<PathBuf>) -> PathBuf {
    let path = folder.path().join(format!("{kind}.xlsx"));
    let made = template(&request(kind, from, &path)).expect("no fault");
    let is_note = |found: &Diagnostic| found.severity == Severity::Note;
    assert!(made.written && made.diagnostics.iter().all(is_note), "{:?}", made.diagnostics);
    path
}

fn report(name: &str) -> PathBuf {
    support::sample().join("reports").join(name)
}

/// Returns the texts of a sheet's rows.
fn rows(path: &Path, sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = calamine::open_workbook(path).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("a sheet");
    let (_, right) = range.end().expect("cells");
    let text = |row: u32, column: u32| match range.get_value((row, column)) {
        Some(Data::Empty) | None => String::new(),
        Some(value) => value.to_string(),
    };
    let bottom = range.end().map_or(0, |(bottom, _)| bottom);
    (0..=bottom).map(|row| (0..=right).map(|column| text(row, column)).collect()).collect()
}

/// Returns the XML of every sheet, by its number.
fn sheets(path: &Path) -> BTreeMap<String, String> {
    let bytes = std::fs::read(path).expect("a file");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut sheets = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().to_string();
        let mut text = String::new();
        if name.starts_with("xl/worksheets/sheet") {
            part.read_to_string(&mut text).expect("XML");
            sheets.insert(name, text);
        }
    }
    sheets
}

#[test]
fn every_sheet_has_the_headings_that_are_read_and_an_example() {
    let folder = tempfile::tempdir().expect("a folder");
    for kind in KINDS {
        let path = made(&folder, kind, None);
        for sheet in TABLES.iter().filter(|sheet| sheet.workbook == kind.to_string()) {
            let rows = rows(&path, sheet.name);
            let headings: Vec<&str> = sheet.columns.iter().map(|c| c.heading).collect();
            assert_eq!(rows[HEADINGS], headings, "{kind} › {}", sheet.name);
            assert_eq!(rows[HEADINGS + 1], sheet.example(), "{kind} › {}", sheet.name);
            assert!(rows[HEADINGS + 1].iter().any(|text| text.starts_with(EXAMPLE)));
        }
        for sheet in FIELDS.iter().filter(|sheet| sheet.workbook == kind.to_string()) {
            let rows = rows(&path, sheet.name);
            assert_eq!(rows[HEADINGS][..2], ["Field", "Value"]);
            for column in sheet.columns {
                assert!(rows.iter().any(|row| row[0] == column.heading), "{}", column.heading);
            }
        }
        let book: Xlsx<_> = calamine::open_workbook(&path).expect("a workbook");
        assert_eq!(book.sheet_names()[0], "Guidance");
    }
}

#[test]
fn the_cover_has_the_council_s_headings_and_the_agenda_its_standing_items() {
    let folder = tempfile::tempdir().expect("a folder");
    let cover = rows(&made(&folder, Kind::Report, None), "Cover");
    let rows_of = |name: &str| cover.iter().filter(|row| row[0] == name).collect::<Vec<_>>();
    assert_eq!(rows_of("Recommendations").len(), 4);
    assert_eq!(rows_of("Equalities implications")[0][2], "required");
    assert_eq!(rows_of("Historical background")[0][2], "");
    let agenda = rows(&made(&folder, Kind::Meeting, None), "Agenda");
    let titles: Vec<&str> = agenda.iter().skip(HEADINGS + 2).map(|row| row[1].as_str()).collect();
    assert_eq!(titles[..2], ["Minutes", "Apologies for absence"]);
}

#[test]
fn cells_say_what_belongs_in_them_and_headings_are_locked() {
    let folder = tempfile::tempdir().expect("a folder");
    for kind in KINDS {
        let path = made(&folder, kind, None);
        for (name, xml) in sheets(&path) {
            let protection = xml.split("<sheetProtection ").nth(1).expect("protected");
            let protection = protection.split("/>").next().expect("a tag");
            assert!(!protection.contains("password") && !protection.contains("hashValue"));
            if name.ends_with("sheet1.xml") {
                continue;
            }
            for open in ["sort=\"0\"", "insertRows=\"0\"", "deleteRows=\"0\"", "formatCells=\"0\""]
            {
                assert!(protection.contains(open), "{name}: {protection}");
            }
            assert!(xml.contains("promptTitle=") && xml.contains("state=\"frozen\""), "{name}");
            assert!(!xml.contains("hidden=\"1\""), "{name}");
        }
    }
    let kpi = sheets(&made(&folder, Kind::Kpi, None));
    let all: String = kpi.into_values().collect();
    assert!(all.contains("\"higher,lower,range,information only\""));
    assert!(all.contains("<conditionalFormatting"));
    assert!(all.contains("errorStyle=\"warning\""), "what is read is not refused");
}

#[test]
fn the_same_request_gives_the_same_bytes() {
    let folders = [0, 1].map(|_| tempfile::tempdir().expect("a folder"));
    for kind in KINDS {
        let [one, other] = folders
            .each_ref()
            .map(|folder| std::fs::read(made(folder, kind, None)).expect("a file"));
        assert!(one == other, "{kind}");
    }
}

#[test]
fn a_long_list_stands_on_a_sheet_of_its_own_in_sight() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = std::fs::read_to_string(settings()).expect("settings");
    let names: Vec<String> =
        (0..20).map(|n| format!("\"Priority {n}, which is a long one\"")).collect();
    let from = text.find("priorities = [").expect("priorities");
    let to = from + text[from..].find(']').expect("an end");
    let text = format!("{}priorities = [{}{}", &text[..from], names.join(","), &text[to..]);
    let council = folder.path().join("council.toml");
    std::fs::write(&council, text).expect("written");
    let path = folder.path().join("kpi.xlsx");
    let request = Request { council: Some(council), ..request(Kind::Kpi, None, &path) };
    template(&request).expect("no fault");
    let book: Xlsx<_> = calamine::open_workbook(&path).expect("a workbook");
    assert_eq!(book.sheet_names().last().map(String::as_str), Some("Lists"));
    assert!(sheets(&path).values().any(|xml| xml.contains("Lists!$A$4:$A$23")));
}

#[test]
fn a_template_that_nobody_filled_in_is_said_to_be_empty() {
    let folder = tempfile::tempdir().expect("a folder");
    let council = council(&settings());
    let said = |diagnostics: &Diagnostics| {
        diagnostics.iter().map(|d| d.message.clone()).collect::<Vec<_>>()
    };
    let paper = read_scorecard(&made(&folder, Kind::Kpi, None), &council);
    assert_eq!(
        said(&paper.diagnostics)[..2],
        [
            "the `Indicators` table has headings and no rows",
            "the `Results` table has headings and no rows"
        ]
    );
    let paper = read_register(&made(&folder, Kind::Risk, None), &council);
    assert_eq!(said(&paper.diagnostics), ["the `Risks` table has headings and no rows"]);
    // What a template says of itself is not taken for what its author says.
    let paper = read_cover(&made(&folder, Kind::Report, None), &council);
    let codes: Vec<&str> = paper.diagnostics.iter().map(|found| found.code.id).collect();
    assert!(!codes.contains(&"READ052"), "{:?}", said(&paper.diagnostics));
}

#[test]
fn an_example_row_is_left_out_of_a_csv_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = rows(&made(&folder, Kind::Risk, None), "Risks");
    let line = |cells: &[String]| {
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
        quoted.join(",") + "\n"
    };
    let mut real = vec![String::new(); rows[HEADINGS].len()];
    for (heading, text) in [
        ("Code", "R1"),
        ("Risk", "A risk"),
        ("Residual probability", "2"),
        ("Residual impact", "3"),
    ] {
        let column = rows[HEADINGS].iter().position(|known| known == heading).expect("a column");
        real[column] = text.into();
    }
    let path = folder.path().join("risk.csv");
    let text: String = [&rows[HEADINGS], &rows[HEADINGS + 1], &real].map(|row| line(row)).concat();
    std::fs::write(&path, text).expect("written");
    let paper = read_register(&path, &council(&settings()));
    assert!(paper.diagnostics.is_empty(), "{:?}", paper.diagnostics);
    let register = paper.content.expect("a register");
    assert_eq!(register.risks.len(), 1);
    assert_eq!(register.risks[0].title.value, "A risk");
}

/// Returns the folder of a meeting whose workbooks `LibreOffice` saved.
fn libreoffice(ending: &str) -> (TempDir, PathBuf) {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let inputs = folder.path().join("inputs");
    support::copy(&project.join("tests/fixtures/libreoffice").join(ending), &inputs);
    std::fs::copy(project.join("tests/golden/shared/council.toml"), inputs.join("council.toml"))
        .expect("copied");
    (folder, inputs.join("meeting"))
}

#[test]
fn templates_filled_in_and_saved_by_libreoffice_make_a_pack() {
    let packs = ["xlsx", "ods"].map(|ending| {
        let (folder, meeting) = libreoffice(ending);
        let workspace = Workspace::of(&meeting).expect("a workspace");
        let examined = examine(&workspace, &Silent).expect("no fault");
        assert!(examined.diagnostics.is_empty(), "{ending}: {:?}", examined.diagnostics);
        let output = folder.path().join("outputs");
        support::build_into(&meeting, &output).built.expect("a pack");
        let bytes = std::fs::read(output.join("public/agenda-pack.pdf")).expect("a pack");
        pdf::pages(&pdf::open(&bytes))
    });
    let text = packs[0].join(" ");
    for expected in ["Streets swept on time", "91.36%", "Buy a second sweeper", "Councillor A"] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert!(!text.contains("not read"), "the examples are left out");
    assert!(packs[0] == packs[1], "both formats say the same");
}

/// `LibreOffice` worked the formulas out; the model does so by itself.
#[test]
fn what_an_author_sees_is_what_the_pack_will_say() {
    let (folder, meeting) = libreoffice("xlsx");
    let council = council(&folder.path().join("inputs/council.toml"));
    let kpi = meeting.join("reports/02-streets/kpi.xlsx");
    let scorecard = read_scorecard(&kpi, &council).content.expect("indicators");
    let shown = rows(&kpi, "Results");
    let column = |name: &str| shown[HEADINGS].iter().position(|h| h == name).expect("a column");
    let mut seen = 0;
    for row in shown.iter().skip(HEADINGS + 2).filter(|row| !row[0].is_empty()) {
        let period = row[column("Period")].parse().expect("a period");
        let indicator = scorecard.indicators.iter().find(|i| i.code.value == row[0]);
        let observation = indicator.and_then(|i| i.at(period)).expect("a result");
        assert_eq!(row[column("Computed RAG")], observation.status.to_string(), "{row:?}");
        seen += 1;
    }
    assert_eq!(seen, 7);
    let risks = rows(&meeting.join("reports/02-streets/risk.xlsx"), "Risks");
    let column = |name: &str| risks[HEADINGS].iter().position(|h| h == name).expect("a column");
    let risk = &risks[HEADINGS + 2];
    assert_eq!(risk[column("Computed inherent score")], "12 Red");
    assert_eq!(risk[column("Computed residual score")], "6 Amber");
}

/// Returns what a template holds, without formulas.
fn dump(path: &Path) -> String {
    let dump = workbook::dump(path);
    let lines = dump.lines().filter(|line| !line.starts_with("Guidance!"));
    lines.flat_map(|line| [line.split(" {=").next().unwrap_or(line), "\n"]).collect()
}

#[test]
fn a_period_goes_on_from_the_one_before() {
    let cases = [
        (Kind::Kpi, report("08-legal-governance"), "08-kpi"),
        (Kind::Kpi, report("09-performance-people-innovation"), "09-kpi"),
        (Kind::Risk, report("09-performance-people-innovation"), "09-risk"),
        (Kind::Report, report("09-performance-people-innovation"), "09-report"),
        (Kind::Meeting, support::sample(), "meeting"),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    for (kind, from, name) in cases {
        let found = dump(&made(&folder, kind, Some(from)));
        let expected = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/carried-forward")
            .join(format!("{name}.txt"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(expected.parent().expect("a folder")).expect("made");
            std::fs::write(&expected, &found).expect("written");
        }
        let wanted = std::fs::read_to_string(&expected).unwrap_or_default();
        assert!(
            wanted == found,
            "{name} differs: run `UPDATE=1 cargo test --release --test template` and read it"
        );
    }
}

#[test]
fn what_has_errors_is_not_carried_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, output) = (folder.path().join("risk.csv"), folder.path().join("risk.xlsx"));
    std::fs::write(&from, "Code,Risk,Likelihood,Impact\nR1,A risk,Sometimes,3\n").expect("written");
    let made = template(&request(Kind::Risk, Some(from), &output)).expect("no fault");
    assert!(!made.written && made.diagnostics.has_errors());
    assert!(!output.exists());
}

#[test]
fn a_template_has_a_name_that_says_what_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["kpi.ods", "kpi.csv", "kpi"] {
        let output = folder.path().join(name);
        let fault = template(&request(Kind::Kpi, None, &output)).expect_err("refused");
        assert!(fault.to_string().contains("ending with .xlsx"), "{fault}");
        assert!(!output.exists());
    }
    let fault = template(&request(Kind::Kpi, None, folder.path())).expect_err("refused");
    assert!(fault.to_string().contains("is a folder; name a file, such as"), "{fault}");
}

/// Fills in the rows of a period by script, as a plain workbook.
fn fill_in(path: &Path, scorecard: &Scorecard, period: &str) {
    let indicators = rows(path, "Indicators");
    let mut results = rows(path, "Results");
    let headings = results[HEADINGS].clone();
    let column = |name: &str| headings.iter().position(|h| h == name).expect("a column");
    let (code, when, result) = (column("Code"), column("Period"), column("Result"));
    for row in results.iter_mut().filter(|row| row[when] == period) {
        let indicator = scorecard.indicators.iter().find(|i| i.code.value == row[code]);
        let Some(indicator) = indicator else { continue };
        row[result] = if indicator.unit.is_percent() { "0.87" } else { "7" }.into();
    }
    let mut book = rust_xlsxwriter::Workbook::new();
    let percent = rust_xlsxwriter::Format::new().set_num_format("0.00%");
    for (name, rows) in [("Indicators", &indicators), ("Results", &results)] {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        for (r, row) in (0u32..).zip(rows) {
            let unit = scorecard.indicators.iter().find(|i| i.code.value == row[0]);
            let is_percent = unit.is_some_and(|i| i.unit.is_percent());
            for (c, text) in (0u16..).zip(row).filter(|(_, text)| !text.is_empty()) {
                let figures = ["Result", "Target"].map(&column);
                match text.parse::<f64>() {
                    Ok(number) if is_percent && figures.contains(&usize::from(c)) => {
                        sheet.write_with_format(r, c, number, &percent).expect("written");
                    }
                    Ok(number) => drop(sheet.write(r, c, number).expect("written")),
                    Err(_) => drop(sheet.write(r, c, text).expect("written")),
                }
            }
        }
    }
    book.save(path).expect("saved");
}

#[test]
fn the_next_quarter_is_built_with_its_history() {
    let folder = tempfile::tempdir().expect("a folder");
    let inputs = folder.path().join("inputs");
    support::copy(settings().parent().expect("inputs"), &inputs);
    let council = council(&settings());
    let name = "09-performance-people-innovation";
    let before = read_scorecard(&report(name), &council).content.expect("indicators");
    let next = before.period.next();
    let meeting = inputs.join("2018-03-06-finance-and-resources");
    let kpi = meeting.join("reports").join(name).join("kpi.xlsx");
    template(&request(Kind::Kpi, Some(report(name)), &kpi)).expect("no fault");
    fill_in(&kpi, &before, &next.to_string());
    let after = read_scorecard(&kpi, &council);
    assert!(after.diagnostics.is_empty(), "{:?}", after.diagnostics);
    let after = after.content.expect("indicators");
    assert_eq!((after.period, after.indicators.len()), (next, before.indicators.len()));
    for (old, new) in before.indicators.iter().zip(&after.indicators) {
        assert_eq!((&old.name.value, old.rule), (&new.name.value, new.rule), "{}", old.code.value);
        for (period, observation) in &old.results {
            let carried = new.at(*period).expect("history");
            assert_eq!(
                (&observation.value, observation.status),
                (&carried.value, carried.status),
                "{} {period}",
                old.code.value
            );
        }
    }
    let moved = after.indicators.iter().filter(|i| i.movement(before.period, next).is_some());
    assert!(moved.count() > 5, "trends come from the history that was carried");
    let output = folder.path().join("outputs");
    support::build_into(&meeting, &output).built.expect("a pack");
    let bytes = std::fs::read(output.join("public/agenda-pack.pdf")).expect("a pack");
    let text = pdf::pages(&pdf::open(&bytes)).join(" ");
    assert!(text.contains(&next.short()) && text.contains(&before.period.short()));
}

#[test]
fn what_a_report_says_is_exempt_stays_so_in_the_next_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/exempt");
    support::fixture::lay(&[&fixture], &folder.path().join("inputs"));
    let before = folder.path().join("inputs/meeting/reports/03-homes");
    let path = made(&folder, Kind::Report, Some(before));
    let rows = rows(&path, "Exempt");
    for named in [["kpi", "3"], ["CNRC2", "confidential"]] {
        assert!(rows.iter().any(|row| row.starts_with(&named.map(String::from))), "{rows:?}");
    }
}
