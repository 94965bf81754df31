//! Whether two files look alike, page by page, from afar.

use hayro_syntax::Pdf;

use super::pictures::{Drawn, draw};
use crate::survey::caught;

/// Dots an inch at which pages are compared: letters are grey lines, which stay where
/// they are if a font takes the place of another.
const DOTS: f64 = 24.0;

/// How much lighter or darker a dot may be, of 255.
const APART: u8 = 90;

/// The part of a page's dots that may be so.
const PART: f64 = 0.02;

/// Returns the first page that looks different, from 0.
pub(super) fn first_unlike(one: &Pdf, other: &Pdf) -> Option<usize> {
    let mut pairs = one.pages().iter().zip(other.pages().iter());
    pairs.position(|(one, other)| {
        let drawn = caught(|| (draw(one, DOTS), draw(other, DOTS)));
        // A page that cannot be drawn cannot be compared.
        drawn.is_ok_and(|(one, other)| !is_alike(&one, &other))
    })
}

fn is_alike(one: &Drawn, other: &Drawn) -> bool {
    let near = |one: u16, other: u16| one.abs_diff(other) <= 1;
    if !near(one.width, other.width) || !near(one.height, other.height) {
        return false;
    }
    let (width, height) = (one.width.min(other.width), one.height.min(other.height));
    let apart = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .filter(|(x, y)| one.grey(*x, *y).abs_diff(other.grey(*x, *y)) > APART);
    let all = f64::from(width) * f64::from(height);
    u32::try_from(apart.count()).map_or(f64::MAX, f64::from) <= PART * all
}
