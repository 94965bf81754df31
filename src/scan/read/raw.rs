//! Bytes that are nothing known: whatever in them reads as text, in ASCII, UTF-8
//! and UTF-16 of either order.

use crate::scan::needle::Rigour;
use crate::scan::passage::Passage;
use crate::scan::search::Search;

/// How many letters in a row make a text among bytes.
const RUN: usize = 6;

/// Searches bytes; `rigour` says whether a format's own words are among them.
pub(in crate::scan) fn raw(search: &mut Search<'_>, bytes: &[u8], place: &str, rigour: Rigour) {
    let mut passage = Passage::default();
    narrow(bytes, &mut passage);
    wide(bytes, 0, &mut passage);
    wide(bytes, 1, &mut passage);
    let at = |offset: usize| {
        let byte = passage.place(offset);
        if place.is_empty() { byte } else { format!("{place}, {byte}") }
    };
    search.text(passage.text(), rigour, at);
}

fn narrow(bytes: &[u8], passage: &mut Passage) {
    let mut start = 0;
    for run in bytes.split(|byte| !is_text(*byte)) {
        // Packed bytes have long runs beyond ASCII, and few letters among them.
        if run.iter().filter(|byte| byte.is_ascii_alphanumeric()).count() >= RUN {
            add(passage, start, &String::from_utf8_lossy(run));
        }
        start += run.len() + 1;
    }
}

/// Reads UTF-16: pairs whose other byte is nothing, from an even or odd byte on.
fn wide(bytes: &[u8], from: usize, passage: &mut Passage) {
    for high in [0, 1] {
        let mut text = String::new();
        let mut start = from;
        for (index, pair) in bytes.get(from..).unwrap_or_default().chunks_exact(2).enumerate() {
            if pair[high] == 0 && is_text(pair[1 - high]) {
                if text.is_empty() {
                    start = from + index * 2;
                }
                text.push(char::from(pair[1 - high]));
            } else if !text.is_empty() {
                add(passage, start, &text);
                text.clear();
            }
        }
        add(passage, start, &text);
    }
}

fn is_text(byte: u8) -> bool {
    byte >= 0x20 && byte != 0x7f || matches!(byte, b'\n' | b'\r' | b'\t')
}

fn add(passage: &mut Passage, start: usize, text: &str) {
    if text.len() >= RUN {
        passage.at(format!("byte {start}"));
        passage.push(text);
        passage.cut();
    }
}
