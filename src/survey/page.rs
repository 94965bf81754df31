//! A page: its size as it is shown, what is painted on it, its text.

use std::thread;

use hayro_interpret::util::RectExt;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro_syntax::page::{Page as Foreign, Rotation};
use kurbo::{Affine, Rect as Area};
use serde::Serialize;

use super::annotations::Annotations;
use super::bands::DEPTH;
use super::glyphs::{Letter, Look, Shapes, Text};
use super::hidden::{self, Fate, Hidden, Search};
use super::rect::Rect;
use super::refused::Refused;
use super::text;
use super::walk::Walk;
use super::wall::{self, Watch};

/// The longest side of a page that is let in, in points: 50 m.
const LONGEST: f64 = 144_000.0;

/// Pages of this many and fewer are walked on one thread.
const FEW: usize = 8;

/// The stack of a thread that walks pages.
const STACK: usize = 64 << 20;

/// A page of which pictures cover this part is a scan if it has no text of its own.
const SCANNED: f64 = 0.6;

/// A page of a foreign file. All lengths are points, on the page as it is shown
/// (its crop box, turned), from the lower left corner.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Page {
    /// Its width as it is shown.
    pub width: f64,
    /// Its height as it is shown.
    pub height: f64,
    /// By how much it is turned clockwise to be shown: 0, 90, 180 or 270.
    pub rotate: u16,
    /// How many points a unit of its boxes and content has; 1 on almost every page.
    pub unit: f64,
    /// Its media box as it is written, in its own units.
    pub media: Option<Rect>,
    /// Its crop box within the media box, in its own units.
    pub crop: Option<Rect>,
    /// The box of everything that can be seen on it.
    pub ink: Option<Rect>,
    /// What is painted within 60 points of its upper edge.
    pub top: Vec<Rect>,
    /// What is painted within 60 points of its lower edge.
    pub bottom: Vec<Rect>,
    /// The text that can be seen, and that a scan was read to have, a line a line.
    pub text: String,
    /// How many of its letters the file gives no character for.
    pub unmapped: usize,
    /// Whether a picture covers it and no text of its own can be seen.
    pub scan: bool,
    /// Whether its content belongs to tags.
    pub tagged: bool,
    /// Its text that nobody sees.
    pub hidden: Vec<Hidden>,
    /// Why a reader gave up over it; its size is known even so.
    pub unread: Option<String>,
}

/// An edge of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The upper one.
    Top,
    /// The lower one.
    Bottom,
}

impl Page {
    /// Returns how deep the page is free of paint at an edge, between two places
    /// from its left; at most 60 points.
    pub fn free(&self, edge: Edge, from: f64, to: f64) -> f64 {
        let boxes = match edge {
            Edge::Top => &self.top,
            Edge::Bottom => &self.bottom,
        };
        let above = boxes.iter().filter(|painted| painted.x0 < to && from < painted.x1);
        let depth = above.map(|painted| match edge {
            Edge::Top => self.height - painted.y1,
            Edge::Bottom => painted.y0,
        });
        depth.fold(DEPTH.min(self.height), f64::min).max(0.0)
    }

    /// Returns whether nothing is painted in an area of the page, as far as the
    /// boxes of its edges and of its ink tell.
    pub fn is_free(&self, area: &Rect) -> bool {
        if self.unread.is_some() {
            return false;
        }
        if area.y0 >= self.height - DEPTH {
            return !self.top.iter().any(|painted| painted.meets(area));
        }
        if area.y1 <= DEPTH {
            return !self.bottom.iter().any(|painted| painted.meets(area));
        }
        !self.ink.is_some_and(|ink| ink.meets(area))
    }
}

/// Returns the pages of a file, in order.
///
/// A page over which a reader gives up is tried once more alone: mending a table
/// of objects while others read it makes readers give up too.
pub(super) fn pages(pages: &[Foreign<'_>], watch: &Watch) -> Result<Vec<Page>, Refused> {
    for (at, page) in pages.iter().enumerate() {
        admit(at, page)?;
    }
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = pages.len().div_ceil(cores).max(FEW);
    let walked = thread::scope(|scope| {
        let parts: Vec<_> = pages
            .chunks(share)
            .map(|part| {
                let worker = thread::Builder::new().stack_size(STACK);
                worker.spawn_scoped(scope, move || walk_all(part, watch))
            })
            .collect();
        let parts = parts.into_iter().map(|part| match part.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(walked)) => walked,
            Ok(Err(_)) => Err(Refused::Damaged("the reader gave up".into())),
            Err(_) => Err(Refused::TooLarge("there is no memory left to read it with".into())),
        });
        parts.collect::<Result<Vec<_>, _>>()
    });
    let mut walked: Vec<Page> = walked?.into_iter().flatten().collect();
    for (page, foreign) in walked.iter_mut().zip(pages) {
        if page.unread.is_some() {
            *page = walk_all(std::slice::from_ref(foreign), watch)?.swap_remove(0);
        }
    }
    Ok(walked)
}

