//! Redactions that are none, and what looks like them and is honest.

use super::*;

/// A case in black, 12 point, from 50 across and 700 up; its letters are 9 high.
const CASE: &str = "BT 0 g /F 12 Tf 50 700 Td (Case 1234) Tj ET ";

fn kinds(hidden: &[Hidden]) -> Vec<(Kind, &str)> {
    hidden.iter().map(|found| (found.kind, found.words.as_str())).collect()
}

fn hidden(content: &str) -> Vec<Hidden> {
    first(content).hidden
}

/// Asserts that the case is hidden in a way, and nothing else.
fn is_hidden(content: &str, kind: Kind) {
    let found = hidden(content);
    assert_eq!(kinds(&found), [(kind, "Case 1234")], "{content}");
    assert_eq!(first(content).text, "", "{content}");
}

/// Asserts that nothing is hidden.
fn is_seen(content: &str) {
    assert_eq!(kinds(&hidden(content)), [], "{content}");
    assert_eq!(first(content).text, "Case 1234", "{content}");
}

fn pictured(content: &str, entries: &str) -> Page {
    let mut draft = Draft::new();
    let image = format!(
        "/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8{entries}"
    );
    let image = draft.stream(&image, b"\x80");
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    draft.add_page(&format!("/Resources<</XObject<</I {image} 0 R>>/Font<</F {font}>>>>"), content);
    surveyed(&draft.bytes()).pages.swap_remove(0)
}

#[test]
fn a_box_over_words_hides_them_and_nothing_of_the_rest() {
    is_hidden(&format!("{CASE} 0 g 48 696 60 14 re f"), Kind::UnderBox);
    is_hidden(&format!("{CASE} 1 g 48 696 60 14 re f"), Kind::UnderBox);
    is_hidden(&format!("{CASE} 0.5 0 0 RG 14 w 45 704 m 110 704 l S"), Kind::UnderBox);
    // A box with round corners.
    let round = "0 g 52 694 m 106 694 l 108 694 110 696 110 698 c 110 708 l 110 710 108 712 106 712 c \
                 52 712 l 50 712 48 710 48 708 c 48 698 l 48 696 50 694 52 694 c f";
    is_hidden(&format!("{CASE} {round}"), Kind::UnderBox);
    let page =
        first("BT /F 12 Tf 50 700 Td (Paid in Case 1234 on Monday) Tj ET 0 g 89 696 62 14 re f");
    assert_eq!(kinds(&page.hidden), [(Kind::UnderBox, "Case 1234")]);
    assert!(page.hidden[0].snug);
    assert_eq!(page.text, "Paid in on Monday");
}

#[test]
fn what_shines_through_and_what_lies_beneath_hides_nothing() {
    is_seen(&format!("1 1 0.8 rg 48 696 60 14 re f {CASE}"));
    is_seen(&format!("{CASE} q /H gs 1 1 0 rg 48 696 60 14 re f Q"));
    is_seen(&format!("{CASE} q /M gs 1 1 0 rg 48 696 60 14 re f Q"));
    is_seen(&format!("{CASE} q /N gs 0 g 48 696 60 14 re f Q"));
    is_seen(&format!("{CASE} 0 g 48 698 60 1 re f"));
    is_seen(&format!("{CASE} 0 G 48 696 60 14 re S"));
    // The box is clipped to a place beside the words.
    is_seen(&format!("{CASE} q 200 0 10 842 re W n 0 g 48 696 200 14 re f Q"));
    // A frame with a hole.
    is_seen(&format!("{CASE} 0 g 40 690 80 26 re 45 694 70 18 re f*"));
    // Painted anew on top.
    is_seen(&format!("{CASE} 1 g 0 0 595 842 re f {CASE}"));
}

#[test]
fn a_table_that_came_to_lie_on_words_is_told_from_a_box_made_for_them() {
    let found = hidden(&format!("{CASE} 0.8 g 0 400 400 400 re f"));
    assert_eq!(kinds(&found), [(Kind::UnderBox, "Case 1234")]);
    assert!(!found[0].snug);
}

#[test]
fn pictures_cover_unless_they_are_the_scan() {
    let over = "q 60 0 0 14 48 696 cm /I Do Q";
    let page = pictured(&format!("{CASE} {over}"), "");
    assert_eq!(kinds(&page.hidden), [(Kind::UnderPicture, "Case 1234")]);
    assert_eq!(kinds(&pictured(&format!("{over} {CASE}"), "").hidden), []);
    assert_eq!(kinds(&pictured(&format!("{CASE} {over}"), "/Mask[0 10]").hidden), []);
    // A scan with its text beneath, whether that has ink or not.
    let scan = "q 595 0 0 842 0 0 cm /I Do Q";
    let unseen = CASE.replace("BT", "BT 3 Tr");
    for content in
        [format!("{CASE} {scan}"), format!("{unseen} {scan}"), format!("{scan} {unseen}")]
    {
        let page = pictured(&content, "");
        assert_eq!(kinds(&page.hidden), [], "{content}");
        assert_eq!(page.text, "Case 1234");
        // A box on the scan leaves the text of it to be copied.
        let page = pictured(&format!("{content} 0 g 48 696 60 14 re f"), "");
        assert_eq!(kinds(&page.hidden), [(Kind::UnderBox, "Case 1234")], "{content}");
    }
}

