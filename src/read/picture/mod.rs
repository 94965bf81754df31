//! Pictures that stand in narratives: from a file's bytes to one that may be
//! published.
//!
//! A camera writes where and when, a program who and what was cut off. None of it
//! goes on: a JPEG that is upright keeps its image data byte for byte and loses all
//! else, every other picture is written anew from its pixels.

mod alternative;
mod colour;
mod gallery;
mod jpeg;

use std::fmt::Write as _;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageFormat, ImageReader, ImageResult};
use sha2::{Digest, Sha256};

pub(super) use self::alternative::{idle_alternative, no_alternative};
pub(super) use self::gallery::Gallery;
use super::codes;
use super::workbook::wall;
use crate::diag::Problem;
use crate::model::picture::Picture;
use crate::place::Place;

/// The most bytes of a picture's file.
pub(super) const MAX_BYTES: u64 = 50_000_000;
/// The most pixels of a picture.
const MAX_PIXELS: u64 = 100_000_000;
/// The most bytes that a decoder may use.
const MAX_MEMORY: u64 = 1 << 30;
/// How the name of a JPEG ends.
const JPEG: &str = ".jpg";
/// How the name of a PNG ends.
const PNG: &str = ".png";
/// The quality of a JPEG that must be written anew, of 100.
const QUALITY: u8 = 92;

/// What of a picture is not shown, at each side as a share of the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Crop {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

/// Returns the picture that bytes are, from a file of this place.
pub(super) fn picture(bytes: &[u8], place: &Place) -> Result<Picture, Problem> {
    cropped(bytes, Crop::default(), place)
}

/// Returns the same without what is cut off: whoever gets the picture must not find it.
pub(super) fn cropped(bytes: &[u8], crop: Crop, place: &Place) -> Result<Picture, Problem> {
    let format = format(bytes)?;
    // A decoder may panic on a damaged file.
    let read = wall::try_behind(|| Some(ready(bytes, format, crop)));
    let file = read.unwrap_or_else(|| Err(unreadable("the picture is damaged")))?;
    let digest = Sha256::digest(&file.bytes);
    let mut name = digest.iter().take(8).fold(String::new(), |mut name, byte| {
        let _ = write!(name, "{byte:02x}");
        name
    });
    name.push_str(file.ending);
    Ok(Picture::new(place.clone(), name, file.size, file.bytes.into()))
}

/// A file that may be published.
struct Ready {
    bytes: Vec<u8>,
    /// Its width and height in pixels.
    size: (u32, u32),
    ending: &'static str,
}

/// Returns which kind of picture bytes are; what the file is called does not matter.
fn format(bytes: &[u8]) -> Result<ImageFormat, Problem> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_BYTES) {
        return Err(oversized("the picture has more than 50 MB"));
    }
    match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => Ok(format),
        _ => Err(Problem::new(
            &codes::UNREADABLE_PICTURE,
            format!("the file is {}, expected a PNG, JPEG or WebP picture", kind(bytes)),
        )
        .hint("save the picture as PNG, or as JPEG where it is a photograph")),
    }
}

/// What a file is that is no picture which a pack can have.
fn kind(bytes: &[u8]) -> &'static str {
    let at = |offset: usize, mark: &[u8]| bytes.get(offset..).is_some_and(|b| b.starts_with(mark));
    match bytes {
        [] => "empty",
        _ if at(0, b"GIF8") => "a GIF",
        _ if at(0, b"II*\0") || at(0, b"MM\0*") => "a TIFF",
        _ if at(0, b"BM") => "a bitmap",
        _ if at(4, b"ftyphei") || at(4, b"ftypmif1") => "a HEIC photograph",
        _ if at(4, b"ftypavif") => "an AVIF",
        _ if at(40, b" EMF") || at(0, &[0xd7, 0xcd, 0xc6, 0x9a]) => "a Windows metafile",
        _ if at(0, b"%PDF") => "a PDF",
        _ if at(0, b"<svg") || at(0, b"<?xml") => "a drawing (SVG)",
        _ => "something else",
    }
}

