//! The records of an xlsb file that calamine leaves aside: hidden rows and columns,
//! the cells of comments, and which part is which sheet.

use crate::read::workbook::compound::{u16_at, u32_at};
use crate::read::workbook::hidden::Hidden;
use crate::read::workbook::package::Package;
use crate::read::workbook::relations::{Relations, SheetPart};

const ROW: u16 = 0;
const COLUMNS: u16 = 60;
const END_OF_CELLS: u16 = 146;
const SHEET: u16 = 156;
const COMMENT: u16 = 635;

/// Returns the hidden rows and columns of a sheet's part.
pub(super) fn hidden(part: &[u8]) -> Hidden {
    let mut hidden = Hidden::default();
    for (kind, data) in (Records { rest: part }) {
        match kind {
            ROW => {
                let flat = data.get(11).is_some_and(|flags| flags & 0x10 != 0)
                    || u16_at(data, 8) == Some(0);
                if let (Some(row), true) = (u32_at(data, 0), flat) {
                    hidden.rows.push(row, row);
                }
            }
            COLUMNS => {
                let flat =
                    data.get(16).is_some_and(|flags| flags & 1 != 0) || u32_at(data, 8) == Some(0);
                if let (Some(first), Some(last), true) = (u32_at(data, 0), u32_at(data, 4), flat) {
                    hidden.columns.push(first, last);
                }
            }
            END_OF_CELLS => break,
            _ => {}
        }
    }
    hidden
}

/// Returns the cells of the comments that a part lists.
pub(in crate::read::workbook) fn comments(part: &[u8]) -> Vec<(u32, u32)> {
    let comments = Records { rest: part }.filter(|(kind, _)| *kind == COMMENT);
    comments.filter_map(|(_, data)| Some((u32_at(data, 4)?, u32_at(data, 12)?))).collect()
}

/// Returns the sheets with their parts.
pub(super) fn sheets(package: &mut Package<'_>, relations: &Relations) -> Vec<SheetPart> {
    let main = relations.of_kind("officeDocument").find(|relation| relation.source.is_empty());
    let part = main.map_or("xl/workbook.bin", |relation| relation.target.as_str());
    let bytes = package.found(part).unwrap_or_default();
    let sheets = Records { rest: &bytes }.filter(|(kind, _)| *kind == SHEET);
    let sheets = sheets.filter_map(|(_, data)| {
        let (id, end) = text(data, 8)?;
        let (name, _) = text(data, end)?;
        Some(SheetPart { name, part: relations.named(part, &id)?.target.clone() })
    });
    sheets.collect()
}

/// Returns the text that begins with its length at a byte, and where it ends.
pub(super) fn text(data: &[u8], at: usize) -> Option<(String, usize)> {
    let length = usize::try_from(u32_at(data, at)?).ok()?.checked_mul(2)?;
    let end = at.checked_add(4)?.checked_add(length)?;
    let units = data.get(at + 4..end)?.chunks_exact(2);
    let units: Vec<u16> = units.map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Some((String::from_utf16_lossy(&units), end))
}

/// Records of a kind and a length, each in seven bits a byte.
pub(super) struct Records<'a> {
    pub(super) rest: &'a [u8],
}

impl Records<'_> {
    fn number(&mut self, bytes: u32) -> Option<usize> {
        let mut number = 0;
        for place in 0..bytes {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= usize::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (self.number(2)?, self.number(4)?);
        let (data, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some((u16::try_from(kind).ok()?, data))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A record of less than 128 bytes.
    pub(in crate::read::workbook::binary) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let [low, high] = [kind & 0x7f, kind >> 7].map(|b| u8::try_from(b).expect("small"));
        let kind = if high == 0 { vec![low] } else { vec![low | 0x80, high] };
        let length = u8::try_from(data.len()).expect("small");
        [kind, vec![length], data.to_vec()].concat()
    }

    #[test]
    fn hidden_rows_and_columns_are_known() {
        let row = |row: u32, flags: u8| {
            record(ROW, &[&row.to_le_bytes()[..], &[0; 4], &[44, 1, 0, flags]].concat())
        };
        let columns = |first: u32, flags: u8| {
            let numbers = [first, first + 1, 2304, 0].map(u32::to_le_bytes).concat();
            record(COLUMNS, &[numbers, vec![flags, 0]].concat())
        };
        let part = [columns(0, 0), columns(2, 1), row(4, 0), row(5, 0x10), row(6, 0x10)].concat();
        let mut expected = Hidden::default();
        expected.columns.push(2, 3);
        expected.rows.push(5, 6);
        assert_eq!(hidden(&part), expected);
    }

    #[test]
    fn comments_have_their_cells() {
        let numbers = [0u32, 4, 4, 2, 2].map(u32::to_le_bytes).concat();
        assert_eq!(comments(&record(COMMENT, &numbers)), [(4, 2)]);
        assert_eq!(comments(&record(COMMENT, &numbers)[..9]), []);
    }
}
