//! Web pages read back, as far as tests ask: elements with their attributes, and text.

use std::path::{Path, PathBuf};

use regex::Regex;

/// A page.
pub(crate) struct Page {
    pub(crate) path: PathBuf,
    pub(crate) html: String,
    elements: Vec<Element>,
}

/// An element's opening tag.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Page {
    pub(crate) fn open(path: &Path) -> Self {
        let html = std::fs::read_to_string(path).expect("a page");
        let tag = Regex::new(r#"<([a-z][a-z0-9]*)((?:\s+[a-zA-Z:-]+(?:="[^"]*")?)*)\s*/?>"#);
        let attribute = Regex::new(r#"([a-zA-Z:-]+)="([^"]*)""#).expect("an expression");
        let element = |found: regex::Captures<'_>| Element {
            name: found[1].to_string(),
            attributes: attribute
                .captures_iter(&found[2])
                .map(|found| (found[1].to_string(), decoded(&found[2])))
                .collect(),
        };
        let elements = tag.expect("an expression").captures_iter(&html).map(element).collect();
        Self { path: path.to_path_buf(), html, elements }
    }

    /// Returns the pages in a folder, in the order of their names.
    pub(crate) fn all(folder: &Path) -> Vec<Self> {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
            .expect("readable")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
            .collect();
        paths.sort();
        paths.iter().map(|path| Self::open(path)).collect()
    }

    /// Returns the values of an attribute, wherever it is.
    pub(crate) fn values(&self, attribute: &str) -> Vec<String> {
        let attributes = self.elements.iter().flat_map(|element| &element.attributes);
        attributes.filter(|(name, _)| name == attribute).map(|(_, value)| value.clone()).collect()
    }

    /// Returns where it leads, and what it shows.
    pub(crate) fn links(&self) -> Vec<String> {
        [self.values("href"), self.values("src")].concat()
    }

    /// Returns the levels of its headings.
    pub(crate) fn headings(&self) -> Vec<u32> {
        let names = self.elements.iter().map(|element| element.name.as_str());
        names
            .filter_map(|name| name.strip_prefix('h')?.parse().ok())
            .filter(|level| (1..=6).contains(level))
            .collect()
    }

    /// Returns its text.
    pub(crate) fn text(&self) -> String {
        text(&self.html)
    }

    /// Returns what stands in the element of an `id`, up to the next element of its name.
    pub(crate) fn within(&self, id: &str) -> String {
        let start = self.html.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no {id}"));
        let open = self.html[..start].rfind('<').expect("a tag");
        let name: String =
            self.html[open + 1..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let rest = &self.html[open..];
        text(&rest[..rest.find(&format!("</{name}>")).unwrap_or(rest.len())])
    }
}

/// Returns the text of markup, with one space between its words.
fn text(html: &str) -> String {
    let inline = Regex::new(r"</?(a|strong|wbr)(\s[^>]*)?>").expect("an expression");
    let tags = Regex::new(r"<[^>]*>").expect("an expression");
    let html = inline.replace_all(html, "");
    decoded(&tags.replace_all(&html, " ")).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn decoded(text: &str) -> String {
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " ")];
    let text = entities.iter().fold(text.to_string(), |text, (from, to)| text.replace(from, to));
    text.replace("&amp;", "&")
}
