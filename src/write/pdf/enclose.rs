//! A finished PDF with files in it: PDF/A-3 (ISO 19005-3) where the file was PDF/A-2.
//!
//! What is added is an incremental update (ISO 32000-1, 7.5.6): the result begins with
//! the finished file byte for byte, so that its pages are the same and anybody can
//! cut it off again.

use lopdf::{Dictionary, Document, Object, StringFormat};
use md5::Md5;
use sha2::{Digest, Sha256};

use super::file::{deflate, stream_bytes};
use super::graft::{body, set, text};
use crate::fault::Fault;
use crate::write::media::media_type;

/// A file within a PDF.
#[derive(Clone, Debug)]
pub struct Enclosure<'a> {
    /// Its name, by which it is told from the others.
    pub name: String,
    /// What it is to the pages.
    pub relation: Relation,
    /// What it holds, for people.
    pub description: String,
    /// The file.
    pub bytes: &'a [u8],
}

/// What an enclosed file is to the pages (ISO 19005-3, annex E).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// What tables and charts were made from.
    Data,
    /// More about the whole.
    Supplement,
}

impl Relation {
    fn word(self) -> &'static str {
        match self {
            Self::Data => "Data",
            Self::Supplement => "Supplement",
        }
    }
}

/// Returns a finished PDF with files in it, dated `date` as `20180306`.
pub fn enclose(pdf: &[u8], files: &[Enclosure<'_>], date: &str) -> Result<Vec<u8>, Fault> {
    let wrong = |what: &str| Fault::Other(format!("no files can be put into the PDF: {what}"));
    let document = Document::load_mem(pdf).map_err(|error| wrong(&error.to_string()))?;
    let mut update =
        Update::of(pdf, &document, files).ok_or_else(|| wrong("it is no file of ours"))?;
    let catalog = update.catalog(&document, files, date);
    catalog.ok_or_else(|| wrong("it has no catalog, or a file is too large"))?;
    update.finish(&document).ok_or_else(|| wrong("it is too large"))
}

/// What comes after the bytes of a finished file.
struct Update {
    bytes: Vec<u8>,
    /// Where each object that is new or anew begins.
    entries: Vec<(u32, usize)>,
    next: u32,
    previous: usize,
    root: u32,
    /// What tells the file from every other.
    ident: Vec<u8>,
}

impl Update {
    fn of(pdf: &[u8], document: &Document, files: &[Enclosure<'_>]) -> Option<Self> {
        let previous = last_table(pdf)?;
        let size = document.trailer.get(b"Size").and_then(Object::as_i64).ok();
        let size = size.and_then(|size| u32::try_from(size).ok()).unwrap_or_default();
        let (root, _) = document.trailer.get(b"Root").and_then(Object::as_reference).ok()?;
        let next = size.max(document.max_id + 1);
        let all = files.iter().fold(Sha256::new_with_prefix(pdf), |all, file| {
            all.chain_update(&file.name).chain_update(file.bytes)
        });
        let ident = all.finalize()[..16].to_vec();
        Some(Self { bytes: pdf.to_vec(), entries: Vec::new(), next, previous, root, ident })
    }

    fn add(&mut self, number: u32, body: &[u8]) {
        self.entries.push((number, self.bytes.len()));
        self.bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        self.bytes.extend_from_slice(body);
        self.bytes.extend_from_slice(b"\nendobj\n");
    }

    fn add_new(&mut self, body: &[u8]) -> u32 {
        let number = self.next;
        self.next += 1;
        self.add(number, body);
        number
    }

    /// Adds the files, and the catalog anew with them and with another claim.
    fn catalog(&mut self, document: &Document, files: &[Enclosure<'_>], date: &str) -> Option<()> {
        let mut catalog = document.get_dictionary((self.root, 0)).ok()?.clone();
        let specifications: Option<Vec<u32>> =
            files.iter().map(|file| self.file(file, date)).collect();
        let specifications = specifications?;
        let references = || specifications.iter().map(|number| Object::Reference((*number, 0)));
        catalog.set("AF", references().collect::<Vec<_>>());
        let mut named: Vec<(&str, Object)> =
            files.iter().map(|file| file.name.as_str()).zip(references()).collect();
        named.sort_by_key(|(name, _)| *name);
        let leaves = named.into_iter().flat_map(|(name, file)| [text(name), file]);
        let mut tree = Dictionary::new();
        tree.set("Names", leaves.collect::<Vec<_>>());
        let trees = catalog.get(b"Names").ok().and_then(|own| document.dereference(own).ok());
        let trees = trees.and_then(|(_, trees)| trees.as_dict().ok());
        let mut trees = trees.cloned().unwrap_or_default();
        trees.set("EmbeddedFiles", tree);
        catalog.set("Names", trees);
        let (metadata, _) = catalog.get(b"Metadata").and_then(Object::as_reference).ok()?;
        let stream = document.get_object((metadata, 0)).and_then(Object::as_stream).ok()?;
        let claimed = claimed(&stream.content, &self.ident);
        let head = format!("<</Type/Metadata/Subtype/XML/Length {}>>", claimed.len());
        self.add(metadata, &stream_bytes(head.as_bytes(), &claimed));
        self.add(self.root, &body(&Object::Dictionary(catalog)));
        Some(())
    }

    /// Adds a file, and returns the number of its specification.
    fn file(&mut self, file: &Enclosure<'_>, day: &str) -> Option<u32> {
        let data = deflate(file.bytes)?;
        let mut stream = Dictionary::new();
        stream.set("Type", name("EmbeddedFile"));
        stream.set("Subtype", name(media_type(&file.name)));
        stream.set("Filter", name("FlateDecode"));
        stream.set("Length", i64::try_from(data.len()).ok()?);
        let mut parameters = Dictionary::new();
        parameters.set("Size", i64::try_from(file.bytes.len()).ok()?);
        let midnight = Object::string_literal(format!("D:{day}000000Z"));
        parameters.set("CreationDate", midnight.clone());
        parameters.set("ModDate", midnight);
        // The format knows no better sum (ISO 32000-1, table 46); the description has one.
        let sum = Md5::digest(file.bytes).to_vec();
        parameters.set("CheckSum", Object::String(sum, StringFormat::Hexadecimal));
        stream.set("Params", parameters);
        let number = self.add_new(&stream_bytes(&body(&Object::Dictionary(stream)), &data));
        let mut embedded = Dictionary::new();
        embedded.set("F", Object::Reference((number, 0)));
        embedded.set("UF", Object::Reference((number, 0)));
        let mut specification = Dictionary::new();
        specification.set("Type", name("Filespec"));
        specification.set("F", text(&file.name));
        specification.set("UF", text(&file.name));
        specification.set("Desc", text(&file.description));
        specification.set("AFRelationship", name(file.relation.word()));
        specification.set("EF", embedded);
        Some(self.add_new(&body(&Object::Dictionary(specification))))
    }

    /// Returns the file with the cross-reference stream of what was added.
    fn finish(mut self, document: &Document) -> Option<Vec<u8>> {
        let (start, own) = (self.bytes.len(), self.next);
        self.entries.push((own, start));
        self.entries.sort_unstable();
        let mut table = Vec::new();
        for (_, offset) in &self.entries {
            table.push(1);
            table.extend_from_slice(&u32::try_from(*offset).ok()?.to_be_bytes());
            table.extend_from_slice(&[0, 0]);
        }
        let index =
            self.entries.iter().flat_map(|(number, _)| [i64::from(*number).into(), 1.into()]);
        let index: Vec<Object> = index.collect();
        let data = deflate(&table)?;
        let mut head = Dictionary::new();
        head.set("Type", name("XRef"));
        head.set("Filter", name("FlateDecode"));
        head.set("Length", i64::try_from(data.len()).ok()?);
        head.set("W", vec![1.into(), 4.into(), Object::from(2)]);
        head.set("Index", index);
        head.set("Size", i64::from(own) + 1);
        head.set("Prev", i64::try_from(self.previous).ok()?);
        head.set("Root", Object::Reference((self.root, 0)));
        if let Ok(information) = document.trailer.get(b"Info") {
            head.set("Info", information.clone());
        }
        let id = Object::String(self.ident.clone(), StringFormat::Hexadecimal);
        let first = document.trailer.get(b"ID").and_then(Object::as_array).ok();
        let first = first.and_then(|ids| ids.first()).unwrap_or(&id).clone();
        head.set("ID", vec![first, id]);
        self.bytes.extend_from_slice(format!("{own} 0 obj\n").as_bytes());
        self.bytes.extend_from_slice(&stream_bytes(&body(&Object::Dictionary(head)), &data));
        self.bytes.extend_from_slice(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
        Some(self.bytes)
    }
}

fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// Returns where the cross-reference stream of a file begins.
fn last_table(pdf: &[u8]) -> Option<usize> {
    let tail = &pdf[pdf.len().saturating_sub(64)..];
    let tail = String::from_utf8_lossy(tail);
    let (_, after) = tail.rsplit_once("startxref")?;
    after.split_whitespace().next()?.parse().ok()
}

/// Returns metadata that claim PDF/A-3 where they claimed PDF/A-2.
fn claimed(metadata: &[u8], ident: &[u8]) -> Vec<u8> {
    let ident = ident.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    let mut metadata = metadata.to_vec();
    set(&mut metadata, "pdfaid:part", "3");
    set(&mut metadata, "xmpMM:InstanceID", &ident);
    metadata
}
