//! Bags and outputs that were tampered with, one way at a time: each is found and
//! named.

mod support;

use std::fs;
use std::process::Command;
use std::sync::LazyLock;

use agendapack::pipeline::{Basis, Finding, Sealed, Silent, Verify, sign, verify};
use support::edit::Book;
use support::office::{Office, failing, step};
use support::pdf;

const BAG: &str = "archive/meeting/public";
const OUTPUTS: &str = "archive/meeting/public/data/outputs/meeting";
const INPUTS: &str = "archive/meeting/public/data/inputs";
const PACK: &str = "archive/meeting/public/data/outputs/meeting/public/agenda-pack.pdf";
const DATA: &str = "archive/meeting/public/data/outputs/meeting/public/data/pack.json";

/// The key of the first test vector of RFC 8032, and another.
const KEY: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
const OTHER_KEY: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpe2kPhCtpxn2uYxLY\n-----END PRIVATE KEY-----\n";

static ARCHIVED: LazyLock<Office> = LazyLock::new(|| {
    let office = Office::of_golden("[retention.agendas]\nkeep = 6\n");
    office.build(Basis::Today);
    assert_eq!(office.archive(), None);
    office
});

/// A copy to tamper with.
fn copied() -> Office {
    let office = Office::of_golden("");
    for folder in ["inputs", "outputs", "archive"] {
        let _ = fs::remove_dir_all(office.path(folder));
        support::copy(&ARCHIVED.path(folder), &office.path(folder));
    }
    office
}

