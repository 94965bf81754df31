//! What the value of a key can be read as: text, numbers, lists, tables.

use crate::diag::{Diagnostics, Problem};
use crate::model::council::Nation;
use crate::model::rag::Rag;
use crate::place::Placed;
use crate::read::codes;
use crate::read::grid::{Cell, CellValue};
use crate::read::record::choose;
use crate::read::toml::{Entry, Node};

/// A type that a value of the settings can be read as.
pub(super) trait Setting: Sized {
    /// Returns the value, or nothing where it is another kind of thing, which is
    /// said; `name` is what it is called in messages: `` `amber-margin` ``.
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self>;
}

impl Setting for String {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Node::Cell(Cell { value: CellValue::Text(text), .. }) if !text.trim().is_empty() => {
                Some(text.clone())
            }
            Node::Cell(Cell { value: CellValue::Text(_), .. }) => {
                other(name, node, "text", "write it out, or delete the line", diagnostics)
            }
            _ => other(name, node, "text", "put it in double quotes", diagnostics),
        }
    }
}

impl Setting for f64 {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Node::Cell(Cell { value: CellValue::Number(number), .. }) if number.is_finite() => {
                Some(*number)
            }
            _ => {
                let hint = "write digits, with a full stop before decimals and no quotation marks";
                other(name, node, "a number", hint, diagnostics)
            }
        }
    }
}

impl Setting for bool {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        if let Node::Cell(Cell { value: CellValue::Bool(yes), .. }) = &node.value {
            return Some(*yes);
        }
        let hint = "write `true` or `false` without quotation marks";
        other(name, node, "`true` or `false`", hint, diagnostics)
    }
}

/// A value with the line it stands on.
impl<T: Setting> Setting for Placed<T> {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        Some(Self::new(T::read(name, node, diagnostics)?, node.place.clone()))
    }
}

/// A list without the values that are wrong, each of which is said.
impl<T: Setting> Setting for Vec<T> {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let Node::List(items) = &node.value else {
            let hint = "put the values between brackets: `[…, …]`";
            return other(name, node, "a list", hint, diagnostics);
        };
        let name = format!("a value of {name}");
        Some(items.iter().filter_map(|item| T::read(&name, item, diagnostics)).collect())
    }
}

/// A table whose keys are the author's own words, without the values that are wrong.
#[derive(Debug)]
pub(super) struct Words<T>(pub(super) Vec<(Placed<String>, T)>);

impl<T: Setting> Setting for Words<T> {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let Node::Table(entries) = &node.value else {
            let hint = "write a `[table]` of keys and values";
            return other(name, node, "a table", hint, diagnostics);
        };
        let read = |Entry { key, value }: &Entry| {
            let value = T::read(&format!("`{}`", key.value), value, diagnostics)?;
            Some((key.clone(), value))
        };
        Some(Self(entries.iter().filter_map(read).collect()))
    }
}

impl Setting for Nation {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        choice(name, node, &Self::ALL, diagnostics)
    }
}

impl Setting for Rag {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        choice(name, node, &Self::ALL, diagnostics)
    }
}

/// Returns the word of a closed list.
pub(super) fn choice<T: Copy + std::fmt::Display>(
    name: &str,
    node: &Placed<Node>,
    choices: &[T],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let word = String::read(name, node, diagnostics)?;
    diagnostics.take(choose(&word, choices, name.trim_matches('`')), &node.place)
}

/// Says that a value is not of the kind that was expected.
pub(super) fn other<T>(
    name: &str,
    node: &Placed<Node>,
    expected: &str,
    hint: &str,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let found = found(&node.value);
    let message = format!("{name} is {found}, expected {expected}");
    diagnostics.push(Problem::new(&codes::BAD_SETTING, message).hint(hint).at(&node.place));
    None
}

fn found(node: &Node) -> String {
    match node {
        Node::List(_) => "a list".into(),
        Node::Table(_) => "a table".into(),
        Node::Cell(cell) => match &cell.value {
            CellValue::Text(text) if text.trim().is_empty() => "empty".into(),
            CellValue::Text(text) if text.contains('\n') => "a text of several lines".into(),
            CellValue::Text(text) => format!("the text `{text}`"),
            CellValue::Number(number) => format!("the number {number}"),
            CellValue::Bool(yes) => format!("`{yes}`"),
            CellValue::Date(date) => format!("the date {date}"),
            _ => format!("`{cell}`"),
        },
    }
}
