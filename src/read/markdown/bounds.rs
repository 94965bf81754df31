//! How much a Markdown text may ask of the program and of a page.
//!
//! Blocks are read, viewed and laid out each within the other: without a bound on
//! how deep they stand, a line of `>` would exhaust the stack.

use pulldown_cmark::{Event, OffsetIter, Tag, TagEnd};

use crate::diag::Problem;
use crate::read::codes;

/// The most blocks and runs that stand within each other: a list within a list is
/// two. Typst lays out ten quotations within each other and refuses eleven.
const MAX_DEPTH: usize = 10;
/// The most columns of a table.
const MAX_COLUMNS: usize = 60;
/// The most headings; the longest report of a council has some hundreds.
const MAX_HEADINGS: usize = 1_000;
/// The most paragraphs, points and cells of tables.
const MAX_BLOCKS: usize = 20_000;
/// The most letters of a word, and of an address.
const MAX_WORD: usize = 2_000;

/// Returns where a text first goes beyond what can be borne, and how, if it does.
pub(super) fn beyond(events: OffsetIter<'_>) -> Option<(usize, Problem)> {
    let (mut depth, mut headings, mut blocks, mut word) = (0usize, 0, 0, 0);
    for (event, range) in events {
        match &event {
            Event::Start(Tag::Item) | Event::End(TagEnd::Item) => {}
            Event::Start(tag) => {
                depth += 1;
                headings += usize::from(matches!(tag, Tag::Heading { .. }));
                blocks += usize::from(!super::is_inline(tag));
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        word = letters(&event, word);
        let problem = if depth > MAX_DEPTH {
            overgrown("lists, quotations and emphasis stand more than 10 deep in each other")
                .hint("write it with fewer levels")
        } else if headings > MAX_HEADINGS || blocks > MAX_BLOCKS {
            overgrown("the text has more than 1,000 headings or 20,000 paragraphs and cells").hint(
                "keep what the meeting decides on, and publish the rest as a document of its own",
            )
        } else if word > MAX_WORD {
            overgrown("a word has more than 2,000 letters, and fits no line")
                .hint("shorten it, or put spaces into it")
        } else if let Some(problem) = of_event(&event) {
            problem
        } else {
            continue;
        };
        return Some((range.start, problem));
    }
    None
}

/// The bytes of the word that goes on after an event, or of the longest within it; a
/// word may come in many pieces.
fn letters(event: &Event<'_>, before: usize) -> usize {
    match event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
            let mut words = text.split(char::is_whitespace).map(str::len);
            let first = before + words.next().unwrap_or(0);
            let longest = words.clone().max().unwrap_or(0).max(first);
            if longest > MAX_WORD { longest } else { words.next_back().unwrap_or(first) }
        }
        Event::Start(tag) if super::is_inline(tag) => before,
        Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image) => before,
        _ => 0,
    }
}

fn of_event(event: &Event<'_>) -> Option<Problem> {
    match event {
        Event::Start(Tag::Table(columns)) if columns.len() > MAX_COLUMNS => Some(
            overgrown("the table has more than 60 columns")
                .hint("write it as several tables, or put it into a workbook"),
        ),
        Event::Start(Tag::Link { dest_url, .. }) if dest_url.len() > MAX_WORD => Some(
            overgrown("the address has more than 2,000 letters")
                .hint("write a shorter address of the same page"),
        ),
        _ => None,
    }
}

fn overgrown(message: &str) -> Problem {
    Problem::new(&codes::OVERGROWN_TEXT, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markdown::parser;

    fn said(text: &str) -> Option<String> {
        let place = crate::place::Place::file("x");
        beyond(parser(text).into_offset_iter()).map(|(_, problem)| problem.at(&place).message)
    }

    #[test]
    fn what_no_page_can_show_is_said() {
        let long = "x".repeat(2_001);
        for (text, part) in [
            (">".repeat(50_000), "10 deep"),
            ("- ".repeat(50_000) + "x", "10 deep"),
            (format!("{}x{}", "*".repeat(9_000), "*".repeat(9_000)), "10 deep"),
            (format!("|{}\n|{}\n", "a|".repeat(61), "-|".repeat(61)), "60 columns"),
            ("|a|\n|-|\n".to_string() + &"|b|\n".repeat(20_000), "20,000"),
            ("# x\n".repeat(1_001), "1,000 headings"),
            (format!("[a](http://{long})"), "address"),
            (format!("a {long} b"), "word"),
            ("<b>".repeat(700), "word"),
            ("[".repeat(2_001), "word"),
        ] {
            assert!(
                said(&text).is_some_and(|said| said.contains(part)),
                "{part}: {:?}",
                said(&text)
            );
        }
    }

    #[test]
    fn a_long_report_is_borne() {
        let section = "## One\n\n- a\n  - b\n    - c\n\n      - d **e *f***\n\n> 1. f\n\n|a|b|\n|-|-|\n|c|d|\n\n";
        assert_eq!(said(&section.repeat(300)), None);
    }
}
