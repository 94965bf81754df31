//! A sheet as plain data: a title, a few lines about it, and one table.
//!
//! Nothing here knows how a cell is written or looks.

/// A sheet with one table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sheet {
    /// The name on its tab, unique in the workbook.
    pub(super) name: &'static str,
    /// What stands in A1.
    pub(super) title: String,
    /// The lines between the title and the table.
    pub(super) about: Vec<String>,
    /// What it holds, for the contents and for screen readers.
    pub(super) holds: String,
    /// The columns.
    pub(super) columns: Vec<Column>,
    /// The rows, each as long as the columns.
    pub(super) rows: Vec<Vec<Cell>>,
    /// The words of its status columns with the view's keys of their colours.
    pub(super) keys: Vec<(String, String)>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// Its heading.
    pub(super) heading: String,
    /// What stands in it.
    pub(super) kind: Kind,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Codes, names and other short texts.
    Name,
    /// Sentences and lists.
    Prose,
    /// Figures.
    Figure,
    /// The word of a rating or of a band.
    Status,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing was recorded.
    Blank,
    /// Text, whatever it looks like.
    Text(String),
    /// A figure and its number format.
    Number(f64, String),
    /// The product of the two cells before it, as a formula, with its result.
    Product(f64),
    /// The name of a sheet, leading there.
    Link(&'static str),
    /// A line over cells of another sheet: its name, row, first and last column.
    Line(&'static str, u32, u16, u16),
}

impl Column {
    /// Returns a column.
    pub(super) fn new(kind: Kind, heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), kind }
    }
}

impl Cell {
    /// Returns text, or a blank for none.
    pub(super) fn text(text: impl AsRef<str>) -> Self {
        let text = text.as_ref().trim();
        if text.is_empty() { Self::Blank } else { Self::Text(text.into()) }
    }
}

impl Sheet {
    /// Returns the row of the table's headings, counted from zero.
    pub(super) fn heading_row(&self) -> u32 {
        u32::try_from(self.about.len() + 1).unwrap_or(u32::MAX)
    }

    /// Returns the sheet without columns that hold nothing, and with a line
    /// that explains its blank cells, if any are left.
    pub(super) fn finished(mut self, blanks: String) -> Self {
        let used: Vec<bool> = (0..self.columns.len())
            .map(|column| self.rows.iter().any(|row| row[column] != Cell::Blank))
            .collect();
        keep(&mut self.columns, &used);
        for row in &mut self.rows {
            keep(row, &used);
        }
        if self.rows.iter().flatten().any(|cell| *cell == Cell::Blank) {
            self.about.push(blanks);
        }
        self
    }
}

fn keep<T>(list: &mut Vec<T>, used: &[bool]) {
    let mut used = used.iter();
    list.retain(|_| used.next().copied().unwrap_or(true));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: Vec<Vec<Cell>>) -> Sheet {
        Sheet {
            name: "Test",
            title: "A test".into(),
            about: vec!["About it.".into()],
            holds: "A test".into(),
            columns: ["Code", "Text", "Never used"]
                .map(|heading| Column::new(Kind::Prose, heading))
                .into(),
            rows,
            keys: Vec::new(),
        }
    }

    #[test]
    fn an_empty_column_goes_and_a_blank_cell_is_explained() {
        let rows = vec![
            vec![Cell::text("A"), Cell::text(" "), Cell::Blank],
            vec![Cell::text("B"), Cell::text("words"), Cell::Blank],
        ];
        let finished = sheet(rows).finished("Blanks mean nothing.".into());
        assert_eq!((finished.columns.len(), finished.rows[0].len()), (2, 2));
        assert_eq!(finished.about, ["About it.", "Blanks mean nothing."]);
        assert_eq!(finished.heading_row(), 3);
    }

    #[test]
    fn a_full_table_needs_no_line_about_blanks() {
        let rows = vec![vec![Cell::text("A"), Cell::text("b"), Cell::text("c")]];
        assert_eq!(sheet(rows).finished("Blanks mean nothing.".into()).about, ["About it."]);
    }
}
