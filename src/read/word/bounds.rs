//! How much a document may ask of the program and of a page.

use super::reader::Reader;
use crate::read::codes;

/// The most paragraphs, points, pictures and cells of tables.
const MAX_ITEMS: usize = 20_000;
/// The most headings.
const MAX_HEADINGS: usize = 1_000;
/// The most letters that merged cells may repeat.
const MAX_COPIED: usize = 5_000_000;
/// The most pixels of all pictures together.
const MAX_PIXELS: u64 = 500_000_000;
/// The most letters of a word.
const MAX_WORD: usize = 2_000;
/// The most fields within each other.
pub(super) const MAX_FIELDS: usize = 50;

/// What a document has asked for so far.
#[derive(Debug, Default)]
pub(super) struct Spent {
    items: usize,
    headings: usize,
    copied: usize,
    pixels: u64,
}

impl Reader<'_> {
    /// Counts paragraphs or cells, and returns whether there is room for them.
    pub(super) fn has_room(&mut self, items: usize) -> bool {
        self.spent.items = self.spent.items.saturating_add(items);
        self.is_within(
            self.spent.items <= MAX_ITEMS,
            "the document has more than 20,000 paragraphs and cells",
        )
    }

    /// Counts a heading.
    pub(super) fn has_room_for_heading(&mut self) -> bool {
        self.spent.headings += 1;
        self.is_within(
            self.spent.headings <= MAX_HEADINGS,
            "the document has more than 1,000 headings",
        )
    }

    /// Counts letters that a merged cell repeats.
    pub(super) fn may_copy(&mut self, letters: usize) -> bool {
        self.spent.copied = self.spent.copied.saturating_add(letters);
        self.is_within(
            self.spent.copied <= MAX_COPIED,
            "merged cells of the document would repeat more than 5,000,000 letters",
        )
    }

    /// Counts the pixels of a picture.
    pub(super) fn may_show(&mut self, (width, height): (u32, u32)) -> bool {
        self.spent.pixels += u64::from(width) * u64::from(height);
        self.is_within(
            self.spent.pixels <= MAX_PIXELS,
            "the pictures of the document have more than 500 million pixels together",
        )
    }

    /// Says where a word of a text fits no line.
    pub(super) fn check_words(&mut self, text: &str) {
        if text.split_whitespace().any(|word| word.len() > MAX_WORD) {
            let hint = "shorten it, or put spaces into it";
            self.say(
                &codes::OVERGROWN_TEXT,
                "a word has more than 2,000 letters, and fits no line",
                hint,
            );
        }
    }

    fn is_within(&mut self, within: bool, message: &str) -> bool {
        if !within {
            let hint =
                "keep what the meeting decides on, and publish the rest as a document of its own";
            self.say_first(&codes::OVERGROWN_TEXT, message, hint);
        }
        within
    }
}
