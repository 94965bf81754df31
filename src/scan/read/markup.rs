//! HTML and XML: text, attributes, comments and whatever else stands between the
//! angle brackets, read as leniently as a browser does.

use super::Search;
use super::base64;
use crate::scan::needle::Rigour;
use crate::scan::passage::Passage;

/// Elements that are a part of a line: a word may begin before and end behind them.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "r", "rpr", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "t", "text", "time", "tspan", "u", "var", "wbr",
];

/// Elements whose text is no content: of spreadsheets what refers to cells, of the history
/// of a bag how many bytes a file has.
const REFERENCES: &[&str] = &["definedname", "size", "sqref"];

/// Elements of files that programs read, whose text is the format's own: what a PDF says
/// of its metadata, and a workbook of its program and the kinds of its parts.
const SCHEMAS: &[&str] = &["schemas", "application", "headingpairs"];

/// Searches a page or a part of a package; `part` is the part's name.
pub(in crate::scan) fn markup(search: &mut Search<'_>, text: &str, part: &str) {
    let mut reading = Reading { text, at: 0, part, ..Reading::default() };
    while reading.at < text.len() {
        reading.step();
    }
    search.passage(&reading.content, Rigour::Content);
    search.passage(&reading.references, Rigour::Form);
    search.passage(&reading.schemas, Rigour::Schema);
    for (place, value, rigour) in &reading.attributes {
        search.address(value, *rigour, |_| place.clone());
        if let Some((_, data)) = value.split_once(";base64,") {
            let bytes = base64::decode(data);
            search.within(place.clone(), |search| search.file(&bytes));
        }
    }
}

#[derive(Default)]
struct Reading<'a> {
    text: &'a str,
    at: usize,
    part: &'a str,
    line: usize,
    counted: usize,
    content: Passage,
    references: Passage,
    schemas: Passage,
    attributes: Vec<(String, String, Rigour)>,
    /// The cell of a sheet, or the number of a shared string.
    cell: Option<String>,
    strings: usize,
    is_index: bool,
    element: String,
    /// The element of the format's own words that is open.
    schema: Option<String>,
}

impl<'a> Reading<'a> {
    fn step(&mut self) {
        let rest = &self.text[self.at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            self.aside(comment, "-->", 4, "comment");
        } else if let Some(data) = rest.strip_prefix("<![CDATA[") {
            let end = data.find("]]>").unwrap_or(data.len());
            self.say(&data[..end], false);
            self.at += (9 + end + 3).min(rest.len());
        } else if let Some(instruction) = rest.strip_prefix("<?") {
            self.aside(instruction, "?>", 2, "instruction");
        } else if let Some(declaration) = rest.strip_prefix("<!") {
            self.aside(declaration, ">", 2, "declaration");
        } else if rest.starts_with('<')
            && rest[1..].starts_with(|c: char| c == '/' || c.is_alphabetic())
        {
            self.tag(rest);
        } else {
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let end = rest[first..].find('<').map_or(rest.len(), |end| end + first);
            self.say(&rest[..end], true);
            self.at += end;
        }
    }

    fn aside(&mut self, inner: &str, until: &str, before: usize, what: &str) {
        let end = inner.find(until).unwrap_or(inner.len());
        let place = format!("{}, {what}", self.place());
        self.content.cut();
        self.content.at(place);
        self.content.push(&decoded(&inner[..end]));
        self.content.cut();
        self.at = (self.at + before + end + until.len()).min(self.text.len());
    }

    fn place(&mut self) -> String {
        self.line += self.text[self.counted..self.at].matches('\n').count();
        self.counted = self.at;
        match (&self.cell, self.part) {
            (Some(cell), part) => format!("{part}, {cell}"),
            (None, "") => format!("line {}", self.line + 1),
            (None, part) => part.into(),
        }
    }

    fn say(&mut self, text: &str, encoded: bool) {
        if text.trim().is_empty() {
            if !text.is_empty() && self.part.is_empty() {
                self.content.space();
            }
            return;
        }
        let text = if encoded { decoded(text) } else { text.into() };
        let place = self.place();
        if self.schema.is_some() {
            self.schemas.at(place);
            self.schemas.push(&text);
            self.schemas.cut();
        } else if REFERENCES.contains(&self.element.as_str()) {
            self.references.at(place);
            self.references.push(&text);
            self.references.cut();
        } else if !(self.is_index && self.element == "v") {
            self.content.at(place);
            self.content.push(&text);
        }
    }

    fn tag(&mut self, rest: &'a str) {
        let inner = &rest[1..end_of_tag(rest)];
        let closing = inner.starts_with('/');
        let name = inner.trim_start_matches('/');
        let name = &name[..name.find([' ', '\t', '\n', '\r', '/']).unwrap_or(name.len())];
        let local = name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase();
        if !INLINE.contains(&local.as_str()) {
            self.content.space();
        }
        if !closing {
            let place = self.place();
            let attributes = attributes(&inner[name.len()..]);
            self.enter(&local, &attributes);
            for (attribute, value) in attributes {
                let place = format!("{place}, {name} {attribute}");
                let rigour = rigour_of(self.part, attribute, value);
                self.attributes.push((place, decoded(value), rigour));
            }
        }
        self.enter_schema(&local, closing, inner.ends_with('/'));
        self.element = if closing { String::new() } else { local };
        self.at = (self.at + inner.len() + 2).min(self.text.len());
    }

