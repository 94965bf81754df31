//! Text put together from pieces of a file, with the place of each.

use super::fold::CUT;

/// Pieces of a file as one text.
#[derive(Debug, Default)]
pub(super) struct Passage {
    text: String,
    places: Vec<(usize, String)>,
}

impl Passage {
    /// Says where what follows stands.
    pub(super) fn at(&mut self, place: String) {
        self.places.push((self.text.len(), place));
    }

    /// Adds text that goes on where the last ended.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Ends a word.
    pub(super) fn space(&mut self) {
        if !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Ends what belongs together.
    pub(super) fn cut(&mut self) {
        self.text.push(CUT);
    }

    /// Returns the text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the place of an offset in the text.
    pub(super) fn place(&self, offset: usize) -> String {
        let after = self.places.partition_point(|(start, _)| *start <= offset);
        self.places[..after].last().map_or_else(String::new, |(_, place)| place.clone())
    }
}
