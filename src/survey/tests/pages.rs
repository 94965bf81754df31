//! Sizes, margins and text of pages.

use super::*;

/// A word near the upper left corner of a page of 200 by 100, and a bar below it.
const CORNER: &str = "BT /F 10 Tf 5 85 Td (Depot) Tj ET 0 0 1 rg 5 20 10 30 re f";

fn turned(rotate: u16) -> Page {
    let mut draft = Draft::new();
    draft.add_page(&format!("/MediaBox[0 0 200 100]/Rotate {rotate}"), CORNER);
    surveyed(&draft.bytes()).pages.swap_remove(0)
}

fn near(found: Option<Rect>, expected: [f64; 4]) {
    let found = found.expect("a rectangle");
    let found = [found.x0, found.y0, found.x1, found.y1];
    let apart = found.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    assert!(apart < 1.0, "{found:?} is not {expected:?}");
}

#[test]
fn ink_is_where_it_is_seen_on_a_turned_page() {
    // The word reaches from 5 to 32 across and from 85 to 92 up.
    near(turned(0).ink, [5.0, 20.0, 31.0, 92.0]);
    near(turned(90).ink, [20.0, 169.0, 92.0, 195.0]);
    near(turned(180).ink, [169.0, 8.0, 195.0, 80.0]);
    near(turned(270).ink, [8.0, 5.0, 80.0, 31.0]);
    assert_eq!((turned(90).width, turned(90).height), (100.0, 200.0));
    assert_eq!((turned(180).width, turned(180).height), (200.0, 100.0));
    for rotate in [0, 90, 180, 270] {
        assert_eq!(turned(rotate).text, "Depot");
        assert_eq!(turned(rotate).rotate, rotate);
    }
}

#[test]
fn a_page_is_what_its_crop_box_shows() {
    let mut draft = Draft::new();
    let boxes = "/MediaBox[-50 -50 400 400]/CropBox[100 200 300 260]/UserUnit 2";
    draft.add_page(boxes, "1 0 0 rg 110 210 20 20 re f 0 0 50 50 re f");
    let page = surveyed(&draft.bytes()).pages.swap_remove(0);
    assert_eq!((page.width, page.height, page.unit), (400.0, 120.0, 2.0));
    near(page.ink, [20.0, 20.0, 60.0, 60.0]);
    near(page.crop, [100.0, 200.0, 300.0, 260.0]);
}

#[test]
fn white_is_paper_and_what_is_clipped_away_is_not_there() {
    assert_eq!(first("1 1 1 rg 0 0 595 842 re f").ink, None);
    assert_eq!(first("q 0 0 10 10 re W n 0 g 100 100 50 50 re f Q").ink, None);
    assert_eq!(first("/N gs 0 g 100 100 50 50 re f").ink, None);
    near(first("q 0 0 150 150 re W n 0 g 100 100 90 90 re f Q").ink, [100.0, 100.0, 150.0, 150.0]);
    // A line has the width of its stroke.
    near(first("10 w 100 100 m 200 100 l S").ink, [95.0, 95.0, 205.0, 105.0]);
}

#[test]
fn margins_are_free_where_nothing_is_painted() {
    let page = first(
        "BT /F 10 Tf 1 0 0 1 40 810 Tm (Left) Tj 1 0 0 1 280 30 Tm (7) Tj ET \
         0 g 560 0 35 842 re f",
    );
    assert!(page.free(Edge::Top, 40.0, 60.0) < 26.0);
    assert!((page.free(Edge::Top, 200.0, 400.0) - 60.0).abs() < 0.01);
    assert!(page.free(Edge::Top, 500.0, 595.0) < 0.01);
    assert!((page.free(Edge::Bottom, 200.0, 400.0) - 30.0).abs() < 0.5);
    assert!(page.is_free(&Rect { x0: 200.0, y0: 800.0, x1: 400.0, y1: 830.0 }));
    assert!(page.is_free(&Rect { x0: 30.0, y0: 10.0, x1: 60.0, y1: 40.0 }));
    assert!(!page.is_free(&Rect { x0: 270.0, y0: 10.0, x1: 300.0, y1: 40.0 }));
    assert!(!page.is_free(&Rect { x0: 200.0, y0: 400.0, x1: 300.0, y1: 440.0 }));
}

