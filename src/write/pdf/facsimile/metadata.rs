//! What a picture of a paper says about itself (ISO 16684, XMP).

/// What is said about a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its title.
    pub title: Option<String>,
    /// Its language, such as `en-GB`.
    pub language: Option<String>,
}

impl About {
    /// Returns the packet of metadata. It has no dates: the same paper gives the same
    /// bytes.
    pub(super) fn packet(&self) -> String {
        let title = self.title.as_deref().map(escaped).unwrap_or_default();
        let title = match title.as_str() {
            "" => String::new(),
            title => format!(
                "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>"
            ),
        };
        format!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
             <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
             <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
             <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
             xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">{title}\
             <xmp:CreatorTool>agendapack {version}</xmp:CreatorTool>\
             <pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>\
             </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>",
            version = env!("CARGO_PKG_VERSION")
        )
    }
}

/// Returns a text as it is written in XML, without the characters that XML has no
/// place for.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => out.push(' '),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => out.push(letter),
        }
    }
    out
}
