//! `[aliases]`: the headings of other systems, by sheet and column of ours.

use super::setting::{Setting, Words};
use crate::diag::{Diagnostics, Problem};
use crate::place::Placed;
use crate::read::codes;
use crate::read::columns::{INLINE_ACTIONS, Sheet, TABLES};
use crate::read::grid::{Cell, CellValue, fold};
use crate::read::record::nearest;
use crate::read::table::Aliases;
use crate::read::toml::{Entry, Node};

/// The aliases by folded sheet and then by folded heading.
#[derive(Debug, Default)]
pub(super) struct Settings(pub(super) Aliases);

impl Setting for Settings {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        check(&node.value, diagnostics);
        let sheets: Words<Words<Vec<String>>> = Words::read(name, node, diagnostics)?;
        let headings = |headings: Words<Vec<String>>| {
            let folded = headings.0.into_iter().map(|(heading, names)| {
                (fold(&heading), names.iter().map(|name| fold_alias(name)).collect())
            });
            folded.collect()
        };
        let folded = sheets.0.into_iter().map(|(sheet, names)| (fold(&sheet), headings(names)));
        Some(Self(folded.collect()))
    }
}

/// An alias of a sheet or column that does not exist would never be used.
fn check(aliases: &Node, diagnostics: &mut Diagnostics) {
    let Node::Table(sheets) = aliases else { return };
    for Entry { key, value } in sheets {
        let sheet = diagnostics.take(sheet(key), &key.place);
        let (Some(sheet), Node::Table(headings)) = (sheet, &value.value) else { continue };
        for Entry { key, .. } in headings {
            diagnostics.take(column(sheet, key), &key.place);
        }
        refuse_twice(sheet, headings, diagnostics);
    }
}

/// A heading is of one column: of two that have it as an alias, only one would be found.
fn refuse_twice(sheet: &Sheet, headings: &[Entry], diagnostics: &mut Diagnostics) {
    let mut seen: Vec<(String, &str)> = Vec::new();
    for Entry { key, value } in headings {
        let Node::List(names) = &value.value else { continue };
        for name in names {
            let Node::Cell(Cell { value: CellValue::Text(alias), .. }) = &name.value else {
                continue;
            };
            let folded = fold_alias(alias);
            match seen.iter().find(|(other, _)| *other == folded) {
                Some((_, ours)) if fold(ours) != fold(key) => {
                    let message = format!(
                        "`{alias}` is an alias of `{ours}` and of `{}` in the sheet `{}`",
                        key.value, sheet.name
                    );
                    let problem = Problem::new(&codes::BAD_SETTING, message)
                        .hint("a column is read as one of ours: keep one of the two");
                    diagnostics.push(problem.at(&name.place));
                }
                _ => seen.push((folded, key)),
            }
        }
    }
}

fn sheet(name: &str) -> Result<&'static Sheet, Problem> {
    let found = TABLES.iter().copied().find(|sheet| fold(sheet.name) == fold(name));
    found.ok_or_else(|| {
        let problem = Problem::new(
            &codes::BAD_SETTING,
            format!("there is no sheet `{name}` to have aliases"),
        );
        match nearest(&fold(name), TABLES.iter().map(|sheet| sheet.name.to_string())) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint("see docs/workbook.md for the sheets"),
        }
    })
}

fn column(sheet: &Sheet, heading: &str) -> Result<(), Problem> {
    // Actions stand in a sheet of their own, or in the rows of their risks.
    let sheets = TABLES.iter().copied().chain([&INLINE_ACTIONS]);
    let columns = sheets.filter(|other| other.name == sheet.name).flat_map(|other| other.columns);
    let headings: Vec<String> = columns.map(|column| column.heading.to_string()).collect();
    if headings.iter().any(|known| fold(known) == fold(heading)) {
        return Ok(());
    }
    let problem = Problem::new(
        &codes::BAD_SETTING,
        format!("the sheet `{}` has no column `{heading}`", sheet.name),
    );
    Err(match nearest(&fold(heading), headings) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint("see docs/workbook.md for its columns"),
    })
}

/// A name, or several columns joined by plus signs: `area code + measure`.
fn fold_alias(name: &str) -> String {
    name.split('+').map(fold).collect::<Vec<_>>().join("+")
}
