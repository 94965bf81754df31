//! Prose for web pages: the pack's blocks with names that links lead to.

use serde::Serialize;

use super::anchors::{Anchors, folded};
use crate::view::{Block, Run};

/// A block of prose.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Passage {
    /// A heading.
    Heading {
        /// The name that links lead to.
        id: String,
        /// The level of the page's headings that it has.
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
        /// The name that links lead to, where it has a number.
        id: Option<String>,
        /// Its number, if it has one.
        number: Option<String>,
        /// What it says.
        runs: Vec<Run>,
    },
    /// A list of points.
    Bullets {
        /// The points.
        items: Vec<Vec<Passage>>,
    },
    /// A numbered list.
    Points {
        /// The points.
        items: Vec<Numbered>,
    },
    /// A quotation.
    Quote {
        /// What it says.
        passages: Vec<Passage>,
    },
    /// A table with one header row; the first cell of a row is its heading.
    Table {
        /// `Table 1`.
        name: String,
        /// The header cells.
        header: Vec<TableCell>,
        /// The rows.
        rows: Vec<Vec<TableCell>>,
    },
    /// A picture.
    Figure {
        /// Where it is.
        href: String,
        /// What it shows, in words.
        alternative: String,
        /// What stands below it.
        caption: Vec<Run>,
        /// Its width in pixels of the screen.
        width: u32,
        /// Its height.
        height: u32,
    },
}

/// A numbered point.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Numbered {
    /// The name that links lead to.
    pub id: Option<String>,
    /// Its number.
    pub number: String,
    /// What it says.
    pub passages: Vec<Passage>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TableCell {
    /// What it says.
    pub runs: Vec<Run>,
    /// Whether its column has figures only.
    pub figures: bool,
}

/// Whether numbers of prose are names that links lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cited {
    /// The narrative: its numbers are the report's.
    Yes,
    /// Prose within something that has a name of its own.
    No,
}

/// Makes the prose of a page.
pub(super) struct Setter<'a> {
    pub(super) anchors: &'a mut Anchors,
    pub(super) cited: Cited,
    /// The level of the page's headings that the highest heading of the prose has.
    pub(super) base: u8,
}

impl Setter<'_> {
    /// Returns blocks as passages. No heading is more than one level below the one
    /// before it, however its author skipped.
    pub(super) fn set(&mut self, blocks: &[Block]) -> Vec<Passage> {
        let mut above = Vec::new();
        blocks.iter().map(|block| self.passage(block, &mut above)).collect()
    }

    /// Returns a block; `above` has the levels of the headings that it stands under.
    fn passage(&mut self, block: &Block, above: &mut Vec<u8>) -> Passage {
        match block {
            Block::Heading { level, number, runs, text } => {
                above.retain(|higher| higher < level);
                above.push(*level);
                let depth = u8::try_from(above.len() - 1).unwrap_or(u8::MAX);
                let name = number.as_deref().unwrap_or(text);
                Passage::Heading {
                    id: self.anchors.take(format!("section-{}", folded(name))),
                    level: self.base.saturating_add(depth).min(6),
                    number: number.clone(),
                    runs: safe(runs),
                    text: text.clone(),
                }
            }
            Block::Paragraph { number, runs } => Passage::Paragraph {
                id: number.as_deref().and_then(|number| self.numbered(number)),
                number: number.clone(),
                runs: safe(runs),
            },
            Block::Bullets { items } => {
                Passage::Bullets { items: items.iter().map(|item| self.set(item)).collect() }
            }
            Block::Points { items } => {
                let point = |point: &crate::view::Point| Numbered {
                    id: self.numbered(&point.number),
                    number: point.number.clone(),
                    passages: self.set(&point.blocks),
                };
                Passage::Points { items: items.iter().map(point).collect() }
            }
            Block::Quote { blocks } => Passage::Quote { passages: self.set(blocks) },
            Block::Table { header, rows, figures, .. } => self.table(header, rows, figures),
            Block::Figure { picture, alternative, caption, width, height } => Passage::Figure {
                href: format!("pictures/{picture}"),
                alternative: alternative.clone(),
                caption: safe(caption),
                width: pixels(*width),
                height: pixels(*height),
            },
        }
    }

    fn numbered(&mut self, number: &str) -> Option<String> {
        let cited = self.cited == Cited::Yes && !folded(number).is_empty();
        cited.then(|| self.anchors.take(format!("paragraph-{}", folded(number))))
    }

    fn table(&mut self, header: &[Vec<Run>], rows: &[Vec<Vec<Run>>], figures: &[bool]) -> Passage {
        let row = |cells: &[Vec<Run>]| {
            let cell = |(column, runs): (usize, &Vec<Run>)| TableCell {
                runs: safe(runs),
                figures: figures.get(column).copied().unwrap_or_default(),
            };
            cells.iter().enumerate().map(cell).collect()
        };
        Passage::Table {
            name: self.anchors.table(),
            header: row(header),
            rows: rows.iter().map(|cells| row(cells)).collect(),
        }
    }
}

/// Returns runs whose links lead to the web or to a mailbox; of others only the words
/// stay.
fn safe(runs: &[Run]) -> Vec<Run> {
    let run = |run: &Run| match run {
        Run::Strong { runs } => vec![Run::Strong { runs: safe(runs) }],
        Run::Link { url, runs } if leads_out(url) => {
            vec![Run::Link { url: url.clone(), runs: safe(runs) }]
        }
        Run::Link { runs, .. } => safe(runs),
        other => vec![other.clone()],
    };
    runs.iter().flat_map(run).collect()
}

fn leads_out(url: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
}

/// Returns a length in points in pixels of the screen, 96 an inch.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of pictures")]
fn pixels(points: f64) -> u32 {
    (points * 96.0 / 72.0).round().clamp(1.0, 20_000.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Vec<Run> {
        vec![Run::Text { text: text.into() }]
    }

    fn heading(level: u8, number: Option<&str>, words: &str) -> Block {
        let number = number.map(str::to_string);
        Block::Heading { level, number, runs: text(words), text: words.into() }
    }

    #[test]
    fn headings_skip_no_level_and_have_names() {
        let mut anchors = Anchors::default();
        let mut setter = Setter { anchors: &mut anchors, cited: Cited::Yes, base: 2 };
        let blocks =
            [heading(1, Some("1"), "A"), heading(3, None, "Deep"), heading(3, None, "Deep")];
        let set = setter.set(&blocks);
        let shown: Vec<(String, u8)> = set
            .into_iter()
            .map(|passage| match passage {
                Passage::Heading { id, level, .. } => (id, level),
                other => panic!("{other:?}"),
            })
            .collect();
        let expected = [("section-1", 2), ("section-deep", 3), ("section-deep~2", 3)];
        assert_eq!(shown, expected.map(|(id, level)| (id.to_string(), level)));
    }

    #[test]
    fn a_link_that_leads_nowhere_safe_is_its_words() {
        let link = |url: &str| vec![Run::Link { url: url.into(), runs: text("here") }];
        assert_eq!(safe(&link("javascript:alert(1)")), text("here"));
        assert_eq!(safe(&link("../clerk/minutes.md")), text("here"));
        assert_eq!(safe(&link("https://x.gov.uk")), link("https://x.gov.uk"));
    }
}
