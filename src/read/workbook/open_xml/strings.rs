//! What is raised, lowered or struck out in the texts of an xlsx file: calamine gives
//! `12¹` as `121`, and what is struck out as if it stood.

use std::collections::BTreeMap;

use crate::read::grid::Cell;
use crate::read::workbook::mark::{Marked, Run};
use crate::read::workbook::package::Package;
use crate::read::workbook::relations::Relations;
use crate::read::workbook::xml::{Piece, Pieces, Tag};

/// The texts that are other than calamine gives them, by their number in the list of
/// strings.
#[derive(Debug, Default)]
pub(super) struct Strings {
    marked: BTreeMap<usize, Cell>,
}

impl Strings {
    /// Reads the list; what is damaged in it is said where calamine reads it.
    pub(super) fn of(package: &mut Package<'_>, relations: &Relations) -> Self {
        let named = relations.of_kind("sharedStrings").next();
        let part = named.map_or("xl/sharedstrings.xml", |relation| relation.target.as_str());
        Self { marked: marked(&package.text(part).unwrap_or_default()) }
    }

    /// Returns the text with a number, where it is other than calamine gives it.
    pub(super) fn get(&self, number: &str) -> Option<&Cell> {
        self.marked.get(&number.trim().parse().ok()?)
    }
}

fn marked(text: &str) -> BTreeMap<usize, Cell> {
    let mut marked = BTreeMap::new();
    if !text.contains("vertAlign") && !text.contains("strike") {
        return marked;
    }
    let mut pieces = Pieces::of(text);
    let mut number = 0;
    while let Ok(Some(piece)) = pieces.next() {
        if let Piece::Start(tag) = piece
            && tag.local() == "si"
        {
            marked.extend(rich(&mut pieces, "si").map(|cell| (number, cell)));
            number += 1;
        }
    }
    marked
}

/// Reads the runs of a text up to its end; nothing where none of them is raised, lowered or
/// struck out.
pub(super) fn rich(pieces: &mut Pieces<'_>, end: &str) -> Option<Cell> {
    let (mut text, mut run) = (Marked::default(), Run::default());
    while let Ok(Some(piece)) = pieces.next() {
        match piece {
            Piece::Start(tag) if tag.local() == "r" => run = Run::default(),
            Piece::Start(tag) if tag.local() == "rPh" => drop(pieces.text()),
            Piece::Start(tag) if tag.local() == "strike" => run.is_struck = is_on(&tag),
            Piece::Start(tag) if tag.local() == "vertAlign" => {
                run = match tag.attribute("val").as_deref() {
                    Some("superscript") => run.raised(),
                    Some("subscript") => run.lowered(),
                    _ => run.level(),
                };
            }
            Piece::Start(tag) if tag.local() == "t" => {
                text.push(&pieces.text().unwrap_or_default(), run);
            }
            Piece::End(tag) if tag.name().rsplit(':').next() == Some(end) => break,
            _ => {}
        }
    }
    text.cell()
}

/// Whether a switch is on: it is where it says nothing.
fn is_on(tag: &Tag<'_>) -> bool {
    tag.attribute("val").is_none_or(|value| matches!(value.trim(), "1" | "true" | "on"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::grid::CellValue;

    #[test]
    fn raised_digits_are_no_part_of_a_number_and_struck_text_is_known() {
        let list = "<sst><si><t>12</t></si>\
            <si><r><t>12</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>1</t></r></si>\
            <si><r><rPr><strike/></rPr><t>7</t></r><r><t xml:space=\"preserve\"> 95%</t></r></si>\
            <si><r><rPr><strike val=\"0\"/></rPr><t>8</t></r></si>\
            <si><r><t>CO</t></r><r><rPr><vertAlign val=\"subscript\"/></rPr><t>2</t></r></si></sst>";
        let found = marked(list);
        let shown: Vec<_> = found.iter().map(|(at, cell)| (*at, cell.to_string())).collect();
        assert_eq!(shown, [(1, "12¹".into()), (2, "7 95%".into()), (4, "CO₂".to_string())]);
        assert!(matches!(found[&2].value, CellValue::Struck(_)));
    }
}
