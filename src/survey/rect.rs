//! Rectangles on a page as it is shown.

use serde::Serialize;

/// A rectangle on a page as it is shown, in points from its lower left corner.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rect {
    /// The left side.
    pub x0: f64,
    /// The lower side.
    pub y0: f64,
    /// The right side.
    pub x1: f64,
    /// The upper side.
    pub y1: f64,
}

impl Rect {
    /// Returns whether two rectangles have more than a side in common.
    pub fn meets(&self, other: &Self) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    /// Returns the smallest rectangle around both.
    #[must_use]
    pub fn around(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}

impl From<kurbo::Rect> for Rect {
    /// Keeps hundredths of a point: what follows is drawn, not computed.
    fn from(rect: kurbo::Rect) -> Self {
        let round = |value: f64| (value * 100.0).round() / 100.0;
        Self { x0: round(rect.x0), y0: round(rect.y0), x1: round(rect.x1), y1: round(rect.y1) }
    }
}
