//! What calamine leaves aside in a sheet's XML: hidden rows and columns, formulas
//! without results, formulas that look into other files.

use std::collections::BTreeMap;

use super::strings::{self, Strings};
use crate::diag::Problem;
use crate::read::grid::{Cell, CellValue};
use crate::read::workbook::budget::Budget;
use crate::read::workbook::hidden::Hidden;
use crate::read::workbook::xml::{Piece, Pieces, Tag};

/// What a sheet's XML says besides its values.
#[derive(Debug, Default)]
pub(super) struct Aside {
    /// Hidden rows and columns.
    pub(super) hidden: Hidden,
    /// Every cell that is other than calamine gives it, by row and column: formulas without
    /// results, texts with raised or struck letters.
    pub(super) apart: Vec<(u32, u32, Cell)>,
    /// The first cell whose formula looks into each linked file, by its number.
    pub(super) links: BTreeMap<usize, (u32, u32)>,
}

impl Aside {
    /// Reads a sheet's XML as far as it is sound.
    pub(super) fn of(text: &str, results: Results, strings: &Strings) -> Self {
        let mut aside = Self::default();
        let budget = Budget::default();
        let pieces = Pieces::of(text);
        let mut reader = Reader { pieces, results, strings, budget, row: 0, column: 0 };
        // calamine reads the same part: what is damaged is said there, and what is
        // too great by the budget of the workbook.
        let _ = reader.read(&mut aside);
        aside
    }
}

/// Whether the results that stand beside the formulas can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Results {
    /// They were worked out.
    Stand,
    /// A 0 is the writing program's stand-in for a result.
    Await,
}

struct Reader<'a> {
    pieces: Pieces<'a>,
    results: Results,
    strings: &'a Strings,
    budget: Budget,
    row: u32,
    column: u32,
}

impl Reader<'_> {
    fn read(&mut self, aside: &mut Aside) -> Result<(), Problem> {
        while let Some(piece) = self.pieces.next()? {
            match piece {
                Piece::Start(tag) if tag.local() == "col" => hide_columns(&tag, &mut aside.hidden),
                Piece::Start(tag) if tag.local() == "row" => {
                    self.budget.visit()?;
                    self.row = number(&tag, "r").map_or(self.row, |row| row.saturating_sub(1));
                    self.column = 0;
                    if tag.says("hidden") || is_flat(&tag, "ht") {
                        aside.hidden.rows.push(self.row, self.row);
                    }
                }
                Piece::Start(tag) if tag.local() == "c" => self.cell(&tag, aside)?,
                Piece::End(end) if end.name().ends_with("row") => {
                    self.row = self.row.saturating_add(1);
                }
                Piece::End(end) if end.name().ends_with("sheetData") => break,
                _ => {}
            }
        }
        Ok(())
    }

    fn cell(&mut self, tag: &Tag<'_>, aside: &mut Aside) -> Result<(), Problem> {
        self.budget.visit()?;
        let stated = tag.attribute("r").and_then(|at| reference(&at));
        let (row, column) = stated.unwrap_or((self.row, self.column));
        self.column = column.saturating_add(1);
        let kind = tag.attribute("t").map(std::borrow::Cow::into_owned);
        let (is_text, is_shared) = (kind.as_deref() == Some("str"), kind.as_deref() == Some("s"));
        let mut inline = None;
        let (mut formula, mut result) = (None, None);
        while let Some(piece) = self.pieces.next()? {
            match piece {
                Piece::Start(tag) if tag.local() == "is" => {
                    inline = strings::rich(&mut self.pieces, "is");
                }
                Piece::Start(tag) if tag.local() == "f" => formula = Some(self.pieces.text()?),
                Piece::Start(tag) if tag.local() == "v" => result = Some(self.pieces.text()?),
                Piece::End(end) if end.name() == tag.name() => break,
                _ => {}
            }
        }
        let shared = result.as_deref().filter(|_| is_shared);
        let marked = inline.or_else(|| self.strings.get(shared?).cloned());
        if let Some(cell) = marked {
            let spent = self.budget.spend(&cell);
            aside.apart.push((row, column, cell));
            spent?;
        }
        let Some(formula) = formula else { return Ok(()) };
        for link in links(&formula) {
            aside.links.entry(link).or_insert((row, column));
        }
        let is_missing = match result.as_deref() {
            None => true,
            Some("") => !is_text,
            Some(result) => result == "0" && self.results == Results::Await,
        };
        if is_missing {
            let cell = Cell::plain(CellValue::Uncalculated(format!("={}", formula.trim())));
            let spent = self.budget.spend(&cell);
            aside.apart.push((row, column, cell));
            spent?;
        }
        Ok(())
    }
}

