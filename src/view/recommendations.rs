//! What an item asks the meeting to decide, as plain text.

use serde::Serialize;

use super::blocks::{Block, Run};
use super::meeting::ItemView;
use crate::model::meeting::ItemKind;

/// A recommendation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recommendation {
    /// What it says, on one line.
    pub text: String,
    /// The points under it, each on one line.
    pub points: Vec<String>,
}

/// Returns what an item recommends: the recommendations of its report's cover, or
/// the resolution that an exclusion of the public asks for.
pub(super) fn of(item: &ItemView) -> Vec<Recommendation> {
    if item.kind == ItemKind::Exclusion.to_string() {
        return recommendation(&item.text).into_iter().collect();
    }
    let rows = item.report.iter().flat_map(|report| &report.cover);
    let values = rows.filter(|row| row.key == "recommendations").flat_map(|row| &row.values);
    values.filter_map(|value| recommendation(value)).collect()
}

/// The first line leads; all others are points.
fn recommendation(blocks: &[Block]) -> Option<Recommendation> {
    let mut lines = lines(blocks).into_iter();
    Some(Recommendation { text: lines.next()?, points: lines.collect() })
}

/// Returns the lines of blocks: a paragraph, a point or a row of a table each.
fn lines(blocks: &[Block]) -> Vec<String> {
    let of_block = |block: &Block| match block {
        Block::Heading { runs, .. } | Block::Paragraph { runs, .. } => vec![line(runs)],
        Block::Bullets { items } => items.iter().flat_map(|item| lines(item)).collect(),
        Block::Points { items } => items.iter().flat_map(|item| lines(&item.blocks)).collect(),
        Block::Quote { blocks } => lines(blocks),
        Block::Table { header, rows, .. } => {
            let row = |cells: &Vec<Vec<Run>>| {
                cells.iter().map(|cell| line(cell)).collect::<Vec<_>>().join("; ")
            };
            std::iter::once(header).chain(rows).map(row).collect()
        }
        Block::Figure { caption, .. } => vec![line(caption)],
    };
    let lines = blocks.iter().flat_map(of_block);
    lines.filter(|line| !line.is_empty()).collect()
}

fn line(runs: &[Run]) -> String {
    let text: String = runs.iter().map(plain).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(run: &Run) -> String {
    match run {
        Run::Text { text } => text.clone(),
        Run::Strong { runs } | Run::Link { runs, .. } => runs.iter().map(plain).collect(),
        Run::Break => " ".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { number: None, runs: vec![Run::Text { text: text.into() }] }
    }

    #[test]
    fn the_first_line_leads_and_the_others_are_points() {
        let blocks = [
            paragraph("That the  Committee:"),
            Block::Bullets {
                items: vec![vec![paragraph("notes it")], vec![paragraph("asks why")]],
            },
        ];
        let found = recommendation(&blocks).expect("a recommendation");
        assert_eq!(found.text, "That the Committee:");
        assert_eq!(found.points, ["notes it", "asks why"]);
        assert_eq!(recommendation(&[]), None);
    }
}
