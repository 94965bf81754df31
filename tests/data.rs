//! Open data: what the tables say is what the workbooks say, cell by cell, and their
//! descriptions are true of them.

mod support;

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use agendapack::digest::sha256;
use agendapack::pipeline::{Basis, Today, evidence};
use calamine::{Data, Reader, open_workbook_auto_from_rs};
use serde_json::Value;
use support::office::Office;
use tempfile::TempDir;

fn sample() -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    let outcome = support::build_into(&support::sample(), &place.path().join("outputs/sample"));
    assert!(outcome.built.is_some());
    place
}

fn data(place: &TempDir, name: &str) -> Vec<u8> {
    let path = place.path().join("outputs/sample/public/data").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(place: &TempDir, name: &str) -> Value {
    serde_json::from_slice(&data(place, name)).expect("JSON")
}

/// A table: its headings, and each row by them.
struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(place: &TempDir, name: &str) -> Self {
        let bytes = data(place, name);
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let texts = |record: &csv::StringRecord| record.iter().map(str::to_string).collect();
        let headings = texts(reader.headers().expect("headings"));
        let rows = reader.records().map(|row| texts(&row.expect("a row"))).collect();
        Self { headings, rows }
    }

    fn get<'a>(&self, row: &'a [String], heading: &str) -> &'a str {
        let at = self.headings.iter().position(|known| known == heading);
        &row[at.unwrap_or_else(|| panic!("no column {heading}"))]
    }
}

/// Returns a cell of a workbook that was read, as it stands there.
fn cell(file: &str, cell: &str) -> Data {
    let bytes = std::fs::read(support::sample().join(file)).expect("a workbook");
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).expect("a workbook");
    let (sheet, name) = cell.split_once('!').expect("a sheet and a cell");
    let letters = name.chars().take_while(char::is_ascii_alphabetic);
    let column = letters.fold(0, |sum, letter| sum * 26 + (letter as u32 - 'A' as u32 + 1));
    let row: u32 = name.trim_start_matches(char::is_alphabetic).parse().expect("a row");
    let range = book.worksheet_range(sheet).expect("the sheet");
    range.get_value((row - 1, column - 1)).cloned().unwrap_or(Data::Empty)
}

#[test]
fn every_result_is_that_of_its_cell() {
    let place = sample();
    let results = Table::read(&place, "results.csv");
    assert!(results.rows.len() > 60, "{} results", results.rows.len());
    let mut compared = 0;
    for row in results.rows.iter().filter(|row| results.get(row, "recorded") == "result") {
        let result: f64 = results.get(row, "result").parse().expect("a number");
        let written = cell(results.get(row, "source_file"), results.get(row, "source_cell"));
        let is_same = match &written {
            Data::Float(number) => {
                [*number, number * 100.0].iter().any(|number| (number - result).abs() < 0.006)
            }
            Data::Int(number) => number.to_string() == results.get(row, "result"),
            Data::String(text) => {
                let digits: String = text
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .chars()
                    .filter(|c| c.is_ascii_digit() || *c == '.')
                    .collect();
                digits.parse::<f64>().is_ok_and(|number| (number - result).abs() < 0.006)
            }
            _ => false,
        };
        assert!(is_same, "{row:?} comes from {written:?}");
        compared += 1;
    }
    assert!(compared > 50, "{compared} compared");
}

