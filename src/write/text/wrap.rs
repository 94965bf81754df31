//! Lines of plain text short enough for every e-mail program.

/// The letters of a line (RFC 5322 asks for 78 at the most).
const WIDTH: usize = 72;

/// Returns a text in lines of 72 letters; all but the first are indented. Its own
/// line ends stay, and a word that is longer than a line stays whole.
pub(super) fn wrap(text: &str, indent: usize) -> String {
    let mut wrapped = String::new();
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            wrapped.push('\n');
            wrapped.push_str(&" ".repeat(indent));
        }
        let mut used = indent;
        for (index, word) in line.split_whitespace().enumerate() {
            let length = word.chars().count();
            if index > 0 && used + 1 + length > WIDTH {
                wrapped.push('\n');
                wrapped.push_str(&" ".repeat(indent));
                used = indent;
            } else if index > 0 {
                wrapped.push(' ');
                used += 1;
            }
            wrapped.push_str(word);
            used += length;
        }
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_end_between_words() {
        let text = format!("{} end", "word ".repeat(14).trim_end());
        assert_eq!(wrap(&text, 2), format!("{}\n  end", "word ".repeat(14).trim_end()));
        assert_eq!(wrap("one\n two", 4), "one\n    two");
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_no_line_too_long(text in "([a-zé]{1,12}[ \n]{1,2}){0,40}", indent in 0usize..9) {
            let wrapped = wrap(&text, indent);
            prop_assert!(wrapped.split_whitespace().eq(text.split_whitespace()));
            prop_assert!(wrapped.lines().all(|line| line.chars().count() <= WIDTH));
        }
    }
}
