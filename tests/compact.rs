//! Compacting loses nothing: the sample pack before and after.

#[path = "support/content.rs"]
mod content;
mod support;

use agendapack::diag::Diagnostics;
use agendapack::pipeline::Workspace;
use agendapack::write::pdf::{self, Templates};
use agendapack::{edition, read, view};
use content::Painted;
use support::pdf as back;

#[test]
fn text_tags_bookmarks_and_standards_stay() {
    let workspace = Workspace::of(&support::sample()).expect("a workspace");
    let (council, ..) = read::read_council(&workspace.council);
    let council = council.expect("settings");
    let reading = read::read_meeting(&workspace.meeting, &council, &mut Diagnostics::default());
    let pack = view::pack(&council, &edition::cut(reading.meeting.expect("a meeting")).public);
    let templates = Templates::load(None).expect("templates");
    let json = pdf::json(&pack).expect("a view");
    let plain = pdf::export(&pdf::compile(&templates, &pack, json).expect("pages")).expect("a PDF");
    let compact = pdf::compact(&plain).expect("a smaller PDF");
    assert!(compact.len() * 2 < plain.len(), "{} is not half of {}", compact.len(), plain.len());
    let (before, after) = (back::open(&plain), back::open(&compact));
    assert_eq!(letters(&before), letters(&after));
    assert_eq!(back::tags(&before), back::tags(&after));
    assert_eq!(back::bookmarks(&before), back::bookmarks(&after));
    let (elements, same) = (content::elements(&before), content::elements(&after));
    assert!(elements.len() > 500, "{} elements with content", elements.len());
    assert!(elements.keys().eq(same.keys()));
    elements.values().zip(same.values()).for_each(|(before, after)| look_alike(before, after));
    let (pages, same) = (content::pages(&before), content::pages(&after));
    let shapes = pages.values().map(|page| page.shapes.len()).sum::<usize>();
    assert!(shapes > 300, "{shapes} lines and shapes");
    for (before, after) in pages.values().zip(same.values()) {
        look_alike(&before.shapes, &after.shapes);
    }
    pdf::conform("before", &plain).expect("conforms");
    pdf::conform("after", &compact).expect("conforms");
}

/// Returns the letters of every page; where spaces stand is the reader's guess.
fn letters(document: &lopdf::Document) -> Vec<String> {
    back::pages(document).into_iter().map(|page| page.replace(' ', "")).collect()
}

fn look_alike(before: &[Painted], after: &[Painted]) {
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(after) {
        assert!(before.looks_like(after), "{before:?}\n{after:?}");
    }
}

#[test]
fn every_stream_of_the_pack_has_its_true_length() {
    let folder = tempfile::tempdir().expect("a folder");
    let outcome = support::build_into(&support::sample(), &folder.path().join("pack"));
    let built = outcome.built.expect("built");
    let bytes = std::fs::read(built.folder.join("public/agenda-pack.pdf")).expect("a pack");
    let mut streams = 0;
    for object in back::open(&bytes).objects.values() {
        let Ok(stream) = object.as_stream() else { continue };
        let length = stream.dict.get(b"Length").and_then(lopdf::Object::as_i64).expect("a length");
        assert_eq!(usize::try_from(length), Ok(stream.content.len()));
        if stream.dict.has(b"Filter") {
            stream.decompressed_content().expect("whole data");
        }
        streams += 1;
    }
    assert!(streams > 40, "{streams} streams");
}
