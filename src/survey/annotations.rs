//! What lies on a page besides its content: marks of redaction, form fields, boxes
//! that viewers draw by themselves.

use hayro_interpret::util::RectExt;
use hayro_syntax::object::{Array, Dict, Name, Rect as Written};
use hayro_syntax::page::Page;
use kurbo::{Affine, Point, Rect};

/// Flags of an annotation that is not seen: ISO 32000-1, table 165.
const HIDDEN: u32 = 1 << 1;
const NO_VIEW: u32 = 1 << 5;

/// The most annotations of a page that are looked at.
const MOST: usize = 10_000;

/// What lies on a page besides its content, in points on the page as it is shown.
#[derive(Debug, Default)]
pub(super) struct Annotations {
    /// Marked for redaction.
    pub(super) marked: Vec<Rect>,
    /// Form fields.
    pub(super) fields: Vec<Rect>,
    /// Filled boxes without an appearance of their own.
    pub(super) boxes: Vec<Rect>,
}

impl Annotations {
    /// Returns the annotations of a page that is shown by a transform.
    pub(super) fn of(page: &Page<'_>, place: Affine) -> Self {
        let mut found = Self::default();
        let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { return found };
        for annotation in annotations.iter::<Dict<'_>>().take(MOST) {
            found.add(&annotation, place);
        }
        found
    }

    fn add(&mut self, annotation: &Dict<'_>, place: Affine) {
        let Some(area) = annotation.get::<Written>("Rect") else { return };
        let area = place.transform_rect_bbox(area.to_kurbo());
        let flags = annotation.get::<u32>("F").unwrap_or(0);
        let subtype = annotation.get::<Name<'_>>("Subtype");
        match subtype.as_ref().map(Name::as_str) {
            Some("Redact") => match quads(annotation, place) {
                quads if quads.is_empty() => self.marked.push(area),
                quads => self.marked.extend(quads),
            },
            Some("Widget") => self.fields.push(area),
            Some("Square") if flags & (HIDDEN | NO_VIEW) == 0 && is_filled(annotation) => {
                self.boxes.push(area);
            }
            _ => {}
        }
    }
}

/// Returns whether a box has a colour inside, hides what is under it, and is left to
/// the viewer to draw.
fn is_filled(annotation: &Dict<'_>) -> bool {
    let inside = annotation.get::<Array<'_>>("IC");
    let filled = inside.is_some_and(|colour| colour.raw_iter().next().is_some());
    let opacity = annotation.get::<f32>("CA").unwrap_or(1.0);
    filled && opacity >= 0.95 && annotation.get::<Dict<'_>>("AP").is_none()
}

/// Returns the boxes of an annotation's `QuadPoints`.
fn quads(annotation: &Dict<'_>, place: Affine) -> Vec<Rect> {
    let Some(numbers) = annotation.get::<Array<'_>>("QuadPoints") else { return Vec::new() };
    let numbers: Vec<f64> = numbers.iter::<f64>().take(8 * MOST).collect();
    let quads = numbers.chunks_exact(8).filter_map(|quad| {
        let corners = quad.chunks_exact(2).map(|corner| place * Point::new(corner[0], corner[1]));
        corners.map(|corner| Rect::from_points(corner, corner)).reduce(|all, one| all.union(one))
    });
    quads.collect()
}
