//! CSV and TSV files as grids, in the encodings and dialects that offices write.
//!
//! Cells are always text: what they mean is the business of
//! [`value`](super::value). A row's number is that which a spreadsheet would
//! show, blank lines counted.

use std::borrow::Cow;

use ::csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::codes;
use super::grid::{Cell, Grid};
use super::workbook::Budget;
use crate::diag::{Diagnostic, Problem};
use crate::place::Place;

/// Returns the file's one sheet, which has no name.
pub fn read(bytes: &[u8], place: Place) -> Result<Grid, Diagnostic> {
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
        for (column, field) in (0u32..).zip(&record) {
            let cell_place = || place.cell(row, column);
            if field.contains('\n') && is_unclosed(raw) {
                return Err(unclosed().at(&cell_place()));
            }
            if let Some(cell) = Cell::text(field) {
                budget.spend(&cell).map_err(|problem| problem.at(&cell_place()))?;
                cells.push((row, column, cell));
            }
        }
    }
    Ok(Grid::new(place, "", cells, Vec::new()))
}

/// A text that cannot be decoded, with the line from which it cannot.
struct Undecoded {
    problem: Problem,
    line: Option<u32>,
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Undecoded> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[length..]);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return decode_as(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    if let Some(line) = damaged_utf_8(bytes) {
        let problem = Problem::new(
            &codes::LOSSY_TEXT,
            "the file is UTF-8 text with damaged characters, the first on this line",
        )
        .hint("save it again as `CSV UTF-8` from the spreadsheet that it came from");
        return Err(Undecoded { problem, line: Some(line) });
    }
    decode_as(WINDOWS_1252, bytes)
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, Undecoded> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| {
        let name = encoding.name();
        let problem = Problem::new(
            &codes::LOSSY_TEXT,
            format!("the file holds bytes that are no {name} text"),
        )
        .hint("save it again as `CSV UTF-8` from the spreadsheet that it came from");
        Undecoded { problem, line: None }
    })
}

/// Every second byte of Latin text in UTF-16 is zero.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(1024)];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = start.len() / 4;
    if bytes.len() < 4 || bytes.len() % 2 != 0 {
        None
    } else if odd > many && even == 0 {
        Some(UTF_16LE)
    } else if even > many && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Returns the line of the first damage where most characters beyond ASCII are
/// good UTF-8: in Windows-1252 text they hardly ever are.
fn damaged_utf_8(bytes: &[u8]) -> Option<u32> {
    let (mut good, mut bad, mut lines, mut first) = (0usize, 0usize, 0u32, None);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        lines += u32::try_from(chunk.valid().matches('\n').count()).unwrap_or(0);
        if !chunk.invalid().is_empty() {
            bad += 1;
            first.get_or_insert(lines);
        }
    }
    first.filter(|_| good > bad)
}

/// `sep=;`, which Excel reads as the delimiter and does not show.
fn stated_delimiter(text: &str) -> Option<u8> {
    let line = text.lines().next()?.trim_end_matches('\r').split('\r').next()?;
    let (name, delimiter) = line.split_once('=')?;
    let known = name.eq_ignore_ascii_case("sep") && delimiter.len() == 1;
    known.then(|| delimiter.bytes().next()).flatten().filter(|byte| !matches!(byte, b'"' | b'='))
}

/// The delimiter that stands equally often in most of the first lines.
fn likely_delimiter(text: &str) -> u8 {
    const LINES: usize = 30;
    let mut counts: Vec<[usize; 4]> = Vec::new();
    let mut line = [0; 4];
    let (mut quoted, mut at_start, mut blank) = (false, true, true);
    for byte in text.bytes().chain([b'\n']) {
        if byte == b'"' && (quoted || at_start) {
            quoted = !quoted;
        }
        let candidate = DELIMITERS.iter().position(|delimiter| *delimiter == byte);
        if !quoted {
            if matches!(byte, b'\n' | b'\r') {
                counts.extend((!blank).then_some(line));
                (line, blank) = ([0; 4], true);
                if counts.len() == LINES {
                    break;
                }
            } else if let Some(candidate) = candidate {
                line[candidate] += 1;
            }
        }
        blank &= matches!(byte, b'\n' | b'\r');
        at_start = candidate.is_some() || matches!(byte, b'\n' | b'\r');
    }
    let best = (0..DELIMITERS.len()).rev().max_by_key(|&candidate| agreement(&counts, candidate));
    best.map_or(b',', |candidate| DELIMITERS[candidate])
}

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many lines agree on how many of the delimiter they have, and how many.
fn agreement(counts: &[[usize; 4]], candidate: usize) -> (usize, usize) {
    let lines = |number: usize| counts.iter().filter(|line| line[candidate] == number).count();
    counts
        .iter()
        .map(|line| line[candidate])
        .filter(|n| *n > 0)
        .map(|n| (lines(n), n))
        .max()
        .unwrap_or((0, 0))
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
                Some(Ok((row - 1, record.clone(), text.get(start..end).unwrap_or(""))))
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

/// A quotation mark that is never closed takes in the rest of the file.
fn is_unclosed(raw: &str) -> bool {
    raw.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
}

fn unclosed() -> Problem {
    Problem::new(&codes::UNREADABLE_WORKBOOK, "a quotation mark opens here and is never closed")
        .hint("close the quotation mark, or save the file again from a spreadsheet")
}

#[cfg(test)]
mod tests {
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
            read("café,naïve\nrésum\u{e9}\n".as_bytes(), Place::file("a.csv")).map(|_| ());
        assert!(diagnostic.is_ok());
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
    fn the_delimiter_is_found() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", b','),
            ("a;b\n1,5;2,5\n3,5;4,5\n", b';'),
            ("a\tb, c\n1\t2\n", b'\t'),
            ("a|b|c\n1|2|3\n", b'|'),
            ("Name;Note\n\"x\";\"one, two, three\"\n\"y\";\"four, five, six\"\n", b';'),
            ("A title; nothing more\n\na,b,c\n1,2,3\n", b','),
            ("\"5\"\" pipe;\",a\n\"x\",b\n", b','),
            ("alone\n", b','),
            ("", b','),
        ] {
            assert_eq!(char::from(likely_delimiter(text)), char::from(delimiter), "{text:?}");
        }
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
