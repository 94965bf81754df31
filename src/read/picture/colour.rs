//! Colours of a camera or a screen as those of every screen.

use image::DynamicImage;
use moxcms::{ColorProfile, Layout, TransformOptions};

/// Returns an image in sRGB, and whether it was in other colours. A profile that
/// cannot be read says nothing.
pub(super) fn to_srgb(image: DynamicImage, profile: Option<&[u8]>) -> (DynamicImage, bool) {
    let profile = profile.filter(|profile| !is_srgb(profile));
    let converted = match (&image, profile) {
        (DynamicImage::ImageRgb8(pixels), Some(profile)) => {
            converted(pixels.as_raw(), profile, Layout::Rgb)
                .and_then(|bytes| image::RgbImage::from_raw(image.width(), image.height(), bytes))
                .map(DynamicImage::ImageRgb8)
        }
        (DynamicImage::ImageRgba8(pixels), Some(profile)) => {
            converted(pixels.as_raw(), profile, Layout::Rgba)
                .and_then(|bytes| image::RgbaImage::from_raw(image.width(), image.height(), bytes))
                .map(DynamicImage::ImageRgba8)
        }
        _ => None,
    };
    match converted {
        Some(converted) => (converted, true),
        None => (image, false),
    }
}

fn converted(pixels: &[u8], profile: &[u8], layout: Layout) -> Option<Vec<u8>> {
    let from = ColorProfile::new_from_slice(profile).ok()?;
    let to = ColorProfile::new_srgb();
    let transform = from.create_transform_8bit(layout, &to, layout, TransformOptions::default());
    let mut bytes = vec![0; pixels.len()];
    transform.ok()?.transform(pixels, &mut bytes).ok()?;
    Some(bytes)
}

/// Returns whether a profile calls itself sRGB, in ASCII or UTF-16.
fn is_srgb(profile: &[u8]) -> bool {
    let text: Vec<u8> = profile.iter().copied().filter(|byte| *byte != 0).collect();
    text.windows(4).any(|word| word == b"sRGB")
}
