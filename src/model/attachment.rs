//! Papers made elsewhere that stand in a pack as they are: an auditor's letter, a
//! plan, the minutes of another body.

use std::sync::Arc;

use super::narrative::Figure;
use super::part::Part;
use crate::digest::Original;
use crate::place::{Place, Placed};
use crate::survey::{Survey, Verdict};

/// A paper made elsewhere.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Attachment {
    /// Where the report or the agenda names it.
    pub place: Place,
    /// The file.
    pub path: Place,
    /// The file's name.
    pub file: String,
    /// The title.
    pub title: Placed<String>,
    /// `Appendix B`, as its pages are labelled; a paper that is a whole item has none,
    /// nor has one that nobody gave a letter.
    pub label: Option<String>,
    /// What it shows, for those who cannot see it.
    pub alternative: Option<Placed<String>>,
    /// Open or exempt.
    pub part: Part,
    /// What the file holds.
    pub content: Content,
}

/// What the file of a paper holds.
#[derive(Clone, Debug, serde::Serialize)]
pub enum Content {
    /// Pages, which the pack takes over.
    Pages(Foreign),
    /// A picture, which the pack prints on a page of its own.
    Picture(Figure),
}

/// A PDF that was made elsewhere.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Foreign {
    /// The file.
    #[serde(skip)]
    pub original: Arc<Original>,
    /// What was found in it.
    #[serde(serialize_with = "texts")]
    pub survey: Arc<Survey>,
    /// What it deserves to be called.
    #[serde(skip)]
    pub verdict: Arc<Verdict>,
}

impl Attachment {
    /// Returns what it is called where it is spoken of: its label, or its file.
    pub fn name(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.file)
    }

    /// Returns the PDF, where it is one.
    pub fn pages(&self) -> Option<&Foreign> {
        match &self.content {
            Content::Pages(foreign) => Some(foreign),
            Content::Picture(_) => None,
        }
    }

    /// Returns the picture, where it is one.
    pub fn picture(&self) -> Option<&Figure> {
        match &self.content {
            Content::Pages(_) => None,
            Content::Picture(figure) => Some(figure),
        }
    }
}

/// Of what was found in a paper, only what it says is open or exempt with it.
fn texts<S: serde::Serializer>(survey: &Arc<Survey>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(survey.pages.iter().map(|page| &page.text))
}
