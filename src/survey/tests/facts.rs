//! What a file carries, does and was.

use super::*;
use crate::survey::{Active, Archive, Deed, Form, Layer, verdict};

#[test]
fn a_form_is_counted_and_a_signature_is_none_of_its_fields() {
    let mut draft = Draft::page("");
    let filled = draft.add("<</FT/Tx/T(name)/V(Depot)>>");
    let widget = draft.add("<</Subtype/Widget/Rect[0 0 1 1]>>");
    let parent = draft.add(format!("<</FT/Btn/T(choice)/V/Off/Kids[{widget} 0 R]>>"));
    let value =
        draft.add("<</Type/Sig/Name(Head of Legal)/M(D:20180306091500Z)/ByteRange[0 1 2 3]>>");
    let signature = draft.add(format!("<</FT/Sig/T(signature)/V {value} 0 R>>"));
    let unsigned = draft.add("<</FT/Sig/T(other)>>");
    draft.catalog(&format!(
        "/AcroForm<</XFA()/Fields[{filled} 0 R {parent} 0 R {signature} 0 R {unsigned} 0 R]>>"
    ));
    let survey = surveyed(&draft.bytes());
    assert_eq!(survey.form, Some(Form { fields: 2, filled: 1, xfa: true }));
    assert_eq!(survey.signatures.len(), 1);
    assert_eq!(survey.signatures[0].name.as_deref(), Some("Head of Legal"));
    assert_eq!(survey.signatures[0].date.as_deref(), Some("2018-03-06 09:15"));
    assert_eq!(surveyed(&Draft::of("")).form, None);
}

#[test]
fn what_a_file_does_is_said_with_its_page() {
    let mut draft = Draft::page("");
    let script = "<</S/JavaScript/JS(app.alert)>>";
    let launch = "<</S/Launch/F(tool.exe)>>";
    let annotation =
        |action: &str| format!("<</Type/Annot/Subtype/Link/Rect[0 0 1 1]/A {action}>>");
    draft.add_page(
        &format!(
            "/AA<</O {launch}>>/Annots[{}{}{}]",
            annotation("<</S/URI/URI(https://example.org/?utm_source=mail)>>"),
            annotation("<</S/URI/URI(https://example.org/report)>>"),
            annotation("<</S/GoToR/F<</UF(other.pdf)>>/Next<</S/SubmitForm/F(http://x.org)>>>>"),
        ),
        "",
    );
    draft.catalog(&format!("/OpenAction {script}"));
    let program = draft.add("<</Type/Filespec/F(setup.exe)>>");
    let table = draft.add("<</Type/Filespec/UF(figures.csv)>>");
    draft.catalog(&format!("/Names<</EmbeddedFiles<</Names[(a){program} 0 R(b){table} 0 R]>>>>"));
    let survey = surveyed(&draft.bytes());
    let deed = |kind, page, target: Option<&str>| Active {
        kind,
        page,
        target: target.map(str::to_string),
    };
    let expected = [
        deed(Deed::Script, None, None),
        deed(Deed::Launch, Some(2), Some("tool.exe")),
        deed(Deed::Tracking, Some(2), Some("https://example.org/?utm_source=mail")),
        deed(Deed::OtherFile, Some(2), Some("other.pdf")),
        deed(Deed::Submit, Some(2), Some("http://x.org")),
        deed(Deed::Program, None, Some("setup.exe")),
    ];
    assert_eq!(survey.active, expected);
    assert_eq!(survey.files, ["setup.exe", "figures.csv"]);
}

#[test]
fn a_ring_of_actions_fields_and_bookmarks_is_left() {
    let mut draft = Draft::page("");
    let next = draft.add("<</S/JavaScript/Next 5 0 R>>");
    let field = draft.add("<</T(a)/Kids[6 0 R]>>");
    let mark = draft.add("<</Title(a)/Next 7 0 R/First 7 0 R>>");
    assert_eq!((next, field, mark), (5, 6, 7));
    draft.catalog("/OpenAction 5 0 R/AcroForm<</Fields[6 0 R]>>/Outlines<</First 7 0 R>>");
    draft.catalog("/Names<</JavaScript 8 0 R>>");
    draft.add("<</Kids[8 0 R]>>");
    assert_eq!(surveyed(&draft.bytes()).active.len(), 1);
}

#[test]
fn layers_have_their_states_and_what_is_switched_off_is_hidden() {
    let mut draft = Draft::new();
    let shown = draft.add("<</Type/OCG/Name(Plan)>>");
    let off = draft.add("<</Type/OCG/Name(Notes)>>");
    let screen = draft.add("<</Type/OCG/Name(Logo)/Usage<</Print<</PrintState/OFF>>>>>>");
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    draft.add_page(
        &format!("/Resources<</Font<</F {font}>>/Properties<</A {shown} 0 R/B {off} 0 R>>>>"),
        "/OC /A BDC BT /F 12 Tf 50 700 Td (Open plan) Tj ET EMC \
         /OC /B BDC BT /F 12 Tf 50 600 Td (Secret plan) Tj ET EMC",
    );
    draft.catalog(&format!(
        "/OCProperties<</OCGs[{shown} 0 R {off} 0 R {screen} 0 R]\
         /D<</OFF[{off} 0 R]/AS[<</Event/Print/Category[/Print]/OCGs[{screen} 0 R]>>]>>>>"
    ));
    let survey = surveyed(&draft.bytes());
    let layer = |name: &str, shown, printed| Layer { name: name.into(), shown, printed };
    let expected =
        [layer("Plan", true, true), layer("Notes", false, false), layer("Logo", true, false)];
    assert_eq!(survey.layers, expected);
    let page = &survey.pages[0];
    assert_eq!(page.text, "Open plan");
    assert_eq!((page.hidden[0].kind, page.hidden[0].words.as_str()), (Kind::OffLayer, "Secret"));
    assert_eq!(page.hidden.len(), 1);
}

