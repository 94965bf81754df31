//! XML documents that are copied with a few changes.
//!
//! A document is walked tag by tag; changes are kept by the bytes that they
//! replace, so that all else stays as it was written.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::escape;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

use super::Refusal;

/// How a tag stands to its element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `<a>`
    Start,
    /// `<a/>`
    Empty,
    /// `</a>`
    End,
}

/// One tag of a document.
#[derive(Clone, Debug)]
pub(super) struct Tag<'a> {
    /// How it stands to its element.
    pub(super) kind: Kind,
    /// The bytes that it takes.
    pub(super) span: Range<usize>,
    /// How many elements are open around its own.
    pub(super) depth: usize,
    content: BytesStart<'a>,
}

impl Tag<'_> {
    /// Returns the element's name without its prefix.
    pub(super) fn name(&self) -> &str {
        self.full_name().rsplit(':').next().unwrap_or_default()
    }

    /// Returns the element's name as it is written.
    pub(super) fn full_name(&self) -> &str {
        let whole: &str = &self.content;
        whole.split(char::is_whitespace).next().unwrap_or_default()
    }

    /// Returns the prefix of the element's name with its colon, or nothing.
    pub(super) fn prefix(&self) -> &str {
        let whole = self.full_name();
        whole.find(':').map_or("", |at| &whole[..=at])
    }

    /// Returns whether an element of the name begins here.
    pub(super) fn opens(&self, name: &str) -> bool {
        self.kind != Kind::End && self.name() == name
    }

    /// Returns whether an element of the name ends here.
    pub(super) fn closes(&self, name: &str) -> bool {
        self.kind != Kind::Start && self.name() == name
    }

    /// Returns the value of an attribute by its name as it is written.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.attributes();
        attributes.find(|a| a.key.as_ref() == name).and_then(|a| value(&a))
    }

    /// Returns the value of an attribute that has a prefix, whatever that is.
    pub(super) fn prefixed_attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.attributes();
        let found = attributes.find(|attribute| {
            attribute.key.prefix().is_some() && attribute.key.local_name().as_ref() == name
        });
        found.and_then(|a| value(&a))
    }

    /// Returns the number in an attribute.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Returns whether an attribute says yes.
    pub(super) fn says(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.trim(), "1" | "true"))
    }

    /// Returns the tag with some attributes set, or taken away for no value.
    pub(super) fn with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let mut text = format!("<{}", self.full_name());
        for attribute in self.attributes() {
            let key = attribute.key.as_ref();
            if changes.iter().all(|(name, _)| *name != key) {
                let quote = if attribute.value.contains('"') { '\'' } else { '"' };
                text.push_str(&format!(" {key}={quote}{}{quote}", attribute.value));
            }
        }
        for (name, value) in changes {
            text.extend(value.map(|value| format!(" {name}=\"{}\"", escape(value))));
        }
        text.push_str(if self.kind == Kind::Empty { "/>" } else { ">" });
        text
    }

    fn attributes(&self) -> impl Iterator<Item = Attribute<'_>> {
        let mut attributes = self.content.attributes();
        attributes.with_checks(false);
        attributes.flatten()
    }
}

fn value(attribute: &Attribute<'_>) -> Option<String> {
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// The tags of a document, in their order.
pub(super) struct Tags<'a> {
    reader: Reader<&'a [u8]>,
    open: usize,
}

impl<'a> Tags<'a> {
    /// Returns the tags of a document.
    pub(super) fn of(document: &'a str) -> Self {
        Self { reader: Reader::from_str(document), open: 0 }
    }

    fn offset(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn step(&mut self) -> Result<Option<Tag<'a>>, Refusal> {
        loop {
            let start = self.offset();
            let event = self.reader.read_event()?;
            let span = start..self.offset();
            let (kind, content) = match event {
                Event::Start(content) => (Kind::Start, content),
                Event::Empty(content) => (Kind::Empty, content),
                Event::End(end) => (Kind::End, BytesStart::new(end.name().as_ref().to_string())),
                Event::Eof => return Ok(None),
                _ => continue,
            };
            if kind == Kind::End {
                self.open = self.open.saturating_sub(1);
            }
            let depth = self.open;
            if kind == Kind::Start {
                self.open += 1;
            }
            return Ok(Some(Tag { kind, span, depth, content }));
        }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Result<Tag<'a>, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step().transpose()
    }
}

/// Changes to a document, by the bytes that they replace.
#[derive(Debug, Default)]
pub(super) struct Patch(Vec<(Range<usize>, String)>);

