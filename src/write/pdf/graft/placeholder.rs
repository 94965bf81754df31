//! What stands on a placeholder: its ground, which goes below the paper, and its
//! stamp, which goes over it.

use super::content::{self, Marks, State};
use super::matrix::Rectangle;
use super::operator::{Operation, Operations};

/// The content of a placeholder in two.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Placeholder {
    /// What fills the page, where it has a ground of its own.
    pub(super) ground: Option<Vec<u8>>,
    pub(super) stamp: Vec<u8>,
}

/// Parts the content of a placeholder whose page has these bounds.
pub(super) fn part(content: &[u8], bounds: Rectangle) -> Placeholder {
    let Some((start, end)) = ground(content, bounds) else {
        return Placeholder { ground: None, stamp: content.to_vec() };
    };
    let closing = content::read(&content[..end], State::Whole, Marks::Kept, |_| None).closing;
    Placeholder {
        ground: Some([&content[..end], &closing[..]].concat()),
        stamp: [&content[..start], &content[end..]].concat(),
    }
}

/// Returns where a path stands that is painted first and fills the page.
fn ground(content: &[u8], bounds: Rectangle) -> Option<(usize, usize)> {
    let mut start = None;
    let mut points = Vec::new();
    for operation in Operations::of(content) {
        match operation.word {
            b"m" | b"l" | b"c" | b"re" => {
                start.get_or_insert(operation.span.start);
                points.extend(corners(&operation));
            }
            b"f" | b"f*" => {
                return start.filter(|_| covers(&points, bounds)).zip(Some(operation.span.end));
            }
            b"BT" | b"Do" | b"S" | b"B" | b"n" | b"cm" => return None,
            _ => {}
        }
    }
    None
}

fn corners(operation: &Operation<'_>) -> Vec<[f64; 2]> {
    let number = |operand: &&[u8]| std::str::from_utf8(operand).ok()?.parse::<f64>().ok();
    let numbers: Vec<f64> = operation.operands.iter().filter_map(number).collect();
    match (operation.word, &numbers[..]) {
        (b"re", [x, y, width, height]) => vec![[*x, *y], [x + width, y + height]],
        _ => numbers.as_chunks::<2>().0.to_vec(),
    }
}

fn covers(points: &[[f64; 2]], [left, low, right, high]: Rectangle) -> bool {
    let has = |is_there: &dyn Fn(&[f64; 2]) -> bool| points.iter().any(is_there);
    has(&|[x, _]| *x < left + 1.0)
        && has(&|[x, _]| *x > right - 1.0)
        && has(&|[_, y]| *y < low + 1.0)
        && has(&|[_, y]| *y > high - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Rectangle = [0.0, 0.0, 300.0, 400.0];

    #[test]
    fn the_ground_of_a_page_is_told_from_its_stamp() {
        let content =
            b"/Artifact BMC\n1 g\n0 400 m 300 400 l 300 0 l 0 0 l h\nf\nBT (8) Tj ET\nEMC";
        let parted = part(content, PAGE);
        let ground = b"/Artifact BMC\n1 g\n0 400 m 300 400 l 300 0 l 0 0 l h\nf\nEMC";
        assert_eq!(parted.ground.as_deref(), Some(&ground[..]));
        assert_eq!(parted.stamp, b"/Artifact BMC\n1 g\n\nBT (8) Tj ET\nEMC");
    }

    #[test]
    fn a_box_is_no_ground() {
        let content = b"10 10 50 20 re f BT (8) Tj ET";
        assert_eq!(part(content, PAGE), Placeholder { ground: None, stamp: content.to_vec() });
        let content = b"BT (8) Tj ET 0 0 300 400 re f";
        assert_eq!(part(content, PAGE).ground, None);
    }
}
