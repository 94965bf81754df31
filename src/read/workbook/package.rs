//! The zip packages that xlsx, xlsb and ods files are: sizes and part names.

use std::io::{Cursor, Read, copy, sink};

use zip::ZipArchive;
use zip::result::ZipError;

use super::budget::oversized;
use super::{damaged, protected};
use crate::diag::Problem;

/// The most bytes that all parts together may unpack to, 300 MB.
const MAX_UNPACKED: u64 = 300_000_000;
/// The most bytes of a part that is kept whole in memory, 60 MB.
const MAX_WHOLE: u64 = 60_000_000;

/// A zip package whose parts are known to unpack to a bearable size.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens a package, and unpacks every part once into nothing: what the
    /// directory says of a part's size need not be true.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let mut unpacked = 0u64;
        for index in 0..archive.len() {
            let part = match archive.by_index(index) {
                Ok(part) => part,
                Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                    return Err(protected());
                }
                // A part that nobody asks for may be damaged.
                Err(_) => continue,
            };
            let limit = MAX_UNPACKED - unpacked;
            let limit = if is_kept_whole(part.name()) { limit.min(MAX_WHOLE) } else { limit };
            let declared = part.size();
            let actual = copy(&mut part.take(limit + 1), &mut sink()).unwrap_or(0);
            if declared.max(actual) > limit {
                return Err(oversized("the workbook unpacks to more than 300 MB"));
            }
            unpacked += actual;
        }
        Ok(Self { archive })
    }

    /// Returns the names of the parts in lower case, with `/` between folders.
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names().map(|name| name.to_lowercase().replace('\\', "/")).collect()
    }

    /// Returns a part's bytes, or nothing where there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Problem> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error)),
        };
        let mut bytes = Vec::new();
        part.take(MAX_UNPACKED).read_to_end(&mut bytes).map_err(damaged)?;
        Ok(Some(bytes))
    }
}

/// Whether calamine makes a list in memory of all that the part holds.
fn is_kept_whole(name: &str) -> bool {
    let name = name.to_lowercase();
    name.contains("sharedstrings") || name.contains("styles")
}
