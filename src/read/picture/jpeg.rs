//! A JPEG without what its image data does not need (ITU-T T.81, annex B).

/// What stands at the start of a JPEG in the colours of JFIF, without a thumbnail: a
/// thumbnail shows the picture as it was before it was cut.
const JFIF: [u8; 18] = [0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

/// Returns the same image data with no other segments, up to the end of the picture;
/// nothing where the file is not whole.
pub(super) fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = vec![0xff, 0xd8];
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    let mut segments = Vec::new();
    let (mut jfif, mut adobe) = (false, None);
    loop {
        // Fill bytes may stand before a marker.
        let marker = rest.iter().position(|byte| *byte != 0xff).filter(|at| *at > 0)?;
        let code = *rest.get(marker)?;
        rest = rest.get(marker + 1..)?;
        if code == 0xd9 {
            break;
        }
        let length = usize::from(u16::from_be_bytes([*rest.first()?, *rest.get(1)?]));
        let segment = rest.get(..length).filter(|_| length >= 2)?;
        rest = rest.get(length..)?;
        match code {
            0xe0 => jfif |= segment[2..].starts_with(b"JFIF\0"),
            0xee if segment[2..].starts_with(b"Adobe") => adobe = segment.get(..14),
            // Tables, frames, scans, and what they need.
            0xc0..=0xcf | 0xda..=0xdf => {
                segments.extend([0xff, code]);
                segments.extend(segment);
            }
            _ => {}
        }
        if code == 0xda {
            let end = scan(rest);
            segments.extend(&rest[..end]);
            rest = &rest[end..];
        }
    }
    if jfif {
        kept.extend(JFIF);
    }
    if let Some(adobe) = adobe {
        kept.extend([0xff, 0xee]);
        kept.extend(adobe);
    }
    kept.extend(segments);
    kept.extend([0xff, 0xd9]);
    Some(kept)
}

/// Returns how long the data of a scan is: up to a marker that is no restart.
fn scan(bytes: &[u8]) -> usize {
    let mut pairs = bytes.windows(2);
    let end = pairs.position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff));
    end.unwrap_or(bytes.len())
}
