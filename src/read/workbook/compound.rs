//! The compound file that an xls workbook lies in: sectors chained by a table.
//!
//! calamine follows these chains too, but some of them without end where one
//! runs in a circle; a file that passes here is safe to give to it.

use super::damaged;
use crate::diag::Problem;

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
/// Numbers from here on name no sector.
const RESERVED: u32 = 0xFFFF_FFFA;
/// Streams below this size lie in the mini stream.
const MINI_LIMIT: u64 = 4096;
const MINI_SECTOR: usize = 64;

/// A compound file whose chains all come to an end.
pub(super) struct Compound<'a> {
    sectors: Sectors<'a>,
    table: Vec<u32>,
    entries: Vec<Entry>,
    mini_stream: Vec<u8>,
    mini_table: Vec<u32>,
}

struct Entry {
    name: String,
    start: u32,
    size: u64,
}

impl<'a> Compound<'a> {
    /// Opens a compound file.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        Self::parse(bytes)?.ok_or_else(|| damaged("the header of the container is cut short"))
    }

    fn parse(bytes: &'a [u8]) -> Result<Option<Self>, Problem> {
        let Some(size) =
            u16_at(bytes, 30).filter(|shift| matches!(shift, 9 | 12)).map(|shift| 1usize << shift)
        else {
            return Ok(None);
        };
        let header = |at: usize| u32_at(bytes, at);
        let (Some(entries_start), Some(mini_start), Some(mini_count)) =
            (header(48), header(60), header(64))
        else {
            return Ok(None);
        };
        let sectors = Sectors { bytes: bytes.get(size..).unwrap_or(&[]), size };
        let table = sector_table(bytes, &sectors)?;
        let entries: Vec<Entry> = sectors
            .chain(entries_start, &table, u64::MAX)?
            .chunks_exact(128)
            .map(|entry| Entry::of(entry, size))
            .collect();
        let (mut mini_stream, mut mini_table) = (Vec::new(), Vec::new());
        if let (Some(root), 1..) = (entries.first(), mini_count) {
            mini_stream = sectors.chain(root.start, &table, root.size)?;
            let size =
                u64::from(mini_count).saturating_mul(u64::try_from(size).unwrap_or(u64::MAX));
            mini_table = numbers(&sectors.chain(mini_start, &table, size)?).collect();
        }
        Ok(Some(Self { sectors, table, entries, mini_stream, mini_table }))
    }

    /// Returns the names of the streams and storages.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    /// Returns a stream by its name, capitals aside, or nothing where there is none.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Problem> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
        else {
            return Ok(None);
        };
        if entry.size >= MINI_LIMIT {
            return self.sectors.chain(entry.start, &self.table, entry.size).map(Some);
        }
        let mini = Sectors { bytes: &self.mini_stream, size: MINI_SECTOR };
        mini.chain(entry.start, &self.mini_table, entry.size).map(Some)
    }
}

impl Entry {
    fn of(bytes: &[u8], sector: usize) -> Self {
        let units = bytes[..64].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let name: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
        let low = u64::from(u32_at(bytes, 120).unwrap_or(0));
        let high = if sector == 512 { 0 } else { u64::from(u32_at(bytes, 124).unwrap_or(0)) };
        Self {
            name: String::from_utf16_lossy(&name),
            start: u32_at(bytes, 116).unwrap_or(END_OF_CHAIN),
            size: high << 32 | low,
        }
    }
}

#[derive(Clone, Copy)]
struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl<'a> Sectors<'a> {
    fn count(&self) -> usize {
        self.bytes.len().div_ceil(self.size)
    }

    fn get(&self, number: u32) -> Result<&'a [u8], Problem> {
        let start = usize::try_from(number).ok().and_then(|number| number.checked_mul(self.size));
        let rest = start.and_then(|start| self.bytes.get(start..)).filter(|rest| !rest.is_empty());
        let rest =
            rest.ok_or_else(|| damaged("a part of the container lies beyond the end of the file"))?;
        Ok(&rest[..rest.len().min(self.size)])
    }

    /// The bytes of a chain up to a size; no chain has more sectors than the file.
    fn chain(&self, start: u32, table: &[u32], size: u64) -> Result<Vec<u8>, Problem> {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let mut bytes = Vec::new();
        let mut number = start;
        for _ in 0..=self.count() {
            if number == END_OF_CHAIN || bytes.len() >= size {
                bytes.truncate(size);
                return Ok(bytes);
            }
            bytes.extend_from_slice(self.get(number)?);
            let next = usize::try_from(number).ok().and_then(|number| table.get(number));
            number = *next.ok_or_else(|| damaged("a part of the container has no end"))?;
        }
        Err(damaged("a part of the container runs in a circle"))
    }
}