#[test]
fn what_an_earlier_state_said_is_still_in_the_file() {
    let draft = Draft::page("BT /F 12 Tf 50 700 Td (Paid to Case 1234) Tj ET");
    let first = draft.bytes();
    assert_eq!(surveyed(&first).revisions, 1);
    let start = first.len() - 30;
    let before = String::from_utf8_lossy(&first[start..]).to_string();
    let before = before.split("startxref\n").nth(1).and_then(|rest| rest.lines().next());
    let before = before.expect("a place").to_string();
    let mut second = first.clone();
    let place = second.len();
    let content = "BT /F 12 Tf 50 700 Td (Paid to somebody) Tj ET";
    second.extend_from_slice(
        format!("3 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\n", content.len())
            .as_bytes(),
    );
    let start = second.len();
    second.extend_from_slice(
        format!(
            "xref\n3 1\n{place:010} 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev {before}>>\n\
             startxref\n{start}\n%%EOF\n"
        )
        .as_bytes(),
    );
    let survey = surveyed(&second);
    assert_eq!((survey.revisions, survey.repaired), (2, false));
    let page = &survey.pages[0];
    assert_eq!(page.text, "Paid to somebody");
    assert_eq!(page.hidden.len(), 1);
    assert_eq!(page.hidden[0].kind, Kind::EarlierRevision);
    assert_eq!(page.hidden[0].words, "Case 1234");
}

#[test]
fn a_table_is_right_or_it_was_mended() {
    let whole = Draft::of("BT /F 12 Tf 50 700 Td (Depot) Tj ET");
    assert!(!surveyed(&whole).repaired);
    let text = String::from_utf8(whole.clone()).expect("plain");
    // The first object is said to stand a byte further on.
    let wrong = text.replacen("0000000009 00000 n", "0000000010 00000 n", 1);
    assert_ne!(wrong, text);
    let survey = surveyed(wrong.as_bytes());
    assert!(survey.repaired);
    assert_eq!(survey.pages[0].text, "Depot");
    let cut = &whole[..text.find("xref").expect("a table")];
    assert!(surveyed(cut).repaired);
}

#[test]
fn fonts_that_are_not_there_are_named() {
    assert_eq!(surveyed(&Draft::of("")).absent_fonts, ["Helvetica"]);
    let mut draft = Draft::new();
    let program = draft.stream("", b"nothing");
    let descriptor = draft.add(format!("<</FontFile2 {program} 0 R>>"));
    let font =
        format!("<</Type/Font/Subtype/TrueType/BaseFont/Own/FontDescriptor {descriptor} 0 R>>");
    draft.add_page(&format!("/Resources<</Font<</F {font}>>>>"), "");
    assert!(surveyed(&draft.bytes()).absent_fonts.is_empty());
}

#[test]
fn a_lock_without_a_key_is_open_and_one_with_a_key_is_not() {
    let locked = |user: &str| {
        let bytes = Draft::of("BT /F 12 Tf 50 700 Td (Depot) Tj ET");
        let mut document = lopdf::Document::load_mem(&bytes).expect("a file");
        let id = lopdf::Object::string_literal("0123456789abcdef");
        document.trailer.set("ID", lopdf::Object::Array(vec![id.clone(), id]));
        let version = lopdf::EncryptionVersion::V2 {
            document: &document,
            owner_password: "owner",
            user_password: user,
            key_length: 128,
            permissions: lopdf::Permissions::PRINTABLE,
        };
        let state = lopdf::EncryptionState::try_from(version).expect("a key");
        document.encrypt(&state).expect("encrypted");
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("memory");
        bytes
    };
    let survey = surveyed(&locked(""));
    assert_eq!(survey.encryption, Encryption::OwnerOnly);
    assert_eq!(survey.pages[0].text, "Depot");
    assert_eq!(refused(&locked("member")), Refused::UserPassword);
}

#[test]
fn a_verdict_is_given_by_the_validator() {
    let judge = |bytes: &[u8]| verdict(bytes, &limits());
    let drawn = judge(&Draft::of("0 g 10 10 50 50 re f"));
    assert_eq!((drawn.archive, drawn.accessible), (Some(Archive::A2u), false));
    let written = judge(&Draft::of("BT /F 12 Tf 50 700 Td (Depot) Tj ET"));
    assert_eq!(written.archive, None);
    let font = written.failures.iter().find(|failure| failure.clause.starts_with("6.2.11.4"));
    let font = font.expect("the font is not there");
    assert_eq!(font.reason(), "a font is not in the file, or not all of it");
    assert!(!font.is_of_file());
    assert!(
        written.failures.iter().any(|failure| failure.clause == "6.6.4:1" && failure.is_of_file())
    );
    let nothing = judge(b"%PDF-1.7");
    assert!(nothing.unproved.is_some() && nothing.archive.is_none() && !nothing.accessible);
}
