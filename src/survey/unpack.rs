//! Unpacking with a bound: what a reader would unpack without one.

use std::io::{Read, Result as Read_};

use flate2::read::{DeflateDecoder, ZlibDecoder};

/// How a stream is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    Hex,
    Base85,
    Lzw,
    Flate,
    RunLength,
    /// A picture's own form, which nothing here unpacks.
    Picture,
}

impl Filter {
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"ASCIIHexDecode" | b"AHx" => Self::Hex,
            b"ASCII85Decode" | b"A85" => Self::Base85,
            b"LZWDecode" | b"LZW" => Self::Lzw,
            b"FlateDecode" | b"Fl" => Self::Flate,
            b"RunLengthDecode" | b"RL" => Self::RunLength,
            b"DCTDecode" | b"DCT" | b"JPXDecode" | b"JBIG2Decode" | b"CCITTFaxDecode" | b"CCF" => {
                Self::Picture
            }
            _ => return None,
        })
    }
}

impl From<&hayro_syntax::Filter> for Filter {
    fn from(filter: &hayro_syntax::Filter) -> Self {
        use hayro_syntax::Filter as Theirs;
        match filter {
            Theirs::AsciiHexDecode => Self::Hex,
            Theirs::Ascii85Decode => Self::Base85,
            Theirs::LzwDecode => Self::Lzw,
            Theirs::FlateDecode => Self::Flate,
            Theirs::RunLengthDecode => Self::RunLength,
            _ => Self::Picture,
        }
    }
}

/// It unpacks to more than the bound.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Beyond;

/// Returns what data unpack to through filters, as far as they are whole.
pub(super) fn unpack(data: &[u8], filters: &[Filter], most: usize) -> Result<Vec<u8>, Beyond> {
    let mut unpacked = None;
    for filter in filters {
        let packed = unpacked.as_deref().unwrap_or(data);
        let next = match filter {
            Filter::Flate => inflate(packed, most)?,
            Filter::Lzw => lzw(packed, most)?,
            Filter::RunLength => run_length(packed, most)?,
            // Neither grows beyond four times its size.
            Filter::Hex => hex(packed),
            Filter::Base85 => base85(packed),
            Filter::Picture => break,
        };
        unpacked = Some(next);
    }
    let unpacked = unpacked.unwrap_or_default();
    if unpacked.len() > most { Err(Beyond) } else { Ok(unpacked) }
}

/// Returns what deflated data hold, with the header of zlib or without.
pub(super) fn inflate(packed: &[u8], most: usize) -> Result<Vec<u8>, Beyond> {
    let wrapped = bounded(ZlibDecoder::new(packed), most)?;
    if !wrapped.is_empty() {
        return Ok(wrapped);
    }
    bounded(DeflateDecoder::new(packed), most)
}

fn bounded(mut reader: impl Read, most: usize) -> Result<Vec<u8>, Beyond> {
    let mut unpacked = Vec::new();
    let mut part = [0; 8 << 10];
    loop {
        let read: Read_<usize> = reader.read(&mut part);
        match read {
            // What is broken ends where it breaks.
            Ok(0) | Err(_) => return Ok(unpacked),
            Ok(_) if unpacked.len() > most => return Err(Beyond),
            Ok(count) => unpacked.extend_from_slice(&part[..count]),
        }
    }
}

fn run_length(packed: &[u8], most: usize) -> Result<Vec<u8>, Beyond> {
    let mut unpacked = Vec::new();
    let mut rest = packed;
    while let [length, tail @ ..] = rest {
        match usize::from(*length) {
            128 => break,
            literal @ ..128 => {
                let count = (literal + 1).min(tail.len());
                unpacked.extend_from_slice(&tail[..count]);
                rest = &tail[count..];
            }
            repeat => {
                let Some((byte, tail)) = tail.split_first() else { break };
                unpacked.resize(unpacked.len() + 257 - repeat, *byte);
                rest = tail;
            }
        }
        if unpacked.len() > most {
            return Err(Beyond);
        }
    }
    Ok(unpacked)
}

