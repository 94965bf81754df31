//! Prose as typed blocks: what a report says, before anyone lays it out.
//!
//! Numbers (`1`, `1.1`, `1.2.1`) are facts of the report, so that a member can
//! cite a paragraph; they are given here once, by [`number`].

use super::part::{Exemption, Part};
use super::picture::Picture;
use crate::place::{Place, Placed, Spot};

/// What an author wrote in one cell or under one key: the text as written, for
/// rules that read it, and its blocks, for the page.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Prose {
    /// The text with its place.
    pub written: Placed<String>,
    /// Its paragraphs and lists.
    pub blocks: Vec<Block>,
}

/// Returns the blocks of prose that may not be there.
pub fn blocks(prose: Option<&Prose>) -> &[Block] {
    prose.map_or(&[], |prose| &prose.blocks)
}

/// Returns where a byte of a text stands: the cell, or the line of a text file
/// that spreads over several.
pub fn place_within(text: &Placed<String>, offset: usize) -> Place {
    let before = text.value.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count();
    match text.place.spot() {
        Spot::Line(line) => text.place.line(line + u32::try_from(before).unwrap_or(0)),
        _ => text.place.clone(),
    }
}

/// A run of text within a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Strongly emphasised text.
    Strong(Vec<Inline>),
    /// Emphasised text.
    Emphasis(Vec<Inline>),
    /// Text that leads to an address.
    Link {
        /// The address.
        url: String,
        /// What is shown.
        text: Vec<Inline>,
    },
    /// A line break that the author asked for.
    Break,
}

/// A block of a narrative.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Block {
    /// A heading; levels count from 1.
    Heading {
        /// The level, from 1; those below 4 are printed as 4.
        level: u8,
        /// The number of a section, such as `2`; sub-headings have none.
        number: Option<String>,
        /// What it says.
        text: Vec<Inline>,
        /// Whether the section is open or exempt, with the headings within it.
        part: Part,
    },
    /// A paragraph.
    Paragraph {
        /// Its number, such as `2.1`.
        number: Option<String>,
        /// What it says.
        text: Vec<Inline>,
    },
    /// A list of points.
    Bullets(Vec<Vec<Block>>),
    /// An ordered list; each point bears a number such as `1.2.1`.
    Points(Vec<(String, Vec<Block>)>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A table with one header row.
    Table {
        /// The header cells.
        header: Vec<Vec<Inline>>,
        /// Rows of cells, each as long as the header.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A picture.
    Figure(Figure),
}

/// A picture with what it says to those who cannot see it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Figure {
    /// The picture.
    pub picture: Picture,
    /// What it shows, in words.
    pub alternative: Placed<String>,
    /// What stands below it.
    pub caption: Vec<Inline>,
    /// How wide its author has set it, in points.
    #[serde(skip)]
    pub width: Option<u32>,
}

/// Returns the pictures of a narrative, in its order.
pub fn pictures(blocks: &[Block]) -> Vec<&Picture> {
    let mut list = Vec::new();
    for block in blocks {
        match block {
            Block::Figure(figure) => list.push(&figure.picture),
            Block::Bullets(items) => list.extend(items.iter().flat_map(|item| pictures(item))),
            Block::Points(items) => list.extend(items.iter().flat_map(|(_, item)| pictures(item))),
            Block::Quote(blocks) => list.extend(pictures(blocks)),
            Block::Heading { .. } | Block::Paragraph { .. } | Block::Table { .. } => {}
        }
    }
    list
}

/// The exempt section that a walk through a narrative is in, if any: it ends at
/// the next heading of its own level or above.
#[derive(Clone, Debug, Default)]
pub struct ExemptSection {
    section: Option<(u8, Exemption)>,
}

impl ExemptSection {
    /// Goes on to a heading, and returns whether an exempt section begins there.
    pub fn heading(&mut self, level: u8, part: &Part) -> bool {
        let ends = self.section.as_ref().is_none_or(|(outer, _)| level <= *outer);
        if ends {
            self.section = part.exemption().map(|exemption| (level, exemption.clone()));
        }
        ends && self.section.is_some()
    }