#[test]
fn the_descriptions_are_true_of_the_tables() {
    let place = sample();
    let metadata = json(&place, "csv-metadata.json");
    let package = json(&place, "datapackage.json");
    let tables = metadata["tables"].as_array().expect("tables");
    let resources = package["resources"].as_array().expect("resources");
    assert!(tables.len() == resources.len() && tables.len() >= 5, "{}", tables.len());
    for (table, resource) in tables.iter().zip(resources) {
        let name = table["url"].as_str().expect("a name");
        assert_eq!(resource["path"], name);
        let bytes = data(&place, name);
        assert_eq!(resource["bytes"], bytes.len());
        assert_eq!(resource["hash"], format!("sha256:{}", sha256(&bytes)));
        let read = Table::read(&place, name);
        let columns = table["tableSchema"]["columns"].as_array().expect("columns");
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        assert_eq!((columns.len(), fields.len()), (read.headings.len(), read.headings.len()));
        for (index, (column, field)) in columns.iter().zip(fields).enumerate() {
            assert_eq!(
                (&column["name"], &field["name"]),
                (&field["name"], &read.headings[index].clone().into())
            );
            for row in &read.rows {
                holds(field, &row[index]);
            }
        }
        let key: Vec<&str> = resource["schema"]["primaryKey"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|column| column.as_str().expect("a name"))
            .collect();
        if !key.is_empty() {
            let keys: BTreeSet<Vec<&str>> = read
                .rows
                .iter()
                .map(|row| key.iter().map(|column| read.get(row, column)).collect())
                .collect();
            assert_eq!(keys.len(), read.rows.len(), "{name}: a key stands twice");
        }
    }
    let (indicators, results) =
        (Table::read(&place, "indicators.csv"), Table::read(&place, "results.csv"));
    let known: BTreeSet<(&str, &str)> = indicators
        .rows
        .iter()
        .map(|row| (indicators.get(row, "item"), indicators.get(row, "code")))
        .collect();
    let refer =
        |row: &Vec<String>| known.contains(&(results.get(row, "item"), results.get(row, "code")));
    assert!(results.rows.iter().all(refer), "a result of no indicator");
}

/// A value is what its field says.
fn holds(field: &Value, value: &str) {
    let constraints = &field["constraints"];
    if value.is_empty() {
        assert_ne!(constraints["required"], true, "{field} is empty");
        return;
    }
    match field["type"].as_str() {
        Some("number") => assert!(value.parse::<f64>().is_ok(), "{field}: {value}"),
        Some("date") => assert!(value.parse::<jiff::civil::Date>().is_ok(), "{field}: {value}"),
        _ => {}
    }
    if let Some(words) = constraints["enum"].as_array() {
        assert!(words.iter().any(|word| word == value), "{field}: {value}");
    }
}

