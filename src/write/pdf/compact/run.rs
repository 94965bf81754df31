//! A run of text as Typst writes it.

use super::brief;

/// A run of text.
pub(super) struct Run<'a> {
    /// Where it begins, in thousandths of a point from the page's corner.
    pub(super) position: (i64, i64),
    /// Its colour, as operators.
    pub(super) colour: &'a str,
    /// Its font and size, as an operator.
    pub(super) font: &'a str,
    /// The strings and their operator, which may hold any bytes.
    pub(super) shown: &'a [u8],
}

/// What stands between a run's font size and its strings.
const MATRIX: &[u8] = b" Tf 1 0 0 -1 0 0 Tm";

/// Reads `q 1 0 0 -1 x y cm/c0 cs … scn`, `BT 0 Tr/f0 12 Tf 1 0 0 -1 0 0 Tm…TJ`,
/// `ET`, `Q` from the start of the bytes, and returns what follows them.
pub(super) fn read(bytes: &[u8]) -> Option<(Run<'_>, &[u8])> {
    let (state, rest) = split_line(bytes.strip_prefix(b"q 1 0 0 -1 ")?);
    let (text, rest) = split_line(rest.strip_prefix(b"BT 0 Tr")?);
    let rest = rest.strip_prefix(b"ET\nQ\n")?;
    let (position, colour) = std::str::from_utf8(state).ok()?.trim_end().split_once(" cm")?;
    if !colour.starts_with('/') || !colour.ends_with(" scn") {
        return None;
    }
    let at = text.windows(MATRIX.len()).position(|window| window == MATRIX)?;
    let font = std::str::from_utf8(&text[..at + 3]).ok()?;
    let shown = text[at + MATRIX.len()..].trim_ascii_end();
    let whole = shown.ends_with(b"TJ") || shown.ends_with(b"Tj");
    let position = brief::point(position)?;
    whole.then_some((Run { position, colour, font, shown }, rest))
}

/// Returns the first line with its end, and what follows it.
pub(super) fn split_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| at + 1);
    bytes.split_at(end)
}