    /// Goes on to a block, and returns why it is exempt.
    pub fn block(&mut self, block: &Block) -> Option<&Exemption> {
        if let Block::Heading { level, part, .. } = block {
            self.heading(*level, part);
        }
        self.exemption()
    }

    /// Returns why what comes next is exempt.
    pub fn exemption(&self) -> Option<&Exemption> {
        self.section.as_ref().map(|(_, exemption)| exemption)
    }
}

/// Gives sections, paragraphs and ordered points their numbers.
///
/// Level-1 headings are numbered 1, 2, 3; paragraphs count on through the
/// sub-headings of a section (2.1, 2.2 …); an ordered list under paragraph 1.2
/// is 1.2.1, 1.2.2. Paragraphs before the first heading are 1, 2, 3 where the
/// report has no sections, and bear no number otherwise.
pub fn number(blocks: &mut [Block]) {
    let sectioned = blocks.iter().any(|b| matches!(b, Block::Heading { level: 1, .. }));
    let (mut section, mut paragraph) = (0u32, 0u32);
    for block in blocks {
        match block {
            Block::Heading { level: 1, number, .. } => {
                section += 1;
                paragraph = 0;
                *number = Some(section.to_string());
            }
            Block::Paragraph { number, .. } if section > 0 || !sectioned => {
                paragraph += 1;
                *number = Some(paragraph_number(section, paragraph));
            }
            // A list that does not begin at 1 keeps the numbers that its author gave.
            Block::Points(points)
                if points.first().is_none_or(|(number, _)| number.is_empty() || number == "1.") =>
            {
                let stem = paragraph_number(section, paragraph);
                for (index, (number, _)) in points.iter_mut().enumerate() {
                    *number = if paragraph == 0 {
                        format!("{}", index + 1)
                    } else {
                        format!("{stem}.{}", index + 1)
                    };
                }
            }
            _ => {}
        }
    }
}

fn paragraph_number(section: u32, paragraph: u32) -> String {
    if section == 0 { paragraph.to_string() } else { format!("{section}.{paragraph}") }
}

/// Returns the plain text of inline runs.
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(run) => text.push_str(run),
            Inline::Strong(runs) | Inline::Emphasis(runs) | Inline::Link { text: runs, .. } => {
                text.push_str(&plain(runs));
            }
            Inline::Break => text.push('\n'),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8) -> Block {
        Block::Heading { level, number: None, text: vec![], part: Part::One }
    }

    fn paragraph() -> Block {
        Block::Paragraph { number: None, text: vec![] }
    }

    fn numbers(blocks: &[Block]) -> Vec<String> {
        let of = |block: &Block| match block {
            Block::Heading { number, .. } | Block::Paragraph { number, .. } => {
                vec![number.clone().unwrap_or_default()]
            }
            Block::Points(points) => points.iter().map(|(number, _)| number.clone()).collect(),
            _ => vec![],
        };
        blocks.iter().flat_map(of).collect()
    }

    #[test]
    fn paragraphs_count_on_through_sub_headings() {
        let points = Block::Points(vec![(String::new(), vec![]), (String::new(), vec![])]);
        let mut blocks = vec![
            heading(1),
            paragraph(),
            paragraph(),
            points,
            heading(1),
            heading(2),
            paragraph(),
            heading(2),
            paragraph(),
        ];
        number(&mut blocks);
        assert_eq!(
            numbers(&blocks),
            ["1", "1.1", "1.2", "1.2.1", "1.2.2", "2", "", "2.1", "", "2.2"]
        );
    }

    #[test]
    fn a_report_without_sections_counts_its_paragraphs() {
        let mut blocks = vec![paragraph(), paragraph()];
        number(&mut blocks);
        assert_eq!(numbers(&blocks), ["1", "2"]);
    }
}
