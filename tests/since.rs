//! What is made exempt after it was public is told nowhere again, and whoever has it is
//! told to take it back.

mod support;

use std::path::Path;

use agendapack::pipeline::{
    Archive, Basis, Inputs, Silent, Supplement, Today, archive, comparison, evidence, supplement,
};
use support::office::Office;

const REPORT: &str = "inputs/meeting/reports/02-streets/report.md";

const SECTION: &str = "\n# Terms of the contract\n\nThe canarybid supplier asks for more.\n";

/// A meeting with a section about a contract, which nobody has made exempt yet.
fn office() -> Office {
    let office = Office::of_golden("");
    office.amend(REPORT, |text| format!("{text}{SECTION}"));
    office
}

/// Makes something of the report exempt.
fn withhold(office: &Office, what: &str, paragraph: &str) {
    let entry = format!(
        "\n[[exempt]]\nwhat = \"{what}\"\nexempt-paragraph = \"{paragraph}\"\npublic-interest = \"It would weaken the council.\"\n+++\n\n# Introduction"
    );
    office.amend(REPORT, |text| text.replacen("+++\n\n# Introduction", &entry, 1));
}

fn exempt(office: &Office) {
    withhold(office, "Terms of the contract", "paragraph 3");
    withhold(office, "ST2", "paragraph 3");
}

/// Returns what a comparison of the build before with that of now says.
fn told(office: &Office) -> String {
    let said = comparison(&office.path("before"), &office.path("outputs/meeting"));
    said.expect("a comparison").text().expect("text")
}

fn build_twice(office: &Office, change: impl FnOnce(&Office)) {
    office.build(Basis::Today);
    support::copy(&office.path("outputs/meeting"), &office.path("before"));
    change(office);
    office.build(Basis::Today);
}

#[test]
fn a_comparison_tells_nothing_of_it() {
    let office = office();
    build_twice(&office, exempt);
    let said = told(&office);
    for secret in ["canarybid", "ST2", "fly-tipping"] {
        assert!(!said.contains(secret), "{secret} is in\n{said}");
    }
    let because =
        "What is gone is not told, because something of the later papers is not for publication.";
    assert!(said.contains(because), "{said}");
}

#[test]
fn a_comparison_tells_nothing_of_what_is_confidential() {
    let office = office();
    build_twice(&office, |office| {
        withhold(office, "Terms of the contract", "confidential");
        withhold(office, "ST2", "confidential");
    });
    let said = told(&office);
    for secret in ["canarybid", "ST2", "fly-tipping"] {
        assert!(!said.contains(secret), "{secret} is in\n{said}");
    }
}

#[test]
fn what_is_merely_gone_is_told() {
    let office = office();
    build_twice(&office, |office| office.amend(REPORT, |text| text.replace(SECTION, "")));
    let said = told(&office);
    assert!(said.contains("canarybid"), "{said}");
}

#[test]
fn a_public_bag_is_to_be_taken_back() {
    let office = office();
    office.build(Basis::Today);
    assert_eq!(office.archive(), None);
    exempt(&office);
    let outcome = office.try_to_build(Basis::Today);
    let found = outcome.diagnostics.iter().find(|found| found.code.id == "ARC004");
    let found = found.unwrap_or_else(|| panic!("no ARC004: {:#?}", outcome.diagnostics));
    assert!(found.place.path().starts_with("archive/meeting/public/data/"), "{}", found.place);
    office.archive();
    let found = office.build(Basis::Today);
    assert!(!found.contains(&"ARC004"), "{found:?}");
}

#[test]
fn a_file_with_something_exempt_is_named_and_no_more() {
    let office = office();
    withhold(&office, "ST2", "confidential");
    office.build(Basis::Today);
    let outputs = office.path("outputs/meeting");
    let read = |name: &str| std::fs::read_to_string(outputs.join(name)).expect("text");
    let results = read("public/data/results.csv");
    assert!(results.contains(",reports/02-streets/kpi.xlsx,,\r\n"), "{results}");
    let risks = read("public/data/risks.csv");
    assert!(risks.contains(",reports/02-streets/risk.xlsx,Risks!A"), "{risks}");
    for (record, is_whole) in [("manifest.json", false), ("private/manifest.json", true)] {
        let json = read(record);
        for file in ["kpi.xlsx", "report.md"] {
            let named = json.contains(&format!("\"path\": \"meeting/reports/02-streets/{file}\""));
            assert_eq!(named, is_whole, "{file} in {record}");
        }
        assert!(json.contains("meeting/reports/02-streets/risk.xlsx"), "{record}");
    }
    let trails = evidence(&outputs, "ST1").expect("a trail");
    let rows = || trails.iter().flat_map(|trail| &trail.evidence);
    assert!(rows().count() > 1 && rows().all(|row| row.today == Today::Untold), "{trails:#?}");
}

#[test]
fn words_of_the_program_and_days_are_no_leak() {
    let office = office();
    office.amend(REPORT, |text| {
        format!(
            "{text}\nThe files were put into the bag on 9 July 2024. Agenda pack as it was first published: see the tables of the pack, as a workbook. Contact-Name and Bag-Software-Agent are labels, Retention-Agendas too. Agenda Supplement 1, Published 9 July 2024. This page shows the meeting as it stands with Agenda Supplement 1. Equalities implications. On 2024-09-02 SHA-256 and SHA-512 of every file were calculated.\n"
        )
    });
    withhold(&office, "Terms of the contract", "paragraph 3");
    office.build(Basis::Today);
    office.amend(REPORT, |text| text.replace("The streets were swept.", "They were swept well."));
    let request =
        Supplement { items: vec!["2".into()], published: "2024-07-09".parse().expect("a day") };
    let late = supplement(&office.workspace(), &request, &Silent).expect("no leak");
    assert!(late.built.is_some(), "{:#?}", late.diagnostics);
    let request = Archive { inputs: Inputs::Private, date: "2024-09-02".parse().expect("a day") };
    let archived = archive(&office.workspace(), request, &Silent).expect("no leak");
    assert!(archived.archived.is_some(), "{:#?}", archived.diagnostics);
    let bag = office.path("archive/meeting/public");
    assert!(Path::new(&bag).is_dir());
}

#[test]
fn a_comparison_tells_nothing_of_an_item_that_has_another_number_now() {
    let office = office();
    let renumber = |office: &Office| {
        exempt(office);
        office.amend(REPORT, |text| text.replace("Street cleaning", "Cleaning of streets"));
    };
    build_twice(&office, renumber);
    let pack = office.path("outputs/meeting/public/data/pack.json");
    for now in [office.path("outputs/meeting"), pack] {
        let said = comparison(&office.path("before"), &now).expect("a comparison");
        let said = said.text().expect("text");
        for secret in ["canarybid", "ST2", "fly-tipping", "Street cleaning"] {
            assert!(!said.contains(secret), "{secret} is in\n{said}");
        }
    }
}

#[test]
fn what_lies_beside_the_templates_is_none() {
    let office = office();
    withhold(&office, "Terms of the contract", "paragraph 3");
    office.write("templates/notes.txt", SECTION);
    office.build(Basis::Today);
    let record = std::fs::read_to_string(office.path("outputs/meeting/manifest.json"));
    assert!(!record.expect("a record").contains("notes.txt"));
    office.archive();
    assert!(!office.files("archive/meeting/public").contains_key("data/templates/notes.txt"));
}
