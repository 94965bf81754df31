//! The outside of a PDF file as Typst writes it: its objects by their offsets.

/// A file as Typst writes it.
pub(super) struct Plain<'a> {
    pub(super) header: &'a [u8],
    /// The trailer's entries but for the size: the root, the information, the ids.
    pub(super) trailer: &'a [u8],
    /// One more than the highest object number.
    pub(super) size: u32,
    /// The objects, in the order of the file.
    pub(super) objects: Vec<Body<'a>>,
}

/// An object as it stands between `obj` and `endobj`.
pub(super) struct Body<'a> {
    pub(super) number: u32,
    pub(super) bytes: &'a [u8],
}

impl<'a> Plain<'a> {
    /// Reads a file with one cross-reference table; nothing for any other.
    pub(super) fn read(pdf: &'a [u8]) -> Option<Self> {
        let start = last(pdf, b"startxref\n")?;
        let table = usize::try_from(leading_number(&pdf[start + b"startxref\n".len()..])?).ok()?;
        let entries = pdf.get(table..start)?.strip_prefix(b"xref\n0 ")?;
        let size = leading_number(entries)?;
        let at = entries.iter().position(|byte| *byte == b'\n')? + 1;
        let mut offsets = Vec::with_capacity(usize::try_from(size).ok()?);
        for (number, entry) in (0..size).zip(entries[at..].chunks_exact(20)) {
            if entry[17] == b'n' {
                offsets.push((usize::try_from(leading_number(entry)?).ok()?, number));
            }
        }
        offsets.sort_unstable();
        let header = &pdf[..offsets.first()?.0];
        let ends = offsets.iter().skip(1).map(|(offset, _)| *offset).chain([table]);
        let objects = offsets
            .iter()
            .zip(ends)
            .map(|(&(offset, number), end)| Body::read(pdf.get(offset..end)?, number));
        let trailer = &pdf[last(&pdf[..start], b"trailer\n")?..start];
        let trailer = trailer.strip_prefix(b"trailer\n<</Size ")?;
        let trailer = &trailer[trailer.iter().position(|byte| *byte == b'/')?..];
        Some(Self {
            header,
            trailer: trailer.trim_ascii_end().strip_suffix(b">>")?,
            size,
            objects: objects.collect::<Option<_>>()?,
        })
    }
}

impl<'a> Body<'a> {
    fn read(bytes: &'a [u8], number: u32) -> Option<Self> {
        let inner = bytes.strip_prefix(format!("{number} 0 obj\n").as_bytes())?;
        Some(Self { number, bytes: inner.trim_ascii_end().strip_suffix(b"\nendobj")? })
    }

    /// Returns whether the object is a stream.
    pub(super) fn is_stream(&self) -> bool {
        self.bytes.ends_with(b"\nendstream")
    }

    /// Returns a stream's dictionary and its data.
    pub(super) fn stream(&self) -> Option<(&'a [u8], &'a [u8])> {
        const START: &[u8] = b"stream\n";
        let at = self.bytes.windows(START.len()).position(|window| window == START)?;
        let data = self.bytes[at + START.len()..].strip_suffix(b"\nendstream")?;
        Some((self.bytes[..at].trim_ascii_end(), data))
    }
}

/// Returns the number that bytes begin with.
pub(super) fn leading_number(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&bytes[..digits]).ok()?.parse().ok()
}

fn last(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).rposition(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_form_is_nothing() {
        assert!(Plain::read(b"").is_none());
        assert!(Plain::read(b"%PDF-1.7\nstartxref\n9999\n%%EOF").is_none());
        assert!(Plain::read(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF").is_none());
    }
}
