//! Narrative blocks as plain text for a cell: one line a paragraph, points as
//! lines that begin with a bullet.

use crate::view::{Block, Run};

/// Returns the text of blocks.
pub(super) fn plain(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    for block in blocks {
        add(block, &mut lines);
    }
    lines.join("\n")
}

fn add(block: &Block, lines: &mut Vec<String>) {
    match block {
        Block::Heading { number, text, .. } => lines.push(numbered(number.as_deref(), text)),
        Block::Paragraph { number, runs } => lines.push(numbered(number.as_deref(), &words(runs))),
        Block::Bullets { items } => {
            for item in items {
                point("•", item, lines);
            }
        }
        Block::Points { items } => {
            for item in items {
                point(&item.number, &item.blocks, lines);
            }
        }
        Block::Quote { blocks } => lines.push(format!("“{}”", plain(blocks))),
        Block::Table { header, rows, .. } => {
            let row = |cells: &Vec<Vec<Run>>| {
                cells.iter().map(|cell| words(cell)).collect::<Vec<_>>().join("; ")
            };
            lines.push(row(header));
            lines.extend(rows.iter().map(row));
        }
        Block::Figure { alternative, caption, .. } => {
            lines.push(format!("Picture: {alternative}"));
            lines.extend(Some(words(caption)).filter(|caption| !caption.is_empty()));
        }
    }
}

fn numbered(number: Option<&str>, text: &str) -> String {
    number.map_or_else(|| text.to_string(), |number| format!("{number} {text}"))
}

/// A point; the lines below its first are indented.
fn point(mark: &str, blocks: &[Block], lines: &mut Vec<String>) {
    let text = plain(blocks);
    for (index, line) in text.lines().enumerate() {
        lines.push(if index == 0 { format!("{mark} {line}") } else { format!("  {line}") });
    }
}

/// The text of runs; a link is followed by its address where that is not what it shows.
fn words(runs: &[Run]) -> String {
    let mut text = String::new();
    for run in runs {
        match run {
            Run::Text { text: words } => text.push_str(words),
            Run::Strong { runs } => text.push_str(&words(runs)),
            Run::Link { url, runs } => {
                let shown = words(runs);
                let same = url == &shown || url.strip_prefix("mailto:") == Some(shown.as_str());
                text.push_str(&shown);
                if !same {
                    text.extend([" (", url, ")"]);
                }
            }
            Run::Break => text.push('\n'),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<Run> {
        vec![Run::Text { text: text.into() }]
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { number: None, runs: runs(text) }
    }

    #[test]
    fn points_are_lines_with_bullets() {
        let inner = Block::Bullets { items: vec![vec![paragraph("on leave")]] };
        let blocks = [
            paragraph("Controls:"),
            Block::Bullets {
                items: vec![vec![paragraph("a rota"), inner], vec![paragraph("a deputy")]],
            },
        ];
        assert_eq!(plain(&blocks), "Controls:\n• a rota\n  • on leave\n• a deputy");
    }

    #[test]
    fn a_link_keeps_its_address() {
        let link = |url: &str| Block::Paragraph {
            number: Some("2.1".into()),
            runs: vec![Run::Link { url: url.into(), runs: runs("plan@example.gov.uk") }],
        };
        assert_eq!(plain(&[link("mailto:plan@example.gov.uk")]), "2.1 plan@example.gov.uk");
        assert_eq!(plain(&[link("https://x.uk")]), "2.1 plan@example.gov.uk (https://x.uk)");
    }

    #[test]
    fn a_table_is_a_line_a_row() {
        let table = Block::Table {
            header: vec![runs("Year"), runs("Sum")],
            rows: vec![vec![runs("2017"), runs("£5")]],
            figures: vec![false, true],
            widths: vec![6, 5],
            long: vec![false],
        };
        assert_eq!(plain(&[table]), "Year; Sum\n2017; £5");
    }
}
