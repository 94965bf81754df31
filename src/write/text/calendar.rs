//! Text of an iCalendar object (RFC 5545): values escaped, lines folded.

use std::io::{Result, Write};

/// The most octets of a line, without its end (section 3.1).
const LONGEST: usize = 75;

/// Writes a value of the type TEXT (section 3.3.11).
pub(super) fn escape(text: &str, output: &mut dyn Write) -> Result<()> {
    let text = text.replace("\r\n", "\n");
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => write!(output, "\\{letter}")?,
            '\n' | '\r' => output.write_all(b"\\n")?,
            '\t' => output.write_all(b" ")?,
            letter if letter.is_control() => {}
            letter => write!(output, "{letter}")?,
        }
    }
    Ok(())
}

/// Returns lines that end with CR and LF and have 75 octets at the most; no letter
/// is split. A line that goes on in the next is followed by a space there. Empty
/// lines, which an object may not have, are left out.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + text.len() / 30);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let mut used = 0;
        for letter in line.chars() {
            if used + letter.len_utf8() > LONGEST {
                folded.push_str("\r\n ");
                used = 1;
            }
            folded.push(letter);
            used += letter.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn escaped(text: &str) -> String {
        let mut bytes = Vec::new();
        escape(text, &mut bytes).expect("written");
        String::from_utf8(bytes).expect("text")
    }

    /// What a reader makes of an escaped value.
    fn read(value: &str) -> String {
        let (mut text, mut letters) = (String::new(), value.chars());
        while let Some(letter) = letters.next() {
            text.push(match (letter, letter == '\\') {
                (_, true) => match letters.next() {
                    Some('n' | 'N') => '\n',
                    other => other.expect("an escaped letter"),
                },
                (letter, false) => letter,
            });
        }
        text
    }

    #[test]
    fn a_value_keeps_to_its_line() {
        assert_eq!(escaped("a,b;c\\d\r\ne\rf\u{7}"), "a\\,b\\;c\\\\d\\ne\\nf");
    }

    #[test]
    fn a_folded_line_splits_no_letter() {
        let line = format!("SUMMARY:{}", "é€".repeat(40));
        let folded = fold(&format!("{line}\n\n  \nEND:VEVENT\n"));
        assert!(folded.ends_with("\r\nEND:VEVENT\r\n") && !folded.contains("\r\n\r\n"));
        assert!(folded.replace("\r\n ", "").contains(&line));
    }

    proptest! {
        #[test]
        fn what_is_folded_unfolds(text in "[A-Z]{1,9}:[a-zé€😀 ,;]{0,300}") {
            let folded = fold(&text);
            prop_assert!(folded.split("\r\n").all(|line| line.len() <= LONGEST));
            prop_assert_eq!(folded.replace("\r\n ", ""), format!("{text}\r\n"));
        }

        #[test]
        fn what_is_escaped_is_read_as_it_was(text in "[a-z,;:\\\\\n\"{}<>é]{0,60}") {
            let value = escaped(&text);
            prop_assert!(!value.contains('\n'));
            prop_assert_eq!(read(&value), text);
        }
    }
}
