//! CSV and TSV files as grids, in the encodings and dialects that offices write.
//!
//! Cells are always text: what they mean is the business of
//! [`value`](super::value). A row's number is that which a spreadsheet would
//! show, blank lines counted.

mod dialect;
mod encoding;

use ::csv::{ReaderBuilder, StringRecord};

use self::dialect::{is_agreed, likely_delimiter, stated_delimiter};
use self::encoding::decode;
use super::codes;
use super::grid::{Cell, Grid};
use super::workbook::{Budget, oversized};
use crate::diag::{Diagnostic, Problem};
use crate::place::Place;

/// The most bytes of text; two million cells have less.
const MAX_BYTES: usize = 32_000_000;
/// The most columns that a sheet has in any program.
const MAX_COLUMNS: usize = 16_384;

/// Returns the file's one sheet, which has no name.
pub(super) fn read(bytes: &[u8], place: Place) -> Result<Grid, Diagnostic> {
    if bytes.len() > MAX_BYTES {
        return Err(oversized("the file has more than 32 MB of text").at(&place));
    }
    let text = decode(bytes).map_err(|fault| match fault.line {
        Some(line) => fault.problem.at(&place.line(line)),
        None => fault.problem.at(&place),
    })?;
    let stated = stated_delimiter(&text);
    let delimiter = stated.unwrap_or_else(|| likely_delimiter(&text));
    let mut cells = Vec::new();
    let mut budget = Budget::default();
    for record in records(&text, delimiter) {
        let (row, record, raw) = record.map_err(|problem| problem.at(&place))?;
        if row == 0 && stated.is_some() {
            continue;
        }
        if record.len() > MAX_COLUMNS {
            return Err(oversized("the row has more than 16,384 columns").at(&place.cell(row, 0)));
        }
        if let Some(column) = unclosed_field(&record, raw) {
            return Err(unclosed().at(&place.cell(row, column)));
        }
        for (column, field) in (0u32..).zip(&record) {
            if let Some(cell) = Cell::text(field) {
                budget.spend(&cell).map_err(|problem| problem.at(&place.cell(row, column)))?;
                cells.push((row, column, cell));
            }
        }
    }
    Ok(Grid::new(place, "", cells, Vec::new()))
}

/// Returns whether the bytes are text in which two lines at least agree on a delimiter.
pub(super) fn is_table(bytes: &[u8]) -> bool {
    decode(bytes).is_ok_and(|text| stated_delimiter(&text).is_some() || is_agreed(&text))
}

/// The records with their row numbers and the text that they were read from.
/// The reader skips blank lines; they are counted here.
fn records(
    text: &str,
    delimiter: u8,
) -> impl Iterator<Item = Result<(u32, StringRecord, &str), Problem>> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut row = 0u32;
    let mut record = StringRecord::new();
    std::iter::from_fn(move || {
        let before = usize::try_from(reader.position().byte()).ok()?;
        let (blank, start) = blank_lines(text, before);
        row += blank;
        match reader.read_record(&mut record) {
            Ok(true) => {
                let end = usize::try_from(reader.position().byte()).ok()?;
                row += 1;
                Some(Ok((row - 1, std::mem::take(&mut record), text.get(start..end).unwrap_or(""))))
            }
            Ok(false) => None,
            Err(error) => Some(Err(Problem::new(
                &codes::UNREADABLE_WORKBOOK,
                format!("the file is no CSV text: {error}"),
            ))),
        }
    })
}

/// How many blank lines stand at a byte, and where they end.
fn blank_lines(text: &str, at: usize) -> (u32, usize) {
    let bytes = text.as_bytes();
    let mut at = at;
    if at > 0 && bytes.get(at - 1) == Some(&b'\r') && bytes.get(at) == Some(&b'\n') {
        at += 1; // the rest of the line end before
    }
    let mut blank = 0;
    loop {
        at += match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r' | b'\n'), _) => 1,
            _ => return (blank, at),
        };
        blank += 1;
    }
}

/// The field whose quotation mark is never closed and takes in the rest of the
/// file: some field runs over lines, and the marks are not in pairs.
fn unclosed_field(record: &StringRecord, raw: &str) -> Option<u32> {
    let over_lines = record.iter().position(|field| field.contains('\n'))?;
    let odd = raw.matches('"').count() % 2 == 1;
    odd.then(|| u32::try_from(over_lines).ok()).flatten()
}

