//! What the finished file claims to be, in its metadata (ISO 16684, XMP).

use super::{Archive, Claims};

/// Returns the metadata with these claims and no others.
pub(super) fn claim(metadata: &[u8], claims: Claims) -> Vec<u8> {
    let mut metadata = metadata.to_vec();
    if let Some(archive) = claims.archive {
        set(
            &mut metadata,
            "pdfaid:conformance",
            match archive {
                Archive::A2a => "A",
                Archive::A2u => "U",
                Archive::A2b => "B",
            },
        );
    } else {
        for name in ["pdfaid:part", "pdfaid:conformance", "pdfaid:rev", "pdfaid:amd"] {
            remove(&mut metadata, name);
        }
    }
    if !claims.accessible {
        for name in ["pdfuaid:part", "pdfuaid:rev", "pdfuaid:amd"] {
            remove(&mut metadata, name);
        }
    }
    metadata
}

/// Sets the text of an element that is there once.
pub(in crate::write::pdf) fn set(metadata: &mut Vec<u8>, name: &str, text: &str) {
    if let Some((start, end)) = content(metadata, name) {
        metadata.splice(start..end, text.bytes());
    }
}

fn remove(metadata: &mut Vec<u8>, name: &str) {
    if let Some((start, end)) = content(metadata, name) {
        // With `<name>` before it and `</name>` after it.
        metadata.drain(start - name.len() - 2..end + name.len() + 3);
    }
}

/// Returns where the text of an element stands.
pub(in crate::write::pdf) fn content(metadata: &[u8], name: &str) -> Option<(usize, usize)> {
    let find = |needle: String| {
        metadata.windows(needle.len()).position(|window| window == needle.as_bytes())
    };
    let start = find(format!("<{name}>"))? + name.len() + 2;
    let end = find(format!("</{name}>"))?;
    (start <= end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const METADATA: &str = "<a/><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part><b/>";

    #[track_caller]
    fn check(archive: Option<Archive>, accessible: bool, expected: &str) {
        let claimed = claim(METADATA.as_bytes(), Claims { archive, accessible });
        assert_eq!(String::from_utf8(claimed).expect("text"), expected);
    }

    #[test]
    fn what_is_not_claimed_is_not_said() {
        check(Some(Archive::A2a), true, METADATA);
        check(
            Some(Archive::A2b),
            false,
            "<a/><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance><b/>",
        );
        check(None, true, "<a/><pdfuaid:part>1</pdfuaid:part><b/>");
        check(None, false, "<a/><b/>");
    }
}