/// The table that chains the sectors, itself in sectors that the header and a
/// chain of lists name.
fn sector_table(bytes: &[u8], sectors: &Sectors<'_>) -> Result<Vec<u32>, Problem> {
    let mut lists: Vec<u32> = numbers(bytes.get(76..512).unwrap_or(&[])).collect();
    let mut next = u32_at(bytes, 68).unwrap_or(END_OF_CHAIN);
    let per_sector = sectors.size / 4;
    // Twice what the file can need, and the header's own.
    let most = 109 + 2 * sectors.count().div_ceil(per_sector);
    while next < RESERVED {
        lists.extend(numbers(sectors.get(next)?));
        next = lists.pop().unwrap_or(END_OF_CHAIN);
        if lists.len() > most + per_sector {
            return Err(damaged("the table of the container is longer than the file"));
        }
    }
    let mut table = Vec::new();
    for number in lists.into_iter().filter(|number| *number < RESERVED) {
        table.extend(numbers(sectors.get(number)?));
    }
    Ok(table)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// Returns the little-endian number at a byte.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// Returns the little-endian number at a byte.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Returns a compound file with one stream, in full sectors of 512 bytes.
    pub(in super::super) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
        let mut stream = stream.to_vec();
        stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
        let sectors = u32::try_from(stream.len() / 512).expect("small");
        let mut header = vec![0u8; 512];
        header[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
        header[26] = 3;
        header[30] = 9;
        header[32] = 6;
        header[44] = 1;
        header[48..52].copy_from_slice(&1u32.to_le_bytes());
        header[60..64].copy_from_slice(&END_OF_CHAIN.to_le_bytes());
        header[68..72].copy_from_slice(&END_OF_CHAIN.to_le_bytes());
        header[76..512].fill(0xff);
        header[76..80].copy_from_slice(&0u32.to_le_bytes());
        // Sector 0 is the table, 1 the directory, the stream follows.
        let mut table = vec![0xFFFF_FFFD, END_OF_CHAIN];
        table.extend((0..sectors).map(|at| if at + 1 == sectors { END_OF_CHAIN } else { at + 3 }));
        table.resize(128, 0xFFFF_FFFF);
        let mut directory = entry("Root Entry", END_OF_CHAIN, 0);
        directory.extend(entry(name, 2, sectors * 512));
        directory.resize(512, 0);
        let table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
        [header, table, directory, stream].concat()
    }

    fn entry(name: &str, start: u32, size: u32) -> Vec<u8> {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend(size.to_le_bytes());
        entry.resize(128, 0);
        entry
    }

    #[test]
    fn a_stream_is_found_by_its_name() {
        let stream: Vec<u8> = (0..5000u16).map(|n| u8::try_from(n % 251).expect("small")).collect();
        let file = compound("Workbook", &stream);
        let found = Compound::open(&file)
            .and_then(|file| file.stream("workbook"))
            .expect("sound")
            .expect("there");
        assert!(found.starts_with(&stream));
        assert!(
            Compound::open(&file).and_then(|file| file.stream("Book")).expect("sound").is_none()
        );
    }

    #[test]
    fn a_circle_is_refused() {
        let mut file = compound("Workbook", b"");
        let directory_link = 512 + 4;
        file[directory_link..directory_link + 4].copy_from_slice(&1u32.to_le_bytes());
        assert!(Compound::open(&file).is_err());
    }

    #[test]
    fn no_damage_panics() {
        let file = compound("Workbook", b"stream");
        for length in 0..file.len() {
            let _ = Compound::open(&file[..length]).and_then(|file| file.stream("Workbook"));
        }
        for at in 0..1536 {
            let mut file = file.clone();
            file[at] = !file[at];
            let _ = Compound::open(&file).and_then(|file| file.stream("Workbook"));
        }
    }
}