#[test]
fn letters_in_the_colour_of_what_is_under_them_are_not_seen() {
    is_hidden(&CASE.replace("0 g", "1 g"), Kind::Faint);
    is_hidden(&CASE.replace("0 g", "0.98 g"), Kind::Faint);
    is_hidden(
        &format!("0 0 1 rg 40 690 90 30 re f {}", CASE.replace("0 g", "0 0 1 rg")),
        Kind::Faint,
    );
    is_seen(&format!("0 0 1 rg 40 690 90 30 re f {}", CASE.replace("0 g", "1 g")));
    is_seen(&CASE.replace("0 g", "0.8 g"));
    // White letters on a broad line, on a shadow, and with a black edge.
    is_seen(&format!("20 w 40 704 m 130 704 l S {}", CASE.replace("0 g", "1 g")));
    is_seen(&CASE.replace("0 g", "1 g 2 Tr 0 G"));
    let shadow = format!("{} {}", CASE.replace("50 700", "50.5 699.5"), CASE.replace("0 g", "1 g"));
    assert_eq!(kinds(&hidden(&shadow)), []);
    let photograph = format!("q 200 0 0 200 0 600 cm /I Do Q {}", CASE.replace("0 g", "1 g"));
    assert_eq!(kinds(&pictured(&photograph, "").hidden), []);
}

#[test]
fn letters_without_ink_are_not_seen() {
    is_hidden(&CASE.replace("BT", "BT 3 Tr"), Kind::Invisible);
    is_hidden(&format!("/N gs {CASE}"), Kind::Invisible);
    is_hidden(&CASE.replace("/F 12", "/F 0.4"), Kind::Tiny);
    is_seen(&CASE.replace("/F 12", "/F 4"));
}

#[test]
fn letters_beyond_the_edge_are_not_seen() {
    is_hidden(&CASE.replace("50 700", "50 860"), Kind::OffPage);
    is_hidden(&CASE.replace("50 700", "-90 700"), Kind::OffPage);
    is_hidden(&format!("q 200 0 100 842 re W n {CASE} Q"), Kind::Clipped);
    is_seen(&format!("q 40 0 100 842 re W n {CASE} Q"));
    let mut draft = Draft::new();
    draft.add_page("/CropBox[200 0 595 842]", CASE);
    let page = surveyed(&draft.bytes()).pages.swap_remove(0);
    assert_eq!(kinds(&page.hidden), [(Kind::OffPage, "Case 1234")]);
    // The line of a layout program beside the page says nothing that matters.
    let slug = CASE.replace("50 700", "50 860").replace("Case 1234", "report.indd 1");
    assert_eq!(kinds(&hidden(&slug)), []);
}

#[test]
fn single_letters_are_no_words() {
    for text in ["J R", "-- *", "1"] {
        let content = CASE.replace("Case 1234", text);
        assert_eq!(kinds(&hidden(&format!("{content} 0 g 48 696 60 14 re f"))), [], "{text}");
    }
}

#[test]
fn annotations_hide_words_too() {
    let with = |annotation: &str| {
        let mut draft = Draft::new();
        let box_ =
            draft.stream("/Type/XObject/Subtype/Form/BBox[0 0 60 14]", b"0 g 0 0 60 14 re f");
        let annotation = annotation.replace("APPEARANCE", &format!("/AP<</N {box_} 0 R>>"));
        draft.add_page(&format!("/Annots[<</Type/Annot/Rect[48 696 108 710]{annotation}>>]"), CASE);
        surveyed(&draft.bytes()).pages.swap_remove(0).hidden
    };
    let words = "Case 1234";
    assert_eq!(kinds(&with("/Subtype/Square APPEARANCE")), [(Kind::UnderBox, words)]);
    assert_eq!(kinds(&with("/Subtype/Square/IC[0 0 0]")), [(Kind::UnderBox, words)]);
    assert_eq!(kinds(&with("/Subtype/Redact/IC[0 0 0]")), [(Kind::Marked, words)]);
    let quad = "/Subtype/Redact/QuadPoints[400 400 500 400 400 420 500 420]";
    assert_eq!(kinds(&with(quad)), []);
    assert_eq!(kinds(&with("/Subtype/Square/IC[]")), []);
    assert_eq!(kinds(&with("/Subtype/Square/IC[1 1 0]/CA 0.4")), []);
    assert_eq!(kinds(&with("/Subtype/Square/F 2 APPEARANCE")), []);
    // A form field is drawn over its own place.
    assert_eq!(kinds(&with("/Subtype/Widget APPEARANCE")), []);
}

#[test]
fn a_turned_page_is_searched_as_it_is_shown() {
    let mut draft = Draft::new();
    draft.add_page("/Rotate 90", &format!("{CASE} 0 g 48 696 60 14 re f"));
    let found = surveyed(&draft.bytes()).pages.swap_remove(0).hidden;
    assert_eq!(kinds(&found), [(Kind::UnderBox, "Case 1234")]);
    let area = found[0].area;
    assert!((area.x0 - 700.0).abs() < 2.0 && area.y1 < 595.0 - 48.0, "{area:?}");
}
