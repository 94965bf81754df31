//! `templates/sample.json` is the sample meeting's view as it is today, for
//! designers, and no part of the program or of a pack.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use agendapack::diag::Diagnostics;
use agendapack::pipeline::Workspace;
use agendapack::write::pdf::{SAMPLE, Templates};
use agendapack::{edition, read, view};

#[test]
fn it_is_the_view_of_the_sample_meeting() {
    let workspace = Workspace::of(&support::sample()).expect("a workspace");
    let (council, ..) = read::read_council(&workspace.council);
    let council = council.expect("settings");
    let reading = read::read_meeting(&workspace.meeting, &council, &mut Diagnostics::default());
    let pack = view::pack(&council, &edition::cut(reading.meeting.expect("a meeting")).public);
    let text = serde_json::to_string_pretty(&pack).expect("a view") + "\n";
    let path = support::templates().join(SAMPLE);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).expect("written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == text,
        "templates/{SAMPLE} is out of date: run `UPDATE=1 cargo test --release --test sample`"
    );
}

#[test]
fn it_is_no_template() {
    let folder = support::templates();
    let mut there = BTreeSet::new();
    collect(&folder, &folder, &mut there);
    there.remove(SAMPLE);
    for templates in [Templates::load(None), Templates::load(Some(&folder))] {
        let templates = templates.expect("templates");
        let names: BTreeSet<String> = templates.files().map(|(name, _)| name.into()).collect();
        assert_eq!(names, there, "list every template in src/write/templates.rs");
    }
}

fn collect(root: &Path, folder: &Path, names: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, names);
        } else {
            let name = path.strip_prefix(root).expect("below the folder");
            names.insert(name.to_string_lossy().replace('\\', "/"));
        }
    }
}
