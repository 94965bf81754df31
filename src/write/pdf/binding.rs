//! A pack with the papers made elsewhere in their places, claiming what it is and
//! no more.

use super::Document;
use super::graft::{Archive, Claims, Fit, Leaf, Paper, PaperFile, graft};
use super::standards::{conform, upheld};
use crate::fault::Fault;
use crate::view::{AppendixPage, AppendixView, Files, Pack};

/// A pack in one piece, not yet proved to be what it claims.
#[derive(Debug)]
pub struct Bound<'a> {
    /// The council's own pages.
    own: Vec<u8>,
    papers: Vec<Paper<'a>>,
    claims: Claims,
    bytes: Vec<u8>,
}

/// A finished file.
#[derive(Debug)]
pub struct Finished {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it is, by both standards.
    pub claims: Claims,
}

/// The proof that a file is what it claims, where that is still owed: nothing of the
/// file may be published before.
#[must_use]
#[derive(Debug)]
pub struct Owed(Option<(String, Vec<u8>)>);

impl Owed {
    /// Returns the proof that a file of the council's own pages owes.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Self(Some((name.to_string(), bytes.to_vec())))
    }

    /// Proves the file.
    ///
    /// # Errors
    ///
    /// Fails with every rule that the file breaks.
    pub fn settle(self) -> Result<(), Fault> {
        self.0.map_or(Ok(()), |(name, bytes)| conform(&name, &bytes))
    }
}

/// Lays the papers of a pack into the pages that a document has for them; `own` is
/// the document's file, made compact.
///
/// # Errors
///
/// Fails where a paper's file is not at hand.
pub fn bind<'a>(own: Vec<u8>, pack: &'a Pack, document: &Document) -> Result<Bound<'a>, Fault> {
    let reports = pack.items.iter().filter_map(|item| item.report.as_ref());
    let mut papers = Vec::new();
    let mut claims = Claims::OWN;
    for paper in reports.flat_map(|report| &report.appendices) {
        let leaves = leaves(paper, document);
        if !leaves.is_empty() {
            claims = claims.lowest(worth(paper));
            papers.push(Paper { leaves, ..of(paper, &pack.files)? });
        }
    }
    let bytes = if papers.is_empty() { own.clone() } else { graft(&own, &papers, claims)? };
    Ok(Bound { own, papers, claims, bytes })
}

fn of<'a>(paper: &'a AppendixView, files: &Files) -> Result<Paper<'a>, Fault> {
    let original = files.get(&paper.file).cloned().ok_or_else(|| {
        Fault::Other(format!(
            "the file of `{}` that was published (SHA-256 {}) is not among the inputs; put it back under the name that its report gives",
            paper.title, paper.file
        ))
    })?;
    Ok(Paper {
        file: PaperFile::Read(original),
        title: &paper.title,
        language: paper.language.as_deref(),
        leaves: Vec::new(),
    })
}

/// Returns the pages of a paper that a document has; a print edition may have none.
fn leaves(paper: &AppendixView, document: &Document) -> Vec<Leaf> {
    let leaf = |(page, laid): (usize, &AppendixPage)| {
        Some(Leaf {
            at: document.index_of(&format!("{}-page-{}", paper.id, page + 1))?,
            page,
            fit: Fit { scale: laid.scale, x: laid.left, y: laid.below },
            alternative: laid.alternative.clone(),
        })
    };
    paper.pages.iter().enumerate().filter_map(leaf).collect()
}

/// Returns what a paper's pages are by themselves.
fn worth(paper: &AppendixView) -> Claims {
    let archive = match paper.archive.as_deref() {
        Some("2a") => Some(Archive::A2a),
        Some("2u") => Some(Archive::A2u),
        Some("2b") => Some(Archive::A2b),
        _ => None,
    };
    Claims { archive, accessible: paper.is_accessible }
}

impl Bound<'_> {
    /// Returns the file, proved to be what it claims.
    ///
    /// # Errors
    ///
    /// Fails where a file of the council's own pages is not all that it claims.
    pub fn proved(self, name: &str) -> Result<Finished, Fault> {
        let (finished, owed) = self.settled(name)?;
        owed.settle()?;
        Ok(finished)
    }

    /// Returns the file as it will be, and the proof that it owes. A file of the
    /// council's own pages has to be all that it claims, so it can be proved while it is put
    /// to use; one with other people's papers claims less until it is true.
    pub fn settled(mut self, name: &str) -> Result<(Finished, Owed), Fault> {
        if self.papers.is_empty() {
            let owed = Owed::of(name, &self.bytes);
            return Ok((Finished { bytes: self.bytes, claims: self.claims }, owed));
        }
        loop {
            let upheld = upheld(&self.bytes, self.claims);
            if upheld == self.claims {
                let finished = Finished { bytes: self.bytes, claims: self.claims };
                return Ok((finished, Owed(None)));
            }
            self.claims = upheld;
            self.bytes = graft(&self.own, &self.papers, self.claims)?;
        }
    }
}
