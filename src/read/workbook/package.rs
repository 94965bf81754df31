//! The zip packages that xlsx, xlsb and ods files are: sizes and part names.

use std::io::{Cursor, Read, copy, sink};

use zip::ZipArchive;
use zip::result::ZipError;

use super::budget::oversized;
use super::compound::u16_at;
use super::{damaged, protected};
use crate::diag::Problem;

/// The most bytes that all parts together may unpack to, 200 MB.
const MAX_UNPACKED: u64 = 200_000_000;
/// The most bytes of the list of strings, which calamine keeps in memory, 60 MB.
const MAX_STRINGS: u64 = 60_000_000;
/// The most bytes of the styles, which take far more in memory, 20 MB.
const MAX_STYLES: u64 = 20_000_000;
/// The most bytes to read for all sheets, 1.5 GB, should each be the greatest:
/// nothing keeps two sheets from being the same part of the package.
const MAX_READ: u64 = 1_500_000_000;

/// A zip package whose parts are known to unpack to a bearable size.
pub(in crate::read) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    greatest_sheet: u64,
    /// The bytes of all parts that were read.
    read: u64,
}

impl<'a> Package<'a> {
    /// Opens a package, and unpacks every part once into nothing: what the
    /// directory says of a part's size need not be true.
    pub(in crate::read) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        Self::open_within(bytes, MAX_UNPACKED)
    }

    fn open_within(bytes: &'a [u8], most: u64) -> Result<Self, Problem> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if entry_count(bytes).is_some_and(|count| count != archive.len()) {
            return Err(damaged("two parts of the package have the same name"));
        }
        let (mut unpacked, mut greatest_sheet) = (0u64, 0u64);
        for index in 0..archive.len() {
            let part = match archive.by_index(index) {
                Ok(part) => part,
                Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                    return Err(protected());
                }
                // A part that nobody asks for may be damaged.
                Err(_) => continue,
            };
            let name = part.name().to_lowercase();
            let limit = limit_of(&name).min(most - unpacked);
            let declared = part.size();
            let actual = copy(&mut part.take(limit + 1), &mut sink()).unwrap_or(0);
            if declared.max(actual) > limit {
                return Err(oversized("the workbook unpacks to more than a report can need"));
            }
            unpacked += actual;
            if name.contains("sheet") {
                greatest_sheet = greatest_sheet.max(actual);
            }
        }
        Ok(Self { archive, greatest_sheet, read: 0 })
    }

    /// Refuses more sheets than can be read in a bearable time.
    pub(in crate::read) fn check_sheets(&self, count: usize) -> Result<(), Problem> {
        let bytes = u64::try_from(count).unwrap_or(u64::MAX).saturating_mul(self.greatest_sheet);
        if bytes > MAX_READ {
            return Err(oversized("the workbook has too many sheets of too great a size"));
        }
        Ok(())
    }

    /// Refuses a package once more has been read of it than is bearable: many sheets
    /// may be the same part, whatever that is called.
    pub(in crate::read) fn check_read(&self) -> Result<(), Problem> {
        if self.read > MAX_READ {
            return Err(oversized("the workbook has too many sheets of too great a size"));
        }
        Ok(())
    }

    /// Returns the names of the parts in lower case, with `/` between folders.
    pub(in crate::read) fn names(&self) -> Vec<String> {
        self.archive.file_names().map(|name| name.to_lowercase().replace('\\', "/")).collect()
    }

    /// Returns the names of the parts as [`part`](Self::part) wants them.
    pub(in crate::read) fn names_as_written(&self) -> Vec<String> {
        self.archive.file_names().map(str::to_string).collect()
    }

    /// Returns a part's bytes, or nothing where there is no such part.
    pub(in crate::read) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Problem> {
        if self.read > MAX_READ {
            return Ok(None);
        }
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error)),
        };
        let mut bytes = Vec::new();
        part.take(MAX_UNPACKED).read_to_end(&mut bytes).map_err(damaged)?;
        self.read = self.read.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        Ok(Some(bytes))
    }

    /// Returns a part as text by its name as [`names`](Self::names) gives it;
    /// bytes that are no UTF-8 are replaced.
    pub(in crate::read) fn text(&mut self, name: &str) -> Option<String> {
        let bytes = self.found(name)?;
        Some(match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        })
    }

    /// Returns a part's bytes by its name as [`names`](Self::names) gives it, or
    /// nothing where it is not there or damaged.
    pub(in crate::read) fn found(&mut self, name: &str) -> Option<Vec<u8>> {
        let plain = |name: &str| name.to_lowercase().replace('\\', "/");
        let written = self
            .archive
            .file_names()
            .find(|written| plain(written).trim_start_matches('/') == name.trim_start_matches('/'));
        let written = written?.to_string();
        self.part(&written).ok()?
    }
}

/// How many parts the end of the file says there are; the archive itself keeps
/// one of each name, and another program might take the other.
fn entry_count(bytes: &[u8]) -> Option<usize> {
    let tail = &bytes[bytes.len().saturating_sub(66_000)..];
    let end = tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    u16_at(tail, end + 10).filter(|count| *count != u16::MAX).map(usize::from)
}

/// The most bytes of a part, by its name in lower case.
fn limit_of(name: &str) -> u64 {
    if name.contains("styles") {
        MAX_STYLES
    } else if name.contains("sharedstrings") {
        MAX_STRINGS
    } else {
        MAX_UNPACKED
    }
}

#[cfg(test)]
pub(in crate::read) mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    /// Returns a package with parts by name.
    pub(in crate::read) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).expect("started");
            writer.write_all(content.as_bytes()).expect("written");
        }
        writer.finish().expect("finished").into_inner()
    }

    #[test]
    fn a_part_is_found_by_its_name() {
        let bytes = package(&[("mimetype", "text"), ("Xl\\workbook.xml", "<a/>")]);
        let mut package = Package::open(&bytes).expect("sound");
        assert_eq!(package.names(), ["mimetype", "xl/workbook.xml"]);
        assert_eq!(package.part("mimetype").expect("sound").as_deref(), Some(b"text".as_slice()));
        assert_eq!(package.part("other").expect("sound"), None);
    }

    #[test]
    fn parts_are_measured_by_what_they_unpack_to() {
        let zeros = "0".repeat(100_000);
        let mut bytes = package(&[("a", &zeros), ("b", &zeros)]);
        assert!(bytes.len() < 2000);
        assert!(Package::open_within(&bytes, 200_000).is_ok());
        assert!(Package::open_within(&bytes, 199_999).is_err());
        // The sizes in the directory are not believed.
        let size = 100_000u32.to_le_bytes();
        while let Some(at) = bytes.windows(4).position(|window| window == size) {
            bytes[at..at + 4].copy_from_slice(&10u32.to_le_bytes());
        }
        assert!(Package::open_within(&bytes, 150_000).is_err());
    }

    #[test]
    fn sheets_may_not_be_many_and_great() {
        let sheet = "0".repeat(4_000_000);
        let bytes = package(&[("xl/worksheets/sheet1.xml", &sheet)]);
        let package = Package::open(&bytes).expect("sound");
        assert!(package.check_sheets(375).is_ok());
        assert!(package.check_sheets(376).is_err());
    }

    #[test]
    fn two_parts_of_one_name_are_refused() {
        let mut bytes = package(&[("sheet1.xml", "public"), ("sheet2.xml", "private")]);
        while let Some(at) = bytes.windows(6).position(|window| window == b"sheet2") {
            bytes[at..at + 6].copy_from_slice(b"sheet1");
        }
        assert!(Package::open(&bytes).is_err());
    }
}
