//! Packs with placeholders, and papers to lay on them.

#![allow(dead_code, reason = "each test uses a part")]

pub(crate) mod builder;

use agendapack::write::pdf::{self, Archive, Claims, Fit, Leaf, Paper, Templates};
use serde_json::{Value, json};

/// What a pack of papers that deserve it claims.
pub(crate) const ALL: Claims = Claims { archive: Some(Archive::A2a), accessible: true };

/// Lays out a Typst text and exports it as a pack is.
pub(crate) fn typst(source: &str, view: &Value) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("paper.typ"), source).expect("written");
    let templates = Templates::load(Some(folder.path())).expect("templates");
    let ident = format!("a test {}", source.len());
    let document = pdf::lay_out(&templates, "paper.typ", ident, view.to_string());
    let document = document.unwrap_or_else(|fault| panic!("{fault}"));
    pdf::export(&document).unwrap_or_else(|fault| panic!("{fault}"))
}

/// A paper by its bytes, its title, and its pages: width and height as shown.
pub(crate) struct Source {
    pub bytes: Vec<u8>,
    pub title: String,
    pub sizes: Vec<(f64, f64)>,
}

impl Source {
    /// Returns a paper whose pages are measured as they are shown.
    pub(crate) fn of(title: &str, bytes: Vec<u8>) -> Option<Self> {
        let pdf = hayro_syntax::Pdf::new(bytes.clone()).ok()?;
        let sizes = pdf.pages().iter().map(|page| {
            let (width, height) = page.render_dimensions();
            let unit = page.raw().get::<f32>("UserUnit").unwrap_or(1.0);
            (f64::from(width * unit), f64::from(height * unit))
        });
        Some(Self { sizes: sizes.collect(), title: title.into(), bytes })
    }
}

/// Returns a tagged paper of two pages with everything that authors put into one.
pub(crate) fn tagged_paper(title: &str, language: &str) -> Vec<u8> {
    let view = json!({ "title": title, "lang": language });
    pdf::compact(&typst(include_str!("paper.typ"), &view)).expect("a paper")
}

/// Returns a pack with an item a paper, and a placeholder a page.
pub(crate) fn pack_for(sources: &[Source]) -> Vec<u8> {
    let items = sources.iter().map(|source| {
        let leaves = source.sizes.iter().map(|(w, h)| json!({ "width": w, "height": h }));
        json!({ "title": source.title, "leaves": leaves.collect::<Vec<_>>() })
    });
    pack_of(&items.collect())
}

/// Returns a pack with these items, each its title and its placeholders.
pub(crate) fn pack_of(items: &Value) -> Vec<u8> {
    let view = json!({ "title": "A pack", "items": items });
    pdf::compact(&typst(include_str!("placeholders.typ"), &view)).expect("a pack")
}

/// Returns papers for such a pack.
pub(crate) fn papers(sources: &[Source], fit: Fit) -> Vec<Paper<'_>> {
    let mut at = 1;
    let papers = sources.iter().map(|source| {
        at += 1;
        let leaves = (0..source.sizes.len()).map(|page| {
            let alternative = format!("Page {} of {}", page + 1, source.title);
            Leaf { at: at + page, page, fit, alternative }
        });
        let leaves: Vec<Leaf> = leaves.collect();
        at += source.sizes.len() + 1;
        let file = pdf::PaperFile::Held(source.bytes.clone().into());
        Paper { file, title: &source.title, language: None, leaves }
    });
    papers.collect()
}
