//! The walk of a page: what is painted on it, in order, without painting it.

use hayro_interpret::font::Glyph;
use hayro_interpret::pattern::Pattern;
use hayro_interpret::{
    BlendMode, ClipPath, Device, FillRule, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask,
};
use kurbo::{Affine, BezPath, Rect, Shape};

use super::bands::{Band, DEPTH};
use super::clip::{Clips, common};
use super::fills::{Coat, Fills};
use super::glyphs::{Colour, Letter, Look, Shapes, Text};
use super::refused::Refused;
use super::wall::{Watch, leave};

/// How often the watch is looked at: once in so many things painted.
const LOOK: u32 = 512;

/// The most things that are painted on a page; a map of a county has a tenth.
const MOST: u32 = 20_000_000;

/// The most letters of a page; a telephone directory has a tenth.
const LETTERS: usize = 500_000;

/// The most clip paths of a page; a spreadsheet has one a cell.
const CLIPS: usize = 500_000;

/// From this opacity on, what is painted covers.
const OPAQUE: f32 = 0.95;

/// From this on, red, green and blue are paper.
const WHITE: u8 = 250;

/// What the walk of a page has seen.
pub(super) struct Walk<'w> {
    watch: &'w Watch,
    shapes: &'w mut Shapes,
    /// The page as it is shown.
    page: Rect,
    pub(super) order: u32,
    pub(super) letters: Vec<Letter>,
    pub(super) clips: Clips,
    pub(super) fills: Fills,
    /// The box of everything that can be seen on the page.
    pub(super) ink: Option<Rect>,
    pub(super) top: Band,
    pub(super) bottom: Band,
    /// The part of the page that pictures cover, at most once each.
    pub(super) pictured: f64,
    /// Whether content is marked as belonging to the tags.
    pub(super) tagged: bool,
    groups: Vec<Group>,
    masked: bool,
    blend: BlendMode,
}

/// A transparency group that is open.
#[derive(Clone, Copy, Debug)]
struct Group {
    opacity: f32,
    /// Whether it is painted as it is, without a mask or a blend.
    plain: bool,
}

impl<'w> Walk<'w> {
    pub(super) fn new(page: Rect, shapes: &'w mut Shapes, watch: &'w Watch) -> Self {
        Self {
            watch,
            shapes,
            page,
            order: 0,
            letters: Vec::new(),
            clips: Clips::new(),
            fills: Fills::new(page),
            ink: None,
            top: Band::default(),
            bottom: Band::default(),
            pictured: 0.0,
            tagged: false,
            groups: Vec::new(),
            masked: false,
            blend: BlendMode::Normal,
        }
    }

    /// Counts a thing that is painted.
    fn tick(&mut self) {
        self.order += 1;
        if self.order.is_multiple_of(LOOK) {
            self.watch.check(LOOK);
        }
        let crowded = self.letters.len() > LETTERS || self.clips.count() > CLIPS;
        if self.order > MOST || crowded {
            leave(Refused::TooLarge("a page of it paints millions of things".into()));
        }
    }

    /// Returns how the groups that are open change what is painted in them.
    fn group(&self) -> Group {
        let whole = Group { opacity: 1.0, plain: !self.masked && self.blend == BlendMode::Normal };
        self.groups.iter().fold(whole, |all, group| Group {
            opacity: all.opacity * group.opacity,
            plain: all.plain && group.plain,
        })
    }

    /// Returns the colour that a paint has on the page, if it is one, and its opacity.
    fn colour(&self, paint: &Paint<'_>) -> (Option<Colour>, f32) {
        let group = self.group();
        match paint {
            Paint::Color(colour) => {
                let [red, green, blue, alpha] = colour.to_rgba().to_rgba8();
                let opacity = f32::from(alpha) / 255.0 * group.opacity;
                (group.plain.then_some([red, green, blue]), opacity)
            }
            Paint::Pattern(_) => (None, group.opacity),
        }
    }

    /// Returns how a paint lies on what is under it.
    fn coat(&self, paint: &Paint<'_>) -> Coat {
        let (colour, opacity) = self.colour(paint);
        // A tiled pattern has gaps; a shading has none.
        let solid = match paint {
            Paint::Color(_) => true,
            Paint::Pattern(pattern) => matches!(**pattern, Pattern::Shading(_)),
        };
        let opaque = solid && opacity >= OPAQUE && self.group().plain;
        Coat { order: self.order, colour, opaque, clip: self.clips.now() }
    }

    /// Notes a box that a viewer draws on top of everything.
    pub(super) fn overlay(&mut self, area: Rect) {
        self.order += 1;
        let clip = Clips::ALL;
        let coat = Coat { order: self.order, colour: None, opaque: true, clip };
        self.fills.fill(&area.to_path(0.1), Affine::IDENTITY, FillRule::NonZero, coat);
    }

    /// Notes that something can be seen in a box.
    fn see(&mut self, area: Rect) {
        let seen = common(common(area, self.clips.area(self.clips.now())), self.page);
        if seen.area() <= 0.0 || !seen.is_finite() {
            return;
        }
        self.ink = Some(self.ink.map_or(seen, |ink| ink.union(seen)));
        if seen.y1 > self.page.y1 - DEPTH {
            let y0 = seen.y0.max(self.page.y1 - DEPTH);
            self.top.add(Rect { y0, ..seen }.into());
        }
        if seen.y0 < self.page.y0 + DEPTH {
            let y1 = seen.y1.min(self.page.y0 + DEPTH);
            self.bottom.add(Rect { y1, ..seen }.into());
        }
    }