fn hex(packed: &[u8]) -> Vec<u8> {
    let digits = packed.iter().take_while(|&&byte| byte != b'>');
    let digits = digits.filter_map(|&byte| char::from(byte).to_digit(16));
    let digits: Vec<u8> = digits.filter_map(|digit| u8::try_from(digit).ok()).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn base85(packed: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    let mut group = Vec::with_capacity(5);
    for &byte in packed.iter().take_while(|&&byte| byte != b'~') {
        match byte {
            b'z' if group.is_empty() => unpacked.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => {}
        }
        if group.len() == 5 {
            unpacked.extend_from_slice(&word(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let count = group.len() - 1;
        group.resize(5, 84);
        unpacked.extend_from_slice(&word(&group)[..count]);
    }
    unpacked
}

fn word(group: &[u8]) -> [u8; 4] {
    let value = group
        .iter()
        .fold(0_u32, |value, &digit| value.wrapping_mul(85).wrapping_add(u32::from(digit)));
    value.to_be_bytes()
}

/// Unpacks LZW as PDF has it: codes of 9 to 12 bits that grow one code early.
fn lzw(packed: &[u8], most: usize) -> Result<Vec<u8>, Beyond> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut unpacked: Vec<u8> = Vec::new();
    // Each entry of the table is a stretch of what is unpacked already.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut bits, mut held, mut width) = (0_u32, 0_u32, 9_u32);
    let mut before: Option<(usize, usize)> = None;
    for &byte in packed {
        bits = bits << 8 | u32::from(byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held) as usize & ((1 << width) - 1);
        bits &= (1 << held) - 1;
        let start = unpacked.len();
        match code {
            CLEAR => {
                table.clear();
                (width, before) = (9, None);
                continue;
            }
            END => break,
            ..CLEAR => unpacked.push(u8::try_from(code).unwrap_or(0)),
            _ => match (table.get(code - END - 1).copied(), before) {
                (Some((from, length)), _) => unpacked.extend_from_within(from..from + length),
                (None, Some((from, length))) => {
                    unpacked.extend_from_within(from..from + length);
                    unpacked.push(unpacked[from]);
                }
                (None, None) => break,
            },
        }
        if let Some((from, length)) = before
            && table.len() < 4096 - END - 1
        {
            table.push((from, length + 1));
        }
        before = Some((start, unpacked.len() - start));
        width = match table.len() + END + 2 {
            ..511 => 9,
            511..1023 => 10,
            1023..2047 => 11,
            _ => 12,
        };
        if unpacked.len() > most {
            return Err(Beyond);
        }
    }
    Ok(unpacked)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn deflated(data: &[u8]) -> Vec<u8> {
        let level = flate2::Compression::best();
        let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), level);
        writer.write_all(data).expect("memory");
        writer.finish().expect("memory")
    }

    #[test]
    fn every_filter_unpacks() {
        let plain = |data: &[u8], filter| unpack(data, &[filter], 1000).expect("small");
        assert_eq!(plain(b"48 65 6c6C 6f>", Filter::Hex), b"Hello");
        assert_eq!(plain(b"87cURD]i,\"Ebo7~>", Filter::Base85), b"Hello World");
        assert_eq!(
            plain(&[4, b'H', b'e', b'l', b'l', b'o', 254, b'!', 128], Filter::RunLength),
            b"Hello!!!"
        );
        // The example of ISO 32000-1, 7.4.4.2.
        let example = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        assert_eq!(plain(&example, Filter::Lzw), [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
        assert_eq!(plain(&deflated(b"Hello"), Filter::Flate), b"Hello");
        assert_eq!(plain(&deflated(b"Hello")[2..], Filter::Flate), b"Hello");
    }

    #[test]
    fn what_grows_beyond_the_bound_is_not_unpacked() {
        let bomb = deflated(&vec![0; 10_000_000]);
        assert!(bomb.len() < 20_000);
        assert_eq!(unpack(&bomb, &[Filter::Flate], 1_000_000), Err(Beyond));
        assert_eq!(unpack(&deflated(&bomb), &[Filter::Flate; 2], 1_000_000), Err(Beyond));
        let runs = [129, 0].repeat(10_000);
        assert_eq!(unpack(&runs, &[Filter::RunLength], 1_000_000), Err(Beyond));
    }

    #[test]
    fn what_is_broken_ends_where_it_breaks() {
        let mut broken = deflated(&b"Hello ".repeat(100));
        broken.truncate(broken.len() - 6);
        assert!(unpack(&broken, &[Filter::Flate], 1000).expect("small").starts_with(b"Hello"));
        for filter in [Filter::Hex, Filter::Base85, Filter::Lzw, Filter::Flate, Filter::RunLength] {
            for byte in 0..=255 {
                assert!(unpack(&[byte; 40], &[filter], 1 << 20).is_ok());
            }
        }
    }
}
