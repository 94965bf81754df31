//! What tells a file, a picture or a font from every other: its SHA-256 (FIPS 180-4).

use std::collections::BTreeMap;

use image::ImageFormat;
use sha2::{Digest, Sha256};

use super::pdf;

/// What tells bytes from all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark([u8; 32]);

impl Mark {
    /// Returns the mark of bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Returns the mark of several parts, each apart from the next.
    pub(super) fn of_parts(parts: &[Vec<u8>]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Self(hash.finalize().into())
    }
}

/// Withheld files and pictures by their length and mark, and where each comes from.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks(BTreeMap<usize, BTreeMap<Mark, String>>);

/// A picture of fewer bytes is a rule or a spot of colour, and in every paper.
const TELLING: usize = 64;

impl Marks {
    /// Returns the marks of withheld files, each with its source, and of the pictures in
    /// them, less those of open ones.
    pub(super) fn of(withheld: &[(String, &[u8])], open: &[&[u8]]) -> Self {
        let mut marks = Self::default();
        for (source, bytes) in withheld {
            for form in forms(bytes) {
                let of_length = marks.0.entry(form.len()).or_default();
                of_length.entry(Mark::of(&form)).or_insert_with(|| source.clone());
            }
        }
        if !marks.0.is_empty() {
            for form in open.iter().flat_map(|bytes| forms(bytes)) {
                if let Some(of_length) = marks.0.get_mut(&form.len()) {
                    of_length.remove(&Mark::of(&form));
                }
            }
        }
        marks.0.retain(|_, of_length| !of_length.is_empty());
        marks
    }

    /// Returns whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns where bytes come from that are withheld.
    pub(super) fn source(&self, bytes: &[u8]) -> Option<&str> {
        self.0.get(&bytes.len())?.get(&Mark::of(bytes)).map(String::as_str)
    }
}

/// Returns a file as it could lie in another: as it is; of a picture the samples that a
/// PDF keeps of it, in colour and in grey; of a PDF its pictures.
fn forms(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut forms = Vec::new();
    if bytes.starts_with(b"%PDF-") {
        forms.extend(pdf::pictures(bytes));
    } else if let Ok(format) = image::guess_format(bytes) {
        // A PDF keeps a JPEG as it is.
        let picture = image::load_from_memory_with_format(bytes, format).ok();
        if let Some(picture) = picture.filter(|_| format != ImageFormat::Jpeg) {
            forms.extend([picture.to_rgb8().into_raw(), picture.to_luma8().into_raw()]);
        }
    }
    forms.retain(|form| form.len() >= TELLING && form.iter().any(|byte| *byte != form[0]));
    forms.push(bytes.to_vec());
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_as_well_has_no_mark() {
        let withheld =
            [("a/map.png".to_string(), &b"a map"[..]), ("a/crest.png".into(), b"a crest")];
        let marks = Marks::of(&withheld, &[b"a crest"]);
        assert_eq!(marks.source(b"a map"), Some("a/map.png"));
        assert_eq!(marks.source(b"a crest"), None);
        assert!(Marks::of(&withheld[..1], &[b"a map"]).is_empty());
    }

    #[test]
    fn a_picture_is_known_by_its_samples() {
        let mut picture = image::RgbImage::from_pixel(8, 8, image::Rgb([7, 8, 9]));
        picture.put_pixel(1, 1, image::Rgb([200, 0, 0]));
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, ImageFormat::Png).expect("a picture");
        let marks = Marks::of(&[("map.png".into(), png.get_ref())], &[]);
        assert_eq!(marks.source(&picture.into_raw()), Some("map.png"));
    }
}
