//! The tags and texts of an XML document, in their order, as quick-xml reads it.
//!
//! A thin layer that settles once what every reader here needs: `<a/>` is a start
//! and an end, text comes with its entities resolved, and of those only the five
//! that every document has, so that none can grow.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};

use super::damaged;
use crate::diag::Problem;

/// One piece of a document.
#[derive(Debug)]
pub(in crate::read) enum Piece<'a> {
    /// The start of an element; `<a/>` is a start and an end.
    Start(Tag<'a>),
    /// The end of an element.
    End(End<'a>),
    /// A run of text; a character that is written as an entity is a run of its own.
    Text(Cow<'a, str>),
}

/// The name and attributes of an element.
#[derive(Debug)]
pub(in crate::read) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Returns the name with its prefix.
    pub(in crate::read) fn name(&self) -> &str {
        self.0.name().into_inner()
    }

    /// Returns the name without its prefix.
    pub(in crate::read) fn local(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Returns the value of an attribute by its name with its prefix; an entity
    /// that is not known stays as it is.
    pub(in crate::read) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|a| a.key.as_ref() == name)?;
        let resolved = unescape(&found.value).ok().map(Cow::into_owned);
        Some(resolved.map_or(found.value, Cow::Owned))
    }

    /// Returns the value of an attribute by its name without its prefix, which it has.
    pub(in crate::read) fn prefixed(&self, local: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        let attributes = attributes.with_checks(false).flatten();
        let mut fitting = attributes.filter(|a| a.key.local_name().as_ref() == local);
        fitting.find(|a| a.key.prefix().is_some()).map(|found| found.value)
    }

    /// Returns the names of all attributes with their prefixes, and their values.
    pub(in crate::read) fn attributes(&self) -> Vec<(String, String)> {
        let mut attributes = self.0.attributes();
        let all = attributes.with_checks(false).flatten();
        all.map(|attribute| {
            let value = unescape(&attribute.value).map(Cow::into_owned);
            let value = value.unwrap_or_else(|_| attribute.value.into_owned());
            (attribute.key.as_ref().to_string(), value)
        })
        .collect()
    }

    /// Returns whether an attribute says yes, as both `1` and `true` do.
    pub(in crate::read) fn says(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.trim(), "1" | "true" | "on"))
    }
}

/// The name of an element that ends.
#[derive(Debug)]
pub(in crate::read) struct End<'a>(BytesEnd<'a>);

impl End<'_> {
    /// Returns the name with its prefix.
    pub(in crate::read) fn name(&self) -> &str {
        self.0.name().into_inner()
    }
}

/// Reads a document piece by piece.
pub(in crate::read) struct Pieces<'a>(Reader<&'a [u8]>);

impl<'a> Pieces<'a> {
    /// Returns the pieces of a document.
    pub(in crate::read) fn of(document: &'a str) -> Self {
        let mut reader = Reader::from_str(document.trim_start_matches('\u{feff}'));
        let settings = reader.config_mut();
        settings.expand_empty_elements = true;
        settings.allow_dangling_amp = true;
        Self(reader)
    }

    /// Returns the next piece, or nothing at the end of the document; a tag that
    /// is cut short or closes another than the open one is damage.
    pub(in crate::read) fn next(&mut self) -> Result<Option<Piece<'a>>, Problem> {
        loop {
            return Ok(Some(match self.0.read_event().map_err(damaged)? {
                Event::Start(tag) | Event::Empty(tag) => Piece::Start(Tag(tag)),
                Event::End(end) => Piece::End(End(end)),
                Event::Text(text) => Piece::Text(text.into_inner()),
                Event::CData(text) => Piece::Text(text.into_inner()),
                Event::GeneralRef(entity) => Piece::Text(resolved(&entity)),
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            }));
        }
    }

    /// Returns the text up to the end of the element that has just begun, and
    /// that of the elements within it.
    pub(in crate::read) fn text(&mut self) -> Result<String, Problem> {
        let (mut text, mut depth) = (String::new(), 1u32);
        while let Some(piece) = self.next()? {
            match piece {
                Piece::Start(_) => depth += 1,
                Piece::End(_) if depth == 1 => break,
                Piece::End(_) => depth -= 1,
                Piece::Text(run) => text.push_str(&run),
            }
        }
        Ok(text)
    }
}

/// Returns `&lt;`, `&#163;` and the like as the characters they mean; an entity
/// that is not known stays as it is.
fn resolved<'a>(entity: &BytesRef<'_>) -> Cow<'a, str> {
    if let Ok(Some(letter)) = entity.resolve_char_ref() {
        return Cow::Owned(letter.to_string());
    }
    resolve_predefined_entity(entity)
        .map_or_else(|| Cow::Owned(format!("&{};", &**entity)), Cow::Borrowed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(document: &str) -> Vec<String> {
        let mut pieces = Pieces::of(document);
        let mut list = Vec::new();
        while let Some(piece) = pieces.next().expect("sound") {
            list.push(match piece {
                Piece::Start(tag) => format!("<{}>", tag.name()),
                Piece::End(end) => format!("</{}>", end.name()),
                Piece::Text(text) => text.into_owned(),
            });
        }
        list
    }

    #[test]
    fn pieces_come_in_their_order() {
        let document = r#"<?xml version="1.0"?><!DOCTYPE x><x:a>x &amp; y<!-- <z> --><d/><![CDATA[<e>]]></x:a>"#;
        assert_eq!(shown(document), ["<x:a>", "x ", "&", " y", "<d>", "</d>", "<e>", "</x:a>"]);
    }

    #[test]
    fn attributes_are_found_by_their_names() {
        let mut pieces = Pieces::of(r#"<x:a b="1 > 0" c='&quot;&e;' d="true"/>"#);
        let Ok(Some(Piece::Start(tag))) = pieces.next() else { panic!("no tag") };
        assert_eq!((tag.name(), tag.local()), ("x:a", "a"));
        let values = ["b", "c", "e"].map(|name| tag.attribute(name).map(Cow::into_owned));
        assert_eq!(values, [Some("1 > 0".into()), Some("&quot;&e;".into()), None]);
        assert_eq!((tag.says("d"), tag.says("b")), (true, false));
    }

    #[test]
    fn only_the_entities_of_every_document_are_resolved() {
        let bomb = r#"<!DOCTYPE a [<!ENTITY b "boom"><!ENTITY c "&b;&b;">]><a>&#163;5 &lt; &#x20ac;6 & &c; &#xd800;</a>"#;
        let mut pieces = Pieces::of(bomb);
        assert!(matches!(pieces.next(), Ok(Some(Piece::Start(_)))));
        assert_eq!(pieces.text().expect("sound"), "£5 < €6 & &c; &#xd800;");
    }

    #[test]
    fn what_is_cut_short_is_damage() {
        for document in ["<a", "<a></b>", "<a><!-- "] {
            let mut pieces = Pieces::of(document);
            let mut last = pieces.next();
            while let Ok(Some(_)) = last {
                last = pieces.next();
            }
            assert!(last.is_err(), "{document}");
        }
    }

    proptest! {
        #[test]
        fn no_document_panics(document in "[<>/!?a\"'= &;#x-]{0,60}|\\PC{0,60}") {
            let mut pieces = Pieces::of(&document);
            while let Ok(Some(piece)) = pieces.next() {
                if let Piece::Start(tag) = piece {
                    let _ = (tag.name().len(), tag.local().len(), tag.attribute("a"));
                }
            }
        }
    }
}
