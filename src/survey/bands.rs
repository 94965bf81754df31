//! What is painted near the upper and lower edge of a page, where a stamp would go.

use super::rect::Rect;

/// How far from the edge is looked, in points.
pub(super) const DEPTH: f64 = 60.0;

/// Boxes nearer to each other than this are one, in points: the letters of a word
/// and the words of a line.
const NEAR: f64 = 4.0;

/// The most boxes that are kept of an edge; beyond, each new one joins its neighbour.
const MOST: usize = 64;

/// The painted boxes of one edge.
#[derive(Debug, Default)]
pub(super) struct Band(Vec<Rect>);

impl Band {
    /// Adds a painted box, which joins the last one that it is near to.
    pub(super) fn add(&mut self, area: Rect) {
        let near = |kept: &Rect| kept.meets(&grown(&area));
        // Text is painted along its lines: the last box is the likeliest neighbour.
        if let Some(kept) = self.0.iter_mut().rev().take(8).find(|kept| near(kept)) {
            *kept = kept.around(&area);
        } else if self.0.len() < MOST {
            self.0.push(area);
        } else if let Some(last) = self.0.last_mut() {
            *last = last.around(&area);
        }
    }

    /// Returns the boxes, those that have grown together as one.
    pub(super) fn boxes(self) -> Vec<Rect> {
        let mut boxes: Vec<Rect> = Vec::new();
        for mut area in self.0 {
            while let Some(at) = boxes.iter().position(|kept| kept.meets(&grown(&area))) {
                area = area.around(&boxes.swap_remove(at));
            }
            boxes.push(area);
        }
        boxes.sort_by(|a, b| a.x0.total_cmp(&b.x0).then(a.y0.total_cmp(&b.y0)));
        boxes
    }
}

fn grown(area: &Rect) -> Rect {
    Rect { x0: area.x0 - NEAR, y0: area.y0 - NEAR, x1: area.x1 + NEAR, y1: area.y1 + NEAR }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_a_line_are_one_box_and_far_ones_are_not() {
        let mut band = Band::default();
        for letter in 0..10 {
            let x0 = f64::from(letter) * 6.0;
            band.add(Rect { x0, y0: 10.0, x1: x0 + 5.0, y1: 20.0 });
        }
        band.add(Rect { x0: 200.0, y0: 10.0, x1: 210.0, y1: 20.0 });
        let boxes = band.boxes();
        assert_eq!(boxes.len(), 2);
        assert_eq!(boxes[0], Rect { x0: 0.0, y0: 10.0, x1: 59.0, y1: 20.0 });
    }

    #[test]
    fn nothing_painted_is_forgotten_when_there_are_too_many() {
        let mut band = Band::default();
        for dot in 0..1000 {
            let x0 = f64::from(dot) * 20.0;
            band.add(Rect { x0, y0: 0.0, x1: x0 + 1.0, y1: 1.0 });
        }
        let boxes = band.boxes();
        assert!(boxes.len() <= MOST);
        for dot in 0..1000 {
            let x0 = f64::from(dot) * 20.0;
            let dot = Rect { x0, y0: 0.0, x1: x0 + 1.0, y1: 1.0 };
            assert!(boxes.iter().any(|kept| kept.meets(&dot)));
        }
    }
}
