//! Text that stands in for text still to be written.

use super::words;

/// Words that nobody publishes.
const WORDS: [&str; 4] = ["TBC", "TBA", "TODO", "FIXME"];

/// Beginnings of instructions in brackets: `[insert date]`, `<name>`.
const INSTRUCTIONS: [&str; 10] =
    ["insert", "add", "name", "date", "tbc", "enter", "complete", "delete", "to be", "your"];

/// Returns the first placeholder of a text, with where it begins in bytes.
pub fn first(text: &str) -> Option<(usize, &str)> {
    let signs = [bracketed(text), question_marks(text), latin(text), word(text)];
    signs.into_iter().flatten().min_by_key(|(at, _)| *at)
}

fn word(text: &str) -> Option<(usize, &str)> {
    let all = words(text);
    let crossed = |word: &str| {
        let x = word.bytes().all(|b| b.eq_ignore_ascii_case(&b'x'));
        // `XX` may be a numeral; `£XX` is not.
        x && word.len() >= 3
    };
    let money =
        |gap: &str, word: &str| gap.ends_with('£') && word.to_ascii_lowercase().starts_with("xx");
    let found = all.iter().find(|word| {
        WORDS.contains(&word.text) || crossed(word.text) || money(word.gap, word.text)
    });
    found.map(|word| (word.at, word.text))
}

fn bracketed(text: &str) -> Option<(usize, &str)> {
    text.char_indices().filter(|(_, c)| matches!(c, '[' | '<')).find_map(|(at, open)| {
        let close = if open == '[' { ']' } else { '>' };
        let inner = &text[at + 1..];
        let end = inner.find(close)?;
        let lower = inner[..end].trim_start().to_lowercase();
        let begins = INSTRUCTIONS.iter().any(|word| {
            lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        // A link's text in Markdown is no instruction.
        let link = inner[end + 1..].starts_with('(');
        (begins && !link).then(|| (at, &text[at..at + 2 + end]))
    })
}

fn question_marks(text: &str) -> Option<(usize, &str)> {
    text.find("??").map(|at| (at, "??"))
}

fn latin(text: &str) -> Option<(usize, &str)> {
    let at = text.to_ascii_lowercase().find("lorem ipsum")?;
    Some((at, &text[at..at + "lorem ipsum".len()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finds_what_was_not_written_yet() {
        for (text, found) in [
            ("The cost is £XXm", "XXm"),
            ("Owner: TBC", "TBC"),
            ("By [insert date] at the latest", "[insert date]"),
            ("Contact <name>", "<name>"),
            ("It rose by ??%", "??"),
            ("Lorem ipsum dolor", "Lorem ipsum"),
            ("xxxx", "xxxx"),
        ] {
            assert_eq!(first(text).map(|(_, found)| found), Some(found), "{text}");
        }
    }

    #[test]
    fn leaves_plain_text_alone() {
        for text in [
            "Is it? Yes.",
            "[note 1]",
            "[Name of the page](https://example.org)",
            "a < b and c > d",
            "Part XX",
            "The date is to be confirmed by the board",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_placeholder_stands_where_it_says(text in "\\PC{0,40}") {
            if let Some((at, found)) = first(&text) {
                prop_assert!(text[at..].starts_with(found));
            }
        }
    }
}
