//! What the XMP metadata of a file say.

use hayro_syntax::object::{Dict, Stream};
use quick_xml::NsReader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use super::facts::Claims;

/// Packets are padded, and still never come near this.
const LONGEST: usize = 8 << 20;

const PDFA: &str = "http://www.aiim.org/pdfa/ns/id/";
const PDFUA: &str = "http://www.aiim.org/pdfua/ns/id/";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";
const PDF: &str = "http://ns.adobe.com/pdf/1.3/";

/// What the XMP metadata say.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) claims: Claims,
    pub(super) author: Option<String>,
    pub(super) title: Option<String>,
    pub(super) creator: Option<String>,
    pub(super) producer: Option<String>,
    part: Option<String>,
    level: Option<String>,
}

impl Metadata {
    /// Returns what the metadata of a catalog say; nothing where they are broken.
    pub(super) fn of(catalog: &Dict<'_>) -> Self {
        let stream = catalog.get::<Stream<'_>>("Metadata");
        stream
            .and_then(|stream| stream.decoded().ok())
            .filter(|packet| packet.len() <= LONGEST)
            .map(|packet| Self::read(&packet))
            .unwrap_or_default()
    }

    /// Reads a packet as far as it is well formed.
    pub(super) fn read(packet: &[u8]) -> Self {
        let mut found = Self::default();
        let packet = String::from_utf8_lossy(packet);
        let mut reader = NsReader::from_reader(packet.as_bytes());
        let mut buffer = Vec::new();
        // The innermost property that is open; containers of RDF are passed through.
        let mut open: Option<(String, String)> = None;
        let mut text = String::new();
        while let Ok((space, event)) = reader.read_resolved_event_into(&mut buffer) {
            match event {
                Event::Start(start) | Event::Empty(start) => {
                    let name = named(&space, start.local_name().into_inner());
                    found.attributes(&reader, &start);
                    open = name.or(open);
                    text.clear();
                }
                Event::Text(part) => text.push_str(&part),
                Event::GeneralRef(entity) => text.extend(letter(&entity)),
                Event::End(end) => {
                    if let Some((space, name)) = &open {
                        found.property(space, name, text.trim());
                    }
                    text.clear();
                    let name = named(&space, end.local_name().into_inner());
                    if name.is_some() && name == open {
                        open = None;
                    }
                }
                Event::Eof => break,
                _ => {}
            }
            buffer.clear();
        }
        found.claims.archive = found
            .part
            .take()
            .map(|part| part + &found.level.take().unwrap_or_default().to_lowercase());
        found
    }

    /// Takes the properties that are written as attributes.
    fn attributes(&mut self, reader: &NsReader<&[u8]>, start: &BytesStart<'_>) {
        for attribute in start.attributes().flatten() {
            let (space, name) = reader.resolver().resolve_attribute(attribute.key);
            if let Some((space, name)) = named(&space, name.into_inner()) {
                self.property(&space, &name, attribute.value.trim());
            }
        }
    }

    fn property(&mut self, space: &str, name: &str, value: &str) {
        let place = match (space, name) {
            (PDFA, "part") => &mut self.part,
            (PDFA, "conformance") => &mut self.level,
            (PDFUA, "part") => &mut self.claims.accessible,
            (DC, "creator") => &mut self.author,
            (DC, "title") => &mut self.title,
            (XMP, "CreatorTool") => &mut self.creator,
            (PDF, "Producer") => &mut self.producer,
            _ => return,
        };
        if place.is_none() && !value.is_empty() {
            *place = Some(value.to_string());
        }
    }
}

/// Returns the letter of a reference; a packet declares no entities of its own.
fn letter(entity: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(letter)) = entity.resolve_char_ref() {
        return Some(letter);
    }
    quick_xml::escape::resolve_predefined_entity(entity)?.chars().next()
}

/// Returns the namespace and name of a property; nothing for RDF's own and for
/// names without a namespace.
fn named(space: &ResolveResult<'_>, name: &str) -> Option<(String, String)> {
    let ResolveResult::Bound(Namespace(space)) = space else { return None };
    (!space.ends_with("22-rdf-syntax-ns#")).then(|| ((*space).to_string(), name.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_read_from_elements_and_attributes() {
        let elements = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description xmlns:a="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <a:part>2</a:part><a:conformance>A</a:conformance>
            <dc:creator><rdf:Seq><rdf:li>Head of Finance &amp; IT</rdf:li></rdf:Seq></dc:creator>
            </rdf:Description></rdf:RDF>"#;
        let found = Metadata::read(elements.as_bytes());
        assert_eq!(found.claims.archive.as_deref(), Some("2a"));
        assert_eq!(found.claims.accessible, None);
        assert_eq!(found.author.as_deref(), Some("Head of Finance & IT"));
        let attributes = r#"<r:Description xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
            xmlns:u="http://www.aiim.org/pdfua/ns/id/" u:part="1"
            xmlns:b="http://www.aiim.org/pdfa/ns/id/" b:part="3" b:conformance="B"/>"#;
        let found = Metadata::read(attributes.as_bytes());
        assert_eq!(found.claims.archive.as_deref(), Some("3b"));
        assert_eq!(found.claims.accessible.as_deref(), Some("1"));
    }

    #[test]
    fn a_broken_packet_says_what_it_can() {
        let found = Metadata::read(b"<x xmlns:a='http://www.aiim.org/pdfa/ns/id/' a:part='1'><y");
        assert_eq!(found.claims.archive.as_deref(), Some("1"));
        assert_eq!(Metadata::read(b"\xff\xfe").claims, Claims::default());
    }
}
