//! The text of a page: its letters as lines, in the order of painting.

use super::glyphs::Letter;

/// A gap of this part of the font's size parts words.
const SPACE: f64 = 0.18;

/// A step back of up to this part of the size is kerning; more begins a new line.
const BACK: f64 = 0.6;

/// A letter this far above or below, in parts of the size, is in another line; a
/// raised figure is in the same.
const ACROSS: f64 = 0.55;

/// A letter that is painted again this near is the same one, made bold.
const AGAIN: f64 = 0.12;

/// Returns the text of letters, a line of the page a line.
pub(super) fn lines<'a>(letters: impl Iterator<Item = &'a Letter>) -> String {
    let mut lines = Lines::default();
    for letter in letters {
        lines.add(letter);
    }
    lines.finish()
}

/// How a letter follows the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It is the same letter, painted once more.
    Again,
    /// In the same word.
    Word,
    /// In the next word of the line.
    Line,
    /// Elsewhere.
    Away,
}

#[derive(Debug, Default)]
struct Lines<'a> {
    text: String,
    before: Option<&'a Letter>,
}

impl<'a> Lines<'a> {
    fn add(&mut self, letter: &'a Letter) {
        match self.before.map(|before| step(before, letter)) {
            Some(Step::Again) => return,
            Some(Step::Line) if !letter.text.is_blank() => self.space(),
            Some(Step::Away) => self.text.push('\n'),
            None | Some(Step::Word | Step::Line) => {}
        }
        if letter.text.is_blank() {
            self.space();
        } else {
            letter.text.push_to(&mut self.text);
        }
        self.before = Some(letter);
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    fn finish(self) -> String {
        let lines = self.text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Returns how a letter follows the one before.
pub(super) fn step(before: &Letter, letter: &Letter) -> Step {
    let size = before.size.max(letter.size);
    let direction = letter.end - letter.origin;
    let length = direction.hypot();
    if size <= 0.0 || length <= 0.0 {
        return if (letter.origin - before.end).hypot() > size { Step::Away } else { Step::Word };
    }
    let direction = direction / length;
    let moved = letter.origin - before.origin;
    if letter.text == before.text && moved.hypot() < AGAIN * size && !letter.text.is_blank() {
        return Step::Again;
    }
    let gap = letter.origin - before.end;
    let (along, across) = (gap.dot(direction), gap.cross(direction));
    let turned = (before.end - before.origin).cross(direction).abs() > 0.5 * size.min(length);
    if across.abs() > ACROSS * size || turned {
        return Step::Away;
    }
    if along < -BACK * size {
        // Arabic and Hebrew are painted from the right.
        let left = letter.end - before.origin;
        let follows = left.dot(direction).abs() < 3.0 * size && moved.dot(direction) < 0.0;
        return match follows && is_leftward(letter) {
            true if left.dot(direction) < -SPACE * size => Step::Line,
            true => Step::Word,
            false => Step::Away,
        };
    }
    if along > SPACE * size { Step::Line } else { Step::Word }
}

/// Returns whether a letter is of a script that is written from the right.
pub(super) fn is_leftward(letter: &Letter) -> bool {
    let mut text = String::new();
    letter.text.push_to(&mut text);
    text.chars().any(
        |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'),
    )
}
