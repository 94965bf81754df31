//! What is raised, lowered or struck out in the texts of an xlsx file: calamine gives
//! `12¹` as `121`, and what is struck out as if it stood.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::grid::{Cell, CellValue};
use crate::read::workbook::package::Package;
use crate::read::workbook::relations::Relations;
use crate::read::workbook::xml::{Piece, Pieces, Tag};

/// The texts that are other than calamine gives them, by their number in the list of
/// strings, and the cell formats that strike out.
#[derive(Debug, Default)]
pub(super) struct Strings {
    marked: BTreeMap<usize, Cell>,
    /// The numbers of the cell formats whose font is struck out.
    pub(super) struck: BTreeSet<usize>,
}

impl Strings {
    /// Reads the parts; what is damaged in them is said where calamine reads them.
    pub(super) fn of(package: &mut Package<'_>, relations: &Relations) -> Self {
        let mut part = |kind: &str, usual: &str| {
            let named = relations.of_kind(kind).next().map(|relation| relation.target.clone());
            package.text(named.as_deref().unwrap_or(usual)).unwrap_or_default()
        };
        let strings = part("sharedStrings", "xl/sharedStrings.xml");
        let styles = part("styles", "xl/styles.xml");
        Self { marked: marked(&strings), struck: struck(&styles) }
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
    let (mut text, mut run) = (String::new(), Run::default());
    let (mut is_marked, mut is_struck) = (false, false);
    while let Ok(Some(piece)) = pieces.next() {
        match piece {
            Piece::Start(tag) if tag.local() == "r" => run = Run::default(),
            Piece::Start(tag) if tag.local() == "rPh" => drop(pieces.text()),
            Piece::Start(tag) if tag.local() == "strike" => run.is_struck = is_on(&tag),
            Piece::Start(tag) if tag.local() == "vertAlign" => {
                run.digits = match tag.attribute("val").as_deref() {
                    Some("superscript") => Some(RAISED),
                    Some("subscript") => Some(LOWERED),
                    _ => None,
                };
            }
            Piece::Start(tag) if tag.local() == "t" => {
                let piece = pieces.text().unwrap_or_default();
                let has_any = !piece.trim().is_empty();
                is_struck |= run.is_struck && has_any;
                is_marked |= has_any && (run.is_struck || run.digits.is_some());
                text.extend(piece.chars().map(|c| run.shown(c)));
            }
            Piece::End(tag) if tag.name().rsplit(':').next() == Some(end) => break,
            _ => {}
        }
    }
    if is_struck {
        return Some(Cell::plain(CellValue::Struck(text)));
    }
    is_marked.then(|| Cell::text(&text)).flatten()
}

/// Digits as they stand above the line, and below it.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉";

/// How a part of a text looks.
#[derive(Default)]
struct Run {
    is_struck: bool,
    digits: Option<&'static str>,
}

impl Run {
    fn shown(&self, c: char) -> char {
        let digit = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
        let shown = self.digits.zip(digit).and_then(|(digits, at)| digits.chars().nth(at));
        shown.unwrap_or(c)
    }
}

/// Whether a switch is on: it is where it says nothing.
fn is_on(tag: &Tag<'_>) -> bool {
    tag.attribute("val").is_none_or(|value| matches!(value.trim(), "1" | "true" | "on"))
}

/// The numbers of the cell formats whose font is struck out.
fn struck(styles: &str) -> BTreeSet<usize> {
    let mut formats = BTreeSet::new();
    if !styles.contains("strike") {
        return formats;
    }
    let mut fonts: Vec<bool> = Vec::new();
    let (mut in_fonts, mut in_formats, mut format) = (false, false, 0);
    let mut pieces = Pieces::of(styles);
    while let Ok(Some(piece)) = pieces.next() {
        match piece {
            Piece::Start(tag) => match tag.local() {
                "fonts" => in_fonts = true,
                "cellXfs" => in_formats = true,
                "font" if in_fonts => fonts.push(false),
                "strike" if in_fonts => {
                    if let Some(font) = fonts.last_mut() {
                        *font = is_on(&tag);
                    }
                }
                "xf" if in_formats => {
                    let font =
                        tag.attribute("fontId").and_then(|id| id.trim().parse::<usize>().ok());
                    if font.and_then(|id| fonts.get(id)) == Some(&true) {
                        formats.insert(format);
                    }
                    format += 1;
                }
                _ => {}
            },
            Piece::End(tag) => match tag.name().rsplit(':').next() {
                Some("fonts") => in_fonts = false,
                Some("cellXfs") => break,
                _ => {}
            },
            Piece::Text(_) => {}
        }
    }
    formats
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn formats_with_a_struck_font_are_known() {
        let styles = "<styleSheet><fonts><font/><font><strike/></font></fonts><cellStyleXfs><xf fontId=\"1\"/></cellStyleXfs>\
            <cellXfs><xf fontId=\"0\"/><xf fontId=\"1\"/><xf/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>";
        assert_eq!(struck(styles), BTreeSet::from([1]));
    }
}
