//! The styles of a document: which are headings, and what letters look like in them.

use std::collections::BTreeMap;

use super::tree::Element;

/// How far a style may go on from others.
const MAX_CHAIN: usize = 20;

/// What letters look like; nothing where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) highlighted: Option<bool>,
}

impl Look {
    /// Returns what the properties of a run say.
    pub(super) fn of(properties: &Element) -> Self {
        let struck = [properties.switch("w:strike"), properties.switch("w:dstrike")];
        Self {
            bold: properties.switch("w:b"),
            italic: properties.switch("w:i"),
            hidden: properties.switch("w:vanish"),
            struck: struck.into_iter().flatten().reduce(|one, other| one || other),
            highlighted: properties.switch("w:highlight"),
        }
    }

    /// Returns the look where what this leaves open is as in another.
    pub(super) fn over(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            highlighted: self.highlighted.or(other.highlighted),
        }
    }
}

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading of a level, from 1.
    Heading(u8),
    /// The title of the document.
    Title,
    /// What stands below a picture or above a table.
    Caption,
    /// A quotation.
    Quote,
    /// A line of a table of contents.
    Contents,
    /// Text.
    Text,
}

/// A list that a paragraph belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ListRef {
    pub(super) number: String,
    pub(super) level: usize,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<ListRef>,
    look: Look,
}

/// The styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    list: BTreeMap<String, Style>,
    /// The style of a paragraph that names none.
    default: Option<String>,
    /// What letters look like where no style says anything.
    base: Look,
}

impl Styles {
    /// Returns the styles of a part.
    pub(super) fn of(root: &Element) -> Self {
        let base = root.way(&["w:docDefaults", "w:rPrDefault", "w:rPr"]);
        let mut styles = Self { base: base.map(Look::of).unwrap_or_default(), ..Self::default() };
        for style in root.elements().filter(|element| element.name == "w:style") {
            let Some(id) = style.attribute("w:styleId") else { continue };
            let is_default = matches!(style.attribute("w:default"), Some("1" | "true" | "on"));
            if is_default && style.attribute("w:type") == Some("paragraph") {
                styles.default = Some(id.into());
            }
            let paragraph = style.child("w:pPr");
            styles.list.insert(
                id.into(),
                Style {
                    name: style.value("w:name").unwrap_or_default().to_lowercase(),
                    based_on: style.value("w:basedOn").map(str::to_string),
                    outline: paragraph.and_then(outline),
                    list: paragraph.and_then(list),
                    look: style.child("w:rPr").map(Look::of).unwrap_or_default(),
                },
            );
        }
        styles
    }

    /// Returns a style and those that it goes on from, nearest first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let first = id.and_then(|id| self.list.get(id));
        let next = |style: &&'a Style| self.list.get(style.based_on.as_deref()?);
        std::iter::successors(first, next).take(MAX_CHAIN)
    }

    /// Returns the style of a paragraph.
    pub(super) fn of_paragraph<'a>(&'a self, properties: Option<&'a Element>) -> Option<&'a str> {
        properties.and_then(|p| p.value("w:pStyle")).or(self.default.as_deref())
    }

    /// Returns what a paragraph is: by its own outline level, or its style's name or
    /// level, or those of the styles that it goes on from.
    pub(super) fn kind(&self, properties: Option<&Element>) -> Kind {
        if let Some(level) = properties.and_then(outline) {
            return if level < 9 { Kind::Heading(level + 1) } else { Kind::Text };
        }
        for style in self.chain(self.of_paragraph(properties)) {
            if let Some(kind) = named(&style.name) {
                return kind;
            }
            if let Some(level) = style.outline {
                return if level < 9 { Kind::Heading(level + 1) } else { Kind::Text };
            }
        }
        Kind::Text
    }

    /// Returns the list that a paragraph belongs to, by itself or by its style.
    pub(super) fn list(&self, properties: Option<&Element>) -> Option<ListRef> {
        let own = properties.and_then(|p| p.child("w:numPr"));
        let of_style = self.chain(self.of_paragraph(properties)).find_map(|s| s.list.as_ref());
        let level = own.and_then(|own| own.value("w:ilvl")).and_then(|level| level.parse().ok());
        let number = own.and_then(|own| own.value("w:numId")).map(str::to_string);
        let found = ListRef {
            number: number.or_else(|| of_style.map(|style| style.number.clone()))?,
            level: level.or(of_style.map(|style| style.level)).unwrap_or(0).min(8),
        };
        (found.number != "0").then_some(found)
    }

    /// Returns what letters look like in a run of a paragraph. The letters of a heading
    /// look as the house style has them.
    pub(super) fn look(&self, paragraph: Option<&Element>, run: Option<&Element>) -> Look {
        let mut look = run.map(Look::of).unwrap_or_default();
        for style in self.chain(run.and_then(|run| run.value("w:rStyle"))) {
            look = look.over(style.look);
        }
        for style in self.chain(self.of_paragraph(paragraph)) {
            look = look.over(style.look);
        }
        look.over(self.base)
    }
}