/// Walks pages that share fonts; the end of the time is the only failure.
fn walk_all(pages: &[Foreign<'_>], watch: &Watch) -> Result<Vec<Page>, Refused> {
    let mut cache = InterpreterCache::new();
    let mut shapes = Shapes::default();
    let mut walked = Vec::with_capacity(pages.len());
    for page in pages {
        match wall::caught(|| walk(page, &cache, &mut shapes, watch)) {
            Ok(page) => walked.push(page),
            Err(Refused::Damaged(reason)) => {
                // What it left half done is not to be used again.
                cache = InterpreterCache::new();
                walked.push(Page { unread: Some(reason), ..sized(page) });
            }
            Err(refused) => return Err(refused),
        }
        if !watch.runs() {
            return Err(Refused::Slow);
        }
    }
    Ok(walked)
}

fn walk<'a>(
    page: &'a Foreign<'a>,
    cache: &InterpreterCache<'a>,
    shapes: &mut Shapes,
    watch: &Watch,
) -> Page {
    let mut sized = sized(page);
    let shown = shown(&sized);
    let (walk, fates) = walked(page, shown, cache, shapes, watch);
    sized.hidden = hidden::findings(&walk.letters, &fates);
    let seen = walk.letters.iter().zip(&fates).filter(|(_, fate)| **fate == Fate::Seen);
    sized.text = text::lines(seen.map(|(letter, _)| letter));
    let seen = |look: &Look| matches!(look, Look::Painted { opacity, .. } if *opacity > 0.0);
    let written = walk.letters.iter().any(|letter| {
        seen(&letter.look) && letter.area.area() > 0.0 && letter.area.overlaps(shown)
    });
    sized.scan = walk.pictured >= SCANNED && !written;
    sized.unmapped = walk.letters.iter().filter(|letter| letter.text == Text::Unknown).count();
    sized.tagged = walk.tagged;
    sized.ink = walk.ink.map(Rect::from);
    sized.top = walk.top.boxes();
    sized.bottom = walk.bottom.boxes();
    sized
}

/// Walks a page, and says what becomes of each of its letters.
fn walked<'a, 'w>(
    page: &'a Foreign<'a>,
    shown: Area,
    cache: &InterpreterCache<'a>,
    shapes: &'w mut Shapes,
    watch: &'w Watch,
) -> (Walk<'w>, Vec<Fate>) {
    let settings = InterpreterSettings::default();
    let mut context = Context::new(placing(page), shown, cache, page.xref(), settings);
    let mut walk = Walk::new(shown, shapes, watch);
    interpret_page(page, &mut context, &mut walk);
    let annotations = Annotations::of(page, placing(page));
    for area in &annotations.boxes {
        walk.overlay(*area);
    }
    let search = Search::new(&walk, shown, &annotations.marked, &annotations.fields);
    let fates = search.letters();
    (walk, fates)
}

/// Returns the letters of a page that can be seen, and those that a scan was read to
/// have, in the order of painting.
pub(super) fn seen(page: &Foreign<'_>, watch: &Watch) -> Vec<Letter> {
    let (cache, mut shapes) = (InterpreterCache::new(), Shapes::default());
    let (walk, fates) = walked(page, shown(&sized(page)), &cache, &mut shapes, watch);
    let letters = walk.letters.into_iter().zip(fates);
    letters.filter(|(_, fate)| *fate == Fate::Seen).map(|(letter, _)| letter).collect()
}

/// Returns the area of a page as it is shown.
fn shown(page: &Page) -> Area {
    Area::new(0.0, 0.0, page.width, page.height)
}

/// Returns a page of which only the size is known yet.
fn sized(page: &Foreign<'_>) -> Page {
    let unit = unit(page);
    let (width, height) = page.render_dimensions();
    let rotate = match page.rotation() {
        Rotation::None => 0,
        Rotation::Horizontal => 90,
        Rotation::Flipped => 180,
        Rotation::FlippedHorizontal => 270,
    };
    Page {
        width: rounded(f64::from(width) * unit),
        height: rounded(f64::from(height) * unit),
        rotate,
        unit,
        media: Some(page.media_box().to_kurbo().into()),
        crop: Some(page.intersected_crop_box().to_kurbo().into()),
        ..Page::default()
    }
}

/// Returns a length without the noise of its binary form.
fn rounded(length: f64) -> f64 {
    (length * 1000.0).round() / 1000.0
}

/// Returns how many points a unit of a page has: ISO 32000-1, 7.7.3.3.
fn unit(page: &Foreign<'_>) -> f64 {
    let unit = page.raw().get::<f64>("UserUnit").unwrap_or(1.0);
    if unit.is_finite() && unit > 0.0 { unit } else { 1.0 }
}

/// Returns the transform from a page's own units to points on it as it is shown.
fn placing(page: &Foreign<'_>) -> Affine {
    let crop = page.intersected_crop_box();
    let (width, height) = page.base_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let turn = match page.rotation() {
        Rotation::None => Affine::IDENTITY,
        Rotation::Horizontal => Affine::new([0.0, -1.0, 1.0, 0.0, 0.0, width]),
        Rotation::Flipped => Affine::new([-1.0, 0.0, 0.0, -1.0, width, height]),
        Rotation::FlippedHorizontal => Affine::new([0.0, 1.0, -1.0, 0.0, height, 0.0]),
    };
    Affine::scale(unit(page)) * turn * Affine::translate((-crop.x0, -crop.y0))
}

fn admit(at: usize, page: &Foreign<'_>) -> Result<(), Refused> {
    let page = sized(page);
    let bearable = |side: f64| side.is_finite() && side <= LONGEST;
    if bearable(page.width) && bearable(page.height) {
        return Ok(());
    }
    Err(Refused::TooLarge(format!("page {} is more than 50 m long", at + 1)))
}
