//! Everything that is said about a file.

use serde::Serialize;

use super::active::Active;
use super::contents::{Form, Layer, Signature};
use super::page::Page;

/// What can be said about a PDF.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Survey {
    /// The version that it states, `1.7` say.
    pub version: String,
    /// The program that wrote the PDF.
    pub producer: Option<String>,
    /// The program that made the document.
    pub creator: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its author.
    pub author: Option<String>,
    /// When it was made, by its own word.
    pub made: Option<String>,
    /// When it was last changed, by its own word.
    pub changed: Option<String>,
    /// The language that it is in, by its own word: `en-GB` say.
    pub language: Option<String>,
    /// Whether it is tagged, and its tags have content.
    pub tagged: bool,
    /// What it claims to be.
    pub claims: Claims,
    /// Whether and how it is encrypted.
    pub encryption: Encryption,
    /// Whether its table of objects is wrong, so that it had to be searched for them.
    pub repaired: bool,
    /// How many states of the file are in it: 1 where it was written in one go.
    pub revisions: usize,
    /// The form in it.
    pub form: Option<Form>,
    /// Its signatures.
    pub signatures: Vec<Signature>,
    /// The names of the files in it.
    pub files: Vec<String>,
    /// Its layers.
    pub layers: Vec<Layer>,
    /// What it does by itself, and what reports on its readers.
    pub active: Vec<Active>,
    /// The fonts that its pages name and it has not.
    pub absent_fonts: Vec<String>,
    /// How many of its pictures and metadata say where something was.
    pub places: usize,
    /// Its pages, in order.
    pub pages: Vec<Page>,
}

/// What a file claims to be; what it deserves is another matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Claims {
    /// The part and level of PDF/A: `2a` say.
    pub archive: Option<String>,
    /// The part of PDF/UA: `1` say.
    pub accessible: Option<String>,
}

/// Whether and how a file is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Encryption {
    /// It is not.
    None,
    /// Anybody can open it; the owner forbids some uses.
    OwnerOnly,
}
