//! Papers one by one: each item of a pack, and each appendix of a report, as a
//! PDF of its own with the pack's pages.

use rayon::prelude::*;

use crate::fault::Fault;
use crate::view::{ItemView, Pack};
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
        pack.items.iter().filter(|item| item.has_pages).flat_map(of_item).collect()
    }

    /// Returns its pages as a document.
    pub fn document(&self, pack: &Document) -> Result<Document, Fault> {
        let Self { title, first, last, .. } = self;
        pack.extract(title, first, last).ok_or_else(|| {
            Fault::Template(format!("no pages bear the labels `{first}` and `{last}`"))
        })
    }

    /// Returns its file, proved to conform.
    fn finished(&self, pack: &Document) -> Result<Vec<u8>, Fault> {
        let pdf = pdf::compact(&pdf::export(&self.document(pack)?)?)?;
        pdf::conform(&self.path, &pdf)?;
        Ok(pdf)
    }
}

/// Returns the file of every paper, by its path beside the pack.
pub(super) fn papers(pack: &Pack, document: &Document) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let finished = |paper: Paper| paper.finished(document).map(|pdf| (paper.path, pdf));
    Paper::all(pack).into_par_iter().map(finished).collect()
}

fn of_item(item: &ItemView) -> Vec<Paper> {
    let paper = |path: String, title: &str, label: &str| Paper {
        path,
        title: format!("Agenda item {}: {title}", item.number),
        first: format!("{label}-first"),
        last: format!("{label}-last"),
    };
    let title = item.report.as_ref().map_or(&item.title, |report| &report.title);
    let path = format!("items/{}", name::file_name(item, ENDING));
    let mut papers = vec![paper(path, title, &item.id)];
    let mut appendix = |title: &str, what: &str, label: &str| {
        let path = format!("appendices/{}", name::appendix_name(item, what, ENDING));
        papers.push(paper(path, title, &format!("{}-{label}", item.id)));
    };
    if let Some(scorecard) = item.report.as_ref().and_then(|report| report.scorecard.as_ref()) {
        appendix(&scorecard.title, "performance", "indicators");
    }
    if let Some(register) = item.report.as_ref().and_then(|report| report.register.as_ref()) {
        appendix(&register.title, "risk", "risks");
    }
    papers
}
