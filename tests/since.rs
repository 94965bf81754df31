//! What is made exempt after it was public is told nowhere again, and whoever has it is
//! told to take it back.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use agendapack::diag::Diagnostics;
use agendapack::pipeline::{
    Archive, Basis, Inputs, PrintEdition, Readers, Silent, Supplement, Today, archive, catalogue,
    comparison, evidence, print, supplement,
};
use serde_json::Value;
use support::edit::Book;
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
    let because = "What is gone is not told, because something of the later papers is withdrawn or not for publication.";
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
fn a_comparison_tells_nothing_of_a_paper_that_is_withdrawn() {
    let office = office();
    call(&office, STREETS);
    build_twice(&office, |office| {
        exempt(office);
        call(office, &format!("{STREETS}status = \"withdrawn\"\n"));
    });
    let said = told(&office);
    for secret in ["canarybid", "ST2", "fly-tipping"] {
        assert!(!said.contains(secret), "{secret} is in\n{said}");
    }
}

#[test]
fn a_comparison_tells_what_a_supplement_changed_and_nothing_that_it_made_exempt() {
    let office = office();
    office.build(Basis::Today);
    support::copy(&office.path("outputs/meeting"), &office.path("before"));
    office.amend(REPORT, |text| text.replace("were swept.", "were swept twice."));
    exempt(&office);
    publish_again(&office, &["2"]);
    let said = told(&office);
    assert!(said.contains("twice"), "{said}");
    for secret in ["canarybid", "ST2", "fly-tipping"] {
        assert!(!said.contains(secret), "{secret} is in\n{said}");
    }
}

