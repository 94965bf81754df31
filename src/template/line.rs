//! A row of a sheet in the making, under the headings of its description.

use crate::model::part::{Exemption, Part};
use crate::read::columns::Sheet;
use crate::view::form::{Entered, FormRow, RowKind};

/// A row of a sheet.
pub(super) struct Line {
    sheet: &'static Sheet,
    row: FormRow,
}

impl Line {
    /// Returns an empty row.
    pub(super) fn new(sheet: &'static Sheet, kind: RowKind) -> Self {
        let cells = vec![Entered::Empty; sheet.columns.len()];
        Self { sheet, row: FormRow { kind, cells } }
    }

    /// Returns the example row of a sheet.
    pub(super) fn example(sheet: &'static Sheet) -> FormRow {
        let cells = sheet.example().into_iter().map(Entered::text).collect();
        FormRow { kind: RowKind::Example, cells }
    }

    /// Puts something under a heading.
    ///
    /// # Panics
    ///
    /// If the sheet has no such heading: a slip in this program, not in an input.
    pub(super) fn put(mut self, heading: &str, entered: Entered) -> Self {
        let index = self.sheet.columns.iter().position(|column| column.heading == heading);
        let Some(index) = index else { panic!("{} has no column {heading}", self.sheet.name) };
        self.row.cells[index] = entered;
        self
    }

    /// Puts text under a heading.
    pub(super) fn text(self, heading: &str, text: impl Into<String>) -> Self {
        self.put(heading, Entered::text(text))
    }

    /// Puts text under a heading, where there is any.
    pub(super) fn maybe(self, heading: &str, text: Option<&str>) -> Self {
        self.text(heading, text.unwrap_or_default())
    }

    /// Puts what is exempt: it stays so until somebody says otherwise.
    pub(super) fn part(self, part: &Part) -> Self {
        let Some(exemption) = part.exemption() else { return self };
        self.text("Part", part.to_string()).exemption(exemption)
    }

    /// Puts why something is exempt.
    pub(super) fn exemption(self, exemption: &Exemption) -> Self {
        let interest = exemption.public_interest.as_ref().map(|said| said.value.as_str());
        self.text("Exempt paragraph", exemption.reason()).maybe("Public interest", interest)
    }

    /// Makes cells stand out that wait for their author.
    pub(super) fn awaits(self, headings: &[&str]) -> Self {
        headings.iter().fold(self, |line, heading| line.put(heading, Entered::Awaited(None)))
    }

    /// Returns the row.
    pub(super) fn finish(self) -> FormRow {
        self.row
    }
}
