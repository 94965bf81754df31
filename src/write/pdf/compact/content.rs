//! Page content without what every run of text and every rule repeats.
//!
//! Typst writes each run of text and each drawing with a graphics state, a
//! colour, a matrix and a mark of its own. At the top level a run needs one move
//! and a drawing its points; colour, font and pen are said where they change, and
//! what stands in a row under the same mark shares it. What does not have exactly
//! the expected form is left as it is.

use std::collections::BTreeSet;

use super::brief;
use super::drawing::{self, Drawing, Paint};
use super::run::{self, Run};

/// A page's content written again.
pub(super) struct Tidied {
    /// The content.
    pub(super) bytes: Vec<u8>,
    /// The marked-content ids that the one before them now covers.
    pub(super) joined: BTreeSet<u32>,
}

/// Returns a page's content without repeated state; `joinable` are the ids of
/// marked content that may be one with the id before.
pub(super) fn tidy(content: &[u8], joinable: &BTreeSet<u32>) -> Tidied {
    let mut pen = Pen {
        tidied: Tidied { bytes: Vec::with_capacity(content.len()), joined: BTreeSet::new() },
        joinable,
        state: State::default(),
        mark: Mark::default(),
        open: Open::Nothing,
    };
    let (mut depth, mut rest) = (0usize, content);
    while !rest.is_empty() {
        if depth == 0 {
            if let Some((run, after)) = run::read(rest) {
                pen.run(&run);
                rest = after;
                continue;
            }
            if let Some((drawing, after)) = drawing::read(rest) {
                pen.drawing(&drawing);
                rest = after;
                continue;
            }
        }
        let (line, after) = run::split_line(rest);
        rest = after;
        match line {
            _ if depth == 0 && is_mark(line) => pen.mark(line),
            [b'q', b'\n' | b' ', ..] => {
                depth += 1;
                pen.other(line);
            }
            b"Q" | b"Q\n" => {
                depth = depth.saturating_sub(1);
                pen.other(line);
            }
            _ => {
                pen.other(line);
                // Marks change no state; anything else at the top level might.
                if depth == 0 {
                    pen.state = State::default();
                }
            }
        }
    }
    pen.close();
    pen.tidied
}

fn is_mark(line: &[u8]) -> bool {
    let line = line.trim_ascii_end();
    (line.starts_with(b"EMC") || line.starts_with(b"/"))
        && (line.ends_with(b"BDC") || line.ends_with(b"BMC"))
        || line == b"EMC"
}

/// What was said last at the top level, and holds until it is said otherwise.
#[derive(Default)]
struct State<'a> {
    fill: &'a str,
    font: &'a str,
}

/// Appends the operators of a state that is not the known one; a colour space that
/// stays is not said again, for it keeps its name and loses its colour.
fn push_state<'a>(bytes: &mut Vec<u8>, known: &mut &'a str, state: &'a str) {
    if *known == state {
        return;
    }
    let space = |state: &'a str| state.find(" cs ").map(|at| state.split_at(at + 4));
    let said = match (space(known), space(state)) {
        (Some((old, _)), Some((new, colour))) if old == new => colour,
        _ => state,
    };
    brief::push(bytes, said.as_bytes());
    bytes.push(b'\n');
    *known = state;
}

/// What the content written so far leaves open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open<'a> {
    Nothing,
    /// A text object; the last run of it begins here, in thousandths of a point.
    Text(i64, i64),
    /// A path that is still to be stroked, with its pen.
    Stroke(&'a str),
}

struct Pen<'a> {
    tidied: Tidied,
    joinable: &'a BTreeSet<u32>,
    state: State<'a>,
    mark: Mark<'a>,
    open: Open<'a>,
}

/// The mark that is open.
#[derive(Default)]
struct Mark<'a> {
    /// As it was begun.
    begun: &'a [u8],
    /// The id of the marked content that was written last under it.
    id: Option<u32>,
}

impl<'a> Pen<'a> {
    /// Ends the text object or the path that is open.
    fn close(&mut self) {
        match self.open {
            Open::Nothing => {}
            Open::Text(..) => {
                self.begin_line();
                self.tidied.bytes.extend_from_slice(b"ET\n");
            }
            Open::Stroke(_) => self.tidied.bytes.extend_from_slice(b"S\nQ\n"),
        }
        self.open = Open::Nothing;
    }

    /// A text object begins at the origin, so that a move is all that a run needs.
    fn begin_text(&mut self) {
        self.begin_line();
        self.tidied.bytes.extend_from_slice(b"BT\n");
        self.open = Open::Text(0, 0);
    }