fn flip(office: &Office, name: &str) {
    let mut bytes = fs::read(office.path(name)).expect("a file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    office.write(name, bytes);
}

/// Changes a word of a page, as an editor of PDFs would.
fn change_page(office: &Office, name: &str, number: u32) {
    let mut document = pdf::open(&fs::read(office.path(name)).expect("a pack"));
    let page = document.get_pages()[&number];
    let mut content = document.get_page_content(page);
    content.extend_from_slice(b"\n");
    document.change_page_content(page, content).expect("changed");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    office.write(name, bytes);
}

#[test]
fn what_was_not_touched_holds_and_says_what_was_not_examined() {
    for (folder, term) in
        [(BAG, "until 2030-07-16 (6 years)"), ("outputs/meeting", "until 2030-07-16 (6 years)")]
    {
        let certificate = ARCHIVED.verify(folder);
        assert_eq!(failing(&certificate), Vec::<&str>::new(), "{certificate:#?}");
        assert_eq!(certificate.left(), 1, "{certificate:#?}");
        assert_eq!(step(&certificate, "seal").finding, Finding::NotExamined);
        assert_eq!(step(&certificate, "rebuilt").finding, Finding::Holds);
        let kept =
            certificate.retention.iter().map(|kept| (kept.class.as_str(), kept.term.as_str()));
        let kept: Vec<_> = kept.take(2).collect();
        assert_eq!(kept, [("agendas", term), ("reports", "not set")]);
    }
}

#[test]
fn a_flipped_bit_is_found() {
    for (name, folder) in
        [(PACK, BAG), ("outputs/meeting/public/agenda-pack.pdf", "outputs/meeting")]
    {
        let office = copied();
        flip(&office, name);
        let certificate = office.verify(folder);
        assert!(failing(&certificate).contains(&"fixity"), "{certificate:#?}");
        let flaws = &step(&certificate, "fixity").flaws;
        assert_eq!(flaws.len(), 1);
        assert!(flaws[0].contains("public/agenda-pack.pdf: SHA-256 is "), "{flaws:?}");
    }
    let office = copied();
    flip(&office, &format!("{BAG}/metadata/premis.xml"));
    let certificate = office.verify(BAG);
    assert_eq!(failing(&certificate), ["fixity"]);
}

#[test]
fn a_missing_file_is_found() {
    for (name, folder) in [("public/notice.txt", OUTPUTS), ("public/notice.txt", "outputs/meeting")]
    {
        let office = copied();
        fs::remove_file(office.path(folder).join(name)).expect("removed");
        let certificate = office.verify(if folder == OUTPUTS { BAG } else { folder });
        assert!(failing(&certificate).contains(&"complete"), "{certificate:#?}");
        let flaws = &step(&certificate, "complete").flaws;
        assert!(
            flaws.iter().any(|flaw| flaw.ends_with("public/notice.txt is missing")),
            "{flaws:?}"
        );
    }
    for name in ["bagit.txt", "bag-info.txt", "manifest-sha512.txt", "tagmanifest-sha256.txt"] {
        let office = copied();
        fs::remove_file(office.path(BAG).join(name)).expect("removed");
        let certificate = office.verify(BAG);
        let flaws = &step(&certificate, "complete").flaws;
        assert!(
            flaws.iter().any(|flaw| *flaw == format!("{name} is missing")),
            "{name}: {flaws:?}"
        );
    }
    let office = copied();
    fs::remove_file(office.path("outputs/meeting/manifest.json")).expect("removed");
    assert_eq!(failing(&office.verify("outputs/meeting")), ["complete"]);
}

#[test]
fn an_added_file_is_found() {
    for (name, folder) in [
        (format!("{OUTPUTS}/public/more.pdf"), BAG),
        (format!("{BAG}/notes.txt"), BAG),
        ("outputs/meeting/public/more.pdf".to_string(), "outputs/meeting"),
    ] {
        let office = copied();
        office.write(&name, "more");
        let certificate = office.verify(folder);
        assert!(failing(&certificate).contains(&"complete"), "{certificate:#?}");
        let flaws = step(&certificate, "complete").flaws.join("\n");
        assert!(flaws.contains("was added"), "{flaws}");
    }
}

#[test]
fn an_added_file_beside_the_public_ones_is_found() {
    let office = copied();
    office.write("outputs/meeting/agenda-pack.pdf", "another");
    let certificate = office.verify("outputs/meeting");
    let flaws = &step(&certificate, "complete").flaws;
    assert_eq!(*flaws, ["agenda-pack.pdf was added: no record has it"]);
}

#[test]
fn an_added_file_in_the_manifests_is_found_by_the_record() {
    let office = copied();
    office.write(&format!("{OUTPUTS}/public/more.pdf"), "more");
    office.fit_bag(BAG);
    let certificate = office.verify(BAG);
    assert!(!failing(&certificate).contains(&"complete"));
    let flaws = &step(&certificate, "record").flaws;
    assert_eq!(*flaws, ["public/more.pdf was added: no record has it"]);
}

#[test]
fn a_changed_page_is_found_though_the_sums_fit() {
    for (name, record, inputs, folder) in [
        (PACK, OUTPUTS, INPUTS, BAG),
        ("outputs/meeting/public/agenda-pack.pdf", "outputs/meeting", "inputs", "outputs/meeting"),
    ] {
        let office = copied();
        change_page(&office, name, 2);
        office.fit_record(record, inputs);
        if folder == BAG {
            office.fit_bag(BAG);
        }
        let certificate = office.verify(folder);
        let failing = failing(&certificate);
        assert!(!failing.contains(&"complete") && !failing.contains(&"fixity"), "{certificate:#?}");
        let flaws = &step(&certificate, "rebuilt").flaws;
        let said = flaws.iter().find(|flaw| flaw.starts_with("public/agenda-pack.pdf: page 2 of "));
        assert!(said.is_some(), "{flaws:?}");
        assert_eq!(failing.contains(&"archival pack"), folder == BAG);
    }
}

#[test]
fn a_changed_figure_in_the_data_is_found_though_the_sums_fit() {
    let office = copied();
    office.amend(DATA, |text| text.replacen("91.36%", "93.16%", 1));
    office.fit_record(OUTPUTS, INPUTS);
    office.fit_bag(BAG);
    let certificate = office.verify(BAG);
    assert!(failing(&certificate).contains(&"figures"), "{certificate:#?}");
    let flaws = &step(&certificate, "figures").flaws;
    assert!(flaws[0].starts_with("public/data/pack.json: pack.items[2].report."), "{flaws:?}");
    assert!(flaws[0].contains("[ST1]") && flaws[0].contains("93.16%"), "{flaws:?}");
    assert!(flaws[0].contains("expected ") && flaws[0].contains("91.36%"), "{flaws:?}");
}

#[test]
fn a_pack_that_comes_out_otherwise_is_found_though_the_sums_fit() {
    let office = copied();
    let kpi = office.path(&format!("{INPUTS}/meeting/reports/02-streets/kpi.xlsx"));
    Book::open(kpi).number("Results", "C5", 1.8).save();
    office.fit_record(OUTPUTS, INPUTS);
    office.fit_bag(BAG);
    let certificate = office.verify(BAG);
    assert!(failing(&certificate).contains(&"rebuilt"), "{certificate:#?}");
    let flaws = &step(&certificate, "rebuilt").flaws;
    assert!(
        flaws.iter().any(|flaw| flaw.starts_with("public/agenda-pack.pdf: page ")),
        "{flaws:?}"
    );
    let figures = &step(&certificate, "figures").flaws;
    assert!(figures.iter().any(|flaw| flaw.contains("[ST2]")), "{figures:?}");
}

#[test]
fn changed_settings_and_templates_of_a_bag_are_found() {
    for (name, from, to) in [
        ("data/inputs/council.toml", "amber-margin = 10", "amber-margin = 60"),
        ("data/templates/text/notice.txt", "\n", "\n\n"),
    ] {
        let office = copied();
        office.amend(&format!("{BAG}/{name}"), |text| text.replacen(from, to, 1));
        office.fit_bag(BAG);
        let certificate = office.verify(BAG);
        assert!(failing(&certificate).contains(&"rebuilt"), "{name}: {certificate:#?}");
    }
}

#[test]
fn inputs_that_have_moved_on_are_not_held_against_the_outputs() {
    let office = copied();
    office.amend("inputs/meeting/reports/02-streets/report.md", |text| {
        text.replace("were swept", "were washed")
    });
    let certificate = office.verify("outputs/meeting");
    assert_eq!(failing(&certificate), Vec::<&str>::new());
    let rebuilt = step(&certificate, "rebuilt");
    assert_eq!(rebuilt.finding, Finding::NotExamined);
    assert!(rebuilt.says.contains("reports/02-streets/report.md"), "{}", rebuilt.says);
}

#[test]
fn a_seal_is_proved_by_its_key_and_broken_by_a_forger() {
    for folder in [BAG, "outputs/meeting"] {
        let office = copied();
        let Sealed::Whole { signatures, key } = sign(&office.path(folder), KEY).expect("no fault")
        else {
            panic!("it is whole");
        };
        let public = fs::read_to_string(signatures[0].with_extension("pem")).expect("a key");
        let certificate = office.verify(folder);
        assert_eq!(failing(&certificate), Vec::<&str>::new(), "{certificate:#?}");
        let said = &step(&certificate, "seal").says;
        assert!(said.contains(&key) && said.contains("whose it is was not examined"), "{said}");
        let certificate = office.verify_by(folder, Some(public.clone()));
        assert!(step(&certificate, "seal").says.ends_with("which was given"), "{certificate:#?}");
        // A forger fits the sums, and seals with a key of their own.
        let notice = if folder == BAG { OUTPUTS } else { folder };
        office.write(&format!("{notice}/public/notice.txt"), "another");
        office.fit_record(notice, if folder == BAG { INPUTS } else { "inputs" });
        if folder == BAG {
            office.fit_bag(BAG);
        }
        assert!(failing(&office.verify(folder)).contains(&"seal"));
        sign(&office.path(folder), OTHER_KEY).expect("no fault");
        assert!(!failing(&office.verify(folder)).contains(&"seal"));
        assert!(failing(&office.verify_by(folder, Some(public))).contains(&"seal"));
    }
}

#[test]
fn a_seal_that_is_asked_for_has_to_be_there_and_nothing_flawed_is_sealed() {
    let office = copied();
    sign(&office.path("outputs/meeting"), KEY).expect("no fault");
    let public = fs::read_to_string(office.path("outputs/meeting/manifest.json.pem")).expect("it");
    let certificate = office.verify_by(BAG, Some(public));
    assert_eq!(failing(&certificate), ["seal"]);
    flip(&office, PACK);
    let sealed = sign(&office.path(BAG), KEY).expect("no fault");
    assert!(matches!(sealed, Sealed::Flawed(flaws) if flaws.len() == 1));
    assert!(!office.path(&format!("{BAG}/tagmanifest-sha512.txt.sig")).exists());
}

/// The commands that `docs/archive.md` shows.
#[test]
fn openssl_makes_the_keys_and_proves_the_seal() {
    let office = copied();
    let run = |arguments: &[&str]| {
        Command::new("openssl").args(arguments).current_dir(office.path(BAG)).output()
    };
    let made = run(&["genpkey", "-algorithm", "ed25519", "-out", "../council.key"]);
    if !made.is_ok_and(|output| output.status.success()) {
        return;
    }
    let key = fs::read_to_string(office.path("archive/meeting/council.key")).expect("a key");
    let sealed = sign(&office.path(BAG), &key).expect("no fault");
    assert!(matches!(sealed, Sealed::Whole { .. }));
    let proved = run(&[
        "pkeyutl",
        "-verify",
        "-rawin",
        "-pubin",
        "-inkey",
        "tagmanifest-sha512.txt.pem",
        "-sigfile",
        "tagmanifest-sha512.txt.sig",
        "-in",
        "tagmanifest-sha512.txt",
    ]);
    let proved = proved.expect("it runs");
    assert!(proved.status.success(), "{}", String::from_utf8_lossy(&proved.stderr));
    fs::remove_file(office.path("archive/meeting/council.key")).expect("removed");
    assert!(!failing(&office.verify(BAG)).contains(&"seal"));
}

/// What was published of a paper that is exempt since is linked nowhere, whatever became of
/// its item; the bag has to have the paper for it.
#[test]
fn a_paper_that_is_exempt_and_then_withdrawn_is_built_again_from_the_bag() {
    let office = Office::of_golden("");
    office.build(Basis::Today);
    let exempt = "equalities = \"The report changes no service.\"\n[[exempt]]\nwhat = \"ST2\"\nexempt-paragraph = \"paragraph 3\"\npublic-interest = \"Bids are open.\"\n";
    office.amend(REPORT, |text| {
        text.replace("equalities = \"The report changes no service.\"\n", exempt)
    });
    office.supplement(&["2"], "2024-07-10");
    let agenda = office.path("inputs/meeting/meeting.xlsx");
    Book::open(agenda).text("Agenda", "E1", "Status").text("Agenda", "E3", "withdrawn").save();
    office.supplement(&["2"], "2024-07-11");
    assert!(office.archive().is_some(), "the inputs are kept back");
    for folder in ["outputs/meeting", "archive/meeting/private"] {
        let certificate = office.verify(folder);
        assert_eq!(failing(&certificate), Vec::<&str>::new(), "{folder}: {certificate:#?}");
    }
}

#[test]
fn a_key_that_is_none_or_is_missing_is_said() {
    let office = copied();
    assert!(matches!(sign(&office.path(BAG), KEY), Ok(Sealed::Whole { .. })));
    fs::remove_file(office.path(&format!("{BAG}/tagmanifest-sha512.txt.pem"))).expect("removed");
    let certificate = office.verify(BAG);
    let flaws = &step(&certificate, "seal").flaws;
    let missing = "tagmanifest-sha512.txt.pem, the key of its seal, is missing, and none was given";
    assert_eq!(*flaws, [missing]);
    // What an officer gives by mistake is no flaw of the bag.
    let request = Verify { public_key: Some(KEY.into()) };
    let fault = verify(&office.path(BAG), &request, &Silent).expect_err("a private key");
    assert!(fault.to_string().starts_with("the key is no Ed25519 public key"), "{fault}");
}

/// What a bag says of itself is held against the record, and against the settings in it.
#[test]
fn what_a_bag_says_of_itself_is_proved() {
    let office = copied();
    office.amend(&format!("{BAG}/bag-info.txt"), |text| {
        text.replace("Exampleton", "Otherton").replace("2030-07-16", "2031-07-16")
    });
    office.fit_bag(BAG);
    let certificate = office.verify(BAG);
    assert_eq!(failing(&certificate), ["record"], "{certificate:#?}");
    let flaws = &step(&certificate, "record").flaws;
    assert!(flaws[0].starts_with("bag-info.txt: Source-Organization is `Otherton"), "{flaws:?}");
    assert!(flaws[1].starts_with("bag-info.txt: Retention-Agendas is `"), "{flaws:?}");
}

#[test]
fn a_folder_of_something_else_is_refused() {
    let office = copied();
    let fault = verify(&office.path("inputs"), &Verify::default(), &Silent).expect_err("refused");
    let said = fault.to_string();
    assert!(said.contains("is neither a bag nor the outputs of a meeting\nhint: name "), "{said}");
}

const REPORT: &str = "inputs/meeting/reports/02-streets/report.md";

/// A meeting whose report was corrected twice after it was published, archived.
fn with_supplements(fixture: &str) -> Office {
    let office = Office::of(fixture, "");
    office.build(Basis::Today);
    office.amend(REPORT, |text| text.replace("were swept.", "were washed."));
    office.supplement(&["2"], "2024-07-10");
    office.amend("inputs/council.toml", |text| {
        text.replace("amber-margin = 10", "amber-margin = 12")
    });
    office.amend(REPORT, |text| text.replace("were washed.", "were dug up."));
    office.supplement(&["2"], "2024-07-11");
    office.archive();
    office
}

#[test]
fn the_latest_supplement_is_published_again_and_compared() {
    let office = with_supplements("tests/golden/shared");
    // Its settings are others than those of the pack: no public bag has them.
    let bag = "archive/meeting/private";
    let files = office.files(bag);
    assert!(files.contains_key("data/archival/agenda-pack-consolidated.pdf"));
    let history = String::from_utf8_lossy(&files["metadata/premis.xml"]).into_owned();
    assert!(history.contains("Supplement 2 was built"));
    for folder in [bag, "outputs/meeting"] {
        let certificate = office.verify(folder);
        assert_eq!(failing(&certificate), Vec::<&str>::new(), "{certificate:#?}");
        let said = &step(&certificate, "rebuilt").says;
        assert!(said.ends_with("give supplement 2 and the consolidated pack again, byte for byte"));
        let earlier = step(&certificate, "earlier");
        assert_eq!(earlier.finding, Finding::NotExamined);
        assert!(earlier.says.starts_with("the pack and supplement 1"), "{}", earlier.says);
    }
    let consolidated = format!("{bag}/data/outputs/meeting/public/agenda-pack-consolidated.pdf");
    change_page(&office, &consolidated, 2);
    office.fit_record(&format!("{bag}/data/outputs/meeting"), &format!("{bag}/data/inputs"));
    office.fit_bag(bag);
    let certificate = office.verify(bag);
    let flaws = &step(&certificate, "rebuilt").flaws;
    let begin = "public/agenda-pack-consolidated.pdf: page 2 of ";
    assert!(flaws.iter().any(|flaw| flaw.starts_with(begin)), "{flaws:?}");
}

/// Changes a figure in the data of a pack whose supplement left it as it was: before, the
/// tables hold, and then they do not.
#[track_caller]
fn change_a_figure_of_the_pack(office: &Office) {
    let certificate = office.verify("outputs/meeting");
    assert_eq!(step(&certificate, "tables").finding, Finding::Holds, "{certificate:#?}");
    let results = "outputs/meeting/public/data/results.csv";
    office.amend(results, |text| text.replace(",91.36,", ",93.36,"));
    office.fit_record("outputs/meeting", "inputs");
    let certificate = office.verify("outputs/meeting");
    assert_eq!(failing(&certificate), ["tables"], "{certificate:#?}");
    let flaws = &step(&certificate, "tables").flaws;
    assert!(flaws[0].contains("93.36") && flaws[0].starts_with("public/data/"), "{flaws:?}");
}

#[test]
fn a_changed_figure_in_the_data_is_found_after_a_supplement() {
    let office = copied();
    office.amend(REPORT, |text| text.replace("were swept.", "were washed."));
    office.supplement(&["2"], "2024-07-10");
    change_a_figure_of_the_pack(&office);
    let results = "outputs/meeting/public/data/results.csv";
    // A row that says no more where it comes from is not passed over.
    office.amend(results, |text| {
        let lines = text.lines().map(|line| match line.rsplit_once(',') {
            Some((row, _)) if row.contains("93.36") => format!("{row},\r\n"),
            _ => format!("{line}\r\n"),
        });
        lines.collect()
    });
    office.fit_record("outputs/meeting", "inputs");
    let certificate = office.verify("outputs/meeting");
    let flaws = &step(&certificate, "tables").flaws;
    assert!(flaws.iter().any(|flaw| flaw.ends_with("is missing")), "{flaws:?}");
}

#[test]
fn what_was_kept_of_a_build_and_is_altered_is_no_excuse() {
    let office = copied();
    office.amend("outputs/meeting/record/council.toml", |text| format!("{text}\n# x\n"));
    let certificate = office.verify("outputs/meeting");
    assert_eq!(failing(&certificate), ["rebuilt"], "{certificate:#?}");
    let late = with_supplements("tests/golden/shared");
    late.write("outputs/meeting/record/supplements/3/council.toml", "");
    let certificate = late.verify("outputs/meeting");
    assert!(failing(&certificate).contains(&"complete"), "{certificate:#?}");
    let flaws = |late: &Office| match sign(&late.path("outputs/meeting"), KEY).expect("no fault") {
        Sealed::Flawed(flaws) => flaws,
        Sealed::Whole { .. } => panic!("what is kept of it is flawed"),
    };
    let added = |name: &str| format!("`record/{name}` was added: no record has it");
    assert_eq!(flaws(&late), [added("supplements/3/council.toml")]);
    late.write("outputs/meeting/record/stray.txt", "");
    assert_eq!(flaws(&late)[0], added("stray.txt"));
    fs::remove_file(late.path("outputs/meeting/record/stray.txt")).expect("removed");
    fs::remove_dir_all(late.path("outputs/meeting/record/supplements/3")).expect("removed");
    late.write("outputs/meeting/record/supplements/2/templates/front.typ", "// another");
    let altered =
        "`record/supplements/2/templates/front.typ` is not what supplement 2 was built with";
    assert_eq!(flaws(&late), [altered]);
    assert_eq!(failing(&late.verify("outputs/meeting")), ["rebuilt"]);
    late.write("outputs/meeting/record/supplements/1/council.toml", "name = \"Other\"\n");
    assert_eq!(flaws(&late).len(), 2);
}

#[test]
fn what_the_private_bag_kept_is_proved_though_the_sums_fit() {
    let late = with_supplements("tests/golden/shared");
    let bag = "archive/meeting/private";
    let kept = format!("{bag}/data/outputs/meeting/record");
    assert!(late.verify(bag).holds);
    late.amend(&format!("{kept}/council.toml"), |text| format!("{text}\n# x\n"));
    late.write(&format!("{kept}/stray.txt"), "");
    late.fit_bag(bag);
    let certificate = late.verify(bag);
    assert_eq!(failing(&certificate), ["record"], "{certificate:#?}");
    assert_eq!(step(&certificate, "record").flaws.len(), 2);
    fs::remove_dir_all(late.path(&kept)).expect("removed");
    late.fit_bag(bag);
    assert_eq!(step(&late.verify(bag), "record").flaws.len(), 3, "of the pack and of each");
}

#[test]
fn a_changed_figure_of_an_earlier_supplement_is_found() {
    let office = copied();
    let streets = "inputs/meeting/reports/02-streets";
    office.amend(REPORT, |text| text.replace("were swept.", "were washed."));
    office.supplement(&["2"], "2024-07-10");
    // The next one changes the words and leaves the workbooks as they are.
    office.amend(&format!("{streets}/report.md"), |text| text.replace("were washed.", "were dug."));
    office.supplement(&["2"], "2024-07-11");
    let results = "outputs/meeting/public/supplements/1/data/results.csv";
    office.amend(results, |text| text.replace("91.36", "93.36"));
    office.fit_record("outputs/meeting", "inputs");
    let certificate = office.verify("outputs/meeting");
    assert_eq!(failing(&certificate), ["tables"], "{certificate:#?}");
    let flaws = &step(&certificate, "tables").flaws;
    assert!(flaws.iter().all(|flaw| flaw.contains("supplements/1/data/results.csv")), "{flaws:?}");
}

/// Of a file with something exempt the data do not tell the digest; the record of what
/// members got does.
#[test]
fn a_changed_figure_of_a_file_with_something_exempt_is_found() {
    let office = Office::of("tests/fixtures/exempt", "");
    office.build(Basis::Today);
    let report = "inputs/meeting/reports/02-streets/report.md";
    office.amend(report, |text| format!("{text}\nThe streets are clean.\n"));
    office.supplement(&["2"], "2024-07-10");
    let certificate = office.verify("outputs/meeting");
    assert!(certificate.holds, "{certificate:#?}");
    assert_eq!(step(&certificate, "tables").finding, Finding::Holds, "{certificate:#?}");
    let results = "outputs/meeting/public/data/results.csv";
    let text = fs::read_to_string(office.path(results)).expect("a table");
    let untold = text.lines().filter(|line| line.contains(",91.36,") && line.ends_with(",,"));
    assert_eq!(untold.count(), 1, "a row that does not tell its file: {text}");
    office.amend(results, |text| text.replace(",91.36,", ",93.36,"));
    office.fit_record("outputs/meeting", "inputs");
    let certificate = office.verify("outputs/meeting");
    assert_eq!(failing(&certificate), ["tables"], "{certificate:#?}");
    let flaws = &step(&certificate, "tables").flaws;
    assert!(flaws.len() == 1 && flaws[0].contains("93.36"), "{flaws:?}");
}

/// What is not for publication may be another part of the same file.
#[test]
fn a_row_that_is_exempt_since_is_said_and_not_held_for_a_flaw() {
    let office = Office::of("tests/fixtures/exempt", "");
    office.build(Basis::Today);
    let report = "inputs/meeting/reports/02-streets/report.md";
    let exempt = "[[exempt]]\nwhat = \"ST2\"\nexempt-paragraph = \"paragraph 3\"\npublic-interest = \"The tender is open.\"\n\n[[glossary]]";
    office.amend(report, |text| text.replace("[[glossary]]", exempt));
    office.supplement(&["2"], "2024-07-10");
    let certificate = office.verify("outputs/meeting");
    assert!(certificate.holds, "{certificate:#?}");
    let said = certificate.steps.iter().filter(|step| step.what == "tables");
    let said: Vec<_> = said.map(|step| (step.finding, step.says.as_str())).collect();
    assert!(said.iter().any(|(finding, _)| *finding == Finding::Holds), "{said:?}");
    let untold = "3 rows of data that files give no more";
    let is_said = |(finding, says): &(Finding, &str)| {
        *finding == Finding::NotExamined && says.contains(untold)
    };
    assert!(said.iter().any(is_said), "{said:?}");
}

/// A corrected title changes rows of files that are as they were.
#[test]
fn another_agenda_is_no_flaw_of_the_rows_of_then() {
    let office = Office::of("tests/fixtures/exempt", "");
    office.build(Basis::Today);
    let agenda = office.path("inputs/meeting/meeting.xlsx");
    Book::open(agenda).text("Agenda", "B4", "Homes and gardens").save();
    let report = "inputs/meeting/reports/02-streets/report.md";
    office.amend(report, |text| format!("{text}\nThe streets are clean.\n"));
    office.supplement(&["2"], "2024-07-10");
    let certificate = office.verify("outputs/meeting");
    assert!(certificate.holds, "{certificate:#?}");
    let decisions = "outputs/meeting/public/data/decisions.csv";
    office.amend(decisions, |text| text.replace(",Homes,", ",Homes and gardens,"));
    office.amend(decisions, |text| text.replace("be noted", "be refused"));
    office.fit_record("outputs/meeting", "inputs");
    let certificate = office.verify("outputs/meeting");
    assert_eq!(failing(&certificate), ["tables"], "{certificate:#?}");
}

#[test]
fn a_members_record_that_cannot_be_read_is_one_flaw() {
    let office = Office::of("tests/fixtures/exempt", "");
    office.build(Basis::Today);
    office.write("outputs/meeting/private/manifest.json", "{");
    let certificate = office.verify("outputs/meeting");
    assert_eq!(failing(&certificate), ["fixity"], "{certificate:#?}");
    assert_eq!(step(&certificate, "fixity").flaws.len(), 1, "{certificate:#?}");
    // Where it can be read, members' papers are named without their titles.
    let office = Office::of("tests/fixtures/exempt", "");
    office.build(Basis::Today);
    let papers = fs::read_dir(office.path("outputs/meeting/private/items")).expect("a folder");
    papers.for_each(|paper| fs::write(paper.expect("one").path(), "x").expect("written"));
    let certificate = format!("{:?}", office.verify("outputs/meeting"));
    assert!(certificate.contains("private/items/05-….pdf"), "{certificate}");
    assert!(!certificate.to_lowercase().contains("canary"), "{certificate}");
}

#[test]
fn what_members_got_is_proved_from_the_private_bag() {
    let office = Office::of("tests/fixtures/exempt", "");
    office.build(Basis::Today);
    assert!(office.archive().is_some());
    let late = with_supplements("tests/fixtures/exempt");
    for (office, files) in
        [(&office, " files again, byte for byte"), (&late, "give supplement 2 and")]
    {
        let certificate = office.verify("archive/meeting/private");
        assert_eq!(failing(&certificate), Vec::<&str>::new(), "{certificate:#?}");
        let said = &step(&certificate, "rebuilt").says;
        assert!(said.contains(files), "{said}");
        let certificate = office.verify(BAG);
        assert_eq!(failing(&certificate), Vec::<&str>::new(), "{certificate:#?}");
        assert_eq!(step(&certificate, "rebuilt").says, "the inputs are not in this bag");
    }
}

/// Runs the command in an office.
fn run(office: &Office, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_agendapack"))
        .args(arguments)
        .current_dir(office.path(""))
        .output()
        .expect("it runs");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).replace(env!("CARGO_PKG_VERSION"), "X"))
}

