//! The outside of a PDF file: its objects by their offsets, and the file that
//! holds them in streams.

/// A file as Typst writes it.
pub(super) struct Plain<'a> {
    header: &'a [u8],
    /// The trailer's entries but for the size: the root, the information, the ids.
    trailer: &'a [u8],
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

/// An object ready to be written.
pub(super) struct Written {
    pub(super) number: u32,
    pub(super) bytes: Vec<u8>,
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

/// Returns the bytes of a stream object.
pub(super) fn stream_bytes(dictionary: &[u8], data: &[u8]) -> Vec<u8> {
    [dictionary, b"\nstream\n", data, b"\nendstream"].concat()
}

/// Returns the file of streams and object streams, with a cross-reference stream.
///
/// `packed` are the object streams with the numbers of the objects in each.
pub(super) fn write(
    plain: &Plain<'_>,
    streams: &[Written],
    packed: &[(Vec<u32>, Written)],
    deflate: fn(&[u8]) -> Option<Vec<u8>>,
) -> Option<Vec<u8>> {
    let own = plain.size + u32::try_from(packed.len()).ok()?;
    let mut entries = vec![Entry::Free; usize::try_from(own).ok()? + 1];
    let mut file = plain.header.to_vec();
    for object in streams.iter().chain(packed.iter().map(|(_, object)| object)) {
        *entries.get_mut(usize::try_from(object.number).ok()?)? = Entry::At(file.len());
        file.extend_from_slice(format!("{} 0 obj\n", object.number).as_bytes());
        file.extend_from_slice(&object.bytes);
        file.extend_from_slice(b"\nendobj\n");
    }
    for (numbers, object) in packed {
        for (index, number) in numbers.iter().enumerate() {
            *entries.get_mut(usize::try_from(*number).ok()?)? = Entry::In(object.number, index);
        }
    }
    let start = file.len();
    entries[usize::try_from(own).ok()?] = Entry::At(start);
    let table: Option<Vec<u8>> =
        entries.iter().map(Entry::bytes).collect::<Option<Vec<_>>>().map(|e| e.concat());
    let data = deflate(&table?)?;
    let dictionary =
        format!("<</Length {}/Type/XRef/Filter/FlateDecode/W[1 4 2]/Size {}", data.len(), own + 1);
    let dictionary = [dictionary.as_bytes(), plain.trailer, b">>"].concat();
    file.extend_from_slice(format!("{own} 0 obj\n").as_bytes());
    file.extend_from_slice(&stream_bytes(&dictionary, &data));
    file.extend_from_slice(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
    Some(file)
}

/// An entry of the cross-reference stream.
#[derive(Clone, Copy)]
enum Entry {
    Free,
    At(usize),
    In(u32, usize),
}

impl Entry {
    /// Returns a type of one byte, and fields of four and two.
    fn bytes(&self) -> Option<[u8; 7]> {
        let (kind, second, third) = match *self {
            Self::Free => (0, 0, 65535),
            Self::At(offset) => (1, u32::try_from(offset).ok()?, 0),
            Self::In(stream, index) => (2, stream, u16::try_from(index).ok()?),
        };
        let mut bytes = [0; 7];
        bytes[0] = kind;
        bytes[1..5].copy_from_slice(&second.to_be_bytes());
        bytes[5..].copy_from_slice(&u16::to_be_bytes(third));
        Some(bytes)
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
