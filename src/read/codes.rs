//! The codes of everything that can be wrong with a file or a cell as such.
//!
//! What a value means to a meeting, an indicator or a risk has its codes with
//! the rules that check it.

use crate::diag::{Code, Severity};

const fn error(id: &'static str, name: &'static str) -> Code {
    Code { id, name, severity: Severity::Error }
}

const fn warning(id: &'static str, name: &'static str) -> Code {
    Code { id, name, severity: Severity::Warning }
}

/// The file is no readable workbook: empty, cut short, damaged.
pub static UNREADABLE_WORKBOOK: Code = error("READ001", "unreadable-workbook");
/// The workbook asks for a password.
pub static PROTECTED_WORKBOOK: Code = error("READ002", "protected-workbook");
/// The workbook unpacks to more than a report can need.
pub static OVERSIZED_WORKBOOK: Code = error("READ003", "oversized-workbook");
/// The file is something other than a spreadsheet.
pub static UNKNOWN_FORMAT: Code = error("READ004", "unknown-format");
/// The file holds bytes that are no valid text.
pub static LOSSY_TEXT: Code = error("READ005", "lossy-text");
/// The cell holds no number.
pub static NOT_A_NUMBER: Code = error("READ010", "not-a-number");
/// The cell holds no date.
pub static NOT_A_DATE: Code = error("READ011", "not-a-date");
/// The cell holds no month, quarter, half or financial year.
pub static NOT_A_PERIOD: Code = error("READ012", "not-a-period");
/// The cell may mean a share of one or a number of percent.
pub static AMBIGUOUS_PERCENTAGE: Code = warning("READ013", "ambiguous-percentage");
/// The cell holds a spreadsheet error such as `#DIV/0!`.
pub static ERROR_VALUE: Code = error("READ014", "error-value");
/// The cell holds no fraction such as `74 / 81`.
pub static NOT_A_FRACTION: Code = error("READ015", "not-a-fraction");
/// The cell holds no time of day.
pub static NOT_A_TIME: Code = error("READ016", "not-a-time");

const fn code(id: &'static str, name: &'static str, severity: Severity) -> Code {
    Code { id, name, severity }
}

/// A cell that every row must fill is empty.
pub static EMPTY_CELL: Code = code("READ020", "empty-required-cell", Severity::Error);
/// A word is not on the closed list of its column.
pub static UNKNOWN_CHOICE: Code = code("READ021", "unknown-choice", Severity::Error);
/// No row of headings fits the table that was looked for.
pub static NO_TABLE: Code = code("READ022", "table-not-found", Severity::Error);
/// A required column is missing.
pub static MISSING_COLUMN: Code = code("READ023", "missing-column", Severity::Error);
/// A heading is not read but is close to one that would be.
pub static NEAR_HEADING: Code = code("READ024", "near-miss-heading", Severity::Warning);
/// A heading is not read.
pub static UNREAD_COLUMN: Code = code("READ025", "unread-column", Severity::Note);
/// A field name is none of the sheet's.
pub static UNKNOWN_FIELD: Code = code("READ026", "unknown-field", Severity::Error);
/// A code stands on two rows where it must be unique.
pub static DUPLICATE: Code = code("READ027", "duplicate-row", Severity::Error);
/// A row names a code that no other table has.
pub static UNKNOWN_CODE: Code = code("READ028", "unknown-code", Severity::Error);
/// A TOML text cannot be read.
pub static BAD_TOML: Code = code("READ029", "unreadable-toml", Severity::Error);
/// A file or folder that is named is not there.
pub static MISSING_FILE: Code = code("READ030", "missing-file", Severity::Error);
/// Markdown asks for something that a pack does not carry.
pub static UNCARRIED_MARKDOWN: Code = code("READ031", "uncarried-markdown", Severity::Warning);
/// There is a target, but nothing says which way is better.
pub static NO_POLARITY: Code = code("READ032", "target-without-polarity", Severity::Error);
/// A target is a point where a range is needed, or the other way round.
pub static WRONG_TARGET: Code = code("READ033", "target-not-fitting-polarity", Severity::Error);
/// A level is on neither the council's probability nor its impact scale.
pub static UNKNOWN_LEVEL: Code = code("READ034", "unknown-level", Severity::Error);
/// A setting in council.toml is of another kind than it must be, is out of its
/// range, or contradicts another.
pub static BAD_SETTING: Code = code("READ035", "impossible-setting", Severity::Error);
/// A setting that every council needs is not in council.toml.
pub static MISSING_SETTING: Code = code("READ060", "missing-setting", Severity::Error);
/// A unit in a result is not the indicator's.
pub static OTHER_UNIT: Code = code("READ036", "other-unit", Severity::Warning);
/// A file in a report's folder is read as nothing.
pub static UNREAD_FILE: Code = code("READ037", "unread-file", Severity::Warning);
/// A letter that no font of the pack has.
pub static UNPRINTABLE: Code = code("READ038", "letter-without-glyph", Severity::Error);
/// A heading skips a level, or stands where none can.
pub static HEADING_LEVEL: Code = code("READ039", "heading-out-of-order", Severity::Warning);
/// A row or cover looks exempt but is not said to be Part 2.
pub static UNSAID_PART: Code = code("READ040", "exempt-reason-without-part", Severity::Error);
/// Half of a pair is there: a numerator, a probability.
pub static HALF_A_PAIR: Code = code("READ041", "half-a-pair", Severity::Error);
/// A row of an export holds figures but no code.
pub static ROW_WITHOUT_CODE: Code = code("READ042", "export-row-without-code", Severity::Error);
/// A sheet or folder is read as nothing.
pub static UNREAD_SHEET: Code = code("READ043", "unread-sheet", Severity::Warning);
/// A field that has one value is given two.
pub static SECOND_VALUE: Code = code("READ044", "second-value", Severity::Error);
/// A table has headings and nothing below them.
pub static NO_ROWS: Code = code("READ045", "table-without-rows", Severity::Warning);
/// A period is not of the frequency that its indicator has.
pub static OTHER_FREQUENCY: Code = code("READ046", "period-not-of-frequency", Severity::Warning);
