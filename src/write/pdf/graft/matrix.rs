//! How a page of a paper comes to lie on its placeholder (ISO 32000-1, 8.3).

use super::Fit;

/// A transformation of points: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

/// A rectangle by its lower left and its upper right corner.
pub(super) type Rectangle = [f64; 4];

#[expect(clippy::many_single_char_names, reason = "the names that the standard has")]
impl Matrix {
    /// What changes nothing.
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Returns the way from the user space of a page to its placeholder: the corner of
    /// the crop box to the origin, turned as the page is shown, scaled and moved.
    pub(super) fn laying(crop: Rectangle, turn: Turn, unit: f64, fit: &Fit) -> Self {
        let [x0, y0, x1, y1] = crop;
        let [a, b, c, d, e, f] = match turn {
            Turn::None => [1.0, 0.0, 0.0, 1.0, -x0, -y0],
            Turn::Right => [0.0, -1.0, 1.0, 0.0, -y0, x1],
            Turn::Over => [-1.0, 0.0, 0.0, -1.0, x1, y1],
            Turn::Left => [0.0, 1.0, -1.0, 0.0, y1, -x0],
        };
        let scale = fit.scale * unit;
        let [a, b, c, d, e, f] = [a, b, c, d, e, f].map(|number| number * scale);
        Self([a, b, c, d, e + fit.x, f + fit.y])
    }

    /// Returns this transformation, and `next` after it.
    pub(super) fn then(self, next: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [e, f] = next.point(e, f);
        let turn = Self([next.0[0], next.0[1], next.0[2], next.0[3], 0.0, 0.0]);
        let ([a, b], [c, d]) = (turn.point(a, b), turn.point(c, d));
        Self([a, b, c, d, e, f])
    }

    /// Returns where a point comes to lie.
    pub(super) fn point(self, x: f64, y: f64) -> [f64; 2] {
        let [a, b, c, d, e, f] = self.0;
        [a * x + c * y + e, b * x + d * y + f]
    }

    /// Returns the rectangle around where a rectangle comes to lie.
    pub(super) fn rectangle(self, [x0, y0, x1, y1]: Rectangle) -> Rectangle {
        let corners = [[x0, y0], [x1, y0], [x0, y1], [x1, y1]].map(|[x, y]| self.point(x, y));
        let [mut left, mut low] = corners[0];
        let [mut right, mut high] = corners[0];
        for [x, y] in corners {
            (left, low) = (left.min(x), low.min(y));
            (right, high) = (right.max(x), high.max(y));
        }
        [left, low, right, high]
    }

    /// Returns whether it changes nothing that can be seen.
    pub(super) fn is_identity(self) -> bool {
        let pairs = self.0.into_iter().zip(Self::IDENTITY.0);
        pairs.into_iter().all(|(a, b)| (a - b).abs() < 1e-6)
    }

    /// Returns the operands of `cm`.
    pub(super) fn operands(self) -> String {
        self.0.map(number).join(" ")
    }
}

/// How a page is turned when it is shown, clockwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    None,
    Right,
    Over,
    Left,
}

/// Returns a number as PDF writes it: no exponent, six decimal places at most.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIT: Fit = Fit { scale: 0.5, x: 10.0, y: 20.0 };

    /// Asserts where the lower left and the upper left corner of a page come to lie.
    #[track_caller]
    fn check(turn: Turn, lower_left: [f64; 2], upper_left: [f64; 2]) {
        let matrix = Matrix::laying([100.0, 200.0, 300.0, 600.0], turn, 1.0, &FIT);
        let shown = |[x, y]: [f64; 2]| (number(x), number(y));
        assert_eq!(shown(matrix.point(100.0, 200.0)), shown(lower_left));
        assert_eq!(shown(matrix.point(100.0, 600.0)), shown(upper_left));
    }

    #[test]
    fn a_page_lies_as_it_is_shown() {
        check(Turn::None, [10.0, 20.0], [10.0, 220.0]);
        check(Turn::Right, [10.0, 120.0], [210.0, 120.0]);
        check(Turn::Over, [110.0, 220.0], [110.0, 20.0]);
        check(Turn::Left, [210.0, 20.0], [10.0, 20.0]);
    }

    #[test]
    fn one_after_the_other_is_both() {
        let first = Matrix([0.0, -1.0, 1.0, 0.0, 3.0, 4.0]);
        let second = Matrix([2.0, 0.0, 0.0, 2.0, 10.0, 20.0]);
        let [x, y] = first.point(7.0, 8.0);
        let both = first.then(second).point(7.0, 8.0);
        assert_eq!(both.map(number), second.point(x, y).map(number));
    }

    #[test]
    fn numbers_have_no_exponent() {
        assert_eq!(number(1e-9), "0");
        assert_eq!(number(-0.5), "-0.5");
        assert_eq!(number(595.275_57), "595.27557");
        assert_eq!(number(1200.0), "1200");
    }
}
