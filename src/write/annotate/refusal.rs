//! Why a workbook was not annotated.

use thiserror::Error;

/// Why a workbook was not annotated, in words that follow its name.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct Refusal(String);

impl Refusal {
    /// Returns a refusal.
    pub(super) fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }

    /// Says that a part is not what its format makes it.
    pub(super) fn odd(part: &str) -> Self {
        Self(format!("its part `{part}` is not as expected"))
    }
}

impl From<quick_xml::Error> for Refusal {
    fn from(error: quick_xml::Error) -> Self {
        Self(format!("it is damaged: {error}"))
    }
}

impl From<zip::result::ZipError> for Refusal {
    fn from(error: zip::result::ZipError) -> Self {
        Self(format!("its package cannot be copied: {error}"))
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        Self(format!("its package cannot be copied: {error}"))
    }
}
