//! What was found in a folder: the files that were read, and what was wrong.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::book::{self, Book};
use super::grid::Workbook;
use super::source::Sources;
use super::word::Word;
use super::{leftover, report, word, workbook};
use crate::diag::Diagnostics;
use crate::model::concealed::Concealed;
use crate::model::council::Council;
use crate::place::Place;

/// One folder's share of a [`Reading`](super::Reading).
#[derive(Default)]
pub(super) struct Found {
    /// The files that were read.
    pub(super) files: Vec<PathBuf>,
    /// The same, for drawing diagnostics.
    pub(super) sources: Sources,
    /// What they hold and do not show.
    pub(super) concealed: Vec<Concealed>,
    /// What is wrong with them.
    pub(super) diagnostics: Diagnostics,
}

impl Found {
    /// Adds another's share.
    pub(super) fn join(&mut self, other: Self) {
        self.files.extend(other.files);
        self.sources.extend(other.sources);
        self.concealed.extend(other.concealed);
        self.diagnostics.extend(other.diagnostics);
    }

    /// Opens a workbook and remembers it.
    pub(super) fn workbook(&mut self, path: &Path, place: Place) -> Option<Arc<Workbook>> {
        self.files.push(path.to_path_buf());
        match workbook::open(path, place) {
            Ok(workbook) => {
                let workbook = Arc::new(workbook);
                self.sources.add_workbook(&workbook);
                self.concealed.extend_from_slice(workbook.concealed());
                Some(workbook)
            }
            Err(diagnostic) => {
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    /// Remembers a text file's lines.
    pub(super) fn text(&mut self, path: &Path, place: &Place) {
        if let Ok(text) = book::read_text(path, place) {
            self.sources.add_text(place, &text);
        }
    }

    /// Opens a document and remembers it.
    pub(super) fn word(&mut self, path: &Path, place: &Place, council: &Council) -> Option<Word> {
        self.files.push(path.to_path_buf());
        let is_cover = |text: &str| report::is_cover_heading(text, council);
        let document = word::open(path, place, &is_cover, &mut self.diagnostics)?;
        self.sources.add_paragraphs(place, document.lines);
        self.concealed.extend(document.concealed);
        Some(document.word)
    }

    /// Opens a workbook of named sheets, or the TOML file that stands for it.
    pub(super) fn book(&mut self, path: &Path, place: Place, name: &str) -> Option<Book> {
        if book::has_ending(path, "toml") {
            self.files.push(path.to_path_buf());
            self.text(path, &place);
            return Book::open_toml(path, &place, &mut self.diagnostics);
        }
        let workbook = self.workbook(path, place)?;
        leftover::report_unread_sheets(&workbook, name, &mut self.diagnostics);
        Some(Book::Sheets(workbook))
    }
}
