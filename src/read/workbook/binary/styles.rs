//! How the cells of an xlsb file show what they hold: number formats, and texts that are
//! raised, lowered or struck out.

use std::collections::BTreeMap;

use super::records::{Records, text};
use crate::read::grid::Cell;
use crate::read::workbook::compound::{u16_at, u32_at};
use crate::read::workbook::look::{BUILT_IN_PERCENT, Look, look};
use crate::read::workbook::mark::{Marked, Run};
use crate::read::workbook::package::Package;

const FONT: u16 = 43;
const FORMAT: u16 = 44;
const CELL_FORMAT: u16 = 47;
const FONTS: u16 = 611;
const END_OF_FONTS: u16 = 612;
const CELL_FORMATS: u16 = 617;
const END_OF_CELL_FORMATS: u16 = 618;
const SHARED_TEXT: u16 = 19;
const ROW: u16 = 0;
/// A number, an error, a truth value or a text, typed or worked out.
const CELLS: std::ops::RangeInclusive<u16> = 2..=11;
const SHARED_LABEL: u16 = 7;
const END_OF_CELLS: u16 = 146;

/// The formats of a workbook, and those of its texts that are other than calamine gives
/// them, by number.
#[derive(Debug, Default)]
pub(super) struct Styles {
    looks: Vec<Look>,
    texts: BTreeMap<u32, Cell>,
}

/// The cells of a sheet, by row and column, that are shown as another.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// How they show what they hold.
    pub(super) looks: BTreeMap<(u32, u32), Look>,
    /// What they hold, where a part of it is raised, lowered or struck out.
    pub(super) texts: BTreeMap<(u32, u32), Cell>,
}

impl Styles {
    /// Reads the parts, which calamine finds by the same names.
    pub(super) fn of(package: &mut Package<'_>) -> Self {
        let styles = package.found("xl/styles.bin").unwrap_or_default();
        let (looks, fonts) = looks(&styles);
        // Most workbooks mark nothing, and their list of texts need not be read.
        let has_marks = fonts.iter().any(|font| *font != Run::default());
        let list = if has_marks { package.found("xl/sharedstrings.bin") } else { None };
        Self { looks, texts: marked(&list.unwrap_or_default(), &fonts) }
    }

    /// Returns the cells of a sheet's part that are shown as another.
    pub(super) fn shown(&self, part: &[u8]) -> Shown {
        let (mut shown, mut row) = (Shown::default(), 0);
        for (kind, data) in (Records { rest: part }) {
            match kind {
                ROW => row = u32_at(data, 0).unwrap_or(row),
                END_OF_CELLS => break,
                _ if CELLS.contains(&kind) => {
                    let Some((column, style)) = u32_at(data, 0).zip(u32_at(data, 4)) else { break };
                    // A style is a number of 24 bits.
                    let style = usize::try_from(style & 0x00FF_FFFF).unwrap_or(usize::MAX);
                    let look = self.looks.get(style).filter(|look| **look != Look::PLAIN);
                    shown.looks.extend(look.map(|look| ((row, column), look.clone())));
                    let number = u32_at(data, 8).filter(|_| kind == SHARED_LABEL);
                    let text = number.and_then(|number| self.texts.get(&number));
                    shown.texts.extend(text.map(|text| ((row, column), text.clone())));
                }
                _ => {}
            }
        }
        shown
    }
}

/// How each cell format shows what stands in it, and how each font looks.
fn looks(styles: &[u8]) -> (Vec<Look>, Vec<Run>) {
    let (mut looks, mut fonts) = (Vec::new(), Vec::new());
    let mut formats: BTreeMap<u16, Look> =
        BUILT_IN_PERCENT.map(|number| (number, Look::PERCENT)).into();
    // Other lists have fonts and formats, too.
    let (mut in_fonts, mut in_formats) = (false, false);
    for (kind, data) in (Records { rest: styles }) {
        match kind {
            FONTS | END_OF_FONTS => in_fonts = kind == FONTS,
            CELL_FORMATS => in_formats = true,
            END_OF_CELL_FORMATS => break,
            FONT if in_fonts => {
                let said = |at| u16_at(data, at).unwrap_or(0);
                fonts.push(Run::of_font(said(2), said(6)));
            }
            FORMAT => {
                let format = u16_at(data, 0).zip(text(data, 2));
                formats.extend(format.map(|(number, (format, _))| (number, look(&format))));
            }
            CELL_FORMAT if in_formats => {
                let said = |at| u16_at(data, at).unwrap_or(0);
                let font = fonts.get(usize::from(said(4)));
                looks.push(Look {
                    is_struck: font.is_some_and(|font| font.is_struck),
                    ..formats.get(&said(2)).cloned().unwrap_or_default()
                });
            }
            _ => {}
        }
    }
    (looks, fonts)
}

/// The texts of which a part is raised, lowered or struck out, by number.
fn marked(list: &[u8], fonts: &[Run]) -> BTreeMap<u32, Cell> {
    let texts = Records { rest: list }.filter(|(kind, _)| *kind == SHARED_TEXT);
    let texts = (0..).zip(texts).filter_map(|(number, (_, data))| {
        let (words, end) = text(data, 1)?;
        let count = u32_at(data, end).filter(|_| data[0] & 1 != 0)?;
        let runs = data.get(end + 4..)?.chunks_exact(4).take(usize::try_from(count).ok()?);
        let runs: Vec<(usize, Run)> = runs
            .filter_map(|run| {
                let font = fonts.get(usize::from(u16_at(run, 2)?));
                Some((usize::from(u16_at(run, 0)?), font.copied().unwrap_or_default()))
            })
            .collect();
        let units: Vec<u16> = words.encode_utf16().collect();
        Some((number, Marked::of_runs(&units, &runs).cell()?))
    });
    texts.collect()
}
