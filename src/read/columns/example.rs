//! The example row of a template: what it says, and how readers know it.
//!
//! It is known by its words, which outlive any change of format, and by no
//! colour. The words stand in the first required column, because a table without
//! that is read by nobody.

use super::{Kind, Sheet};
use crate::spelling::fold;

/// The words that the example row bears.
pub const EXAMPLE: &str = "Example (not read)";

impl Sheet {
    /// Returns what the example row says, column by column.
    pub fn example(&self) -> Vec<String> {
        let marked = self.marked();
        let mut cells: Vec<String> =
            self.columns.iter().map(|column| column.example.to_string()).collect();
        if let Some(cell) = cells.get_mut(marked) {
            *cell = format!("{EXAMPLE}: {cell}");
        }
        cells
    }

    /// Returns whether the texts of a row, column by column, are an example's.
    pub fn is_example(&self, texts: &[String]) -> bool {
        texts.get(self.marked()).is_some_and(|text| fold(text).starts_with(&fold(EXAMPLE)))
    }

    /// Returns whether somebody has written into an example row.
    pub fn is_changed(&self, texts: &[String]) -> bool {
        let read = |column: usize| self.columns[column].kind != Kind::Computed;
        let cells = self.example().into_iter().zip(texts).enumerate();
        cells
            .filter(|(column, (_, text))| read(*column) && !text.is_empty())
            .any(|(_, (example, text))| fold(&example) != fold(text))
    }

    /// The column that bears the words: the first without which there is no table.
    fn marked(&self) -> usize {
        self.columns.iter().position(|column| column.required).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::TABLES;
    use super::*;

    #[test]
    fn every_table_knows_its_example_and_nothing_else() {
        for sheet in TABLES {
            let example = sheet.example();
            assert!(sheet.is_example(&example) && !sheet.is_changed(&example), "{}", sheet.name);
            let mut shouted = example.clone();
            shouted[sheet.marked()] = shouted[sheet.marked()].to_uppercase();
            assert!(sheet.is_example(&shouted), "{}", sheet.name);
            for real in ["Example: how fines are set", "Example", "Examples (not read)", ""] {
                let row: Vec<String> = sheet.columns.iter().map(|_| real.to_string()).collect();
                assert!(!sheet.is_example(&row), "{} › {real}", sheet.name);
            }
        }
    }

    #[test]
    fn what_is_written_into_an_example_row_is_noticed() {
        for sheet in TABLES {
            let mut row = sheet.example();
            let read = |index: usize| {
                index != sheet.marked() && sheet.columns[index].kind != Kind::Computed
            };
            let column = (0..row.len()).rfind(|index| read(*index)).expect("a column");
            row[column] = "something of one's own".into();
            assert!(sheet.is_changed(&row), "{}", sheet.name);
            row[column].clear();
            assert!(!sheet.is_changed(&row), "{}: a cleared cell is no change", sheet.name);
        }
    }
}
