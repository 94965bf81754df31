//! The content of a page or a form, made fit to stand among other content: what it
//! opens is closed, what it never opened it cannot close, and marks that would mean
//! something else here mean nothing.

use std::collections::BTreeSet;
use std::ops::Range;

use super::operator::{Operation, Operations};

/// What becomes of marked content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marks {
    /// It belongs to elements of the paper's structure tree.
    Kept,
    /// It belongs to nothing: no content is an artifact, none has an id.
    Neutral,
}

/// What was found in content.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The bytes to take instead, where the content cannot stay as it is.
    pub(super) instead: Option<Vec<u8>>,
    /// The operators that close what is open at the end.
    pub(super) closing: Vec<u8>,
    /// The marked-content ids that are written out.
    pub(super) ids: BTreeSet<i64>,
    /// Whether anything is painted that is neither marked as content of an element nor
    /// as an artifact; in an untagged paper, whether anything is painted.
    pub(super) is_loose: bool,
}

/// Marked content that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// It is content of an element, or an artifact.
    Told,
    Other,
}

/// Operators that paint (ISO 32000-1, annex A).
const PAINTING: &[&[u8]] = &[
    b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"BI", b"Do", b"Tj", b"TJ",
    b"'", b"\"",
];

/// How content came out of its packing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// As it went in.
    Whole,
    /// Made the best of: what is no operator with its operands is left out.
    Damaged,
}

/// Reads content; `id_of` finds the id of a property list by its name.
pub(super) fn read(
    bytes: &[u8],
    state: State,
    marks: Marks,
    id_of: impl Fn(&[u8]) -> Option<i64>,
) -> Content {
    let mut content = Content::default();
    let mut edits: Vec<(Range<usize>, &[u8])> = Vec::new();
    let (mut states, mut open, mut in_text) = (0_usize, Vec::<Mark>::new(), false);
    let mut operations = Operations::of(bytes);
    for operation in operations.by_ref() {
        if state == State::Damaged && !operation.is_sound() {
            edits.push((operation.span, b""));
            continue;
        }
        content.is_loose |= PAINTING.contains(&operation.word)
            && (marks == Marks::Neutral || !open.contains(&Mark::Told));
        match operation.word {
            b"q" => states += 1,
            b"Q" if states == 0 => edits.push((operation.span, b"")),
            b"Q" => states -= 1,
            b"BT" if in_text => edits.push((operation.span, b"")),
            b"BT" => in_text = true,
            b"ET" if !in_text => edits.push((operation.span, b"")),
            b"ET" => in_text = false,
            b"EMC" if open.pop().is_none() => edits.push((operation.span, b"")),
            b"BMC" | b"BDC" => {
                let id = id(&operation, &id_of);
                content.ids.extend(id);
                let is_artifact =
                    operation.operands.first().is_some_and(|tag| *tag == b"/Artifact");
                let is_told = id.is_some() || is_artifact;
                open.push(if is_told { Mark::Told } else { Mark::Other });
                if marks == Marks::Neutral && is_told {
                    edits.push((operation.span, b"/Span BMC"));
                }
            }
            _ => {}
        }
    }
    let end = operations.end();
    if !bytes[end..].trim_ascii().is_empty() {
        edits.push((end..bytes.len(), b""));
    }
    content.closing = closing(states, open.len(), in_text);
    content.instead = (!edits.is_empty()).then(|| edited(bytes, &edits));
    content
}

fn closing(states: usize, open: usize, in_text: bool) -> Vec<u8> {
    let text: &[u8] = if in_text { b"\nET" } else { b"" };
    [text, &b"\nEMC".repeat(open), &b"\nQ".repeat(states)].concat()
}

/// Returns the id of the marked content that an operator begins.
fn id(operation: &Operation<'_>, id_of: impl Fn(&[u8]) -> Option<i64>) -> Option<i64> {
    let properties = operation.operands.get(1)?;
    if let Some(name) = properties.strip_prefix(b"/") {
        return id_of(name);
    }
    let at = properties.windows(5).position(|window| window == b"/MCID")?;
    let digits = properties[at + 5..].trim_ascii_start();
    let length = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&digits[..length]).ok()?.parse().ok()
}

/// Returns the bytes with others in some places, which are in order.
fn edited(bytes: &[u8], edits: &[(Range<usize>, &[u8])]) -> Vec<u8> {
    let mut result = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for (span, instead) in edits {
        result.extend_from_slice(&bytes[at..span.start]);
        result.extend_from_slice(instead);
        at = span.end;
    }
    result.extend_from_slice(&bytes[at..]);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_plain(bytes: &[u8], marks: Marks) -> Content {
        read(bytes, State::Whole, marks, |name| (name == b"MC0").then_some(7))
    }

    #[track_caller]
    fn check(bytes: &[u8], marks: Marks, instead: Option<&str>, closing: &str) {
        let content = read_plain(bytes, marks);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(content.instead.as_deref().map(text).as_deref(), instead);
        assert_eq!(text(&content.closing), closing);
    }

    #[test]
    fn what_is_open_is_closed_and_what_is_not_cannot_be() {
        check(b"q BT (a) Tj ET Q", Marks::Kept, None, "");
        check(b"q q /P BMC BT", Marks::Kept, None, "\nET\nEMC\nQ\nQ");
        check(b"q Q Q 1 w ET EMC f", Marks::Kept, Some("q Q  1 w   f"), "");
        check(b"q f Q 1 0 0 (never", Marks::Kept, Some("q f Q"), "");
    }

    #[test]
    fn marks_of_an_untagged_paper_mean_nothing() {
        let marked =
            b"/Artifact BMC f EMC /P <</MCID 3>> BDC f EMC /P /MC0 BDC f EMC /OC /MC1 BDC f EMC";
        let neutral = "/Span BMC f EMC /Span BMC f EMC /Span BMC f EMC /OC /MC1 BDC f EMC";
        check(marked, Marks::Neutral, Some(neutral), "");
        check(marked, Marks::Kept, None, "");
        assert_eq!(read_plain(marked, Marks::Kept).ids, BTreeSet::from([3, 7]));
    }

    #[test]
    fn of_damaged_content_stays_what_is_sound() {
        let damaged = b"q 1 0 0 1 0 0 cm \x01} 3 zz <4G> Tj (a) Tj [(b) <41>] TJ 1-2 w f Q";
        let content = read(damaged, State::Damaged, Marks::Kept, |_| None);
        let instead = content.instead.expect("it cannot stay");
        let words = String::from_utf8(instead).expect("text");
        let words: Vec<&str> = words.split_whitespace().collect();
        assert_eq!(words.join(" "), "q 1 0 0 1 0 0 cm (a) Tj [(b) <41>] TJ f Q");
    }

    #[test]
    fn content_that_paints_nothing_is_told() {
        assert!(!read_plain(b"q 1 0 0 1 0 0 cm Q", Marks::Kept).is_loose);
        assert!(read_plain(b"q /Im0 Do Q", Marks::Kept).is_loose);
        assert!(!read_plain(b"/Artifact BMC /Im0 Do EMC", Marks::Kept).is_loose);
        assert!(read_plain(b"/Artifact BMC /Im0 Do EMC", Marks::Neutral).is_loose);
    }
}
