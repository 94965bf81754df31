//! The picture of a page, packed.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};
use lopdf::{Dictionary, dictionary};

use super::super::file::deflate;
use super::too_great;
use crate::fault::Fault;

/// The most pixels of a picture: an A1 sheet at 200 dots an inch.
pub const MOST_PIXELS: f64 = 32e6;

/// Parts of a colour that differ by no more are a grey.
const GREY: u8 = 2;

/// How well photographs are kept, of 100.
const QUALITY: u8 = 88;

/// A page that packs into fewer bytes a pixel than this stays exact: text and lines
/// do. The others are photographs.
const EXACT: f64 = 0.25;

/// A picture, ready to be written.
#[derive(Debug)]
pub struct Picture {
    width: u32,
    height: u32,
    colours: &'static str,
    filter: &'static str,
    pub(super) data: Vec<u8>,
}

impl Picture {
    /// Returns the picture of opaque pixels, each of red, green, blue and a fourth
    /// part that does not count: in grey where they are grey, exact but for
    /// photographs.
    pub fn of(width: u16, height: u16, pixels: &[u8]) -> Result<Self, Fault> {
        let (width, height) = (u32::from(width), u32::from(height));
        let is_grey = pixels.chunks_exact(4).all(|pixel| {
            pixel[0].abs_diff(pixel[1]) <= GREY && pixel[1].abs_diff(pixel[2]) <= GREY
        });
        let parts = if is_grey { 1 } else { 3 };
        let plain: Vec<u8> =
            pixels.chunks_exact(4).flat_map(|pixel| &pixel[..parts]).copied().collect();
        let (colours, kind) = if is_grey {
            ("DeviceGray", ExtendedColorType::L8)
        } else {
            ("DeviceRGB", ExtendedColorType::Rgb8)
        };
        let exact = deflate(&plain).ok_or_else(too_great)?;
        let picture = Self { width, height, colours, filter: "FlateDecode", data: exact };
        let room = f64::from(width) * f64::from(height) * EXACT;
        if u32::try_from(picture.data.len()).map_or(f64::MAX, f64::from) <= room {
            return Ok(picture);
        }
        let mut photograph = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut photograph, QUALITY);
        encoder
            .write_image(&plain, width, height, kind)
            .map_err(|error| Fault::Other(format!("a page could not be packed: {error}")))?;
        if photograph.len() >= picture.data.len() {
            return Ok(picture);
        }
        Ok(Self { filter: "DCTDecode", data: photograph, ..picture })
    }

    pub(super) fn dictionary(&self) -> Dictionary {
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image",
            "Width" => i64::from(self.width), "Height" => i64::from(self.height),
            "ColorSpace" => self.colours, "BitsPerComponent" => 8,
            "Filter" => self.filter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_exact_and_photographs_are_packed_as_such() {
        let page: Vec<u8> =
            (0..100 * 100).flat_map(|at| [u8::from(at % 90 > 3) * 255; 4]).collect();
        let picture = Picture::of(100, 100, &page).expect("packed");
        assert_eq!((picture.colours, picture.filter), ("DeviceGray", "FlateDecode"));
        // A sky, with the noise that a camera adds.
        let mut noise = 1_u32;
        let mut sky = Vec::new();
        for at in 0..100_u32 * 100 {
            for part in [at / 80, at / 60, 200, 255] {
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                sky.push(u8::try_from((part + (noise >> 29)).min(255)).expect("a byte"));
            }
        }
        let picture = Picture::of(100, 100, &sky).expect("packed");
        assert_eq!((picture.colours, picture.filter), ("DeviceRGB", "DCTDecode"));
    }
}