impl Patch {
    /// Puts text where a byte stands.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.0.push((at..at, text.into()));
    }

    /// Puts text in place of some bytes.
    pub(super) fn replace(&mut self, span: Range<usize>, text: impl Into<String>) {
        self.0.push((span, text.into()));
    }

    /// Returns the document with the changes; of two at one place, the earlier
    /// made stands first.
    pub(super) fn apply(mut self, document: &str) -> String {
        self.0.sort_by_key(|(span, _)| span.start);
        let more: usize = self.0.iter().map(|(_, text)| text.len()).sum();
        let mut result = String::with_capacity(document.len() + more);
        let mut at = 0;
        for (span, text) in self.0 {
            result.push_str(document.get(at..span.start).unwrap_or_default());
            result.push_str(&text);
            at = at.max(span.end);
        }
        result.push_str(document.get(at..).unwrap_or_default());
        result
    }
}

/// Returns a document with elements put at the end of the first element of a
/// name, `None` where it has none.
///
/// The elements are written without a prefix and take that of their parent. The
/// attribute `count` is raised where the parent has one.
pub(super) fn append(
    document: &str,
    name: &str,
    elements: &[&str],
) -> Result<Option<String>, Refusal> {
    let mut patch = Patch::default();
    let mut parent: Option<usize> = None;
    for tag in Tags::of(document) {
        let tag = tag?;
        if parent.is_none() && tag.opens(name) {
            let count = tag.number::<usize>("count").map(|n| (n + elements.len()).to_string());
            let opened = match &count {
                Some(count) => tag.with(&[("count", Some(count))]),
                None => document[tag.span.clone()].to_string(),
            };
            if tag.kind == Kind::Empty {
                let opened = opened.trim_end_matches("/>");
                let inner = prefixed(tag.prefix(), &elements.concat());
                let text = format!("{opened}>{inner}</{}>", tag.full_name());
                patch.replace(tag.span, text);
                return Ok(Some(patch.apply(document)));
            }
            if count.is_some() {
                patch.replace(tag.span.clone(), opened);
            }
            parent = Some(tag.depth);
        } else if tag.kind == Kind::End && parent == Some(tag.depth) {
            patch.insert(tag.span.start, prefixed(tag.prefix(), &elements.concat()));
            return Ok(Some(patch.apply(document)));
        }
    }
    Ok(None)
}

/// Returns our own elements with a prefix before each name that has none.
pub(super) fn prefixed(prefix: &str, elements: &str) -> String {
    if prefix.is_empty() {
        return elements.to_string();
    }
    let mut pieces = elements.split('<');
    let mut text = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        let (slash, tag) = piece.strip_prefix('/').map_or(("<", piece), |tag| ("</", tag));
        let name = tag.split([' ', '/', '>']).next().unwrap_or_default();
        text.push_str(slash);
        text.push_str(if name.contains(':') { "" } else { prefix });
        text.push_str(tag);
    }
    text
}

/// Returns text as it may stand in an XML document: what no document can hold
/// is the replacement character.
pub(super) fn text(text: &str) -> String {
    let allowed: String = text
        .chars()
        .map(|c| match c {
            '\t' | '\n' => c,
            '\r' => '\n',
            '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            _ => c,
        })
        .collect();
    escape(allowed.as_str()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_know_where_they_stand() {
        let document = "<?xml version=\"1.0\"?><x:a b='1 &gt; 0' r:id='r1'>t<!-- <z> --><c/></x:a>";
        let tags: Vec<Tag> = Tags::of(document).map(|tag| tag.expect("a tag")).collect();
        let shown: Vec<_> = tags.iter().map(|t| (t.name(), t.kind, t.depth)).collect();
        assert_eq!(shown, [("a", Kind::Start, 0), ("c", Kind::Empty, 1), ("a", Kind::End, 0)]);
        assert_eq!(&document[tags[1].span.clone()], "<c/>");
        assert_eq!((tags[0].prefix(), tags[1].prefix()), ("x:", ""));
        assert_eq!(tags[0].attribute("b").as_deref(), Some("1 > 0"));
        assert_eq!(tags[0].prefixed_attribute("id").as_deref(), Some("r1"));
        assert_eq!(tags[0].with(&[("b", Some("2"))]), "<x:a r:id=\"r1\" b=\"2\">");
        assert_eq!(tags[0].with(&[("b", None)]), "<x:a r:id=\"r1\">");
        assert_eq!(tags[1].with(&[("d", Some("\""))]), "<c d=\"&quot;\"/>");
    }

    #[test]
    fn elements_go_to_the_end_of_their_parent() {
        let put = |document| append(document, "b", &["<c/>", "<d>x</d>"]).expect("sound");
        assert_eq!(
            put("<a><b count='1'><b/></b><b/></a>").as_deref(),
            Some("<a><b count=\"3\"><b/><c/><d>x</d></b><b/></a>")
        );
        assert_eq!(put("<x:b/>").as_deref(), Some("<x:b><x:c/><x:d>x</x:d></x:b>"));
        assert_eq!(put("<a/>"), None);
        assert!(append("<a><b>", "c", &[]).is_ok());
        assert!(append("<a></b>", "c", &[]).is_err());
    }

    #[test]
    fn no_letter_makes_a_document_unreadable() {
        assert_eq!(text("a<b>\r&\u{1}"), "a&lt;b&gt;\n&amp;\u{fffd}");
    }
}
