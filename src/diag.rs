//! What is wrong with an input, for its author to mend.
//!
//! A [`Diagnostic`] is about an input and is collected with all others of the
//! run; what is wrong with the machine or with this program is a
//! [`Fault`](crate::fault::Fault). A parser makes a [`Problem`], which knows no
//! place; whoever holds the cell gives it one with [`Problem::at`].

use std::fmt;

use crate::place::Place;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing need be done.
    Note,
    /// Probably a mistake; the pack is still built.
    Warning,
    /// A mistake; no pack is built.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// The stable identity of a kind of diagnostic, such as `KPI003`.
///
/// Ids are unique and are never reused for something else.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The short id, shown in brackets.
    pub id: &'static str,
    /// The fault it finds, in words joined by hyphens.
    pub name: &'static str,
    /// How grave it is unless the council's settings say otherwise.
    pub severity: Severity,
}

/// A diagnostic before its place is known.
#[derive(Clone, Debug)]
pub struct Problem {
    code: &'static Code,
    message: String,
    hint: Option<String>,
    secrets: Vec<Secret>,
}

impl Problem {
    /// Returns a problem; the message says what was found and what was expected.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: None, secrets: Vec::new() }
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Keeps something, in each of its spellings, out of everything that is drawn;
    /// the message masks it already.
    #[must_use]
    pub fn secret(self, spellings: Vec<Secret>) -> Self {
        Self { secrets: spellings, ..self }
    }

    /// Returns the diagnostic at its place.
    #[must_use]
    pub fn at(self, place: &Place) -> Diagnostic {
        Diagnostic {
            code: self.code,
            severity: self.code.severity,
            message: self.message,
            place: place.clone(),
            hint: self.hint,
            excerpt: None,
            secrets: self.secrets,
        }
    }
}

/// One thing that the author of an input can mend.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Which kind of fault this is.
    pub code: &'static Code,
    /// How grave it is in this run.
    pub severity: Severity,
    /// What was found and what was expected: lower case, no full stop.
    pub message: String,
    /// Where it was found.
    pub place: Place,
    /// How to mend it, starting with a verb or a cell.
    pub hint: Option<String>,
    /// The cells or lines around the place, for drawing.
    pub excerpt: Option<Excerpt>,
    /// What no excerpt of the run may show.
    pub secrets: Vec<Secret>,
}

impl Diagnostic {
    /// The texts that it shows.
    fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        let drawn = self.excerpt.iter_mut().flat_map(Excerpt::texts);
        std::iter::once(&mut self.message).chain(&mut self.hint).chain(drawn)
    }
}

/// Something that findings must not carry around: they are read aloud, printed
/// and sent by e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// The text as its author wrote it.
    pub text: String,
    /// The text with its middle masked.
    pub masked: String,
}

impl Secret {
    fn mask(&self, shown: &mut String) {
        // Cells are drawn on one line.
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        *shown =
            shown.replace(&self.text, &self.masked).replace(&flat(&self.text), &flat(&self.masked));
    }
}

/// The surroundings of a place, ready to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Excerpt {
    /// One row of a sheet: heading letters and cell texts, with the index of
    /// the marked one, and the row's number as shown.
    Cells {
        /// The row's number, counted from one.
        row: u32,
        /// Column letters and the cell's text, left to right.
        cells: Vec<(String, String)>,
        /// Which of `cells` the diagnostic is about.
        marked: usize,
    },
    /// One line of a text file.
    Line {
        /// The line's number, counted from one.
        line: u32,
        /// The line's text.
        text: String,
    },
}

impl Excerpt {
    /// The texts that it shows.
    fn texts(&mut self) -> Box<dyn Iterator<Item = &mut String> + '_> {
        match self {
            Self::Cells { cells, .. } => Box::new(cells.iter_mut().map(|(_, text)| text)),
            Self::Line { text, .. } => Box::new(std::iter::once(text)),
        }
    }
}

/// All diagnostics of a run, in the order in which they were found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all of another run's.
    pub fn extend(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    /// Returns the value, or notes the problem at its place and returns nothing.
    pub fn take<T>(&mut self, result: Result<T, Problem>, place: &Place) -> Option<T> {
        result.map_err(|problem| self.push(problem.at(place))).ok()
    }

    /// Returns the value, or adds the diagnostic and returns nothing.
    pub fn keep<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|diagnostic| self.push(diagnostic)).ok()
    }

    /// Returns whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Returns how many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }

    /// Returns them in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Gives every diagnostic that has none the surroundings of its place; what
    /// some finding masks, none of them shows or quotes.
    pub fn illustrate(&mut self, surroundings: impl Fn(&Place) -> Option<Excerpt>) {
        for diagnostic in self.list.iter_mut().filter(|d| d.excerpt.is_none()) {
            diagnostic.excerpt = surroundings(&diagnostic.place);
        }
        let secrets: Vec<Secret> = self.list.iter().flat_map(|d| d.secrets.clone()).collect();
        for diagnostic in &mut self.list {
            for secret in &secrets {
                diagnostic.texts().for_each(|text| secret.mask(text));
            }
        }
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Sorts by file, then by sheet, row and column, so that an author can go
    /// through a workbook from top to bottom.
    pub fn sort(&mut self) {
        self.list.sort_by(|a, b| a.place.cmp(&b.place).then(a.code.id.cmp(b.code.id)));
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