    /// Notes whether what follows is the format's own.
    fn enter_schema(&mut self, element: &str, closing: bool, empty: bool) {
        if closing && self.schema.as_deref() == Some(element) {
            self.schema = None;
        } else if !closing && !empty && !self.part.is_empty() && SCHEMAS.contains(&element) {
            self.schema.get_or_insert_with(|| element.to_string());
        }
    }

    /// Notes which cell of a sheet or which shared string begins.
    fn enter(&mut self, element: &str, attributes: &[(&str, &str)]) {
        let of = |wanted| attributes.iter().find(|(name, _)| *name == wanted).map(|(_, v)| *v);
        match element {
            "c" if !self.part.is_empty() => {
                self.cell = of("r").map(str::to_string);
                self.is_index = matches!(of("t"), Some("s" | "b" | "e"));
            }
            "comment" if !self.part.is_empty() => self.cell = of("ref").map(str::to_string),
            "si" => {
                self.strings += 1;
                self.cell = Some(format!("string {}", self.strings));
            }
            "sheetdata" | "row" | "mergecells" | "pagemargins" => self.cell = None,
            _ => {}
        }
    }
}

/// Returns how much is looked for in an attribute. The formats of numbers in a workbook
/// are seen, its other styles and its theme are not.
fn rigour_of(part: &str, attribute: &str, value: &str) -> Rigour {
    let is_style = part.ends_with("/styles.xml") || part.contains("/theme/");
    let is_own = attribute.starts_with("xmlns")
        || attribute.starts_with("rdf:")
        || (attribute == "name" && value.starts_with("_xlnm."))
        || (is_style && attribute != "formatCode");
    if is_own && !part.is_empty() { Rigour::Schema } else { Rigour::Form }
}

/// Returns where a tag ends: at the next `>` outside quotes.
fn end_of_tag(rest: &str) -> usize {
    let mut quote = None;
    for (index, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return index,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    rest.find('>').unwrap_or(rest.len())
}

/// Returns the attributes of a tag as they are written.
fn attributes(mut inner: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    loop {
        inner = inner.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = inner.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(inner.len());
        if end == 0 && !inner.starts_with('=') {
            return found;
        }
        let name = &inner[..end];
        let rest = inner[end..].trim_start();
        let Some(rest) = rest.strip_prefix('=') else {
            found.push((name, name));
            inner = rest;
            continue;
        };
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, rest) = match quote {
            Some(quote) => rest[1..].split_once(quote).unwrap_or((&rest[1..], "")),
            None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        found.push((name, value));
        inner = rest;
    }
}

/// The named entities that texts of councils use.
const ENTITIES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("shy", "\u{ad}"),
    ("pound", "£"),
    ("euro", "€"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("hellip", "…"),
    ("middot", "·"),
    ("thinsp", "\u{2009}"),
    ("zwnj", "\u{200c}"),
    ("zwj", "\u{200d}"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("ecirc", "ê"),
    ("acirc", "â"),
    ("ocirc", "ô"),
    ("wcirc", "ŵ"),
    ("ycirc", "ŷ"),
    ("icirc", "î"),
    ("ucirc", "û"),
    ("uuml", "ü"),
    ("ouml", "ö"),
];

/// Returns a text with its entities as the characters that they stand for.
fn decoded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let character = end.and_then(|end| entity(&rest[1..end]));
        if let (Some(character), Some(end)) = (character, end) {
            plain.push_str(&character);
            rest = &rest[end + 1..];
        } else {
            plain.push('&');
            rest = &rest[1..];
        }
    }
    plain + rest
}

fn entity(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).map(String::from);
    }
    ENTITIES.iter().find(|(entity, _)| *entity == name).map(|(_, character)| (*character).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn entities_are_read() {
        assert_eq!(
            decoded("R&amp;D &#163;1 &#x41;&nbsp;& &unknown; é"),
            "R&D £1 A\u{a0}& &unknown; é"
        );
    }

    #[test]
    fn attributes_are_read_in_every_spelling() {
        let found = attributes(" a=\"1 > 2\" b = 'x' hidden c=d/");
        assert_eq!(found, [("a", "1 > 2"), ("b", "x"), ("hidden", "hidden"), ("c", "d/")]);
    }

    proptest! {
        #[test]
        fn no_text_stops_the_reading(text in "[<>a-c/!?=\"'é& \\-\\[\\]]{0,40}") {
            let mut reading = Reading { text: &text, ..Reading::default() };
            while reading.at < text.len() {
                let before = reading.at;
                reading.step();
                prop_assert!(reading.at > before);
            }
        }
    }
}
