//! Where a value was written: the file, and the cell or line within it.
//!
//! A leaf: nothing here knows what a value means. Rows, columns and lines are
//! counted from zero inside and shown the way Excel and editors show them:
//! `reports/08-legal-governance/kpi.xlsx › Results!F12`, `report.md:14`,
//! `report.docx, paragraph 12`.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The place of one value in the inputs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    file: Arc<str>,
    spot: Spot,
}

/// The part of a file that a [`Place`] points at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// The file as a whole.
    Whole,
    /// A line of a text file, counted from zero.
    Line(u32),
    /// A paragraph of a document, counted from zero, those in tables among them.
    Paragraph(u32),
    /// A sheet of a workbook as a whole.
    Sheet(Arc<str>),
    /// A cell: sheet (empty for a CSV file, which has none), row and column,
    /// both counted from zero.
    Cell(Arc<str>, u32, u32),
}

impl Place {
    /// Returns the place that is a whole file.
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        Self { file: path.into(), spot: Spot::Whole }
    }

    /// Returns a line of this place's file, counted from zero.
    #[must_use]
    pub fn line(&self, line: u32) -> Self {
        Self { file: self.file.clone(), spot: Spot::Line(line) }
    }

    /// Returns a paragraph of this place's file, counted from zero.
    #[must_use]
    pub fn paragraph(&self, paragraph: u32) -> Self {
        Self { file: self.file.clone(), spot: Spot::Paragraph(paragraph) }
    }

    /// Returns a sheet of this place's file.
    #[must_use]
    pub fn sheet(&self, name: impl Into<Arc<str>>) -> Self {
        Self { file: self.file.clone(), spot: Spot::Sheet(name.into()) }
    }

    /// Returns a cell of this place's sheet, row and column counted from zero.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Self {
        let sheet = match &self.spot {
            Spot::Sheet(sheet) | Spot::Cell(sheet, ..) => sheet.clone(),
            Spot::Whole | Spot::Line(_) | Spot::Paragraph(_) => Arc::from(""),
        };
        Self { file: self.file.clone(), spot: Spot::Cell(sheet, row, column) }
    }

    /// Returns the file's path, as diagnostics show it.
    pub fn path(&self) -> &str {
        &self.file
    }

    /// Returns the part of the file.
    pub fn spot(&self) -> &Spot {
        &self.spot
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.spot {
            Spot::Whole => f.write_str(&self.file),
            Spot::Line(line) => write!(f, "{}:{}", self.file, line + 1),
            spot @ Spot::Paragraph(_) => write!(f, "{}, {spot}", self.file),
            spot @ (Spot::Sheet(_) | Spot::Cell(..)) => write!(f, "{} › {spot}", self.file),
        }
    }
}

/// The part of a file by itself: `Results!F12`, `line 14`; nothing for the whole.
impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Line(line) => write!(f, "line {}", line + 1),
            Self::Paragraph(paragraph) => write!(f, "paragraph {}", paragraph + 1),
            Self::Sheet(sheet) => f.write_str(sheet),
            Self::Cell(sheet, row, column) => {
                if !sheet.is_empty() {
                    write!(f, "{sheet}!")?;
                }
                write!(f, "{}{}", column_letters(*column), row + 1)
            }
        }
    }
}

/// A place is written as it is shown.
impl serde::Serialize for Place {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Returns a column's letters: 0 is `A`, 25 is `Z`, 26 is `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(b'A' + u8::try_from(rest % 26).unwrap_or(0));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().map(|&b| char::from(b)).collect()
}

/// A value with the place it was read from.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub place: Place,
}

impl<T> Placed<T> {
    /// Returns a value at its place.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }

    /// Returns the result of `f` on the value, at the same place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Placed<U> {
        Placed { value: f(self.value), place: self.place }
    }
}

impl<T> Deref for Placed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_as_excel_shows_it() {
        let place = Place::file("kpi.xlsx").sheet("Results").cell(11, 5);
        assert_eq!(place.to_string(), "kpi.xlsx › Results!F12");
        assert_eq!(Place::file("kpi.csv").cell(0, 0).to_string(), "kpi.csv › A1");
        assert_eq!(Place::file("report.md").line(13).to_string(), "report.md:14");
        let place = Place::file("report.docx").paragraph(11);
        assert_eq!(place.to_string(), "report.docx, paragraph 12");
    }

    #[test]
    fn columns_beyond_z_take_two_and_three_letters() {
        let shown: Vec<_> = [0, 25, 26, 51, 52, 701, 702, 16383].map(column_letters).into();
        assert_eq!(shown, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }
}