fn unclosed() -> Problem {
    Problem::new(&codes::UNREADABLE_WORKBOOK, "a quotation mark opens here and is never closed")
        .hint("close the quotation mark, or save the file again from a spreadsheet")
}

#[cfg(test)]
mod tests {
    use super::dialect::DELIMITERS;
    use super::*;
    use proptest::prelude::*;

    fn grid(bytes: &[u8]) -> Grid {
        read(bytes, Place::file("kpi.csv")).expect("readable")
    }

    fn shown(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let grid = grid(bytes);
        let rows = grid
            .rows()
            .map(|(row, cells)| (row, cells.iter().map(|(_, cell)| cell.to_string()).collect()));
        rows.collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(ToString::to_string).collect())
    }

    fn utf_16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Code,Café\nCS02a,£5\n";
        let expected = [row(0, &["Code", "Café"]), row(1, &["CS02a", "£5"])];
        assert_eq!(shown(text.as_bytes()), expected);
        assert_eq!(shown(format!("\u{feff}{text}").as_bytes()), expected);
        assert_eq!(shown(b"Code,Caf\xe9\nCS02a,\xa35\n"), expected);
        assert_eq!(shown(&utf_16(&format!("\u{feff}{text}"), u16::to_le_bytes)), expected);
        assert_eq!(shown(&utf_16(&format!("\u{feff}{text}"), u16::to_be_bytes)), expected);
        assert_eq!(shown(&utf_16(text, u16::to_le_bytes)), expected);
        assert_eq!(shown(&utf_16(text, u16::to_be_bytes)), expected);
    }

    #[test]
    fn damaged_text_is_refused_with_its_line() {
        let diagnostic =
            read(b"caf\xc3\xa9,na\xc3\xafve\nr\xc3\n", Place::file("a.csv")).expect_err("damaged");
        assert_eq!(
            (diagnostic.code.id, diagnostic.place.to_string()),
            ("READ005", "a.csv:2".into())
        );
        let odd = read(b"\xff\xfea\0b", Place::file("a.csv")).expect_err("half a character");
        assert_eq!(odd.code.id, "READ005");
    }

    #[test]
    fn the_first_line_may_state_the_delimiter() {
        let expected = [row(1, &["a,1", "b,2"])];
        assert_eq!(shown(b"sep=;\r\na,1;b,2\r\n"), expected);
        assert_eq!(shown(b"SEP=;\ra,1;b,2\r"), expected);
    }

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_shows() {
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("{end}a,b{end}{end}{end}\"one{end}two\",c{end},{end}d{end}{end}e")
                .replace("one\r\n", "one\n");
            let expected =
                [row(1, &["a", "b"]), row(4, &["one\ntwo", "c"]), row(6, &["d"]), row(8, &["e"])];
            assert_eq!(shown(text.as_bytes()), expected, "{end:?}");
        }
    }

    #[test]
    fn ragged_rows_and_empty_fields_keep_their_columns() {
        let grid = grid(b"a,b,c\n,,3\n1\n");
        assert_eq!((grid.shown(1, 2), grid.shown(2, 0)), ("3".into(), "1".into()));
        assert_eq!(grid.cell(1, 0), None);
        assert_eq!(grid.place().cell(1, 2).to_string(), "kpi.csv › C2");
    }

    #[test]
    fn an_open_quotation_mark_is_pointed_at() {
        let diagnostic = read(b"a,b\n1,\"two\n3,4\n", Place::file("a.csv")).expect_err("open");
        assert_eq!(
            (diagnostic.code.id, diagnostic.place.to_string()),
            ("READ001", "a.csv › B2".into())
        );
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes, Place::file("a.csv"));
        }

        #[test]
        fn what_is_written_reads_back(
            table in proptest::collection::vec(proptest::collection::vec("[a-zé£,;\"\n|0-9]{1,8}", 3), 1..6),
            delimiter in prop::sample::select(DELIMITERS.to_vec()),
        ) {
            let mut writer = ::csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
            for record in &table {
                writer.write_record(record).expect("written");
            }
            let bytes = writer.into_inner().expect("written");
            let stated = [b"sep=".as_slice(), &[delimiter], b"\n", &bytes].concat();
            let grid = grid(&stated);
            for (r, record) in (1u32..).zip(&table) {
                for (c, field) in (0u32..).zip(record) {
                    prop_assert_eq!(grid.cell(r, c).cloned(), Cell::text(field));
                }
            }
        }
    }
}
