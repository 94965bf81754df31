//! The list of an xls workbook's texts, for those of which a part is raised, lowered or
//! struck out.
//!
//! The list goes on over records, and a text that is broken by the end of one says anew
//! how wide its characters are.

use std::collections::BTreeMap;

use super::Records;
use crate::read::grid::Cell;
use crate::read::workbook::mark::{Marked, Run};

const LIST: u16 = 0x00FC;
const MORE: u16 = 0x003C;

/// Returns the texts that are other than calamine gives them, by number, as far as the list
/// is sound: what is damaged in it is said where calamine reads it.
pub(super) fn marked(stream: &[u8], font: impl Fn(u16) -> Run) -> BTreeMap<u32, Cell> {
    let mut records = Records { rest: stream }.skip_while(|(kind, _)| *kind != LIST);
    let Some((_, first)) = records.next() else { return BTreeMap::new() };
    let more = records.take_while(|(kind, _)| *kind == MORE).map(|(_, data)| data);
    let mut list = List { block: first.get(8..).unwrap_or(&[]), more: more.collect() };
    list.more.reverse();
    let mut marked = BTreeMap::new();
    let mut number = 0;
    while let Some(Text { units, runs }) = list.text() {
        let runs: Vec<_> =
            runs.into_iter().map(|(start, number)| (usize::from(start), font(number))).collect();
        marked.extend(Marked::of_runs(&units, &runs).cell().map(|cell| (number, cell)));
        number += 1;
    }
    marked
}

/// A text in characters of two bytes, with the beginnings of its runs and their fonts.
struct Text {
    units: Vec<u16>,
    runs: Vec<(u16, u16)>,
}

/// What is left of the list.
struct List<'a> {
    block: &'a [u8],
    /// The records that follow, the last first.
    more: Vec<&'a [u8]>,
}

impl List<'_> {
    fn text(&mut self) -> Option<Text> {
        let (length, flags) = (self.short()?, self.byte()?);
        let runs = if flags & 8 != 0 { self.short()? } else { 0 };
        let beyond = if flags & 4 != 0 { self.short_pair()? } else { 0 };
        let mut is_wide = flags & 1 != 0;
        let mut units = Vec::new();
        for _ in 0..length {
            if self.block.is_empty() {
                self.block = self.more.pop()?;
                is_wide = self.byte()? & 1 != 0;
            }
            units.push(if is_wide { self.short()? } else { u16::from(self.byte()?) });
        }
        let runs =
            (0..runs).map(|_| Some((self.short()?, self.short()?))).collect::<Option<_>>()?;
        for _ in 0..beyond {
            self.byte()?;
        }
        Some(Text { units, runs })
    }

    fn byte(&mut self) -> Option<u8> {
        while self.block.is_empty() {
            self.block = self.more.pop()?;
        }
        let (byte, rest) = self.block.split_first()?;
        self.block = rest;
        Some(*byte)
    }

    fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn short_pair(&mut self) -> Option<u32> {
        Some(u32::from(self.short()?) | u32::from(self.short()?) << 16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).expect("small");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn texts_go_on_over_records() {
        let text = |length: u8, flags: u8| vec![length, 0, flags];
        let plain = [text(2, 0), b"no".to_vec()].concat();
        // `12` and a raised `1`, broken after the `1`; the rest is wide.
        let broken = [text(3, 8), vec![1, 0], b"1".to_vec()].concat();
        let rest = [&[1][..], &[b'2', 0, b'1', 0], &[2, 0, 6, 0]].concat();
        // With three bytes for readers of East Asian scripts behind it.
        let struck = [text(1, 4 | 8), vec![1, 0, 3, 0, 0, 0], b"7".to_vec()].concat();
        let runs = [&[0, 0, 5, 0][..], &[9, 9, 9]].concat();
        let stream = [
            record(0x0031, &[0; 4]),
            record(LIST, &[vec![0; 8], plain, broken].concat()),
            record(MORE, &[rest, struck, runs].concat()),
            record(MORE, &[]),
            record(0x00FF, &[]),
        ];
        let font = |number: u16| match number {
            5 => Run::of_font(8, 0),
            6 => Run::of_font(0, 1),
            _ => Run::default(),
        };
        let found = marked(&stream.concat(), font);
        let shown: Vec<_> = found.iter().map(|(at, cell)| (*at, cell.to_string())).collect();
        assert_eq!(shown, [(1, "12¹".to_string()), (2, "7".to_string())]);
        assert!(found[&2].value != Cell::text("7").expect("text").value, "it is struck out");
        let whole = stream.concat();
        for end in 0..whole.len() {
            assert!(marked(&whole[..end], font).len() <= 2, "cut short at {end}");
        }
    }
}
