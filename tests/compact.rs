//! Compacting loses nothing: the sample pack before and after.

mod support;

use agendapack::diag::Diagnostics;
use agendapack::pipeline::Workspace;
use agendapack::write::pdf::{self, Templates};
use agendapack::{edition, read, view};
use support::pdf as back;

#[test]
fn text_tags_bookmarks_and_standards_stay() {
    let workspace = Workspace::of(&support::sample()).expect("a workspace");
    let (council, ..) = read::read_council(&workspace.council);
    let council = council.expect("settings");
    let reading = read::read_meeting(&workspace.meeting, &council, &mut Diagnostics::default());
    let pack = view::pack(&council, &edition::public(reading.meeting.expect("a meeting")));
    let templates = Templates::load(None).expect("templates");
    let json = pdf::json(&pack).expect("a view");
    let plain = pdf::export(&pdf::compile(&templates, &pack, json).expect("pages")).expect("a PDF");
    let compact = pdf::compact(&plain).expect("a smaller PDF");
    assert!(compact.len() * 2 < plain.len(), "{} is not half of {}", compact.len(), plain.len());
    let (before, after) = (back::open(&plain), back::open(&compact));
    assert_eq!(back::pages(&before), back::pages(&after));
    assert_eq!(back::tags(&before), back::tags(&after));
    assert_eq!(back::bookmarks(&before), back::bookmarks(&after));
    pdf::conform("before", &plain).expect("conforms");
    pdf::conform("after", &compact).expect("conforms");
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
