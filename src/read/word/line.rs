//! The runs of one paragraph, and how they become inline text.

use std::rc::Rc;

use crate::model::narrative::{Figure, Inline};

/// A piece of a paragraph that looks the same throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    bold: bool,
    italic: bool,
    link: Option<Rc<str>>,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Text(String),
    Break,
}

/// A paragraph that is being read.
#[derive(Debug, Default)]
pub(super) struct Line {
    pieces: Vec<Piece>,
    /// The pictures in it.
    pub(super) figures: Vec<Figure>,
}

/// What the letters of a run look like, and where they lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ink {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) link: Option<Rc<str>>,
    pub(super) height: Height,
}

/// Where letters stand in their line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Height {
    #[default]
    Line,
    Raised,
    Lowered,
}

impl Height {
    /// Returns a figure that stands there: `²` of m², `₂` of CO₂. All else keeps its
    /// letters, as the `rd` of 3rd does.
    fn of(self, letter: char) -> char {
        let Some(digit) = letter.to_digit(10) else { return letter };
        let figures = match self {
            Self::Line => return letter,
            Self::Raised => "⁰¹²³⁴⁵⁶⁷⁸⁹",
            Self::Lowered => "₀₁₂₃₄₅₆₇₈₉",
        };
        usize::try_from(digit).ok().and_then(|at| figures.chars().nth(at)).unwrap_or(letter)
    }
}

impl Line {
    /// Adds text; white space in a row is one space.
    pub(super) fn text(&mut self, text: &str, ink: &Ink) {
        let after_space = match self.pieces.last() {
            Some(Piece { what: What::Text(before), .. }) => before.ends_with(' '),
            _ => true,
        };
        let mut words = String::new();
        for letter in text.chars() {
            let letter = if letter.is_whitespace() && letter != '\u{a0}' { ' ' } else { letter };
            let before = if words.is_empty() { after_space } else { words.ends_with(' ') };
            if letter != ' ' || !before {
                words.push(ink.height.of(letter));
            }
        }
        if words.is_empty() {
            return;
        }
        // A space looks like what stands before it.
        let is_space = words == " ";
        match self.pieces.last_mut() {
            Some(Piece { bold, italic, link, what: What::Text(before) })
                if (*bold == ink.bold && *italic == ink.italic && *link == ink.link)
                    || (is_space && *link == ink.link) =>
            {
                before.push_str(&words);
            }
            _ => self.push(What::Text(words), ink),
        }
    }

    /// Adds a line break.
    pub(super) fn line_break(&mut self, ink: &Ink) {
        if !self.pieces.is_empty() {
            self.push(What::Break, ink);
        }
    }

    fn push(&mut self, what: What, ink: &Ink) {
        let Ink { bold, italic, link, .. } = ink.clone();
        self.pieces.push(Piece { bold, italic, link, what });
    }

    /// Makes all letters alike, as those of a heading are.
    pub(super) fn plain(&mut self) {
        for piece in &mut self.pieces {
            (piece.bold, piece.italic) = (false, false);
        }
    }

    /// Returns the inline text, without space at its ends.
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
        let blank = |piece: &Piece| match &piece.what {
            What::Break => true,
            What::Text(text) => text.trim().is_empty(),
        };
        while self.pieces.last().is_some_and(blank) {
            self.pieces.pop();
        }
        let first = self.pieces.iter().position(|piece| !blank(piece)).unwrap_or(0);
        self.pieces.drain(..first);
        if let Some(Piece { what: What::Text(text), .. }) = self.pieces.last_mut() {
            text.truncate(text.trim_end().len());
        }
        if let Some(Piece { what: What::Text(text), .. }) = self.pieces.first_mut() {
            *text = text.trim_start().to_string();
        }
        links(&self.pieces)
    }
}

fn links(pieces: &[Piece]) -> Vec<Inline> {
    let groups = pieces.chunk_by(|one, next| one.link == next.link);
    let group = |group: &[Piece]| match &group[0].link {
        Some(url) => vec![Inline::Link { url: url.to_string(), text: bold(group) }],
        None => bold(group),
    };
    groups.flat_map(group).collect()
}

fn bold(pieces: &[Piece]) -> Vec<Inline> {
    let groups = pieces.chunk_by(|one, next| one.bold == next.bold);
    let group = |group: &[Piece]| {
        let inner = italic(group);
        if group[0].bold { vec![Inline::Strong(inner)] } else { inner }
    };
    groups.flat_map(group).collect()
}

fn italic(pieces: &[Piece]) -> Vec<Inline> {
    let groups = pieces.chunk_by(|one, next| one.italic == next.italic);
    let group = |group: &[Piece]| {
        let inner = leaves(group);
        if group[0].italic { vec![Inline::Emphasis(inner)] } else { inner }
    };
    groups.flat_map(group).collect()
}

fn leaves(pieces: &[Piece]) -> Vec<Inline> {
    let mut list: Vec<Inline> = Vec::new();
    for piece in pieces {
        match (&piece.what, list.last_mut()) {
            (What::Break, _) => list.push(Inline::Break),
            (What::Text(text), Some(Inline::Text(before))) => before.push_str(text),
            (What::Text(text), _) => list.push(Inline::Text(text.clone())),
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_look_alike_are_one() {
        let (plain, strong) = (Ink::default(), Ink { bold: true, ..Ink::default() });
        let mut line = Line::default();
        for (text, ink) in
            [("  Two", &plain), (" ", &strong), ("\tstr", &strong), ("ong", &strong), (" ", &plain)]
        {
            line.text(text, ink);
        }
        let strong = Inline::Strong(vec![Inline::Text("strong".into())]);
        assert_eq!(line.inlines(), [Inline::Text("Two ".into()), strong]);
    }
}
