//! Papers one by one: each item of a pack, and each appendix of a report, as a
//! PDF of its own with the pack's pages.

use rayon::prelude::*;

use crate::fault::Fault;
use crate::view::{self, ItemView, Pack};
use crate::write::name;
use crate::write::pdf::{self, Document};

const ENDING: &str = ".pdf";

/// A run of a pack's pages that is a document of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its path beside the pack.
    pub path: String,
    /// The document's title.
    pub title: String,
    /// The label of the templates on its first page.
    pub first: String,
    /// The label of the templates on its last page.
    pub last: String,
}

impl Paper {
    /// Returns every item and every appendix that has pages.
    pub fn all(pack: &Pack) -> Vec<Self> {
        pack.items.iter().flat_map(Self::of).collect()
    }

    /// Returns an item and its appendices, where it has pages.
    pub(super) fn of(item: &ItemView) -> Vec<Self> {
        if item.has_pages {
            [vec![Self::item(item)], Self::appendices(item)].concat()
        } else {
            Vec::new()
        }
    }

    /// Returns an item's pages.
    pub(super) fn item(item: &ItemView) -> Self {
        let path = format!("items/{}", name::file_name(item, ENDING));
        Self::new(path, view::item_title(item), &item.id)
    }

    /// Returns the indicators and the risks of an item, those that it has.
    fn appendices(item: &ItemView) -> Vec<Self> {
        let appendix = |title: &str, what: &str, label: &str| {
            let path = format!("appendices/{}", name::appendix_name(item, what, ENDING));
            let title = format!("Agenda item {}: {title}", item.number);
            Self::new(path, title, &format!("{}-{label}", item.id))
        };
        let Some(report) = &item.report else { return Vec::new() };
        let scorecard = report.scorecard.as_ref();
        let register = report.register.as_ref();
        let indicators = scorecard.map(|s| appendix(&s.title, "indicators", "indicators"));
        let risks = register.map(|r| appendix(&r.title, "risk-register", "risks"));
        // A paper that is the whole item is that item's file.
        let papers = report.appendices.iter().enumerate().filter(|_| report.is_written);
        let papers = papers.map(|(index, paper)| {
            let (word, label) = (name::word_of(paper, index), format!("appendix-{}", index + 1));
            appendix(&paper.title, &word, &label)
        });
        indicators.into_iter().chain(risks).chain(papers).collect()
    }

    fn new(path: String, title: String, label: &str) -> Self {
        Self { path, title, first: format!("{label}-first"), last: format!("{label}-last") }
    }

    /// Returns its pages as a document.
    pub fn document(&self, pack: &Document) -> Result<Document, Fault> {
        let Self { title, first, last, .. } = self;
        pack.extract(title, first, last).ok_or_else(|| {
            Fault::Template(format!("no pages bear the labels `{first}` and `{last}`"))
        })
    }

    /// Returns its file, proved to conform.
    fn finished(&self, pack: &Pack, document: &Document) -> Result<Vec<u8>, Fault> {
        Ok(pdf::finish(&self.path, pack, &self.document(document)?)?.bytes)
    }
}

/// Returns the file of every paper of an edition, by its path below `folder`; of a
/// private pack those that are not for publication, for the rest are public.
pub(super) fn papers(
    pack: &Pack,
    document: &Document,
    folder: &str,
) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let finished = |paper: &Paper| {
        let path = format!("{folder}/{}", paper.path);
        paper.finished(pack, document).map(|pdf| (path, pdf))
    };
    let is_private = pack.marking.is_some();
    let own = pack.items.iter().filter(|item| item.part_two.is_some() == is_private);
    let papers: Vec<Paper> = own.flat_map(Paper::of).collect();
    let mut files = Vec::with_capacity(papers.len());
    for few in papers.chunks(AT_ONCE) {
        files.extend(few.par_iter().map(finished).collect::<Result<Vec<_>, Fault>>()?);
    }
    Ok(files)
}

/// How many papers are in hand at most: a worker that waits for its own takes up another,
/// and that one another, until the stack ends.
pub(super) const AT_ONCE: usize = 32;
