//! Earlier states of a file: a PDF that was changed keeps them before its end.

use lopdf::Document;
use lopdf::xref::XrefEntry;

use super::state;
use crate::scan::search::Search;
use crate::scan::trace::Kind;

const END: &[u8] = b"%%EOF";

/// Finds earlier states, bytes behind the end and objects that no table lists.
pub(super) fn search(search: &mut Search<'_>, bytes: &[u8], document: &Document) {
    let ends: Vec<usize> = positions(bytes, END).map(|at| at + END.len()).collect();
    let Some((last, earlier)) = ends.split_last() else { return };
    let rest = &bytes[*last..];
    if rest.iter().any(|byte| !byte.is_ascii_whitespace()) {
        let found = format!("{} bytes behind its end", rest.len());
        search.form(Kind::Revision, format!("byte {last}"), found);
    }
    for (number, end) in (1..).zip(earlier) {
        let name = format!("state {number} of the file");
        search.form(Kind::Revision, name.clone(), format!("its first {end} bytes"));
        if let Ok(document) = Document::load_mem(&bytes[..*end]) {
            search.within(name, |search| state(search, &document));
        }
    }
    if document.trailer.has(b"Prev") && earlier.is_empty() {
        search.form(Kind::Revision, "the trailer".into(), "an earlier table of objects");
    }
    unlisted(search, bytes, document);
}

fn positions<'a>(bytes: &'a [u8], of: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(of.len()).enumerate().filter(move |(_, part)| *part == of).map(|(at, _)| at)
}

/// Objects that lie in the file although its table does not name them.
fn unlisted(search: &mut Search<'_>, bytes: &[u8], document: &Document) {
    for at in positions(bytes, b" obj") {
        let Some((number, start)) = header(bytes, at) else { continue };
        let listed = match document.reference_table.get(number) {
            Some(XrefEntry::Normal { offset, .. }) => *offset as usize == start,
            _ => false,
        };
        if !listed {
            let found = format!("object {number}, which no table lists");
            search.form(Kind::Orphan, format!("byte {start}"), found);
        }
    }
}

/// Returns the number of the object whose header ends with ` obj` at `at`, and
/// where it begins: `\n12 0 obj`.
fn header(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let digits = |end: usize| {
        let count = bytes[..end].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0 && count < 9).then(|| end - count)
    };
    let generation = digits(at)?;
    let space = generation.checked_sub(1).filter(|space| bytes[*space] == b' ')?;
    let start = digits(space)?;
    let line = start == 0 || matches!(bytes[start - 1], b'\n' | b'\r');
    let number = std::str::from_utf8(&bytes[start..space]).ok()?.parse().ok()?;
    line.then_some((number, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_a_number_a_generation_and_a_word_at_the_start_of_a_line() {
        assert_eq!(header(b"x\n12 0 obj", 6), Some((12, 2)));
        assert_eq!(header(b"x 12 0 obj", 6), None);
        assert_eq!(header(b"\n0 obj", 2), None);
    }
}