#[test]
fn the_command_prints_a_certificate_for_people_and_for_programs() {
    let office = copied();
    office.write("council.key", KEY);
    let (code, said) = run(&office, &["sign", BAG, "--key", "council.key"]);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = run(&office, &["verify", BAG]);
    assert_eq!(code, Some(0), "{said}");
    let begin = "certificate of the bag: Exampleton Borough Council, Performance Committee, \
                 2024-07-16\nbuilt by agendapack X, verified by agendapack X\n";
    assert!(said.starts_with(begin), "{said}");
    assert!(said.ends_with("everything that was examined holds\n"), "{said}");
    assert!(said.contains("PDF/A-2a, PDF/A-3a, PDF/UA-1"), "{said}");
    flip(&office, PACK);
    let (code, said) = run(&office, &["verify", BAG]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("\n  FAILS         fixity "), "{said}");
    let (code, said) = run(&office, &["verify", BAG, "--format", "json"]);
    assert_eq!(code, Some(1), "{said}");
    let json: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!((&json["subject"], &json["holds"]), (&"bag".into(), &false.into()));
    assert_eq!(json["retention"][0]["class"], "agendas");
    let (code, said) = run(&office, &["sign", BAG, "--key", "council.key"]);
    assert_eq!(code, Some(1), "{said}");
    let (code, said) = run(&office, &["verify", "archive/meeting"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("expected one of them: its `public` or `private`"), "{said}");
}

#[test]
fn a_supplement_takes_the_seal_of_the_record_away() {
    let office = copied();
    sign(&office.path("outputs/meeting"), KEY).expect("no fault");
    office.amend(REPORT, |text| text.replace("were swept.", "were washed."));
    office.supplement(&["2"], "2024-07-10");
    assert!(!office.path("outputs/meeting/manifest.json.sig").exists());
    assert!(!office.path("outputs/meeting/manifest.json.pem").exists());
    assert_eq!(step(&office.verify("outputs/meeting"), "seal").finding, Finding::NotExamined);
}

/// Says of a pack that another version made it.
fn made_by(office: &Office, name: &str, version: &str) {
    let mut document = pdf::open(&fs::read(office.path(name)).expect("a pack"));
    let own = format!("agendapack {}", env!("CARGO_PKG_VERSION"));
    let other = format!("agendapack {version}");
    let info = document.trailer.get(b"Info").and_then(lopdf::Object::as_reference).expect("info");
    let info = document.get_dictionary_mut(info).expect("a dictionary");
    info.set("Creator", lopdf::Object::string_literal(other.as_str()));
    for object in document.objects.values_mut() {
        let Ok(stream) = object.as_stream_mut() else { continue };
        let text = String::from_utf8_lossy(&stream.content).into_owned();
        if stream.dict.has_type(b"Metadata") {
            stream.set_plain_content(text.replace(&own, &other).into_bytes());
        }
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    office.write(name, bytes);
}

#[test]
fn another_version_is_held_to_what_the_pack_says() {
    let office = copied();
    let record = format!("{OUTPUTS}/manifest.json");
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    office.amend(&record, |text| text.replace(&version, "\"version\": \"0.0.7\""));
    let archival = format!("{BAG}/data/archival/agenda-pack.pdf");
    fs::remove_file(office.path(&archival)).expect("removed");
    office.fit_bag(BAG);
    // Whoever writes another version into the record has it against the pack.
    let certificate = office.verify(BAG);
    assert_eq!(failing(&certificate), ["archival pack", "rebuilt"]);
    let flaws = &step(&certificate, "rebuilt").flaws;
    assert!(flaws[0].contains("and the record that version 0.0.7 did"), "{flaws:?}");
    made_by(&office, PACK, "0.0.7");
    office.fit_record(OUTPUTS, INPUTS);
    office.fit_bag(BAG);
    let certificate = office.verify(BAG);
    assert_eq!(failing(&certificate), ["archival pack"], "{certificate:#?}");
    let said = &step(&certificate, "rebuilt").says;
    assert!(said.contains("with the same pages and data; version 0.0.7 built them"), "{said}");
    office.amend(DATA, |text| text.replacen("91.36%", "93.16%", 1));
    office.fit_record(OUTPUTS, INPUTS);
    office.fit_bag(BAG);
    let certificate = office.verify(BAG);
    let rebuilt = step(&certificate, "rebuilt");
    assert_eq!(rebuilt.finding, Finding::NotExamined);
    assert!(rebuilt.says.contains("verify it with version 0.0.7 (public/data/pack.json: "));
    // What stands in a cell is no matter of the version.
    let results = format!("{OUTPUTS}/public/data/results.csv");
    office.amend(&results, |text| text.replace(",91.36,", ",93.36,"));
    office.fit_record(OUTPUTS, INPUTS);
    office.fit_bag(BAG);
    let certificate = office.verify(BAG);
    assert_eq!(failing(&certificate), ["archival pack", "figures"], "{certificate:#?}");
    assert!(step(&certificate, "figures").flaws[0].contains("93.36"));
}

/// Sums that were made to fit prove nothing of files that the record does not have.
#[test]
fn what_no_record_has_is_found_in_the_whole_payload() {
    let office = copied();
    let added = [
        "evil.txt",
        "outputs/other/x.txt",
        "outputs/meeting/clerk/x.md",
        "record/x",
        "templates/web/evil.html",
    ];
    for name in added {
        office.write(&format!("{BAG}/data/{name}"), "x");
    }
    office.amend(&format!("{BAG}/data/templates/look.typ"), |text| format!("{text}\n// x\n"));
    office.fit_bag(BAG);
    let certificate = office.verify(BAG);
    assert!(failing(&certificate).contains(&"record"), "{certificate:#?}");
    let mut expected: Vec<String> =
        added.map(|name| format!("data/{name} was added: no record has it")).to_vec();
    expected.push("data/templates/look.typ is not what the pack was built with".into());
    expected.sort();
    assert_eq!(step(&certificate, "record").flaws, expected);
}

/// Anyone may read a certificate.
#[test]
fn inputs_that_are_not_for_publication_are_not_named() {
    let office = Office::of("tests/fixtures/exempt", "");
    let depot = "inputs/meeting/reports/04-depot";
    fs::rename(office.path(depot), office.path("inputs/meeting/reports/04-canary")).expect("moved");
    let agenda = office.path("inputs/meeting/meeting.xlsx");
    Book::open(agenda).text("Agenda", "D5", "04-canary").save();
    office.build(Basis::Today);
    assert!(office.archive().is_some());
    office.write("outputs/meeting/private/Sale to Canary.pdf", "x");
    let private = "archive/meeting/private/data/inputs/meeting/reports/04-canary";
    for report in
        [format!("{private}/report.md"), "inputs/meeting/reports/04-canary/report.md".into()]
    {
        office.amend(&report, |text| format!("{text}\nThe canary sings.\n"));
    }
    fs::remove_file(office.path(&format!("{private}/risk.xlsx"))).expect("removed");
    for folder in ["outputs/meeting", "archive/meeting/private"] {
        let certificate = office.verify(folder);
        assert!(!certificate.holds, "{certificate:#?}");
        let said = format!("{certificate:?}");
        assert!(said.contains("an input that is not for publication is not as it was"), "{said}");
        assert!(!said.to_lowercase().contains("canary"), "{said}");
    }
}

/// Each publication is held to the settings that were kept with it.
#[test]
fn a_changed_figure_is_found_though_the_settings_have_moved_on() {
    let office = copied();
    office.amend("inputs/council.toml", |text| format!("{text}\n# x\n"));
    office.amend(REPORT, |text| text.replace("were swept.", "were washed."));
    office.supplement(&["2"], "2024-07-10");
    change_a_figure_of_the_pack(&office);
}

/// Without the record of what members got nobody knows whether the inputs are those of then.
#[test]
fn without_the_members_record_nothing_is_held_against_inputs() {
    let office = Office::of("tests/fixtures/exempt", "");
    office.build(Basis::Today);
    fs::remove_dir_all(office.path("outputs/meeting/private")).expect("removed");
    office.amend("inputs/meeting/reports/02-streets/report.md", |text| format!("{text}\nMore.\n"));
    let certificate = office.verify("outputs/meeting");
    assert_eq!(failing(&certificate), Vec::<&str>::new(), "{certificate:#?}");
    assert_eq!(step(&certificate, "rebuilt").finding, Finding::NotExamined);
    assert_eq!(step(&certificate, "members").finding, Finding::NotExamined);
}