#[test]
fn nothing_that_was_published_is_lost_with_its_record() {
    let office = office();
    office.build(Basis::Today);
    office.amend(REPORT, |text| text.replace("were swept.", "were swept twice."));
    publish_again(&office, &["2"]);
    let manifest = office.path("outputs/meeting/manifest.json");
    for broken in [true, false] {
        if broken {
            std::fs::write(&manifest, "{").expect("written");
        } else {
            std::fs::remove_file(&manifest).expect("removed");
        }
        let outcome = office.try_to_build(Basis::Today);
        let found: Vec<_> = outcome.diagnostics.iter().map(|found| found.code.id).collect();
        assert!(outcome.built.is_none() && found.contains(&"SUP009"), "{found:?}");
        assert!(office.path("outputs/meeting/public/supplements/1").is_dir());
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

/// Puts another agenda in the place of the workbook's.
fn call(office: &Office, agenda: &str) {
    let workbook = office.path("inputs/meeting/meeting.xlsx");
    if workbook.exists() {
        std::fs::remove_file(workbook).expect("removed");
    }
    let meeting = "committee = \"Performance Committee\"\ndate = 2024-07-16\npublished = 2024-07-08\nvenue = \"Town Hall\"\n[[members]]\nname = \"Councillor A\"\nrole = \"Chair\"\n";
    office.write("inputs/meeting/meeting.toml", format!("{meeting}{agenda}"));
}

const STREETS: &str = "[[agenda]]\nnumber = \"2\"\ntitle = \"Streets\"\nreport = \"02-streets\"\n";

const EXEMPT: &str = "part = 2\nexempt-paragraph = \"paragraph 3\"\npublic-interest = \"It would weaken the council.\"\n";

/// Publishes item 2 again, and returns what was found.
fn publish_again(office: &Office, items: &[&str]) -> Vec<(&'static str, String)> {
    let request = Supplement {
        items: items.iter().map(ToString::to_string).collect(),
        published: "2024-07-09".parse().expect("a day"),
    };
    let outcome = supplement(&office.workspace(), &request, &Silent).expect("no leak");
    assert!(outcome.built.is_some(), "{:#?}", outcome.diagnostics);
    let found = outcome.diagnostics.iter();
    found.map(|found| (found.code.id, found.place.to_string())).collect()
}

/// What was taken back is offered nowhere: no page, list or feed leads to it.
#[test]
fn nothing_leads_to_what_has_to_be_taken_back() {
    let office = office();
    call(&office, STREETS);
    office.build(Basis::Today);
    call(&office, &format!("{STREETS}{EXEMPT}"));
    let found = publish_again(&office, &["2"]);
    let outputs = "outputs/meeting/";
    let back: Vec<&str> = found.iter().filter_map(|(_, file)| file.strip_prefix(outputs)).collect();
    assert!(back.contains(&"public/agenda-pack.pdf") && back.len() > 2, "{found:#?}");
    let files = office.files("outputs/meeting");
    let record: Value = serde_json::from_slice(&files["manifest.json"]).expect("JSON");
    let taken = record["supplements"][0]["taken_back"].as_array().expect("a list");
    let taken: Vec<&str> = taken.iter().filter_map(Value::as_str).collect();
    let described = ["csv-metadata.json", "datapackage.json", "pack.schema.json"];
    let described = described.map(|name| format!("public/data/{name}"));
    let expected = back.iter().filter(|file| file.starts_with("public/")).map(|f| (*f).to_string());
    let expected: BTreeSet<String> = expected.chain(described).collect();
    assert_eq!(taken.iter().map(ToString::to_string).collect::<BTreeSet<_>>(), expected);
    catalogue(&office.workspace(), &mut Diagnostics::default()).expect("no fault");
    let lists = ["index.html", "feed.atom"].map(|name| format!("outputs/{name}"));
    let lists = lists.map(|name| std::fs::read(office.path(&name)).expect("a list"));
    let pages =
        files.iter().filter(|(name, _)| name.starts_with("public/web/")).map(|(_, page)| page);
    for page in pages.chain(&lists) {
        let page = String::from_utf8_lossy(page);
        assert!(page.contains("agenda-pack-consolidated.pdf") || !page.contains("agenda-pack"));
        for file in taken.iter().filter_map(|file| file.strip_prefix("public/")) {
            assert!(!page.contains(&format!("/{file}\"")), "{file} is offered by\n{page}");
        }
    }
}

#[test]
fn an_item_that_is_withdrawn_and_exempt_is_looked_for() {
    for exempt in [EXEMPT, "part = 2\nexempt-paragraph = \"confidential\"\n"] {
        let office = office();
        call(&office, STREETS);
        office.build(Basis::Today);
        office.archive();
        call(&office, &format!("{STREETS}{exempt}status = \"withdrawn\"\n"));
        let found = publish_again(&office, &["2"]);
        for (code, file) in [
            ("SUP010", "outputs/meeting/public/agenda-pack.pdf"),
            ("SUP010", "outputs/meeting/public/data/pack.json"),
            ("ARC004", "archive/meeting/public/data/archival/agenda-pack.pdf"),
        ] {
            assert!(found.contains(&(code, file.into())), "{code} {file} is not in {found:#?}");
        }
        std::fs::remove_dir_all(office.path("inputs/meeting/reports/02-streets")).expect("gone");
        let outcome = agendapack::pipeline::examine(&office.workspace(), &Silent).expect("read");
        let found: Vec<_> = outcome.diagnostics.iter().map(|found| found.code.id).collect();
        assert!(found.contains(&"READ093"), "{found:?}");
    }
}

#[test]
fn a_meeting_with_something_withheld_since_has_no_bag_for_anyone() {
    let office = office();
    office.build(Basis::Today);
    exempt(&office);
    publish_again(&office, &["2"]);
    let outcome = office.try_to_archive(Inputs::Open);
    let found: Vec<_> = outcome.diagnostics.iter().map(|found| found.code.id).collect();
    assert!(found.contains(&"ARC005"), "{found:?}");
    let bags: Vec<_> = outcome.archived.expect("a bag").bags.iter().map(|bag| bag.name).collect();
    assert_eq!(bags, ["private"]);
    assert!(!office.path("archive/meeting/public").exists());
    let certificate = office.verify("archive/meeting/private");
    assert!(certificate.holds, "{certificate:#?}");
}

#[test]
fn whoever_prints_is_told_of_earlier_files() {
    let office = office();
    office.build(Basis::Today);
    let edition = PrintEdition::LargePrint { item: Some("2".into()) };
    let print = |edition: &PrintEdition| {
        let printed = print(&office.workspace(), edition, Readers::Public, &Silent);
        let printed = printed.expect("no leak");
        assert!(printed.written.is_some(), "{:#?}", printed.diagnostics);
        let found = printed.withheld_since.iter();
        found.map(|found| found.place.to_string()).collect::<Vec<_>>()
    };
    assert!(print(&edition).is_empty());
    exempt(&office);
    let found = print(&PrintEdition::Duplex);
    let run = support::agendapack()
        .args(["print", "--duplex", "inputs/meeting"])
        .current_dir(office.path(""))
        .output()
        .expect("a run");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success() && said.contains("warning[SUP010]"), "{said}");
    for file in ["print/02-street-cleaning-large-print.pdf", "public/agenda-pack.pdf"] {
        assert!(found.contains(&format!("outputs/meeting/{file}")), "{file} is not in {found:?}");
    }
}

/// Returns every text of a file of data below a key, but the papers themselves.
fn sentences(office: &Office, file: &str) -> Vec<String> {
    let json = std::fs::read_to_string(office.path(file)).expect("data");
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let text = |value: &Value| value.as_str().expect("text").to_string();
    let pack = &json["pack"];
    let sheet = &pack["supplement"];
    let about = sheet["about"].as_array().expect("a list").iter().map(text);
    let papers = sheet["papers"].as_array().expect("a list").iter();
    let papers = papers.flat_map(|paper| [text(&paper["what"]), text(&paper["urgency_words"])]);
    let changes = &pack["items"][0]["changes"];
    about.chain(papers).chain([text(&changes["replaces"]), text(&changes["sentence"])]).collect()
}

#[test]
fn what_a_supplement_says_of_itself_is_no_leak() {
    let office = office();
    let correct = |office: &Office| {
        office.amend(REPORT, |text| text.replace("were swept.", "were swept very well indeed."));
        publish_again(office, &["2"]);
    };
    office.build(Basis::Today);
    correct(&office);
    let said = sentences(&office, "outputs/meeting/public/supplements/1/pack.json");
    assert!(said.iter().any(|said| said.starts_with("This paper replaces pages")), "{said:?}");
    let said = said.join("\n\n");
    let whole = "This is the consolidated pack: the agenda pack and Agenda Supplement 1 in one. Every page keeps the number with which it was published.";
    let office = self::office();
    office.amend(REPORT, |text| format!("{text}\n{said}\n\n{whole}\n"));
    withhold(&office, "Terms of the contract", "paragraph 3");
    office.build(Basis::Today);
    correct(&office);
}

#[test]
fn a_label_with_a_public_value_is_no_leak() {
    let office = office();
    let lines =
        ["Venue: Town Hall", "Impact: Major", "Large print page 9", "Agenda item 2: Streets"];
    office.amend(REPORT, |text| format!("{text}\n{}\n", lines.join("\n\n")));
    call(&office, STREETS);
    withhold(&office, "Terms of the contract", "paragraph 3");
    office.build(Basis::Today);
    let edition = PrintEdition::LargePrint { item: None };
    let printed = print(&office.workspace(), &edition, Readers::Public, &Silent);
    assert!(printed.expect("no leak").written.is_some());
}

#[test]
fn what_moves_into_an_exempt_item_is_withheld_from_the_list_of_changes() {
    for moved in [
        "The supplier Canarybid asks for more.",
        "Sold to Canarybid",
        "| Bidder | Price |\n|---|---|\n| Canarybid | 4,817,233 |",
        "| Lot | Offer |\n|---|---|\n| Yard canarybid | 450 |\n| Depot | 380 |",
    ] {
        let office = Office::of_golden("");
        let yard = "[[agenda]]\nnumber = \"3\"\ntitle = \"Yard\"\n";
        office.amend(REPORT, |text| format!("{text}\n# Terms\n\n{moved}\n"));
        call(&office, &format!("{STREETS}{yard}status = \"to follow\"\n"));
        office.build(Basis::Today);
        let front = "+++\ntitle = \"Yard\"\npurpose = \"To report.\"\nrecommendations = [\"That it be noted.\"]\n+++\n";
        let own = moved.replace("asks for more", "has asked for much more of it");
        office.write(
            "inputs/meeting/reports/03-yard/report.md",
            format!("{front}\n# Sale\n\n{own}\n"),
        );
        office.amend(REPORT, |text| text.replace(moved, "Nothing is to be told."));
        call(&office, &format!("{STREETS}{yard}report = \"03-yard\"\n{EXEMPT}"));
        publish_again(&office, &["2", "3"]);
        for (name, bytes) in office.files("outputs/meeting/public/supplements") {
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            assert!(!text.contains("canarybid"), "{moved}: {name}");
        }
        let pack = office.files("outputs/meeting/public/supplements")["1/pack.json"].clone();
        let pack = String::from_utf8(pack).expect("text");
        assert!(pack.contains("Nothing is to be told."), "what is new is told: {pack}");
    }
}

#[test]
fn a_paper_is_named_of_which_something_is_in_another_exempt_item() {
    let office = Office::of_golden("");
    let yard = "[[agenda]]\nnumber = \"3\"\ntitle = \"Yard\"\n";
    let lots = "| Lot | Offer |\n|---|---|\n| Yard | 450 |\n";
    office.amend(REPORT, |text| format!("{text}\n# Terms\n\n{lots}\n"));
    call(&office, &format!("{STREETS}{yard}status = \"to follow\"\n"));
    office.build(Basis::Today);
    let front = "+++\ntitle = \"Yard\"\npurpose = \"To report.\"\nrecommendations = [\"That it be noted.\"]\n+++\n";
    office.write("inputs/meeting/reports/03-yard/report.md", format!("{front}\n# Sale\n\n{lots}"));
    office.amend(REPORT, |text| text.replace(lots, ""));
    call(&office, &format!("{STREETS}{yard}report = \"03-yard\"\n{EXEMPT}"));
    let request =
        Supplement { items: vec!["3".into()], published: "2024-07-09".parse().expect("a day") };
    let late = supplement(&office.workspace(), &request, &Silent).expect("no leak");
    let found: Vec<_> = late.diagnostics.iter().map(|found| found.code.id).collect();
    assert!(late.built.is_none() && found.contains(&"SUP011"), "{found:?}");
    publish_again(&office, &["2", "3"]);
    for name in ["agenda-pack-consolidated.pdf", "supplements/1/agenda-supplement-1.pdf"] {
        let pdf = office.path(&format!("outputs/meeting/public/{name}"));
        let pdf = lopdf::Document::load(pdf).expect("a PDF");
        let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
        let text = pdf.extract_text(&pages).expect("text");
        assert!(!text.contains("450"), "{name}: {text}");
    }
}

#[test]
fn a_published_paper_that_is_to_follow_again_and_exempt_is_to_be_withdrawn() {
    let office = office();
    call(&office, STREETS);
    office.build(Basis::Today);
    exempt(&office);
    call(&office, &format!("{STREETS}status = \"to follow\"\n"));
    let request = Supplement { items: Vec::new(), published: "2024-07-09".parse().expect("a day") };
    let late = supplement(&office.workspace(), &request, &Silent).expect("no leak");
    let found: Vec<_> = late.diagnostics.iter().map(|found| found.code.id).collect();
    assert!(late.built.is_none() && found.contains(&"SUP011"), "{found:?}");
    call(&office, &format!("{STREETS}status = \"withdrawn\"\n"));
    let found = publish_again(&office, &["2"]);
    assert!(found.iter().any(|(code, _)| *code == "SUP010"), "{found:?}");
}

#[test]
fn what_moves_into_the_draft_of_another_item_is_withheld() {
    let office = Office::of_golden("");
    let lots = "| Lot | Offer |\n|---|---|\n| Yard | 450 |\n";
    office.amend(REPORT, |text| format!("{text}\n# Terms\n\n{lots}\n"));
    let yard = "[[agenda]]\nnumber = \"3\"\ntitle = \"Yard\"\nstatus = \"to follow\"\n";
    call(&office, &format!("{STREETS}{yard}"));
    office.build(Basis::Today);
    let front = "+++\ntitle = \"Yard\"\npurpose = \"To report.\"\nrecommendations = [\"That it be noted.\"]\n[[exempt]]\nwhat = \"Sale\"\nexempt-paragraph = \"paragraph 3\"\npublic-interest = \"It would weaken the council.\"\n+++\n";
    office.write("inputs/meeting/reports/03-yard/report.md", format!("{front}\n# Sale\n\n{lots}"));
    office.amend(REPORT, |text| text.replace(lots, "Nothing more."));
    call(&office, &format!("{STREETS}{yard}report = \"03-yard\"\n"));
    publish_again(&office, &["2"]);
    let pack = office.files("outputs/meeting/public/supplements")["1/pack.json"].clone();
    let pack = String::from_utf8(pack).expect("text");
    assert!(pack.contains("Nothing more.") && !pack.contains("450"), "{pack}");
}

#[test]
fn an_item_that_is_confidential_before_its_paper_comes_has_a_way_out() {
    let office = office();
    let depot = "[[agenda]]\nnumber = \"3\"\ntitle = \"Canarydepot\"\n";
    let to_follow = "status = \"to follow\"\n";
    let confidential = "part = 2\nexempt-paragraph = \"confidential\"\n";
    call(&office, &format!("{STREETS}{depot}{to_follow}"));
    office.build(Basis::Today);
    office.amend(REPORT, |text| text.replace("were swept.", "were swept twice."));
    call(&office, &format!("{STREETS}{depot}{to_follow}{confidential}"));
    let request =
        Supplement { items: vec!["2".into()], published: "2024-07-09".parse().expect("a day") };
    let late = supplement(&office.workspace(), &request, &Silent).expect("no leak");
    let hints = late.diagnostics.iter().filter(|found| found.code.id == "SUP011");
    let hints: Vec<&str> = hints.filter_map(|found| found.hint.as_deref()).collect();
    let [hint] = hints[..] else { panic!("{:#?}", late.diagnostics) };
    assert!(hint.contains("clear its `Status` and add `--add 3`"), "{hint}");
    call(&office, &format!("{STREETS}{depot}{confidential}"));
    publish_again(&office, &["2", "3"]);
    for (name, bytes) in office.files("outputs/meeting/public/supplements") {
        assert!(!String::from_utf8_lossy(&bytes).contains("Canarydepot"), "{name}");
    }
}

#[test]
fn a_table_that_an_open_and_an_exempt_paper_share_is_open_as_long_as_it_is() {
    let office = Office::of_golden("");
    let lots = "| Lot | Offer |\n|---|---|\n| Yard | 450 |\n\n- Depot north\n- Quarry south\n";
    let front = "+++\ntitle = \"Yard\"\npurpose = \"To report.\"\nrecommendations = [\"That it be noted.\"]\n+++\n";
    office.write("inputs/meeting/reports/03-yard/report.md", format!("{front}\n# Sale\n\n{lots}"));
    office.amend(REPORT, |text| format!("{text}\n# Terms\n\n{lots}\n"));
    let yard = "[[agenda]]\nnumber = \"3\"\ntitle = \"Yard\"\nreport = \"03-yard\"\n";
    call(&office, &format!("{STREETS}{yard}{EXEMPT}"));
    office.build(Basis::Today);
    office.amend(REPORT, |text| text.replace(lots, "Nothing more."));
    publish_again(&office, &["2"]);
    let pack = office.files("outputs/meeting/public/supplements")["1/pack.json"].clone();
    let pack = String::from_utf8(pack).expect("text");
    assert!(pack.contains("Nothing more.") && !pack.contains("450"), "{pack}");
}

#[test]
fn the_title_of_a_withdrawn_confidential_item_is_told_nowhere() {
    let office = office();
    office.amend(REPORT, |text| {
        text.replacen("+++\n", "+++\npart = 2\nreason = \"confidential\"\n", 1)
    });
    let agenda = STREETS.replace("Streets", "Canarybid");
    for status in ["withdrawn", "to follow"] {
        call(&office, &format!("{agenda}status = \"{status}\"\n"));
        office.build(Basis::Today);
        for (name, bytes) in office.files("outputs/meeting/public") {
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            assert!(!text.contains("canarybid"), "{status}: {name}");
        }
    }
}

#[test]
fn a_withheld_item_is_not_opened_by_taking_its_paper_away() {
    let office = office();
    office.amend(REPORT, |text| {
        text.replacen("+++\n", "+++\npart = 2\nreason = \"confidential\"\n", 1)
    });
    call(&office, STREETS);
    office.build(Basis::Today);
    let without = STREETS.replace("report = \"02-streets\"\n", "status = \"withdrawn\"\n");
    call(&office, &without);
    let request =
        Supplement { items: vec!["2".into()], published: "2024-07-09".parse().expect("a day") };
    let late = supplement(&office.workspace(), &request, &Silent).expect("no leak");
    let found: Vec<_> = late.diagnostics.iter().map(|found| found.code.id).collect();
    assert!(late.built.is_none() && found.contains(&"SUP012"), "{found:?}");
    call(&office, &format!("{without}part = 2\nexempt-paragraph = \"confidential\"\n"));
    publish_again(&office, &["2"]);
}

#[test]
fn what_is_open_of_a_withdrawn_paper_makes_nothing_public_elsewhere() {
    let office = office();
    withhold(&office, "Introduction", "paragraph 3");
    call(&office, STREETS);
    office.build(Basis::Today);
    let folder = office.path("inputs/meeting/reports/02-streets");
    support::copy(&folder, &office.path("inputs/meeting/reports/03-streets"));
    let again = STREETS.replace("\"2\"", "\"3\"").replace("02-streets", "03-streets");
    call(&office, &format!("{STREETS}status = \"withdrawn\"\n{again}{EXEMPT}"));
    let found = publish_again(&office, &["3"]);
    assert!(
        found.contains(&("SUP010", "outputs/meeting/public/agenda-pack.pdf".into())),
        "{found:#?}"
    );
}

#[test]
fn a_sum_that_is_the_length_of_a_file_is_no_leak() {
    let office = office();
    office.build(Basis::Today);
    office.archive();
    let style = std::fs::metadata(office.path("outputs/meeting/public/web/style.css"));
    let length = style.expect("a file").len();
    office.amend(REPORT, |text| format!("{text}\nThe price is £{length}.\n"));
    withhold(&office, "Terms of the contract", "paragraph 3");
    office.build(Basis::Today);
    assert!(office.archive().is_some());
}

#[test]
fn a_certificate_quotes_nothing_that_members_alone_may_read() {
    let office = office();
    exempt(&office);
    office.build(Basis::Today);
    office.amend("outputs/meeting/private/data/pack.json", |text| {
        text.replace("canarybid", "canarybidder")
    });
    let certificate = serde_json::to_string(&office.verify("outputs/meeting")).expect("JSON");
    assert!(certificate.contains("private/data/pack.json"), "{certificate}");
    assert!(!certificate.contains("canarybid"), "{certificate}");
}

/// Why a paper is withheld was told while its item stood on the agenda.
#[test]
fn an_item_that_its_cover_withholds_can_be_withdrawn() {
    let office = Office::of("tests/fixtures/exempt", "");
    office.build(Basis::Today);
    let agenda = office.path("inputs/meeting/meeting.xlsx");
    Book::open(agenda).text("Agenda", "I1", "Status").text("Agenda", "I6", "withdrawn").save();
    office.supplement(&["5"], "2024-07-10");
    let page = std::fs::read_to_string(office.path("outputs/meeting/public/web/index.html"));
    let page = page.expect("a page").to_lowercase();
    assert!(page.contains("withdrawn") && !page.contains("canary"), "{page}");
}