    fn begin_line(&mut self) {
        if self.tidied.bytes.last().is_some_and(|byte| *byte != b'\n') {
            self.tidied.bytes.push(b'\n');
        }
    }

    fn other(&mut self, line: &[u8]) {
        self.close();
        self.tidied.bytes.extend_from_slice(line);
    }

    fn run(&mut self, run: &Run<'a>) {
        let (mut x, mut y) = run.position;
        match self.open {
            Open::Text(last_x, line) if line == y => {
                (x, y) = (x - last_x, 0);
                self.begin_line();
            }
            // A line has a text object of its own: simple readers part words there.
            _ => {
                self.close();
                self.begin_text();
            }
        }
        self.open = Open::Text(run.position.0, run.position.1);
        let Self { tidied: Tidied { bytes, .. }, state, .. } = self;
        push_state(bytes, &mut state.fill, run.colour);
        if run.font != state.font {
            bytes.extend_from_slice(run.font.as_bytes());
            bytes.push(b' ');
        }
        brief::push_point(bytes, (x, y));
        bytes.extend_from_slice(b"Td");
        brief::push(bytes, run.shown);
        state.font = run.font;
    }

    fn drawing(&mut self, drawing: &Drawing<'a>) {
        match drawing.paint {
            Paint::Fill => {
                self.close();
                push_state(&mut self.tidied.bytes, &mut self.state.fill, drawing.state);
            }
            // Strokes of one pen are one path; fills are not, for they may overlap.
            // A pen has more than Typst says of it, so that it is put back.
            Paint::Stroke if self.open != Open::Stroke(drawing.state) => {
                self.close();
                self.open = Open::Stroke(drawing.state);
                self.tidied.bytes.extend_from_slice(b"q\n");
                push_state(&mut self.tidied.bytes, &mut "", drawing.state);
            }
            Paint::Stroke => {}
        }
        drawing.push_path(&mut self.tidied.bytes);
        if drawing.paint == Paint::Fill {
            self.tidied.bytes.extend_from_slice(b"f\n");
        }
    }

    /// The end of one mark, the beginning of another, or both.
    fn mark(&mut self, line: &'a [u8]) {
        let begun = line.trim_ascii_end();
        let begun = match begun.strip_prefix(b"EMC") {
            Some(begun) if self.goes_on(begun) => return,
            Some(begun) => begun,
            None => begun,
        };
        self.other(line);
        self.mark = Mark { begun, id: marked_id(begun).map(|(_, id)| id) };
    }

    /// Whether what follows may stand under the mark that is open.
    fn goes_on(&mut self, begun: &[u8]) -> bool {
        if begun.starts_with(b"/Artifact") {
            return begun == self.mark.begun;
        }
        let (Some((tag, id)), Some((open, _)), Some(last)) =
            (marked_id(begun), marked_id(self.mark.begun), self.mark.id)
        else {
            return false;
        };
        let joins = tag == open && id == last + 1 && self.joinable.contains(&id);
        if joins {
            self.tidied.joined.insert(id);
            self.mark.id = Some(id);
        }
        joins
    }
}

