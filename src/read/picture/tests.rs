use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use proptest::prelude::*;
use std::io::Cursor;

use super::*;

fn place() -> Place {
    Place::file("reports/08-x/chart.png")
}

/// A picture that is red on its left and blue on its right.
fn flag(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 { Rgb([220, 10, 10]) } else { Rgb([10, 10, 220]) }
    })
}

fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, format).expect("written");
    file.into_inner()
}

/// Puts a segment after the start of a JPEG.
fn with_segment(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).expect("short").to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, body, &jpeg[2..]].concat()
}

/// EXIF that turns a picture and says where it was taken.
fn exif(orientation: u8) -> Vec<u8> {
    let mut body = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    body.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    body.extend([0x01, 0x3b, 0, 2, 0, 0, 0, 12, 0, 0, 0, 38]);
    body.extend(b"\0\0\0\0Jo Surveyor\0");
    body
}

fn pixels(picture: &Picture) -> RgbImage {
    image::load_from_memory(picture.bytes()).expect("a picture").into_rgb8()
}

#[test]
fn an_upright_jpeg_keeps_its_image_data_and_nothing_else() {
    let plain = file(&DynamicImage::ImageRgb8(flag(64, 32)), ImageFormat::Jpeg);
    let written = with_segment(&plain, 0xe1, &exif(1));
    let written = with_segment(&written, 0xfe, b"51.7520,-0.3360");
    let written = [written, b"a film behind the picture".to_vec()].concat();
    let picture = picture(&written, &place()).expect("a picture");
    assert!(picture.name().ends_with(JPEG));
    let text = String::from_utf8_lossy(picture.bytes()).into_owned();
    for trace in ["Exif", "Jo Surveyor", "51.7520", "a film"] {
        assert!(!text.contains(trace), "{trace} is left");
    }
    assert_eq!(pixels(&picture), image::load_from_memory(&plain).expect("a picture").into_rgb8());
}

#[test]
fn a_jpeg_on_its_side_is_set_upright() {
    let plain = file(&DynamicImage::ImageRgb8(flag(64, 32)), ImageFormat::Jpeg);
    let picture = picture(&with_segment(&plain, 0xe1, &exif(6)), &place()).expect("a picture");
    assert_eq!(picture.size(), (32, 64));
    let pixels = pixels(&picture);
    assert!(pixels.get_pixel(16, 4).0[0] > 180, "left is above");
    assert!(pixels.get_pixel(16, 60).0[2] > 180, "right is below");
    assert!(!String::from_utf8_lossy(picture.bytes()).contains("Jo Surveyor"));
}

#[test]
fn a_png_keeps_its_pixels_and_loses_its_texts() {
    let mut plain = file(&DynamicImage::ImageRgb8(flag(9, 5)), ImageFormat::Png);
    let text = b"tEXtAuthor\0Jo Surveyor";
    let mut chunk = u32::try_from(text.len() - 4).expect("short").to_be_bytes().to_vec();
    chunk.extend(text);
    chunk.extend(crc(text).to_be_bytes());
    plain.splice(33..33, chunk);
    let picture = picture(&plain, &place()).expect("a picture");
    assert_eq!(pixels(&picture), flag(9, 5));
    assert!(!String::from_utf8_lossy(picture.bytes()).contains("Jo Surveyor"));
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 }
        })
    })
}

#[test]
fn transparency_stays_only_where_there_is_any() {
    for (alpha, expected) in [(255, false), (120, true)] {
        let image = RgbaImage::from_pixel(4, 4, Rgba([1, 2, 3, alpha]));
        let written = file(&DynamicImage::ImageRgba8(image), ImageFormat::WebP);
        let picture = picture(&written, &place()).expect("a picture");
        let kept = image::load_from_memory(picture.bytes()).expect("a picture");
        assert_eq!(kept.color().has_alpha(), expected);
        assert!(picture.name().ends_with(PNG));
    }
}

#[test]
fn what_is_no_picture_is_said() {
    for (bytes, said) in [
        (&b"GIF89a"[..], "the file is a GIF, expected a PNG, JPEG or WebP picture"),
        (b"", "the file is empty, expected a PNG, JPEG or WebP picture"),
        (b"\x89PNG\r\n\x1a\n", "the picture cannot be read: `"),
    ] {
        let problem = picture(bytes, &place()).expect_err("no picture").at(&place());
        assert!(problem.message.starts_with(said), "{}", problem.message);
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let mut small = file(&DynamicImage::ImageRgb8(flag(9, 5)), ImageFormat::Png);
    small[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let sum = crc(&small[12..29]).to_be_bytes();
    small[29..33].copy_from_slice(&sum);
    let problem = picture(&small, &place()).expect_err("a bomb").at(&place());
    assert_eq!(problem.message, "the picture has more than 100 million pixels");
}

proptest! {
    #[test]
    fn no_damage_makes_a_panic(at in 0usize..600, byte: u8, cut in 0usize..600) {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let mut bytes = file(&DynamicImage::ImageRgb8(flag(16, 16)), format);
            let length = bytes.len();
            bytes[at % length] = byte;
            let _ = picture(&bytes, &place());
            let _ = picture(&bytes[..cut % length], &place());
        }
    }
}
