//! Narrative blocks for templates: plain tagged values, no markup.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::narrative;

/// A run of text.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Run {
    /// Plain text.
    Text {
        /// The text.
        text: String,
    },
    /// Emphasised text; strong and light emphasis look the same.
    Strong {
        /// The text.
        runs: Vec<Run>,
    },
    /// A link.
    Link {
        /// The address.
        url: String,
        /// What is shown.
        runs: Vec<Run>,
    },
    /// A line break.
    Break,
}

/// A block of prose.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// A heading.
    Heading {
        /// The level, from 1.
        level: u8,
        /// Its number, if it has one.
        number: Option<String>,
        /// What it says.
        runs: Vec<Run>,
        /// What it says, as plain text.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its number, if it has one.
        number: Option<String>,
        /// What it says.
        runs: Vec<Run>,
    },
    /// A list of points.
    Bullets {
        /// The points.
        items: Vec<Vec<Block>>,
    },
    /// A numbered list.
    Points {
        /// The points.
        items: Vec<Point>,
    },
    /// A quotation.
    Quote {
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A table with one header row.
    Table {
        /// The header cells.
        header: Vec<Vec<Run>>,
        /// The rows.
        rows: Vec<Vec<Vec<Run>>>,
        /// Columns that hold figures only, to be set flush right.
        figures: Vec<bool>,
        /// What each column needs of the width, in characters.
        #[serde(default)]
        widths: Vec<usize>,
        /// Rows that may be split between pages.
        #[serde(default)]
        long: Vec<bool>,
    },
    /// A picture.
    Figure {
        /// Its name, by which [`Pictures`](super::Pictures) has it.
        picture: String,
        /// What it shows, in words.
        alternative: String,
        /// What stands below it.
        caption: Vec<Run>,
        /// Its width in points: as its author has set it, at 150 pixels an inch at least.
        width: f64,
        /// Its height in points.
        height: f64,
    },
}

/// A numbered point.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub struct Point {
    /// Its number.
    pub number: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Returns the view of blocks.
pub(super) fn view(blocks: &[narrative::Block]) -> Vec<Block> {
    blocks.iter().map(block).collect()
}

/// Returns the view of plain text with paragraphs at line breaks.
pub(super) fn plain(text: &str) -> Vec<Block> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let paragraph = |line: &str| Block::Paragraph {
        number: None,
        runs: vec![Run::Text { text: line.to_string() }],
    };
    lines.map(paragraph).collect()
}

/// Returns the view of plain text with paragraphs at line breaks, and lists where lines
/// begin with a dash or a dot.
pub(super) fn listed(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let point = ["- ", "– ", "• ", "* "].iter().find_map(|mark| line.strip_prefix(mark));
        match (point, blocks.last_mut()) {
            (Some(point), Some(Block::Bullets { items })) => items.push(plain(point)),
            (Some(point), _) => blocks.push(Block::Bullets { items: vec![plain(point)] }),
            (None, _) => blocks.extend(plain(line)),
        }
    }
    blocks
}

fn block(block: &narrative::Block) -> Block {
    match block {
        narrative::Block::Heading { level, number, text, .. } => Block::Heading {
            level: (*level).min(4),
            number: number.clone(),
            runs: runs(text),
            text: narrative::plain(text),
        },
        narrative::Block::Paragraph { number, text } => {
            Block::Paragraph { number: number.clone(), runs: runs(text) }
        }
        narrative::Block::Bullets(items) => {
            Block::Bullets { items: items.iter().map(|item| view(item)).collect() }
        }
        narrative::Block::Points(items) => {
            let point = |(number, blocks): &(String, Vec<narrative::Block>)| Point {
                number: number.clone(),
                blocks: view(blocks),
            };
            Block::Points { items: items.iter().map(point).collect() }
        }
        narrative::Block::Quote(blocks) => Block::Quote { blocks: view(blocks) },
        narrative::Block::Table { header, rows } => table(header, rows),
        narrative::Block::Figure(figure) => {
            let (width, height) = figure.picture.size();
            let set = figure.width.filter(|set| *set > 0).map_or(f64::INFINITY, f64::from);
            let scale = f64::min(1.0, set / points(width));
            Block::Figure {
                picture: figure.picture.name().into(),
                alternative: figure.alternative.value.clone(),
                caption: runs(&figure.caption),
                width: points(width) * scale,
                height: points(height) * scale,
            }
        }
    }
}

