//! Where two files that are to be the same differ, in the words of their form: the page
//! of a PDF, the path in data, the line of a text, the part of a workbook.

use std::io::{Cursor, Read};

use lopdf::Document;
use serde_json::Value;
use zip::ZipArchive;

/// How long a value may be to be shown whole.
const LONGEST: usize = 60;

/// What stands for a value that is not there.
const NONE: Value = Value::Null;

/// Returns where the first difference is between a file as it is there and as it is to
/// be, or nothing where they are the same.
pub fn between(name: &str, found: &[u8], expected: &[u8]) -> Option<String> {
    if found == expected {
        return None;
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let said = match ending {
        Some("pdf") => pages(found, expected),
        Some("json") => data(found, expected),
        Some("csv") => rows(found, expected),
        Some("xlsx") => parts(found, expected),
        Some("html" | "ics" | "md" | "svg" | "txt" | "xml") => lines(found, expected),
        _ => None,
    };
    Some(said.unwrap_or_else(|| bytes(found, expected)))
}

/// Returns where what two files say differs, whatever their bytes are: the pages of a
/// PDF, the values of data, the parts of a workbook.
pub fn of_content(name: &str, found: &[u8], expected: &[u8]) -> Option<String> {
    between(name, found, expected)
        .filter(|said| ![SAME_PAGES, SAME_DATA, SAME_PARTS].contains(&said.as_str()))
}

/// Returns the program that a PDF says made it.
pub fn creator(pdf: &[u8]) -> Option<String> {
    let document = Document::load_mem(pdf).ok()?;
    let info = document.trailer.get_deref(b"Info", &document).ok()?.as_dict().ok()?;
    lopdf::decode_text_string(info.get_deref(b"Creator", &document).ok()?).ok()
}

/// What is said of files that differ, but not in what they say.
const SAME_PAGES: &str = "what its pages say is the same; something else in the file differs";
const SAME_DATA: &str = "it says the same in other bytes";
const SAME_PARTS: &str = "its parts are the same; something else in the file differs";

fn bytes(found: &[u8], expected: &[u8]) -> String {
    let at = found.iter().zip(expected).position(|(a, b)| a != b);
    match at {
        Some(at) => format!("byte {} differs", at + 1),
        None => format!("it has {} bytes, expected {}", found.len(), expected.len()),
    }
}

fn pages(found: &[u8], expected: &[u8]) -> Option<String> {
    let open = |pdf| Document::load_mem(pdf).ok();
    let Some(found) = open(found) else { return Some("it cannot be opened".into()) };
    let expected = open(expected)?;
    let (ours, theirs) = (found.get_pages(), expected.get_pages());
    if ours.len() != theirs.len() {
        return Some(format!("it has {} pages, expected {}", ours.len(), theirs.len()));
    }
    let differs = |(own, other): &((&u32, &lopdf::ObjectId), &lopdf::ObjectId)| {
        found.get_page_content(*own.1) != expected.get_page_content(**other)
    };
    let first = ours.iter().zip(theirs.values()).find(differs);
    Some(match first {
        Some(((number, _), _)) => format!("page {number} of {} differs", ours.len()),
        None => SAME_PAGES.into(),
    })
}

fn data(found: &[u8], expected: &[u8]) -> Option<String> {
    let found: Value = match serde_json::from_slice(found) {
        Ok(found) => found,
        Err(error) => return Some(format!("it cannot be read: {error}")),
    };
    let expected: Value = serde_json::from_slice(expected).ok()?;
    let unlike = unlike(&found, &expected, "");
    Some(unlike.unwrap_or_else(|| SAME_DATA.into()))
}

/// Returns the path of the first value that differs, with both values.
fn unlike(found: &Value, expected: &Value, path: &str) -> Option<String> {
    match (found, expected) {
        (Value::Object(own), Value::Object(other)) => {
            let keys = other.keys().chain(own.keys().filter(|key| !other.contains_key(*key)));
            let of =
                |key: &String| (own.get(key).unwrap_or(&NONE), other.get(key).unwrap_or(&NONE));
            let mut pairs = keys.map(|key| (step(path, key), of(key)));
            pairs.find_map(|(path, (own, other))| unlike(own, other, &path))
        }
        (Value::Array(own), Value::Array(other)) if own.len() == other.len() => {
            let mut pairs = own.iter().zip(other).enumerate();
            pairs.find_map(|(index, (own, other))| {
                unlike(own, other, &format!("{path}[{}]", named(other, index)))
            })
        }
        (Value::Array(own), Value::Array(other)) => {
            let path = if path.is_empty() { "it" } else { path };
            Some(format!("{path} has {} entries, expected {}", own.len(), other.len()))
        }
        (own, other) if own == other => None,
        (own, other) => Some(format!("{path} is {}, expected {}", brief(own), brief(other))),
    }
}

fn step(path: &str, key: &str) -> String {
    if path.is_empty() { key.into() } else { format!("{path}.{key}") }
}

/// Returns how an entry of a list is told from the others: by its own code or number,
/// or by its place, from 0.
fn named(entry: &Value, index: usize) -> String {
    let own = ["code", "number"].iter().find_map(|key| entry.get(key)?.as_str());
    own.filter(|own| !own.is_empty()).map_or_else(|| index.to_string(), ToString::to_string)
}

fn brief(value: &Value) -> String {
    if value.is_null() {
        return "not there".into();
    }
    let text = value.to_string();
    if text.chars().count() <= LONGEST {
        return format!("`{text}`");
    }
    format!("`{}…`", text.chars().take(LONGEST).collect::<String>())
}

fn rows(found: &[u8], expected: &[u8]) -> Option<String> {
    let read = |bytes| {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        reader.records().collect::<Result<Vec<_>, _>>().ok()
    };
    let (found, expected) = (read(found)?, read(expected)?);
    if found.len() != expected.len() {
        return Some(format!("it has {} rows, expected {}", found.len(), expected.len()));
    }
    let head = expected.first()?;
    for (row, (own, other)) in found.iter().zip(&expected).enumerate() {
        let column = (0..own.len().max(other.len())).find(|at| own.get(*at) != other.get(*at));
        if let Some(column) = column {
            let (own, other) =
                (own.get(column).unwrap_or_default(), other.get(column).unwrap_or_default());
            let heading = head.get(column).unwrap_or_default();
            return Some(format!(
                "row {}, column `{heading}` is `{own}`, expected `{other}`",
                row + 1
            ));
        }
    }
    Some(SAME_DATA.into())
}

fn lines(found: &[u8], expected: &[u8]) -> Option<String> {
    let (found, expected) = (std::str::from_utf8(found).ok()?, std::str::from_utf8(expected).ok()?);
    let count = found.lines().count().max(expected.lines().count());
    let (mut own, mut other) = (found.lines(), expected.lines());
    let first = (1..=count).find(|_| own.next() != other.next())?;
    Some(format!("line {first} differs"))
}

fn parts(found: &[u8], expected: &[u8]) -> Option<String> {
    let mut own = ZipArchive::new(Cursor::new(found)).ok()?;
    let mut other = ZipArchive::new(Cursor::new(expected)).ok()?;
    let names: Vec<String> = other.file_names().map(ToString::to_string).collect();
    let mut names = names.iter();
    let differs = names.find(|name| part(&mut own, name) != part(&mut other, name));
    Some(differs.map_or_else(|| SAME_PARTS.into(), |name| format!("its part `{name}` differs")))
}

fn part(book: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    book.by_name(name).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, found: &str, expected: &str, said: &str) {
        assert_eq!(between(name, found.as_bytes(), expected.as_bytes()).as_deref(), Some(said));
    }

    #[test]
    fn a_difference_is_said_in_the_words_of_its_form() {
        let pack =
            |result: &str| format!("{{\"items\":[{{\"code\":\"CS02a\",\"result\":{result}}}]}}");
        check(
            "pack.json",
            &pack("93.1"),
            &pack("91.4"),
            "items[CS02a].result is `93.1`, expected `91.4`",
        );
        check("pack.json", "{\"a\":1}", "{\"b\":1}", "b is not there, expected `1`");
        check("pack.json", "[1]", "[1,2]", "it has 1 entries, expected 2");
        check("pack.json", "{ }", "{}", "it says the same in other bytes");
        check(
            "r.csv",
            "Code,Result\nA,1\n",
            "Code,Result\nA,2\n",
            "row 2, column `Result` is `1`, expected `2`",
        );
        assert_eq!(of_content("pack.json", b"{ }", b"{}"), None);
        assert!(of_content("pack.json", b"{}", b"{\"a\":1}").is_some());
        check("notice.txt", "a\nb\n", "a\nc\n", "line 2 differs");
        check("x.bin", "abc", "abd", "byte 3 differs");
        check("x.bin", "ab", "abc", "it has 2 bytes, expected 3");
        assert_eq!(between("x.pdf", b"", b""), None);
    }
}
