//! Each page as a picture with its text under it, a few pages at a time.

use std::time::Duration;

use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterSettings;
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;
use rayon::prelude::*;

use super::Told;
use crate::fault::Fault;
use crate::survey::{self, Survey, caught, words};
use crate::write::pdf::facsimile::{About, Facsimile, MOST_PIXELS, Picture, Sheet, Word};

/// Dots an inch of a picture, but for the largest pages.
pub const DOTS: f64 = 200.0;

/// Pages that are drawn at the same time: each takes some hundred megabytes.
const AT_ONCE: usize = 2;

/// The stack of a thread that draws: papers may have objects within objects.
const STACK: usize = 64 << 20;

/// How long the words of a page may take to be read.
const TIME: Duration = Duration::from_secs(30);

/// Points an inch.
const INCH: f64 = 72.0;

/// Returns a paper as pictures with their text.
pub(super) fn pictured(bytes: &[u8], survey: &Survey, told: Told<'_>) -> Result<Vec<u8>, Fault> {
    let pdf = Pdf::new(bytes.to_vec())
        .map_err(|_| Fault::Other("the paper could not be opened again".into()))?;
    let threads = rayon::ThreadPoolBuilder::new().num_threads(AT_ONCE).stack_size(STACK).build();
    let threads = threads.map_err(|error| Fault::Other(format!("no thread: {error}")))?;
    let pages: Vec<(usize, &Page<'_>)> = pdf.pages().iter().enumerate().collect();
    let mut facsimile = Facsimile::begin();
    for few in pages.chunks(AT_ONCE) {
        let sheets: Vec<Result<Sheet, Fault>> =
            threads.install(|| few.par_iter().map(|(at, page)| sheet(*at, page, survey)).collect());
        for sheet in sheets {
            facsimile.add(&sheet?)?;
        }
        told(few.last().map_or(0, |(at, _)| at + 1), pages.len());
    }
    let title = survey.title.clone();
    facsimile.finish(&About { title, language: survey.language.clone() })
}

fn sheet(at: usize, page: &Page<'_>, survey: &Survey) -> Result<Sheet, Fault> {
    let refused = |refused| Fault::Other(format!("page {} cannot be drawn: {refused}", at + 1));
    let size = survey.pages.get(at).map(|page| (page.width, page.height, page.unit));
    let (width, height, unit) = size.unwrap_or((0.0, 0.0, 1.0));
    let area = width * height / (INCH * INCH);
    let dots = if area > 0.0 { DOTS.min((MOST_PIXELS / area).sqrt()) } else { DOTS };
    let picture = caught(|| draw(page, dots * unit)).map_err(refused)?.packed()?;
    let words = words(page, TIME).map_err(refused)?.into_iter().map(Word::from).collect();
    Ok(Sheet { width, height, picture, words })
}

impl From<survey::Word> for Word {
    fn from(word: survey::Word) -> Self {
        let survey::Word { text, from, to, size, goes_on } = word;
        Self { text, from, to, size, goes_on }
    }
}

/// A page as pixels of red, green, blue and a fourth part, all opaque.
pub(super) struct Drawn {
    pub(super) width: u16,
    pub(super) height: u16,
    pixels: Vec<u8>,
}

impl Drawn {
    /// Returns how light a pixel is.
    pub(super) fn grey(&self, x: u16, y: u16) -> u8 {
        let at = (usize::from(y) * usize::from(self.width) + usize::from(x)) * 4;
        let part = |place: usize| u32::from(self.pixels.get(at + place).copied().unwrap_or(255));
        u8::try_from((part(0) * 3 + part(1) * 6 + part(2)) / 10).unwrap_or(u8::MAX)
    }

    fn packed(self) -> Result<Picture, Fault> {
        Picture::of(self.width, self.height, &self.pixels)
    }
}

/// Draws a page on white, in dots to 72 of its own units.
#[expect(clippy::cast_possible_truncation, reason = "a scale")]
#[expect(clippy::cast_sign_loss, reason = "a length")]
pub(super) fn draw(page: &Page<'_>, dots: f64) -> Drawn {
    let (width, height) = page.render_dimensions();
    let dots_of =
        |length: f32| (f64::from(length) * dots / INCH).round().clamp(1.0, 65_000.0) as u16;
    let (width_dots, height_dots) = (dots_of(width), dots_of(height));
    let settings = RenderSettings {
        x_scale: f32::from(width_dots) / width,
        y_scale: f32::from(height_dots) / height,
        width: Some(width_dots),
        height: Some(height_dots),
        bg_color: WHITE,
    };
    let pixmap = render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
    Drawn {
        width: pixmap.width(),
        height: pixmap.height(),
        pixels: pixmap.data_as_u8_slice().to_vec(),
    }
}
