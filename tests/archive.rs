//! The bags of a meeting, read back with other libraries than those that wrote them,
//! and packs built again as they were published.

mod support;

use std::process::Command;
use std::sync::LazyLock;

use agendapack::pipeline::{Archive, Basis, Inputs, Silent, archive};
use lopdf::Object;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use quick_xml::Reader;
use quick_xml::events::Event;
use support::office::{Office, failing};
use support::{canary, pdf};

const BAG: &str = "archive/meeting/public";
const PRIVATE: &str = "archive/meeting/private";
const ARCHIVAL: &str = "data/archival/agenda-pack.pdf";
const PACK: &str = "data/outputs/meeting/public/agenda-pack.pdf";

/// A meeting with nothing exempt, archived.
static OPEN: LazyLock<Office> = LazyLock::new(|| {
    let office = Office::of_golden(
        "[retention.agendas]\nkeep = \"permanently\"\nreview = 6\n[retention.reports]\nkeep = 6\n\
         authority = \"Local Government Act 1972, section 100C\"\n\
         [archive]\ncontact = \"Head of Democratic Services\"\nseries = \"DS/1\"\n",
    );
    office.build(Basis::Today);
    assert_eq!(office.archive(), None);
    office
});

/// A meeting with exempt papers at every level, archived.
static EXEMPT: LazyLock<Office> = LazyLock::new(|| {
    let office = Office::of("tests/fixtures/exempt", "");
    office.build(Basis::Today);
    let why = office.archive().expect("kept back");
    assert_eq!(why, "papers of the meeting are not for publication");
    office
});

/// Returns the settings with another amber limit.
fn tolerance(text: &str, percent: u32) -> String {
    text.replace("amber-margin = 10", &format!("amber-margin = {percent}"))
}

#[test]
fn an_open_meeting_has_one_bag_which_is_a_workspace() {
    let bag = OPEN.files(BAG);
    for name in [
        "bagit.txt",
        "data/inputs/council.toml",
        "data/inputs/meeting/meeting.xlsx",
        "data/inputs/meeting/reports/02-streets/kpi.xlsx",
        "data/outputs/meeting/manifest.json",
        "data/outputs/meeting/public/data/pack.json",
        "data/templates/pack.typ",
        "data/templates/fonts/NotoSans-Regular.ttf",
        "metadata/premis.xml",
        ARCHIVAL,
        PACK,
    ] {
        assert!(bag.contains_key(name), "{name} is not in {:#?}", bag.keys());
    }
    assert!(!OPEN.path(PRIVATE).exists());
    for outside in ["clerk/", "print/", "record/"] {
        assert!(!bag.keys().any(|name| name.contains(outside)), "{outside}");
    }
}

#[test]
fn a_bag_says_whose_it_is_and_how_long_it_is_kept() {
    let bag = OPEN.files(BAG);
    let info = String::from_utf8_lossy(&bag["bag-info.txt"]);
    let payload = bag.iter().filter(|(name, _)| name.starts_with("data/"));
    let bytes: usize = payload.clone().map(|(_, bytes)| bytes.len()).sum();
    let expected = format!(
        "Source-Organization: Exampleton Borough Council\n\
         Contact-Name: Head of Democratic Services\n\
         External-Description: Agenda pack of the Performance Committee, 2024-07-16, as published\n\
         Bagging-Date: 2024-07-16\n\
         External-Identifier: meeting/public\n\
         Bag-Group-Identifier: DS/1\n\
         Bag-Software-Agent: agendapack {}\n\
         Retention-Agendas: permanently, review on 2030-07-16\n\
         Retention-Reports: until 2030-07-16 (6 years), under Local Government Act 1972, section 100C\n\
         Retention-Data: not set\n\
         Retention-Inputs: not set\n\
         Payload-Oxum: {bytes}.{}\n",
        env!("CARGO_PKG_VERSION"),
        payload.count()
    );
    assert_eq!(info, expected);
}

