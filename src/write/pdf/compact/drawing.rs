//! A filled or stroked path as Typst writes it: rules, cell fills, marks.

use super::brief;

/// How a path is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    Fill,
    Stroke,
}

/// A path that is moved to its place and painted in one colour.
pub(super) struct Drawing<'a> {
    pub(super) paint: Paint,
    /// Its colour, and its pen where it is stroked, as operators.
    pub(super) state: &'a str,
    /// Where its origin lies, in thousandths of a point; its own y runs downwards.
    origin: (i64, i64),
    path: &'a str,
}

/// Reads `q 1 0 0 -1 x y cm/c1 CS … SCN 0.5 w 4 M 0 0 m … l`, `S`, `Q`, or a fill
/// of the same form, from the start of the bytes, and returns what follows it.
pub(super) fn read(bytes: &[u8]) -> Option<(Drawing<'_>, &[u8])> {
    const END: &[u8] = b"\nQ\n";
    let inner = bytes.strip_prefix(b"q 1 0 0 -1 ")?;
    let end = inner.windows(END.len()).position(|window| window == END)?;
    let text = std::str::from_utf8(&inner[..end]).ok()?;
    let (origin, rest) = text.split_once(" cm")?;
    let (paint, last, rest) = if let Some(rest) = rest.strip_suffix("\nf") {
        (Paint::Fill, " scn ", rest)
    } else {
        (Paint::Stroke, " M ", rest.strip_suffix("\nS")?)
    };
    let (state, path) = rest.split_at(rest.find(last)? + last.len());
    let state = state.trim_end();
    let whole = state.starts_with('/') && is_state(paint, state) && is_path(path);
    let origin = brief::point(origin)?;
    whole.then_some((Drawing { paint, state, origin, path }, &inner[end + END.len()..]))
}

/// Whether operators set a colour, and a pen, and nothing else.
fn is_state(paint: Paint, state: &str) -> bool {
    let expected: &[&str] = match paint {
        Paint::Fill => &["cs", "scn"],
        Paint::Stroke => &["CS", "SCN", "w", "M"],
    };
    let operators = state.split_ascii_whitespace().skip(1).filter(|word| !is_number(word));
    operators.eq(expected.iter().copied())
}

/// Whether operators move, draw lines and curves, and nothing else.
fn is_path(path: &str) -> bool {
    let mut numbers = 0;
    let mut whole = true;
    for word in path.split_ascii_whitespace() {
        let wanted = match word {
            "m" | "l" => 2,
            "c" => 6,
            "h" => 0,
            _ => {
                numbers += 1;
                whole &= is_number(word);
                continue;
            }
        };
        whole &= numbers == wanted;
        numbers = 0;
    }
    whole && numbers == 0 && !path.trim().is_empty()
}

fn is_number(word: &str) -> bool {
    brief::thousandths(word).is_some()
}

impl Drawing<'_> {
    /// Appends the path in the page's own coordinates.
    pub(super) fn push_path(&self, bytes: &mut Vec<u8>) {
        let mut x = None;
        for word in self.path.split_ascii_whitespace() {
            match (brief::thousandths(word), x) {
                (Some(number), None) => x = Some(self.origin.0 + number),
                (Some(number), Some(across)) => {
                    brief::push_point(bytes, (across, self.origin.1 - number));
                    x = None;
                }
                (None, _) => {
                    bytes.extend_from_slice(word.as_bytes());
                    bytes.push(b' ');
                }
            }
        }
        bytes.pop();
        bytes.push(b'\n');
    }
}
