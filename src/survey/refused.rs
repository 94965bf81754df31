//! Why a file was not read, and what to do about it.

use serde::{Deserialize, Serialize};

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, thiserror::Error)]
pub enum Refused {
    /// The bytes are those of something else.
    #[error("it is not a PDF")]
    NotPdf,
    /// It cannot be opened without a password.
    #[error("it is locked with a password")]
    UserPassword,
    /// It is broken beyond what a reader can mend.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// It would cost more than the limits allow.
    #[error("it is too large: {0}")]
    TooLarge(String),
    /// It was not read in time.
    #[error("it takes too long to read")]
    Slow,
}

impl Refused {
    /// Returns what the author can do.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NotPdf => "open it in the program that made it and export it as a PDF",
            Self::UserPassword => {
                "ask its author for a copy without a password: nothing that members must type a \
                 password for can be published"
            }
            Self::Damaged(_) => {
                "open it in a PDF reader and print it to a new PDF, or ask its author to export it \
                 again"
            }
            Self::TooLarge(_) => {
                "ask its author for a smaller export, or attach the parts that the committee needs"
            }
            Self::Slow => {
                "print it to a new PDF, which leaves out what makes it slow, or attach its parts"
            }
        }
    }
}
