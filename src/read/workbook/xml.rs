//! The tags and texts of an XML document, in their order.
//!
//! Enough XML for the spreadsheets that office programs write, where calamine
//! keeps what it reads to itself: no namespaces, no validation, and no entities
//! but the five that every document has, so that none can grow.

use std::borrow::Cow;

/// One piece of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// The start of an element; `<a/>` is a start and an end.
    Start(Tag<'a>),
    /// The end of an element, by name.
    End(&'a str),
    /// Text as written: `&amp;` is still to be resolved.
    Text(&'a str),
    /// Text that stands for itself.
    Verbatim(&'a str),
}

/// The name and attributes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The name with its prefix.
    pub(super) name: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// Returns the value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.attributes;
        loop {
            let (found, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, after) = after[1..].split_once(quote)?;
            if found.trim() == name {
                return Some(resolve(value));
            }
            rest = after;
        }
    }
}

/// Reads a document piece by piece, and ends at the first that is cut short.
pub(super) struct Pieces<'a> {
    rest: &'a str,
    end: Option<&'a str>,
}

impl<'a> Pieces<'a> {
    /// Returns the pieces of a document.
    pub(super) fn of(document: &'a str) -> Self {
        Self { rest: document, end: None }
    }

    fn markup(&mut self, after: &'a str) -> Option<Piece<'a>> {
        if let Some(verbatim) = after.strip_prefix("![CDATA[") {
            let (text, rest) = verbatim.split_once("]]>")?;
            self.rest = rest;
            return Some(Piece::Verbatim(text));
        }
        let (inner, rest) = split_tag(after).filter(|(inner, _)| !inner.starts_with(['?', '!']))?;
        self.rest = rest;
        if let Some(name) = inner.strip_prefix('/') {
            return Some(Piece::End(name.trim()));
        }
        let (open, inner) = inner.strip_suffix('/').map_or((true, inner), |inner| (false, inner));
        let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        self.end = (!open).then_some(name);
        Some(Piece::Start(Tag { name, attributes }))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(name) = self.end.take() {
            return Some(Piece::End(name));
        }
        while let Some(rest) = past_aside(self.rest) {
            self.rest = rest;
        }
        if let Some(after) = self.rest.strip_prefix('<') {
            return self.markup(after);
        }
        let (text, rest) = self.rest.split_at(self.rest.find('<')?);
        self.rest = rest;
        Some(Piece::Text(text))
    }
}

/// What follows the comment, instruction or declaration that a text begins with.
fn past_aside(text: &str) -> Option<&str> {
    if let Some(comment) = text.strip_prefix("<!--") {
        return comment.split_once("-->").map(|(_, rest)| rest);
    }
    let aside =
        text.starts_with("<?") || (text.starts_with("<!") && !text.starts_with("<![CDATA["));
    aside.then(|| split_tag(text)).flatten().map(|(_, rest)| rest)
}

/// Splits at the `>` that ends a tag, which no quoted one does.
fn split_tag(text: &str) -> Option<(&str, &str)> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some((&text[..at], &text[at + 1..])),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Returns text with `&lt;`, `&#163;` and the like as the characters they mean;
/// an entity that is not known stays as it is.
pub(super) fn resolve(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        resolved.push_str(before);
        let known = after.split_once(';').and_then(|(name, after)| Some((entity(name)?, after)));
        let (c, after) = known.unwrap_or(('&', after));
        resolved.push(c);
        rest = after;
    }
    resolved.push_str(rest);
    Cow::Owned(resolved)
}

fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            code.ok().and_then(char::from_u32)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pieces_come_in_their_order() {
        let document = r#"<?xml version="1.0"?><!DOCTYPE x><a b="1 > 0" c='&quot;'>x &amp; y<!-- <z> --><d/><![CDATA[<e>]]></a>"#;
        let pieces: Vec<_> = Pieces::of(document).collect();
        let [Piece::Start(a), rest @ ..] = &pieces[..] else { panic!("{pieces:?}") };
        assert_eq!(
            (a.name, a.attribute("b").as_deref(), a.attribute("c").as_deref()),
            ("a", Some("1 > 0"), Some("\""))
        );
        assert_eq!(a.attribute("d"), None);
        let d = Tag { name: "d", attributes: "" };
        let expected = [
            Piece::Text("x &amp; y"),
            Piece::Start(d),
            Piece::End("d"),
            Piece::Verbatim("<e>"),
            Piece::End("a"),
        ];
        assert_eq!(rest, expected);
    }

    #[test]
    fn entities_are_resolved_where_they_are_known() {
        assert_eq!(
            resolve("&#163;5 &lt; &#x20ac;6 & &unknown; &#xd800;"),
            "£5 < €6 & &unknown; &#xd800;"
        );
    }

    proptest! {
        #[test]
        fn no_document_panics(document in "[<>/!?a\"'= &;#x-]{0,60}|\\PC{0,60}") {
            for piece in Pieces::of(&document) {
                match piece {
                    Piece::Start(tag) => drop(tag.attribute("a")),
                    Piece::Text(text) => drop(resolve(text)),
                    Piece::End(_) | Piece::Verbatim(_) => {}
                }
            }
        }
    }
}