fn hide_columns(tag: &Tag<'_>, hidden: &mut Hidden) {
    if let (Some(first @ 1..), Some(last @ 1..)) = (number(tag, "min"), number(tag, "max"))
        && (tag.says("hidden") || is_flat(tag, "width"))
    {
        hidden.columns.push(first - 1, last - 1);
    }
}

fn number(tag: &Tag<'_>, name: &str) -> Option<u32> {
    tag.attribute(name)?.trim().parse().ok()
}

/// Whether a row or column has no height or width at all.
fn is_flat(tag: &Tag<'_>, name: &str) -> bool {
    tag.attribute(name).is_some_and(|size| size.trim().parse() == Ok(0.0))
}

/// Returns the row and column of `B12`.
pub(super) fn reference(at: &str) -> Option<(u32, u32)> {
    let at = at.split(':').next().unwrap_or_default();
    let digits = at.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = at.split_at(digits);
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        letter.is_ascii_uppercase().then_some(())?;
        column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// Returns the numbers of the linked files that a formula looks into: `[2]Sheet1!A1`.
fn links(formula: &str) -> impl Iterator<Item = usize> {
    formula.split('[').skip(1).filter_map(|rest| {
        let (number, after) = rest.split_once(']')?;
        // `Table1[2]` names a column of a table.
        (!after.is_empty() && !after.starts_with([')', ',', ']'])).then_some(())?;
        number.parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aside(sheet: &str, results: Results) -> Aside {
        Aside::of(&format!("<worksheet>{sheet}</worksheet>"), results, &Strings::default())
    }

    #[test]
    fn hidden_rows_and_columns_are_found_in_every_spelling() {
        let found = aside(
            r#"<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0" customWidth="1"/><col min="6" max="6" width="9"/></cols>
            <sheetData><row r="2" hidden="true"/><row r="3" hidden="1"/><row r="4" hidden="0"/><row r="5" ht="0" customHeight="1"/><row hidden="1"/></sheetData>"#,
            Results::Stand,
        );
        let mut expected = Hidden::default();
        expected.rows.push(1, 2);
        expected.rows.push(4, 5);
        expected.columns.push(1, 2);
        expected.columns.push(4, 4);
        assert_eq!(found.hidden, expected);
    }

    #[test]
    fn formulas_without_results_are_found() {
        let sheet = r#"<sheetData><row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A1/B1</f></c><c r="C2"><f>A1&amp;""</f><v/></c>
            <c r="D2" t="str"><f>""</f><v></v></c><c r="E2"><f>1-1</f><v>0</v></c><c><f t="shared" si="0"/></c></row></sheetData>"#;
        let at = |results| {
            let found = aside(sheet, results).apart;
            let text = |cell: &Cell| match &cell.value {
                CellValue::Uncalculated(text) => text.clone(),
                other => format!("{other:?}"),
            };
            found
                .iter()
                .map(|(_, column, cell)| format!("{column}{}", text(cell)))
                .collect::<Vec<_>>()
        };
        assert_eq!(at(Results::Stand), ["1=A1/B1", "2=A1&\"\"", "5="]);
        assert_eq!(at(Results::Await), ["1=A1/B1", "2=A1&\"\"", "4=1-1", "5="]);
    }

    #[test]
    fn formulas_that_look_into_other_files_are_found() {
        let sheet = r#"<sheetData><row r="1"><c r="A1"><f>Table1[2]</f><v>1</v></c><c r="B1"><f>SUM([2]Sheet1!A1,'[1]A b'!C3)</f><v>1</v></c>
            <c r="C1"><f>[2]Sheet1!A2</f><v>1</v></c></row></sheetData>"#;
        assert_eq!(aside(sheet, Results::Stand).links, BTreeMap::from([(1, (0, 1)), (2, (0, 1))]));
    }

    #[test]
    fn references_are_read() {
        assert_eq!(reference("B12"), Some((11, 1)));
        assert_eq!(reference("XFD1048576:XFD1048577"), Some((1_048_575, 16_383)));
        for at in ["", "B", "12", "B0", "É1", "ZZZZZZZZZ1"] {
            assert_eq!(reference(at), None, "{at}");
        }
    }
}
