//! Text in a report of this program's own format: Markdown with a cover in TOML,
//! where `{{` begins a figure that is taken from data.

use std::io::{Result, Write};

/// An expression whose value is its own beginning, so that it is read as text.
const OPEN: &str = "{{ \"{{\" }}";

/// Writes a text on one line, in which nothing is markup.
pub(super) fn escape(text: &str, output: &mut dyn Write) -> Result<()> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = line.as_str();
    // What begins a heading, a list or a quotation at the start of a line.
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if rest.starts_with(['-', '+', '>', '=', '~']) {
        output.write_all(b"\\")?;
    } else if digits > 0 && is_list_mark(&rest[digits..]) {
        output.write_all(&rest.as_bytes()[..digits])?;
        output.write_all(b"\\")?;
        rest = &rest[digits..];
    }
    while let Some(letter) = rest.chars().next() {
        let after = &rest[letter.len_utf8()..];
        let marks = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '#' => true,
            '&' => after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#'),
            _ => false,
        };
        if letter == '{' && after.starts_with('{') {
            output.write_all(OPEN.as_bytes())?;
            rest = &after[1..];
            continue;
        }
        if marks {
            output.write_all(b"\\")?;
        }
        write!(output, "{letter}")?;
        rest = after;
    }
    Ok(())
}

/// Whether what follows a number makes it the number of a point.
fn is_list_mark(after: &str) -> bool {
    let rest = after.strip_prefix(['.', ')']);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Returns a text as a TOML string with its quotation marks, on one line.
pub(super) fn toml(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut string = String::from("\"");
    for letter in line.replace("{{", OPEN).chars() {
        match letter {
            '"' | '\\' => string.extend(['\\', letter]),
            letter if letter.is_control() => {}
            letter => string.push(letter),
        }
    }
    string + "\""
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    fn escaped(text: &str) -> String {
        let mut bytes = Vec::new();
        escape(text, &mut bytes).expect("written");
        String::from_utf8(bytes).expect("text")
    }

    /// What a reader of Markdown and of figures in text makes of it.
    fn read(markdown: &str) -> Option<String> {
        let mut text = String::new();
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            match event {
                Event::Text(run) => text.push_str(&run),
                Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) | Tag::Item)
                | Event::End(_) => {}
                _ => return None,
            }
        }
        Some(text.replace(OPEN, "{{"))
    }

    #[test]
    fn a_string_of_toml_holds_what_it_was_made_of() {
        let text = "The \"Forum\" \\ a {{ b }}\nc";
        let table: toml::Table = format!("a = {}", toml(text)).parse().expect("TOML");
        let found = table["a"].as_str().expect("a string").replace(OPEN, "{{");
        assert_eq!(found, "The \"Forum\" \\ a {{ b }} c");
    }

    proptest! {
        #[test]
        fn a_line_of_markdown_is_its_text(text in "[-+*_#>=~`<&\\[\\](){}!|.:;a-c1-3\\\\\" ]{0,40}") {
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let markdown = escaped(&text);
            for template in ["", "# ", "- ", "1. "] {
                let found = read(&format!("{template}{markdown}\n"));
                prop_assert_eq!(found.as_deref(), Some(line.as_str()), "{}{}", template, markdown);
            }
        }
    }
}
