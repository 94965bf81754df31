//! A report: its cover under the council's own headings, its narrative, and
//! the tables that belong to it.

use jiff::civil::Date;

use super::attachment::Attachment;
use super::indicator::Scorecard;
use super::narrative::{Block, ExemptSection, Prose, plain};
use super::part::Part;
use super::risk::Register;
use crate::place::{Place, Placed};

/// One heading of the cover with what the report says under it.
#[derive(Clone, Debug, serde::Serialize)]
pub struct CoverEntry {
    /// Which of the council's headings.
    pub key: String,
    /// The values, one a row; empty where the report says nothing.
    pub values: Vec<Prose>,
}

/// A report to a committee.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Report {
    /// The folder it was read from.
    pub place: Place,
    /// The title.
    pub title: Placed<String>,
    /// The committee that it is written for.
    pub report_for: Option<Placed<String>>,
    /// The date of the meeting that it is written for.
    pub date: Option<Placed<Date>>,
    /// Open or exempt.
    pub part: Part,
    /// The cover, in the council's order of headings.
    pub cover: Vec<CoverEntry>,
    /// Terms and their meanings.
    pub glossary: Vec<(Placed<String>, String)>,
    /// The numbered prose.
    pub narrative: Vec<Block>,
    /// The same prose as its author wrote it, paragraph by paragraph.
    pub written: Vec<Placed<String>>,
    /// The document that the narrative was read from, where that is a file of its own.
    #[serde(skip)]
    pub document: Option<Place>,
    /// The names of the folder's other files: appendices and what is not read.
    pub files: Vec<Placed<String>>,
    /// The indicators, where the report has a workbook of them.
    pub scorecard: Option<Scorecard>,
    /// The risks, where the report has a register.
    pub register: Option<Register>,
    /// The papers made elsewhere that stand behind it.
    pub appendices: Vec<Attachment>,
}

impl Report {
    /// Returns what the cover says under a heading.
    pub fn entry(&self, key: &str) -> &[Prose] {
        self.cover.iter().find(|entry| entry.key == key).map_or(&[], |entry| &entry.values)
    }

    /// Returns whether the whole of it is a paper made elsewhere, without a cover or
    /// narrative of the council's own form.
    pub fn is_made_elsewhere(&self) -> bool {
        self.appendices.iter().any(|paper| paper.path == self.place)
    }

    /// Returns the prose as written, each paragraph with whether the public may
    /// read it.
    pub fn written_by_part(&self) -> Vec<(&Placed<String>, bool)> {
        let mut headings = self.narrative.iter().filter_map(|block| match block {
            Block::Heading { level, text, part, .. } => Some((*level, plain(text), part)),
            _ => None,
        });
        let (mut next, mut exempt) = (headings.next(), ExemptSection::default());
        let written = self.written.iter().map(|written| {
            let line = written.lines().next().unwrap_or_default();
            let line = line.trim_start_matches('#').trim_end_matches('#').trim();
            if let Some((level, _, part)) = next.take_if(|(_, text, _)| text.trim() == line) {
                exempt.heading(level, part);
                next = headings.next();
            }
            (written, exempt.exemption().is_none())
        });
        written.collect()
    }
}