    /// Notes a filled or stroked area; white is paper and cannot be seen.
    fn paint(&mut self, area: Rect, paint: &Paint<'_>) {
        let (colour, opacity) = self.colour(paint);
        let is_paper = colour.is_some_and(|colour| colour.iter().all(|&part| part >= WHITE));
        if !is_paper && opacity > 1.0 - OPAQUE {
            self.see(area);
        }
    }
}

/// Returns the box that a path paints, drawn by a transform.
fn painted(path: &BezPath, transform: Affine, mode: &PathDrawMode) -> Rect {
    let area = transform.transform_rect_bbox(path.control_box());
    match mode {
        PathDrawMode::Fill(_) => area,
        PathDrawMode::Stroke(stroke) => {
            // The thinnest line that is drawn is still one that can be seen.
            let half = f64::from(stroke.line_width) * scale(transform) / 2.0;
            let half = half.clamp(0.1, 1e4);
            area.inflate(half, half)
        }
    }
}

/// Returns whether a transform turns by right angles alone, so that a box stays one.
fn is_upright(transform: Affine) -> bool {
    let [a, b, c, d, ..] = transform.as_coeffs();
    let flat = |one: f64, other: f64| one.abs() <= 1e-3 * other.abs();
    (flat(b, a) && flat(c, d)) || (flat(a, b) && flat(d, c))
}

/// Returns how much a transform enlarges, on average.
fn scale(transform: Affine) -> f64 {
    transform.determinant().abs().sqrt()
}

impl<'a> Device<'a> for Walk<'_> {
    fn set_soft_mask(&mut self, mask: Option<SoftMask<'a>>) {
        self.masked = mask.is_some();
    }

    fn set_blend_mode(&mut self, blend_mode: BlendMode) {
        self.blend = blend_mode;
    }

    fn draw_path(
        &mut self,
        path: &BezPath,
        transform: Affine,
        paint: &Paint<'a>,
        mode: &PathDrawMode,
    ) {
        self.tick();
        self.paint(painted(path, transform, mode), paint);
        let coat = self.coat(paint);
        match mode {
            PathDrawMode::Fill(rule) => self.fills.fill(path, transform, *rule, coat),
            PathDrawMode::Stroke(stroke) => {
                let width = f64::from(stroke.line_width) * scale(transform);
                self.fills.stroke(path, transform, width, coat);
            }
        }
    }

    fn draw_rect(
        &mut self,
        rect: &Rect,
        transform: Affine,
        paint: &Paint<'a>,
        mode: &PathDrawMode,
    ) {
        self.draw_path(&rect.to_path(0.1), transform, paint, mode);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.tick();
        self.clips.push(clip);
    }

    fn pop_clip_path(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend_mode: BlendMode,
    ) {
        let plain = mask.is_none() && blend_mode == BlendMode::Normal;
        self.groups.push(Group { opacity, plain });
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        self.tick();
        let Some(stand) = self.shapes.stand(glyph, transform * glyph_transform, paint) else {
            return;
        };
        let look = if matches!(mode, GlyphDrawMode::Invisible) {
            Look::Invisible
        } else {
            let (colour, opacity) = self.colour(paint);
            self.paint(stand.area, paint);
            Look::Painted { colour, opacity }
        };
        // A letter without a shape is a space, whatever a broken font calls it.
        let blank = stand.area.area() <= 0.0;
        let text = Some(Text::of(glyph)).filter(|text| !blank || *text != Text::Unknown);
        self.letters.push(Letter {
            order: self.order,
            text: text.unwrap_or(Text::Letter(' ')),
            area: stand.area,
            origin: stand.origin,
            end: stand.end,
            size: stand.size,
            look,
            clip: self.clips.now(),
        });
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        self.tick();
        let size = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let area = transform.transform_rect_bbox(size);
        self.see(area);
        let opaque = match &image {
            Image::Raster(raster) => {
                let entries = raster.stream().dict();
                !["SMask", "Mask", "SMaskInData"].iter().any(|key| entries.contains_key(key))
            }
            Image::Stencil(_) => false,
        };
        let group = self.group();
        let opaque = opaque && group.plain && group.opacity >= OPAQUE && is_upright(transform);
        let coat = Coat { order: self.order, colour: None, opaque, clip: self.clips.now() };
        self.fills.picture(area, coat);
        let shown = common(common(area, self.clips.area(self.clips.now())), self.page);
        if shown.is_finite() {
            self.pictured += shown.area() / self.page.area();
        }
    }

    fn begin_marked_content(&mut self, _tag: &[u8], id: Option<i32>) {
        self.tagged |= id.is_some();
    }
}

/// The box of everything that is painted, for glyphs that are drawings.
#[derive(Debug, Default)]
pub(super) struct BoxOnly(pub(super) Option<Rect>);

impl BoxOnly {
    fn add(&mut self, area: Rect) {
        self.0 = Some(self.0.map_or(area, |all| all.union(area)));
    }
}

impl<'a> Device<'a> for BoxOnly {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip_path(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_path(&mut self, path: &BezPath, at: Affine, _: &Paint<'a>, mode: &PathDrawMode) {
        self.add(painted(path, at, mode));
    }

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        at: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        if let Glyph::Outline(outline) = glyph {
            let area = outline.outline().control_box();
            self.add((at * glyph_transform).transform_rect_bbox(area));
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, at: Affine) {
        let size = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        self.add(at.transform_rect_bbox(size));
    }
}
