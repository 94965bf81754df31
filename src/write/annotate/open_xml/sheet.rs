//! A worksheet's own part: what must change there, and what its notes need to know.

use std::ops::RangeInclusive;

use super::book::LINKS;
use super::layout::Layout;
use crate::write::annotate::Refusal;
use crate::write::annotate::notes::{self, Notes};
use crate::write::annotate::xml::{self, Patch, Tag, Tags};

/// What may stand before the drawing of the notes, in any order here: the
/// schema's order is that of the file.
const BEFORE_NOTES: [&str; 31] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
];

/// The most joined regions that are looked at: every note goes through all of them.
const MOST_MERGED: usize = 5_000;

/// A worksheet that is getting notes.
pub(super) struct Worksheet<'a> {
    text: &'a str,
    patch: Patch,
    /// The sizes of its columns and rows.
    pub(super) layout: Layout,
    /// The id of the drawing of its notes, where it has one.
    pub(super) drawing: Option<String>,
    /// Where the drawing of the notes belongs, and the prefix of the elements there.
    slot: (usize, String),
    merged: Vec<(RangeInclusive<u32>, RangeInclusive<u32>)>,
}

impl<'a> Worksheet<'a> {
    /// Reads a worksheet.
    pub(super) fn read(text: &'a str) -> Result<Self, Refusal> {
        let mut sheet = Self {
            text,
            patch: Patch::default(),
            layout: Layout::default(),
            drawing: None,
            slot: (0, String::new()),
            merged: Vec::new(),
        };
        let mut row = 0u32;
        for tag in Tags::of(text) {
            let tag = tag?;
            if tag.depth == 1 && tag.closes(tag.name()) && BEFORE_NOTES.contains(&tag.name()) {
                sheet.slot = (tag.span.end, tag.prefix().to_string());
            }
            if tag.opens("row") {
                row = tag.number::<u32>("r").map_or(row, |r| r.saturating_sub(1));
                sheet.layout.read_row(row, &tag);
                row = row.saturating_add(1);
            } else {
                sheet.look(&tag);
            }
        }
        if sheet.slot.0 == 0 {
            return Err(Refusal::new("a sheet of it has no cells as Excel writes them"));
        }
        Ok(sheet)
    }

    fn look(&mut self, tag: &Tag<'_>) {
        if tag.opens("sheetFormatPr") {
            self.layout.read_defaults(tag);
        } else if tag.opens("col") {
            self.layout.read_columns(tag);
        } else if tag.opens("sheetView") {
            self.patch.unselect(tag);
        } else if tag.opens("mergeCell") {
            let room = self.merged.len() < MOST_MERGED;
            self.merged
                .extend(tag.attribute("ref").filter(|_| room).and_then(|area| region(&area)));
        } else if tag.depth == 1 && tag.opens("legacyDrawing") {
            self.drawing = tag.prefixed_attribute("id");
        }
    }

    /// Returns notes where a person sees them: those of joined cells on the first.
    pub(super) fn seen(&self, notes: &Notes) -> Notes {
        let mut seen = Notes::new();
        for ((row, column), text) in notes {
            let mut regions = self.merged.iter();
            let region = regions.find(|(rows, cols)| rows.contains(row) && cols.contains(column));
            let cell =
                region.map_or((*row, *column), |(rows, cols)| (*rows.start(), *cols.start()));
            notes::join(&mut seen, cell, text);
        }
        seen
    }

    /// Names the drawing of the notes.
    pub(super) fn point_to(&mut self, id: &str) {
        let element = format!("<legacyDrawing xmlns:r=\"{LINKS}\" r:id=\"{id}\"/>");
        self.patch.insert(self.slot.0, xml::prefixed(&self.slot.1, &element));
    }

    /// Returns the worksheet's text.
    pub(super) fn finish(self) -> String {
        self.patch.apply(self.text)
    }
}

impl Patch {
    /// Takes the mark of the sheet that is open from it: two marked sheets are
    /// changed together by whoever types into one.
    fn unselect(&mut self, tag: &Tag<'_>) {
        if tag.says("tabSelected") && tag.number("workbookViewId").unwrap_or(0) == 0 {
            self.replace(tag.span.clone(), tag.with(&[("tabSelected", None)]));
        }
    }
}

/// Returns the text of a sheet without notes that is open no more, or nothing
/// where it was not.
pub(super) fn unselected(text: &str) -> Result<Option<String>, Refusal> {
    let mut patch = Patch::default();
    for tag in Tags::of(text) {
        let tag = tag?;
        if tag.opens("sheetData") || tag.opens("drawing") {
            break;
        }
        if tag.opens("sheetView") {
            patch.unselect(&tag);
        }
    }
    let changed = patch.apply(text);
    Ok((changed != text).then_some(changed))
}

/// Returns the rows and columns of a reference such as `B2:D3`.
fn region(area: &str) -> Option<(RangeInclusive<u32>, RangeInclusive<u32>)> {
    let (first, last) = area.split_once(':').unwrap_or((area, area));
    let ((top, left), (bottom, right)) = (cell(first)?, cell(last)?);
    Some((top..=bottom, left..=right))
}

/// Returns the row and column of a reference such as `B12`, counted from zero.
pub(super) fn cell(reference: &str) -> Option<(u32, u32)> {
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let mut column = 0u32;
    for letter in reference[..digits].bytes() {
        let letter = u32::from(letter.to_ascii_uppercase().checked_sub(b'A').filter(|l| *l < 26)?);
        column = column.checked_mul(26)?.checked_add(letter)?.checked_add(1)?;
    }
    let row: u32 = reference[digits..].parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_rows_and_columns() {
        assert_eq!([cell("A1"), cell("XFD12")], [Some((0, 0)), Some((11, 16_383))]);
        assert_eq!([cell("A0"), cell("12"), cell("A"), cell("é1")], [None; 4]);
    }

    #[test]
    fn the_drawing_of_notes_stands_where_the_schema_wants_it() {
        let text = "<w><sheetViews><sheetView tabSelected=\"1\"/></sheetViews><sheetData><row r=\"3\" ht=\"30\"/></sheetData>\
            <mergeCells><mergeCell ref=\"B2:C3\"/></mergeCells><drawing/><controls/><tableParts/></w>";
        let mut sheet = Worksheet::read(text).expect("sound");
        let seen = sheet.seen(&Notes::from([((2, 2), "a".into()), ((1, 1), "b".into())]));
        assert_eq!(seen, Notes::from([((1, 1), "b\n\na".to_string())]));
        sheet.point_to("rId9");
        let finished = sheet.finish();
        assert!(finished.contains("<drawing/><legacyDrawing xmlns:r="), "{finished}");
        assert!(finished.contains("<sheetView/>") && finished.contains("/><controls/>"));
    }

    #[test]
    fn a_sheet_that_was_not_open_stays() {
        assert_eq!(unselected("<w><sheetView/><sheetData>").expect("sound"), None);
    }
}
