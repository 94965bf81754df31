use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::model::narrative::plain;
use crate::read::workbook::package::tests::package as packed;

const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const ROOT: &str = r#"<Relationships><Relationship Id="d" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// Returns a document with a body.
fn docx(body: &str) -> Vec<u8> {
    let document = format!(r#"<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>"#);
    packed(&[("_rels/.rels", ROOT), ("word/document.xml", &document)])
}

fn opened(bytes: &[u8]) -> (Option<Document>, Vec<String>) {
    let mut said = Diagnostics::default();
    let read = read(bytes, &Place::file("report.docx"), &|_| false, &mut said);
    let document = said.keep(read);
    (document, said.iter().map(|found| found.message.clone()).collect())
}

/// Returns the texts of a narrative, paragraph by paragraph.
fn texts(blocks: &[Block]) -> Vec<String> {
    let of_block = |block: &Block| match block {
        Block::Heading { text, .. } | Block::Paragraph { text, .. } => vec![plain(text)],
        Block::Bullets(items) => items.iter().flat_map(|item| texts(item)).collect(),
        Block::Points(items) => items.iter().flat_map(|(_, item)| texts(item)).collect(),
        Block::Quote(blocks) => texts(blocks),
        Block::Table { header, rows } => {
            header.iter().chain(rows.iter().flatten()).map(|cell| plain(cell)).collect()
        }
        Block::Figure(figure) => vec![figure.alternative.value.clone()],
    };
    blocks.iter().flat_map(of_block).collect()
}

#[test]
fn the_strict_form_is_read_like_the_other() {
    let document = r#"<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body><d:p><d:r><d:t>Swept.</d:t></d:r></d:p></d:body></d:document>"#;
    let bytes = packed(&[("_rels/.rels", ROOT), ("word/document.xml", document)]);
    let (document, said) = opened(&bytes);
    assert_eq!(texts(&document.expect("a document").word.blocks), ["Swept."]);
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn what_is_no_document_is_said() {
    let nothing = packed(&[("a", "b")]);
    let missing = packed(&[("_rels/.rels", ROOT)]);
    let cut = packed(&[("_rels/.rels", ROOT), ("word/document.xml", "<w:document><w:bo")]);
    let workbook = packed(&[(
        "_rels/.rels",
        r#"<R><Relationship Type="x/officeDocument" Target="xl/workbook.xml"/></R>"#,
    )]);
    let encrypted: Vec<u8> = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        .iter()
        .copied()
        .chain("EncryptedPackage".bytes().flat_map(|letter| [letter, 0]))
        .collect();
    for (bytes, expected) in [
        (nothing.as_slice(), "the file is a zip archive without a document in it"),
        (&missing, "the document is damaged: its text is missing"),
        (&cut, "the document is damaged: its text is cut short"),
        (&workbook, "the file is a zip archive without a document in it"),
        (&encrypted, "the document is protected by a password"),
        (b"", "the file is empty"),
        (b"{\\rtf1", "the file is something else"),
        (b"PK\x03\x04", "the document is damaged: its package cannot be opened"),
    ] {
        let (document, said) = opened(bytes);
        assert!(document.is_none() && said[0].starts_with(expected), "{said:?}");
    }
}

#[test]
fn no_document_can_fill_the_memory_or_the_stack() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(50_000);
    let (document, said) =
        opened(&docx(&format!("{deep}{}", "</w:tc></w:tr></w:tbl>".repeat(50_000))));
    assert!(document.is_none() && said[0].contains("in each other"), "{said:?}");

    let many = "<w:p><w:r><w:t>x</w:t></w:r></w:p>".repeat(30_000);
    let (document, said) = opened(&docx(&many));
    assert!(document.expect("some of it").word.blocks.len() <= 20_000);
    assert_eq!(said, ["the document has more than 20,000 paragraphs and cells"]);

    let fields = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#.repeat(100_000);
    let (document, _) = opened(&docx(&format!("<w:p>{fields}</w:p>")));
    assert!(document.is_some());

    let long = "y".repeat(100_000);
    let mut rows = format!(
        r#"<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc/></w:tr>"#,
        "y ".repeat(50_000)
    );
    for _ in 0..5_000 {
        rows += "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc><w:tc/></w:tr>";
    }
    let (_, said) =
        opened(&docx(&format!("<w:tbl>{rows}</w:tbl><w:p><w:r><w:t>{long}</w:t></w:r></w:p>")));
    let said = said.join("\n");
    assert!(said.contains("would repeat more") && said.contains("fits no line"), "{said}");
}

#[test]
fn no_entity_reads_a_file_or_grows() {
    let document = format!(
        r#"<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><w:document xmlns:w="{SPACE}"><w:body><w:p><w:r><w:t>one &a; &c; two</w:t></w:r></w:p></w:body></w:document>"#
    );
    let (read, _) = opened(&packed(&[("_rels/.rels", ROOT), ("word/document.xml", &document)]));
    assert_eq!(texts(&read.expect("a document").word.blocks), ["one &a; &c; two"]);
}

#[test]
fn a_note_of_a_heading_is_one_of_its_own_section() {
    let body = r#"<w:p><w:r><w:t>Open</w:t></w:r></w:p><w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Exempt</w:t><w:footnoteReference w:id="1"/></w:r></w:p><w:p><w:r><w:t>Text</w:t></w:r></w:p>"#;
    assert_eq!(noted(body), ["Open", "Exempt [1]", "Text", "The bidder."]);
}

#[test]
fn the_notes_of_a_section_stay_in_it() {
    let heading = |text: &str| {
        format!(
            r#"<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let body = format!(
        r#"{}<w:p><w:r><w:t>One</w:t><w:footnoteReference w:id="1"/></w:r></w:p>{}<w:p><w:r><w:t>Two</w:t></w:r></w:p>"#,
        heading("Exempt"),
        heading("Open")
    );
    assert_eq!(noted(&body), ["Exempt", "One [1]", "The bidder.", "Open", "Two"]);
}

/// Returns the texts of a document with one footnote.
fn noted(body: &str) -> Vec<String> {
    let notes = format!(
        r#"<w:footnotes xmlns:w="{SPACE}"><w:footnote w:id="1"><w:p><w:r><w:t>The bidder.</w:t></w:r></w:p></w:footnote></w:footnotes>"#
    );
    let document = format!(r#"<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>"#);
    let bytes = packed(&[
        ("_rels/.rels", ROOT),
        ("word/document.xml", &document),
        ("word/footnotes.xml", &notes),
    ]);
    let (read, said) = opened(&bytes);
    assert_eq!(said, Vec::<String>::new());
    texts(&read.expect("a document").word.blocks)
}

/// What documents are made of, and some that they are not.
fn element() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[a-z]{1,6}".prop_map(|text| format!("<w:r><w:t>{text}</w:t></w:r>")),
        "[a-z]{1,6}".prop_map(|text| format!("<w:t>{text}</w:t>")),
        Just(r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#.to_string()),
        Just(r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>"#.to_string()),
        Just(r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#.to_string()),
        Just("<w:r><w:instrText>TOC</w:instrText></w:r>".to_string()),
        Just(r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#.to_string()),
    ];
    leaf.prop_recursive(6, 60, 4, |inner| {
        let names = prop_oneof![
            Just("w:p"),
            Just("w:r"),
            Just("w:tbl"),
            Just("w:tr"),
            Just("w:tc"),
            Just("w:ins"),
            Just("w:del"),
            Just("w:sdt"),
            Just("w:sdtContent"),
            Just("w:hyperlink"),
            Just("w:drawing"),
            Just("w:pict"),
            Just("w:object"),
            Just("w:strange"),
            Just("w:moveFrom"),
            Just("w:smartTag"),
            Just("w:txbxContent"),
        ];
        (names, prop::collection::vec(inner, 0..4))
            .prop_map(|(name, inner)| format!("<{name}>{}</{name}>", inner.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    /// Whatever a document is made of: each of its words is printed, or spoken of.
    #[test]
    fn every_word_is_printed_or_spoken_of(body in prop::collection::vec(element(), 1..6)) {
        let mut numbered = String::new();
        // Each text is another word, so that none hides behind its like.
        for (at, part) in body.concat().split("<w:t>").enumerate() {
            if at > 0 {
                let _ = write!(numbered, "<w:t>w{at}q");
            }
            numbered += part;
        }
        let (document, said) = opened(&docx(&numbered));
        let document = document.expect("a document");
        let printed = texts(&document.word.blocks).join(" ");
        let spoken = said.join(" ");
        let count = numbered.matches("<w:t>").count();
        let lost = (1..=count).filter(|at| !printed.contains(&format!("w{at}q"))).count();
        let unsaid = (1..=count).filter(|at| !spoken.contains(&format!("w{at}q"))).count();
        let is_said = !said.is_empty();
        prop_assert!(lost == 0 || is_said, "{lost} of {count} lost, {unsaid} unsaid: {numbered}");
    }
}
