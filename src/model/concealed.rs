//! What an input holds and does not show: hidden cells, comments, links to other
//! files, the names of its authors.
//!
//! Inputs are not published; but what is hidden in them may be read into a pack,
//! and a file that is sent on tells all of it.

use std::fmt;

use crate::place::Place;

/// One thing that an input holds and does not show, at the best place that is
/// known of it: the cell, the sheet or the file.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Concealed {
    /// Where it is, or where it begins.
    pub place: Place,
    /// What it is.
    pub what: Concealment,
}

/// The kinds of things that inputs hold and do not show.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Concealment {
    /// A hidden sheet, and how many of its cells hold something.
    Sheet {
        /// How it is hidden.
        manner: Manner,
        /// How many cells hold something.
        cells: usize,
    },
    /// Hidden rows that hold something.
    Rows(Lines),
    /// Hidden columns that hold something.
    Columns(Lines),
    /// Comments on cells of one sheet; the place is the first one's cell.
    Comments {
        /// What program feature they are.
        kind: CommentKind,
        /// How many.
        count: usize,
    },
    /// A log of who changed what.
    TrackedChanges,
    /// Values taken from another file, by its name.
    ExternalLink(String),
    /// A copy of the rows behind a pivot table.
    PivotCache,
    /// A connection to a database, a query or a data model.
    DataConnection,
    /// Names of people or bodies among the document's properties.
    Properties(Vec<Property>),
    /// Files within the file.
    Embedded {
        /// What they are.
        kind: EmbeddedKind,
        /// How many.
        count: usize,
    },
    /// Programs within the file.
    Macros,
    /// Hidden text of a document.
    Text {
        /// In how many paragraphs it stands.
        paragraphs: usize,
    },
}

/// How a sheet is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Manner {
    /// The program's menu shows it again.
    Hidden,
    /// Only a macro shows it again.
    VeryHidden,
}

/// Hidden rows or columns of one sheet.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Lines {
    /// First and last of each run that holds something, counted from zero: one
    /// run, unless a filter hides so many that they are one thing.
    pub runs: Vec<(u32, u32)>,
    /// How many cells in them hold something.
    pub cells: usize,
}

impl Lines {
    /// Returns whether a row or column is among them.
    pub fn holds(&self, line: u32) -> bool {
        self.runs.iter().any(|(first, last)| (*first..=*last).contains(&line))
    }

    /// Returns how many rows or columns they are.
    pub fn count(&self) -> u32 {
        self.runs.iter().map(|(first, last)| last - first + 1).sum()
    }
}

/// The kinds of comments on cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum CommentKind {
    /// A note that stands alone.
    Note,
    /// A comment with replies, each with its author's account.
    Thread,
}

/// The kinds of files within a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum EmbeddedKind {
    /// A document, a workbook or any other file.
    File,
    /// A picture.
    Picture,
    /// A box or shape with words in it.
    TextBox,
}

/// One property of a document that names someone.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Property {
    /// What the name is of.
    pub kind: PropertyKind,
    /// The name.
    pub name: String,
}

/// Whom a property names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum PropertyKind {
    /// Who made the file.
    Author,
    /// Who saved it last.
    LastEditor,
    /// Their manager.
    Manager,
    /// Their employer.
    Company,
}

impl fmt::Display for PropertyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Author => "author",
            Self::LastEditor => "last editor",
            Self::Manager => "manager",
            Self::Company => "company",
        })
    }
}
