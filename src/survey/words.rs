//! The words that can be seen on a page, and where they stand.

use std::time::Duration;

use hayro_syntax::page::Page;
use kurbo::{Point, Vec2};

use super::glyphs::Letter;
use super::page;
use super::refused::Refused;
use super::text::{Step, is_leftward, step};
use super::wall::{self, Watch};

/// A word on a page as it is shown, in points from the lower left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// What it says.
    pub text: String,
    /// Where its first letter stands on the line.
    pub from: (f64, f64),
    /// Where a letter after it would stand.
    pub to: (f64, f64),
    /// The height of its font.
    pub size: f64,
    /// Whether another word follows it in its line.
    pub goes_on: bool,
}

/// Returns the words of a page that can be seen, in the order of painting; those of a
/// script that is written from the right come letter by letter.
pub fn words(page: &Page<'_>, time: Duration) -> Result<Vec<Word>, Refused> {
    let watch = Watch::new(time);
    let letters = wall::caught(|| page::seen(page, &watch))?;
    let mut words = Words::default();
    for letter in &letters {
        words.add(letter);
    }
    words.close(false);
    Ok(words.done)
}

#[derive(Default)]
struct Words<'l> {
    done: Vec<Word>,
    open: Vec<&'l Letter>,
    before: Option<&'l Letter>,
    /// Whether a space came after the last letter.
    parted: bool,
}

impl<'l> Words<'l> {
    fn add(&mut self, letter: &'l Letter) {
        let how = self.before.map_or(Step::Away, |before| step(before, letter));
        if how == Step::Again {
            return;
        }
        if letter.text.is_blank() {
            self.parted |= how != Step::Away;
        } else {
            let parted = how == Step::Line || self.parted && how != Step::Away;
            if how == Step::Away || parted || is_leftward(letter) {
                self.close(parted);
            }
            self.open.push(letter);
            self.parted = false;
        }
        self.before = Some(letter);
    }

    /// Ends the word that is open.
    fn close(&mut self, goes_on: bool) {
        let letters = std::mem::take(&mut self.open);
        let mut text = String::new();
        for letter in &letters {
            letter.text.push_to(&mut text);
        }
        text.retain(|letter| !letter.is_control() && !is_no_letter(letter));
        let (Some(first), Some(last)) = (letters.first(), letters.last()) else { return };
        if text.is_empty() {
            return;
        }
        let size = letters.iter().map(|letter| letter.size).fold(0.0, f64::max);
        self.done.push(Word {
            text,
            from: at(first.origin),
            to: at(end(first, last)),
            size,
            goes_on,
        });
    }
}

/// Returns where a word ends, on the line that its first letter stands on.
fn end(first: &Letter, last: &Letter) -> Point {
    let along: Vec2 = first.end - first.origin;
    let length = along.hypot();
    if length <= 0.0 {
        return last.end;
    }
    let along = along / length;
    first.origin + along * (last.end - first.origin).dot(along).max(length)
}

/// Returns whether a character must not stand for a letter: ISO 19005-2, 6.2.11.7.2.
fn is_no_letter(letter: char) -> bool {
    matches!(letter, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn at(point: Point) -> (f64, f64) {
    (point.x, point.y)
}
