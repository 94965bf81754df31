//! What is left of a page by clip paths.

use hayro_interpret::{ClipPath, FillRule};
use kurbo::{BezPath, PathEl, Point, Rect, Shape};

/// The most elements of a clip path that points are tested against; a larger one
/// is known by its box alone.
const DETAILED: usize = 2_000;

/// The most elements of all clip paths of a page that are kept.
const KEPT: usize = 1_000_000;

/// How far the corners of a rectangle may be out, in points.
const SLACK: f64 = 0.01;

/// A state of the clip paths: one of the clip stack's, which fills and glyphs name.
pub(super) type ClipId = usize;

/// All states of the clip paths of a page.
#[derive(Debug)]
pub(super) struct Clips {
    states: Vec<Clip>,
    /// How many elements are kept.
    kept: usize,
    stack: Vec<ClipId>,
}

#[derive(Debug)]
struct Clip {
    below: Option<ClipId>,
    area: Rect,
    shape: Shaped,
}

/// What is known of the shape of a clip path.
#[derive(Debug)]
enum Shaped {
    /// Its box is its shape.
    Rect,
    Path(BezPath, FillRule),
    /// It is too detailed to be tested.
    Unknown,
}

impl Clips {
    /// The clip that shows everything.
    pub(super) const ALL: ClipId = 0;

    /// Returns the clip of a page of which everything is shown.
    pub(super) fn new() -> Self {
        let all = Rect::new(-f64::MAX, -f64::MAX, f64::MAX, f64::MAX);
        let whole = Clip { below: None, area: all, shape: Shaped::Rect };
        Self { states: vec![whole], kept: 0, stack: vec![0] }
    }

    pub(super) fn push(&mut self, clip: &ClipPath) {
        let below = self.now();
        let bounds = clip.path.control_box();
        let area = common(self.states[below].area, bounds);
        let shape = if as_rect(&clip.path).is_some() {
            Shaped::Rect
        } else if clip.path.elements().len() <= DETAILED && self.kept < KEPT {
            self.kept += clip.path.elements().len();
            Shaped::Path(clip.path.clone(), clip.fill)
        } else {
            Shaped::Unknown
        };
        self.states.push(Clip { below: Some(below), area, shape });
        self.stack.push(self.states.len() - 1);
    }

    pub(super) fn pop(&mut self) {
        if self.stack.len() > 1 {
            self.stack.pop();
        }
    }

    /// Returns how many states there have been.
    pub(super) fn count(&self) -> usize {
        self.states.len()
    }

    /// Returns the state that applies now.
    pub(super) fn now(&self) -> ClipId {
        self.stack.last().copied().unwrap_or(0)
    }

    /// Returns the box of what is shown.
    pub(super) fn area(&self, id: ClipId) -> Rect {
        self.states[id].area
    }

    /// Returns whether a point is shown, as far as can be told.
    pub(super) fn shows(&self, id: ClipId, point: Point) -> Option<bool> {
        let mut at = Some(id);
        while let Some(clip) = at.map(|at| &self.states[at]) {
            match &clip.shape {
                _ if !clip.area.contains(point) => return Some(false),
                Shaped::Rect => {}
                Shaped::Path(path, rule) if within(path, *rule, point) => {}
                Shaped::Path(..) => return Some(false),
                Shaped::Unknown => return None,
            }
            at = clip.below;
        }
        Some(true)
    }
}

/// Returns whether a filled path has a point in it.
pub(super) fn within(path: &BezPath, rule: FillRule, point: Point) -> bool {
    let winding = path.winding(point);
    match rule {
        FillRule::NonZero => winding != 0,
        FillRule::EvenOdd => winding % 2 != 0,
    }
}

/// Returns what two rectangles have in common; of nothing, a rectangle without area.
pub(super) fn common(one: Rect, other: Rect) -> Rect {
    let (x0, y0) = (one.x0.max(other.x0), one.y0.max(other.y0));
    Rect::new(x0, y0, one.x1.min(other.x1).max(x0), one.y1.min(other.y1).max(y0))
}

/// Returns the rectangle that a path draws, if it draws an upright one.
pub(super) fn as_rect(path: &BezPath) -> Option<Rect> {
    let bounds = path.control_box();
    let mut corners = 0_usize;
    for element in path.elements() {
        let point = match element {
            PathEl::MoveTo(point) | PathEl::LineTo(point) => *point,
            PathEl::ClosePath => continue,
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => return None,
        };
        let near = |value: f64, side: f64| (value - side).abs() <= SLACK;
        let at_side = near(point.x, bounds.x0) || near(point.x, bounds.x1);
        if !at_side || !(near(point.y, bounds.y0) || near(point.y, bounds.y1)) {
            return None;
        }
        corners += 1;
    }
    // Four corners, and the first once more where the path is closed by a line.
    let full = (path.area().abs() - bounds.area()).abs() <= SLACK * (1.0 + bounds.area());
    ((4..=5).contains(&corners) && full).then_some(bounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_is_known_and_a_triangle_is_none() {
        let rect = Rect::new(1.0, 2.0, 30.0, 40.0);
        assert_eq!(as_rect(&rect.to_path(0.1)), Some(rect));
        let triangle = BezPath::from_svg("M0 0L10 0L10 10Z").expect("a path");
        assert_eq!(as_rect(&triangle), None);
        let bow = BezPath::from_svg("M0 0L10 10L10 0L0 10Z").expect("a path");
        assert_eq!(as_rect(&bow), None);
    }

    #[test]
    fn a_point_is_shown_that_every_clip_shows() {
        let mut clips = Clips::new();
        assert_eq!(clips.shows(clips.now(), Point::new(1e6, -1e6)), Some(true));
        let clip = |svg: &str| ClipPath {
            path: BezPath::from_svg(svg).expect("a path"),
            fill: FillRule::NonZero,
        };
        clips.push(&clip("M0 0L10 0L10 10L0 10Z"));
        clips.push(&clip("M0 0L10 0L10 10Z"));
        let inner = clips.now();
        assert_eq!(clips.shows(inner, Point::new(8.0, 2.0)), Some(true));
        assert_eq!(clips.shows(inner, Point::new(2.0, 8.0)), Some(false));
        clips.pop();
        assert_eq!(clips.shows(clips.now(), Point::new(2.0, 8.0)), Some(true));
        assert_eq!(clips.shows(clips.now(), Point::new(2.0, 18.0)), Some(false));
    }
}
