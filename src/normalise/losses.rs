//! What a paper lost on the way, in words.

use super::holdings::Holdings;
use crate::spelling::counted;

impl Holdings {
    /// Returns what is no longer there, each in words that follow `lost:`.
    pub fn lost(&self, after: &Self) -> Vec<String> {
        let fewer = |before: usize, after: usize| before.saturating_sub(after);
        let counts = [
            (fewer(self.signatures, after.signatures), "signature", "keep the signed original"),
            (fewer(self.fields, after.fields), "form field", "what is filled in can still be seen"),
            (fewer(self.files, after.files), "file within it", ""),
            (fewer(self.links, after.links), "link", ""),
            (fewer(self.bookmarks, after.bookmarks), "bookmark", ""),
            (fewer(self.notes, after.notes), "note", "as far as they print they can still be seen"),
            (fewer(self.layers, after.layers), "layer", "what is switched on can still be seen"),
        ];
        let tags = (self.tagged && !after.tagged).then(|| {
            "its tags: what is a heading, a list, a table, and the words for its pictures"
                .to_string()
        });
        let text = fewer(self.letters, after.letters);
        let text = (text > 0).then(|| {
            format!("{text} of the {} letters of its text, which can still be seen", self.letters)
        });
        let hidden = (!self.hidden.is_empty() && after.hidden.is_empty())
            .then(|| format!("text that nobody sees, on {}", pages(&self.hidden)));
        let counted = counts.into_iter().filter(|(count, ..)| *count > 0);
        let counted = counted.map(|(count, what, aside)| match aside {
            "" => counted_as(count, what),
            aside => format!("{} ({aside})", counted_as(count, what)),
        });
        tags.into_iter().chain(counted).chain(text).chain(hidden).collect()
    }

    /// Returns what is to be said of the text, in words that follow `note:`.
    pub fn doubts(&self) -> Vec<String> {
        let unmapped = (self.unmapped > 0).then(|| {
            format!(
                "{} for which the paper has no character can be seen, and neither searched nor copied",
                counted_as(self.unmapped, "letter")
            )
        });
        let silent = (self.letters == 0).then(|| {
            "there is no text in it that can be searched or read aloud: have it read by OCR, or \
             state what it says"
                .to_string()
        });
        unmapped.into_iter().chain(silent).collect()
    }

    /// Returns the pages with text that nobody sees; nothing if there are none.
    pub fn hidden_on(&self) -> Option<String> {
        (!self.hidden.is_empty()).then(|| pages(&self.hidden))
    }
}

/// Returns a number with what it counts: `file within it` is counted as its first word.
fn counted_as(count: usize, what: &str) -> String {
    match what.split_once(' ') {
        Some((first, rest)) if first != "form" => format!("{} {rest}", counted(count, first)),
        _ => counted(count, what),
    }
}

/// Returns pages in words.
fn pages(pages: &[usize]) -> String {
    match pages {
        [page] => format!("page {page}"),
        [first, second] => format!("pages {first} and {second}"),
        [first, .., last] => format!("{} pages from {first} to {last}", pages.len()),
        [] => "no page".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_is_counted() {
        let before = Holdings {
            tagged: true,
            fields: 2,
            files: 3,
            signatures: 1,
            letters: 100,
            hidden: vec![2, 4, 5],
            links: 4,
            ..Holdings::default()
        };
        let after = Holdings { letters: 90, links: 4, ..Holdings::default() };
        let lost = [
            "its tags: what is a heading, a list, a table, and the words for its pictures",
            "1 signature (keep the signed original)",
            "2 form fields (what is filled in can still be seen)",
            "3 files within it",
            "10 of the 100 letters of its text, which can still be seen",
            "text that nobody sees, on 3 pages from 2 to 5",
        ];
        assert_eq!(before.lost(&after), lost);
        assert_eq!(before.lost(&before), Vec::<String>::new());
    }
}