/// Returns the file that may be published of a picture.
fn ready(bytes: &[u8], format: ImageFormat, crop: Crop) -> Result<Ready, Problem> {
    let mut decoder = decoder(bytes, format)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().unwrap_or_default();
    let colours = decoder.original_color_type();
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| damaged(&error))?;
    image.apply_orientation(orientation);
    let image = cut(image, crop);
    let size = (image.width(), image.height());
    let (image, converted) = colour::to_srgb(plain(image), profile.as_deref());
    let as_it_is = format == ImageFormat::Jpeg
        && crop == Crop::default()
        && orientation == Orientation::NoTransforms
        && matches!(colours, ExtendedColorType::Rgb8 | ExtendedColorType::L8)
        && !converted;
    if let Some(bytes) = as_it_is.then(|| jpeg::bare(bytes)).flatten() {
        return Ok(Ready { bytes, size, ending: JPEG });
    }
    let photograph = format == ImageFormat::Jpeg || is_lossy_webp(bytes);
    let (written, ending) = if photograph && !image.color().has_alpha() {
        (as_jpeg(&image), JPEG)
    } else {
        (as_png(&image), PNG)
    };
    Ok(Ready { bytes: written.map_err(|error| damaged(&error))?, size, ending })
}

/// Returns what is left of an image when its sides are cut off.
fn cut(image: DynamicImage, crop: Crop) -> DynamicImage {
    let pixels = |share: f64, length: u32| {
        let pixels = (share * f64::from(length)).round().clamp(0.0, f64::from(length - 1));
        // At most the length, which fits.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within bounds"
        )]
        let pixels = pixels as u32;
        pixels
    };
    let (width, height) = (image.width(), image.height());
    if crop == Crop::default() || width == 0 || height == 0 {
        return image;
    }
    let (left, top) = (pixels(crop.left, width), pixels(crop.top, height));
    let across = width.saturating_sub(left + pixels(crop.right, width)).max(1);
    let down = height.saturating_sub(top + pixels(crop.bottom, height)).max(1);
    image.crop_imm(left, top, across, down)
}

/// Returns the decoder of a picture that is not too large.
fn decoder(bytes: &[u8], format: ImageFormat) -> Result<impl ImageDecoder, Problem> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|error| damaged(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(oversized("the picture has more than 100 million pixels"));
    }
    Ok(decoder)
}

/// Returns an image with eight bits a colour, and with transparency only where
/// something is transparent.
fn plain(image: DynamicImage) -> DynamicImage {
    let colour = image.color();
    if colour.has_alpha() {
        let image = image.into_rgba8();
        if image.pixels().any(|pixel| pixel.0[3] < u8::MAX) {
            return DynamicImage::ImageRgba8(image);
        }
        return DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(image).into_rgb8());
    }
    if colour.has_color() {
        DynamicImage::ImageRgb8(image.into_rgb8())
    } else {
        DynamicImage::ImageLuma8(image.into_luma8())
    }
}

fn is_lossy_webp(bytes: &[u8]) -> bool {
    let head = bytes.get(..4096).unwrap_or(bytes);
    bytes.starts_with(b"RIFF") && head.windows(4).any(|mark| mark == b"VP8 ")
}

fn as_png(image: &DynamicImage) -> ImageResult<Vec<u8>> {
    let mut file = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Adaptive);
    image.write_with_encoder(encoder)?;
    Ok(file)
}

fn as_jpeg(image: &DynamicImage) -> ImageResult<Vec<u8>> {
    let mut file = Vec::new();
    image.write_with_encoder(JpegEncoder::new_with_quality(&mut file, QUALITY))?;
    Ok(file)
}

fn damaged(error: &image::ImageError) -> Problem {
    match error {
        image::ImageError::Limits(_) => oversized("the picture needs too much memory"),
        other => unreadable(&format!("the picture cannot be read: `{other}`")),
    }
}

fn unreadable(message: &str) -> Problem {
    Problem::new(&codes::UNREADABLE_PICTURE, message)
        .hint("open it in a program for pictures, and save it again as PNG or JPEG")
}

fn oversized(message: &str) -> Problem {
    Problem::new(&codes::OVERSIZED_PICTURE, message)
        .hint("save it smaller: 2,000 pixels across are enough for the width of a page")
}

#[cfg(test)]
mod tests;
