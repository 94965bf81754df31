//! A PDF of pictures of pages, with their text under them: what a paper becomes that
//! cannot be made fit for archiving in any other way. PDF/A-2u (ISO 19005-2).
//!
//! It has no tags: nobody has said what on a picture is a heading or a table, and a
//! guess that a validator accepts is still a guess.

mod font;
mod metadata;
mod picture;
mod text;

use lopdf::{Dictionary, Object, dictionary};
use sha2::{Digest, Sha256};

use self::font::Font;
pub use self::metadata::About;
pub use self::picture::{MOST_PIXELS, Picture};
pub use self::text::Word;
use super::file::{File, OBJECTS_A_STREAM, deflate, object_stream};
use crate::fault::Fault;

/// Objects that every file has.
const CATALOG: u32 = 1;
const PAGES: u32 = 2;
const METADATA: u32 = 3;
const PROFILE: u32 = 4;
const FONT: u32 = 5;
const FIRST_FREE: u32 = FONT + font::OBJECTS;

/// The longest side that a page may have in its own units: ISO 19005-2, 6.1.13.
const LONGEST: f64 = 14_400.0;

/// A page: its picture, and its words in points from its lower left corner.
#[derive(Debug)]
pub struct Sheet {
    /// Its width, in points.
    pub width: f64,
    /// Its height, in points.
    pub height: f64,
    /// What is seen.
    pub picture: Picture,
    /// What is searched and copied.
    pub words: Vec<Word>,
}

/// A file that grows page by page; no more of it is held than what is written.
pub struct Facsimile {
    file: File,
    /// Objects that are no streams.
    whole: Vec<(u32, Object)>,
    pages: Vec<u32>,
    font: Font,
    next: u32,
}

impl Facsimile {
    /// Returns a file without pages.
    pub fn begin() -> Self {
        Self {
            file: File::begin(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"),
            whole: Vec::new(),
            pages: Vec::new(),
            font: Font::default(),
            next: FIRST_FREE,
        }
    }

    /// Adds a page.
    pub fn add(&mut self, sheet: &Sheet) -> Result<(), Fault> {
        let unit = (sheet.width.max(sheet.height) / LONGEST).ceil().max(1.0);
        let (width, height) = (sheet.width / unit, sheet.height / unit);
        let (page, content, picture) = (self.next, self.next + 1, self.next + 2);
        self.next += 3;
        self.stream(picture, sheet.picture.dictionary(), &sheet.picture.data)?;
        let text = text::content(&sheet.words, unit, &mut self.font);
        let text = format!("q {width:.3} 0 0 {height:.3} 0 0 cm /P Do Q\n{text}");
        self.packed(content, Dictionary::new(), text.as_bytes())?;
        let mut entries = dictionary! {
            "Type" => "Page",
            "Parent" => Object::Reference((PAGES, 0)),
            "MediaBox" => vec![0.into(), 0.into(), length(width), length(height)],
            "Contents" => Object::Reference((content, 0)),
            "Resources" => dictionary! {
                "Font" => dictionary! { "F" => Object::Reference((FONT, 0)) },
                "XObject" => dictionary! { "P" => Object::Reference((picture, 0)) },
            },
        };
        if unit > 1.0 {
            entries.set("UserUnit", length(unit));
        }
        self.whole.push((page, entries.into()));
        self.pages.push(page);
        Ok(())
    }

    /// Returns the file.
    pub fn finish(mut self, about: &About) -> Result<Vec<u8>, Fault> {
        self.shared(about)?;
        let whole = std::mem::take(&mut self.whole);
        for objects in whole.chunks(OBJECTS_A_STREAM) {
            let packed = object_stream(objects.iter().map(|(number, o)| (*number, body(o))));
            let added = self.file.add_packed(self.next, &packed.ok_or_else(too_great)?);
            added.ok_or_else(too_great)?;
            self.next += 1;
        }
        let own = Sha256::digest(self.file.bytes())[..16].to_vec();
        let own = body(&Object::String(own, lopdf::StringFormat::Hexadecimal));
        let root = format!("/Root {CATALOG} 0 R/ID[").into_bytes();
        let trailer = [&root, &own[..], &own[..], b"]"].concat();
        self.file.finish(self.next, &trailer).ok_or_else(too_great)
    }

    /// Adds what all pages share.
    fn shared(&mut self, about: &About) -> Result<(), Fault> {
        let kids = self.pages.iter().map(|page| Object::Reference((*page, 0))).collect();
        let count = i64::try_from(self.pages.len()).unwrap_or(i64::MAX);
        let pages = dictionary! {
            "Type" => "Pages", "Kids" => Object::Array(kids), "Count" => count,
        };
        self.whole.push((PAGES, pages.into()));
        let intent = dictionary! {
            "Type" => "OutputIntent",
            "S" => "GTS_PDFA1",
            "OutputConditionIdentifier" => Object::string_literal("sRGB"),
            "Info" => Object::string_literal("sRGB IEC61966-2.1"),
            "DestOutputProfile" => Object::Reference((PROFILE, 0)),
        };
        let mut catalog = dictionary! {
            "Type" => "Catalog",
            "Pages" => Object::Reference((PAGES, 0)),
            "Metadata" => Object::Reference((METADATA, 0)),
            "OutputIntents" => vec![intent.into()],
            "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        };
        if let Some(language) = about.language.as_deref().filter(|text| text.is_ascii()) {
            catalog.set("Lang", Object::string_literal(language));
        }
        self.whole.push((CATALOG, catalog.into()));
        self.packed(PROFILE, dictionary! { "N" => 3 }, typst_assets::icc::S_RGB_V4)?;
        let entries = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        self.stream(METADATA, entries, about.packet().as_bytes())?;
        let font = std::mem::take(&mut self.font);
        self.whole.extend(Font::whole(FONT));
        for (number, entries, data) in font.streams(FONT) {
            self.packed(number, entries, &data)?;
        }
        Ok(())
    }

    /// Adds a stream, packed.
    fn packed(&mut self, number: u32, mut entries: Dictionary, data: &[u8]) -> Result<(), Fault> {
        entries.set("Filter", "FlateDecode");
        self.stream(number, entries, &deflate(data).ok_or_else(too_great)?)
    }

    /// Adds a stream as it is.
    fn stream(&mut self, number: u32, mut entries: Dictionary, data: &[u8]) -> Result<(), Fault> {
        entries.set("Length", i64::try_from(data.len()).unwrap_or(i64::MAX));
        let parts = [&body(&entries.into())[..], b"\nstream\n", data, b"\nendstream"];
        self.file.add(number, &parts).ok_or_else(too_great)
    }
}

/// Returns an object as it is written.
fn body(object: &Object) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    let _ = lopdf::Writer::write_object(&mut bytes, object);
    bytes
}

/// Returns a length in points, as exact as the page has it.
#[expect(clippy::cast_possible_truncation, reason = "a length on a page")]
fn length(points: f64) -> Object {
    Object::Real(points as f32)
}

fn too_great() -> Fault {
    Fault::Other("the PDF is too large to be written".into())
}
