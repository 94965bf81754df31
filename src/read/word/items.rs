//! The paragraphs of a document in a row, and how they become blocks: points in a row
//! are a list, and a caption belongs to the picture before it.

use super::numbering::Mark;
use crate::model::narrative::{Block, Figure, Inline};
use crate::model::part::Part;

/// One paragraph, table or picture.
#[derive(Debug)]
pub(super) enum Item {
    Heading(u8, Vec<Inline>),
    Paragraph(Vec<Inline>),
    Caption(Vec<Inline>),
    Quote(Vec<Inline>),
    /// A point of a list at a depth from 0.
    Point(usize, Mark, Vec<Inline>),
    /// A note with its number, which stands at the end of its section.
    Note(usize, Vec<Block>),
    Figure(Figure),
    Table(Block),
}

/// Returns items as blocks.
pub(super) fn blocks(items: Vec<Item>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut points: Vec<Point> = Vec::new();
    let mut quoted: Vec<Block> = Vec::new();
    let mut notes: Vec<(String, Vec<Block>)> = Vec::new();
    for item in items {
        if !matches!(item, Item::Point(..) | Item::Figure(_)) {
            blocks.extend(lists(&std::mem::take(&mut points)));
        }
        if !matches!(item, Item::Quote(_)) && !quoted.is_empty() {
            blocks.push(Block::Quote(std::mem::take(&mut quoted)));
        }
        if !matches!(item, Item::Note(..)) && !notes.is_empty() {
            blocks.push(Block::Points(std::mem::take(&mut notes)));
        }
        match item {
            Item::Heading(level, text) => {
                blocks.push(Block::Heading { level, number: None, text, part: Part::One });
            }
            Item::Paragraph(text) => blocks.push(Block::Paragraph { number: None, text }),
            Item::Caption(text) => match blocks.last_mut() {
                Some(Block::Figure(figure)) if figure.caption.is_empty() => figure.caption = text,
                _ => blocks.push(Block::Paragraph { number: None, text }),
            },
            Item::Quote(text) => quoted.push(Block::Paragraph { number: None, text }),
            Item::Point(level, mark, text) => {
                let inner = vec![Block::Paragraph { number: None, text }];
                points.push(Point { level, mark, inner });
            }
            Item::Note(number, inner) => notes.push((format!("[{number}]"), inner)),
            Item::Figure(figure) => match points.last_mut() {
                Some(point) => point.inner.push(Block::Figure(figure)),
                None => blocks.push(Block::Figure(figure)),
            },
            Item::Table(table) => blocks.push(table),
        }
    }
    blocks.extend(lists(&points));
    if !quoted.is_empty() {
        blocks.push(Block::Quote(quoted));
    }
    if !notes.is_empty() {
        blocks.push(Block::Points(notes));
    }
    blocks
}

#[derive(Debug)]
struct Point {
    level: usize,
    mark: Mark,
    inner: Vec<Block>,
}

/// Returns points in a row as lists; what stands deeper belongs to the point before it.
fn lists(points: &[Point]) -> Vec<Block> {
    let mut lists: Vec<Block> = Vec::new();
    let Some(base) = points.first().map(|point| point.level) else { return lists };
    let mut rest = points;
    while let Some((point, after)) = rest.split_first() {
        let deeper = after.iter().take_while(|next| next.level > base.max(point.level)).count();
        let mut inner = point.inner.clone();
        inner.extend(self::lists(&after[..deeper]));
        match (&point.mark, lists.last_mut()) {
            (Mark::Number(number), Some(Block::Points(list))) => list.push(led(number, inner)),
            (Mark::Number(number), _) => lists.push(Block::Points(vec![led(number, inner)])),
            (_, Some(Block::Bullets(list))) => list.push(inner),
            _ => lists.push(Block::Bullets(vec![inner])),
        }
        rest = &after[deeper..];
    }
    lists
}

/// The most letters of a number that a point has beside it.
const LONGEST_NUMBER: usize = 8;

/// Returns a point with its number, or with a label that is too long for one at the
/// beginning of its text: `Recommendation 5:`.
fn led(number: &str, mut inner: Vec<Block>) -> (String, Vec<Block>) {
    if number.chars().count() <= LONGEST_NUMBER {
        return (number.to_string(), inner);
    }
    if let Some(Block::Paragraph { text, .. }) = inner.first_mut() {
        text.insert(0, Inline::Text(format!("{number} ")));
    } else {
        let text = vec![Inline::Text(number.to_string())];
        inner.insert(0, Block::Paragraph { number: None, text });
    }
    (String::new(), inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(level: usize, number: Option<&str>, text: &str) -> Item {
        let mark = number.map_or(Mark::Bullet, |number| Mark::Number(number.into()));
        Item::Point(level, mark, vec![Inline::Text(text.into())])
    }

    #[test]
    fn deeper_points_belong_to_the_one_before() {
        let items = vec![
            point(0, Some("1."), "one"),
            point(1, None, "within"),
            point(2, None, "deeper"),
            point(0, Some("2."), "two"),
            point(0, None, "a bullet"),
            Item::Paragraph(vec![Inline::Text("text".into())]),
        ];
        let blocks = blocks(items);
        let [Block::Points(points), Block::Bullets(bullets), Block::Paragraph { .. }] = &blocks[..]
        else {
            panic!("{blocks:#?}")
        };
        assert_eq!((points.len(), bullets.len()), (2, 1));
        let [Block::Paragraph { .. }, Block::Bullets(within)] = &points[0].1[..] else {
            panic!("{points:#?}")
        };
        assert!(matches!(&within[0][1], Block::Bullets(deeper) if deeper.len() == 1));
    }
}
