//! The generated documentation is what the code says today.

use std::path::Path;

fn current(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).expect("written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == text,
        "docs/{name} is out of date: run `UPDATE=1 cargo test --release --test docs`"
    );
}

#[test]
fn workbook() {
    current("workbook.md", &agendapack::docs::workbook());
}

#[test]
fn rules() {
    current("rules.md", &agendapack::docs::rules());
}

#[test]
fn cli() {
    current("cli.md", &agendapack::docs::cli());
}
