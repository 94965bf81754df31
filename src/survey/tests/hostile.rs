//! Files that are broken, and files that mean harm.

use std::io::Write;
use std::time::Instant;

use super::*;

fn deflated(data: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(data).expect("memory");
    writer.finish().expect("memory")
}

fn with_content(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut draft = Draft::new();
    let content = draft.stream(entries, data);
    draft.add_page(&format!("/Contents {content} 0 R"), "");
    draft.bytes()
}

fn too_large(bytes: &[u8]) {
    let refused = refused(bytes);
    assert!(matches!(refused, Refused::TooLarge(_)), "{refused:?}");
}

fn damaged(bytes: &[u8]) {
    let refused = refused(bytes);
    assert!(matches!(refused, Refused::Damaged(_)), "{refused:?}");
}

#[test]
fn bombs_are_not_unpacked() {
    let bomb = deflated(&vec![b' '; 80 << 20]);
    too_large(&with_content("/Filter/FlateDecode", &bomb));
    too_large(&with_content("/Filter/Fl#61teDecode", &bomb));
    too_large(&with_content("/Filter 99 0 R", &bomb));
    too_large(&with_content("/Filter[/FlateDecode/FlateDecode]", &deflated(&bomb)));
    too_large(&with_content("/Filter/RunLengthDecode", &[129, b' '].repeat(1 << 20)));
    let hex = bomb.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    too_large(&with_content("/Filter[/ASCIIHexDecode/FlateDecode]", hex.as_bytes()));
    // A label changes nothing.
    too_large(&with_content("/Subtype/Image/Subtype/Form/Filter/FlateDecode", &bomb));
    let small = deflated(b"BT /F 9 Tf 50 50 Td (Small) Tj ET");
    let mut draft = Draft::new();
    draft.add_page("", "");
    assert_eq!(surveyed(&with_content("/Filter/FlateDecode", &small)).pages.len(), 1);
}

#[test]
fn many_small_bombs_are_a_large_one() {
    let mut draft = Draft::new();
    let packed = deflated(&vec![b' '; 40 << 20]);
    for _ in 0..20 {
        draft.stream("/Filter/FlateDecode", &packed);
    }
    draft.add_page("", "");
    too_large(&draft.bytes());
}

#[test]
fn nothing_nests_without_end() {
    damaged(&with_content("", &b"[".repeat(1 << 20)));
    damaged(&with_content("", &b"q ".repeat(1 << 20)));
    let mut draft = Draft::page("");
    draft.catalog(&format!("/Deep {}", "[".repeat(1 << 20)));
    damaged(&draft.bytes());
    let mut draft = Draft::page("");
    draft.catalog(&format!("/Deep {}{}", "[".repeat(4000), "]".repeat(4000)));
    assert_eq!(surveyed(&draft.bytes()).pages.len(), 1);
}

#[test]
fn a_page_that_is_its_own_aunt_is_counted() {
    let mut draft = Draft::page("");
    // Ten levels of nodes that each name the next ten times.
    let leaf = draft.add("<</Type/Page/MediaBox[0 0 10 10]>>");
    let mut below = leaf;
    for _ in 0..10 {
        let kids = format!("{below} 0 R ").repeat(10);
        below = draft.add(format!("<</Type/Pages/Count 1/Kids[{kids}]>>"));
    }
    draft.catalog(&format!("/Pages {below} 0 R"));
    too_large(&draft.bytes());
}

#[test]
fn loops_are_left() {
    let mut draft = Draft::page("BT /F 9 Tf 50 50 Td (Here) Tj ET");
    draft.catalog("/Pages 2 0 R");
    let bytes = String::from_utf8(draft.bytes()).expect("plain");
    // The root of the pages is its own kid.
    let looped = bytes.replace("/Kids[4 0 R]", "/Kids[2 0 R 4 0 R]");
    assert_ne!(looped, bytes);
    damaged(looped.as_bytes());
    let lost = bytes.replace("/Kids[4 0 R]/Count 1", "/Kids[9 0 R 4 0 R 8 0 R]/Count 3");
    let reason = "3 of its 3 pages cannot be found".to_string();
    assert_eq!(refused(lost.as_bytes()), Refused::Damaged(reason));
    // A form that draws itself.
    let mut draft = Draft::new();
    let form = draft.stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<</XObject<</X 3 0 R>>>>",
        b"/X Do /X Do 0 g 0 0 10 10 re f",
    );
    draft.add_page(&format!("/Resources<</XObject<</X {form} 0 R>>>>"), "/X Do");
    let start = Instant::now();
    let limits = Limits { time: Duration::from_secs(1), ..Limits::default() };
    assert_eq!(survey(&draft.bytes(), &limits), Err(Refused::Slow));
    assert!(start.elapsed() < Duration::from_mins(1));
}

#[test]
fn a_table_of_nothing_is_refused() {
    let file = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n\
        3 0 obj<</Type/XRef/W[0 0 0]/Size 4000000000/Index[0 4000000000]/Root 1 0 R/Length 0>>stream\n\
        \nendstream endobj\nstartxref\n108\n%%EOF";
    damaged(file);
}

#[test]
fn broken_files_are_mended_and_none_brings_the_reader_down() {
    let mut draft = Draft::new();
    for page in 0..3 {
        let content = format!("q 1 0 0 1 5 5 cm BT /F 9 Tf 50 50 Td (Page {page}) Tj ET Q");
        draft.add_page("/Rotate 90/Annots[<</Subtype/Square/Rect[1 2 3 4]/IC[0]>>]", &content);
    }
    let packed = deflated(b"0 g 1 1 50 50 re f");
    draft.stream("/Filter/FlateDecode/Type/XObject/Subtype/Form/BBox[0 0 9 9]", &packed);
    let whole = draft.bytes();
    let mut chance = 2018_u64;
    let mut next = |below: usize| {
        // Numbers that look random and are the same on every run.
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(chance >> 33).expect("31 bits") % below
    };
    let signs = b"0123456789 /<>[]()%RQqobjstreamendBT\0\xff-.";
    let mut read = 0;
    for _ in 0..400 {
        let mut file = whole.clone();
        for _ in 0..=next(6) {
            let at = next(file.len());
            match next(4) {
                0 => file[at] = signs[next(signs.len())],
                1 => drop(file.drain(at..(at + next(40)).min(file.len()))),
                2 => {
                    let from = next(file.len());
                    let part = file[from..(from + next(60)).min(file.len())].to_vec();
                    file.splice(at..at, part);
                }
                _ => file.truncate(at.max(20)),
            }
        }
        read += usize::from(survey(&file, &limits()).is_ok());
    }
    assert!(read > 50, "{read} of 400 were read");
    // A cut file still has the pages that are in it.
    let cut = &whole[..whole.len() - 200];
    assert_eq!(surveyed(cut).pages.len(), 3);
    let shifted = [b"%PDF-1.7\n% a line more\n", &whole[9..]].concat();
    let pages = surveyed(&shifted).pages;
    assert_eq!(pages.len(), 3);
    assert_eq!(pages[1].text, "Page 1");
}