/// The library of the Library of Congress; `REFERENCE_PYTHON` names a Python that has it,
/// which the build server sets, so that this is not passed over there.
#[test]
fn the_reference_library_finds_the_bags_valid() {
    let given = std::env::var("REFERENCE_PYTHON").ok();
    let python = given.clone().unwrap_or_else(|| "python3".into());
    let run = |code: &str, folder: &std::path::Path| {
        Command::new(&python).args(["-c", code]).arg(folder).output()
    };
    let has = run("import bagit", std::path::Path::new("."));
    if !has.is_ok_and(|output| output.status.success()) {
        assert!(given.is_none(), "{python} has no bagit");
        return;
    }
    let code = "import bagit, sys; bagit.Bag(sys.argv[1]).validate()";
    for bag in [OPEN.path(BAG), EXEMPT.path(BAG), EXEMPT.path(PRIVATE)] {
        let output = run(code, &bag).expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn what_is_exempt_is_in_the_private_bag_alone() {
    let public = EXEMPT.files(BAG);
    assert!(!public.keys().any(|name| name.starts_with("data/inputs/")));
    assert!(!public.keys().any(|name| name.contains("private")));
    assert!(canary::search_public(&EXEMPT.path(BAG)) > 10);
    let private = EXEMPT.files(PRIVATE);
    for name in [
        "data/inputs/council.toml",
        "data/inputs/meeting/reports/04-depot/report.md",
        "data/outputs/meeting/private/agenda-pack.pdf",
        "data/outputs/meeting/private/manifest.json",
        "data/outputs/meeting/public/agenda-pack.pdf",
        "data/archival/private/agenda-pack.pdf",
        ARCHIVAL,
    ] {
        assert!(private.contains_key(name), "{name} is not in {:#?}", private.keys());
    }
    let info = String::from_utf8_lossy(&private["bag-info.txt"]).into_owned();
    assert!(info.contains("Retention-Exempt-Papers: not set"), "{info}");
    for (name, bytes) in public.iter().filter(|(name, _)| name.starts_with("data/")) {
        assert!(private.get(name) == Some(bytes), "{name} is in both");
    }
}

#[test]
fn inputs_that_hold_more_than_they_show_are_kept_back() {
    let accepted = "[[accepted]]\nrule = \"KPI003\"\nmeeting = 2024-01-09\nat = \"x\"\nreason = \"The bid was lost.\"\n";
    let noted = Office::of_golden("");
    noted.amend("inputs/meeting/reports/02-streets/report.md", |text| {
        text.replacen("contact", "# ask about the bid\ncontact", 1)
    });
    for (office, expected) in [
        (
            Office::of_golden(accepted),
            "council.toml accepts findings that the record of this meeting does not list",
        ),
        (
            Office::of_golden("").with_words(),
            "council.toml has `public-words`, which exempt papers have as well",
        ),
        (
            Office::of_case("cell-comment"),
            "inputs hold what they do not show, such as comments or names of authors: reports/02-streets/kpi.xlsx › ",
        ),
        (Office::of_case("hidden-sheet"), "inputs hold what they do not show"),
        (
            Office::of_case("clean-paper"),
            "`meeting/reports/02-streets/appendix-a.pdf` was made elsewhere",
        ),
        (noted, "meeting/reports/02-streets/report.md:3 is a remark that no page shows"),
    ] {
        office.build(Basis::Today);
        let why = office.archive().expect("kept back");
        assert!(why.starts_with(expected), "{why}");
        assert!(!office.files(BAG).keys().any(|name| name.starts_with("data/inputs")));
        assert!(office.files(PRIVATE).contains_key("data/inputs/council.toml"));
        assert!(failing(&office.verify(PRIVATE)).is_empty());
    }
}

#[test]
fn the_archival_pack_is_the_published_one_with_its_data_in_it() {
    let bag = OPEN.files(BAG);
    let archival = &bag[ARCHIVAL];
    assert!(archival.starts_with(&bag[PACK]), "it begins with the published file");
    for profile in [ValidationProfile::PdfA3a, ValidationProfile::PdfUa1] {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(archival, &options).expect("a PDF");
        let failures = report.failures.iter().filter(|f| !f.rule_id.ends_with("6.1.7.1:1"));
        assert_eq!(failures.map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
    }
    let document = pdf::open(archival);
    assert_eq!(pdf::pages(&document), pdf::pages(&pdf::open(&bag[PACK])));
    let catalog = document.catalog().expect("a catalog");
    let files = catalog.get(b"AF").and_then(Object::as_array).expect("associated files");
    let mut found = Vec::new();
    for file in files {
        let file = document.get_dictionary(file.as_reference().expect("one")).expect("a file");
        let get = |key: &[u8]| file.get(key).expect("an entry");
        let name = String::from_utf8_lossy(get(b"UF").as_str().expect("a name")).into_owned();
        let said = String::from_utf8_lossy(get(b"Desc").as_str().expect("words")).into_owned();
        assert!(said.contains(". Published as ") || said.starts_with("The record"), "{said}");
        let relation = get(b"AFRelationship").as_name().expect("a relation");
        let embedded = get(b"EF").as_dict().expect("a file").get(b"UF").expect("one");
        let embedded = document.get_object(embedded.as_reference().expect("one")).expect("one");
        let stream = embedded.as_stream().expect("a stream");
        let media = stream.dict.get(b"Subtype").and_then(Object::as_name).expect("a media type");
        let params = stream.dict.get(b"Params").and_then(Object::as_dict).expect("its facts");
        let bytes = stream.decompressed_content().expect("unpacked");
        let size = params.get(b"Size").and_then(Object::as_i64).expect("a size");
        assert_eq!(usize::try_from(size).expect("a size"), bytes.len());
        let dated = params.get(b"ModDate").and_then(Object::as_str).expect("a date");
        assert_eq!(dated, b"D:20240708000000Z");
        assert_eq!(params.get(b"CheckSum").and_then(Object::as_str).expect("a sum").len(), 16);
        let path = match name.as_str() {
            "manifest.json" => "data/outputs/meeting/manifest.json".to_string(),
            "02-street-cleaning.xlsx" => {
                "data/outputs/meeting/public/appendices/02-street-cleaning.xlsx".to_string()
            }
            name => format!("data/outputs/meeting/public/data/{name}"),
        };
        assert!(bag[&path] == bytes, "{name} is the published file");
        let (relation, media) = (String::from_utf8_lossy(relation), String::from_utf8_lossy(media));
        found.push(format!("{name}: {relation}, {media}"));
    }
    found.sort();
    let expected = [
        "02-street-cleaning.xlsx: Data, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "csv-metadata.json: Data, application/json",
        "datapackage.json: Data, application/json",
        "decisions.csv: Data, text/csv",
        "indicators.csv: Data, text/csv",
        "manifest.json: Supplement, application/json",
        "pack.json: Data, application/json",
        "pack.schema.json: Data, application/json",
        "results.csv: Data, text/csv",
        "risks.csv: Data, text/csv",
    ];
    assert_eq!(found, expected);
}

/// The elements of PREMIS 3 that are used, each with those that may stand in it, in
/// order (`premis.xsd` of the Library of Congress).
const PREMIS: &[(&str, &[&str])] = &[
    ("premis", &["object", "event", "agent"]),
    ("object", &["objectIdentifier", "objectCharacteristics", "originalName", "relationship"]),
    ("objectCharacteristics", &["fixity", "size", "format"]),
    ("fixity", &["messageDigestAlgorithm", "messageDigest"]),
    ("format", &["formatDesignation"]),
    ("relationship", &["relationshipType", "relationshipSubType", "relatedObjectIdentifier"]),
    (
        "event",
        &[
            "eventIdentifier",
            "eventType",
            "eventDateTime",
            "eventDetailInformation",
            "eventOutcomeInformation",
            "linkingAgentIdentifier",
            "linkingObjectIdentifier",
        ],
    ),
    ("eventDetailInformation", &["eventDetail"]),
    ("eventOutcomeInformation", &["eventOutcome"]),
    ("agent", &["agentIdentifier", "agentName", "agentType", "agentVersion"]),
];

#[test]
fn the_history_is_premis_and_tells_of_every_file() {
    let bag = OPEN.files(BAG);
    let xml = String::from_utf8_lossy(&bag["metadata/premis.xml"]).into_owned();
    let mut reader = Reader::from_str(&xml);
    let mut open: Vec<(String, usize)> = Vec::new();
    loop {
        match reader.read_event().expect("well formed") {
            Event::Start(start) => {
                let name = start.name().as_ref().to_string();
                if let Some((parent, at)) = open.last_mut()
                    && let Some((_, order)) = PREMIS.iter().find(|(known, _)| known == parent)
                {
                    let place = order.iter().position(|known| *known == name);
                    let place = place.unwrap_or_else(|| panic!("{name} in {parent}"));
                    assert!(place >= *at, "{name} in {parent} is out of order");
                    *at = place;
                }
                open.push((name, 0));
            }
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    for name in bag.keys().filter(|name| name.starts_with("data/")) {
        let said = format!("<objectIdentifierValue>{name}</objectIdentifierValue>");
        assert!(xml.contains(&said), "{name}");
    }
    let events: Vec<&str> = xml
        .split("<eventType>")
        .skip(1)
        .filter_map(|rest| rest.split_once('<').map(|(kind, _)| kind))
        .collect();
    let expected = [
        "creation",
        "fixity check",
        "creation",
        "validation",
        "message digest calculation",
        "ingestion",
    ];
    assert_eq!(events, expected);
}

#[test]
fn nothing_is_archived_that_was_built_from_other_inputs() {
    let office = Office::of_golden("");
    office.build(Basis::Today);
    office.amend("inputs/meeting/reports/02-streets/report.md", |text| {
        text.replace("were swept", "were washed")
    });
    std::fs::remove_file(office.path("inputs/meeting/reports/02-streets/risk.xlsx")).expect("gone");
    office.write("outputs/meeting/public/notice.txt", "another");
    office.write("outputs/meeting/public/more.txt", "more");
    let outcome = office.try_to_archive(Inputs::Open);
    assert!(outcome.archived.is_none() && !office.path("archive").exists());
    let said: Vec<String> = outcome
        .diagnostics
        .iter()
        .map(|found| format!("{} {}", found.code.id, found.message))
        .collect();
    let begin = [
        "ARC003 the input has changed since the pack was built: meeting/reports/02-streets/report.md",
        "ARC003 `meeting/reports/02-streets/risk.xlsx` is not there any more",
        "ARC002 public/more.txt was added: no record has it",
        "ARC002 public/notice.txt has 7 bytes, expected",
    ];
    for (said, begin) in said.iter().zip(begin) {
        assert!(said.starts_with(begin), "{said}");
    }
    assert_eq!(said.len(), begin.len(), "{said:#?}");
}

#[test]
fn a_record_that_cannot_be_read_is_named() {
    for name in ["manifest.json", "private/manifest.json"] {
        let office = Office::of("tests/fixtures/exempt", "");
        office.build(Basis::Today);
        office.write(&format!("outputs/meeting/{name}"), "{");
        let outcome = office.try_to_archive(Inputs::Private);
        assert!(outcome.archived.is_none());
        let places: Vec<String> =
            outcome.diagnostics.iter().map(|found| found.place.to_string()).collect();
        assert_eq!(places, [format!("outputs/meeting/{name}")]);
    }
}

#[test]
fn the_same_outputs_twice_give_the_same_bags() {
    let first = OPEN.files(BAG);
    let office = Office::of_golden("");
    std::fs::remove_dir_all(office.path("inputs")).expect("removed");
    support::copy(&OPEN.path("inputs"), &office.path("inputs"));
    office.build(Basis::Today);
    office.archive();
    let second = office.files(BAG);
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (name, bytes) in &first {
        assert!(second[name] == *bytes, "{name} differs");
    }
}

#[test]
fn a_pack_is_built_again_as_it_was_published() {
    let office = Office::of_golden("");
    office.build(Basis::Today);
    let then = office.files("outputs");
    office.amend("inputs/council.toml", |text| tolerance(&text, 30));
    let notice = String::from_utf8_lossy(&then["meeting/record/templates/text/notice.txt"]);
    office.write("templates/text/notice.txt", format!("Another notice\n{notice}"));
    office.build(Basis::AsPublished);
    let again = office.files("outputs");
    assert_eq!(again.keys().collect::<Vec<_>>(), then.keys().collect::<Vec<_>>());
    for (name, bytes) in &then {
        assert!(again[name] == *bytes, "{name} is not as it was");
    }
    assert!(office.archive().is_none(), "it is archived with the settings of then");
    let outcome = office.try_to_build(Basis::Today);
    let found: Vec<String> = outcome
        .diagnostics
        .iter()
        .filter(|found| found.code.id.starts_with("REC"))
        .map(|found| format!("{} {}: {}", found.code.id, found.place, found.message))
        .collect();
    assert!(found[0].starts_with(
        "REC003 council.toml: settings have changed since the pack of 2024-07-08: `[rag] amber-margin` was 10 and is 30 (SHA-256 "
    ), "{found:?}");
    assert_eq!(
        found[1],
        "REC004 templates/text/notice.txt: templates are not those that the pack of 2024-07-08 was built with: `templates/text/notice.txt`"
    );
    assert_eq!(found.len(), 2);
    let changed = office.files("outputs");
    for name in ["meeting/public/data/pack.json", "meeting/public/notice.txt"] {
        assert!(changed[name] != then[name], "{name} goes by today");
    }
    assert!(office.build(Basis::Today).is_empty(), "once they are used they are no news");
}

#[test]
fn what_is_kept_and_altered_is_not_built_by() {
    let office = Office::of_golden("");
    office.build(Basis::Today);
    office.amend("outputs/meeting/record/council.toml", |text| tolerance(&text, 90));
    let outcome = office.try_to_build(Basis::AsPublished);
    assert!(outcome.built.is_none());
    let found: Vec<_> = outcome.diagnostics.iter().map(|found| found.code.id).collect();
    assert_eq!(found, ["REC002"]);
    std::fs::remove_dir_all(office.path("outputs")).expect("removed");
    let outcome = office.try_to_build(Basis::AsPublished);
    assert!(outcome.built.is_none() && outcome.diagnostics.iter().any(|f| f.code.id == "REC001"));
}

#[test]
fn findings_accepted_for_another_committee_of_the_day_keep_the_inputs_back() {
    let accept = |committee: &str| {
        format!(
            "[[accepted]]\nrule = \"KPI003\"\nmeeting = 2024-07-16\ncommittee = \"{committee}\"\nat = \"reports/02-streets/kpi.xlsx › Indicators!H2\"\nreason = \"The bid was lost.\"\n"
        )
    };
    let office = Office::of_golden(&accept("Cabinet"));
    let found = office.build(Basis::Today);
    assert!(!found.contains(&"CHECK002"), "it is of another committee: {found:?}");
    let why = office.archive().expect("kept back");
    assert!(why.starts_with("council.toml accepts findings"), "{why}");
}

#[test]
fn the_private_bag_has_the_settings_of_every_publication() {
    let office = Office::of_golden("");
    office.build(Basis::Today);
    let then = std::fs::read(office.path("inputs/council.toml")).expect("settings");
    office.amend("inputs/council.toml", |text| tolerance(&text, 5));
    office.amend("inputs/meeting/reports/02-streets/report.md", |text| {
        text.replace("were swept", "were washed")
    });
    office.supplement(&["2"], "2024-07-09");
    let now = std::fs::read(office.path("inputs/council.toml")).expect("settings");
    assert!(office.archive_for(Inputs::Private).is_some());
    let bag = office.files("archive/meeting/private");
    assert_eq!(bag["data/outputs/meeting/record/council.toml"], then);
    assert_eq!(bag["data/outputs/meeting/record/supplements/1/council.toml"], now);
    assert_eq!(bag["data/inputs/council.toml"], now);
    let public = office.files("archive/meeting/public");
    assert!(!public.keys().any(|name| name.contains("/record/") || name.ends_with("council.toml")));
    assert!(office.verify("archive/meeting/private").holds);
    // Whoever may have the inputs has the settings of one publication only.
    let why = office.archive_for(Inputs::Open).expect("kept back");
    assert!(why.contains("other settings"), "{why}");
    office.write("outputs/meeting/record/supplements/2/council.toml", "");
    let found = |office: &Office| {
        let outcome = office.try_to_archive(Inputs::Private);
        assert!(outcome.archived.is_none());
        outcome.diagnostics.iter().map(|found| found.code.id).collect::<Vec<_>>()
    };
    assert_eq!(found(&office), ["REC002"]);
    std::fs::remove_dir_all(office.path("outputs/meeting/record/supplements/2")).expect("removed");
    office.amend("outputs/meeting/record/council.toml", |text| tolerance(&text, 7));
    assert_eq!(found(&office), ["REC002"]);

    let xml = String::from_utf8_lossy(&public["metadata/premis.xml"]).into_owned();
    let made = |path: &str| {
        let events = xml.split("<event>").skip(1);
        let of = events.filter(|event| event.contains(&format!(">data/outputs/meeting/{path}<")));
        let detail = |event: &str| {
            let (_, rest) = event.split_once("<eventDetail>").expect("a detail");
            rest.split_once('<').expect("an end").0.to_string()
        };
        of.map(detail).find(|detail| detail.contains(" built")).expect("a creation")
    };
    for path in [
        "manifest.json",
        "public/agenda-pack-consolidated.pdf",
        "public/supplements/1/pack.json",
        "public/web/index.html",
    ] {
        assert!(made(path).starts_with("Supplement 1 was built"), "{path}");
    }
    assert!(made("public/agenda-pack.pdf").starts_with("The agenda pack"));
    // A supplement was made by its own version of the program.
    office.write("outputs/meeting/record/council.toml", &then);
    let own = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    office.amend("outputs/meeting/manifest.json", |text| {
        let at = text.rfind(&own).expect("the version of the supplement");
        format!("{}\"version\": \"0.9.0\"{}", &text[..at], &text[at + own.len()..])
    });
    assert!(office.archive_for(Inputs::Private).is_some());
    let bag = office.files("archive/meeting/private");
    let xml = String::from_utf8_lossy(&bag["metadata/premis.xml"]).into_owned();
    let agent = xml.split("<agent>").find(|agent| agent.contains(">0.9.0<")).expect("an agent");
    let (_, rest) = agent.split_once("<agentIdentifierValue>").expect("an identifier");
    let agent = rest.split_once('<').expect("an end").0;
    let events = xml
        .split("</event>")
        .filter(|event| event.contains(&format!("<linkingAgentIdentifierValue>{agent}<")));
    let detail = |event: &str| event.contains("Supplement 1 was built");
    assert_eq!(events.map(detail).collect::<Vec<_>>(), [true], "{agent}");
}

#[test]
fn minutes_have_a_term_of_their_own() {
    let office = Office::of_golden(
        "[retention.minutes]\nkeep = \"permanently\"\n[retention.reports]\nkeep = 6\n",
    );
    std::fs::remove_file(office.path("inputs/meeting/meeting.xlsx")).expect("removed");
    let meeting =
        "committee = \"Performance Committee\"\ndate = 2024-07-16\npublished = 2024-07-08\n";
    let title =
        "Minutes of the meeting of the Finance and Resources Overview and Scrutiny Committee";
    let item = |kind: &str| {
        format!(
            "{meeting}[[agenda]]\nnumber = \"1\"\ntitle = \"{title}\"\nkind = \"{kind}\"\nreport = \"02-streets\"\n"
        )
    };
    for (kind, class) in
        [("minutes", "Retention-Minutes: permanently"), ("report", "Retention-Reports")]
    {
        office.write("inputs/meeting/meeting.toml", item(kind));
        office.build(Basis::Today);
        office.archive();
        let info = office.files("archive/meeting/public").remove("bag-info.txt").expect("a file");
        let info = String::from_utf8(info).expect("text");
        assert!(info.contains(class), "{kind}: {info}");
        assert_eq!(
            info.matches("Retention-Minutes").count() + info.matches("Retention-Reports").count(),
            1,
            "{info}"
        );
    }
}

#[test]
fn no_bag_is_older_than_what_is_in_it() {
    let office = Office::of_golden("");
    office.build(Basis::Today);
    let request = Archive { inputs: Inputs::Private, date: "2024-07-07".parse().expect("a day") };
    let fault = archive(&office.workspace(), request, &Silent).expect_err("refused");
    assert!(fault.to_string().contains("published on `2024-07-08`"), "{fault}");
    // Without a day of publication, a pack is known to be there on the day of its meeting.
    let meeting = "committee = \"Performance Committee\"\ndate = 2024-07-16\n[[agenda]]\nnumber = \"1\"\ntitle = \"Streets\"\nreport = \"02-streets\"\n";
    std::fs::remove_file(office.path("inputs/meeting/meeting.xlsx")).expect("removed");
    office.write("inputs/meeting/meeting.toml", meeting);
    office.build(Basis::Today);
    let request = Archive { inputs: Inputs::Private, date: "2024-07-15".parse().expect("a day") };
    let fault = archive(&office.workspace(), request, &Silent).expect_err("refused");
    assert!(fault.to_string().contains("the meeting is on `2024-07-16`"), "{fault}");
    assert!(!office.path("archive").exists());
}
