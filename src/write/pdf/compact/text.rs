//! Page content without what every run of text repeats.
//!
//! Typst writes each run of text with a graphics state, a colour, a rendering
//! mode, a font and two matrices of its own. A run at the top level needs one
//! move, and colour and font only where they change. What does not have
//! exactly the expected form is left as it is.

use super::brief;

/// A run of text as Typst writes it.
struct Run<'a> {
    position: &'a str,
    colour: &'a str,
    font: &'a str,
    /// The strings and their operator, which may hold any bytes.
    shown: &'a [u8],
}

/// Returns a page's content without repeated state.
pub(super) fn tidy(content: &[u8]) -> Vec<u8> {
    let mut tidied = Vec::with_capacity(content.len());
    let (mut depth, mut colour, mut font) = (0usize, "", "");
    let mut rest = content;
    while !rest.is_empty() {
        if depth == 0
            && let Some((run, after)) = run(rest)
        {
            if run.colour != colour {
                brief::push(&mut tidied, run.colour.as_bytes());
                tidied.push(b'\n');
            }
            tidied.extend_from_slice(b"BT");
            if run.font != font {
                tidied.extend_from_slice(run.font.as_bytes());
            }
            // A text object begins at the origin, so a move is all it needs.
            tidied.push(b' ');
            brief::push(&mut tidied, run.position.as_bytes());
            tidied.extend_from_slice(b" Td");
            brief::push(&mut tidied, run.shown);
            tidied.extend_from_slice(b"\nET\n");
            (colour, font) = (run.colour, run.font);
            rest = after;
            continue;
        }
        let (line, after) = split_line(rest);
        tidied.extend_from_slice(line);
        rest = after;
        match line {
            [b'q', b'\n' | b' ', ..] => depth += 1,
            b"Q" | b"Q\n" => depth = depth.saturating_sub(1),
            // Marks change no state; anything else at the top level might.
            _ if depth == 0 && !is_mark(line) => (colour, font) = ("", ""),
            _ => {}
        }
    }
    tidied
}

/// Returns the first line with its end, and what follows it.
fn split_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| at + 1);
    bytes.split_at(end)
}

fn is_mark(line: &[u8]) -> bool {
    let line = line.trim_ascii_end();
    (line.starts_with(b"EMC") || line.starts_with(b"/"))
        && (line.ends_with(b"BDC") || line.ends_with(b"BMC"))
        || line == b"EMC"
}

/// What stands between a run's font size and its strings.
const MATRIX: &[u8] = b" Tf 1 0 0 -1 0 0 Tm";

/// Reads `q 1 0 0 -1 x y cm/c0 cs … scn`, `BT 0 Tr/f0 12 Tf 1 0 0 -1 0 0 Tm…TJ`,
/// `ET`, `Q` from the start of the bytes, and returns what follows them.
fn run(bytes: &[u8]) -> Option<(Run<'_>, &[u8])> {
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
    whole.then_some((Run { position, colour, font, shown }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUN: &str = "q 1 0 0 -1 62.3 757.4 cm/c0 cs 0.1 0.3 0.4 scn\nBT 0 Tr/f0 15 Tf 1 0 0 -1 0 0 Tm[(ab)20(c)]TJ\nET\nQ\n";

    fn tidied(text: &str) -> String {
        String::from_utf8(tidy(text.as_bytes())).expect("text")
    }

    #[test]
    fn a_run_keeps_its_place_colour_font_and_strings() {
        let text = format!("/Span<</MCID 0>>BDC\n{RUN}EMC");
        let expected = "/Span<</MCID 0>>BDC\n/c0 cs 0.1 0.3 0.4 scn\nBT/f0 15 Tf 62.3 757.4 Td[(ab)20(c)]TJ\nET\nEMC";
        assert_eq!(tidied(&text), expected);
    }

    #[test]
    fn colour_and_font_are_said_again_only_where_they_change() {
        let text = format!("{RUN}EMC/Span<</MCID 1>>BDC\n{RUN}");
        assert_eq!(tidied(&text).matches("/f0 15 Tf").count(), 1);
        let other = RUN.replace("/f0", "/f1");
        assert_eq!(tidied(&format!("{RUN}{other}{RUN}")).matches(" Tf").count(), 3);
    }

    #[test]
    fn what_stands_in_a_graphics_state_of_its_own_is_left_alone() {
        let nested = format!("q 0 0 10 10 re W n\n{RUN}Q\n");
        assert_eq!(tidied(&nested), nested);
        let unknown = "q 1 0 0 -1 1 2 cm/c0 CS 0 0 0 SCN 0 0 m 9 0 l\nS\nQ\n";
        assert_eq!(tidied(unknown), unknown);
    }

    #[test]
    fn unknown_state_at_the_top_level_is_not_relied_upon() {
        let text = format!("{RUN}/c1 cs 0 scn\n{RUN}");
        assert_eq!(tidied(&text).matches("/c0 cs 0.1 0.3 0.4 scn").count(), 2);
    }
}
