//! TOML with the place of everything in it; what cannot be read is said, all
//! of it in one run.
//!
//! What the keys mean is for [`document`], which reads them as the sheets of a
//! workbook, and for the council's settings.

pub(super) mod document;
mod node;

use std::collections::BTreeMap;

use toml::de::DeTable;

pub(super) use self::node::{Entry, Node};
use self::node::{Lines, entries};
use super::codes;
use crate::diag::{Diagnostics, Problem};
use crate::place::Place;

/// A TOML text as far as it can be read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tree {
    /// The top level.
    pub entries: Vec<Entry>,
    /// Whether all of the text was read; otherwise its entries are those of the
    /// lines without a fault, and a key that is not among them may yet be there.
    pub is_whole: bool,
}

/// Reads a TOML text that begins at line `first_line` of the file. Every line
/// that is no TOML is said.
///
/// The parser loses its way at some faults, so the text is read again without
/// the faulty lines until the rest is sound.
pub(super) fn parse(
    text: &str,
    file: &Place,
    first_line: u32,
    diagnostics: &mut Diagnostics,
) -> Tree {
    let mut written: Vec<&str> = text.split('\n').collect();
    let mut faults: BTreeMap<usize, Problem> = BTreeMap::new();
    let entries = loop {
        let rest = written.join("\n");
        let lines = Lines { text: &rest, file, first_line };
        let (table, errors) = DeTable::parse_recoverable(&rest);
        if errors.is_empty() {
            break entries(table.get_ref(), &lines);
        }
        let known = faults.len();
        let mut is_lost = false;
        for error in &errors {
            let line = lines.at(error.span().map_or(0, |span| span.start));
            is_lost |= error.message().contains("unclosed") || opens(written[line]);
            // The first error of a line is the cause of the others.
            faults.entry(line).or_insert_with(|| fault(error.message()));
        }
        if is_lost || faults.len() == known {
            break Vec::new();
        }
        for &line in faults.keys() {
            written[line] = "";
        }
    };
    let lines = Lines { text, file, first_line };
    let is_whole = faults.is_empty();
    for (line, problem) in faults {
        diagnostics.push(problem.at(&lines.place(line)));
    }
    Tree { entries, is_whole }
}

/// Returns whether the lines after a faulty one may belong to it, or it to the
/// lines before: it heads a table, or does not close what it opens.
fn opens(line: &str) -> bool {
    let count = |sign: char| line.matches(sign).count();
    line.trim_start().starts_with('[')
        || count('[') != count(']')
        || count('{') != count('}')
        || ["\"\"\"", "'''"].iter().any(|quotes| line.contains(quotes))
}

/// Returns the problem that the parser has these words for.
fn fault(message: &str) -> Problem {
    let unquoted =
        ["must be quoted", "invalid boolean"].iter().any(|words| message.contains(words));
    if unquoted {
        return Problem::new(
            &codes::BAD_TOML,
            "the value is neither a text in quotation marks nor a number, a date, `true` or `false`",
        )
        .hint("put text in double quotes; write numbers as `1234.5` and dates as `2024-07-16`");
    }
    Problem::new(&codes::BAD_TOML, message.replace('\n', ", ")).hint(
        if message.contains("key with no value") {
            "write a key, `=` and its value; put a key of several words in double quotes"
        } else if message.contains("duplicate key") {
            "keep one of the two"
        } else if message.contains("unclosed") {
            "close every bracket that a line above this one opens"
        } else {
            "see https://toml.io for the notation; text stands in double quotes"
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> (Tree, Vec<String>) {
        let mut diagnostics = Diagnostics::default();
        let tree = parse(text, &Place::file("meeting.toml"), 0, &mut diagnostics);
        (tree, diagnostics.iter().map(|d| format!("{} {}", d.place, d.message)).collect())
    }

    #[test]
    fn every_line_that_is_no_toml_is_said() {
        let (tree, said) = read("committee = Finance\ndate = 2018-13-01\nvenue \"Forum\"\n\n[x\n");
        assert_eq!(
            said,
            [
                "meeting.toml:1 the value is neither a text in quotation marks nor a number, a date, `true` or `false`",
                "meeting.toml:2 invalid date, expected month between 01 and 12",
                "meeting.toml:3 key with no value, expected `=`",
                "meeting.toml:5 unclosed table, expected `]`",
            ]
        );
        assert!(!tree.is_whole);
    }

    #[test]
    fn what_follows_a_faulty_line_is_read() {
        let (tree, said) = read("amber 10\n\n[matrix]\nimpact = 1\n");
        assert_eq!((said.len(), tree.entries.len()), (1, 1));
        assert_eq!(tree.entries[0].key.value, "matrix");
        assert_eq!(tree.entries[0].value.place.to_string(), "meeting.toml:3");
    }

    #[test]
    fn a_fault_that_loses_the_parser_hides_none() {
        let (_, said) = read("amber 10\na = 1\na = 2\n[matrix]\nimpact = severe\n");
        let lines: Vec<_> = said.iter().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(lines, ["meeting.toml:1", "meeting.toml:3", "meeting.toml:5"]);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[a-c=\\[\\]{}\"'.,0-9 \n#-]{0,60}") {
            let _ = read(&text);
        }
    }

    #[test]
    fn a_list_without_an_end_leaves_nothing_to_read() {
        let (tree, said) = read("a = [1,\nb = 2\n");
        assert!(tree.entries.is_empty() && !said.is_empty(), "{said:?}");
    }
}