/// Returns the tag and id of `/Span<</MCID 7>>BDC`, nothing for any other mark.
fn marked_id(mark: &[u8]) -> Option<(&str, u32)> {
    let mark = std::str::from_utf8(mark).ok()?;
    let (tag, id) = mark.strip_suffix(">>BDC")?.split_once("<</MCID ")?;
    Some((tag, id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUN: &str = "q 1 0 0 -1 62.3 757.4 cm/c0 cs 0.1 0.3 0.4 scn\nBT 0 Tr/f0 15 Tf 1 0 0 -1 0 0 Tm[(ab)20(c)]TJ\nET\nQ\n";
    const RULE: &str = "q 1 0 0 -1 45.104332 90.040375 cm/c1 CS 0.827451 0 0 SCN 0.5 w 4 M 0 0 m 751.6811 0 l\nS\nQ\n";

    fn tidied(text: &str) -> String {
        tidied_where(text, &[])
    }

    fn tidied_where(text: &str, joinable: &[u32]) -> String {
        let joinable = joinable.iter().copied().collect();
        String::from_utf8(tidy(text.as_bytes(), &joinable).bytes).expect("text")
    }

    #[test]
    fn a_run_keeps_its_place_colour_font_and_strings() {
        let text = format!("/Span<</MCID 0>>BDC\n{RUN}EMC");
        let expected = "/Span<</MCID 0>>BDC\nBT\n/c0 cs 0.1 0.3 0.4 scn\n/f0 15 Tf 62.3 757.4 Td[(ab)20(c)]TJ\nET\nEMC";
        assert_eq!(tidied(&text), expected);
    }

    #[test]
    fn runs_of_a_line_are_one_text_object_with_moves() {
        let (beside, below) = (RUN.replace("62.3 ", "92.1004 "), RUN.replace("757.4", "740"));
        let expected = "BT\n/c0 cs 0.1 0.3 0.4 scn\n/f0 15 Tf 62.3 757.4 Td[(ab)20(c)]TJ\n29.8 0 Td[(ab)20(c)]TJ\nET\nBT\n62.3 740 Td[(ab)20(c)]TJ\nET\n";
        assert_eq!(tidied(&format!("{RUN}{beside}{below}")), expected);
    }

    #[test]
    fn colour_and_font_are_said_again_only_where_they_change() {
        let text = format!("{RUN}EMC/Span<</MCID 1>>BDC\n{RUN}");
        assert_eq!(tidied(&text).matches("/f0 15 Tf").count(), 1);
        let other = RUN.replace("/f0", "/f1");
        assert_eq!(tidied(&format!("{RUN}{other}{RUN}")).matches(" Tf").count(), 3);
    }

    #[test]
    fn marked_content_of_one_element_is_one_where_the_structure_allows() {
        let mark = |id: u32| format!("EMC/Span<</MCID {id}>>BDC\n{RUN}");
        let text = format!("/Span<</MCID 0>>BDC\n{RUN}{}{}{}EMC", mark(1), mark(2), mark(3));
        let joinable = [1, 3].into();
        let tidied = tidy(text.as_bytes(), &joinable);
        assert_eq!(tidied.joined, joinable);
        assert_eq!(String::from_utf8(tidied.bytes).expect("text").matches("MCID").count(), 2);
        let apart = format!("/Span<</MCID 0>>BDC\n{RUN}EMC/Artifact BMC\n{RULE}{}EMC", mark(1));
        assert!(tidy(apart.as_bytes(), &joinable).joined.is_empty());
        let tagged = text.replace("/Span<</MCID 1>>", "/Span<</Lang(cy)/MCID 1>>");
        assert_eq!(tidy(tagged.as_bytes(), &joinable).joined, [3].into());
    }

    #[test]
    fn rules_of_one_pen_are_one_path_under_one_mark() {
        let mark = "/Artifact<</Type/Layout>>BDC\n";
        let lower = RULE.replace("90.040375", "74");
        let text = format!("{mark}{RULE}EMC{mark}{lower}EMC");
        let expected = format!(
            "{mark}q\n/c1 CS 0.827 0 0 SCN 0.5 w 4 M\n45.104 90.04 m 796.785 90.04 l\n45.104 74 m 796.785 74 l\nS\nQ\nEMC"
        );
        assert_eq!(tidied(&text), expected);
    }

    #[test]
    fn a_filled_shape_shares_the_colour_of_text() {
        let fill =
            "q 1 0 0 -1 10 20 cm/c0 cs 0.1 0.3 0.4 scn 3.42 0 m 6.84 6.84 l 0 6.84 l\nh\nf\nQ\n";
        let expected = "BT\n/c0 cs 0.1 0.3 0.4 scn\n/f0 15 Tf 62.3 757.4 Td[(ab)20(c)]TJ\nET\n13.42 20 m 16.84 13.16 l 10 13.16 l h\nf\n";
        assert_eq!(tidied(&format!("{RUN}{fill}")), expected);
    }

    #[test]
    fn a_colour_space_that_stays_is_said_once() {
        let paler = RUN.replace("0.1 0.3 0.4", "0.5 0.5 0.5");
        let tidied = tidied(&format!("{RUN}{paler}{RUN}"));
        assert_eq!((tidied.matches("cs").count(), tidied.matches("scn").count()), (1, 3));
    }

    #[test]
    fn what_stands_in_a_graphics_state_of_its_own_is_left_alone() {
        let nested = format!("q 0 0 10 10 re W n\n{RUN}Q\n");
        assert_eq!(tidied(&nested), nested);
        let dashed = RULE.replace("4 M", "4 M[3 2] 0 d");
        assert_eq!(tidied(&dashed), dashed);
    }

    #[test]
    fn unknown_state_at_the_top_level_is_not_relied_upon() {
        let text = format!("{RUN}/c1 cs 0 scn\n{RUN}{RULE}0 w\n{RULE}");
        assert_eq!(tidied(&text).matches("/c0 cs 0.1 0.3 0.4 scn").count(), 2);
        assert_eq!(tidied(&text).matches("0.5 w").count(), 2);
    }
}
