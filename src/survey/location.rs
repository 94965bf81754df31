//! Where pictures were taken: what a telephone writes into them.

use super::syntax::{self, Packed, Tokens};
use super::unpack::{Filter, unpack};

/// The entry of a picture's data that holds its place: Exif 2.3, 4.6.3.
const GPS: u16 = 0x8825;

/// The head of a picture in which its data stand.
const HEAD: usize = 128 << 10;

/// The longest metadata that are searched.
const LONGEST: usize = 4 << 20;

/// Returns how many pictures and metadata of a file say where something was.
///
/// An encrypted file is not searched: its pictures are laid into a pack as they are,
/// and what is in them is seen there.
pub(super) fn places(bytes: &[u8]) -> usize {
    syntax::streams(bytes).iter().filter(|stream| is_located(stream)).count()
}

fn is_located(stream: &Packed<'_>) -> bool {
    let data = &stream.data[..stream.length];
    if data.starts_with(b"\xff\xd8") {
        return exif(&data[..data.len().min(HEAD)]) || said(&data[..data.len().min(HEAD)]);
    }
    let mut names = Tokens::new(stream.dictionary);
    if !names.any(|token| token.is_name(b"Metadata")) {
        return false;
    }
    let names = Tokens::new(stream.dictionary);
    let flate = names.into_iter().any(|token| token.is_name(b"FlateDecode"));
    let unpacked = if flate { unpack(data, &[Filter::Flate], LONGEST) } else { Ok(data.to_vec()) };
    unpacked.is_ok_and(|packet| said(&packet))
}

/// Returns whether metadata have a latitude.
fn said(packet: &[u8]) -> bool {
    syntax::find(packet, b"GPSLatitude", 0).is_some()
}

/// Returns whether a photograph's data have a place.
fn exif(head: &[u8]) -> bool {
    let Some(at) = syntax::find(head, b"Exif\0\0", 0) else { return false };
    let tiff = &head[at + 6..];
    let word: fn([u8; 2]) -> u16 = match tiff {
        [b'I', b'I', ..] => u16::from_le_bytes,
        [b'M', b'M', ..] => u16::from_be_bytes,
        _ => return false,
    };
    let read = |at: usize| Some(word([*tiff.get(at)?, *tiff.get(at + 1)?]));
    // The directory of a photograph stands near its head: half of its offset will do.
    let little = tiff[0] == b'I';
    let Some(directory) = read(if little { 4 } else { 6 }).map(usize::from) else { return false };
    let count = usize::from(read(directory).unwrap_or(0));
    (0..count).any(|entry| read(directory + 2 + 12 * entry) == Some(GPS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photograph_says_where_it_was_taken() {
        let tiff = |tag: [u8; 2]| {
            let mut bytes = b"\xff\xd8\xff\xe1\0\0Exif\0\0MM\0\x2a\0\0\0\x08\0\x01".to_vec();
            bytes.extend_from_slice(&tag);
            bytes.extend_from_slice(&[0, 4, 0, 0, 0, 1, 0, 0, 0, 26]);
            bytes
        };
        assert!(exif(&tiff([0x88, 0x25])));
        assert!(!exif(&tiff([0x01, 0x12])));
        assert!(!exif(b"\xff\xd8\xff\xe1Exif\0\0II"));
    }
}
