//! The text under a picture: painted with no ink, word by word where it is seen.

use super::font::{ADVANCE, Font};

/// A word on a page, in points from its lower left corner.
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

/// The least size that is written, in points.
const LEAST: f64 = 0.1;

/// Returns the content that paints words in render mode 3 (ISO 32000-1, 9.3.6), each
/// as wide as it is seen; `unit` is how many points the page's own unit has.
pub(super) fn content(words: &[Word], unit: f64, font: &mut Font) -> String {
    let mut content = String::new();
    for word in words {
        let codes: String = word.text.chars().filter_map(|letter| font.code(letter)).collect();
        let count = codes.len() / 4;
        if count == 0 {
            continue;
        }
        let space = if word.goes_on { font.code(' ').unwrap_or_default() } else { String::new() };
        for number in matrix(word, count, unit) {
            content.push_str(&format!("{number:.3} "));
        }
        content.push_str(&format!("Tm <{codes}{space}> Tj\n"));
    }
    if content.is_empty() { content } else { format!("BT 3 Tr /F 1 Tf\n{content}ET\n") }
}

/// Returns the matrix that puts letters of the font where a word stands.
#[expect(clippy::cast_precision_loss, reason = "letters of a word")]
fn matrix(word: &Word, count: usize, unit: f64) -> [f64; 6] {
    let (dx, dy) = (word.to.0 - word.from.0, word.to.1 - word.from.1);
    let length = dx.hypot(dy);
    let (x, y) = (word.from.0 / unit, word.from.1 / unit);
    // A matrix that flattens letters has no inverse, and some readers stop there.
    let size = word.size.max(LEAST) / unit;
    if length <= 0.0 {
        return [size, 0.0, 0.0, size, x, y];
    }
    let (cos, sin) = (dx / length, dy / length);
    let wide = length / unit / (count as f64 * f64::from(ADVANCE) / 1000.0);
    [wide * cos, wide * sin, -size * sin, size * cos, x, y]
}
