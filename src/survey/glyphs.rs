//! The letters that a page paints, and the size of their shapes.

use std::collections::BTreeMap;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{CacheKey, Paint};
use kurbo::{Affine, Point, Rect, Shape, Vec2};

use super::clip::ClipId;
use super::walk::BoxOnly;

/// Fonts are drawn in thousandths of their size.
const EM: f64 = 1000.0;

/// A letter as it is painted.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    /// Its place in the order of painting.
    pub(super) order: u32,
    pub(super) text: Text,
    /// The box of its shape; without area for a space.
    pub(super) area: Rect,
    /// Where it stands on its line.
    pub(super) origin: Point,
    /// Where the next one stands.
    pub(super) end: Point,
    /// The height of its font, in points.
    pub(super) size: f64,
    pub(super) look: Look,
    pub(super) clip: ClipId,
}

/// How a letter is painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Look {
    /// In a colour, with an opacity; no colour where a pattern or a blend makes it.
    Painted { colour: Option<Colour>, opacity: f32 },
    /// In render mode 3: not at all.
    Invisible,
}

/// Red, green and blue.
pub(super) type Colour = [u8; 3];

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Text {
    Letter(char),
    /// A ligature, say.
    Letters(Box<str>),
    /// The file does not say.
    Unknown,
}

impl Text {
    pub(super) fn of(glyph: &Glyph<'_>) -> Self {
        match glyph.as_unicode() {
            // Fonts map what they cannot name to these.
            None | Some(BfString::Char('\0' | '\u{fffd}')) => Self::Unknown,
            Some(BfString::Char(letter)) => Self::Letter(letter),
            Some(BfString::String(letters)) if letters.is_empty() => Self::Unknown,
            Some(BfString::String(letters)) => Self::Letters(letters.into()),
        }
    }

    pub(super) fn push_to(&self, text: &mut String) {
        match self {
            Self::Letter(letter) => text.push(*letter),
            Self::Letters(letters) => text.push_str(letters),
            Self::Unknown => {}
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Letter(letter) => letter.is_whitespace(),
            Self::Letters(letters) => letters.trim().is_empty(),
            Self::Unknown => false,
        }
    }
}

/// The boxes of the shapes of letters, in thousandths of their font's size; each is
/// measured once a font.
#[derive(Debug, Default)]
pub(super) struct Shapes(BTreeMap<(u128, u32), Option<Rect>>);

/// Where a letter stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    pub(super) area: Rect,
    pub(super) origin: Point,
    pub(super) end: Point,
    pub(super) size: f64,
}

impl Shapes {
    /// Returns where a glyph stands that is drawn by a transform; nothing if that
    /// is no place.
    pub(super) fn stand<'a>(
        &mut self,
        glyph: &Glyph<'a>,
        place: Affine,
        paint: &Paint<'a>,
    ) -> Option<Stand> {
        let (shape, advance) = match glyph {
            Glyph::Outline(outline) => {
                let key = (outline.font_cache_key(), outline.glyph_id().to_u32());
                let shape = *self.0.entry(key).or_insert_with(|| {
                    let outline = outline.outline();
                    (!outline.is_empty()).then(|| outline.bounding_box())
                });
                (shape, outline.advance_width().map(f64::from))
            }
            Glyph::Type3(drawn) => {
                let shape = *self.0.entry((drawn.cache_key(), u32::MAX)).or_insert_with(|| {
                    let mut device = BoxOnly::default();
                    drawn.interpret(&mut device, Affine::IDENTITY, Affine::IDENTITY, paint);
                    device.0
                });
                (shape, None)
            }
        };
        let origin = place * Point::ZERO;
        let advance = advance.or(shape.map(|shape| shape.x1)).unwrap_or(EM / 4.0);
        let end = place * Point::new(advance, 0.0);
        let up: Vec2 = place * Point::new(0.0, EM) - origin;
        let area = shape
            .map_or(Rect::from_points(origin, origin), |shape| place.transform_rect_bbox(shape));
        let stand = Stand { area, origin, end, size: up.hypot() };
        (area.is_finite() && end.is_finite() && stand.size.is_finite()).then_some(stand)
    }
}
