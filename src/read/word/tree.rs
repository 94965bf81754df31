//! A part of a document as a tree of elements, under the prefixes that the standard
//! uses whatever the part itself calls them.
//!
//! Parts are small beside workbooks: the text of a report is one megabyte at most. A
//! tree lets a reader look ahead, and say of anything it leaves out what was in it.

use crate::diag::Problem;
use crate::read::workbook::xml::{Piece, Pieces, Tag};

use super::say::{damaged, oversized};

/// The most elements of a part; the longest report of a council has 200,000.
const MAX_ELEMENTS: usize = 2_000_000;
/// The most elements within each other; a table within a table takes four.
const MAX_DEPTH: usize = 200;

/// Namespaces by their usual prefix, those of the transitional and of the strict form.
const NAMESPACES: &[(&str, &str)] = &[
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("w", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("r", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("a", "http://purl.oclc.org/ooxml/drawingml/main"),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("wp", "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing"),
    ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("pic", "http://purl.oclc.org/ooxml/drawingml/picture"),
    ("c", "http://schemas.openxmlformats.org/drawingml/2006/chart"),
    ("c", "http://purl.oclc.org/ooxml/drawingml/chart"),
    ("dgm", "http://schemas.openxmlformats.org/drawingml/2006/diagram"),
    ("dgm", "http://purl.oclc.org/ooxml/drawingml/diagram"),
    ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
    ("m", "http://purl.oclc.org/ooxml/officeDocument/math"),
    ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
    ("wpg", "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"),
    ("wpc", "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"),
    ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
    ("adec", "http://schemas.microsoft.com/office/drawing/2017/decorative"),
];

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name with its usual prefix: `w:p`.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
    /// How many paragraphs begin before it in its part.
    pub(super) paragraph: u32,
}

/// What an element holds.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// Returns the elements within it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Returns the first element of a name within it.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// Returns the first element at the end of a way of names.
    pub(super) fn way(&self, names: &[&str]) -> Option<&Self> {
        names.iter().try_fold(self, |element, name| element.child(name))
    }

    /// Returns the value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns what the element of a name within it has as its value.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("w:val")
    }

    /// Returns whether a property is switched on or off, if it says anything of it.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        let property = self.child(name)?;
        Some(!matches!(property.attribute("w:val"), Some("0" | "false" | "off" | "none")))
    }

    /// Returns every element of a name below it, at any depth.
    pub(super) fn all<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        self.visit(&mut |element| {
            if element.name == name {
                found.push(element);
            }
        });
        found
    }

    /// Shows every element below it, in the document's order.
    pub(super) fn visit<'a>(&'a self, see: &mut impl FnMut(&'a Self)) {
        for element in self.elements() {
            see(element);
            element.visit(see);
        }
    }

    /// Returns the text directly within it.
    pub(super) fn own_text(&self) -> String {
        let texts = self.children.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        texts.collect()
    }

    /// Returns everything that it says, paragraphs in one line.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        self.visit(&mut |element| match element.name.as_str() {
            "w:t" | "m:t" => words.push_str(&element.own_text()),
            "w:p" | "w:br" | "w:tab" => words.push(' '),
            "v:textpath" => words.extend([" ", element.attribute("string").unwrap_or_default()]),
            _ => {}
        });
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Returns how many letters of text it holds.
    pub(super) fn letters(&self) -> usize {
        let own = if self.name == "w:t" { self.own_text().trim().len() } else { 0 };
        own + self.elements().map(Self::letters).sum::<usize>()
    }
}

/// Returns the root of a part.
pub(super) fn parse(text: &str) -> Result<Element, Problem> {
    let mut pieces = Pieces::of(text);
    let mut builder = Builder { open: vec![Element::default()], ..Builder::default() };
    while let Some(piece) = pieces.next().map_err(|_| damaged("its text is cut short"))? {
        match piece {
            Piece::Start(tag) => builder.start(&tag)?,
            Piece::End(_) => builder.end(),
            Piece::Text(text) => builder.text(&text),
        }
    }
    let document = builder.open.into_iter().next().unwrap_or_default();
    let root = document.children.into_iter().find_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    });
    root.ok_or_else(|| damaged("a part of it is empty"))
}

#[derive(Default)]
struct Builder {
    open: Vec<Element>,
    /// What the part calls a namespace, and what it is usually called.
    prefixes: Vec<(String, &'static str)>,
    elements: usize,
    paragraphs: u32,
}

impl Builder {
    fn start(&mut self, tag: &Tag<'_>) -> Result<(), Problem> {
        self.elements += 1;
        if self.elements > MAX_ELEMENTS || self.open.len() > MAX_DEPTH {
            return Err(oversized(
                "the document has more than 2,000,000 elements, or 200 in each other",
            ));
        }
        let attributes = tag.attributes();
        for (name, value) in &attributes {
            if let Some(prefix) = name.strip_prefix("xmlns") {
                self.declare(prefix.trim_start_matches(':'), value);
            }
        }
        let name = self.usual(tag.name());
        let paragraph = self.paragraphs;
        self.paragraphs += u32::from(name == "w:p");
        let attributes =
            attributes.into_iter().map(|(name, value)| (self.usual(&name), value)).collect();
        self.open.push(Element { name, attributes, children: Vec::new(), paragraph });
        Ok(())
    }

    fn end(&mut self) {
        if self.open.len() > 1
            && let Some(element) = self.open.pop()
            && let Some(outer) = self.open.last_mut()
        {
            outer.children.push(Node::Element(element));
        }
    }

    fn text(&mut self, text: &str) {
        let Some(element) = self.open.last_mut() else { return };
        match element.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => element.children.push(Node::Text(text.into())),
        }
    }

    fn declare(&mut self, prefix: &str, address: &str) {
        self.prefixes.retain(|(known, _)| known != prefix);
        if let Some((usual, _)) = NAMESPACES.iter().find(|(_, known)| *known == address) {
            self.prefixes.push((prefix.into(), usual));
        }
    }

    /// Returns a name under the usual prefix; one that the standard does not know
    /// keeps its own, unless that is the usual prefix of something else.
    fn usual(&self, name: &str) -> String {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        match self.prefixes.iter().find(|(known, _)| known == prefix) {
            Some((_, usual)) => format!("{usual}:{local}"),
            None if prefix.is_empty() => local.to_string(),
            None if NAMESPACES.iter().any(|(usual, _)| *usual == prefix) => {
                format!("other:{local}")
            }
            None => name.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_their_usual_prefixes() {
        let text = r#"<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:p x:a="1"/><x:p><y:z/></x:p></x:document>"#;
        let root = parse(text).expect("sound");
        assert_eq!(root.name, "w:document");
        let paragraphs: Vec<_> = root.elements().map(|p| (p.name.as_str(), p.paragraph)).collect();
        assert_eq!(paragraphs, [("w:p", 0), ("w:p", 1)]);
        assert_eq!(root.child("w:p").expect("one").attribute("w:a"), Some("1"));
        assert_eq!(root.all("y:z").len(), 1);
    }

    #[test]
    fn what_nests_too_deep_or_is_cut_short_is_refused() {
        assert!(parse(&"<a>".repeat(50_000)).is_err());
        assert!(parse("<a><b></a>").is_err());
        assert!(parse("").is_err());
        assert!(
            parse("<a><!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;</a>").is_ok()
        );
    }
}
