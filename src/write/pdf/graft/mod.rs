//! Papers made elsewhere, laid into the placeholder pages of a finished pack: their
//! content, fonts and pictures as they are, their links, bookmarks, tags and layers,
//! and nothing that runs, plays or sends.
//!
//! The pack is our own file. Papers are other people's, and opened by a reader that
//! mends what is broken; of what it cannot give, a page is laid in without it. What a
//! paper is worth, and what is left out of it, is for others to say.

mod annotation;
mod claims;
mod content;
mod destination;
mod field;
mod import;
mod layers;
mod matrix;
mod operator;
mod outline;
mod pack;
mod page;
mod paper;
mod placeholder;
mod resources;
mod store;
mod stream;
mod tags;
mod value;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use lopdf::{Object, StringFormat};

pub(super) use self::claims::{content, set};
use self::layers::Layers;
use self::pack::Pack;
pub(super) use self::store::body;
use self::tags::Structure;
use crate::digest::Original;
use crate::fault::Fault;

/// A paper whose pages are laid into a pack.
#[derive(Clone, Debug)]
pub struct Paper<'a> {
    /// The PDF.
    pub file: PaperFile,
    /// The title of its bookmark and of its part of the structure tree.
    pub title: &'a str,
    /// Its language, where that is known better than the paper says it.
    pub language: Option<&'a str>,
    /// Its pages, in order.
    pub leaves: Vec<Leaf>,
}

/// A page of a paper, and the placeholder that it is laid on.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// The place of the placeholder among the pack's pages, from 0.
    pub at: usize,
    /// The place of the page in the paper, from 0.
    pub page: usize,
    /// How it is laid there.
    pub fit: Fit,
    /// What is said of the page where it has no tags.
    pub alternative: String,
}

/// How a page is laid on its placeholder: in points, in the page as it is shown (after
/// `Rotate`, from the crop box, in units of `UserUnit`), from the lower left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// How much larger it is.
    pub scale: f64,
    /// How far its left edge is from that of the placeholder.
    pub x: f64,
    /// How far its lower edge is from that of the placeholder.
    pub y: f64,
}

/// What a finished file claims to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims {
    /// The level of ISO 19005-2, if any.
    pub archive: Option<Archive>,
    /// Whether it is PDF/UA-1 (ISO 14289-1).
    pub accessible: bool,
}

/// A level of conformance to PDF/A-2 (ISO 19005-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Archive {
    /// Accessible: tagged, and all text can be read.
    A2a,
    /// All text can be read.
    A2u,
    /// It looks the same for ever.
    A2b,
}

/// Where the file of a paper is.
#[derive(Clone, Debug)]
pub enum PaperFile {
    /// In memory.
    Held(Arc<Vec<u8>>),
    /// On disk, to be read when its turn comes: no more than one is held at a time.
    Read(Arc<Original>),
}

impl PaperFile {
    fn length(&self) -> usize {
        match self {
            Self::Held(bytes) => bytes.len(),
            Self::Read(original) => original.length(),
        }
    }

    fn bytes(&self) -> Result<Arc<Vec<u8>>, Fault> {
        match self {
            Self::Held(bytes) => Ok(bytes.clone()),
            Self::Read(original) => {
                original.read().map(Arc::new).map_err(Fault::file("read", original.path()))
            }
        }
    }
}

/// How much stack the work may take: papers may have objects within objects.
const STACK: usize = 64 << 20;

/// Returns the pack with the papers laid in, claiming what it is told to claim.
///
/// The work has threads of its own, with a deep stack. A thread that waits for them
/// does other work of its own pool meanwhile, so that several packs at once do not
/// wait for each other.
pub fn graft(pack: &[u8], papers: &[Paper<'_>], claims: Claims) -> Result<Vec<u8>, Fault> {
    let threads = rayon::ThreadPoolBuilder::new().stack_size(STACK).build();
    let threads = threads.map_err(|error| Fault::Other(format!("no thread: {error}")))?;
    // A reader that gives up on a paper ends this work and no other.
    let work = || catch_unwind(AssertUnwindSafe(|| lay_in(pack, papers, claims)));
    let gave_up = |_| Fault::Other("a paper is too damaged to be laid into the pack".into());
    threads.install(work).unwrap_or_else(|panic| Err(gave_up(panic)))
}

fn lay_in(pack: &[u8], papers: &[Paper<'_>], claims: Claims) -> Result<Vec<u8>, Fault> {
    let leaves = papers.iter().flat_map(|paper| &paper.leaves);
    let places: BTreeSet<usize> = leaves.map(|leaf| leaf.at).collect();
    let growth = papers.iter().map(|paper| paper.file.length()).sum();
    let mut pack = Pack::open(pack, &places, growth)?;
    let mut structure = Structure::open(&pack)?;
    let mut layers = Layers::default();
    for paper in papers {
        paper::lay(&mut pack, &mut structure, &mut layers, paper)?;
    }
    layers.finish(&mut pack);
    structure.finish(&mut pack);
    if let Some((_, metadata)) = &mut pack.metadata {
        metadata.content = claims::claim(&metadata.content, claims);
    }
    pack.finish()
}

/// Returns a text of ours as a string object.
pub(super) fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let units = text.encode_utf16().flat_map(u16::to_be_bytes);
    Object::String([0xFE, 0xFF].into_iter().chain(units).collect(), StringFormat::Hexadecimal)
}