/// Holds a pack to its schema by the reference library of JSON Schema, and the data to
/// their descriptor by that of Data Packages; `REFERENCE_PYTHON` names a Python that has
/// both, and without it they are held to nothing but the tests above.
#[test]
fn the_reference_libraries_agree() {
    let Some(python) = std::env::var_os("REFERENCE_PYTHON") else { return };
    let place = sample();
    let code = "import json, sys, jsonschema, frictionless\n\
        folder = sys.argv[1] + '/'\n\
        load = lambda name: json.load(open(folder + name, encoding='utf-8'))\n\
        check = jsonschema.Draft202012Validator\n\
        schema, pack = load('pack.schema.json'), load('pack.json')\n\
        check.check_schema(schema)\n\
        check(schema).validate(pack)\n\
        pack['pack']['items'][0]['number'] = 7\n\
        assert not check(schema).is_valid(pack), 'a number passes for a text'\n\
        report = frictionless.Package(folder + 'datapackage.json').validate()\n\
        assert report.valid, report.flatten(['type', 'note'])\n";
    let data = place.path().join("outputs/sample/public/data");
    let run = Command::new(python).arg("-c").arg(code).arg(&data).output().expect("a Python");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn the_trail_of_a_figure_ends_at_its_cell() {
    let place = sample();
    support::copy(&support::sample(), &place.path().join("inputs/sample"));
    let outputs = place.path().join("outputs/sample");
    let trails = evidence(&outputs, "csu11").expect("a trail");
    let [trail] = trails.as_slice() else { panic!("{trails:?}") };
    assert_eq!((trail.item.as_str(), trail.code.as_str()), ("9", "CSU11"));
    assert!(!trail.pages.is_empty(), "no page");
    let latest = trail.evidence.iter().find(|row| row.says.starts_with("2017/18 Q2")).expect("Q2");
    assert!(latest.file.contains("kpi.") && latest.cell.contains('!'), "{latest:?}");
    assert!(trail.evidence.iter().all(|row| row.today == Today::Same), "{trail:?}");
    let workbook = place.path().join("inputs/sample").join(&latest.file);
    std::fs::write(&workbook, "changed").expect("written");
    let again = evidence(&outputs, "CSU11").expect("a trail");
    assert!(again[0].evidence.iter().any(|row| row.today == Today::Changed));
    let data = outputs.join("public/data/results.csv");
    let text = std::fs::read_to_string(&data).expect("text");
    std::fs::write(&data, text.replacen("Green", "Amber", 1)).expect("written");
    let refused = evidence(&outputs, "CSU11").expect_err("changed data").to_string();
    assert!(refused.contains("is not the file that was published"), "{refused}");
}

#[test]
fn a_code_that_is_not_there_is_said() {
    let place = sample();
    let outputs = place.path().join("outputs/sample");
    let said = evidence(Path::new(&outputs), "CSU111").expect_err("no such code").to_string();
    assert!(said.contains("did you mean `CSU11`?"), "{said}");
}

#[test]
fn figures_that_came_late_are_data_of_their_supplement() {
    let office = Office::of_golden("");
    let folder = "inputs/meeting/reports/02-streets";
    let table = |result: &str| {
        format!(
            "Code,Indicator,Priority,Unit,Better,Decimal places,Period,Result,Target\nST1,Streets swept on time,Clean streets,%,higher,2,2024/25 Q1,{result},90%\n"
        )
    };
    std::fs::remove_file(office.path(folder).join("kpi.xlsx")).expect("removed");
    office.write(&format!("{folder}/kpi.csv"), table("95%"));
    office.build(Basis::Today);
    let outputs = office.path("outputs/meeting");
    let before = evidence(&outputs, "ST1").expect("a trail");
    assert_eq!(before[0].document, "public/agenda-pack.pdf");
    office.write(&format!("{folder}/kpi.csv"), table("97%"));
    office.supplement(&["2"], "2024-07-09");
    let late = office.files("outputs/meeting/public/supplements/1/data");
    for name in ["indicators.csv", "results.csv", "risks.csv", "datapackage.json"] {
        assert!(late.contains_key(name), "{name} is not in {:?}", late.keys());
    }
    let package = String::from_utf8_lossy(&late["datapackage.json"]);
    assert!(package.contains("2024-07-16-performance-committee-agenda-supplement-1"), "{package}");
    let first = office.files("outputs/meeting/public/data");
    assert!(String::from_utf8_lossy(&first["results.csv"]).contains(",95,"));
    assert!(String::from_utf8_lossy(&late["results.csv"]).contains(",97,"));
    let [now] = &evidence(&outputs, "ST1").expect("a trail")[..] else { panic!("one trail") };
    assert_eq!(now.document, "public/supplements/1/agenda-supplement-1.pdf");
    assert!(!now.pages.is_empty() && now.pages != before[0].pages, "{now:#?}");
    let says: Vec<&str> = now.evidence.iter().map(|row| row.says.as_str()).collect();
    assert!(says.iter().any(|says| says.contains("97%")), "{says:?}");
    assert!(!says.iter().any(|says| says.contains("95%")), "{says:?}");
    assert!(now.evidence.iter().all(|row| row.today == Today::Same), "{now:#?}");
    // An item that is withdrawn has no figures any more, and that is said.
    std::fs::remove_file(office.path("inputs/meeting/meeting.xlsx")).expect("removed");
    let meeting = "committee = \"Performance Committee\"\ndate = 2024-07-16\npublished = 2024-07-08\n[[agenda]]\nnumber = \"2\"\ntitle = \"Streets\"\nreport = \"02-streets\"\nstatus = \"withdrawn\"\n";
    office.write("inputs/meeting/meeting.toml", meeting);
    office.supplement(&["2"], "2024-07-10");
    let said = evidence(&outputs, "st1").expect_err("withdrawn").to_string();
    assert_eq!(said, "item 2, which had `st1`, was withdrawn by Agenda Supplement 2");
    let said = evidence(&outputs, "ST9").expect_err("no such code").to_string();
    assert!(said.starts_with("the data have no indicator or risk `ST9`"), "{said}");
}