#[test]
fn text_is_read_line_by_line() {
    let page = first(
        "BT /F 12 Tf 14 TL 50 700 Td (Waste ) Tj (and) Tj T* [(recyc) 20 (ling) -400 (2018)] TJ ET \
         BT /F 12 Tf 1 0 0 1 50 600 Tm (Total) Tj 1 0 0 1 300 600 Tm (74%) Tj ET \
         BT /F 12 Tf 0 1 -1 0 20 100 Tm (Upright) Tj ET",
    );
    assert_eq!(page.text, "Waste and\nrecycling 2018\nTotal 74%\nUpright");
    // Painted twice to look bold.
    let bold = first("BT /F 12 Tf 50 700 Td (Bold) Tj ET BT /F 12 Tf 50.2 700 Td (Bold) Tj ET");
    assert_eq!(bold.text, "Bold\nBold");
    assert_eq!(first("BT /F 12 Tf 50 700 Td (T) Tj 4 6 Td /F 7 Tf (2) Tj ET").text, "T2");
}

#[test]
fn many_pages_keep_their_order() {
    let mut draft = Draft::new();
    for page in 1..=100 {
        draft.add_page("", &format!("BT /F 10 Tf 50 50 Td (Page {page}) Tj ET"));
    }
    let pages = surveyed(&draft.bytes()).pages;
    let texts: Vec<_> = pages.into_iter().map(|page| page.text).collect();
    assert_eq!(texts, (1..=100).map(|page| format!("Page {page}")).collect::<Vec<_>>());
}

#[test]
fn a_page_that_a_picture_covers_is_a_scan_until_it_has_text() {
    let scan = |content: &str| {
        let mut draft = Draft::new();
        let entries = "/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8";
        let image = draft.stream(entries, b"\x80");
        let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
        let resources = format!("/Resources<</XObject<</I {image} 0 R>>/Font<</F {font}>>>>");
        draft.add_page(&resources, content);
        surveyed(&draft.bytes()).pages.swap_remove(0)
    };
    assert!(scan("q 595 0 0 842 0 0 cm /I Do Q").scan);
    let read = scan("q 595 0 0 842 0 0 cm /I Do Q BT 3 Tr /F 9 Tf 50 50 Td (Read) Tj ET");
    assert!(read.scan);
    assert_eq!(read.text, "Read");
    assert!(!scan("q 595 0 0 842 0 0 cm /I Do Q BT /F 9 Tf 50 50 Td (Typed) Tj ET").scan);
    assert!(!scan("q 100 0 0 100 0 0 cm /I Do Q").scan);
}

#[test]
fn a_file_says_what_it_is() {
    let mut draft = Draft::page("/P <</MCID 0>> BDC BT /F 9 Tf 50 50 Td (Tagged) Tj ET EMC");
    draft.catalog("/Lang(en-GB)/MarkInfo<</Marked true>>/StructTreeRoot<</K[<</S/P/K 0>>]>>");
    draft.trailer = "/Info<</Title<feff00430061006600e9>/Producer(Word)\
                     /CreationDate(D:20180306091500Z)>>"
        .into();
    let survey = surveyed(&draft.bytes());
    assert_eq!(survey.version, "1.7");
    assert_eq!(survey.title.as_deref(), Some("Café"));
    assert_eq!(survey.producer.as_deref(), Some("Word"));
    assert_eq!(survey.made.as_deref(), Some("2018-03-06 09:15"));
    assert_eq!(survey.language.as_deref(), Some("en-GB"));
    assert_eq!(survey.encryption, Encryption::None);
    assert!(survey.tagged);
    let mut empty = Draft::page("BT /F 9 Tf 50 50 Td (Untagged) Tj ET");
    empty.catalog("/MarkInfo<</Marked true>>/StructTreeRoot<</K[<</S/P>>]>>");
    assert!(!surveyed(&empty.bytes()).tagged, "a tree without content tags nothing");
}

#[test]
fn what_is_no_pdf_is_refused_with_advice() {
    assert_eq!(refused(b"PK\x03\x04 a workbook"), Refused::NotPdf);
    assert_eq!(refused(b""), Refused::NotPdf);
    let junk = refused(b"%PDF-1.7 and nothing else");
    assert!(matches!(junk, Refused::Damaged(_)), "{junk:?}");
    let draft = Draft::of("");
    let tight = Limits { bytes: 100, ..Limits::default() };
    assert!(matches!(survey(&draft, &tight), Err(Refused::TooLarge(_))));
    let tight = Limits { pages: 0, ..Limits::default() };
    let error = survey(&draft, &tight).expect_err("too many");
    assert_eq!(
        error.to_string(),
        "it is too large: it has 1 pages, and 0 is the most that is read"
    );
    let empty = refused(&Draft::new().bytes());
    assert_eq!(empty, Refused::Damaged("it has no pages".into()));
    let mut huge = Draft::new();
    huge.add_page("/MediaBox[0 0 1000000000 842]", "");
    assert!(matches!(refused(&huge.bytes()), Refused::TooLarge(_)));
}
