//! What a foreign file may cost before it is refused.

use std::time::Duration;

use super::refused::Refused;

/// The header of a PDF stands within its first kilobyte.
const HEADER: usize = 1024;

/// What a foreign file may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Pages.
    pub pages: usize,
    /// Bytes of all its streams but pictures, unpacked.
    pub unpacked: usize,
    /// Time, after which it is given up: the only clock of the pipeline, and only
    /// hostile files hear it.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 256 << 20, pages: 5_000, unpacked: 512 << 20, time: Duration::from_secs(10) }
    }
}

impl Limits {
    /// Returns nothing if the bytes look like a PDF of a bearable size.
    pub(super) fn admit(&self, bytes: &[u8]) -> Result<(), Refused> {
        let head = &bytes[..bytes.len().min(HEADER)];
        if !head.windows(5).any(|window| window == b"%PDF-") {
            return Err(Refused::NotPdf);
        }
        if bytes.len() > self.bytes {
            return Err(Refused::TooLarge(format!(
                "it has {} MB, and {} MB is the most that is read",
                bytes.len() >> 20,
                self.bytes >> 20
            )));
        }
        Ok(())
    }
}
