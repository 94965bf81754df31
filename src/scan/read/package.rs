//! Zip packages, such as workbooks: every part, its name, comments, and parts
//! that the directory does not list.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{LIMIT, Search, markup, raw};
use crate::scan::needle::Rigour;
use crate::scan::trace::Kind;

/// The part that every package of an office program has.
const TYPES: &str = "[Content_Types].xml";

/// Searches a package.
pub(super) fn package(search: &mut Search<'_>, bytes: &[u8]) {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        search.form(Kind::Unread, String::new(), "a package that is damaged");
        raw(search, bytes, "", Rigour::Frame);
        return;
    };
    let comment = String::from_utf8_lossy(archive.comment()).into_owned();
    search.text(&comment, Rigour::Content, |_| "the package’s comment".into());
    let mut listed = BTreeSet::new();
    for index in 0..archive.len() {
        let mut plain = Vec::new();
        let (name, read) = match archive.by_index(index) {
            Ok(mut part) => {
                listed.insert(part.header_start());
                let name = part.name().to_string();
                search.text(part.comment(), Rigour::Content, |_| format!("{name}, its comment"));
                let read = part.by_ref().take(LIMIT).read_to_end(&mut plain);
                (name, read.is_ok_and(|read| read as u64 == part.size()))
            }
            Err(_) => (format!("part {}", index + 1), false),
        };
        let rigour = if name == TYPES { Rigour::Schema } else { Rigour::Form };
        search.text(&name, rigour, |_| format!("{name}, its name"));
        if read {
            part(search, &name, &plain);
        } else {
            search.form(Kind::Unread, name, "a part of the package");
        }
    }
    unlisted(search, bytes, &listed);
    raw(search, bytes, "", Rigour::Frame);
}

fn part(search: &mut Search<'_>, name: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).ok();
    match text.map(|text| text.trim_start_matches('\u{feff}')) {
        Some(text) if text.trim_start().starts_with('<') => markup(search, text, name),
        _ => search.within(name.to_string(), |search| search.file(bytes)),
    }
}

/// Parts that lie in the package although its directory does not name them.
fn unlisted(search: &mut Search<'_>, bytes: &[u8], listed: &BTreeSet<u64>) {
    for (at, four) in bytes.windows(4).enumerate() {
        if four == b"PK\x03\x04" && !listed.contains(&(at as u64)) && is_header(bytes, at) {
            search.form(Kind::Orphan, format!("byte {at}"), "a part that no directory lists");
        }
    }
}

/// Returns whether a local header of a part stands at `at`: packed bytes may begin
/// like one by chance.
fn is_header(bytes: &[u8], at: usize) -> bool {
    let Some(header) = bytes.get(at..at + 30) else { return false };
    let method = u16::from_le_bytes([header[8], header[9]]);
    let name = usize::from(u16::from_le_bytes([header[26], header[27]]));
    let readable = |name: &[u8]| name.iter().all(|byte| (0x20..0x7f).contains(byte));
    matches!(method, 0 | 8) && name > 0 && bytes.get(at + 30..at + 30 + name).is_some_and(readable)
}
