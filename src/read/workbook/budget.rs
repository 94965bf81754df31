//! How much a workbook may hold, so that no file can fill the memory.

use crate::diag::Problem;
use crate::read::codes;
use crate::read::grid::{Cell, CellValue};

/// The most cells that may hold something.
const MAX_CELLS: usize = 2_000_000;
/// The most cells that may be looked at, empty ones among them.
const MAX_VISITS: usize = 10_000_000;
/// The most bytes of text.
const MAX_TEXT: usize = 100_000_000;
/// The most bytes of text in one cell; Excel's own limit is 32,767 characters.
const MAX_CELL_TEXT: usize = 131_068;
/// The most sheets.
const MAX_SHEETS: usize = 500;

/// What one workbook has used so far.
#[derive(Debug, Default)]
pub(in crate::read) struct Budget {
    sheets: usize,
    visits: usize,
    cells: usize,
    text: usize,
}

impl Budget {
    /// Counts a cell that is kept.
    pub(in crate::read) fn spend(&mut self, cell: &Cell) -> Result<(), Problem> {
        self.cells += 1;
        if let CellValue::Text(text)
        | CellValue::Error(text)
        | CellValue::Uncalculated(text)
        | CellValue::Struck(text) = &cell.value
        {
            self.text += text.len();
            if text.len() > MAX_CELL_TEXT {
                return Err(oversized("the cell holds more text than a spreadsheet can show")
                    .hint("shorten the text to 32,767 characters at most"));
            }
        }
        if self.cells > MAX_CELLS {
            return Err(oversized("the workbook has more than 2,000,000 cells"));
        }
        if self.text > MAX_TEXT {
            return Err(oversized("the workbook holds more than 100 MB of text"));
        }
        Ok(())
    }

    /// Counts a cell that is looked at, empty or not.
    pub(in crate::read) fn visit(&mut self) -> Result<(), Problem> {
        self.visits += 1;
        if self.visits > MAX_VISITS {
            return Err(oversized("the workbook has more than 10,000,000 empty cells"));
        }
        Ok(())
    }

    /// Counts a sheet.
    pub(in crate::read) fn sheet(&mut self) -> Result<(), Problem> {
        self.sheets += 1;
        if self.sheets > MAX_SHEETS {
            return Err(oversized("the workbook has more than 500 sheets"));
        }
        Ok(())
    }
}

/// Says that a workbook is too great, and what to do about it.
pub(in crate::read) fn oversized(message: &str) -> Problem {
    Problem::new(&codes::OVERSIZED_WORKBOOK, message)
        .hint("copy the cells that the report needs into a new workbook")
}
