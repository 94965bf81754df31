//! What a file says, by what its bytes are; its name may say something else.

mod base64;
mod calendar;
mod json;
mod markup;
mod package;
mod raw;

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::needle::Rigour;
use super::pdf;
use super::search::Search;
use super::trace::Kind;

pub(super) use self::json::SIZES;
pub(super) use self::markup::markup;
pub(super) use self::raw::raw;

/// How many bytes a packed part may have: more than a whole pack, less than what
/// would fill the memory.
pub(super) const LIMIT: u64 = 1 << 29;

/// Searches a file.
pub(super) fn file(search: &mut Search<'_>, bytes: &[u8]) {
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(5).any(|five| five == b"%PDF-") {
        pdf::document(search, bytes);
    } else if is_package(bytes) {
        package::package(search, bytes);
    } else if bytes.starts_with(&[0x1f, 0x8b]) {
        gzip(search, bytes);
    } else if let Some(text) = text_of(bytes) {
        text_file(search, &text);
    } else {
        raw(search, bytes, "", Rigour::Raw);
    }
}

/// Returns whether bytes are a zip package: by their beginning, or their directory
/// at the end.
fn is_package(bytes: &[u8]) -> bool {
    let end = &bytes[bytes.len().saturating_sub(1 << 16)..];
    bytes.starts_with(b"PK\x03\x04") || end.windows(4).any(|four| four == b"PK\x05\x06")
}

/// Returns the text of a file of text: UTF-8, or UTF-16 with its mark.
fn text_of(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let (text, _, broken) = encoding_rs::UTF_16LE.decode(bytes);
        return (!broken).then(|| text.into_owned());
    }
    let text = std::str::from_utf8(bytes).ok()?;
    (!text.contains('\0')).then(|| text.trim_start_matches('\u{feff}').to_string())
}

fn text_file(search: &mut Search<'_>, text: &str) {
    let start = text.trim_start();
    if start.starts_with(['{', '[']) && json::json(search, text) {
        return;
    }
    if start.starts_with('<') {
        markup(search, text, "");
    } else if start.starts_with("BEGIN:V") {
        calendar::calendar(search, text);
    } else {
        search.address(text, Rigour::Content, |offset| line(text, offset));
    }
}

/// Returns the line that an offset of a text lies on.
fn line(text: &str, offset: usize) -> String {
    let lines = text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count();
    format!("line {}", lines + 1)
}

fn gzip(search: &mut Search<'_>, bytes: &[u8]) {
    let mut plain = Vec::new();
    match MultiGzDecoder::new(bytes).take(LIMIT).read_to_end(&mut plain) {
        Ok(_) => search.within("unpacked".into(), |search| search.file(&plain)),
        Err(_) => search.form(Kind::Unread, String::new(), "a gzip file that is damaged"),
    }
    raw(search, bytes, "", Rigour::Raw);
}
