//! The areas that a page fills, strokes and lays pictures on, and what lies where.

use hayro_interpret::FillRule;
use kurbo::{Affine, BezPath, Point, Rect, Stroke, StrokeOpts};

use super::clip::{ClipId, Clips, as_rect, within};
use super::glyphs::Colour;

/// Smaller areas than this, in points, are known by their box alone.
const SMALL: f64 = 4.0;

/// The most elements of a path that points are tested against.
const DETAILED: usize = 500;

/// The most areas that are kept of a page; a map has more, and nobody redacts by
/// painting one.
const MOST: usize = 100_000;

/// The most elements of all paths of a page that are kept.
const KEPT: usize = 1_000_000;

/// The height of a strip of the page, in points.
const STRIP: f64 = 16.0;

/// The most strips of a page.
const STRIPS: u16 = 256;

/// How straight strokes are drawn as areas.
const TOLERANCE: f64 = 0.2;

/// An area that is painted.
#[derive(Debug)]
pub(super) struct Fill {
    /// Its place in the order of painting.
    pub(super) order: u32,
    pub(super) area: Rect,
    shape: Shape,
    /// Its colour; nothing where a picture, a pattern or a blend makes it.
    pub(super) colour: Option<Colour>,
    /// Whether nothing can be seen through it.
    pub(super) opaque: bool,
    pub(super) picture: bool,
    clip: ClipId,
}

/// The shape of an area.
#[derive(Debug)]
enum Shape {
    /// Its box.
    Rect,
    Path(BezPath, FillRule),
    /// Too small or too detailed to be told.
    Unknown,
}

/// How an area is painted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coat {
    pub(super) order: u32,
    pub(super) colour: Option<Colour>,
    pub(super) opaque: bool,
    pub(super) clip: ClipId,
}

impl Fill {
    /// Returns whether a point lies in the area, as far as can be told.
    pub(super) fn contains(&self, clips: &Clips, point: Point) -> Option<bool> {
        if !self.area.contains(point) {
            return Some(false);
        }
        match (clips.shows(self.clip, point)?, &self.shape) {
            (false, _) => Some(false),
            (true, Shape::Rect) => Some(true),
            (true, Shape::Path(path, rule)) => Some(within(path, *rule, point)),
            (true, Shape::Unknown) => None,
        }
    }
}

/// The areas of a page, in the order of painting, and by the strips they lie in.
#[derive(Debug)]
pub(super) struct Fills {
    all: Vec<Fill>,
    /// How many elements are kept.
    kept: usize,
    strips: Vec<Vec<u32>>,
    /// How many strips there are.
    count: u16,
    height: f64,
}

impl Fills {
    pub(super) fn new(page: Rect) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let count = (page.height() / STRIP).ceil().clamp(1.0, f64::from(STRIPS)) as u16;
        let strips = vec![Vec::new(); usize::from(count)];
        Self { all: Vec::new(), kept: 0, strips, count, height: page.height().max(1.0) }
    }

    /// Adds a filled path.
    pub(super) fn fill(&mut self, path: &BezPath, at: Affine, rule: FillRule, coat: Coat) {
        let area = at.transform_rect_bbox(path.control_box());
        let small = area.width() < SMALL || area.height() < SMALL;
        let shape = if small || path.elements().len() > DETAILED {
            Shape::Unknown
        } else {
            shape_of(at * path, rule)
        };
        self.add(area, shape, coat, false);
    }

    /// Adds a stroked path; a broad stroke covers like an area.
    pub(super) fn stroke(&mut self, path: &BezPath, at: Affine, width: f64, coat: Coat) {
        let path = at * path;
        let area = path.control_box().inflate(width / 2.0, width / 2.0);
        if width < SMALL || path.elements().len() > DETAILED / 10 || !path.is_finite() {
            // What lies within a frame is not under it.
            return;
        }
        let outline = kurbo::stroke(path, &Stroke::new(width), &StrokeOpts::default(), TOLERANCE);
        self.add(area, shape_of(outline, FillRule::NonZero), coat, false);
    }

    /// Adds a picture.
    pub(super) fn picture(&mut self, area: Rect, coat: Coat) {
        self.add(area, Shape::Rect, coat, true);
    }

    fn add(&mut self, area: Rect, shape: Shape, coat: Coat, picture: bool) {
        if self.all.len() >= MOST || !area.is_finite() {
            return;
        }
        let (from, to) = (self.strip(area.y0), self.strip(area.y1));
        let elements = if let Shape::Path(path, _) = &shape { path.elements().len() } else { 0 };
        self.kept += elements;
        let shape = if self.kept > KEPT && elements > 0 { Shape::Unknown } else { shape };
        let index = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        for strip in &mut self.strips[from..=to] {
            strip.push(index);
        }
        let Coat { order, colour, opaque, clip } = coat;
        self.all.push(Fill { order, area, shape, colour, opaque, picture, clip });
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    fn strip(&self, y: f64) -> usize {
        let strip = y / self.height * f64::from(self.count);
        strip.clamp(0.0, f64::from(self.count - 1)) as usize
    }

    /// Returns the areas that may lie where a point is, in the order of painting.
    pub(super) fn near(&self, point: Point) -> impl DoubleEndedIterator<Item = &Fill> {
        let strip = self.strips[self.strip(point.y)].iter();
        strip.map(|&index| &self.all[index as usize]).filter(move |fill| fill.area.contains(point))
    }
}

fn shape_of(path: BezPath, rule: FillRule) -> Shape {
    if as_rect(&path).is_some() { Shape::Rect } else { Shape::Path(path, rule) }
}