/// Returns about how many lines blocks take in a column of so many characters: at least as
/// many as they have paragraphs, points and rows.
pub(super) fn lines(blocks: &[narrative::Block], width: usize) -> usize {
    let of_text = |text: &[narrative::Inline]| text_lines(&narrative::plain(text), width);
    let of_block = |block: &narrative::Block| match block {
        narrative::Block::Heading { text, .. } | narrative::Block::Paragraph { text, .. } => {
            of_text(text)
        }
        narrative::Block::Bullets(items) => items.iter().map(|item| lines(item, width)).sum(),
        narrative::Block::Points(items) => items.iter().map(|(_, item)| lines(item, width)).sum(),
        narrative::Block::Quote(blocks) => lines(blocks, width),
        narrative::Block::Table { header, rows } => {
            let column = width / header.len().max(1);
            let of_cell = |cell: &Vec<_>| text_lines(&narrative::plain(cell), column);
            let of_row = |row: &Vec<Vec<_>>| row.iter().map(of_cell).max().unwrap_or(1);
            of_row(header) + rows.iter().map(of_row).sum::<usize>()
        }
        // As high as a picture may be.
        narrative::Block::Figure(_) => 30,
    };
    blocks.iter().map(of_block).sum()
}

/// Returns about how many lines a text takes.
pub(super) fn text_lines(text: &str, width: usize) -> usize {
    text.split('\n').map(|line| line.chars().count() / width.max(1) + 1).sum()
}

/// Returns the length of so many pixels in points, at 150 pixels an inch: printed
/// larger, a picture shows its pixels.
fn points(pixels: u32) -> f64 {
    f64::from(pixels) * 72.0 / 150.0
}

/// How many characters stand on a line of a table in its own size, and how many lines a row
/// has at most that is not split.
const LINE: usize = 76;
const LONG_ROW: usize = 25;
/// What a column of words is given where its cells are longer, and an eighth of the rest.
const WORDS: usize = 30;
/// A longer part of a word is broken.
const LONGEST_PART: usize = 18;

fn table(header: &[Vec<narrative::Inline>], rows: &[Vec<Vec<narrative::Inline>>]) -> Block {
    let figures: Vec<bool> = (0..header.len()).map(|column| is_figures(rows, column)).collect();
    let needs = |(column, is_figures): (usize, &bool)| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let texts: Vec<String> = cells.map(|cell| narrative::plain(cell)).collect();
        let heading = header.get(column).map(|cell| narrative::plain(cell)).unwrap_or_default();
        // Headings are bold.
        let of_heading = longest(unbroken(&heading)) * 8 / 7;
        let longest_text = longest(texts.iter().map(String::as_str));
        let longest_word = if *is_figures {
            longest_text
        } else {
            longest(texts.iter().flat_map(|text| unbroken(text))).min(LONGEST_PART)
        };
        // Room at the sides, too.
        let least = longest_word.max(of_heading) + 2;
        let wish = longest_text.min(WORDS) + longest_text.saturating_sub(WORDS).min(8 * WORDS) / 8;
        (least, least.max(wish + 2))
    };
    let widths = shared(&figures.iter().enumerate().map(needs).collect::<Vec<_>>());
    let whole: usize = widths.iter().sum();
    let is_long = |row: &Vec<Vec<narrative::Inline>>| {
        let of_cell = |(cell, width): (&Vec<_>, &usize)| {
            text_lines(&narrative::plain(cell), width * LINE / whole.max(1))
        };
        row.iter().zip(&widths).map(of_cell).max().unwrap_or(1) > LONG_ROW
    };
    Block::Table {
        header: header.iter().map(|cell| runs(cell)).collect(),
        rows: rows.iter().map(|row| row.iter().map(|cell| runs(cell)).collect()).collect(),
        long: rows.iter().map(is_long).collect(),
        figures,
        widths,
    }
}

/// The parts of a text that stand on one line each.
fn unbroken(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| (c.is_whitespace() && c != '\u{a0}') || "_/.-@".contains(c))
}

fn longest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(|text| text.chars().count()).max().unwrap_or(0)
}

/// The widths of columns by the least that each needs and what it would like: where a line
/// has not enough for that, what is left of it is shared.
fn shared(needs: &[(usize, usize)]) -> Vec<usize> {
    let least: usize = needs.iter().map(|(least, _)| least).sum();
    let wished: usize = needs.iter().map(|(least, wish)| wish - least).sum();
    let left = LINE.saturating_sub(least).min(wished);
    let width = |(least, wish): &(usize, usize)| least + (wish - least) * left / wished.max(1);
    needs.iter().map(width).collect()
}

fn is_figures(rows: &[Vec<Vec<narrative::Inline>>], column: usize) -> bool {
    let figure = |text: &str| {
        let text = text.trim();
        text.chars().any(|c| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || "£,.%-−– ".contains(c))
    };
    let mut cells =
        rows.iter().filter_map(|row| row.get(column)).map(|cell| narrative::plain(cell));
    !rows.is_empty() && cells.all(|text| text.trim().is_empty() || figure(&text))
}

fn runs(inlines: &[narrative::Inline]) -> Vec<Run> {
    let run = |inline: &narrative::Inline| match inline {
        narrative::Inline::Text(text) => Run::Text { text: text.clone() },
        narrative::Inline::Strong(inner) | narrative::Inline::Emphasis(inner) => {
            Run::Strong { runs: runs(inner) }
        }
        narrative::Inline::Link { url, text } => Run::Link { url: url.clone(), runs: runs(text) },
        narrative::Inline::Break => Run::Break,
    };
    inlines.iter().map(run).collect()
}
