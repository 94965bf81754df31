//! A PDF file with object streams and a cross-reference stream (ISO 32000-1,
//! 7.5.7 and 7.5.8), written object by object.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// How many objects share an object stream.
pub(super) const OBJECTS_A_STREAM: usize = 1000;

/// A file that grows.
pub(super) struct File {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
}

/// An object stream and the numbers of the objects in it, in order.
pub(super) struct Packed {
    numbers: Vec<u32>,
    bytes: Vec<u8>,
}

impl File {
    /// Returns a file that has its header and nothing else.
    pub(super) fn begin(header: &[u8]) -> Self {
        Self { bytes: header.to_vec(), entries: Vec::new() }
    }

    /// Makes room for as many bytes as will come.
    pub(super) fn expect(&mut self, bytes: usize) {
        self.bytes.reserve(bytes);
    }

    /// Adds an object that stands for itself; its body comes in parts.
    pub(super) fn add(&mut self, number: u32, body: &[&[u8]]) -> Option<()> {
        self.enter(number, Entry::At(self.bytes.len()))?;
        self.bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        for part in body {
            self.bytes.extend_from_slice(part);
        }
        self.bytes.extend_from_slice(b"\nendobj\n");
        Some(())
    }

    /// Adds a stream with the objects in it.
    pub(super) fn add_packed(&mut self, number: u32, packed: &Packed) -> Option<()> {
        for (index, object) in packed.numbers.iter().enumerate() {
            self.enter(*object, Entry::In(number, index))?;
        }
        self.add(number, &[&packed.bytes])
    }

    /// Returns all that has been written.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the file with its cross-reference stream under the number `own`,
    /// which is the highest; `trailer` are the entries for the root and the like.
    pub(super) fn finish(mut self, own: u32, trailer: &[u8]) -> Option<Vec<u8>> {
        let start = self.bytes.len();
        self.enter(own, Entry::At(start))?;
        let table = self.entries.iter().map(Entry::bytes).collect::<Option<Vec<_>>>()?.concat();
        let data = deflate(&table)?;
        let dictionary = format!(
            "<</Length {}/Type/XRef/Filter/FlateDecode/W[1 4 2]/Size {}",
            data.len(),
            own + 1
        );
        let dictionary = [dictionary.as_bytes(), trailer, b">>"].concat();
        self.bytes.extend_from_slice(format!("{own} 0 obj\n").as_bytes());
        self.bytes.extend_from_slice(&stream_bytes(&dictionary, &data));
        self.bytes.extend_from_slice(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
        Some(self.bytes)
    }

    fn enter(&mut self, number: u32, entry: Entry) -> Option<()> {
        let index = usize::try_from(number).ok()?;
        if self.entries.len() <= index {
            self.entries.resize(index + 1, Entry::Free);
        }
        *self.entries.get_mut(index)? = entry;
        Some(())
    }
}

/// Returns the bytes of a stream object; its dictionary has the length of the data.
pub(super) fn stream_bytes(dictionary: &[u8], data: &[u8]) -> Vec<u8> {
    [dictionary, b"\nstream\n", data, b"\nendstream"].concat()
}

/// Returns a stream of objects, each with its number and its body.
pub(super) fn object_stream<B: AsRef<[u8]>>(
    objects: impl Iterator<Item = (u32, B)>,
) -> Option<Packed> {
    let (mut numbers, mut offsets, mut bodies) = (Vec::new(), String::new(), Vec::new());
    for (number, body) in objects {
        offsets.push_str(&format!("{number} {} ", bodies.len()));
        bodies.extend_from_slice(body.as_ref());
        bodies.push(b'\n');
        numbers.push(number);
    }
    let first = offsets.len();
    let data = deflate(&[offsets.into_bytes(), bodies].concat())?;
    let dictionary = format!(
        "<</Length {}/Type/ObjStm/Filter/FlateDecode/N {}/First {first}>>",
        data.len(),
        numbers.len()
    );
    Some(Packed { numbers, bytes: stream_bytes(dictionary.as_bytes(), &data) })
}

/// Returns bytes packed as `FlateDecode` unpacks them.
pub(super) fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::default());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
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