fn outline(properties: &Element) -> Option<u8> {
    properties.value("w:outlineLvl")?.parse().ok()
}

fn list(properties: &Element) -> Option<ListRef> {
    let numbering = properties.child("w:numPr")?;
    let level = numbering.value("w:ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
    Some(ListRef { number: numbering.value("w:numId")?.to_string(), level })
}

/// What a style of Word's own is; a file has their names in English, whatever the
/// language of the program, and their ids in that language.
fn named(name: &str) -> Option<Kind> {
    let level = name.strip_prefix("heading ").and_then(|level| level.trim().parse::<u8>().ok());
    match (level, name) {
        (Some(level @ 1..=9), _) => Some(Kind::Heading(level)),
        (_, "title") => Some(Kind::Title),
        (_, "caption") => Some(Kind::Caption),
        (_, "quote" | "intense quote" | "quotations") => Some(Kind::Quote),
        (_, name) if name.starts_with("toc ") && name != "toc heading" => Some(Kind::Contents),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse;
    use super::*;

    fn styles() -> Styles {
        let text = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
            <w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
            <w:style w:styleId="berschrift2"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>
            <w:style w:styleId="Own"><w:name w:val="Council heading"/><w:basedOn w:val="berschrift2"/></w:style>
            <w:style w:styleId="Flat"><w:name w:val="Flat"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
            <w:style w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
            <w:style w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style></w:styles>"#;
        Styles::of(&parse(text).expect("sound"))
    }

    fn paragraph(properties: &str) -> Element {
        let text = format!(
            r#"<w:pPr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{properties}</w:pPr>"#
        );
        parse(&text).expect("sound")
    }

    #[test]
    fn headings_are_known_by_name_by_level_and_by_what_they_go_on_from() {
        let styles = styles();
        for (properties, kind) in [
            (r#"<w:pStyle w:val="berschrift2"/>"#, Kind::Heading(2)),
            (r#"<w:pStyle w:val="Own"/>"#, Kind::Heading(2)),
            (r#"<w:pStyle w:val="Flat"/>"#, Kind::Heading(1)),
            (r#"<w:outlineLvl w:val="2"/>"#, Kind::Heading(3)),
            (r#"<w:pStyle w:val="Own"/><w:outlineLvl w:val="9"/>"#, Kind::Text),
            (r#"<w:pStyle w:val="A"/>"#, Kind::Text),
            ("", Kind::Text),
        ] {
            assert_eq!(styles.kind(Some(&paragraph(properties))), kind, "{properties}");
        }
    }

    #[test]
    fn a_run_looks_as_itself_says_and_else_as_its_styles() {
        let styles = styles();
        let own = paragraph(r#"<w:pStyle w:val="Own"/>"#);
        assert_eq!(styles.look(Some(&own), None).bold, Some(true));
        let off = paragraph(r#"<w:b w:val="0"/>"#);
        assert_eq!(styles.look(Some(&own), Some(&off)).bold, Some(false));
    }
}
